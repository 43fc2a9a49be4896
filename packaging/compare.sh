#!/usr/bin/env bash
# Catchlight and rclip side by side: the same photos, the same ONNX files, one run.
#
#   packaging/compare.sh [FOLDER OF PHOTOS]     default: 60 JPEGs of 24 megapixels and 500 small ones, made once
#
# rclip is installed into a virtual environment in the user's cache. The model is the standard one where it has been
# downloaded ("catchlight models get standard"), else a stand-in of the same shapes, which costs the same and knows nothing.
# RUNS=3, RCLIP=3.3.0, LARGE=60 and SMALL=500 may be set. Needs Python 3 with venv, 2 GB of disk and, the first time, PyPI.
set -eu
cd "$(dirname "$0")/.."
. packaging/lib.sh

have python3 || die "Python 3 is missing: install it, with its module venv (Debian: python3-venv)"
work=$(cache)/compare
version=${RCLIP:-3.3.0}
mkdir -p "$work/run"

# environment: rclip, and what makes stand-ins.
python=$work/rclip-$version/bin/python
if ! "$python" -c 'import rclip, onnx' 2>/dev/null; then
	say "installing rclip $version into $work"
	python3 -m venv "$work/rclip-$version" || die "python3 -m venv failed: install python3-venv"
	quietly "$python" -m pip --disable-pip-version-check install "rclip==$version" onnx || die "rclip could not be installed"
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
		_sources=${CATCHLIGHT_SHARED:-../shared}/photos/coco-128
		[ -d "$_sources" ] || _sources=library/thumb/testdata
		"$python" packaging/compare/standin.py photos "$_folder.part" "$2" "$3" "$_sources"/*.jpg
		mv "$_folder.part" "$_folder"
	fi
	echo "$_folder"
}

if [ $# -gt 0 ]; then
	set -- "$1" "$(cd "$1" && pwd)"
else
	large=$(photos large "${LARGE:-60}" 24)
	small=$(photos small "${SMALL:-500}" 0.3)
	set -- "24-MP JPEGs" "$large" "small JPEGs" "$small"
fi
"$python" packaging/compare/compare.py build/catchlight "$work/rclip-$version/bin/rclip" "$model" "$data" "$work/run" "${RUNS:-3}" "$@"
"$python" -c 'import platform, os, onnxruntime; print("\nPython", platform.python_version() + ", ONNX Runtime", onnxruntime.__version__, "for rclip,", os.cpu_count(), "cores")'
