#!/bin/sh
# Checks, on any system with Python, what can be checked of the app for macOS without a Mac: the property lists, the layout,
# the icon, ONNX Runtime's kind, the formula, and that the packages without C code are sound Go for it.
#
#   packaging/macos/check.sh
set -eu
cd "$(dirname "$0")/../.."
. packaging/lib.sh

have python3 || die "Python 3 is missing: it reads the property lists"
app=build/packages/Catchlight.app
PROGRAM=packaging/macos/check.sh sh packaging/macos/build.sh layout
python3 - "$app" <<'PYTHON'
import os, plistlib, struct, sys

app = sys.argv[1]
contents = os.path.join(app, "Contents")
info = plistlib.load(open(os.path.join(contents, "Info.plist"), "rb"))
rights = plistlib.load(open("packaging/macos/entitlements.plist", "rb"))


def need(truth, sentence):
    if not truth:
        sys.exit("catchlight: macOS: " + sentence)


program = os.path.join(contents, "MacOS", info["CFBundleExecutable"])
need(os.access(program, os.X_OK), "CFBundleExecutable names no program")
need("@" not in info["CFBundleShortVersionString"] + info["CFBundleVersion"], "the version was not filled in")
need(all(value is True for value in rights.values()), "an entitlement is not a yes")
types = {t for kind in info["CFBundleDocumentTypes"] for t in kind["LSItemContentTypes"]}
need({"public.folder", "public.image"} <= types, "folders or pictures cannot be opened with the app")
need(all(kind["LSHandlerRank"] == "Alternate" for kind in info["CFBundleDocumentTypes"]), "the app would take over double-clicks")

icon = open(os.path.join(contents, "Resources", info["CFBundleIconFile"] + ".icns"), "rb").read()
need(icon[:4] == b"icns" and struct.unpack(">I", icon[4:8])[0] == len(icon), "the icon is no icns file")
kinds, at = set(), 8
while at < len(icon):
    kind, size = struct.unpack(">4sI", icon[at : at + 8])
    need(size >= 8, "the icon is damaged")
    kinds.add(kind.decode("latin-1"))
    at += size
need({"ic08", "ic09"} <= kinds and kinds & {"ic07", "it32"}, "the icon lacks 128, 256 or 512 pixels: " + " ".join(sorted(kinds)))

libraries = [f for f in os.listdir(os.path.join(contents, "Frameworks")) if f.startswith("libonnxruntime")]
need(len(libraries) == 1, "Frameworks holds no ONNX Runtime")
head = open(os.path.join(contents, "Frameworks", libraries[0]), "rb").read(8)
magic, processor = struct.unpack("<II", head)
need(magic == 0xFEEDFACF and processor == 0x0100000C, "ONNX Runtime is not for Apple silicon")
PYTHON
rm -rf "$app"
# The formula: nothing is left to fill in, its sum is that of the sources, and it is Ruby.
GITHUB_REPOSITORY=owner/name sh packaging/macos/formula.sh
(cd build/packages && grep -q "sha256 \"$(sed -n 's/ .*\.tar\.gz$//p' SHA256SUMS-sources)\"" catchlight.rb) || die "the formula has another sum than the sources"
! grep -n '@[A-Z]' build/packages/catchlight.rb >&2 || die "the formula is not filled in"
if have ruby; then quietly ruby -c build/packages/catchlight.rb || die "the formula is no Ruby"; else say "not checked: the formula's Ruby, for want of ruby"; fi
rm -f build/packages/catchlight.rb build/packages/catchlight-*[0-9].tar.gz build/packages/SHA256SUMS-sources
# The window needs Apple's headers, the model's runtime a C compiler for macOS: all that lies below is checked.
packages=$(GOOS=darwin GOARCH=arm64 CGO_ENABLED=0 go list -tags migrated_fynedo,no_animations,nodynamic ./library/... ./tagging/vocabulary/... ./assets/... ./ui/view/... ./ui/jobs/...)
# shellcheck disable=SC2086 # words are wanted
GOOS=darwin GOARCH=arm64 CGO_ENABLED=0 go vet -tags migrated_fynedo,no_animations,nodynamic $packages
# What is ours in C, by zig where it is (make package-windows fetches it): it has the headers of Objective-C's runtime.
zig=$(ls "$(cache)"/tools/zig-*/ziglang/zig 2>/dev/null | tail -n 1) || :
if [ -n "$zig" ]; then
	GOOS=darwin GOARCH=arm64 CGO_ENABLED=1 CC="$zig cc -target aarch64-macos -Wall" go vet ./app/dock
	GOOS=darwin GOARCH=arm64 CGO_ENABLED=1 CC="$zig cc -target aarch64-macos -Wall" go build ./app/dock
else
	say "not checked: app/dock, for want of zig (make package-windows)"
fi
say "macOS: property lists, layout, icon, ONNX Runtime, the formula and the packages without C code are sound"
