package library

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func writeText(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// filled is a closed library with photos, a decision, a vocabulary and a backup, whose settings ask
// for a move into the folder.
func filled(t *testing.T, folder string) (path string) {
	t.Helper()
	l := newLibrary(t)
	imported(t, l, photosIn(t, 3))
	id := l.Snapshot().Photos()[0].ID
	if err := l.Decide("", Decision{Photo: id, Tag: "Löwe", Verdict: Typed}); err != nil {
		t.Fatal(err)
	}
	if _, err := l.EditVocabulary("new", VocabularyChange{Name: "mine", After: "dog\ncat\n"}); err != nil {
		t.Fatal(err)
	}
	if _, err := l.BackUp(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := l.SetSettings(Settings{Vocabulary: "mine", MoveTo: folder}); err != nil {
		t.Fatal(err)
	}
	path = l.Path()
	closed(t, l)
	return path
}

// checkWhole opens a library and looks for all that filled has put there.
func checkWhole(t *testing.T, path string) *Library {
	t.Helper()
	l := opened(t, path)
	photos := l.Snapshot().Photos()
	if len(photos) != 3 || len(l.Snapshot().Decisions(photos[0].ID)) == 0 {
		t.Errorf("%s: %d photos", path, len(photos))
	}
	if names, err := l.Vocabularies().Names(); err != nil || !slices.Equal(names, []string{"mine"}) {
		t.Errorf("%s: vocabularies %q, %v", path, names, err)
	}
	if len(l.backups()) != 1 || l.Settings().Vocabulary != "mine" {
		t.Errorf("%s: backups %q, settings %+v", path, l.backups(), l.Settings())
	}
	return l
}

func TestMove(t *testing.T) {
	folder := t.TempDir()
	old := filled(t, folder)
	now, err := Moved(old)
	if err != nil || !Within(folder, now) {
		t.Fatalf("moved to %q, %v", now, err)
	}
	l := checkWhole(t, now)
	if said := l.Recovered(); len(said) != 1 || !strings.Contains(said[0], filepath.Dir(now)) || !strings.Contains(said[0], filepath.Dir(old)) {
		t.Errorf("said %q", said)
	}
	closed(t, l)
	if again, err := Moved(old); err != nil || again != now {
		t.Errorf("the next start uses %q, %v", again, err)
	}
	l = checkWhole(t, now)
	if l.Settings().MoveTo != "" || len(l.Recovered()) != 0 {
		t.Errorf("it moves again: %+v, %q", l.Settings(), l.Recovered())
	}
	closed(t, l)
	if err := os.RemoveAll(filepath.Dir(now)); err != nil {
		t.Fatal(err)
	}
	if path, err := Moved(old); err == nil || !strings.Contains(err.Error(), "connect its disk") {
		t.Errorf("with the new place away %q is used, %v", path, err)
	}
}

// TestMoveAgain: once it is said that the copy of before may be deleted, the next start does without,
// however often the library has moved.
func TestMoveAgain(t *testing.T) {
	first := filled(t, t.TempDir())
	for range 3 {
		at, err := Moved(first)
		if err != nil {
			t.Fatal(err)
		}
		l := checkWhole(t, at)
		set := l.Settings()
		set.MoveTo = t.TempDir()
		if err := l.SetSettings(set); err != nil {
			t.Fatal(err)
		}
		closed(t, l)
		now, err := Moved(first)
		if err != nil || now == at {
			t.Fatalf("moved from %s to %s, %v", at, now, err)
		}
		if err := os.RemoveAll(filepath.Dir(at)); err != nil {
			t.Fatal(err)
		}
		if again, err := placesOf(first); err != nil || again[len(again)-1] != now {
			t.Fatalf("without the copy of before the library has been at %q, %v", again, err)
		}
	}
}

// TestMoveTriesTheFolder: what cannot be written to is refused when it is chosen, not at the next
// start, and trying leaves nothing there.
func TestMoveTriesTheFolder(t *testing.T) {
	l := newLibrary(t)
	folder := t.TempDir()
	if err := l.CanMoveTo(folder); err != nil {
		t.Error(err)
	}
	if left, err := os.ReadDir(folder); err != nil || len(left) > 0 {
		t.Errorf("trying left %v, %v", left, err)
	}
	if err := l.CanMoveTo(unwritable(t)); err == nil || !strings.Contains(err.Error(), "choose another folder") {
		t.Errorf("a folder that takes no files: %v", err)
	}
}

// unwritable is a folder in which nobody can make a file, whoever runs the tests.
func unwritable(t *testing.T) string {
	t.Helper()
	for _, folder := range []string{"/proc", "/dev/fd"} { // the superuser may write to all but such
		if trial, err := os.CreateTemp(folder, "catchlight-*"); err != nil {
			if info, err := os.Stat(folder); err == nil && info.IsDir() {
				return folder
			}
		} else {
			_ = errors.Join(trial.Close(), os.Remove(trial.Name()))
		}
	}
	folder := t.TempDir()
	if err := os.Chmod(folder, 0o500); err != nil {
		t.Fatal(err)
	}
	trial, err := os.CreateTemp(folder, "catchlight-*")
	if err == nil {
		_ = errors.Join(trial.Close(), os.Remove(trial.Name()))
		t.Skip("this system lets everything be written")
	}
	return folder
}

// TestMoveCutShort: whatever a move has done when the program is killed, the library is where it
// was with all that is in it, also with what was decided since, until the new place is noted; the
// next start moves it.
func TestMoveCutShort(t *testing.T) {
	for what, leave := range map[string]func(t *testing.T, old, folder string){
		"in the middle of a file": func(t *testing.T, _, folder string) {
			writeText(t, filepath.Join(folder, ".catchlight-moving", ".library.db-x.tmp"), "half")
		},
		"between two files": func(t *testing.T, old, folder string) {
			if err := os.MkdirAll(filepath.Join(folder, ".catchlight-moving"), 0o700); err != nil {
				t.Fatal(err)
			}
			if err := copyFile(old, filepath.Join(folder, ".catchlight-moving", "library.db")); err != nil {
				t.Fatal(err)
			}
		},
		"before the new place is noted": func(t *testing.T, old, folder string) {
			if err := os.MkdirAll(filepath.Join(folder, "catchlight"), 0o700); err != nil {
				t.Fatal(err)
			}
			for _, name := range []string{"library.db", "settings.json"} {
				if err := copyFile(filepath.Join(filepath.Dir(old), name), filepath.Join(folder, "catchlight", name)); err != nil {
					t.Fatal(err)
				}
			}
		},
	} {
		t.Run(what, func(t *testing.T) {
			folder := t.TempDir()
			old := filled(t, folder)
			leave(t, old, folder)
			if places, err := placesOf(old); err != nil || !slices.Equal(places, []string{old}) {
				t.Fatalf("the library has been at %q, %v", places, err)
			}
			l, err := open(old)
			if err != nil {
				t.Fatal(err)
			}
			if err := l.Decide("", Decision{Photo: l.Snapshot().Photos()[1].ID, Tag: "since", Verdict: Typed}); err != nil {
				t.Fatal(err)
			}
			closed(t, l)
			now, err := Moved(old)
			if err != nil || now == old {
				t.Fatalf("the next start uses %q, %v", now, err)
			}
			l = checkWhole(t, now)
			if len(l.Snapshot().Decisions(l.Snapshot().Photos()[1].ID)) == 0 {
				t.Error("what was decided since is lost")
			}
		})
	}
}

// TestMoveRefuses: then nothing is touched, and it is said.
func TestMoveRefuses(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	writeText(t, file, "x")
	for what, folder := range map[string]string{"not there": filepath.Join(t.TempDir(), "away"), "a file": file, "relative": "somewhere"} {
		old := filled(t, folder)
		if path, err := Moved(old); err != nil || path != old {
			t.Errorf("%s: %q, %v", what, path, err)
		}
		l := checkWhole(t, old)
		reason := map[string]string{"not there": "no such file", "a file": "is no folder", "relative": "somewhere"}[what]
		if said := l.Recovered(); len(said) != 1 || !strings.Contains(said[0], "could not be moved") || !strings.Contains(said[0], reason) {
			t.Errorf("%s: said %q", what, said)
		}
		if err := l.CanMoveTo(filepath.Dir(old)); err == nil {
			t.Error("it can move into itself")
		}
		closed(t, l)
	}
}

// TestSettingsOfALibraryThatDoesNotOpen: whoever says so says it in the user's language.
func TestSettingsOfALibraryThatDoesNotOpen(t *testing.T) {
	path := filepath.Join(t.TempDir(), "library.db")
	writeText(t, path, "no library")
	if set := SettingsBeside(path); set.Language != "" {
		t.Errorf("without a file: %+v", set)
	}
	writeText(t, filepath.Join(filepath.Dir(path), "settings.json"), `{"language": "ja", "moveTo": `)
	if set := SettingsBeside(path); set.Language != "ja" {
		t.Errorf("of a file that is cut off: %+v", set)
	}
}
