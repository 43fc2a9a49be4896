#!/bin/sh
# Makes the packages for Linux in build/packages: .deb, .rpm, Arch and a tar.xz that runs from any folder.
#
#   packaging/linux/build.sh
#
# The same commit gives the same bytes (packaging/reproduce.sh compares two builds): paths are trimmed, times are the
# commit's, modes and order do not depend on the machine. What the program needs and a
# desktop may lack travels along (ONNX Runtime, libjpeg-turbo) in a folder of its own, found through the program's
# run path, so that no other program's libraries are touched.
set -eu
cd "$(dirname "$0")/../.."
. packaging/lib.sh

nfpm_version=2.45.2
out=build/packages
stage=$(mktemp -d)
trap 'rm -rf "$stage" "$stage.yaml"' EXIT
chmod 755 "$stage"

VERSION=$(sed -n 's/^Version = "\(.*\)"$/\1/p' FyneApp.toml)
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null || date +%s)}
BUILD_TIME=$(date -u -d "@$SOURCE_DATE_EPOCH" +%Y-%m-%dT%H:%M:%SZ)
case $(processor) in x64) ARCH=amd64 ;; arm64) ARCH=arm64 ;; esac
export SOURCE_DATE_EPOCH
# A build by hand knows no home page, and names none.
home=${GITHUB_REPOSITORY:+https://github.com/$GITHUB_REPOSITORY}

# program: stripped, with the bundled libraries found beside it.
program() {
	mkdir -p "$stage/lib/catchlight" "$stage/bin"
	go build -trimpath -buildvcs=false -tags "$CATCHLIGHT_TAGS" \
		-ldflags "-s -w -buildid= -X main.version=$VERSION -X main.repository=${GITHUB_REPOSITORY:-} -extldflags '-Wl,-rpath,\$ORIGIN -Wl,--build-id=none'" \
		-o "$stage/lib/catchlight/catchlight" ./app
	ln -s ../lib/catchlight/catchlight "$stage/bin/catchlight"
}

# libraries: ONNX Runtime, and libjpeg-turbo where the program was linked with it.
libraries() {
	sh packaging/onnxruntime.sh "$stage/lib/catchlight" >/dev/null
	_turbo=$(ldd "$stage/lib/catchlight/catchlight" | sed -n 's/.*libturbojpeg.so.0 => \(\/[^ ]*\).*/\1/p')
	[ -z "$_turbo" ] || cp -L "$_turbo" "$stage/lib/catchlight/libturbojpeg.so.0"
}

# desktop: menu entry, icons, manual, AppStream, licences.
desktop() {
	_share=$stage/share
	mkdir -p "$_share/applications" "$_share/metainfo" "$_share/man/man1" "$_share/doc/catchlight"
	cp packaging/linux/app.catchlight.Catchlight.desktop "$_share/applications/"
	sed "s/@VERSION@/$VERSION/; s/@DATE@/${BUILD_TIME%T*}/; s,@HOMEPAGE@,$home,; /\"homepage\"><\/url>/d" \
		packaging/linux/app.catchlight.Catchlight.metainfo.xml >"$_share/metainfo/app.catchlight.Catchlight.metainfo.xml"
	sed "s/^\.Dd .*/.Dd $(LC_ALL=C date -u -d "@$SOURCE_DATE_EPOCH" '+%B %-d, %Y')/" packaging/linux/catchlight.1 |
		gzip -9n >"$_share/man/man1/catchlight.1.gz"
	cp LICENSE "$_share/doc/catchlight/copyright"
	cp -R packaging/licences "$_share/doc/catchlight/licences"
	mkdir -p "$_share/icons/hicolor/scalable/apps"
	cp assets/icons/app.svg "$_share/icons/hicolor/scalable/apps/app.catchlight.Catchlight.svg"
	sh packaging/icon/render.sh | while read -r _size _file; do
		mkdir -p "$_share/icons/hicolor/${_size}x$_size/apps"
		cp "$_file" "$_share/icons/hicolor/${_size}x$_size/apps/app.catchlight.Catchlight.png"
	done
}

# floor: the newest version of glibc that anything in the package asks for.
floor() {
	for _file in "$stage"/lib/catchlight/*; do
		objdump -T "$_file" | grep -o 'GLIBC_[0-9.]*'
	done | sed 's/GLIBC_//' | sort -Vu | tail -n 1
}

nfpm() {
	_tool=$(cache)/tools/nfpm-$nfpm_version
	if [ ! -x "$_tool/nfpm" ]; then
		say "building nfpm $nfpm_version (once, a minute)"
		GOBIN=$_tool GOFLAGS='' quietly go install "github.com/goreleaser/nfpm/v2/cmd/nfpm@v$nfpm_version" ||
			die "nfpm could not be built (see above)"
	fi
	"$_tool/nfpm" "$@"
}

# archive: the same files in one folder that runs where it is unpacked: catchlight/bin/catchlight.
# S: links keep where they lead.
archive() {
	tar --sort=name --owner=0 --group=0 --numeric-owner --mtime="@$SOURCE_DATE_EPOCH" --transform 's,^\.,catchlight,S' \
		-C "$stage" -cf - . | xz -T1 -6 >"$out/catchlight-$VERSION-linux-$ARCH.tar.xz"
}

have xz || { may_install && apt_install xz-utils; } || die "xz is missing: install xz-utils"
rm -rf "$out"/*.deb "$out"/*.rpm "$out"/*.pkg.tar.* "$out"/*linux*.tar.xz
mkdir -p "$out"
say "building the program"
program
libraries
desktop
chmod -R u=rwX,go=rX "$stage"
find "$stage" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
GLIBC=$(floor)
say "packing (needs glibc $GLIBC or newer)"
recipe=$stage.yaml
sed "s,@ARCH@,$ARCH,; s,@VERSION@,$VERSION,; s,@GLIBC@,$GLIBC,g; s,@STAGE@,$stage,; s,@HOMEPAGE@,$home,; /^homepage: \$/d" packaging/linux/nfpm.yaml >"$recipe"
for format in deb rpm archlinux; do
	quietly nfpm package -f "$recipe" -p "$format" -t "$out/"
done
archive
(cd "$out" && LC_ALL=C sha256sum *.deb *.rpm *.pkg.tar.* *linux*.tar.xz >SHA256SUMS-linux)
ls -l "$out" >&2
