#!/bin/sh
# Makes the packages twice from the same commit and compares them byte for byte, the programs in them too. The two builds
# lie in folders of different names and depths, at different times, with other modes of new files, another time zone
# and, where there is memory for it, another file system, which lists a folder in another order.
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
elsewhere=$work
free=$(df -k --output=avail /dev/shm 2>/dev/null | tail -n 1) || free=0
[ "${free:-0}" -lt 4000000 ] || elsewhere=$(mktemp -d -p /dev/shm)
trap 'chmod -R u+w "$work" "$elsewhere"; rm -rf "$work" "$elsewhere"' EXIT
commit=$(git rev-parse HEAD)
SOURCE_DATE_EPOCH=$(git log -1 --format=%ct "$commit")
export SOURCE_DATE_EPOCH
one=$work/one another="$elsewhere/another/folder further down"

# built SYSTEM FOLDER: its packages from the commit's files, in the folder's build/packages.
built() {
	mkdir -p "$2"
	git archive "$commit" | tar -x -C "$2"
	(cd "$2" && sh "packaging/$1/build.sh" 2>&1) >"$work/log" || { cat "$work/log" >&2; die "the packages for $1 cannot be made"; }
}

# built_otherwise SYSTEM: the same where everything that should not matter is different.
built_otherwise() (
	[ -z "${FRESH:-}" ] || export GOCACHE="$work/cache"
	mkdir -p "$elsewhere/tmp"
	export TMPDIR="$elsewhere/tmp" TZ=Asia/Tokyo
	umask 077
	built "$1" "$another"
)

for system in "$@"; do
	say "the packages for $system, twice"
	built "$system" "$one"
	built_otherwise "$system"
	(cd "$one/build/packages" && sha256sum -- *) >"$work/sums"
	(cd "$another/build/packages" && sha256sum -c --quiet "$work/sums") || die "the two builds for $system differ"
	cat "$work/sums"
	rm -rf "$one" "$another"
done
say "all of these are twice the same"
