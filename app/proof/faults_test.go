package proof

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"catchlight/library/testphoto"
)

// TestFailingCalls lets the system calls of a write and of an undo fail one after another (full
// disk, failing disk, no permission). Whatever fails: the photo stays whole, the status says
// whether it was changed, and nothing stays beside it that the program does not name.
func TestFailingCalls(t *testing.T) {
	testphoto.Needs(t, "strace")
	photo := freePhoto(t)
	old, written := expected(t, photo)
	for _, undo := range []bool{false, true} {
		for _, fault := range []string{"ENOSPC", "EIO", "EACCES"} {
			for _, call := range []string{"write", "pwrite64", "fsync", "fsync of the folder", "fdatasync", "renameat2", "unlinkat", "fchmod"} {
				t.Run(fmt.Sprintf("%s in %s, undo %t", fault, call, undo), func(t *testing.T) {
					f := failure{fault: fault, call: call, undo: undo, from: old, to: written}
					if undo {
						f.from, f.to = written, old
					}
					f.try(t, photo)
				})
			}
		}
	}
}

// failure is a call that fails each time while the photo becomes another one.
type failure struct {
	fault, call string
	undo        bool
	from, to    string // hashes of the photo
}

func (f failure) try(t *testing.T, photo string) {
	dir, h, trace := photoFolder(t, photo), newHome(t), filepath.Join(t.TempDir(), "trace")
	args := []string{"keywords", "add", "--json", "--quiet", "--keyword", "PROBE", dir}
	if f.undo {
		h.must([]int{0}, args...)
		args = []string{"undo", "--last", "--json"}
	}
	call, of, _ := strings.Cut(f.call, " ")
	strace := []string{"strace", "-f", "-qq", "-o", trace, "-e", "trace=" + call, "-e", fmt.Sprintf("inject=%s:error=%s:when=1+", call, f.fault)}
	if of != "" {
		strace = append(strace, "-P", dir)
	}
	said, err := h.command(strace, args...).CombinedOutput()
	if calls, _ := os.ReadFile(trace); !strings.Contains(string(calls), "INJECTED") {
		t.Fatal("nothing failed: the trial proves nothing")
	}
	now := hashes(t, dir)["photo.jpg"]
	if now != f.from && now != f.to {
		t.Fatal("the photo is neither the old one nor the new one")
	}
	if done := now == f.to; done != (err == nil) {
		t.Errorf("the photo was changed: %t, but the program ended with %v: %s", done, err, said)
	}
	h.must([]int{0}, "undo", "--list")
	for name := range hashes(t, dir) {
		if name != "photo.jpg" && !strings.Contains(string(said), name) {
			t.Errorf("%s is left over, and not named: %s", name, said)
		}
	}
}

// TestFullDisk writes into a real file system with no room for a second copy.
func TestFullDisk(t *testing.T) {
	dir := mounted(t, "mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs")
	copyFile(t, freePhoto(t), filepath.Join(dir, "photo.jpg"))
	fill(t, filepath.Join(dir, "ballast"))
	before, h := hashes(t, dir), newHome(t)
	stdout, stderr, status := h.run("keywords", "add", "--json", "--keyword", "PROBE", dir)
	if status != 1 {
		t.Errorf("status %d, not 1", status)
	}
	if said := stdout + stderr; !strings.Contains(said, "photo.jpg") || !strings.Contains(strings.ToLower(said), "space") {
		t.Errorf("the message names neither photo nor reason:\n%s", said)
	}
	same(t, before, hashes(t, dir))
}

// fill writes until no byte fits any more.
func fill(t testing.TB, path string) {
	t.Helper()
	file, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	for block := make([]byte, 4096); err == nil; _, err = file.Write(block) {
	}
}

// TestPrimitiveFileSystem writes, reads back and undoes where there are no hard
// links, no extended attributes, no exchange of names and coarse times: exFAT, the
// file system of card readers and USB sticks, played by FUSE.
func TestPrimitiveFileSystem(t *testing.T) {
	testphoto.Needs(t, "mkfs.exfat", "mount.exfat-fuse", "losetup")
	roundTrip(t, mounted(t, "mount.exfat-fuse", loopDevice(t, diskImage(t, "mkfs.exfat"))))
}

// TestLyingDisk writes to a disk that gives back other bytes than were written: FAT by
// the FUSE driver fusefat, which does so for a file that is still open for writing.
// What the program does there is its own choice, but each photo stays whole.
func TestLyingDisk(t *testing.T) {
	testphoto.Needs(t, "mkfs.vfat", "fusefat")
	photo := freePhoto(t)
	old, written := expected(t, photo)
	dir := mounted(t, "fusefat", "-o", "rw+", diskImage(t, "mkfs.vfat", "-F", "16"))
	for i := range 5 {
		copyFile(t, photo, filepath.Join(dir, fmt.Sprintf("photo %d.jpg", i)))
	}
	h := newHome(t)
	for _, args := range [][]string{{"keywords", "add", "--quiet", "--keyword", "PROBE", dir}, {"undo", "--last"}} {
		h.run(args...)
		found := hashes(t, dir)
		for path, hash := range found {
			if hash != old && hash != written {
				t.Errorf("after %s %s is neither the old photo nor the new one", args[0], path)
			}
		}
		if len(found) != 5 {
			t.Errorf("after %s the folder holds %d files, not 5", args[0], len(found))
		}
	}
}

// loopDevice makes a block device of the image for as long as the test runs.
func loopDevice(t testing.TB, image string) string {
	t.Helper()
	out, err := exec.Command("losetup", "-f", "--show", image).Output()
	if err != nil {
		t.Skipf("cannot make a loop device here: %v", err)
	}
	device := strings.TrimSpace(string(out))
	t.Cleanup(func() { _ = exec.Command("losetup", "-d", device).Run() })
	return device
}

func diskImage(t testing.TB, mkfs ...string) string {
	t.Helper()
	image := filepath.Join(t.TempDir(), "disk.img")
	file, err := os.Create(image)
	if err == nil {
		err = file.Truncate(16 << 20)
	}
	if err == nil {
		err = file.Close()
	}
	if err == nil {
		err = exec.Command(mkfs[0], append(mkfs[1:], image)...).Run()
	}
	if err != nil {
		t.Fatal(err)
	}
	return image
}

// mounted mounts what the command says (its last argument, the folder, is added)
// for as long as the test runs.
func mounted(t testing.TB, command ...string) string {
	t.Helper()
	dir := t.TempDir()
	if out, err := exec.Command(command[0], append(command[1:], dir)...).CombinedOutput(); err != nil {
		t.Skipf("cannot mount here: %v: %s", err, out)
	}
	t.Cleanup(func() { _ = exec.Command("umount", "-l", dir).Run() })
	return dir
}

func roundTrip(t *testing.T, dir string) {
	t.Helper()
	for i := range 5 {
		copyFile(t, freePhoto(t), filepath.Join(dir, fmt.Sprintf("photo %d.jpg", i)))
	}
	before, h := hashes(t, dir), newHome(t)
	for _, l := range h.add(dir, "PROBE") {
		if !l.Changed || l.Error != "" {
			t.Errorf("%s: changed %t, error %q", l.Path, l.Changed, l.Error)
		}
	}
	for _, l := range h.add(dir, "PROBE") {
		if l.Changed {
			t.Errorf("%s changed in the second run", l.Path)
		}
	}
	h.must([]int{0}, "undo", "--last")
	same(t, before, hashes(t, dir))
}

// TestTwoAtOnce starts two programs with libraries of their own on one folder: each
// photo ends with both keywords or with one of them and an error for the other;
// none is torn.
func TestTwoAtOnce(t *testing.T) {
	testphoto.Needs(t, "exiftool")
	dir := t.TempDir()
	for i := range manyPhotos {
		copyFile(t, freePhoto(t), filepath.Join(dir, fmt.Sprintf("photo-%02d.jpg", i)))
	}
	first := newHome(t).command(nil, "keywords", "add", "--quiet", "--keyword", "FIRST", dir)
	second := newHome(t).command(nil, "keywords", "add", "--quiet", "--keyword", "SECOND", dir)
	for _, cmd := range []*exec.Cmd{first, second} {
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
	}
	_, _ = first.Process.Wait()
	_, _ = second.Process.Wait()
	for photo, lists := range keywordLists(t, dir) {
		if words := lists.all(); !slices.Contains(words, "FIRST") && !slices.Contains(words, "SECOND") {
			t.Errorf("%s has neither keyword: %q", photo, words)
		}
	}
	if n := len(hashes(t, dir)); n != manyPhotos {
		t.Errorf("the folder holds %d files, not %d", n, manyPhotos)
	}
}
