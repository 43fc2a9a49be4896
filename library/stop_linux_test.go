package library

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"catchlight/library/disk"
)

// tmpfs mounts a small disk in memory, or skips.
func tmpfs(t *testing.T, bytes int) string {
	t.Helper()
	if os.Geteuid() != 0 {
		t.Skip("a full disk is played by a tmpfs, which only root can mount")
	}
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, fmt.Sprintf("size=%d", bytes)); err != nil {
		t.Skipf("a full disk is played by a tmpfs, which cannot be mounted here: %v", err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(dir, 0); err != nil {
			t.Error(err)
		}
	})
	return dir
}

// fill leaves so many bytes free.
func fill(t *testing.T, dir string, leave uint64) {
	t.Helper()
	free, _, ok := disk.FreeSpace(dir)
	if !ok || free < leave {
		t.Fatalf("%d bytes are free, %d should stay", free, leave)
	}
	write(t, filepath.Join(dir, ".ballast"), make([]byte, free-leave))
}

func TestFullDiskStopsBeforeTheRun(t *testing.T) {
	dir := tmpfs(t, 2<<20)
	for i := range 50 {
		write(t, fmt.Sprintf("%s/%d.jpg", dir, i), jpegOf(i))
	}
	l := newLibrary(t)
	imported(t, l, dir)
	fill(t, dir, 64<<10)
	before := hashes(t, dir)
	ok, failed, err := attempt(t, l, WriteOptions{})
	if ok != 0 || len(failed) != 50 || !errors.Is(err, ErrStopped) || !strings.Contains(err.Error(), "free some space") {
		t.Errorf("%d written, %d not: %v", ok, len(failed), err)
	}
	sameFiles(t, "full disk", hashes(t, dir), before)
}

func TestFullDiskStopsInTheMiddle(t *testing.T) {
	dir := tmpfs(t, 8<<20)
	for i := range 20 {
		write(t, fmt.Sprintf("%s/%d.jpg", dir, i), append(jpegOf(i), make([]byte, 200<<10)...))
	}
	l := newLibrary(t)
	imported(t, l, dir)
	believedSmall(t, l)
	fill(t, dir, 20*spare+8<<10)
	before := hashes(t, dir)
	ok, failed, err := attempt(t, l, WriteOptions{})
	if ok+len(failed) != 20 || len(failed) == 0 || !errors.Is(err, ErrStopped) || !strings.Contains(err.Error(), "is full: free some space") {
		t.Errorf("%d written, %d not: %v", ok, len(failed), err)
	}
	for _, e := range failed {
		if !errors.Is(e, ErrStopped) || !strings.Contains(e.Error(), "free some space") {
			t.Errorf("a photo that was not written has the reason %v", e)
		}
	}
	if runs, _ := l.Runs(); ok > 0 {
		if len(runs) != 1 || runs[0].Photos != ok {
			t.Errorf("%d written, but the runs are %+v", ok, runs)
		}
		reverted(t, l, runs[0].ID, WriteOptions{})
	}
	sameFiles(t, "full disk, undone", hashes(t, dir), before)
	if err := os.Remove(dir + "/.ballast"); err != nil {
		t.Fatal(err)
	}
	if ok, failed, err := attempt(t, l, WriteOptions{}); ok != 20 || len(failed) > 0 || err != nil {
		t.Errorf("with room again: %d, %v, %v", ok, failed, err)
	}
}

// TestAFullDiskStopsItsOwnPhotosAlone: whether it is seen before the run or in the middle of it, photos
// on another disk are written, each photo is told once, and what was left out can be written later.
func TestAFullDiskStopsItsOwnPhotosAlone(t *testing.T) {
	for name, early := range map[string]bool{"before the run": true, "in the middle": false} {
		t.Run(name, func(t *testing.T) {
			full, other := tmpfs(t, 8<<20), tmpfs(t, 16<<20)
			gone := t.TempDir()
			for i := range 20 {
				data := append(jpegOf(i), make([]byte, 200<<10)...)
				write(t, fmt.Sprintf("%s/%d.jpg", full, i), data)
				write(t, fmt.Sprintf("%s/%d.jpg", other, i), data)
				write(t, fmt.Sprintf("%s/%d.jpg", gone, i), data)
			}
			l := newLibrary(t)
			imported(t, l, full, other, gone)
			if !early {
				believedSmall(t, l)
			}
			if err := os.RemoveAll(gone); err != nil {
				t.Fatal(err)
			}
			fill(t, full, 20*spare+8<<10)
			told := map[string]int{}
			var reqs []WriteRequest
			for _, p := range l.Snapshot().Photos() {
				reqs = append(reqs, WriteRequest{Path: p.Path, Edit: addition("dog")})
			}
			written := map[string]int{}
			_, err := l.Write(t.Context(), "test", reqs, WriteOptions{Each: func(r WriteResult) {
				told[r.Path]++
				if r.Err == nil {
					written[filepath.Dir(r.Path)]++
				}
			}})
			if written[other] != 20 || written[gone] != 0 || written[full] == 20 || early && written[full] > 0 {
				t.Errorf("written are %v", written)
			}
			for _, r := range reqs {
				if told[r.Path] != 1 {
					t.Errorf("%s was told %d times", r.Path, told[r.Path])
				}
			}
			if !errors.Is(err, ErrStopped) || !strings.Contains(err.Error(), "the disk with "+full) || !strings.Contains(err.Error(), gone+" is not there") || strings.Contains(err.Error(), other) {
				t.Error(err)
			}
			if err := os.Remove(full + "/.ballast"); err != nil {
				t.Fatal(err)
			}
			if ok, failed, err := attempt(t, l, WriteOptions{}); ok != 20-written[full] || len(failed) != 40+written[full] || !errors.Is(err, ErrStopped) {
				t.Errorf("with room again %d are written, %d not: %v", ok, len(failed), err)
			}
		})
	}
}

// believedSmall lets a library believe that its photos are small, so that a run begins.
func believedSmall(t *testing.T, l *Library) {
	t.Helper()
	for _, p := range l.Snapshot().Photos() {
		small := *p
		small.Size = 1
		l.mu.Lock()
		err := l.apply(changes{p.ID: newEntry(&small, nil)}, nil)
		l.mu.Unlock()
		if err != nil {
			t.Fatal(err)
		}
	}
}

func TestUndoOnAFullDisk(t *testing.T) {
	dir := tmpfs(t, 2<<20)
	for i := range 5 {
		write(t, fmt.Sprintf("%s/%d.jpg", dir, i), append(jpegOf(i), make([]byte, 20<<10)...))
	}
	l := newLibrary(t)
	imported(t, l, dir)
	before := hashes(t, dir)
	run, _ := wrote(t, l, addition("dog"), WriteOptions{})
	written := hashes(t, dir)
	fill(t, dir, 4<<10)
	err := l.Revert(t.Context(), run.ID, WriteOptions{}, nil)
	if !errors.Is(err, ErrStopped) || !strings.Contains(err.Error(), "undo again") || strings.Contains(err.Error(), "write again") {
		t.Error(err)
	}
	if err := os.Remove(dir + "/.ballast"); err != nil {
		t.Fatal(err)
	}
	sameFiles(t, "full disk", hashes(t, dir), written)
	reverted(t, l, run.ID, WriteOptions{})
	sameFiles(t, "with room again", hashes(t, dir), before)
}

func TestFullDiskOfTheLibrary(t *testing.T) {
	dir := tmpfs(t, 2<<20)
	photos := photosIn(t, 100)
	before := hashes(t, photos)
	l := opened(t, filepath.Join(dir, "library.db"))
	in := imported(t, l, photos)
	fill(t, dir, 0)
	var err error
	for i := 0; err == nil && i < 1000; i++ {
		err = l.Decide("x", Decision{Photo: in.Photos[i%100], Tag: fmt.Sprintf("%01000d", i), Verdict: Typed})
	}
	if err == nil || !strings.Contains(err.Error(), "disk is full") {
		t.Fatalf("%v", err)
	}
	if _, err := l.Import(t.Context(), []string{photosIn(t, 2000)}, ImportOptions{}); err == nil || !strings.Contains(err.Error(), "disk is full") {
		t.Errorf("import: %v", err)
	}
	ok, failed, err := attempt(t, l, WriteOptions{})
	if ok+len(failed) != 100 || err == nil && ok < 100 {
		t.Errorf("write: %d, %d, %v", ok, len(failed), err)
	}
	if ok == 0 {
		sameFiles(t, "a library that cannot be stored", hashes(t, photos), before)
	}
	if err := os.Remove(dir + "/.ballast"); err != nil {
		t.Fatal(err)
	}
	decide(t, l, Decision{Photo: in.Photos[0], Tag: "room", Verdict: Typed})
}

func TestReadOnlyDisk(t *testing.T) {
	dir := tmpfs(t, 4<<20)
	for i := range 30 {
		write(t, fmt.Sprintf("%s/%d.jpg", dir, i), jpegOf(i))
	}
	l := newLibrary(t)
	imported(t, l, dir)
	if err := syscall.Mount("", dir, "", syscall.MS_REMOUNT|syscall.MS_RDONLY, ""); err != nil {
		t.Skipf("the tmpfs cannot be made read-only here: %v", err)
	}
	ok, failed, err := attempt(t, l, WriteOptions{})
	if ok != 0 || len(failed) != 30 || !errors.Is(err, ErrStopped) || !strings.Contains(err.Error(), "read-only") {
		t.Errorf("%d, %d, %v", ok, len(failed), err)
	}
	if _, err := Open(filepath.Join(dir, "library.db")); err == nil || !strings.Contains(err.Error(), "read-only") {
		t.Errorf("%v", err)
	}
}
