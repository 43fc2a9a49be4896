#!/usr/bin/env python3
"""Indexes the same photos with rclip and with Catchlight, turn by turn, and prints both side by side.

    compare.py CATCHLIGHT RCLIP MODEL RCLIP_DATA WORK RUNS LABEL FOLDER [LABEL FOLDER]...

Whole processes from an empty index, page cache warm. "steady" leaves starting and loading out: the time for all photos
less that for a fifth of them. Processor seconds are user and system; the peak is the largest resident size.
"""
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import time


def run(command, folder, environment):
    with open(os.devnull, "w") as nothing, open("messages", "w") as messages:
        started = time.monotonic()
        process = subprocess.Popen(command, cwd=folder, env=environment, stdout=nothing, stderr=messages)
        _, status, use = os.wait4(process.pid, 0)
        wall = time.monotonic() - started
    if status:
        sys.exit(f"{command[0]} failed: " + pathlib.Path("messages").read_text()[-500:])
    peak = use.ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10)
    return wall, use.ru_utime + use.ru_stime, peak


def rclip(program, data):
    def index(folder):
        for old in data.glob("db.sqlite3*"):
            old.unlink()
        environment = dict(os.environ, RCLIP_DATADIR=str(data), HF_HUB_OFFLINE="1")
        return run([program, "--top", "1", "--filepath-only", "a photo of a dog"], folder, environment)
    return index


def catchlight(program, model, work, quantised):
    def index(folder):
        library = work / "library"
        shutil.rmtree(library, ignore_errors=True)
        library.mkdir()
        command = [program, "--library", library / "library.db", "--model", model, "--quantised", quantised]
        return run([*command, "index", "--quiet", folder], work, dict(os.environ))
    return index


def fifth(folder, work):
    part = work / "fifth"
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir()
    photos = sorted(folder.iterdir())
    for photo in photos[: max(len(photos) // 5, 1)]:
        os.link(photo, part / photo.name) if photo.stat().st_dev == part.stat().st_dev else shutil.copy(photo, part)
    return part


def median(runs):
    return [statistics.median(figures) for figures in zip(*runs)]


def compare(label, folder, programs, work, runs):
    part = fifth(folder, work)
    all_photos, few = len(list(folder.iterdir())), len(list(part.iterdir()))
    for photo in folder.iterdir():
        photo.read_bytes()  # into the page cache
    whole, start = {name: [] for name in programs}, {name: [] for name in programs}
    for _ in range(runs):
        for name, index in programs.items():
            start[name].append(index(part))
            whole[name].append(index(folder))
    print(f"\n{label}: {all_photos} photos, {runs} runs, medians")
    print(f"{'':26}{'wall s':>8}{'photos/s':>10}{'x rclip':>9}{'steady/s':>10}{'x rclip':>9}{'cpu s':>8}{'peak MB':>9}")
    first = None
    for name in programs:
        wall, cpu, peak = median(whole[name])
        rate, steady = all_photos / wall, (all_photos - few) / max(wall - median(start[name])[0], 1e-3)
        first = first or (rate, steady)
        print(f"{name:26}{wall:8.2f}{rate:10.2f}{rate / first[0]:9.2f}{steady:10.2f}{steady / first[1]:9.2f}{cpu:8.1f}{peak:9.0f}")


def main():
    if len(sys.argv) < 9:
        sys.exit(__doc__)
    program, peer, model, data, work = (pathlib.Path(a).resolve() if i != 1 else a for i, a in enumerate(sys.argv[1:6]))
    os.chdir(work)
    programs = {
        "rclip": rclip(peer, data),
        "catchlight": catchlight(program, model, work, "off"),
        "catchlight, 8-bit tower": catchlight(program, model, work, "on"),
    }
    programs["catchlight, 8-bit tower"](fifth(pathlib.Path(sys.argv[8]), work))  # makes the tower, once a machine
    for label, folder in zip(sys.argv[7::2], sys.argv[8::2]):
        compare(label, pathlib.Path(folder), programs, work, int(sys.argv[6]))


if __name__ == "__main__":
    main()
