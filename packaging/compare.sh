#!/usr/bin/env bash
# Catchlight beside other programs: the figures of docs/COMPARISON.md.
#
#   packaging/compare.sh [FOLDER OF PHOTOS]     index: beside rclip, the same photos, the same ONNX files, turn by turn
#   packaging/compare.sh tag                    tag: index, suggest and write beside rtag, the same ONNX files and words
#   packaging/compare.sh write                  write: five keywords, beside exiftool, exiv2 and IPTCInfo3, which rtag writes by
#   packaging/compare.sh managers [FOLDER]      managers: a folder comes into digiKam and darktable; what they do to sidecars
#   packaging/compare.sh damage                 damage: what the writers do to odd photos, by a judge that knows none of them
#   packaging/compare.sh accuracy               accuracy: of suggestions, on labelled photos
#   packaging/compare.sh growth                 growth: what one photo costs among GROWTH="1000 10000 100000" of them
#   packaging/compare.sh window                 window: start, scrolling, memory, rest and answers to keys among WINDOW=100000 photos
#   packaging/compare.sh all                    all of them
#
# Photos to index, tag and write: JPEGs of 24 megapixels and small ones, made once. Damage and accuracy need the public
# photos beside the checkout ($CATCHLIGHT_SHARED). rclip is installed into a virtual environment in the user's cache. The
# model is the standard one where it has been downloaded ("catchlight models get standard"), else a stand-in of the same
# shapes, which costs the same and knows nothing. rtag is in no registry: RTAG=FOLDER is a checkout of its repository, else
# it is cloned from GitHub. exiftool, exiv2, digiKam and darktable (with xvfb-run) are used where they are installed.
# RUNS=3, RCLIP=3.3.0, LARGE=60 and SMALL=500 may be set. Needs Python 3 with venv, 2 GB of disk and, the first time, PyPI.
set -eu
cd "$(dirname "$0")/.."
. packaging/lib.sh

have python3 || die "Python 3 is missing: install it, with its module venv (Debian: python3-venv)"
work=$(cache)/compare
version=${RCLIP:-3.3.0}
mkdir -p "$work/run"

shared=${CATCHLIGHT_SHARED:-../shared}
case ${1:-} in
all)
	for _part in '' tag write managers damage accuracy growth window; do bash packaging/compare.sh $_part; done
	exit
	;;
damage)
	CATCHLIGHT_PROOF=1 sh packaging/test.sh -count=1 -v -timeout 60m -run '^TestWritersCompared$' ./app/proof | grep -v '^=== '
	exit
	;;
accuracy)
	[ -d "$shared/photos/coco-128" ] || die "there are no labelled photos: set CATCHLIGHT_SHARED to the folder that holds photos/coco-128"
	for _strength in strict balanced loose; do
		echo "Suggestions for the built-in vocabulary, $_strength, on 128 photos:"
		build/catchlight eval --library "$work/run/eval.db" --vocabulary essentials --suggest "$_strength" \
			--labels "$shared/photos/coco-128/essentials.tsv" --labels tagging/figures/testdata/essentials-added.tsv "$shared/photos/coco-128"
	done
	exit
	;;
esac

# environment: rclip, what makes stand-ins, and rtag's writer.
python=$work/rclip-$version/bin/python
if ! "$python" -c 'import rclip, onnx, iptcinfo3' 2>/dev/null; then
	say "installing rclip $version into $work"
	python3 -m venv "$work/rclip-$version" || die "python3 -m venv failed: install python3-venv"
	quietly "$python" -m pip --disable-pip-version-check install "rclip==$version" onnx iptcinfo3==2.3.0 ||
		die "rclip could not be installed"
fi

# model: its folder.
model=${XDG_DATA_HOME:-$HOME/.local/share}/catchlight/models/standard
if [ ! -f "$model/visual.onnx" ]; then
	model=$work/standin
	[ -f "$model/textual.onnx" ] || "$python" packaging/compare/standin.py model "$model"
	say "the model is a stand-in (catchlight models get standard: compare with the real one)"
fi

# rclip keeps its model, the tokenizer's table and four legal notices in its data folder, and asks its hub for what is missing.
data=$work/rclip-data
mkdir -p "$data/ViT-B-32-256-datacomp_s34b_b86k" "$data/tokenizer"
cp "$model/visual.onnx" "$model/textual.onnx" "$data/ViT-B-32-256-datacomp_s34b_b86k/"
cp assets/tokens/bpe_simple_vocab_16e6.txt.gz "$data/tokenizer/"
touch "$data/LICENSE" "$data/OPENAI-CLIP-MIT.txt" "$data/README.md" "$data/THIRD_PARTY_NOTICES.md"

# photos NAME COUNT MEGAPIXELS: made once, from the public photos beside the checkout or the project's own.
photos() {
	_folder=$work/photos-$1-$2
	if [ ! -d "$_folder" ]; then
		say "making $2 photos of $3 megapixels"
		_sources=$shared/photos/coco-128
		[ -d "$_sources" ] || _sources=library/thumb/testdata
		"$python" packaging/compare/standin.py photos "$_folder.part" "$2" "$3" "$_sources"/*.jpg
		mv "$_folder.part" "$_folder"
	fi
	echo "$_folder"
}

if [ "${1:-}" = write ]; then
	"$python" packaging/compare/write.py build/catchlight "$python" "$work/run" "${RUNS:-3}" "$(photos small "${SMALL:-500}" 0.3)"
	echo "exiftool $(exiftool -ver 2>/dev/null), $(exiv2 --version 2>/dev/null | head -n 1), IPTCInfo3 2.3.0"
	exit
fi
if [ "${1:-}" = growth ]; then
	[ -f "$work/tiny/textual.onnx" ] || "$python" packaging/compare/standin.py tiny "$work/tiny"
	counts=${GROWTH:-1000 10000 100000}
	CATCHLIGHT_SCALE=$work/scale CATCHLIGHT_SCALE_PHOTOS=${counts##* } quietly sh packaging/test.sh -count=1 -run '^TestMakeScale$' ./library
	# shellcheck disable=SC2086 # words are wanted
	"$python" packaging/compare/growth.py build/catchlight "$work/tiny" "$work/run" "$work/scale" $counts
	exit
fi
if [ "${1:-}" = window ]; then
	sh packaging/setup.sh test
	[ -f "$work/tiny/textual.onnx" ] || "$python" packaging/compare/standin.py tiny "$work/tiny"
	count=${WINDOW:-100000}
	CATCHLIGHT_SCALE=$work/scale CATCHLIGHT_SCALE_PHOTOS=$count quietly sh packaging/test.sh -count=1 -run '^TestMakeScale$' ./library
	cc -shared -fPIC -o "$work/frames.so" packaging/compare/frames.c -ldl
	for _window in emptywindow gridwindow; do
		go build -tags "$CATCHLIGHT_TAGS" -o "$work/$_window" "packaging/compare/testdata/$_window.go"
	done
	"$python" packaging/compare/window.py build/catchlight "$work/tiny" "$work/run" "$work/scale" "$count" \
		"$work/emptywindow" "$work/gridwindow" "$work/frames.so"
	exit
fi
if [ "${1:-}" = managers ]; then
	[ $# -gt 1 ] || set -- managers "$(photos large "${LARGE:-60}" 24)"
	"$python" packaging/compare/managers.py build/catchlight "$work/run" "${RUNS:-3}" "$2"
	dpkg-query -W -f '${Package} ${Version}\n' digikam darktable 2>/dev/null || :
	exit
fi
if [ "${1:-}" = tag ]; then
	rtag=${RTAG:-$work/rtag}
	[ -d "$rtag/rtag" ] || quietly git clone --depth 1 https://github.com/yurijmikhalevich/rtag "$rtag" ||
		die "rtag could not be cloned: set RTAG to a checkout of it"
	"$python" packaging/compare/tag.py build/catchlight "$python" "$rtag" "$model" "$data" "$work/run" "${RUNS:-3}" \
		"$(photos small "${SMALL:-500}" 0.3)"
	exit
fi
if [ $# -gt 0 ]; then
	set -- "$1" "$(cd "$1" && pwd)"
else
	large=$(photos large "${LARGE:-60}" 24)
	small=$(photos small "${SMALL:-500}" 0.3)
	set -- "24-MP JPEGs" "$large" "small JPEGs" "$small"
fi
"$python" packaging/compare/compare.py build/catchlight "$work/rclip-$version/bin/rclip" "$model" "$data" "$work/run" "${RUNS:-3}" "$@"
"$python" -c 'import platform, os, onnxruntime; print("\nPython", platform.python_version() + ", ONNX Runtime", onnxruntime.__version__, "for rclip,", os.cpu_count(), "cores")'
