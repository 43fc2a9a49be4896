package main

import (
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// with runs the program with a library in a folder.
func with(t *testing.T, folder string, args ...string) result {
	t.Helper()
	return try(t, append(args, "--library", filepath.Join(folder, "library.db"))...)
}

// put makes a file with its folders.
func put(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// textsIn are the vocabularies beside a library.
func textsIn(t *testing.T, folder string) map[string]string {
	t.Helper()
	all := map[string]string{}
	files, _ := filepath.Glob(filepath.Join(folder, "vocabularies", "*.txt"))
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		all[filepath.Base(file)] = string(text)
	}
	return all
}

// TestExportHasAllVocabularies: those that are not in use too, by name or by file, and another
// library gets every one of them, also where it has others of these names.
func TestExportHasAllVocabularies(t *testing.T) {
	for what, chosen := range map[string]string{"none": "", "built in": "essentials", "own": "family", "file": "FILE"} {
		t.Run(what, func(t *testing.T) {
			from, to, file := t.TempDir(), t.TempDir(), filepath.Join(t.TempDir(), "from elsewhere.txt")
			put(t, file, "tower\n")
			put(t, filepath.Join(from, "vocabularies", "family.txt"), "Anna\nBob\n")
			put(t, filepath.Join(from, "vocabularies", "birds.txt"), "crow\n")
			put(t, filepath.Join(to, "vocabularies", "birds.txt"), "gull\n")
			chosen := strings.Replace(chosen, "FILE", strings.ReplaceAll(file, `\`, `\\`), 1)
			put(t, filepath.Join(from, "settings.json"), `{"vocabulary":"`+chosen+`","allowDNG":true,"textSize":125}`)
			document := filepath.Join(t.TempDir(), "export.json")
			if got := with(t, from, "library", "export", document); got.status != statusDone {
				t.Fatal(got)
			}
			got := with(t, to, "library", "import", document)
			if got.status != statusDone || !strings.Contains(got.err, "allowDNG") || !strings.Contains(got.err, "--trust") {
				t.Errorf("%+v", got)
			}
			want := map[string]string{"family.txt": "Anna\nBob\n", "birds.txt": "gull\n", "birds 2.txt": "crow\n"}
			if what == "file" {
				want["from elsewhere.txt"] = "tower\n"
			}
			if texts := textsIn(t, to); !maps.Equal(texts, want) {
				t.Errorf("%q, want %q", texts, want)
			}
			data, _ := os.ReadFile(filepath.Join(to, "settings.json"))
			inUse := strings.Replace(chosen, file, "from elsewhere", 1)
			if text := string(data); !strings.Contains(text, "125") || strings.Contains(text, "allowDNG") || !strings.Contains(text, inUse) {
				t.Errorf("settings: %s", text)
			}
			again := with(t, to, "library", "import", "--trust", document)
			data, _ = os.ReadFile(filepath.Join(to, "settings.json"))
			if again.status != statusDone || !strings.Contains(string(data), "allowDNG") || len(textsIn(t, to)) != len(want) {
				t.Errorf("%+v, %s, %q", again, data, textsIn(t, to))
			}
		})
	}
}

// TestImportRefusesBadNames and does nothing by halves.
func TestImportRefusesBadNames(t *testing.T) {
	for _, name := range []string{"..", ".", "../x", `a\\b`, "a\\u001b[31m", "CON", "con", "NUL.x", "lpt1", "x.", "x ", ""} {
		folder := t.TempDir()
		document := filepath.Join(folder, "export.json")
		put(t, document, `{"catchlight":1,"settings":{"look":"light"},"vocabularies":{"good":"dog\n","`+name+`":"dog\n"},"photos":[]}`)
		got := with(t, folder, "library", "import", document)
		if got.status != statusWrong || strings.Contains(got.err, "\x1b") {
			t.Errorf("%q: %+v", name, got)
		}
		if _, err := os.Stat(filepath.Join(folder, "settings.json")); err == nil || len(textsIn(t, folder)) > 0 {
			t.Errorf("%q: half of it was taken over", name)
		}
	}
}

// TestImportIntoAListWithoutTags: a list of remarks or headings alone is not replaced, and said.
func TestImportIntoAListWithoutTags(t *testing.T) {
	for before, want := range map[string]result{
		"":                 {status: 0, out: "1 new"},
		"# to be filled\n": {status: 2, err: "write one tag a line"},
		"[places]\n":       {status: 2, err: "only headings"},
	} {
		folder := t.TempDir()
		theirs := filepath.Join(folder, "theirs.txt")
		put(t, theirs, "dog\n")
		put(t, filepath.Join(folder, "vocabularies", "mine.txt"), before)
		got := with(t, folder, "vocabulary", "import", "--name", "mine", theirs)
		if got.status != want.status || !strings.Contains(got.out, want.out) || !strings.Contains(got.err, want.err) {
			t.Errorf("%q: %+v", before, got)
		}
		if text := textsIn(t, folder)["mine.txt"]; want.status != 0 && text != before {
			t.Errorf("%q became %q", before, text)
		}
	}
}
