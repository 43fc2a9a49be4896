#!/usr/bin/env python3
"""Writes five keywords into copies of the same photos with several programs, turn by turn, and says how fast and how right.

    write.py CATCHLIGHT PYTHON_WITH_IPTCINFO3 WORK RUNS FOLDER

Whole processes, one for the folder, page cache warm. Processor seconds are user and system; the peak is the largest
resident size. "right" counts the photos of which exiftool, without options, shows exactly the five words in IPTC (and
the same in XMP dc:subject; photos should have none before), "left over" the files that were not there before. Programs that are not installed are left out.
"""
import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import time

WORDS = ["beach", "sunset", "dog", "mountain", "café"]

# As rtag writes: see its repository, which does the same for each photo.
IPTCINFO3 = """
import logging, sys
logging.disable(logging.CRITICAL)
from iptcinfo3 import IPTCInfo
for path in sys.argv[1:]:
    info = IPTCInfo(path, force=True)
    info["keywords"] = info["keywords"] + %r
    info.save()
""" % WORDS


def programs(catchlight, python, work):
    """The commands that write WORDS into the files of a folder, by name."""
    library = work / "library"
    add = [argument for word in WORDS for argument in ("--keyword", word)]
    found = {"Catchlight": lambda folder: [catchlight, "--library", library / "library.db", "keywords", "add", "--quiet", *add, folder]}
    if shutil.which("exiftool"):
        both = [f"-{tag}+={word}" for word in WORDS for tag in ("IPTC:Keywords", "XMP-dc:Subject")]
        found["exiftool"] = lambda folder: ["exiftool", "-q", "-overwrite_original", "-codedcharacterset=UTF8", *both, folder]
    if shutil.which("exiv2"):
        edits = ["set Iptc.Envelope.CharacterSet String \x1b%G"]
        for word in WORDS:
            edits += [f"add Iptc.Application2.Keywords String {word}", f"set Xmp.dc.subject XmpBag {word}"]
        modify = [argument for edit in edits for argument in ("-M", edit)]
        found["exiv2"] = lambda folder: ["exiv2", *modify, *sorted(folder.iterdir())]
    if subprocess.run([python, "-c", "import iptcinfo3"], capture_output=True).returncode == 0:
        found["iptcinfo3, as rtag"] = lambda folder: [python, "-c", IPTCINFO3, *sorted(folder.iterdir())]
    return found


def once(command, work, photos):
    """One run on fresh copies: wall, processor seconds, peak in MB, and what it left."""
    folder = work / "written"
    for old in (folder, work / "library"):
        shutil.rmtree(old, ignore_errors=True)
    (work / "library").mkdir()
    folder.mkdir()
    for photo in photos:
        shutil.copy(photo, folder)
    os.sync()
    with open(work / "messages", "w") as messages:
        started = time.monotonic()
        process = subprocess.Popen(command(folder), stdout=subprocess.DEVNULL, stderr=messages)
        _, status, use = os.wait4(process.pid, 0)
        wall = time.monotonic() - started
    if status:
        sys.exit(f"{command(folder)[0]} failed: " + (work / "messages").read_text()[-500:])
    return wall, use.ru_utime + use.ru_stime, use.ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10), *judged(folder, photos)


def judged(folder, photos):
    """How many photos show the five words in IPTC, in XMP, and how many files are left over."""
    names = [str(folder / photo.name) for photo in photos]
    shown = json.loads(subprocess.run(["exiftool", "-j", "-IPTC:Keywords", "-XMP-dc:Subject", *names], capture_output=True, check=True).stdout)
    right = [sum(sorted(one.get(tag) or []) == sorted(WORDS) for one in shown) for tag in ("Keywords", "Subject")]
    return *right, len(list(folder.iterdir())) - len(photos)


def main():
    if len(sys.argv) != 6:
        sys.exit(__doc__)
    catchlight, work, folder = (pathlib.Path(sys.argv[i]).resolve() for i in (1, 3, 5))
    photos = sorted(p for p in folder.iterdir() if p.suffix.lower() in (".jpg", ".jpeg"))
    commands = programs(catchlight, sys.argv[2], work)
    all_runs = {name: [] for name in commands}
    for _ in range(int(sys.argv[4])):
        for name, command in commands.items():
            all_runs[name].append(once(command, work, photos))
    print(f"\nFive keywords into {len(photos)} JPEGs, {sys.argv[4]} runs, medians")
    print(f"{'':22}{'wall s':>8}{'photos/s':>10}{'cpu s':>8}{'peak MB':>9}{'IPTC right':>12}{'XMP right':>11}{'left over':>11}")
    for name, runs in all_runs.items():
        wall, cpu, peak, iptc, xmp, left = (statistics.median(figures) for figures in zip(*runs))
        print(f"{name:22}{wall:8.2f}{len(photos) / wall:10.0f}{cpu:8.2f}{peak:9.0f}{iptc:12.0f}{xmp:11.0f}{left:11.0f}")
    print("Catchlight with fsync, reading back, journal and undo; the others without.")


if __name__ == "__main__":
    main()
