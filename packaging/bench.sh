#!/usr/bin/env bash
# Speed on this machine, printed, never asserted: indexing (decode and model) and writing keywords, on copies and with a
# library of its own.
#
#   packaging/bench.sh [FOLDER OF PHOTOS]     default: the public photos beside the checkout, else the project's own
set -eu
cd "$(dirname "$0")/.."
. packaging/lib.sh

photos=${1:-${CATCHLIGHT_SHARED:-../shared}/photos/coco-128}
[ -d "$photos" ] || photos=library/thumb/testdata
[ -d "$photos" ] || die "no photos to measure with: make bench ARGS=FOLDER"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export XDG_DATA_HOME="$work/data" XDG_CONFIG_HOME="$work/config"
program=$PWD/build/catchlight

# seconds COMMAND…: how long it took (bash's own time: not every system has the program).
seconds() {
	{ time -p "$@" >/dev/null 2>"$work/messages" || touch "$work/failed"; } 2>&1 | sed -n 's/^real //p'
	[ ! -e "$work/failed" ] || { tail -n 5 "$work/messages" >&2; exit 1; }
}

# rate LABEL COUNT SECONDS
rate() {
	awk -v label="$1" -v n="$2" -v s="$3" 'BEGIN { printf "%-46s %6d photos %8.2f s %8.1f photos/s\n", label, n, s, n / (s > 0 ? s : .01) }'
}

"$program" bench "$photos"
echo "Whole processes, files warm:"

# copies: each photo four times, in a folder of its own.
copies() {
	rm -rf "$work/write" && mkdir "$work/write"
	find "$photos" -iname '*.jp*g' | head -n 128 | while read -r file; do
		for copy in 1 2 3 4; do cp "$file" "$work/write/$copy-$(basename "$file")"; done
	done
	chmod -R u+w "$work/write"
	sync
}

# bench_write NAME COMMAND…: the command on fresh copies; its time goes into $work/NAME.
bench_write() {
	_name=$1
	shift
	copies
	seconds "$@" >>"$work/$_name"
}

# Three rounds, the programs in turn: what else the machine does meets all of them. Times are the medians.
for round in 1 2 3; do
	bench_write catchlight "$program" keywords add --quiet \
		--keyword beach --keyword sunset --keyword dog --keyword mountain --keyword café "$work/write"
	if have exiftool; then
		bench_write exiftool exiftool -q -overwrite_original -IPTC:Keywords+=beach -IPTC:Keywords+=sunset -IPTC:Keywords+=dog \
			-IPTC:Keywords+=mountain -IPTC:Keywords+=café "$work/write"
	fi
	if have exiv2; then
		add='add Iptc.Application2.Keywords String'
		bench_write exiv2 sh -c 'folder=$1; shift; exec exiv2 "$@" "$folder"/*' sh "$work/write" \
			-M"$add beach" -M"$add sunset" -M"$add dog" -M"$add mountain" -M"$add café"
	fi
done
median() { sort -n "$work/$1" | sed -n 2p; }
copies
n=$(find "$work/write" -type f | wc -l)
echo "Writing five keywords; Catchlight with the fsync of each file and all checks, into IPTC and XMP, the others neither, into IPTC:"
for name in catchlight exiftool exiv2; do
	[ ! -e "$work/$name" ] || rate "  $name" "$n" "$(median "$name")"
done
[ ! -e "$work/exiftool" ] ||
	awk -v a="$(median exiftool)" -v b="$(median catchlight)" 'BEGIN { printf "  Catchlight is %.2f times as fast as exiftool\n", a / b }'
echo "Catchlight alone, with and without fsync and reading back:"
CATCHLIGHT_BENCH_PHOTOS="$work/write" go test -tags "$CATCHLIGHT_TAGS" -run '^$' -bench WriteFolder -benchtime 3x ./library | sed -n 's/^BenchmarkWriteFolder/  /p'

echo "Arithmetic in memory (50,000 photos × 1,000 tags; search over 100,000 vectors; one tag learns):"
go test -tags "$CATCHLIGHT_TAGS" -run '^$' -bench '^Benchmark(SuggestAll|Search|Learn)$/^100000$' ./tagging | grep ^Benchmark
