//go:build linux

package e2e

import (
	"encoding/base64"
	"errors"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// TestLocked: while another program holds the library, a command says so and what to do.
func TestLocked(t *testing.T) {
	h := newHome(t)
	path := filepath.Join(h.dir, "mine.db")
	h.run("library", "info", "--library", path).ends(0)
	held, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer held.Close()
	if err := syscall.Flock(int(held.Fd()), syscall.LOCK_EX); err != nil {
		t.Fatal(err)
	}
	started := time.Now()
	h.run("tag", "--yes", "--library", path, "photos").ends(2, "mine.db", "close the window or use --library")
	if took := time.Since(started); took > 30*time.Second {
		t.Errorf("it waited for %v", took)
	}
	h.run("library", "info").ends(0) // another library is not concerned
}

// TestUnreadableFolder: a folder that may not be read is named, its neighbours go on.
func TestUnreadableFolder(t *testing.T) {
	h := newHome(t)
	h.put("a.jpg", makeJPEG(t, 1))
	h.put("closed/b.jpg", makeJPEG(t, 2))
	closed := filepath.Join(h.photos, "closed")
	if err := os.Chmod(closed, 0); err != nil {
		t.Fatal(err)
	}
	defer os.Chmod(closed, 0o755)
	cmd := h.command("keywords", "list", "--json", "photos")
	if os.Getuid() == 0 { // nothing is unreadable for root: run as nobody
		h.openTo(65534)
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534}}
	}
	lines := h.finish(cmd).ends(1, "closed").lines()
	if len(lines) != 2 || lines[0].Error != "" || lines[1].Error == "" {
		t.Errorf("%+v", lines)
	}
}

// TestReadOnlyFolder: where nothing may be written beside a photo, the folder is named as what
// stands in the way, by a run and before it by a dry run, wherever the keywords were to go.
func TestReadOnlyFolder(t *testing.T) {
	for _, line := range []string{
		"keywords add --keyword dog", "keywords add --keyword dog --dry-run", "keywords add --keyword dog --dry-run --to sidecar",
	} {
		h := newHome(t)
		h.put("shut/a.jpg", makeJPEG(t, 1))
		shut := filepath.Join(h.photos, "shut")
		cmd := h.command(append(strings.Fields(line), "photos")...)
		if os.Getuid() == 0 {
			h.openTo(65534)
			cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534}}
		}
		if err := os.Chmod(shut, 0o555); err != nil {
			t.Fatal(err)
		}
		r := h.finish(cmd).ends(1, "shut/a.jpg: its folder is read-only: make it writable")
		if strings.Contains(r.err, ".clt-") || strings.Contains(r.out, "would") {
			t.Errorf("%s: a file of ours is named, or something promised: %s%s", line, r.out, r.err)
		}
		_ = os.Chmod(shut, 0o755)
	}
}

// TestFilesThatStayWhoseTheyAre: a photo that could not be replaced by one of the same owner, group
// and nature gets a sidecar, and such a sidecar is left alone while its photo is written; both are
// said, and a dry run says the same.
func TestFilesThatStayWhoseTheyAre(t *testing.T) {
	if os.Getuid() != 0 {
		t.Skip("only root may give files away")
	}
	const nobody, others = 65534, 54321
	chattr := func(change string) func(string) error {
		return func(path string) error { return exec.Command("chattr", change, path).Run() }
	}
	group := func(path string) error { return os.Chown(path, nobody, others) }
	foreign := func(path string) error { return errors.Join(os.Chown(path, others, others), os.Chmod(path, 0o666)) }
	for name, c := range map[string]struct {
		file    string
		prepare func(path string) error
		status  int
		says    string
	}{
		"a group's photo":       {"a.jpg", group, 0, "sidecar: it belongs to a group that you are not in"},
		"another's photo":       {"a.jpg", foreign, 0, "sidecar: it belongs to another user"},
		"an append-only photo":  {"a.jpg", chattr("+a"), 0, "sidecar: it is read-only"},
		"a group's sidecar":     {"a.jpg.xmp", group, 0, "left alone: a.jpg.xmp: it belongs to a group that you are not in"},
		"another's sidecar":     {"a.jpg.xmp", foreign, 0, "left alone: a.jpg.xmp: it belongs to another user"},
		"an append-only one":    {"a.jpg.xmp", chattr("+a"), 0, "left alone: a.jpg.xmp: it is read-only"},
		"an append-only folder": {"", chattr("+a"), 1, "its folder is read-only"},
	} {
		t.Run(name, func(t *testing.T) {
			h := newHome(t)
			h.put("in/a.jpg", makeJPEG(t, 1))
			if strings.HasSuffix(c.file, ".xmp") {
				h.run("keywords", "add", "--keyword", "cat", "--to", "sidecar", "photos").ends(0)
			}
			h.openTo(nobody)
			if err := filepath.WalkDir(h.dir, func(path string, _ fs.DirEntry, err error) error {
				return errors.Join(err, os.Chown(path, nobody, nobody))
			}); err != nil {
				t.Fatal(err)
			}
			file := filepath.Join(h.photos, "in", c.file)
			t.Cleanup(func() { _ = chattr("-a")(file) })
			if err := c.prepare(file); err != nil {
				t.Skip(err)
			}
			before := contents(t, filepath.Join(h.photos, "in"))
			for _, line := range []string{"keywords add --keyword dog --dry-run photos", "keywords add --keyword dog photos"} {
				cmd := h.command(strings.Fields(line)...)
				cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: nobody, Gid: nobody}}
				if r := h.finish(cmd).ends(c.status); !strings.Contains(r.out+r.err, c.says) {
					t.Errorf("%s: %s%s, want %q", line, r.out, r.err, c.says)
				}
			}
			after := contents(t, filepath.Join(h.photos, "in"))
			if c.file == "" && !maps.Equal(after, before) || after[c.file] != before[c.file] {
				t.Errorf("%q was changed, or something left over: %d files", c.file, len(after))
			}
		})
	}
}

// TestDrivesOfOneOwner: a sidecar on a drive that gives all files to one user is no stranger's, for a
// new one would be that user's, too.
func TestDrivesOfOneOwner(t *testing.T) {
	if os.Getuid() != 0 {
		t.Skip("only root may give files away")
	}
	const nobody, owner = 65534, 54321
	h := newHome(t)
	h.put("in/a.jpg", makeJPEG(t, 1))
	h.run("keywords", "add", "--keyword", "cat", "--to", "sidecar", "photos").ends(0)
	h.openTo(nobody)
	if err := filepath.WalkDir(h.dir, func(path string, _ fs.DirEntry, err error) error {
		return errors.Join(err, os.Chown(path, nobody, nobody))
	}); err != nil {
		t.Fatal(err)
	}
	for path, mode := range map[string]fs.FileMode{"in": 0o777, "in/a.jpg": 0o666, "in/a.jpg.xmp": 0o666} {
		path = filepath.Join(h.photos, path)
		if err := errors.Join(os.Chown(path, owner, owner), os.Chmod(path, mode)); err != nil {
			t.Fatal(err)
		}
	}
	cmd := h.command("keywords", "add", "--keyword", "dog", "--dry-run", "--to", "sidecar", "photos")
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: nobody, Gid: nobody}}
	if r := h.finish(cmd).ends(0); !strings.Contains(r.out, "would change: add dog; sidecar") || strings.Contains(r.out+r.err, "belongs") {
		t.Errorf("%s%s", r.out, r.err)
	}
}

// contents are what the files of a folder hold.
func contents(t *testing.T, dir string) map[string]string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]string{}
	for _, e := range entries {
		data, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		all[e.Name()] = string(data)
	}
	return all
}

// TestReadOnlyDisk: a disk that takes nothing is named by a run, and before it by a dry run.
func TestReadOnlyDisk(t *testing.T) {
	h := newHome(t)
	if err := syscall.Mount("tmpfs", h.photos, "tmpfs", 0, "size=256k"); err != nil {
		t.Skip("needs the right to mount a small disk (root):", err)
	}
	defer syscall.Unmount(h.photos, syscall.MNT_DETACH)
	h.put("a.jpg", makeJPEG(t, 1))
	if err := syscall.Mount("tmpfs", h.photos, "tmpfs", syscall.MS_REMOUNT|syscall.MS_RDONLY, ""); err != nil {
		t.Fatal(err)
	}
	for _, line := range []string{"keywords add --keyword dog --dry-run photos", "keywords add --keyword dog photos"} {
		h.run(strings.Fields(line)...).ends(1, "photos/a.jpg: stopped: the disk with "+h.photos+" is read-only: make it writable")
	}
}

// TestNastyNames: names of files that would steer the terminal are shown, not obeyed; one that is
// no UTF-8 can be found by either of its forms in the JSON.
func TestNastyNames(t *testing.T) {
	h := newHomeWithModel(t)
	names := []string{"M\xfcnchen.jpg", "esc\x1b[2J.jpg", "line\nbreak.jpg", "turn\u202egpj.jpg"}
	for i, name := range names {
		h.put(name, makeJPEG(t, uint64(i)))
	}
	r := h.run("keywords", "list", "photos").ends(0)
	if strings.ContainsAny(r.out+r.err, "\x1b\u202e") || strings.Count(r.out, "\n") != len(names) {
		t.Errorf("%q", r.out+r.err)
	}
	h.handsOver(names)
	out := h.run("keywords", "list", "--json", "photos").ends(0).out
	if want := `{"path":"photos/M\udcfcnchen.jpg","path_bytes":"` + base64.StdEncoding.EncodeToString([]byte("photos/"+names[0])) + `",`; !strings.Contains(out, want) {
		t.Errorf("no %s in %s", want, out)
	}
}

// TestPrivateFromTheStart: what the program makes for itself, the library first, is its owner's
// alone, whatever the umask: in its own folder, and in one of the user's that others may enter.
func TestPrivateFromTheStart(t *testing.T) {
	h := newHome(t)
	h.put("a.jpg", makeJPEG(t, 1))
	words := filepath.Join(h.dir, "words.txt")
	if err := os.WriteFile(words, []byte("dog\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	shared := filepath.Join(h.dir, "shared")
	if err := os.Mkdir(shared, 0o755); err != nil {
		t.Fatal(err)
	}
	for _, library := range []string{"", filepath.Join(shared, "mine.db")} {
		for _, line := range []string{"library info", "keywords add --keyword dog photos", "undo --last", "vocabulary import --name mine " + words, "library compact"} {
			args := strings.Fields(line)
			if library != "" {
				args = append(args, "--library", library)
			}
			cmd := h.command(args...)
			cmd.Path, cmd.Args = "/bin/sh", append([]string{"sh", "-c", `umask 000; exec "$0" "$@"`}, cmd.Args...)
			h.finish(cmd).ends(0)
		}
	}
	for _, folder := range []string{"data", "config", "cache", "shared"} {
		h.isPrivate(filepath.Join(h.dir, folder), folder == "shared")
	}
}

// isPrivate fails where others may read what is in a folder, or list the folder unless it is known.
func (h home) isPrivate(folder string, known bool) {
	h.Helper()
	err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || known && path == folder {
			return err
		}
		info, err := entry.Info()
		switch {
		case err != nil:
			return err
		case info.Mode().Perm()&0o077 != 0:
			h.Errorf("%s has mode %o", path, info.Mode().Perm())
		case entry.IsDir():
			return fs.SkipDir // nobody else gets in
		}
		return nil
	})
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		h.Fatal(err)
	}
}

// handsOver: what a search gives to other programs are the names themselves.
func (h home) handsOver(names []string) {
	h.Helper()
	h.run("keywords", "add", "--keyword", "heron", "photos").ends(0)
	for flag, end := range map[string]string{"--null": "\x00", "--paths": "\n"} {
		out := h.run("search", "heron", "--in", "photos", flag).ends(0).out
		for _, name := range names {
			if !strings.Contains(end+out, end+filepath.Join("photos", name)+end) {
				h.Errorf("search %s: no %q in %q", flag, name, out)
			}
		}
	}
}

// openTo gives the home's folder to another user; the folders above it may be passed.
func (h home) openTo(uid int) {
	h.Helper()
	for dir := h.dir; dir != os.TempDir() && dir != "/"; dir = filepath.Dir(dir) {
		if err := os.Chmod(dir, 0o755); err != nil {
			h.Fatal(err)
		}
	}
	if err := os.Chown(h.dir, uid, uid); err != nil {
		h.Fatal(err)
	}
}

// TestFullDisk: on a full disk the photo stays whole, nothing is left behind, and the message says
// what to do.
func TestFullDisk(t *testing.T) {
	h := newHome(t)
	if err := syscall.Mount("tmpfs", h.photos, "tmpfs", 0, "size=256k"); err != nil {
		t.Skip("needs the right to mount a small disk (root):", err)
	}
	defer syscall.Unmount(h.photos, syscall.MNT_DETACH)
	h.put("a.jpg", makeJPEG(t, 1))
	h.fill()
	before := h.hashes()
	h.run("keywords", "add", "--keyword", "dog", "photos").ends(1, "a.jpg")
	h.unchanged(before)
	if err := os.Remove(filepath.Join(h.photos, "filler")); err != nil {
		t.Fatal(err)
	}
	h.run("keywords", "add", "--keyword", "dog", "photos").ends(0)
}

// fill writes to the photos' disk until it is full.
func (h home) fill() {
	h.Helper()
	f, err := os.Create(filepath.Join(h.photos, "filler"))
	if err != nil {
		h.Fatal(err)
	}
	defer f.Close()
	page := make([]byte, 4096)
	for range 1000 {
		if _, err := f.Write(page); err != nil {
			return
		}
	}
	h.Fatal("the disk does not get full")
}

// TestVanishedDisk: photos whose disk is away are named by undo and put back once it is there
// again.
func TestVanishedDisk(t *testing.T) {
	h := newHome(t)
	h.put("a.jpg", makeJPEG(t, 1))
	before := h.hashes()
	h.run("keywords", "add", "--keyword", "dog", "photos").ends(0)
	away := filepath.Join(h.dir, "away")
	if err := os.Rename(h.photos, away); err != nil {
		t.Fatal(err)
	}
	h.run("undo", "--last").ends(1, "a.jpg")
	if err := os.Rename(away, h.photos); err != nil {
		t.Fatal(err)
	}
	h.run("undo", "--last").ends(0)
	h.unchanged(before)
}
