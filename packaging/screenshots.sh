#!/bin/sh
# Takes the picture of the window that README.md shows, from the built program on a display of its own, with a library of
# its own: docs/window.png. Look at it before you commit it.
#
#   packaging/screenshots.sh
#
# The photos are those of the tests, which are free: the picture is published with the project.
set -eu
cd "$(dirname "$0")/.."
. packaging/lib.sh

{ have Xvfb && have xdotool && have import && have convert; } || apt_install xvfb xdotool imagemagick ||
	die "Xvfb, xdotool or ImageMagick is missing"
work=$(mktemp -d)
trap 'kill $window 2>/dev/null && wait $window || :; kill $server 2>/dev/null || :; rm -rf "$work"' EXIT
window='' server=''

mkdir -m 700 "$work/Photos" "$work/runtime"
cp library/thumb/testdata/*.jpg "$work/Photos/"
Xvfb -displayfd 3 -screen 0 1280x800x24 -nolisten tcp -noreset 3>"$work/display" 2>/dev/null &
server=$!
while [ ! -s "$work/display" ]; do sleep .2; done
export DISPLAY=":$(cat "$work/display")" LIBGL_ALWAYS_SOFTWARE=1 XDG_SESSION_TYPE=x11 LC_ALL=C.UTF-8 HOME="$work" \
	XDG_DATA_HOME="$work/data" XDG_CONFIG_HOME="$work/config" XDG_CACHE_HOME="$work/cache" XDG_RUNTIME_DIR="$work/runtime"
unset WAYLAND_DISPLAY

say "indexing"
quietly build/catchlight tag --dry-run --quiet "$work/Photos" || die "the photos could not be indexed"
build/catchlight "$work/Photos" >"$work/messages" 2>&1 &
window=$!
until shown=$(xdotool search --onlyvisible --name Catchlight 2>/dev/null); do
	kill -0 $window 2>/dev/null || { cat "$work/messages" >&2; die "the window did not open"; }
	sleep 1
done
xdotool windowmove "$shown" 0 0 windowsize "$shown" 1280 800

# still waits until nothing on the screen has changed for three seconds.
still() {
	_before=
	while sleep 3 && import -window root "$work/window.png" && _now=$(sha256sum <"$work/window.png") && [ "$_now" != "$_before" ]; do
		_before=$_now
	done
}
still
xdotool mousemove 1136 744 sleep 1 click 1 sleep 2 # Skip the tour
xdotool mousemove 700 180 sleep 1 click 1 sleep 1 mousemove 640 790 # the third photo, and away from it
still
convert "$work/window.png" -strip docs/window.png
say "docs/window.png is new: look at it"
