#!/bin/sh
# Writes the bill of materials into build/packages, as CycloneDX JSON: every Go module that is linked in, with version and
# checksum, and what travels along besides. The texts of the licences are in packaging/licences.
#
#   packaging/sbom.sh
set -eu
cd "$(dirname "$0")/.."
. packaging/lib.sh

tool_version=1.9.0
tool=$(cache)/tools/cyclonedx-gomod-$tool_version/cyclonedx-gomod
if [ ! -x "$tool" ]; then
	say "building cyclonedx-gomod $tool_version (once, a minute)"
	GOBIN=$(dirname "$tool") GOFLAGS='' quietly go install "github.com/CycloneDX/cyclonedx-gomod/cmd/cyclonedx-gomod@v$tool_version" ||
		die "cyclonedx-gomod could not be built (see above)"
fi
# besides: what is no Go module, one line each; the tool knows nothing of it.
besides() {
	component library onnxruntime "$(sed -n 's/^version=//p' packaging/onnxruntime.sh)" MIT
	! _turbo=$(pkg-config --modversion libturbojpeg 2>/dev/null) || component library libjpeg-turbo "$_turbo" 'IJG AND BSD-3-Clause AND Zlib'
	component machine-learning-model "starter: EfficientNet-Lite2 and all-MiniLM-L6-v2" "$version" Apache-2.0
	component machine-learning-model "people: BlazeFace and BlazePose" "$version" Apache-2.0
	component data "places: GeoNames and Unicode CLDR" "$version" 'CC-BY-4.0 AND Unicode-3.0'
}

# component TYPE NAME VERSION LICENCE: it as an item of the list, with the comma after it.
component() {
	printf '    {"bom-ref": "%s", "type": "%s", "name": "%s", "version": "%s", "licenses": [{"expression": "%s"}]},\n' \
		"${2%%:*}" "$1" "$2" "$3" "$4"
}

version=$(sed -n 's/^Version = "\(.*\)"$/\1/p' FyneApp.toml)
mkdir -p build/packages
quietly "$tool" bin -json -noserial -std -version "v$version" -output "build/packages/catchlight-$version.cdx.json.part" build/catchlight ||
	die "the bill of materials could not be made (see above)"
besides >"build/packages/besides.part"
# The first list of that name; others stand deeper.
sed '/^  "components": \[$/r build/packages/besides.part' "build/packages/catchlight-$version.cdx.json.part" >"build/packages/catchlight-$version.cdx.json"
rm build/packages/*.part
say "build/packages/catchlight-$version.cdx.json"
