#!/bin/sh
# Unpacks the Windows zip of build/packages under Wine and uses it as a photographer would, on copies and in a Wine of
# its own. Needs wine (64 bits) and exiftool; opens the window too where Xvfb and ImageMagick are: build/windows-window.png.
#
#   packaging/windows/try.sh
set -eu
cd "$(dirname "$0")/../.."
. packaging/lib.sh

have wine || apt_install wine || die "wine is missing: install it"
have exiftool || apt_install libimage-exiftool-perl || die "exiftool is missing"
archive=$(ls "$PWD"/build/packages/catchlight-*-windows-x64.zip) || die "there is no zip: run make package-windows"
root=$PWD
work=$(mktemp -d)
trap 'wineserver -k 2>/dev/null || :; rm -rf "$work"' EXIT
export WINEPREFIX="$work/wine" WINEDEBUG=-all WINEDLLOVERRIDES='mscoree,mshtml=' LC_ALL=C.UTF-8

say "making a Windows of Wine"
quietly wine wineboot -u || die "Wine does not start"
if ! ls "$WINEPREFIX"/drive_c/windows/system32/bcryptprimitives.dll >/dev/null 2>&1; then
	zig=$(ls "$(cache)"/tools/zig-*/ziglang/zig | tail -n 1) || die "zig is missing: run make package-windows"
	say "this Wine has no bcryptprimitives.dll: a stub stands in for it"
	"$zig" cc -target x86_64-windows-gnu -Os -s -shared -o "$work/bcryptprimitives.dll" packaging/windows/bcryptprimitives.c -ladvapi32
	cp "$work/bcryptprimitives.dll" "$WINEPREFIX/drive_c/windows/system32/"
fi
unzip -q "$archive" -d "$work"
cd "$work"
printf 'dog\ncat\ntree\nsky\n' >words.txt

# ends STATUS ARGUMENT…: it ends with that status.
ends() {
	_want=$1 _got=0
	shift
	timeout 120 wine Catchlight/bin/catchlight.exe "$@" >out 2>messages || _got=$?
	[ "$_got" = "$_want" ] || { tail -n 5 out messages >&2; die "catchlight $* ended with $_got, not $_want"; }
}
says() { grep -q -- "$1" out messages || { cat out messages >&2; die "it does not say: $1"; }; }
# kept FOLDER: its files are those that were put there, to the byte, and no others.
sums() { (cd "$1" && find . -type f -exec sha256sum {} + | sort -k2); }
kept() { [ "$(sums "$1")" = "$(cat "$1.sums")" ] || { sums "$1" | diff "$1.sums" - >&2 || :; die "the files of $1 are not as they were"; }; }
put() { # FOLDER NAME…: a photo under each name
	mkdir -p "$1"
	_folder=$1
	shift
	for _name in "$@"; do cp "$root/library/thumb/testdata/cat.jpg" "$_folder/$_name"; done
}
passed() { echo "passed: $*"; }

main_path() {
	mkdir photos && cp "$root"/library/thumb/testdata/*.jpg photos/
	sums photos >photos.sums
	ends 0 --version && says '^catchlight version'
	ends 0 tag --yes --threshold -1 --vocabulary words.txt photos
	ends 0 keywords list --json photos && says '"keywords":\[".*"cat"'
	exiftool -q -p '$IPTC:Keywords' photos | grep -c cat | grep -qx "$(ls photos | wc -l)" || die "exiftool does not show the keywords"
	ends 0 search --json --top 1 cat && says 'cat.jpg'
	ends 0 undo --last
	kept photos
	passed "tag, write, list, search and undo to the byte ($(ls photos | wc -l) photos, exiftool agrees)"
}

# Names that Windows keeps for devices cannot be opened there; what lies beside them is written, and nothing waits.
reserved_names() {
	put reserved CON.jpg nul.jpg COM1.jpg 'ümlaut 猫.jpg' plain.jpg
	sums reserved >reserved.sums
	ends 1 keywords add --keyword dog reserved && says 'nul.jpg.*Windows keeps it for a device: rename it'
	exiftool -q -q -m -if '$IPTC:Keywords' -p '$FileName' reserved | sort | tr '\n' ' ' >shown
	[ "$(cat shown)" = 'plain.jpg ümlaut 猫.jpg ' ] || die "written were: $(cat shown)"
	ends 0 undo --last
	kept reserved
	ends 2 vocabulary import --name CON words.txt
	passed "reserved names are left alone and named, all others written"
}

long_paths() {
	_deep=long
	for _level in 1 2 3 4 5 6; do _deep=$_deep/a-folder-with-a-name-of-about-fifty-characters-no-$_level; done
	put "$_deep" cat.jpg
	sums long >long.sums
	ends 0 keywords add --keyword dog long
	exiftool -q -p '$IPTC:Keywords' "$_deep/cat.jpg" | grep -qx dog || die "nothing is written below a long path"
	ends 0 undo --last && kept long
	_windows=Z:$(printf %s "$work/$_deep/cat.jpg" | tr / '\\')
	ends 0 keywords add --to sidecar --keyword dog "$_windows"
	[ -f "$_deep/cat.jpg.xmp" ] || die "no sidecar below a long path"
	ends 0 undo --last && kept long
	passed "a path of $(printf %s "$_windows" | wc -c) characters: written, sidecar, undone"
}

# The read-only attribute is what Wine makes of a mode without w.
read_only() {
	put locked cat.jpg && chmod a-w locked/cat.jpg
	sums locked >locked.sums
	ends 0 keywords add --keyword dog locked && says 'it is read-only'
	[ -f locked/cat.jpg.xmp ] || die "no sidecar beside a read-only photo"
	ends 0 undo --last && kept locked
	passed "a read-only photo gets a sidecar; undone"
}

drive_letters() {
	for _path in 'Z:' '\\?\Z:'; do
		ends 0 keywords list --json "$_path$(printf %s "$work/photos/cat.jpg" | tr / '\\')" && says '"error":""'
	done
	ends 0 keywords list --json "Z:$work/photos/cat.jpg" && says '"error":""'
	passed "drive letters, slashes both ways, the long form of paths"
}

# window opens the window by the launcher, as a double-click does, and takes a picture to look at.
window() {
	{ have Xvfb && have import && have xdotool; } || { echo "not tried: the window (needs Xvfb, xdotool, ImageMagick)"; return 0; }
	Xvfb -displayfd 3 -screen 0 1600x1000x24 -noreset -nolisten tcp 3>"$work/display" 2>/dev/null &
	_server=$!
	while [ ! -s "$work/display" ]; do sleep .2; done
	DISPLAY=:$(cat "$work/display") LIBGL_ALWAYS_SOFTWARE=1
	export DISPLAY LIBGL_ALWAYS_SOFTWARE
	wine Catchlight/Catchlight.exe photos >/dev/null 2>&1 &
	_tries=0
	until xdotool search --onlyvisible --name Catchlight >/dev/null 2>&1; do
		_tries=$((_tries + 1))
		[ $_tries -lt 60 ] || { kill $_server; echo "not passed: no window opens under this Wine"; return 0; }
		sleep 1
	done
	sleep 20 # for thumbnails and suggestions
	import -window root "$root/build/windows-window.png"
	wineserver -k || :
	kill $_server
	passed "the window opens: look at build/windows-window.png"
}

main_path
reserved_names
long_paths
read_only
drive_letters
window
echo "under $(wine --version): all that was tried passed"
