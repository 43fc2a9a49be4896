#!/usr/bin/env python3
"""Opens the window on a library of many photos, on a display that nobody sees, and says what it costs.

    window.py CATCHLIGHT MODEL WORK FOLDER COUNT EMPTY GRID FRAMES

FOLDER is what TestMakeScale has made, of which COUNT photos are indexed once; EMPTY is the program that opens an empty window
of the toolkit, GRID the one whose window has pictures and nothing else, FRAMES the library that notes each frame. There is no
graphics card: the processor draws, and does so beside the program. Needs Xvfb and xdotool.
"""
import json
import mmap
import os
import pathlib
import re
import shutil
import signal
import statistics
import subprocess
import sys
import time
import zlib

WIDTH, HEIGHT = 1280, 800
GRID = (range(240, 980), range(110, 760, 7))  # the pixels that photos are in
STRIP = (range(1004, 1268), range(92, 620, 3))  # those of a word that is typed on the page of the vocabulary
QUIET = .6  # seconds in which nothing changes any more once an answer is whole
# A click on a photo; then the pointer goes away, for it is drawn into the picture and flickers with each frame.
CLICK = ("mousemove", "640", "400", "sleep", ".3", "click", "1", "sleep", ".3", "mousemove", "640", "795")
WORDS = ("sunset", "church", "bridge", "forest", "garden", "island", "kitten", "museum", "parrot", "winter", "yellow", "zebra")
# Suggestions of a model that knows nothing: a few of each photo at each strength.
RULE = {"gap": 0, "strict": -.05, "balanced": -.08, "loose": -.12}


class Display:
    """A display whose picture is a file."""

    def __init__(self, folder):
        read, write = os.pipe()
        self.process = subprocess.Popen(["Xvfb", "-displayfd", str(write), "-screen", "0", f"{WIDTH}x{HEIGHT}x24", "-noreset",
                                         "-fbdir", folder], pass_fds=[write], stderr=subprocess.DEVNULL)
        self.name = ":" + os.read(read, 16).decode().strip()
        with open(folder / "Xvfb_screen0", "rb") as file:
            self.pixels = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)

    def colours(self):
        """How many colours the busiest line of the grid has."""
        start = len(self.pixels) - WIDTH * HEIGHT * 4
        return max(len({self.pixels[at:at + 3] for at in (start + (y * WIDTH + x) * 4 for x in GRID[0])}) for y in GRID[1])

    def press(self, *arguments):
        subprocess.run(["xdotool", *arguments], env=os.environ | {"DISPLAY": self.name}, check=True)

    def look(self, area):
        """Stands for what is seen in an area."""
        start, (columns, lines) = len(self.pixels) - WIDTH * HEIGHT * 4, area
        seen = 0
        for y in lines:
            at = start + y * WIDTH * 4
            seen = zlib.crc32(self.pixels[at + columns.start * 4:at + columns.stop * 4], seen)
        return seen

    def answer(self, area, *keys):
        """Seconds from the last of the keys until an area first shows something else, and until it does so for the last time; None
        where it shows what it did before."""
        seen = self.look(area)
        self.press(*keys)
        begun = changed = time.monotonic()
        first = None
        while (now := time.monotonic()) - changed < QUIET or first is None and now - begun < 2:
            time.sleep(.002)
            if (now_seen := self.look(area)) != seen:
                seen, changed = now_seen, time.monotonic()
                first = first or changed - begun
        return first and (first, changed - begun)


class Program:
    """A program with a window."""

    def __init__(self, display, command, work, **more):
        places = {name: str(work) for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME")}
        self.begun = time.time()
        self.process = subprocess.Popen(command, env=os.environ | places | {"DISPLAY": display.name, "LIBGL_ALWAYS_SOFTWARE": "1"} | more,
                                        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def seconds(self):
        """Of the processor, so far."""
        fields = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def resident(self):
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(status.split("VmRSS:")[1].split()[0]) / 1024

    def points(self, seconds):
        """Hundredths of a core, while nobody does anything."""
        before = self.seconds()
        time.sleep(seconds)
        return (self.seconds() - before) / seconds * 100

    def rest(self):
        """Waits until next to nothing is computed."""
        while self.points(3) > 5:
            if time.time() - self.begun > 600:
                sys.exit("the window does not come to rest")

    def end(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(30)


def first_photos(display, program):
    while display.colours() < 40:
        if time.time() - program.begun > 60:
            sys.exit("no photos are shown")
        time.sleep(.01)
    return time.time() - program.begun


def frames_of(display, file, *keys):
    """How long each frame was shown while keys, or the wheel, were pressed without a pause."""
    begun = time.time() * 1000
    display.press(*keys)
    shown = [at for at in map(float, file.read_text().split()) if begun <= at <= time.time() * 1000]
    return sorted(after - before for before, after in zip(shown, shown[1:]))


def scroll(display, file):
    display.press("mousemove", "640", "400")
    print(f"{'':12}{'frames':>8}{'median':>8}{'p95':>8}{'longest':>9}{'> 33 ms':>9}")
    for name, keys in (("wheel", ("click", "--repeat", "500", "--delay", "15", "5")), ("Page Down", ("key", "--repeat", "300", "--delay", "15", "Next")),
                       ("arrow down", ("key", "--repeat", "300", "--delay", "15", "Down"))):
        shown = frames_of(display, file, *keys)
        print(f"{name:12}{len(shown):8}{statistics.median(shown):8.1f}{shown[int(len(shown) * .95)]:8.1f}{shown[-1]:9.1f}"
              f"{sum(each > 33.4 for each in shown):9}", flush=True)
        time.sleep(1)


def noting(display, command, work, frames):
    """Starts a program of which each frame is noted in the file that comes back, too."""
    noted = work / "frames"
    noted.write_text("")
    window = Program(display, command, work, LD_PRELOAD=str(frames), FRAMES=str(noted))
    window.rest()
    return window, noted


def answers(display, model, command, work, library):
    """How long the window takes to answer keys, with suggestions on all photos."""
    settings = library.parent / "settings.json"
    before = settings.read_text()
    key = re.search(re.escape(model.name) + "-[0-9a-f]{8}", library.read_bytes().decode("latin-1")).group()
    settings.write_text(json.dumps(json.loads(before) | {"rules": {key: RULE}}))
    window = Program(display, command, work)
    try:
        window.rest()
        print(f"at rest with suggestions on all photos {window.resident():.0f} MB resident", flush=True)
        display.press(*CLICK)
        print(f"{'answers':24}{'first ms':>10}{'worst':>8}{'whole ms':>10}{'worst':>8}")
        said("typing a new tag", typed(display))
        said("searching", searched(display))
        said("another strictness", strengths(display))
    finally:
        window.end()
        settings.write_text(before)


def said(what, times):
    first, whole = ([1000 * each for each in side] for side in zip(*filter(None, times)))
    print(f"{what:24}{statistics.median(first):10.0f}{max(first):8.0f}{statistics.median(whole):10.0f}{max(whole):8.0f}", flush=True)


def typed(display):
    display.press("key", "ctrl+4")
    time.sleep(2)
    display.press("key", "ctrl+n")
    for word in WORDS:
        display.press("type", word[:-1])
        time.sleep(QUIET)
        yield display.answer(STRIP, "key", word[-1])
        display.press("key", "ctrl+a", "BackSpace")
        time.sleep(QUIET)
    display.press("key", "--delay", "300", "Escape", "Escape", "Escape")
    time.sleep(2)


def searched(display):
    """One after the other, each with a word that is left out: without, the model, which knows nothing, would find no photo."""
    for word in WORDS:
        display.press("key", "ctrl+f", "ctrl+a")
        display.press("type", "--", "-fog " + word[:-1])
        time.sleep(2 * QUIET)
        yield display.answer(GRID, "key", word[-1])
    display.press("key", "--delay", "300", "Escape", "Escape")
    time.sleep(2)


def strengths(display):
    """From balanced to strict and back: the chooser is the last one before the photos that takes keys."""
    display.press(*CLICK)
    display.press("key", "shift+Tab")
    for key in ("Up", "Down") * 6:
        time.sleep(QUIET)
        yield display.answer(GRID, "key", key)


def library_of(program, model, work, folder, count):
    """The library of an earlier run, or a new one; one that was not finished leaves nothing behind."""
    if not work.exists():
        half = work.with_suffix(".part")
        shutil.rmtree(half, ignore_errors=True)
        half.mkdir(parents=True)
        (half / "settings.json").write_text('{"peopleOff": true}')
        paths = [folder / f"{i:04d}" for i in range(count // 1000)]
        subprocess.run([program, "--library", half / "library.db", "--model", model, "--quantised", "off", "index", "--quiet", *paths], check=True)
        half.rename(work)
    return work / "library.db"


def main():
    if len(sys.argv) != 9:
        sys.exit(__doc__)
    program, model, work, folder = (pathlib.Path(argument).resolve() for argument in sys.argv[1:5])
    count, (empty, grid, frames) = int(sys.argv[5]), (pathlib.Path(argument).resolve() for argument in sys.argv[6:])
    library = library_of(program, model, work / f"window-{count}", folder, count)
    display = Display(library.parent)
    command = [program, "--library", library, "--model", model]
    try:
        starts = []
        for _ in range(3):
            window = Program(display, command, work)
            starts.append(first_photos(display, window))
            window.end()
        print(f"{count} photos: first thumbnails after {', '.join(f'{s:.2f}' for s in starts)} s")
        alone, noted = noting(display, [grid], work, frames)
        print("scrolling pictures with the toolkit alone")
        scroll(display, noted)
        alone.end()
        window, noted = noting(display, command, work, frames)
        print(f"at rest {time.time() - window.begun:.0f} s after the start, {window.seconds():.1f} s cpu, {window.resident():.0f} MB resident")
        scroll(display, noted)
        scrolled = window.resident()
        time.sleep(90)  # the toolkit keeps what it has drawn for a minute
        print(f"after scrolling {scrolled:.0f} MB resident, a minute later {window.resident():.0f}", flush=True)
        nothing = Program(display, [empty], work)
        nothing.rest()
        for _ in range(2):
            print(f"idle for 20 s: {window.points(20):.2f} points of a core, an empty window {nothing.points(20):.2f}", flush=True)
        nothing.end()
        window.end()
        answers(display, model, command, work, library)
    finally:
        display.process.terminate()


if __name__ == "__main__":
    main()
