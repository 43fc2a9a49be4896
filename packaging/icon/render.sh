#!/bin/sh
# Draws the icon in all sizes, once, into build/icon, and prints a line "SIZE FILE" for each. Up to 32 pixels the
# drawing is the simpler one: the rings of the large one would run into each other.
set -eu
cd "$(dirname "$0")/../.."
. packaging/lib.sh

have rsvg-convert || { may_install && apt_install librsvg2-bin; } || die "rsvg-convert is missing: install librsvg2-bin (Fedora: librsvg2-tools)"
mkdir -p build/icon
for size in 16 24 32 48 64 128 256 512; do
	drawing=assets/icons/app.svg
	[ $size -gt 32 ] || drawing=packaging/icon/small.svg
	file=build/icon/$size.png
	[ "$file" -nt "$drawing" ] || rsvg-convert -w $size -h $size "$drawing" -o "$file"
	echo "$size $file"
done
