package phrase

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// verb is what a format of package fmt puts a value in the place of.
var verb = regexp.MustCompile(`%(\[\d+\])?[+#.\d]*[a-z]`)

// literals are the texts in the source of folders of the module, without tests.
func literals(t *testing.T, folders ...string) []string {
	t.Helper()
	var all []string
	for _, folder := range folders {
		err := filepath.WalkDir(filepath.Join("..", "..", folder), func(name string, _ fs.DirEntry, err error) error {
			if err != nil || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
				return err
			}
			file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
			if err != nil {
				return err
			}
			ast.Inspect(file, func(n ast.Node) bool {
				if l, ok := n.(*ast.BasicLit); ok && l.Kind == token.STRING {
					if s, err := strconv.Unquote(l.Value); err == nil {
						all = append(all, s)
					}
				}
				return true
			})
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return all
}

// TestWhatIsSaidBelowTheWindow: each text of the catalogue that stands for something said in
// English below the window is really said there, so that none is translated in vain.
func TestWhatIsSaidBelowTheWindow(t *testing.T) {
	source := verb.ReplaceAllString(strings.Join(literals(t, "library", "tagging"), "\n"), "%")
	source += strings.ReplaceAll(source, "write again", "try again") // as library.Sentence does
	for _, p := range patterns() {
		for _, part := range placeholder.Split(p.english, -1) {
			for _, clause := range clauseEnd.Split(part, -1) {
				clause = strings.Trim(clause, " ;:.,()“”")
				if len(clause) > 8 && !strings.Contains(source, clause) {
					t.Errorf("%s: nobody says %q", p.key, clause)
				}
			}
		}
	}
	if n := len(patterns()); n < 150 {
		t.Errorf("only %d texts", n)
	}
}

// TestReasonsAreTranslated: why a photo is not edited, and what to do, is read by each user. A
// reason that is new needs its text in the catalogue.
func TestReasonsAreTranslated(t *testing.T) {
	words := regexp.MustCompile(`^(it|its|the|a|other|parts|sidecars|keywords|connect|free|make|close|check|change|give|save|mend|let) [^\n<>]*[a-z)]$`)
	seen := 0
	for _, text := range literals(t, "library/keywords", "library/safewrite", "library/sidecar", "library/sentence.go", "library/causes.go") {
		if len(strings.Fields(text)) < 3 || !words.MatchString(text) {
			continue
		}
		seen++
		said := verb.ReplaceAllString(strings.TrimSuffix(text, ": %w"), "x")
		_, known := oneSaid(said)
		if _, begins := oneSaid(said + " x"); !known && !begins {
			t.Errorf("%q is in no catalogue", text)
		}
	}
	if seen < 60 {
		t.Errorf("only %d reasons found: does the search still work?", seen)
	}
}

// TestSaid: also what is made of several parts, with data in them; what nobody knows stays.
func TestSaid(t *testing.T) {
	t.Cleanup(func() { Speak("en") })
	for _, english := range []string{
		"it is read-only",
		"It is read-only",
		"the disk with % is full: free some space and write again",
		"the disk with % has 0 kB free, and the run may need 1 kB: free some space and undo again",
		"it is read-only: let its keywords go into a sidecar (automatic, or --to auto)",
		"the sidecar was left alone: it may also belong to %; its XMP is malformed (%)",
		"Catchlight ended in the middle of a write: 3 photos had been written whole; undo of run 4 takes that back.",
		"1 record of the library is damaged and was left out: %.",
		"2 records of the library are damaged and were left out: %.",
		"12 files of kinds that Catchlight does not read: .% 12",
		"this % cannot be decoded: open it in your RAW converter and export a JPEG",
		"% is not there: check the name, or connect the disk that it is on",
		"the library cannot move there: nothing can be written in %: %: choose another folder",
	} {
		Speak("en")
		if got := Said(english); got != english {
			t.Errorf("in English %q became %q", english, got)
		}
		Speak(Pseudo)
		if got := Said(english); strings.ContainsAny(got, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ") {
			t.Errorf("%q is said as %q", english, got)
		}
	}
	for _, strange := range []string{"", "EOF", "open /a/b: input/output error", "photo of a: b; c"} {
		if got := Said(strange); got != strange {
			t.Errorf("%q became %q", strange, got)
		}
	}
}

// FuzzSaid: nothing that is said can do harm, and nothing is lost.
func FuzzSaid(f *testing.F) {
	for _, p := range patterns() {
		f.Add(placeholder.ReplaceAllString(p.english, "1"))
	}
	f.Add("a: b; c. d: it is read-only")
	f.Cleanup(func() { Speak("en") })
	Speak(Pseudo)
	f.Fuzz(func(t *testing.T, text string) {
		if Said(text) == "" && text != "" {
			t.Errorf("%q is lost", text)
		}
	})
}

// TestWhatStandsForAPhotoIsTranslated: beside a photo its name is "it", which is data of a sentence
// as the name would be.
func TestWhatStandsForAPhotoIsTranslated(t *testing.T) {
	english := regexp.MustCompile(`(^|[^\p{L}])[Ii]t([^\p{L}]|$)`)
	for _, language := range []string{"de", "fr", "es", "it", "ja", "zh", "uk"} {
		Speak(language)
		for _, p := range patterns() {
			if !strings.Contains(p.english, "{{.file}}") {
				continue
			}
			said := placeholder.ReplaceAllStringFunc(p.english, func(name string) string {
				if name == "{{.file}}" {
					return "it"
				}
				return "7"
			})
			if got := Said(said); english.MatchString(got) {
				t.Errorf("%s: %q is said as %q", language, said, got)
			}
		}
	}
	Speak("en")
}
