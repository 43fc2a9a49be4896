package main

import (
	"os"
	"path/filepath"
	"testing"
)

// TestLanguageOfAStartThatFails: also where the library has been moved to a disk that is away, it is
// said in the language that the user has chosen.
func TestLanguageOfAStartThatFails(t *testing.T) {
	folder := t.TempDir()
	p := newProgram(nil, nil, nil)
	p.libraryFile = filepath.Join(folder, "library.db")
	for name, text := range map[string]string{
		"settings.json": `{"language": "de"}`, "library.db.moved": filepath.Join(folder, "away", "library.db"),
	} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := p.libraryPath(); err == nil {
		t.Fatal("the library is found where it is not")
	}
	if got := p.language(); got != "de" {
		t.Errorf("it is said in %q", got)
	}
}
