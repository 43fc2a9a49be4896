#!/bin/sh
# Builds the programs of the packages twice from the same commit, in folders of different names and depths, and compares
# them byte for byte.
#
#   packaging/reproduce.sh [linux] [windows]     default: both, on Linux
#
# FRESH=1 gives the second build an empty cache of Go, so that everything is compiled anew (some minutes more); without it
# the second takes from the first what Go thinks is the same.
set -eu
cd "$(dirname "$0")/.."
. packaging/lib.sh

[ $# -gt 0 ] || set -- linux windows
work=$(mktemp -d)
trap 'chmod -R u+w "$work"; rm -rf "$work"' EXIT
commit=$(git rev-parse HEAD)
SOURCE_DATE_EPOCH=$(git log -1 --format=%ct "$commit")
export SOURCE_DATE_EPOCH

# checkout FOLDER: the commit's files.
checkout() { mkdir -p "$1" && git archive "$commit" | tar -x -C "$1"; }
checkout "$work/one"
checkout "$work/another/folder further down"

for system in "$@"; do
	(cd "$work/one" && sh "packaging/$system/build.sh" program "$work/$system-1")
	(
		[ -z "${FRESH:-}" ] || export GOCACHE="$work/cache"
		cd "$work/another/folder further down" && sh "packaging/$system/build.sh" program "$work/$system-2"
	)
	cmp "$work/$system-1" "$work/$system-2" || die "the two programs for $system differ"
	sha256sum <"$work/$system-1" | sed "s/-\$/the program for $system, twice the same/"
done
