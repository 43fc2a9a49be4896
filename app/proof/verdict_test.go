package proof

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// judge puts the disk into a state, starts the program, and says what harm was done.
func (s *scene) judge(t *testing.T, now state) error {
	t.Helper()
	s.restore(t, now.files)
	if err := s.wholeFiles(now.files); err != nil {
		return fmt.Errorf("before the start: %w", err)
	}
	stdout, said, status := s.run("undo", "--list", "--json")
	if status != 0 {
		return fmt.Errorf("the start ends with %d: %s", status, said)
	}
	files := disk(treeOf(t, s.root))
	runs, err := runsOf(stdout)
	if err := errors.Join(err, s.wholeFiles(files), s.nothingLeft(files), s.isTrue(files, runs, said)); err != nil {
		return err
	}
	if now.ended && s.photosAre(files, s.new) != all {
		return errors.New("the command had said that it was done")
	}
	return s.usable(t, files)
}

// restore makes the disk what it was.
func (s *scene) restore(t *testing.T, files map[string][]byte) {
	t.Helper()
	for path := range treeOf(t, s.root) {
		if _, stays := files[path]; !stays {
			if err := os.Remove(path); err != nil {
				t.Fatal(err)
			}
		}
	}
	for path, data := range files {
		if err := os.WriteFile(path, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// wholeFiles: photos, sidecars and settings are the old or the new ones.
func (s *scene) wholeFiles(files disk) error {
	for path := range s.both() {
		if filepath.Ext(path) == ".db" {
			continue // see usable
		}
		data, is := files[path]
		old, was := s.old[path]
		new, becomes := s.new[path]
		if (is != was || !bytes.Equal(data, old)) && (is != becomes || !bytes.Equal(data, new)) {
			return fmt.Errorf("%s is neither the old file nor the new one (%d bytes)", filepath.Base(path), len(data))
		}
	}
	return nil
}

// both are the files before the command and after it.
func (s *scene) both() disk {
	all := maps.Clone(s.old)
	maps.Copy(all, s.new)
	return all
}

func (s *scene) nothingLeft(files disk) error {
	all := s.both()
	for path := range files {
		if _, known := all[path]; !known {
			return fmt.Errorf("%s is left over", path)
		}
	}
	return nil
}

// share is how many of the photographer's files are as in another state.
type share int

const (
	none share = iota
	some
	all
)

func (s *scene) photosAre(files, as disk) share {
	same, differ := 0, 0
	for path := range s.both() {
		if filepath.Dir(path) != s.photos || bytes.Equal(s.old[path], s.new[path]) {
			continue // it was not to change
		}
		data, is := files[path]
		want, wanted := as[path]
		if is == wanted && bytes.Equal(data, want) {
			same++
		} else {
			differ++
		}
	}
	switch {
	case differ == 0:
		return all
	case same == 0:
		return none
	}
	return some
}

// isTrue holds what the program says against the files.
func (s *scene) isTrue(files disk, runs []runLine, said string) error {
	done := s.photosAre(files, s.new)
	for sentence, want := range map[string]share{
		"had been written whole": all, "in part": some, "had not been reached": none,
		"had been put back": all, "had not been put back yet": none,
	} {
		if strings.Contains(said, sentence) && done != want && (want != none || done != some) {
			return fmt.Errorf("untrue: %s", said)
		}
	}
	for _, word := range []string{"another program", "cannot be read", "cannot be found or read", "error"} {
		if strings.Contains(said, word) {
			return fmt.Errorf("untrue: %s", said)
		}
	}
	open := len(runs) > 0 && !runs[len(runs)-1].Undone
	switch {
	case s.changesNothing():
		return nil
	case s.undoing && open != (done != all), !s.undoing && open != (done != none), !s.undoing && done == none && len(runs) > s.runs:
		return fmt.Errorf("the list of runs is untrue: %v", runs)
	}
	return nil
}

// changesNothing reports whether the command leaves photos alone.
func (s *scene) changesNothing() bool { return s.photosAre(s.old, s.new) == all }

// usable: what is left can be undone to the byte, the library is sound, and holds the decisions
// from before or after.
func (s *scene) usable(t *testing.T, files disk) error {
	if !s.changesNothing() && s.photosAre(files, s.origin) != all {
		if _, said, status := s.run("undo", "--last"); status != 0 {
			return fmt.Errorf("undo ends with %d: %s", status, said)
		}
		if s.photosAre(treeOf(t, s.root), s.origin) != all {
			return errors.New("undo does not bring the old bytes back")
		}
	} else if now := s.decisions(t); !strings.Contains(s.log, now) {
		return fmt.Errorf("the library holds %s, not one of %s", now, s.log)
	}
	if _, said, status := s.run("library", "check"); status != 0 {
		return fmt.Errorf("the library is not sound: %s", said)
	}
	return nil
}

// String names a state by its files.
func (s state) String() string {
	var names []string
	for path, data := range s.files {
		names = append(names, fmt.Sprintf("%s (%d bytes)", filepath.Base(path), len(data)))
	}
	slices.Sort(names)
	return strings.Join(names, ", ")
}
