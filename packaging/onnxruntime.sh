#!/bin/sh
# Fetches ONNX Runtime for this system and processor, once, and prints the path of the library.
#
#   packaging/onnxruntime.sh [FOLDER]     with FOLDER: also places the library there
#
# It comes from the npm package onnxruntime-node or the Python wheel onnxruntime, whichever client is there, and is used
# only when its SHA-256 is one of those below. It is kept in the user's cache, where the program looks for it too.
# Run again it checks what is there and fetches a damaged library anew.
set -eu
cd "$(dirname "$0")/.."
. packaging/lib.sh

version=1.24.3
system=${CATCHLIGHT_SYSTEM:-$(platform)} # another than this one where a package is made for it
cpu=${CATCHLIGHT_PROCESSOR:-$(processor)}

# The library's name as the program looks for it, npm's folder, the wheel's platform, and the SHA-256 of npm's library
# and of the wheel's (the two are different builds of the same version).
case $system-$cpu in
linux-x64)
	name=libonnxruntime.so.1 folder=linux/x64 wheel=manylinux_2_27_x86_64
	hashes="92ba8e44d31b80a34f5e805076a044122c3be1fffe0d88ed790de7267b0b2682 12e097b0705253189cd2cde73a091febefb7348edcfe606cd54aec010a4bab2b"
	;;
linux-arm64)
	name=libonnxruntime.so.1 folder=linux/arm64 wheel=manylinux_2_27_aarch64
	hashes="33032cb5b91c12edbf028d7c69fa40a31848d66c0095448758af237d5e0b07db 34b560ca50f0ba1228a715ce3bedb14eb0fa8e9002dd43dfe083be399f67d7ad"
	;;
darwin-arm64)
	name=libonnxruntime.$version.dylib folder=darwin/arm64 wheel=macosx_14_0_arm64
	hashes="76831409ce6eded92b4cb343cf422c458a60c1ea1d5f3cfa69692ab7fcc67f0f c3052e7883681252b3b388a408a3e809c0ad6aaa666c6b8d457fa1e3c3153673"
	;;
windows-x64)
	name=onnxruntime.dll folder=win32/x64 wheel=win_amd64
	hashes="4bc168111012971ae1ffef36c1f29c06b026d17e9063bd17f6390359fbe32a84 e6abe8b3fe7eb38e0424fa366eb7edac2090ac2d211592c26d674f928b44f785"
	;;
windows-arm64)
	name=onnxruntime.dll folder=win32/arm64 wheel=win_arm64
	hashes="65dd5f706f8dd42ce96f6358ef3180c3c30f390022de00b75ada6f498ba4cce1 be113504bcc3c203d042cc8f5aefaed789caab71f91e37bff585b408445ab06e"
	;;
*) die "ONNX Runtime $version has no library for $system on $cpu (Intel Macs are no longer served)" ;;
esac

# right FILE: whether it is the library, byte for byte.
right() {
	[ -f "$1" ] || return 1
	if have sha256sum; then _sum=$(sha256sum <"$1"); else _sum=$(shasum -a 256 <"$1"); fi
	case " $hashes " in *" ${_sum%% *} "*) return 0 ;; esac
	return 1
}

# from_npm and from_pip leave the library at $work/found.
from_npm() {
	(cd "$work" && quietly npm pack --silent "onnxruntime-node@$version") &&
		tar -xzf "$work/onnxruntime-node-$version.tgz" -C "$work" "package/bin/napi-v6/$folder/$name" &&
		mv "$work/package/bin/napi-v6/$folder/$name" "$work/found"
}

from_pip() {
	quietly $pip download --no-deps --only-binary=:all: --python-version 3.12 --platform "$wheel" \
		--disable-pip-version-check --dest "$work" "onnxruntime==$version" &&
		$python -m zipfile -e "$work"/onnxruntime-*.whl "$work/wheel" &&
		find "$work/wheel/onnxruntime/capi" \( -name 'libonnxruntime.*' -o -name onnxruntime.dll \) -exec mv {} "$work/found" \;
}

# find_pip: sets $python and $pip, when Python has pip.
find_pip() {
	for python in python3 python; do
		pip="$python -m pip"
		$pip --version >/dev/null 2>&1 && return 0
	done
	return 1
}

fetch() {
	work=$(mktemp -d)
	trap 'rm -rf "$work"' EXIT
	# Of Debian's packages pip is one of the smaller, and npm brings hundreds.
	have npm || find_pip || { may_install && say "installing python3-pip" && apt_install python3-pip; } ||
		die "ONNX Runtime comes through npm or pip, and neither is here: install Node.js (with npm) or Python (with pip) and run make again"
	say "fetching ONNX Runtime $version (once, up to 90 MB)"
	{ have npm && from_npm; } || { find_pip && from_pip; } ||
		die "ONNX Runtime $version could not be fetched (see above): check the network and run make again, or put $name into $(dirname "$library")"
	right "$work/found" || die "the ONNX Runtime that was fetched is not the known one (its SHA-256 differs): it was not installed"
	place "$work/found" "$library"
}

# place FILE TARGET: a copy that is whole or not there.
place() {
	mkdir -p "$(dirname "$2")"
	cp "$1" "$2.$$" && mv -f "$2.$$" "$2"
}

library=$(cache)/onnxruntime-$version/$name
right "$library" || fetch
if [ $# -gt 0 ] && ! cmp -s "$library" "$1/$name"; then
	place "$library" "$1/$name"
fi
echo "$library"
