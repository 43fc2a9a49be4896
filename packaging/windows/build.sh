#!/bin/sh
# Makes the Windows program in build/packages, on Linux: a zip that runs from any folder, and an installer for one user.
#
#   packaging/windows/build.sh
#
# zig is the C compiler: it brings the headers and libraries of Windows along. The same commit gives the same bytes
# (packaging/reproduce.sh compares two builds): times are the commit's, modes and order do not depend on the machine.
set -eu
cd "$(dirname "$0")/../.."
. packaging/lib.sh

zig_version=0.17.1 winres_version=0.3.3
out=build/packages
stage=$(mktemp -d)
trap 'rm -rf "$stage"; rm -f app/rsrc_windows_amd64.syso' EXIT
chmod 755 "$stage"
version=$(sed -n 's/^Version = "\(.*\)"$/\1/p' FyneApp.toml)
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null || date +%s)}
export SOURCE_DATE_EPOCH

# tools: zig from PyPI, go-winres (icon, version and manifest as a resource), NSIS and icotool from Debian.
tools() {
	find_python
	zig=$(cache)/tools/zig-$zig_version/ziglang/zig
	if [ ! -x "$zig" ]; then
		say "fetching zig $zig_version (once, 90 MB)"
		quietly "$python" -m pip --disable-pip-version-check install --target "$(cache)/tools/zig-$zig_version" "ziglang==$zig_version" ||
			die "zig could not be fetched (see above)"
	fi
	winres=$(cache)/tools/go-winres-$winres_version/go-winres
	if [ ! -x "$winres" ]; then
		GOBIN=$(dirname "$winres") GOFLAGS='' quietly go install "github.com/tc-hib/go-winres@v$winres_version" ||
			die "go-winres could not be built (see above)"
	fi
	{ have makensis && have icotool && have zip && have convert; } || { may_install && apt_install nsis icoutils zip imagemagick; } ||
		die "makensis, icotool, zip or convert is missing: install nsis, icoutils, zip and imagemagick"
}

find_python() {
	for python in python3 python; do
		"$python" -m pip --version >/dev/null 2>&1 && return 0
	done
	python=python3
	{ may_install && apt_install python3 python3-pip; } ||
		die "Python with pip is missing: it fetches zig, and takes the time out of programs"
}

# resources: icon, version and manifest, linked into the program by their place beside it, and into the launcher.
resources() {
	sh packaging/icon/render.sh | cut -d' ' -f2 | grep -v 512 | xargs icotool -c -o build/icon/catchlight.ico
	sed "s/@VERSION@/$version/; s,../icon/catchlight.ico,catchlight.ico," packaging/windows/winres.json >build/icon/winres.json
	sed "s/@VERSION@/$version/" packaging/windows/catchlight.manifest >build/icon/catchlight.manifest
	"$winres" make --in build/icon/winres.json --arch amd64 --out app/rsrc
	cp app/rsrc_windows_amd64.syso build/icon/
	convert -size 164x314 'xc:#1E1E1E' \( build/icon/128.png -resize 96x96 \) -gravity center -composite BMP3:build/icon/side.bmp
	touch -d "@$SOURCE_DATE_EPOCH" build/icon/side.bmp # the installer keeps its time
}

program() {
	mkdir -p "$stage/bin"
	GOOS=windows GOARCH=amd64 CGO_ENABLED=1 CC="$zig cc -target x86_64-windows-gnu" CXX="$zig c++ -target x86_64-windows-gnu" \
		go build -trimpath -buildvcs=false -tags migrated_fynedo,no_animations,nodynamic \
		-ldflags "-s -w -buildid= -X main.version=$version -X main.repository=${GITHUB_REPOSITORY:-}" -o "$stage/bin/catchlight.exe" ./app
	# A COFF object links as it is; its ending would tell zig otherwise.
	cp build/icon/rsrc_windows_amd64.syso build/icon/rsrc.obj
	"$zig" cc -target x86_64-windows-gnu -Os -s -municode -Wl,--subsystem,windows -Wall -Wextra \
		-o "$stage/Catchlight.exe" packaging/windows/launcher.c build/icon/rsrc.obj -luser32
	rm -f "$stage"/*.pdb "$stage"/bin/*.pdb
	"$python" packaging/windows/undated.py "$stage/bin/catchlight.exe" "$stage/Catchlight.exe"
	CATCHLIGHT_SYSTEM=windows CATCHLIGHT_PROCESSOR=x64 sh packaging/onnxruntime.sh "$stage/bin" >/dev/null
	cp LICENSE "$stage/LICENSE.txt"
	cp -R packaging/licences "$stage/licences"
}

# listed TYPE: the folders (d) or files (f) of the program by their names, in the same order everywhere.
listed() { (cd "$stage/Catchlight" && find . -mindepth 1 -type "$1" -printf '%P\n' | LC_ALL=C sort); }

archive() {
	(cd "$stage/.." && mv "$stage" "$stage-catchlight" && mkdir "$stage" && mv "$stage-catchlight" "$stage/Catchlight")
	chmod -R u=rwX,go=rX "$stage/Catchlight"
	find "$stage/Catchlight" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
	rm -f "$out/catchlight-$version-windows-x64.zip"
	(cd "$stage" && { echo Catchlight && listed d | sed 's,^,Catchlight/,' && listed f | sed 's,^,Catchlight/,'; } |
		TZ=UTC zip -X -q -9 -@ "$root/$out/catchlight-$version-windows-x64.zip")
}

# placing: how the installer puts the files where they belong.
placing() {
	listed f | while read -r _file; do
		case $_file in */*) _folder=/${_file%/*} ;; *) _folder='' ;; esac
		printf 'SetOutPath "$INSTDIR%s"\nFile "${STAGE}/%s"\n' "$(printf %s "$_folder" | tr / '\\')" "$_file"
	done
}

# removal: how the uninstaller takes away what is installed, and nothing else; folders last, the deepest first.
removal() {
	{ listed f | sed 's,.*,Delete "$INSTDIR/&",' && listed d | tac | sed 's,.*,RMDir "$INSTDIR/&",'; } | tr / '\\'
}

# kilobytes: the size of the files, however a file system stores them.
kilobytes() { find "$stage/Catchlight" -type f -printf '%s\n' | awk '{ sum += $1 } END { print int((sum + 1023) / 1024) }'; }

installer() {
	placing >"$stage/place.nsh"
	removal >"$stage/remove.nsh"
	quietly makensis -V2 -DVERSION="$version" -DSTAGE="$stage/Catchlight" -DICON="$PWD/build/icon/catchlight.ico" \
		-DPLACE="$stage/place.nsh" -DREMOVE="$stage/remove.nsh" -DSIDE="$PWD/build/icon/side.bmp" -DKILOBYTES="$(kilobytes)" \
		-DOUTPUT="$root/$out/catchlight-$version-windows-x64-setup.exe" packaging/windows/installer.nsi ||
		die "the installer could not be made (see above)"
}

root=$PWD
mkdir -p "$out" build/icon
tools
resources
say "building the program for Windows"
program
archive
installer
(cd "$out" && LC_ALL=C sha256sum catchlight-*windows* >SHA256SUMS-windows)
ls -l "$out" >&2
