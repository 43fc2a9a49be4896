#!/bin/sh
# Makes Catchlight.app and a disk image in build/packages, on a Mac with Apple silicon.
#
#   packaging/macos/build.sh                       build, sign, pack
#   packaging/macos/build.sh app                   build the app and leave it there: what the formula for Homebrew does
#   PROGRAM=FILE packaging/macos/build.sh layout   only put the app together around FILE, on any system
#
# Signing: $SIGNING_IDENTITY names a "Developer ID Application" certificate of the keychain; without it the app is signed
# ad hoc, which runs here and is refused elsewhere until Privacy & Security of the settings lets it in. Notarising:
# $NOTARY_PROFILE names what `xcrun notarytool store-credentials` has stored; without it the image is not notarised.
set -eu
cd "$(dirname "$0")/../.."
. packaging/lib.sh

out=build/packages
app=$out/Catchlight.app
version=$(sed -n 's/^Version = "\(.*\)"$/\1/p' FyneApp.toml)
build=$(sed -n 's/^Build = \(.*\)$/\1/p' FyneApp.toml)

# program: for the oldest macOS that Info.plist names, whichever this one is.
program() {
	MACOSX_DEPLOYMENT_TARGET=$(sed -n 's,.*<key>LSMinimumSystemVersion</key><string>\(.*\)</string>.*,\1,p' packaging/macos/Info.plist)
	export MACOSX_DEPLOYMENT_TARGET
	go build -trimpath -buildvcs=false -tags "$CATCHLIGHT_TAGS" \
		-ldflags "-s -w -buildid= -X main.version=$version -X main.repository=${GITHUB_REPOSITORY:-}" -o build/catchlight-macos ./app
	PROGRAM=build/catchlight-macos
}

# icon: by Apple's tool on a Mac, elsewhere by Debian's.
icon() {
	_set=build/icon/Catchlight.iconset
	rm -rf "$_set" && mkdir -p "$_set"
	sh packaging/icon/render.sh | while read -r _size _file; do
		case $_size in 16 | 32 | 128 | 256 | 512) cp "$_file" "$_set/icon_${_size}x$_size.png" ;; esac
		case $_size in 32 | 64 | 256 | 512) cp "$_file" "$_set/icon_$((_size / 2))x$((_size / 2))@2x.png" ;; esac
	done
	if have iconutil; then
		iconutil -c icns "$_set" -o "$1"
		return
	fi
	have png2icns || { may_install && apt_install icnsutils; } || die "png2icns is missing: install icnsutils"
	quietly png2icns "$1" build/icon/16.png build/icon/32.png build/icon/48.png build/icon/128.png build/icon/256.png build/icon/512.png
}

# layout: the app as the system expects it; the program finds ONNX Runtime in ../Frameworks.
layout() {
	rm -rf "$app"
	mkdir -p "$app/Contents/MacOS" "$app/Contents/Frameworks" "$app/Contents/Resources"
	cp "$PROGRAM" "$app/Contents/MacOS/catchlight"
	chmod 755 "$app/Contents/MacOS/catchlight"
	runtime
	sed "s/@VERSION@/$version/; s/@BUILD@/$build/" packaging/macos/Info.plist >"$app/Contents/Info.plist"
	printf 'APPL????' >"$app/Contents/PkgInfo"
	icon "$app/Contents/Resources/Catchlight.icns"
	cp LICENSE "$app/Contents/Resources/LICENSE.txt"
	cp -R packaging/licences "$app/Contents/Resources/licences"
}

# runtime: ONNX Runtime under the name by which the program looks for it; that of $CATCHLIGHT_ONNXRUNTIME by a link.
runtime() {
	_frameworks=$app/Contents/Frameworks
	if [ -n "${CATCHLIGHT_ONNXRUNTIME:-}" ]; then
		ln -s "$CATCHLIGHT_ONNXRUNTIME" "$_frameworks/libonnxruntime.$(sed -n 's/^version=//p' packaging/onnxruntime.sh).dylib"
		return
	fi
	CATCHLIGHT_SYSTEM=darwin CATCHLIGHT_PROCESSOR=arm64 sh packaging/onnxruntime.sh "$_frameworks" >/dev/null
}

# turbo: libjpeg-turbo of Homebrew travels along where the program was linked with it.
turbo() {
	_library=$(otool -L "$app/Contents/MacOS/catchlight" | sed -n 's/^[[:space:]]*\([^ ]*libturbojpeg[^ ]*\) .*/\1/p')
	[ -n "$_library" ] || return 0
	cp "$_library" "$app/Contents/Frameworks/"
	install_name_tool -change "$_library" "@executable_path/../Frameworks/${_library##*/}" "$app/Contents/MacOS/catchlight"
}

# sign: inside out, as Apple asks.
sign() {
	_identity=${SIGNING_IDENTITY:--}
	_time=--timestamp
	[ "$_identity" != - ] || _time=--timestamp=none
	for _file in "$app"/Contents/Frameworks/*.dylib; do
		codesign --force "$_time" --options runtime --sign "$_identity" "$_file"
	done
	codesign --force "$_time" --options runtime --entitlements packaging/macos/entitlements.plist --sign "$_identity" "$app"
	codesign --verify --strict "$app"
}

image() {
	_image=$out/catchlight-$version-macos-arm64.dmg
	_stage=$(mktemp -d)
	cp -R "$app" "$_stage/"
	ln -s /Applications "$_stage/Applications"
	rm -f "$_image"
	hdiutil create -quiet -volname Catchlight -srcfolder "$_stage" -format UDZO "$_image"
	rm -rf "$_stage"
	if [ -n "${NOTARY_PROFILE:-}" ]; then
		xcrun notarytool submit "$_image" --keychain-profile "$NOTARY_PROFILE" --wait
		xcrun stapler staple "$_image"
	else
		say "not notarised: set NOTARY_PROFILE (and SIGNING_IDENTITY) for an image that opens by a double-click everywhere"
	fi
	(cd "$out" && shasum -a 256 ./*.dmg >SHA256SUMS-macos)
}

mkdir -p "$out"
if [ "${1:-}" = layout ]; then
	[ -f "${PROGRAM:-}" ] || die "PROGRAM names no file"
	layout
	exit
fi
[ "$(platform)" = darwin ] || die "the program for macOS is built on a Mac: Apple's frameworks are needed to link the window (\"$0 layout\" checks the rest anywhere)"
program
layout
[ "${1:-}" != app ] || exit 0
turbo
sign
image
ls -l "$out" >&2
