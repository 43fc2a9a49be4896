package catchlight_test

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// guideStampsFile has, for each page of the guide that is translated, a digest of the English that
// its translations were made from.
var guideStampsFile = filepath.Join("assets", "testdata", "guide.tsv")

// TestGuideIsOfTheEnglish: where an English page has changed, its translations stay as they were.
// Whoever has looked at them notes that as for the texts of the window, by -stamp.
func TestGuideIsOfTheEnglish(t *testing.T) {
	now := map[string]string{}
	for _, page := range translatedPages(t) {
		name := filepath.Base(page)
		text, err := os.ReadFile(filepath.Join("docs", "guide", name))
		if err != nil {
			t.Fatalf("%s is of no English page: %v", page, err)
		}
		sum := sha256.Sum256(text)
		now[name] = hex.EncodeToString(sum[:4])
	}
	if *stampTexts {
		if err := os.WriteFile(guideStampsFile, []byte(stampLines(now)), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	data, err := os.ReadFile(guideStampsFile)
	if err != nil {
		t.Fatal(err)
	}
	for _, says := range staleTexts(now, readStamps(string(data))) {
		t.Errorf("%s: look at it in the folders of docs/guide and mend it, then go test . -run TestGuideIsOfTheEnglish -stamp", says)
	}
}

// TestGuideNamesWhatTheWindowShows: in *such* signs the guide names controls, and a translation names
// them as the window in its language does.
func TestGuideNamesWhatTheWindowShows(t *testing.T) {
	english, found := catalogue(t, "en"), 0
	for _, page := range translatedPages(t) {
		language := filepath.Base(filepath.Dir(page))
		texts := catalogue(t, language)
		original, translation := words(t, filepath.Join("docs", "guide", filepath.Base(page))), words(t, page)
		for key, label := range english {
			if !strings.Contains(original, "*"+label+"*") || label == texts[key] {
				continue
			}
			found++
			if !strings.Contains(translation, "*"+texts[key]+"*") && !namesAlike(english, texts, label, translation) {
				t.Errorf("%s does not name *%s*, which is *%s* in the window", page, label, texts[key])
			}
		}
	}
	if found == 0 {
		t.Error("no page names a control")
	}
}

// namesAlike reports whether a translation has the text of another key with the same English.
func namesAlike(english, texts map[string]string, label, translation string) bool {
	for key, text := range english {
		if text == label && strings.Contains(translation, "*"+texts[key]+"*") {
			return true
		}
	}
	return false
}

// words are the text of a page in one line; where a line ends, Japanese and Chinese have no blank.
func words(t *testing.T, page string) string {
	t.Helper()
	data, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(strings.Fields(string(data)), " ")
}

func translatedPages(t *testing.T) []string {
	t.Helper()
	pages, err := filepath.Glob(filepath.Join("docs", "guide", "??", "*.md"))
	if err != nil || len(pages) == 0 {
		t.Fatalf("%d translated pages, %v", len(pages), err)
	}
	return pages
}

// catalogue are the texts of a language that do not count.
func catalogue(t *testing.T, language string) map[string]string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("assets", "lang", language+".json"))
	if err != nil {
		t.Fatal(err)
	}
	var all map[string]any
	if err := json.Unmarshal(data, &all); err != nil {
		t.Fatal(err)
	}
	texts := map[string]string{}
	for key, text := range all {
		if plain, ok := text.(string); ok {
			texts[key] = plain
		}
	}
	return texts
}
