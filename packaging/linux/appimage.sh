#!/bin/sh
# Makes an AppImage of the archive that packaging/linux/build.sh has made. Its runtime comes from the AppImage project's
# releases, so this needs the internet; it is run by the release workflow.
#
#   packaging/linux/appimage.sh
set -eu
cd "$(dirname "$0")/../.."
. packaging/lib.sh

version=$(sed -n 's/^Version = "\(.*\)"$/\1/p' FyneApp.toml)
case $(processor) in x64) arch=x86_64 archive=amd64 ;; arm64) arch=aarch64 archive=arm64 ;; esac
packed=build/packages/catchlight-$version-linux-$archive.tar.xz
[ -f "$packed" ] || die "$packed is missing: run make package-linux"
tool=$(cache)/tools/appimagetool-$arch.AppImage
if [ ! -x "$tool" ]; then
	mkdir -p "${tool%/*}"
	curl -fsSL -o "$tool.part" "https://github.com/AppImage/appimagetool/releases/download/1.9.0/appimagetool-$arch.AppImage" ||
		die "the AppImage tool could not be fetched"
	chmod +x "$tool.part"
	mv "$tool.part" "$tool"
fi
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/usr"
tar -C "$folder/usr" --strip-components=1 -xf "$packed"
cp "$folder/usr/share/applications/app.catchlight.Catchlight.desktop" "$folder/usr/share/icons/hicolor/256x256/apps/app.catchlight.Catchlight.png" "$folder/"
ln -s usr/bin/catchlight "$folder/AppRun"
ARCH=$arch "$tool" --appimage-extract-and-run "$folder" "build/packages/catchlight-$version-linux-$arch.AppImage"
(cd build/packages && sha256sum *.AppImage >>SHA256SUMS-linux)
