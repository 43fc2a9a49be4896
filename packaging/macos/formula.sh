#!/bin/sh
# Makes the formula for Homebrew and the sources that it builds, in build/packages: catchlight.rb and catchlight-VERSION.tar.gz.
# The address in it is that of the release of $GITHUB_REPOSITORY (OWNER/NAME), to which both belong.
#
#   GITHUB_REPOSITORY=OWNER/NAME packaging/macos/formula.sh
set -eu
cd "$(dirname "$0")/../.."
. packaging/lib.sh

# sha256 FILE…: as coreutils print it; macOS has another tool.
sha256() { if have sha256sum; then sha256sum "$@"; else shasum -a 256 "$@"; fi; }

repository=${GITHUB_REPOSITORY:?"names the repository whose releases have the sources"}
version=$(sed -n 's/^Version = "\(.*\)"$/\1/p' FyneApp.toml)
out=build/packages
sources=$out/catchlight-$version.tar.gz
mkdir -p "$out"
# Without the time in gzip's header: the same commit gives the same bytes.
git archive --prefix="catchlight-$version/" HEAD | gzip -9n >"$sources"
sum=$(sha256 "$sources")
sed "s,@REPOSITORY@,$repository,; s/@VERSION@/$version/g; s/@SHA256@/${sum%% *}/" packaging/macos/catchlight.rb >"$out/catchlight.rb"
(cd "$out" && sha256 catchlight.rb "catchlight-$version.tar.gz" >SHA256SUMS-sources)
