#!/bin/sh
# Collects the licences of every Go module that the program links, on any of its systems, into
# packaging/licences/go-modules.txt. Run it when go.mod changes, and commit the result.
set -eu
cd "$(dirname "$0")/.."
. packaging/lib.sh

target=packaging/licences/go-modules.txt
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

for system in linux darwin windows; do
	CGO_ENABLED=1 GOOS=$system GOARCH=amd64 go list -deps -tags "$CATCHLIGHT_TAGS" \
		-f '{{with .Module}}{{if not .Main}}{{.Path}} {{.Version}} {{.Dir}}{{end}}{{end}}' ./app >>"$work/all"
done
{
	echo "Go $(go env GOVERSION) $(go env GOROOT)"
	LC_ALL=C sort -u "$work/all"
} >"$work/modules"

{
	echo "The Go modules in Catchlight and their licences. Made by packaging/licences.sh."
	while read -r path version dir; do
		# A module may carry the works of others: fonts, GLFW, codecs compiled to WebAssembly.
		depth=5 && [ "$path" != Go ] || depth=1
		find "$dir" -maxdepth $depth -type f \( -iname 'LICEN[CS]E*' -o -iname 'COPYING*' -o -iname 'NOTICE*' \) \
			! -path '*/testdata/*' ! -path '*/cmd/*' ! -name '*.go' | LC_ALL=C sort >"$work/files"
		[ -s "$work/files" ] || die "$path $version carries no licence: look at it by hand"
		while read -r file; do
			printf '\n\n%s\n%s %s: %s\n%s\n\n' ================ "$path" "$version" "${file#"$dir"/}" ================
			tr -d '\r' <"$file"
		done <"$work/files"
	done <"$work/modules"
} >"$work/text"
mv "$work/text" "$target"
say "$(wc -l <"$work/modules" | tr -d ' ') modules in $target"
