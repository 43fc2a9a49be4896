#!/bin/sh
# Makes an AppImage of the archive that packaging/linux/build.sh has made. The tool that packs it, and the runtime that
# opens it on the user's computer, come from the AppImage project's releases, so this needs the internet; it is run by
# the release workflow. Both are taken by their digests: what we hand out begins with code of that runtime.
#
#   packaging/linux/appimage.sh
set -eu
cd "$(dirname "$0")/../.."
. packaging/lib.sh

version=$(sed -n 's/^Version = "\(.*\)"$/\1/p' FyneApp.toml)
case $(processor) in
x64)
	arch=x86_64 archive=amd64
	tool_sum=46fdd785094c7f6e545b61afcfb0f3d98d8eab243f644b4b17698c01d06083d1
	runtime_sum=2fca8b443c92510f1483a883f60061ad09b46b978b2631c807cd873a47ec260d
	;;
arm64)
	arch=aarch64 archive=arm64
	tool_sum=04f45ea45b5aa07bb2b071aed9dbf7a5185d3953b11b47358c1311f11ea94a96
	runtime_sum=00cbdfcf917cc6c0ff6d3347d59e0ca1f7f45a6df1a428a0d6d8a78664d87444
	;;
esac

# is_sum FILE SHA256: whether the file is there and has that digest.
is_sum() { echo "$2  $1" | sha256sum --check --status 2>/dev/null; }

# fetch FILE SHA256 PLACE: what lies at a place of the AppImage project's releases.
fetch() {
	is_sum "$1" "$2" && return 0
	mkdir -p "${1%/*}"
	curl -fsSL -o "$1.part" "https://github.com/AppImage/$3" || die "$3 of the AppImage project could not be fetched"
	is_sum "$1.part" "$2" || die "$1.part is not what $3 of the AppImage project was when it was tried: look at what has changed there"
	chmod +x "$1.part"
	mv "$1.part" "$1"
}

packed=build/packages/catchlight-$version-linux-$archive.tar.xz
[ -f "$packed" ] || die "$packed is missing: run make package-linux"
tool=$(cache)/tools/appimagetool-1.9.0-$arch.AppImage
runtime=$(cache)/tools/appimage-runtime-20251108-$arch
fetch "$tool" $tool_sum "appimagetool/releases/download/1.9.0/appimagetool-$arch.AppImage"
fetch "$runtime" $runtime_sum "type2-runtime/releases/download/20251108/runtime-$arch"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/usr"
tar -C "$folder/usr" --strip-components=1 -xf "$packed"
cp "$folder/usr/share/applications/app.catchlight.Catchlight.desktop" "$folder/usr/share/icons/hicolor/256x256/apps/app.catchlight.Catchlight.png" "$folder/"
ln -s usr/bin/catchlight "$folder/AppRun"
ARCH=$arch "$tool" --appimage-extract-and-run --runtime-file "$runtime" "$folder" "build/packages/catchlight-$version-linux-$arch.AppImage"
(cd build/packages && sha256sum *.AppImage >>SHA256SUMS-linux)
