#!/bin/sh
# Takes the path of a new user from the installer of build/packages under Wine: install, drop, tag, write, look with
# exiftool, undo, start from the menu, "Open with", a new version over the old one, uninstall. Pictures of the steps go
# into build/pictures, or $PICTURES: look at them.
#
#   packaging/windows/try-installer.sh
set -eu
cd "$(dirname "$0")/../.."
. packaging/lib.sh
. packaging/byhand.sh
. packaging/windows/wine.sh

setup=$(ls "$root"/build/packages/catchlight-*-windows-x64-setup.exe) || die "there is no installer: run make package-windows"
pictures=$root/${PICTURES:-build/pictures}
mkdir -p "$pictures"
display_on "$work" 1400x900
wine_made
home=$(find "$drive/users" -mindepth 1 -maxdepth 1 ! -name Public)
place=$home/AppData/Local/Programs/Catchlight
program=$place/bin/catchlight.exe
entry="$home/AppData/Roaming/Microsoft/Windows/Start Menu/Programs/Catchlight.lnk"
uninstall='HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\Catchlight'
mkdir "$home/Photos" && cp "$root"/library/thumb/testdata/*.jpg "$home/Photos/"
before=$(sums "$home/Photos")

# value KEY [NAME]: what the registry says; nothing where it says nothing.
value() {
	if [ $# = 2 ]; then set -- "$1" /v "$2"; else set -- "$1" /ve; fi
	wine reg query "$@" 2>/dev/null | tr -d '\r' | sed -n 's/.*REG_SZ    //p'
}

# installed reports whether program, menu entry and registry are there.
installed() { [ -f "$program" ] && [ -f "$entry" ] && [ -n "$(value "$uninstall" UninstallString)" ]; }

# on_c PATH: it as Windows names it (Wine does not list its own drive C by Z:).
on_c() { printf 'C:%s' "${1#"$drive"}" | tr / '\\'; }

# quits STATUS COMMAND…: a part of the installer ends with that status.
quits() {
	_want=$1 _got=0
	shift
	timeout 300 wine "$@" >/dev/null 2>&1 || _got=$?
	[ "$_got" = "$_want" ] || die "$* ended with $_got, not $_want"
}

install_by_hand() {
	wine "$setup" >/dev/null 2>&1 &
	window_shown '^Catchlight Setup'
	picture "$pictures/windows-1-setup.png"
	press Return
	until installed; do sleep 2; done
	picture "$pictures/windows-2-installed.png"
	press Return # "Run Catchlight" is ticked
	passed "installed by its window, for one user, in $(du -sm "$place" | cut -f1) MB"
}

first_photos() {
	window_shown '^Catchlight$'
	picture "$pictures/windows-3-started.png"
	drop "$home/Photos" || { say "not dropped, for want of the tool"; wine "$place/Catchlight.exe" "$(on_c "$home/Photos")"; }
	still
	tag_by_hand holiday
	picture "$pictures/windows-4-tagged.png"
	press ctrl+s
	picture "$pictures/windows-5-write.png"
	write_by_hand "$home/Photos" holiday
	picture "$pictures/windows-6-written.png"
	undo_by_hand "$home/Photos" "$before"
	picture "$pictures/windows-7-undone.png"
	close_window
	passed "dropped, tagged, written, seen by exiftool and undone to the byte, by hand"
}

close_window() {
	press ctrl+q
	window_gone '^Catchlight$'
	until : >>"$program"; do sleep 1; done 2>/dev/null
}

# What the menus of folders and drives run, from the registry; each is a start of its own, and the one window takes over.
open_with() {
	mkdir "$home/More" card
	put "$home/More" 'a b & c.jpg' && put card card.jpg
	ln -s "$work/card" "$WINEPREFIX/dosdevices/e:"
	wine start "$(wine winepath -w "$entry" | tr -d '\r')" >/dev/null 2>&1
	window_shown '^Catchlight$'
	run_entry Directory "%1" "$(on_c "$home/More")"
	run_entry Drive "%1" 'E:\'
	still
	picture "$pictures/windows-8-opened-with.png"
}

# run_entry CLASS PLACEHOLDER PATH: as Explorer does.
run_entry() {
	_command=$(value "HKCU\\Software\\Classes\\$1\\shell\\Catchlight\\command")
	[ -n "$_command" ] || die "there is no \"Open with\" for $1"
	printf '@echo off\r\n%s\r\n' "${_command%%"$2"*}$3${_command#*"$2"}" >entry.bat
	wine cmd /c entry.bat >/dev/null 2>&1
}

# While the window is open nothing of the program is replaced or removed.
nothing_while_open() {
	sums "$place" >place.sums
	quits 2 "$setup" /S
	quits 2 "$place/Uninstall.exe" /S "_?=$(on_c "$place")"
	[ "$(sums "$place")" = "$(cat place.sums)" ] && installed || die "files changed under the running program"
	close_window
	ends 0 library info --json && says '"photos":7'
	passed "the window open: installer and uninstaller end with 2, and touch nothing; \"Open with\" of a folder and a drive reached it"
}

new_version() {
	echo mine >"$place/bin/mine.txt"
	echo mine >"$place/mine.txt"
	quits 0 "$setup" /S
	[ "$(sums "$place" | grep -v mine.txt)" = "$(cat place.sums)" ] && installed || die "the second installation differs from the first"
	passed "a version over the old one, without a window"
}

remove() {
	quits 0 "$place/Uninstall.exe" /S
	until [ ! -e "$place/Uninstall.exe" ]; do sleep 1; done # it goes on as a copy of itself
	sleep 2
	[ "$(cd "$place" && find . -type f | sort | tr '\n' ' ')" = './bin/mine.txt ./mine.txt ' ] || die "left, or taken too much: $(find "$place")"
	[ ! -e "$entry" ] && [ -z "$(value "$uninstall" UninstallString)" ] || die "the menu entry or the uninstaller's is left"
	! wine reg query 'HKCU\Software\Classes' /s /f Catchlight 2>/dev/null | grep -q 'Catchlight$' || die "keys are left in the registry"
	[ -f "$home/AppData/Local/catchlight/library.db" ] || die "the library is gone"
	[ "$before" = "$(sums "$home/Photos")" ] || die "the photos are not what they were"
	passed "uninstalled: program, menu entry and registry are gone; the library, the photos and what others put there are kept"
}

install_by_hand
first_photos
open_with
nothing_while_open
new_version
remove
echo "under $(wine --version): all that was tried passed; look at $pictures"
