#!/usr/bin/env python3
"""Lets a folder of photos come into digiKam, darktable and Catchlight, each new, and says how long that takes.

    managers.py CATCHLIGHT WORK RUNS FOLDER

digiKam and darktable are windows: each starts on a display that nobody sees (xvfb-run), and is done when all photos are in its
database. What they do then differs, and the table says so. Catchlight is run without its window. Seconds of the processor are
user and system; the peak is the largest resident size. A program that is not installed is left out.

Afterwards darktable gives each photo a word while a sidecar that exiftool wrote lies beside it, and so does Catchlight; told is
how many of the sidecar's other values are still there. digiKam has no way to do that without a hand at its mouse.
"""
import json
import os
import pathlib
import shutil
import signal
import sqlite3
import statistics
import subprocess
import sys
import time
import urllib.parse

PATIENCE = 600  # seconds for one program
TICK = os.sysconf("SC_CLK_TCK")

# What a sidecar of another program may hold: develop settings, people, places, rights, notes.
FOREIGN = ["XMP-dc:Title=mine", "XMP-dc:Creator=me", "XMP-dc:Rights=all", "XMP-xmp:Rating=3", "XMP-xmp:Label=Red", "XMP-crs:Exposure2012=+1.0",
           "XMP-crs:WhiteBalance=Custom", "XMP-photoshop:City=Rome", "XMP-photoshop:Instructions=none", "XMP-acdsee:Notes=x",
           "XMP-iptcExt:PersonInImage=Anna", "XMP-iptcCore:Location=Forum", "XMP-xmpRights:UsageTerms=ask", "XMP-digiKam:TagsList=animal/cat",
           "XMP-dc:Subject=old"]


class Program:
    """A program that runs on a display of its own, in folders of its own."""

    def __init__(self, home, command):
        home.mkdir(parents=True, exist_ok=True)
        environment = {k: v for k, v in os.environ.items() if not k.startswith(("XDG_", "WAYLAND_"))}
        environment |= {"HOME": str(home), "LC_ALL": "C.UTF-8", "LIBGL_ALWAYS_SOFTWARE": "1", "QTWEBENGINE_DISABLE_SANDBOX": "1",
                        "QT_QPA_PLATFORM": "xcb"}
        self.started, self.cpu, self.peak = time.monotonic(), 0.0, 0.0
        self.process = subprocess.Popen(["xvfb-run", "-a", *map(str, command)], env=environment, stdin=subprocess.DEVNULL,
                                        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
        self.name = pathlib.Path(command[0]).name

    def look(self):
        """Takes down what the program has used until now."""
        for folder in pathlib.Path("/proc").glob("[0-9]*"):
            try:
                if os.getpgid(int(folder.name)) != self.process.pid or (folder / "comm").read_text().strip() != self.name[:15]:
                    continue
                fields = (folder / "stat").read_text().rsplit(") ", 1)[1].split()
                self.cpu = (int(fields[11]) + int(fields[12])) / TICK
                self.peak = int((folder / "status").read_text().split("VmHWM:")[1].split()[0]) / 1024
            except (OSError, IndexError):
                continue

    def until(self, done):
        """Waits, and returns wall, processor seconds and peak; ends the program."""
        while not done():
            if self.process.poll() is not None or time.monotonic() - self.started > PATIENCE:
                self.end()
                sys.exit(f"{self.name} did not take the photos in")
            time.sleep(0.1)
        wall = time.monotonic() - self.started
        self.look()
        self.end()
        return wall, self.cpu, self.peak

    def end(self):
        os.killpg(self.process.pid, signal.SIGTERM)
        time.sleep(1)
        try:
            os.killpg(self.process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        self.process.wait()


def asked(database, question):
    """The number that a database answers with; 0 while it cannot."""
    try:
        with sqlite3.connect(f"file:{database}?mode=ro", uri=True, timeout=5) as connection:
            return connection.execute(question).fetchone()[0]
    except sqlite3.Error:
        return 0


def digikam(work, photos):
    """Its first start asks where photos are: the answer is put into its settings and its new database."""
    home, database = work / "home", work / "home/db/digikam4.db"
    (home / ".config").mkdir(parents=True)
    database.parent.mkdir()
    names = "".join(f"Database Name{kind}={database.parent}/\n" for kind in ("", " Thumbnails", " Face", " Similarity"))
    (home / ".config/digikamrc").write_text(
        f"[General Settings]\nVersion=7.9.0\n[Album Settings]\nScan At Start=true\n[Database Settings]\nDatabase Type=QSQLITE\n{names}")
    command = ["digikam", "--database-directory", database.parent]
    Program(home, command).until(lambda: asked(database, "select count(*) from Settings where keyword = 'DBVersion'"))
    with sqlite3.connect(database, timeout=30) as connection:
        connection.execute("insert into AlbumRoots(label, status, type, identifier, specificPath) values ('Photos', 0, 1, ?, '/')",
                           ("volumeid:?path=" + urllib.parse.quote(str(photos), safe="/"),))
    count = len(list(photos.glob("*.jpg")))
    return Program(home, command).until(lambda: asked(database, "select count(*) from ImageInformation") >= count)


def darktable(work, photos):
    home, done = work / "home", work / "done"
    (home / "config").mkdir(parents=True)
    (home / "config/luarc").write_text(f"""
local dt = require "darktable"
dt.register_event("probe", "post-import-film", function()
  local tag = dt.tags.create("PROBE")
  for _, image in ipairs(dt.database) do dt.tags.attach(tag, image) end
  local f = io.open("{done}", "w") f:write(#dt.database) f:close()
end)
dt.database.import("{photos}")
""")
    command = ["darktable", "--configdir", home / "config", "--cachedir", home / "cache", "--library", home / "library.db",
               "--disable-opencl", "--conf", "write_sidecar_files=on import"]
    return Program(home, command).until(lambda: done.exists() and done.read_text())


def catchlight(program):
    def index(work, photos):
        started = time.monotonic()
        process = subprocess.Popen([program, "--library", work / "library.db", "index", "--quiet", photos], stdout=subprocess.DEVNULL)
        _, status, use = os.wait4(process.pid, 0)
        if status:
            sys.exit("catchlight failed")
        return time.monotonic() - started, use.ru_utime + use.ru_stime, use.ru_maxrss / 1024
    return index


def fresh(work):
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    return work


def values(sidecar):
    shown = json.loads(subprocess.run(["exiftool", "-j", "-G1", sidecar], capture_output=True, check=True).stdout)[0]
    return {name: value for name, value in shown.items() if name.startswith("XMP-") and name != "XMP-x:XMPToolkit"}


def sidecars(work, photos, write):
    """How many values there were in the sidecars of others, and how many are still there after write."""
    folder = fresh(work / "sidecars")
    copies = [shutil.copy(photo, folder) for photo in sorted(photos.glob("*.jpg"))[:20]]
    for copy in copies:
        subprocess.run(["exiftool", "-q", *(f"-{value}" for value in FOREIGN), f"{copy}.xmp"], check=True)
    before = {copy: values(f"{copy}.xmp") for copy in copies}
    write(fresh(work / "writer"), folder)
    there = kept = words = 0
    for copy in copies:
        after = values(f"{copy}.xmp")
        words += "PROBE" in json.dumps(after)
        for name, value in before[copy].items():
            there += 1
            now = after.get(name)
            kept += now == value or isinstance(now, list) and value in now
    return there, kept, words


def main():
    if len(sys.argv) != 5:
        sys.exit(__doc__)
    program, work, photos = (pathlib.Path(sys.argv[i]).resolve() for i in (1, 2, 4))
    rows = {"Catchlight, with vectors for suggestions": catchlight(program)}
    for name, row in (("digiKam", digikam), ("darktable", darktable)):
        if shutil.which(name.lower()):
            rows[name] = row
    taken = {name: [] for name in rows}
    for _ in range(int(sys.argv[3])):
        for name, row in rows.items():
            copy = fresh(work / "managed")
            shutil.copytree(photos, copy / "photos")
            taken[name].append(row(fresh(copy / "its"), copy / "photos"))
    print(f"\n{len(list(photos.glob('*.jpg')))} photos come in, {sys.argv[3]} runs, medians; seconds from the start of the program")
    print(f"{'':44}{'wall s':>8}{'cpu s':>8}{'peak MB':>9}")
    for name, runs in taken.items():
        print(f"{name:44}" + "{:8.2f}{:8.2f}{:9.0f}".format(*(statistics.median(figures) for figures in zip(*runs))))
    print("\nValues in 20 sidecars that exiftool wrote, after a word was added")
    print(f"{'':44}{'there':>8}{'kept':>8}{'word in':>9}")
    writers = {"Catchlight": lambda its, folder: subprocess.run(
        [program, "--library", its / "library.db", "keywords", "add", "--quiet", "--to", "sidecar", "--keyword", "PROBE", folder],
        check=True, stdout=subprocess.DEVNULL)}
    if "darktable" in rows:
        writers["darktable"] = darktable
    for name, write in writers.items():
        print(f"{name:44}{{:8}}{{:8}}{{:9}}".format(*sidecars(work, photos, write)))


if __name__ == "__main__":
    main()
