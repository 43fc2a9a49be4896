#!/bin/sh
# Makes sure that what Catchlight is built (or tested) with is there.
#
#   packaging/setup.sh build|test|proof
#
# Debian and Ubuntu packages are installed when that needs no password; otherwise the sentence on stderr names what to
# install and the status is 1. Says nothing when nothing is missing.
set -eu
cd "$(dirname "$0")/.."
. packaging/lib.sh

# check_go: Go is there, and as new as go.mod asks.
check_go() {
	_want=$(sed -n 's/^go //p' go.mod)
	have go || die "Go is missing: install Go $_want or newer (go.dev/dl, or your system's packages) and run make again"
	_got=$(go env GOVERSION 2>/dev/null || go version | cut -d' ' -f3)
	_got=${_got#go}
	_oldest=$(printf '%s\n%s\n' "$_want" "${_got%%[!0-9.]*}" | sort -t. -k1,1n -k2,2n -k3,3n | head -n 1)
	[ "$_oldest" = "$_want" ] || die "Go $_got is too old: install Go $_want or newer (go.dev/dl) and run make again"
}

# check_debian PACKAGE…: installs the missing ones, or names them.
check_debian() {
	# dpkg-query fails when it does not know one of them; the lines that it prints are what counts.
	_there=$(dpkg-query -W -f '${Package} ${Status}\n' "$@" 2>/dev/null | sed -n 's/ install ok installed$//p') || :
	_missing=
	for _package in "$@"; do
		printf '%s\n' "$_there" | grep -qx "$_package" || _missing="$_missing $_package"
	done
	[ -n "$_missing" ] || return 0
	may_install || die "these packages are missing: run  sudo apt-get install$_missing"
	say "installing$_missing"
	# shellcheck disable=SC2086 # words are wanted
	apt_install $_missing || die "apt-get could not install$_missing"
}

# check_other_linux: asks the compiler's own means, since package names differ.
check_other_linux() {
	{ have cc || have gcc; } && have pkg-config &&
		pkg-config --exists gl x11 xcursor xrandr xinerama xi xxf86vm xkbcommon wayland-client wayland-egl && return 0
	die "a C compiler or the headers of OpenGL, X11 and Wayland are missing. Install them and run make again:
  Fedora  sudo dnf install gcc pkgconf-pkg-config mesa-libGL-devel libX11-devel libXcursor-devel libXrandr-devel libXinerama-devel libXi-devel libXxf86vm-devel libxkbcommon-devel wayland-devel turbojpeg-devel
  Arch    sudo pacman -S --needed base-devel pkgconf mesa libx11 libxcursor libxrandr libxinerama libxi libxxf86vm libxkbcommon wayland libjpeg-turbo
  Debian, Ubuntu  sudo apt-get install $build_packages"
}

# check_display: tests open windows on a display of their own.
check_display() {
	have xvfb-run || [ -n "${DISPLAY:-}" ] || die "there is no display and no Xvfb to test on. Install them and run make again:
  Fedora  sudo dnf install xorg-x11-server-Xvfb xdotool python3-xlib perl-Image-ExifTool exiv2 exempi strace ImageMagick
  Arch    sudo pacman -S --needed xorg-server-xvfb xorg-xauth xdotool python-xlib perl-image-exiftool exiv2 exempi strace imagemagick"
}

check_darwin() {
	quietly xcode-select -p || die "Apple's compiler is missing: run  xcode-select --install  and then make again.
  For faster JPEGs and all tests, with Homebrew:  brew install pkgconf jpeg-turbo exiftool exiv2 exempi"
}

check_windows() {
	have gcc || die "a C compiler is missing: in an MSYS2 UCRT64 window run
  pacman -S --needed make mingw-w64-ucrt-x86_64-gcc mingw-w64-ucrt-x86_64-pkgconf mingw-w64-ucrt-x86_64-libjpeg-turbo"
}

build_packages="gcc libc6-dev pkg-config libgl1-mesa-dev xorg-dev libxkbcommon-dev libwayland-dev libturbojpeg0-dev"
test_packages="xvfb xauth xdotool libgl1-mesa-dri python3-xlib libimage-exiftool-perl exiv2 exempi strace imagemagick scrot"
proof_packages="darktable dosfstools exfatprogs exfat-fuse fusefat python3-venv"

what=${1:-build}
case $what in
build) packages=$build_packages ;;
test) packages="$build_packages $test_packages" ;;
proof) packages="$build_packages $test_packages $proof_packages" ;;
esac
case $(platform) in
linux)
	if have apt-get && have dpkg-query; then
		# shellcheck disable=SC2086 # words are wanted
		check_debian $packages
	else
		check_other_linux
		[ "$what" = build ] || check_display
	fi
	;;
darwin) check_darwin ;;
windows) check_windows ;;
esac
check_go
