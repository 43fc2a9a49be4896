#!/bin/sh
# Writes the bill of materials of the program into build/packages: every Go module that is linked in, with version and
# checksum, as CycloneDX JSON. Licences, and what travels along besides, are in packaging/licences.
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
version=$(sed -n 's/^Version = "\(.*\)"$/\1/p' FyneApp.toml)
mkdir -p build/packages
quietly "$tool" bin -json -noserial -std -version "v$version" -output "build/packages/catchlight-$version.cdx.json" build/catchlight ||
	die "the bill of materials could not be made (see above)"
say "build/packages/catchlight-$version.cdx.json"
