package clip

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"

	"catchlight/library"
	"catchlight/library/testphoto"
)

// planted stands for a test that something was planted in: what would fail it is kept.
type planted struct {
	testing.TB
	mu   sync.Mutex
	said []string
}

func (p *planted) note(failure string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.said = append(p.said, failure)
}

func (p *planted) Error(args ...any)                 { p.note(fmt.Sprint(args...)) }
func (p *planted) Errorf(format string, args ...any) { p.note(fmt.Sprintf(format, args...)) }
func (p *planted) Fatal(args ...any)                 { p.Error(args...); runtime.Goexit() }
func (p *planted) Fatalf(format string, args ...any) { p.Errorf(format, args...); runtime.Goexit() }

// says fails t unless what was planted was found, in these words.
func (p *planted) says(t *testing.T, words string) {
	t.Helper()
	p.mu.Lock()
	defer p.mu.Unlock()
	if all := strings.Join(p.said, "\n"); !strings.Contains(all, words) {
		t.Errorf("nobody says %q, only: %s", words, all)
	}
}

// TestSoakFindsLosses: a soak that cannot fail proves nothing. Each loss that it promises to find is
// made at its moment of a round, behind the library's back, and the round has to say so.
func TestSoakFindsLosses(t *testing.T) {
	testphoto.Needs(t, "exiftool")
	enc := openStarter(t)
	for _, c := range []struct {
		name, moment string
		harm         func(s *soak, first *soaked)
		says         string
	}{
		{"a decision", "decided", func(s *soak, first *soaked) {
			s.must(s.lib.Decide("lost", library.Decision{Photo: first.id, Tag: "day 1", Verdict: library.Undecided}))
		}, "photos: <nil>"},
		{"bytes that undo should give back", "written", func(s *soak, first *soaked) {
			s.must(os.WriteFile(first.path, painted(99, ".jpg"), 0o644))
		}, "not what they were before the write"},
		{"a photo on its way to another folder", "renamed", func(s *soak, first *soaked) {
			s.must(os.Remove(first.path))
		}, "is not the photo that it was"},
		{"a word in a file and so in the library", "renamed", func(s *soak, first *soaked) {
			s.exiftool([]string{first.path}, "-IPTC:Keywords-=day 1", "-XMP-dc:Subject-=day 1")
		}, `has lost "day 1" in the library`},
		{"a word in IPTC alone", "edited", func(s *soak, first *soaked) {
			s.exiftool([]string{first.path}, "-IPTC:Keywords-=day 1")
		}, "IPTC of"},
		{"a word in XMP alone", "edited", func(s *soak, first *soaked) {
			s.exiftool([]string{first.path}, "-XMP-dc:Subject-=day 1")
		}, "XMP of"},
		{"a picture", "edited", func(s *soak, first *soaked) {
			s.must(os.WriteFile(first.path, painted(99, ".jpg"), 0o644))
		}, "is another one"},
		{"tidiness: a file is left over", "edited", func(s *soak, first *soaked) {
			s.must(os.WriteFile(filepath.Join(filepath.Dir(first.path), "left.tmp"), []byte("left\n"), 0o644))
		}, "files in the folder"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s, found := newSoak(t, enc), &planted{TB: t}
			s.TB = found
			s.harm = map[string]func(){c.moment: func() { c.harm(s, s.photos[0]) }}
			ended := make(chan struct{})
			go func() { defer close(ended); s.round() }() // of its own: a fatal failure ends it
			<-ended
			found.says(t, c.says)
		})
	}
}

func (s *soak) must(err error) {
	if err != nil {
		s.Fatal(err)
	}
}

// TestSoakFindsLeaks: what a round should have given back and keeps is found in the figures; rounds
// that keep nothing are not blamed.
func TestSoakFindsLeaks(t *testing.T) {
	lib, end := openLibrary(t), make(chan struct{})
	defer close(end)
	var kept [][]byte
	for _, c := range []struct {
		name string
		keep func()
		says string
	}{
		{"nothing", func() {}, ""},
		{"memory", func() { kept = append(kept, make([]byte, 1<<20)) }, "heap, MB grow by"},
		{"goroutines", func() { go func() { <-end }() }, "goroutines grow by"},
		{"open files", func() {
			f, err := os.Open(os.DevNull)
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { _ = f.Close() })
		}, "open files grow by"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if c.name == "open files" && runtime.GOOS != "linux" {
				t.Skip("only Linux says which files are open")
			}
			var figures soakFigures
			for range 2 * soakPhotos {
				c.keep()
				figures = append(figures, takeSoakFigure(lib))
			}
			found := &planted{TB: t}
			figures.judge(found)
			if c.says == "" && len(found.said) > 0 {
				t.Errorf("blamed without a reason: %q", found.said)
			}
			found.says(t, c.says)
		})
	}
	runtime.KeepAlive(kept)
}
