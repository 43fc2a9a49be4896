package library

import (
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
	if len(l.Backups()) != 1 || l.Settings().Vocabulary != "mine" {
		t.Errorf("%s: backups %q, settings %+v", path, l.Backups(), l.Settings())
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
			if path, err := Place(old); err != nil || path != old {
				t.Fatalf("the library is at %q, %v", path, err)
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
		if said := l.Recovered(); len(said) != 1 || !strings.Contains(said[0], "could not be moved") {
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
