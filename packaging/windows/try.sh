#!/bin/sh
# Unpacks the Windows zip of build/packages under Wine and uses it as a photographer would, on copies and in a Wine of
# its own; opens the window too: build/windows-window.png. Wine of 64 bits is enough.
#
#   packaging/windows/try.sh
set -eu
cd "$(dirname "$0")/../.."
. packaging/lib.sh
. packaging/byhand.sh
. packaging/windows/wine.sh

archive=$(ls "$root"/build/packages/catchlight-*-windows-x64.zip) || die "there is no zip: run make package-windows"
display_on "$work" 1400x900
wine_made
unzip -q "$archive" -d "$work"
program=Catchlight/bin/catchlight.exe

# What the system reads in the programs: long paths, sharpness on each monitor, UTF-8 for what is written in C.
manifests() {
	for _program in Catchlight/Catchlight.exe "$program"; do
		for _word in longPathAware permonitorv2 'activeCodePage[^<]*>UTF-8<'; do
			grep -qa "$_word" "$_program" || die "the manifest in $_program lacks $_word"
		done
	done
	passed "both programs say that they know long paths, several monitors and UTF-8"
}

main_path() {
	mkdir photos && cp "$root"/library/thumb/testdata/*.jpg photos/
	noted photos
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
	noted reserved
	ends 1 keywords add --keyword dog reserved && says 'nul.jpg.*Windows keeps it for a device: rename it'
	exiftool -q -q -m -if '$IPTC:Keywords' -p '$FileName' reserved | sort | tr '\n' ' ' >shown
	[ "$(cat shown)" = 'plain.jpg ümlaut 猫.jpg ' ] || die "written were: $(cat shown)"
	ends 0 undo --last
	kept reserved
	ends 2 vocabulary import --name CON words.txt
	passed "reserved names are left alone and named, all others written"
}

# A path that Windows takes for another one (a name that ends in a point or a space, a second content
# behind a colon) is refused; the file that would be meant, and what another system left under such
# a name, stay as they are.
misread_paths() {
	put Trip cat.jpg
	noted Trip
	for _path in 'Trip.\cat.jpg' 'Trip \cat.jpg' 'Trip\cat.jpg.' 'Trip\cat.jpg ' 'Trip\cat.jpg:more' '.\Trip. .\cat.jpg' "$(windows "$work/Trip.")"; do
		ends 1 keywords add --keyword dog "$_path" && says 'has a name'
		kept Trip
	done
	put both/Trip cat.jpg && put both/Trip. cat.jpg 'dog.jpg ' && put both plain.jpg plain.jpg.
	noted both
	ends 1 keywords add --keyword dog both && says 'Trip\..*has a name'
	exiftool -q -q -r -if '$IPTC:Keywords' -p '$Directory/$FileName' both | sort | tr '\n' ' ' >shown
	[ "$(cat shown)" = 'both/Trip/cat.jpg both/plain.jpg ' ] || die "written were: $(cat shown)"
	ends 0 undo --last
	kept both
	passed "paths that Windows takes for others are refused, and no other file is touched"
}

long_paths() {
	_deep=long
	for _level in 1 2 3 4 5 6; do _deep=$_deep/a-folder-with-a-name-of-about-fifty-characters-no-$_level; done
	put "$_deep" cat.jpg
	noted long
	ends 0 keywords add --keyword dog long
	exiftool -q -p '$IPTC:Keywords' "$_deep/cat.jpg" | grep -qx dog || die "nothing is written below a long path"
	ends 0 undo --last && kept long
	_windows=$(windows "$work/$_deep/cat.jpg")
	ends 0 keywords add --to sidecar --keyword dog "$_windows"
	[ -f "$_deep/cat.jpg.xmp" ] || die "no sidecar below a long path"
	ends 0 undo --last && kept long
	passed "a path of $(printf %s "$_windows" | wc -c) characters: written, sidecar, undone"
}

# The read-only attribute is what Wine makes of a mode without w.
read_only() {
	put locked cat.jpg && chmod a-w locked/cat.jpg
	noted locked
	ends 0 keywords add --keyword dog locked && says 'it is read-only'
	[ -f locked/cat.jpg.xmp ] || die "no sidecar beside a read-only photo"
	ends 0 undo --last && kept locked
	passed "a read-only photo gets a sidecar; undone"
}

# A file that another program holds and shares with nobody cannot even be read; all others are written.
held_by_another() {
	put held cat.jpg free.jpg
	noted held
	compiled hold.c -municode -o "$work/hold.exe"
	mkfifo end
	wine hold.exe "$(windows "$work/held/cat.jpg")" <end >holding &
	exec 9>end
	until grep -q held holding; do sleep .2; done
	ends 1 keywords add --keyword dog held && says 'cat.jpg: another program has it open: close it there'
	exec 9>&-
	wait $!
	exiftool -q -q -if '$IPTC:Keywords' -p '$FileName' held | grep -qx free.jpg || die "the photo that is free was not written"
	ends 0 keywords add --keyword dog held
	ends 0 undo --last && ends 0 undo --last
	kept held
	passed "a photo that another program holds is named and left alone; written once it is free; undone"
}

drive_letters() {
	for _path in "$(windows "$work/photos/cat.jpg")" '\\?\'"$(windows "$work/photos/cat.jpg")" "Z:$work/photos/cat.jpg"; do
		ends 0 keywords list --json "$_path" && says '"error":""'
	done
	passed "drive letters, slashes both ways, the long form of paths"
}

# A share of a server, which Wine keeps below dosdevices/unc.
server_paths() {
	put share cat.jpg
	noted share
	mkdir -p "$WINEPREFIX/dosdevices/unc/server"
	ln -s "$work/share" "$WINEPREFIX/dosdevices/unc/server/photos"
	for _path in '\\server\photos' '\\server\photos\cat.jpg' '//server/photos/cat.jpg' '\\?\UNC\server\photos\cat.jpg'; do
		ends 0 keywords add --keyword dog "$_path"
		exiftool -q -p '$IPTC:Keywords' share/cat.jpg | grep -qx dog || die "nothing is written at $_path"
		ends 0 undo --last
		kept share
	done
	passed "a server's share: folder and file, slashes both ways, the long form; written and undone"
}

# window opens the window by the launcher, as a double-click does, and takes a picture to look at.
window() {
	wine Catchlight/Catchlight.exe photos >/dev/null 2>&1 &
	window_shown '^Catchlight$'
	picture "$root/build/windows-window.png"
	passed "the window opens: look at build/windows-window.png"
}

manifests
main_path
reserved_names
misread_paths
long_paths
read_only
held_by_another
drive_letters
server_paths
window
echo "under $(wine --version): all that was tried passed"
