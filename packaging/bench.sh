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

# bench_write LABEL COMMAND…: the command on fresh copies, each photo four times.
bench_write() {
	_label=$1
	shift
	rm -rf "$work/write" && mkdir "$work/write"
	find "$photos" -iname '*.jp*g' | head -n 128 | while read -r file; do
		for copy in 1 2 3 4; do cp "$file" "$work/write/$copy-$(basename "$file")"; done
	done
	_n=$(find "$work/write" -type f | wc -l)
	rate "$_label" "$_n" "$(seconds "$@")"
}
bench_write "write 5 keywords, verified and synced" "$program" keywords add --quiet \
	--keyword beach --keyword sunset --keyword dog --keyword mountain --keyword café "$work/write"
if have exiftool; then
	bench_write "exiftool, the same, neither" exiftool -q -overwrite_original -codedcharacterset=UTF8 \
		-IPTC:Keywords+=beach -IPTC:Keywords+=sunset -IPTC:Keywords+=dog -IPTC:Keywords+=mountain -IPTC:Keywords+=café \
		-XMP-dc:Subject+=beach -XMP-dc:Subject+=sunset -XMP-dc:Subject+=dog -XMP-dc:Subject+=mountain -XMP-dc:Subject+=café "$work/write"
fi

echo "Arithmetic in memory (50,000 photos × 1,000 tags; search over 100,000 vectors; one tag learns):"
go test -tags "$CATCHLIGHT_TAGS" -run '^$' -bench '^Benchmark(SuggestAll|Search|Learn)$/^100000$' ./tagging | grep ^Benchmark
