#!/bin/sh
# Runs every test, once: with the race detector where it can find something, else without. With arguments it is go test.
# What the tests find: a UTF-8 locale, a runtime folder and a data folder of their own, and on Linux a display of their
# own (tests press keys and move the mouse: never on the user's display while Xvfb is there).
#
#   CATCHLIGHT_TAGS=… packaging/test.sh [ARGUMENT OF go test]…
set -eu
cd "$(dirname "$0")/.."
. packaging/lib.sh

own=$(mktemp -d)
trap 'rm -rf "$own"' EXIT
mkdir -m 700 "$own/runtime" "$own/data"
export LANG=C.UTF-8 LC_ALL=C.UTF-8 XDG_RUNTIME_DIR="$own/runtime" XDG_DATA_HOME="$own/data"

display=
if [ "$(platform)" = linux ] && have xvfb-run; then
	unset WAYLAND_DISPLAY
	export XDG_SESSION_TYPE=x11 LIBGL_ALWAYS_SOFTWARE=1
	display="xvfb-run -a -s '-screen 0 1600x1000x24 -noreset'"
fi

# tests ARGUMENT…: go test. The limit is there for a test that hangs: with the race detector, on two cores that are busy
# with something else too, decoding pictures took 11 minutes. On a CI machine nothing is taken from an earlier run's cache.
tests() {
	eval "$display" go test -tags '"$CATCHLIGHT_TAGS"' -timeout 30m ${CI:+-count=1} '"$@"'
}

# watched: the packages of library and tagging that begin goroutines or lock something. In all others the race detector
# has nothing to find, and makes their tests three to six times as long.
watched() {
	go list -tags "$CATCHLIGHT_TAGS" -f '{{range .Imports}}{{if or (eq . "sync") (eq . "sync/atomic") (eq . "golang.org/x/sync/errgroup")}}{{$.ImportPath}}
{{end}}{{end}}' ./library/... ./tagging/... | sort -u | sed '/^$/d'
}

if [ $# -gt 0 ]; then
	tests "$@"
	exit
fi
all=$(go list -tags "$CATCHLIGHT_TAGS" ./...)
watched=$(watched)
[ -n "$watched" ] || die "no package is watched by the race detector"
# shellcheck disable=SC2086 # words are wanted
tests -race $watched
# shellcheck disable=SC2046 # here too
tests $(printf '%s\n' "$all" | grep -vxF "$watched")
