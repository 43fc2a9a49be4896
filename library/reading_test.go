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

// killed opens the library at a path as the next start finds it after the program was killed: l is
// never closed before.
func killed(t *testing.T, l *Library, path string) *Library {
	t.Helper()
	l.reading.mu.Lock()
	if l.reading.pulse != nil {
		l.reading.pulse.Stop() // a process that has ended notes nothing more
	}
	l.reading.mu.Unlock()
	if err := l.store.Close(); err != nil { // the lock goes with the process
		t.Fatal(err)
	}
	return reopen(t, path)
}

// beganBefore puts the beginning of a photo's reading back, as if it had been in work for that
// long, and lets the program give a sign of life.
func beganBefore(l *Library, path string, ago time.Duration) {
	r := &l.reading
	r.mu.Lock()
	for i, s := range r.slots {
		if s.path == path && s.state == inWork {
			s.since = s.since.Add(-ago)
			r.put(i, s)
		}
	}
	r.mu.Unlock()
	r.beat()
}

// TestWhatHungIsPassedOver: in a window; a command reads it, and then it is no more.
func TestWhatHungIsPassedOver(t *testing.T) {
	path := filepath.Join(t.TempDir(), "library.db")
	l := reopen(t, path)
	sound, _ := l.BeginReading("/photos/sound.jpg")
	want := []string{"/photos/a\xff.heic", "/photos/b.jpg"}
	for _, p := range []string{want[0], want[1], want[1]} {
		if _, err := l.BeginReading(p); err != nil {
			t.Fatal(err)
		}
		beganBefore(l, p, 2*stuckAfter)
	}
	sound()
	l = killed(t, l, path)
	if _, err := l.BeginReading("/photos/b.jpg"); err != nil {
		t.Errorf("a command does not read it: %v", err)
	} else if got := l.Stuck(); !slices.Equal(got, want) {
		t.Errorf("stuck while it is read again: %q", got)
	}
	l = killed(t, l, path) // again meanwhile
	if got := l.PassOverStuck(); !slices.Equal(got, want) {
		t.Errorf("passed over: %q", got)
	}
	for _, p := range want {
		if _, err := l.BeginReading(p); !errors.Is(err, ErrStuck) || !strings.Contains(err.Error(), p) {
			t.Errorf("%q: %v", p, err)
		}
	}
	readOne(t, l, "/photos/sound.jpg")
	if got := l.RetryStuck(); !slices.Equal(got, want) || len(l.Stuck()) != 0 {
		t.Errorf("retried %q, left %q", got, l.Stuck())
	}
	readOne(t, l, "/photos/b.jpg")
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(path + ".reading"); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the file stays: %v", err)
	}
}

func readOne(t *testing.T, l *Library, path string) {
	t.Helper()
	done, err := l.BeginReading(path)
	if err != nil {
		t.Fatal(err)
	}
	done()
}

// TestWhoIsToBlame: of the photos that were in work when the program ended, those are passed over
// that had hung it; what was beside them for a moment is innocent, unless it was so twice.
func TestWhoIsToBlame(t *testing.T) {
	type end map[string]time.Duration // for how long each photo was in work
	const moment, long = time.Millisecond, 2 * stuckAfter
	for name, test := range map[string]struct {
		ends  []end
		stuck []string
	}{
		"one alone":                      {[]end{{"/a.jpg": moment}}, []string{"/a.jpg"}},
		"one that hung, and bystanders":  {[]end{{"/a.jpg": long, "/b.jpg": moment, "/c.jpg": moment}}, []string{"/a.jpg"}},
		"two that hung":                  {[]end{{"/a.jpg": long, "/b.jpg": long, "/c.jpg": moment}}, []string{"/a.jpg", "/b.jpg"}},
		"killed in the midst of work":    {[]end{{"/a.jpg": moment, "/b.jpg": moment}}, nil},
		"twice, with others beside":      {[]end{{"/a.jpg": moment, "/b.jpg": moment}, {"/a.jpg": moment, "/c.jpg": moment}}, []string{"/a.jpg"}},
		"twice, and a sound end between": {[]end{{"/a.jpg": moment, "/b.jpg": moment}, {}, {"/a.jpg": moment, "/c.jpg": moment}}, []string{"/a.jpg"}},
		"suspected, then not in work":    {[]end{{"/a.jpg": moment, "/b.jpg": moment}, {"/c.jpg": moment, "/d.jpg": moment}}, nil},
	} {
		path := filepath.Join(t.TempDir(), "library.db")
		l := reopen(t, path)
		for _, photos := range test.ends {
			for photo, ago := range photos {
				if _, err := l.BeginReading(photo); err != nil {
					t.Fatal(err)
				}
				beganBefore(l, photo, ago)
			}
			l = killed(t, l, path)
		}
		if got := l.Stuck(); !slices.Equal(got, test.stuck) {
			t.Errorf("%s: %q, want %q", name, got, test.stuck)
		}
	}
}

// TestASuspectThatIsReadIsFree: what could be read since is not to blame for the next end.
func TestASuspectThatIsReadIsFree(t *testing.T) {
	path := filepath.Join(t.TempDir(), "library.db")
	l := reopen(t, path)
	pair := []string{"/a.jpg", "/b.jpg"}
	for range 2 {
		for _, p := range pair {
			if _, err := l.BeginReading(p); err != nil {
				t.Fatal(err)
			}
		}
		l = killed(t, l, path)
		if got := l.Stuck(); len(got) > 0 {
			t.Fatalf("%q", got)
		}
		readOne(t, l, pair[0])
		readOne(t, l, pair[1])
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(path + ".reading"); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the file stays: %v", err)
	}
}

// TestReadingOfAnEarlierVersion: it noted the path alone; what stands there is passed over.
func TestReadingOfAnEarlierVersion(t *testing.T) {
	path := filepath.Join(t.TempDir(), "library.db")
	write(t, path+".reading", append([]byte("\x06\x00/a.jpg"), append(make([]byte, readingSlot-8), "\x06\x00/b.jpg"...)...))
	if got := reopen(t, path).Stuck(); !slices.Equal(got, []string{"/a.jpg", "/b.jpg"}) {
		t.Errorf("%q", got)
	}
}

// TestOnlyWhatHungIsKeptWhenTheProgramHasToEnd: a photo that has been in work for a moment is not
// to blame.
func TestOnlyWhatHungIsKeptWhenTheProgramHasToEnd(t *testing.T) {
	path := filepath.Join(t.TempDir(), "library.db")
	l := reopen(t, path)
	for _, p := range []string{"/hung.jpg", "/slow.jpg", "/young.jpg"} {
		if _, err := l.BeginReading(p); err != nil {
			t.Fatal(err)
		}
	}
	beganBefore(l, "/hung.jpg", 2*stuckAfter)
	beganBefore(l, "/slow.jpg", 2*stuckAfter)
	l.LeaveReading()
	if got := killed(t, l, path).Stuck(); !slices.Equal(got, []string{"/hung.jpg", "/slow.jpg"}) {
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
			s := decodeSlot(data[at:min(at+readingSlot, len(data))])
			if strings.ContainsRune(s.path, 0) || len(s.path) > readingSlot || s.state > passedOver {
				t.Errorf("%+v", s)
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
