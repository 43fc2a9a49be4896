package library

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// killed opens the library at a path as the next start finds it after the program was killed: l is never closed before.
func killed(t *testing.T, l *Library, path string) *Library {
	t.Helper()
	if err := l.store.close(); err != nil { // the lock goes with the process
		t.Fatal(err)
	}
	return reopen(t, path)
}

// TestWhatWasReadWhenTheProgramEndedIsPassedOver: in a window; a command reads it, and then it is no more.
func TestWhatWasReadWhenTheProgramEndedIsPassedOver(t *testing.T) {
	path := filepath.Join(t.TempDir(), "library.db")
	l := reopen(t, path)
	sound, _ := l.BeginReading("/photos/sound.jpg")
	for _, stuck := range []string{"/photos/b.jpg", "/photos/a\xff.heic", "/photos/b.jpg"} {
		if _, err := l.BeginReading(stuck); err != nil {
			t.Fatal(err)
		}
	}
	sound()
	want := []string{"/photos/a\xff.heic", "/photos/b.jpg"}
	l = killed(t, l, path)
	if done, err := l.BeginReading("/photos/b.jpg"); err != nil {
		t.Errorf("a command does not read it: %v", err)
	} else if got := l.Stuck(); !slices.Equal(got, want) {
		t.Errorf("stuck while it is read again: %q", got)
	} else {
		_ = done // killed again meanwhile
	}
	l = killed(t, l, path)
	if got := l.PassOverStuck(); !slices.Equal(got, want) {
		t.Errorf("passed over: %q", got)
	}
	for _, p := range want {
		if _, err := l.BeginReading(p); !errors.Is(err, ErrStuck) || !strings.Contains(err.Error(), p) {
			t.Errorf("%q: %v", p, err)
		}
	}
	if done, err := l.BeginReading("/photos/sound.jpg"); err != nil {
		t.Error(err)
	} else {
		done()
	}
	if got := l.RetryStuck(); !slices.Equal(got, want) || len(l.Stuck()) != 0 {
		t.Errorf("retried %q, left %q", got, l.Stuck())
	}
	done, err := l.BeginReading("/photos/b.jpg")
	if err != nil {
		t.Fatal(err)
	}
	done()
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(path + ".reading"); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the file stays: %v", err)
	}
}

// TestOnlyWhatHungIsKeptWhenTheProgramHasToEnd: a photo that has been in work for a moment is not to blame.
func TestOnlyWhatHungIsKeptWhenTheProgramHasToEnd(t *testing.T) {
	path := filepath.Join(t.TempDir(), "library.db")
	l := reopen(t, path)
	for _, p := range []string{"/hung.jpg", "/young.jpg"} {
		if _, err := l.BeginReading(p); err != nil {
			t.Fatal(err)
		}
	}
	l.reading.slots[0].since = time.Now().Add(-2 * stuckAfter)
	l.LeaveReading()
	if got := killed(t, l, path).Stuck(); !slices.Equal(got, []string{"/hung.jpg"}) {
		t.Errorf("%q", got)
	}
}

// TestReadingByMany: more photos at a time than are noted, and the file is private.
func TestReadingByMany(t *testing.T) {
	path := filepath.Join(t.TempDir(), "library.db")
	l := reopen(t, path)
	var all sync.WaitGroup
	for i := range 2 * readingSlots {
		all.Go(func() {
			done, err := l.BeginReading(fmt.Sprintf("/photos/%d.jpg", i))
			if err != nil {
				t.Error(err)
				return
			}
			done()
		})
	}
	all.Wait()
	if done, err := l.BeginReading("/" + strings.Repeat("x", readingSlot)); err != nil {
		t.Error(err)
	} else {
		done()
	}
	info, err := os.Stat(path + ".reading")
	if err != nil || info.Mode().Perm()&0o077 != 0 {
		t.Errorf("%v, %v", info, err)
	}
	if got := killed(t, l, path).Stuck(); len(got) != 0 {
		t.Errorf("%q", got)
	}
}

// FuzzReading: whatever stands in the file, the library opens.
func FuzzReading(f *testing.F) {
	f.Add([]byte("\x05\x00/a/b\x00"))
	f.Add([]byte("\xff\xff"))
	f.Fuzz(func(t *testing.T, data []byte) {
		for at := 0; at+2 < len(data); at += readingSlot {
			if p := decodeSlot(data[at:min(at+readingSlot, len(data))]); strings.ContainsRune(p, 0) || len(p) > readingSlot {
				t.Errorf("%q", p)
			}
		}
	})
}

// BenchmarkReading is what noting one photo costs.
func BenchmarkReading(b *testing.B) {
	l, err := Open(filepath.Join(b.TempDir(), "library.db"))
	if err != nil {
		b.Fatal(err)
	}
	defer l.Close()
	for b.Loop() {
		done, _ := l.BeginReading("/photos/2026/11/IMG_0001.jpg")
		done()
	}
}

func TestWalled(t *testing.T) {
	want := errors.New("read only half")
	if err := Guard("a.txt", func() error { return want }); !errors.Is(err, want) {
		t.Error(err)
	}
	var nothing []int
	if err := Guard("a.txt", func() error { return errors.New(string(rune(nothing[7]))) }); err == nil || !strings.Contains(err.Error(), "a.txt is damaged") {
		t.Errorf("a panic became %v", err)
	}
}
