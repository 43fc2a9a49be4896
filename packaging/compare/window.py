#!/usr/bin/env python3
"""Opens the window on a library of many photos, on a display that nobody sees, and says what it costs.

    window.py CATCHLIGHT MODEL WORK FOLDER COUNT EMPTY FRAMES

FOLDER is what TestMakeScale has made, of which COUNT photos are indexed once; EMPTY is the program that opens an empty window
of the toolkit, FRAMES the library that notes each frame. There is no graphics card: the processor draws, and does so beside the
program. Needs Xvfb and xdotool.
"""
import mmap
import os
import pathlib
import shutil
import signal
import statistics
import subprocess
import sys
import time

WIDTH, HEIGHT = 1280, 800
GRID = (range(240, 980), range(110, 760, 7))  # the pixels that photos are in


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
    print(f"{'':12}{'frames':>8}{'median':>8}{'p95':>8}{'longest':>9}{'> 33 ms':>9}")
    for name, keys in (("wheel", ("click", "--repeat", "500", "--delay", "20", "5")), ("Page Down", ("key", "--repeat", "200", "--delay", "33", "Next")),
                       ("arrow down", ("key", "--repeat", "200", "--delay", "33", "Down"))):
        shown = frames_of(display, file, *keys)
        print(f"{name:12}{len(shown):8}{statistics.median(shown):8.1f}{shown[int(len(shown) * .95)]:8.1f}{shown[-1]:9.1f}"
              f"{sum(each > 33.4 for each in shown):9}", flush=True)
        time.sleep(1)


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
    if len(sys.argv) != 8:
        sys.exit(__doc__)
    program, model, work, folder = (pathlib.Path(argument).resolve() for argument in sys.argv[1:5])
    count, empty, frames = int(sys.argv[5]), pathlib.Path(sys.argv[6]).resolve(), pathlib.Path(sys.argv[7]).resolve()
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
        noted = work / "frames"
        noted.write_text("")
        window = Program(display, command, work, LD_PRELOAD=str(frames), FRAMES=str(noted))
        window.rest()
        print(f"at rest {time.time() - window.begun:.0f} s after the start, {window.seconds():.1f} s cpu, {window.resident():.0f} MB resident")
        display.press("mousemove", "640", "400")
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
    finally:
        display.process.terminate()


if __name__ == "__main__":
    main()
