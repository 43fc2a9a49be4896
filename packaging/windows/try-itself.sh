#!/bin/sh
# Takes the installer of build/packages on Windows itself, in the shell that comes with Git: install, tag, write, undo,
# uninstall. The window is not opened: machines of workflows have no screen that draws OpenGL.
#
#   packaging/windows/try-itself.sh
set -eu
cd "$(dirname "$0")/../.."
. packaging/lib.sh

export MSYS_NO_PATHCONV=1 # else the shell makes S:\ of /S
[ "$(platform)" = windows ] || die "this is not Windows: make test-windows tries the packages under Wine"
setup=$(ls "$PWD"/build/packages/catchlight-*-windows-x64-setup.exe) || die "there is no installer: run make package-windows"
place=$(cygpath -u "$LOCALAPPDATA")/Programs/Catchlight
library=$(cygpath -u "$LOCALAPPDATA")/catchlight/library.db
photos=$(mktemp -d)
trap 'rm -rf "$photos"' EXIT
cp library/thumb/testdata/*.jpg "$photos/"

sums() { (cd "$photos" && sha256sum -- *); }
before=$(sums)

"$setup" /S
catchlight() { "$place/bin/catchlight.exe" "$@"; }
catchlight --version
catchlight tag --yes "$(cygpath -w "$photos")"
[ "$(sums)" != "$before" ] || die "no keyword was written"
catchlight undo --last
[ "$(sums)" = "$before" ] || die "undo did not give the photos back"
"$place/Uninstall.exe" /S
while [ -e "$place/Uninstall.exe" ]; do sleep 1; done # it goes on as a copy of itself
[ ! -e "$place/bin" ] || die "left after uninstalling: $(ls -R "$place")"
[ -f "$library" ] || die "the uninstaller took the library along"
say "Windows: installed, used and removed"
