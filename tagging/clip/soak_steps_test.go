package clip

import (
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"catchlight/library"
	"catchlight/tagging"
)

// decide types a word of this round on every photo, takes older ones away, accepts a suggestion,
// and takes a mistake back.
func (s *soak) decide() {
	threshold, ds := -1.0, []library.Decision(nil)
	for _, p := range s.photos {
		ds = append(ds, library.Decision{Photo: p.id, Tag: fmt.Sprint("day ", s.rounds), Verdict: library.Typed})
		for _, old := range []string{fmt.Sprint("day ", s.rounds-2), fmt.Sprint("elsewhere ", s.rounds-3)} {
			if p.words[old] {
				ds = append(ds, library.Decision{Photo: p.id, Tag: old, Verdict: library.Removed})
			}
		}
		known := s.lib.Snapshot().Photo(p.id)
		if vector, ok := s.lib.Vector(starterVectors, known.Picture); ok {
			best := s.tags.Suggest(vector, tagging.SuggestOptions{Threshold: &threshold, Max: 1, Exclude: known.Keywords.Has})
			if len(best) == 1 && p.n%2 == 0 {
				ds = append(ds, library.Decision{Photo: p.id, Tag: best[0].Name, Verdict: library.Accepted, Model: starterVectors})
			}
		}
	}
	s.store(ds)
	mistake := library.Decision{Photo: s.photos[0].id, Tag: "mistake", Verdict: library.Typed}
	if err := s.lib.Decide("mistake", mistake); err != nil {
		s.Fatal(err)
	}
	if _, ok, err := s.lib.Undo(); !ok || err != nil {
		s.Errorf("round %d: the mistake is not taken back: %v", s.rounds, err)
	}
}

// fillHistory decides as often as can be undone, on as many words as a round does, and leaves
// nothing decided.
func (s *soak) fillHistory() {
	for step := range soakSteps {
		var ds []library.Decision
		for _, p := range s.photos {
			for word := range 3 {
				d := library.Decision{Photo: p.id, Tag: fmt.Sprint("passing ", word), Verdict: library.Typed}
				if step%2 == 1 {
					d.Verdict = library.Undecided
				}
				ds = append(ds, d)
			}
		}
		if err := s.lib.Decide("passing", ds...); err != nil {
			s.Fatal(err)
		}
	}
}

// store decides, and notes what the files must hold once it is written.
func (s *soak) store(ds []library.Decision) {
	if err := s.lib.Decide("the day's words", ds...); err != nil {
		s.Fatal(err)
	}
	of := map[library.ID]*soaked{}
	for _, p := range s.photos {
		of[p.id] = p
	}
	for _, d := range ds {
		if d.Verdict == library.Removed {
			delete(of[d.Photo].words, d.Tag)
		} else {
			of[d.Photo].words[d.Tag] = true
		}
	}
}

// writeTwice writes, takes it back to the byte, and writes again.
func (s *soak) writeTwice() {
	before := s.files()
	first := s.write()
	s.at("written")
	restored := 0
	err := s.lib.Revert(s.Context(), first.ID, library.WriteOptions{}, func(r library.Reverted) {
		if r.Restored {
			restored++
		}
	})
	if err != nil || restored != len(s.photos) {
		s.Errorf("round %d: %d of %d photos were taken back: %v", s.rounds, restored, len(s.photos), err)
	}
	if !maps.Equal(before, s.files()) {
		s.lose("round %d: the files are not what they were before the write", s.rounds)
	}
	s.count.undone += restored
	s.runs = append(s.runs, s.write())
}

// write writes what is pending, which is something on every photo.
func (s *soak) write() library.Run {
	snap, reqs := s.lib.Snapshot(), []library.WriteRequest(nil)
	for _, id := range snap.ToWrite() {
		reqs = append(reqs, library.WriteRequest{Path: snap.Photo(id).Path, Edit: snap.Pending(id)})
	}
	var mu sync.Mutex
	o := library.WriteOptions{Options: s.lib.Settings().FileOptions(library.ParentsOnCommand), Workers: 4}
	o.Each = func(r library.WriteResult) {
		mu.Lock()
		defer mu.Unlock()
		if failed := r.Failure(); failed != nil {
			s.Errorf("round %d: %s: %v", s.rounds, r.Path, failed)
		}
		s.count.written++
	}
	run, err := s.lib.Write(s.Context(), fmt.Sprint("round ", s.rounds), reqs, o)
	if err != nil || run.Photos != len(s.photos) {
		s.Errorf("round %d: wrote %d of %d photos: %v", s.rounds, run.Photos, len(s.photos), err)
	}
	return run
}

// rename moves half of the photos to the other folder under a new name, with their sidecars, as a
// file manager does.
func (s *soak) rename() {
	for _, p := range s.photos {
		if rand.IntN(2) == 0 {
			continue
		}
		folder := "a"
		if filepath.Base(filepath.Dir(p.path)) == "a" {
			folder = "b"
		}
		to := filepath.Join(s.dir, folder, fmt.Sprintf("renamed %d-%d%s", s.rounds, p.n, filepath.Ext(p.path)))
		if err := os.Rename(p.path, to); err != nil {
			s.Fatal(err)
		}
		if err := os.Rename(p.path+".xmp", to+".xmp"); err != nil && !os.IsNotExist(err) {
			s.Fatal(err)
		}
		p.path = to
		s.count.renamed++
	}
}

// editElsewhere lets exiftool add a word to a third of the photos.
func (s *soak) editElsewhere() {
	word := fmt.Sprint("elsewhere ", s.rounds)
	var jpegs, sidecars []string
	for i, p := range s.photos {
		switch {
		case i%3 != s.rounds%3:
			continue
		case filepath.Ext(p.path) == ".jpg":
			jpegs = append(jpegs, p.path)
		default:
			sidecars = append(sidecars, p.path+".xmp")
		}
		p.words[word] = true
		s.count.edited++
	}
	s.exiftool(jpegs, "-IPTC:Keywords+="+word, "-XMP-dc:Subject+="+word)
	s.exiftool(sidecars, "-XMP-dc:Subject+="+word)
}

func (s *soak) exiftool(files []string, edits ...string) {
	if len(files) == 0 {
		return
	}
	args := slices.Concat([]string{"-q", "-overwrite_original"}, edits, files)
	if out, err := exec.Command("exiftool", args...).CombinedOutput(); err != nil {
		s.Fatalf("exiftool: %v: %s", err, out)
	}
}

// shownByExiftool is what exiftool says of one file.
type shownByExiftool struct {
	SourceFile string
	Keywords   exiftoolWords
	Subject    exiftoolWords
}

// exiftoolWords is a list, or one word alone.
type exiftoolWords []string

func (w *exiftoolWords) UnmarshalJSON(data []byte) error {
	var one string
	if json.Unmarshal(data, &one) == nil {
		*w = exiftoolWords{one}
		return nil
	}
	var all []string
	err := json.Unmarshal(data, &all)
	slices.Sort(all)
	*w = all
	return err
}

// judge compares every file with what must be true of it: exactly its words by exiftool, its
// pixels, nothing left over.
func (s *soak) judge() {
	out, err := exec.Command("exiftool", "-j", "-r", "-ext", "*", "-IPTC:Keywords", "-XMP-dc:Subject", s.dir).Output()
	var all []shownByExiftool
	if err == nil {
		err = json.Unmarshal(out, &all)
	}
	if err != nil {
		s.Fatalf("exiftool -j: %v", err)
	}
	shown := map[string]shownByExiftool{}
	for _, one := range all {
		shown[one.SourceFile] = one
	}
	expected := 0
	for _, p := range s.photos {
		words, place := slices.Sorted(maps.Keys(p.words)), p.path
		expected++
		if strings.HasSuffix(p.path, ".png") {
			place += ".xmp"
			expected++
		} else if got := shown[place].Keywords; !slices.Equal(got, words) {
			s.lose("round %d: IPTC of %s is %q, want %q", s.rounds, place, got, words)
		}
		if got := shown[place].Subject; !slices.Equal(got, words) {
			s.lose("round %d: XMP of %s is %q, want %q", s.rounds, place, got, words)
		}
		if pixelsOf(s.TB, p.path) != p.pixels {
			s.lose("round %d: the picture of %s is another one", s.rounds, p.path)
		}
	}
	if left := len(s.files()); left != expected {
		s.Errorf("round %d: %d files in the folder, want %d: %v", s.rounds, left, expected, slices.Sorted(maps.Keys(s.files())))
	}
}
