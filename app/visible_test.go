package main

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// nasty are texts from outside that would steer a terminal, forge a line, or are no text at all.
var nasty = []string{
	"a\x1b[2Jb", "a\nb", "a\rb", "tab\tb", "bell\a", "del\x7f", "c1\u009b2J", "rlo\u202egpj.exe", "iso\u2066x", "line\u2028x", "M\xfcnchen", "\xff\xfe",
	"\x00",
}

// TestVisible: nothing of a name that steers reaches the terminal, and what is harmless stays.
func TestVisible(t *testing.T) {
	for _, text := range nasty {
		if got := visible(text); strings.IndexFunc(got, steers) >= 0 || strings.ContainsRune(got, '\uFFFD') || !strings.Contains(got, `\`) {
			t.Errorf("%q becomes %q", text, got)
		}
	}
	for _, text := range []string{"Käse", "富士山", "👩‍🚀", `C:\photos`, "עברית", ""} {
		if got := visible(text); got != text {
			t.Errorf("%q becomes %q", text, got)
		}
	}
	if got := visible("a\x1b[0m\u202e\xfc"); got != `a\x1b[0m\u202e\xfc` {
		t.Errorf("%q", got)
	}
}

// TestPrinterKeepsTerminalsSafe: each way out of the program, given each nasty text in each place.
func TestPrinterKeepsTerminalsSafe(t *testing.T) {
	for _, text := range nasty {
		for _, asJSON := range []bool{false, true} {
			var out, messages bytes.Buffer
			p := newProgram(nil, &out, &messages)
			p.json = asJSON
			p.say("%s and %v and %q of %s", text, errors.New(text), text, []string{text})
			p.warn(text, text)
			p.finish(t.Context(), errors.New(text))
			err := p.emit(tagLine{place: at(text), Written: []string{text}, Why: text}, text, plainTags(&tagLine{place: at(text), Skipped: text}))
			if err != nil {
				t.Fatal(err)
			}
			if said := strings.ReplaceAll(out.String()+messages.String(), "\n", ""); strings.IndexFunc(said, steers) >= 0 {
				t.Errorf("%q comes through: %q", text, said)
			}
			if lines := strings.Count(messages.String(), "\n"); lines != 3 {
				t.Errorf("%q makes %d lines of 3", text, lines)
			}
		}
	}
}

// TestOnlyThePrinterWrites: no other code of this package writes to the streams.
func TestOnlyThePrinterWrites(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil || len(files) == 0 {
		t.Fatal(err)
	}
	owners := map[string]bool{"console.go": true, "progress.go": true, "main.go": true, "program.go": true, "vocabulary.go": true}
	for _, file := range files {
		if owners[file] || strings.HasSuffix(file, "_test.go") {
			continue
		}
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, way := range []string{"Fprint(p.", "Fprintf(p.", "Fprintln(p.", "Fprintf(s.", "Fprintln(s.", "Fprintln(r.", "(os.Stdout", "(os.Stderr", "fmt.Print"} {
			if bytes.Contains(data, []byte(way)) {
				t.Errorf("%s writes past the printer: %s", file, way)
			}
		}
	}
}

// TestPathsInJSON: a path that is UTF-8 stands as it is; of any other both forms lead back to the
// file.
func TestPathsInJSON(t *testing.T) {
	for _, path := range append(nasty, "plain.jpg", `quote"back\slash`, "Käse/富士山.jpg") {
		data, err := json.Marshal(searchLine{place: at(path)})
		if err != nil {
			t.Fatalf("%q: %v", path, err)
		}
		var line struct {
			Path      string
			PathBytes string `json:"path_bytes"`
		}
		if err := json.Unmarshal(data, &line); err != nil {
			t.Fatalf("%s: %v", data, err)
		}
		whole := !strings.Contains(string(data), "path_bytes")
		raw, err := base64.StdEncoding.DecodeString(line.PathBytes)
		if whole && line.Path != path || !whole && (err != nil || string(raw) != path) {
			t.Errorf("%q: %s", path, data)
		}
	}
	data, _ := json.Marshal(searchLine{place: at("M\xfcnchen.jpg")})
	if want := `{"path":"M\udcfcnchen.jpg","path_bytes":"TfxuY2hlbi5qcGc=","score":0}`; string(data) != want {
		t.Errorf("%s, want %s", data, want)
	}
}
