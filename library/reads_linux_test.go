package library

import (
	"context"
	"encoding/binary"
	"os"
	"path/filepath"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// watchReads notes how often the file that is at a path now is opened and read from; the function
// returned says so. Who only asks the system about an open file reads nothing.
func watchReads(t *testing.T, path string) (reads func() int) {
	t.Helper()
	fd, err := unix.InotifyInit1(unix.IN_NONBLOCK | unix.IN_CLOEXEC)
	if err == nil {
		_, err = unix.InotifyAddWatch(fd, path, unix.IN_OPEN|unix.IN_ACCESS|unix.IN_CLOSE)
	}
	if err != nil {
		t.Fatal(err)
	}
	return func() (n int) {
		defer unix.Close(fd) // only read from
		events := make([]byte, 1<<16)
		size, _ := unix.Read(fd, events) // an error: there are none
		opened := false
		for at := 0; at+unix.SizeofInotifyEvent <= size; {
			switch mask := binary.NativeEndian.Uint32(events[at+4:]); {
			case mask&unix.IN_OPEN != 0:
				opened = true
			case mask&unix.IN_ACCESS != 0 && opened:
				n, opened = n+1, false
			}
			at += unix.SizeofInotifyEvent + int(binary.NativeEndian.Uint32(events[at+12:]))
		}
		return n
	}
}

// A photo is read whole once for a write, and once for an undo, however large it is. Whether it is
// still the file that was read is told by its times, where these are not too young to tell.
func TestPhotosAreReadOnce(t *testing.T) {
	dir := photosIn(t, 1)
	path := filepath.Join(dir, "p00000.jpg")
	l := newLibrary(t)
	imported(t, l, dir)
	var run Run
	for _, step := range []struct {
		name string
		do   func(ctx context.Context)
	}{
		{"a write", func(context.Context) { run, _ = wrote(t, l, addition("dog"), WriteOptions{}) }},
		{"an undo", func(context.Context) {
			if r := reverted(t, l, run.ID, WriteOptions{})[path]; !r.Restored {
				t.Errorf("not restored: %+v", r)
			}
		}},
	} {
		old := time.Now().Add(-time.Hour)
		if err := os.Chtimes(path, old, old); err != nil {
			t.Fatal(err)
		}
		reads := watchReads(t, path)
		step.do(t.Context())
		if n := reads(); n != 1 {
			t.Errorf("%s reads the photo %d times, once is enough", step.name, n)
		}
	}
}
