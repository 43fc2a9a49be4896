#!/bin/sh
# Runs every test. What the tests find: a UTF-8 locale, a runtime folder and a data folder of their own, and on Linux a
# display of their own (tests press keys and move the mouse: never on the user's display while Xvfb is there).
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

[ $# -gt 0 ] || set -- ./...
# The limit is there for a test that hangs. With the race detector, on two cores that are busy with
# something else too, decoding pictures took 11 minutes. On a CI machine nothing is taken from an
# earlier run's cache.
eval "$display" go test -tags '"$CATCHLIGHT_TAGS"' -timeout 30m ${CI:+-count=1} '"$@"'
