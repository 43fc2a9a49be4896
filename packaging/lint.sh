#!/bin/sh
# Runs golangci-lint (see .golangci.yml), built once by Go into the user's cache.
#
#   CATCHLIGHT_TAGS=… packaging/lint.sh run|fmt [PACKAGE OR FILE]…
set -eu
cd "$(dirname "$0")/.."
. packaging/lib.sh

version=2.15.0
tool=$(cache)/tools/golangci-lint-$version/golangci-lint
if [ ! -x "$tool" ]; then
	say "building golangci-lint $version (once, a few minutes)"
	GOBIN=$(dirname "$tool") GOFLAGS= quietly go install "github.com/golangci/golangci-lint/v2/cmd/golangci-lint@v$version" ||
		die "golangci-lint could not be built (see above)"
fi
what=$1
shift
[ $# -gt 0 ] || set -- ./...
case $what in
run) exec "$tool" run --build-tags "$CATCHLIGHT_TAGS" "$@" ;;
fmt) exec "$tool" fmt "$@" ;;
esac
