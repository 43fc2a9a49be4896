#!/usr/bin/env python3
"""Tags the same photos with rtag and with Catchlight: the same ONNX files, the same five words, from an empty index.

    tag.py CATCHLIGHT PYTHON_WITH_RCLIP RTAG MODEL RCLIP_DATA WORK RUNS FOLDER

RTAG is a checkout of rtag's repository. Both are told to suggest each word for each photo, so that both write as much
whatever the model knows. What is right is what write.py calls right.
"""
import pathlib
import statistics
import sys

from write import WORDS, once


def rtag(python, checkout, data, words):
    here = pathlib.Path(__file__).resolve().parent

    def command(folder):
        for old in data.glob("db.sqlite3*"):
            old.unlink()
        tagging = [python, here / "run_rtag.py", checkout, "--yes", "--tags-filepath", words, "--threshold", "-1"]
        # rtag tags the folder that it is started in.
        return ["env", f"--chdir={folder}", f"RCLIP_DATADIR={data}", "HF_HUB_OFFLINE=1", *tagging]
    return command


def catchlight(program, model, work, words, *rest):
    return lambda folder: [program, "--library", work / "library/library.db", "--model", model, "tag", "--yes", "--quiet", "--no-people",
                           "--vocabulary", words, "--threshold", "-1", *rest, folder]


def main():
    if len(sys.argv) != 9:
        sys.exit(__doc__)
    program, checkout, model, data, work, folder = (pathlib.Path(sys.argv[i]).resolve() for i in (1, 3, 4, 5, 6, 8))
    words = work / "words.txt"
    words.write_text("\n".join(WORDS) + "\n")
    commands = {
        "rtag": rtag(sys.argv[2], checkout, data, words),
        "Catchlight": catchlight(program, model, work, words, "--quantised", "off"),
    }
    photos = sorted(p for p in folder.iterdir() if p.suffix.lower() in (".jpg", ".jpeg"))
    all_runs = {name: [] for name in commands}
    for _ in range(int(sys.argv[7])):
        for name, command in commands.items():
            all_runs[name].append(once(command, work, photos))
    print(f"\nFive words suggested for and written into {len(photos)} JPEGs, {sys.argv[7]} runs, medians")
    print(f"{'':22}{'wall s':>8}{'cpu s':>8}{'peak MB':>9}{'IPTC right':>12}{'XMP right':>11}{'left over':>11}")
    for name, runs in all_runs.items():
        wall, cpu, peak, iptc, xmp, left = (statistics.median(figures) for figures in zip(*runs))
        print(f"{name:22}{wall:8.2f}{cpu:8.2f}{peak:9.0f}{iptc:12.0f}{xmp:11.0f}{left:11.0f}")


if __name__ == "__main__":
    main()
