#!/bin/sh
# Installs the .deb of build/packages in an empty Debian, uses it as a photographer would (by the
# command line, and in the window that its menu entry opens), and removes it again; then the tar.xz,
# which is not installed, and the .rpm and the Arch package by the tools of their systems. Pictures
# of the steps go into build/pictures, or $PICTURES: look at them.
#
#   packaging/linux/try.sh [SUITE]     default: bookworm; needs root and debootstrap; from
#                                      $MIRROR, or where this machine has its packages from
set -eu
cd "$(dirname "$0")/../.."
. packaging/lib.sh
. packaging/byhand.sh

suite=${1:-bookworm}
[ "$(id -u)" = 0 ] || die "an empty Debian is made as root: run this with sudo"
have debootstrap || apt_install debootstrap || die "debootstrap is missing"
have exiftool || apt_install libimage-exiftool-perl || die "exiftool is missing"
package=$(ls "$PWD"/build/packages/catchlight_*.deb) || die "there is no package: run make package-linux"
pictures=$PWD/${PICTURES:-build/pictures}
mkdir -p "$pictures"
root=$(mktemp -d) work=$(mktemp -d) server='' window=''
trap 'kill $(living) $server 2>/dev/null && sleep 1 || :; umount "$root/proc" "$root/dev" 2>/dev/null || :; rm -rf --one-file-system "$root" "$work"' EXIT

# living: the processes whose root this is.
living() {
	for _process in /proc/[0-9]*; do
		[ "$(readlink "$_process/root" || :)" != "$root" ] || echo "${_process#/proc/}"
	done
}

# inside COMMAND…
inside() {
	env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 DEBIAN_FRONTEND=noninteractive \
		${DISPLAY:+DISPLAY="$DISPLAY" LIBGL_ALWAYS_SOFTWARE=1} chroot "$root" "$@"
}

empty_debian() {
	say "making an empty Debian ($suite)"
	quietly debootstrap --variant=minbase "$suite" "$root" "${MIRROR:-$(apt-get indextargets --format '$(REPO_URI)' | head -n 1)}"
	mount -t proc proc "$root/proc" # the program finds the libraries beside it through /proc
	mount --bind /dev "$root/dev"
	# The same path inside and outside: what is dropped on the window is named by it.
	photos=$work/Photos
	mkdir -p "$root$photos"
	ln -s "$root$photos" "$photos"
	cp library/thumb/testdata/*.jpg "$photos/"
	before=$(sums "$photos/")
}

install_package() {
	cp "$package" "$root/tmp/"
	quietly inside apt-get install -y -q --no-install-recommends "/tmp/${package##*/}" || die "the package cannot be installed"
	! inside ldd /usr/lib/catchlight/catchlight | grep 'not found' || die "a library is missing"
}

# understood: those who read the package's files (software centres, desktops, man) find nothing
# wrong with them.
understood() {
	quietly inside apt-get install -y -q --no-install-recommends appstream desktop-file-utils man-db
	# Only the workflow of releases knows a home page.
	_wrong=$(inside appstreamcli validate --no-net /usr/share/metainfo/app.catchlight.Catchlight.metainfo.xml |
		grep '^[EW]:' | grep -v url-homepage-missing) || :
	[ -z "$_wrong" ] || die "AppStream does not accept the metainfo: $_wrong"
	quietly inside desktop-file-validate /usr/share/applications/app.catchlight.Catchlight.desktop || die "the menu entry is wrong"
	_wrong=$(inside man --warnings -l /usr/share/man/man1/catchlight.1.gz 2>&1 >/dev/null)
	[ -z "$_wrong" ] || die "the manual page: $_wrong"
}

by_command() {
	inside catchlight --version
	inside catchlight tag --yes "$photos"
	inside catchlight keywords list --json "$photos" | grep -q '"keywords":\["' || die "no keyword was written"
	inside catchlight undo --last
	[ "$before" = "$(sums "$photos/")" ] || die "undo did not give the photos back"
}

# open_window starts the menu entry, as a desktop reads it, with what apt installs along by itself.
open_window() {
	quietly inside apt-get install -y -q --no-install-recommends libglib2.0-bin $(inside dpkg-query -W -f '${Recommends}' catchlight | tr -d ,)
	display_on "$work"
	mkdir -p "$root/tmp/.X11-unix"
	ln "/tmp/.X11-unix/X${DISPLAY#:}" "$root/tmp/.X11-unix/"
	rm -rf "$root/root/.local/share/catchlight" # as for somebody who has only just installed it
	inside gio launch /usr/share/applications/app.catchlight.Catchlight.desktop "$@" >"$work/messages" 2>&1 &
	window=$!
	window_shown '^Catchlight$' "$work/messages"
}

by_window() {
	open_window
	picture "$pictures/linux-1-started.png"
	drop "$photos" || { say "not dropped, for want of the tool: the folder is an argument"; inside catchlight "$photos"; }
	still
	tag_by_hand holiday
	picture "$pictures/linux-2-tagged.png"
	press ctrl+s
	picture "$pictures/linux-3-write.png"
	write_by_hand "$photos/" holiday
	picture "$pictures/linux-4-written.png"
	by_darktable
	undo_by_hand "$photos/" "$before"
	picture "$pictures/linux-5-undone.png"
	press ctrl+q
	wait $window
}

# by_darktable reads a copy of the written photos (it writes sidecars of its own): it has to know the word.
by_darktable() {
	have darktable || { say "not tried: darktable, which is not here"; return 0; }
	mkdir "$work/darktable"
	cp -R "$photos/" "$work/copy"
	printf '%s\n' plugins/lighttable/tagging/expanded=TRUE ui_last/expander_tagging=TRUE ui_last/window_w=1280 ui_last/window_h=800 >"$work/darktable/darktablerc"
	darktable --configdir "$work/darktable" --cachedir "$work/darktable" "$work/copy" >/dev/null 2>&1 &
	_darktable=$!
	window_shown darktable
	size=1280x800 # as it was told, though it may still be growing
	click 640 140
	picture "$pictures/linux-darktable.png"
	kill -9 $_darktable # all that it has is thrown away
	wait $_darktable || :
	strings "$work/darktable/data.db" | grep -q holiday || die "darktable has not read the keyword"
	window_shown '^Catchlight$'
}

# archive_elsewhere runs the tar.xz from a folder of any name, without anything of it installed.
archive_elsewhere() {
	mkdir "$root/opt/any where"
	tar -C "$root/opt/any where" -xf build/packages/catchlight-*-linux-*.tar.xz
	inside "/opt/any where/catchlight/bin/catchlight" keywords add --keyword holiday "$photos"
	told "$photos/" holiday || die "the program of the archive wrote nothing"
	inside "/opt/any where/catchlight/bin/catchlight" undo --last
	[ "$before" = "$(sums "$photos/")" ] || die "undo did not give the photos back"
}

# by_another_tool PACKAGE INSTALL REMOVE: the program out of another system's package, by that
# system's tool. What it depends on is there, under names that the tool cannot know in Debian.
by_another_tool() {
	cp "$1" "$root/tmp/"
	installed >"$work/before"
	quietly inside $2 "/tmp/${1##*/}" || die "${1##*/} cannot be installed"
	by_command
	quietly inside $3 catchlight || die "${1##*/} cannot be removed"
	installed | diff "$work/before" - >&2 || die "installing and removing ${1##*/} left other files than before"
}

# installed: the names of all files that packages bring, and of our folders; those that all programs
# have in common are the system's.
installed() { (cd "$root" && find etc opt usr ! -type d -o -iname '*catchlight*' | sort); }

# other_systems tries the packages for Fedora and Arch; their systems themselves are not here.
other_systems() {
	quietly inside apt-get install -y -q --no-install-recommends rpm pacman-package-manager
	_rpm='rpm --force-debian' # Debian 12 asks whether one means it, 13 knows no such question
	inside $_rpm --version >/dev/null 2>&1 || _rpm=rpm
	by_another_tool build/packages/*.rpm "$_rpm --install --nodeps" "$_rpm --erase"
	sed -i /CheckSpace/d "$root/etc/pacman.conf" # it looks for mounts, of which a folder has none
	by_another_tool build/packages/*.pkg.tar.zst 'pacman --noconfirm -Udd' 'pacman --noconfirm -Rdd'
}

remove_package() {
	quietly inside apt-get remove -y -q catchlight
	[ ! -e "$root/usr/lib/catchlight" ] || die "removing the package left files"
	[ -f "$root/root/.local/share/catchlight/library.db" ] || die "removing the package took the library along"
}

empty_debian
install_package
understood
by_command
by_window
remove_package
archive_elsewhere
other_systems
say "installed, used and removed on $suite: look at $pictures"
