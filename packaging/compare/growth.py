#!/usr/bin/env python3
"""Indexes folders of small photos that all differ, and says what one photo costs the more there are.

    growth.py CATCHLIGHT MODEL WORK FOLDER COUNT...

FOLDER is what TestMakeScale has made: folders of a thousand photos. Each COUNT of them goes into a new library. Seconds of the
processor are user and system of the whole program, the peak is its largest resident size.
"""
import os
import pathlib
import shutil
import subprocess
import sys


def main():
    if len(sys.argv) < 6:
        sys.exit(__doc__)
    program, model, work, folder = (pathlib.Path(argument).resolve() for argument in sys.argv[1:5])
    print(f"{'photos':>8}{'cpu s':>9}{'ms a photo':>12}{'peak MB':>9}")
    for count in map(int, sys.argv[5:]):
        library = work / "growth"
        shutil.rmtree(library, ignore_errors=True)
        library.mkdir(parents=True)
        paths = [folder / f"{i:04d}" for i in range(count // 1000)]
        process = subprocess.Popen([program, "--library", library / "library.db", "--model", model, "--quantised", "off",
                                    "index", "--quiet", "--no-people", *paths], stdout=subprocess.DEVNULL)
        _, status, use = os.wait4(process.pid, 0)
        if status:
            sys.exit("catchlight failed")
        cpu = use.ru_utime + use.ru_stime
        print(f"{count:8}{cpu:9.2f}{cpu * 1000 / count:12.2f}{use.ru_maxrss / 1024:9.0f}", flush=True)


if __name__ == "__main__":
    main()
