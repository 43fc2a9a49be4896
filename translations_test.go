package catchlight_test

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"flag"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// stampTexts is set by whoever has looked at the translations of what changed in English.
var stampTexts = flag.Bool("stamp", false, "note the English texts of the window as those that the translations were made from")

// stampsFile has, for each text of the window, a digest of the English that its translations were
// made from.
var stampsFile = filepath.Join("assets", "testdata", "translated.tsv")

// TestTranslationsAreOfTheEnglish: where an English text has changed, its translations stay as they
// were, and nothing else would say so.
func TestTranslationsAreOfTheEnglish(t *testing.T) {
	english, err := os.ReadFile(filepath.Join("assets", "lang", "en.json"))
	if err != nil {
		t.Fatal(err)
	}
	now := stampsOf(t, english)
	if *stampTexts {
		if err := os.WriteFile(stampsFile, []byte(stampLines(now)), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	data, err := os.ReadFile(stampsFile)
	if err != nil {
		t.Fatal(err)
	}
	for _, says := range staleTexts(now, readStamps(string(data))) {
		t.Error(says)
	}
	if t.Failed() {
		t.Log("look at these in all of assets/lang and mend them, then note that you did:\n" +
			"go test . -run TestTranslationsAreOfTheEnglish -stamp")
	}
}

// staleTexts says what of the English texts is otherwise now than when they were translated.
func staleTexts(now, then map[string]string) []string {
	var says []string
	for _, key := range slices.Sorted(maps.Keys(now)) {
		switch of, known := then[key]; {
		case !known:
			says = append(says, key+" is new: give it a text in each language")
		case of != now[key]:
			says = append(says, key+" says something else in English now: its translations are of the old text")
		}
	}
	for _, key := range slices.Sorted(maps.Keys(then)) {
		if now[key] == "" {
			says = append(says, key+" is gone: take it out of each language")
		}
	}
	return says
}

// stampsOf are the digests of the texts of a catalogue, with all their forms, by their keys.
func stampsOf(t *testing.T, catalogue []byte) map[string]string {
	t.Helper()
	var texts map[string]any
	if err := json.Unmarshal(catalogue, &texts); err != nil {
		t.Fatal(err)
	}
	stamps := map[string]string{}
	for key, text := range texts {
		plain, err := json.Marshal(text) // forms in the order of their names
		if err != nil {
			t.Fatal(err)
		}
		sum := sha256.Sum256(plain)
		stamps[key] = hex.EncodeToString(sum[:4])
	}
	return stamps
}

func stampLines(stamps map[string]string) string {
	var lines strings.Builder
	for _, key := range slices.Sorted(maps.Keys(stamps)) {
		lines.WriteString(key + "\t" + stamps[key] + "\n")
	}
	return lines.String()
}

func readStamps(lines string) map[string]string {
	stamps := map[string]string{}
	for line := range strings.Lines(lines) {
		if key, stamp, ok := strings.Cut(strings.TrimSpace(line), "\t"); ok {
			stamps[key] = stamp
		}
	}
	return stamps
}

// TestAStaleTranslationIsFound: of a text, and of one form of it; what is new and what is gone, too.
func TestAStaleTranslationIsFound(t *testing.T) {
	then := stampsOf(t, []byte(`{"a": "as before", "b": "Wrote it", "c": {"one": "1 file", "other": "files"}, "e": "gone"}`))
	now := stampsOf(t, []byte(`{"a": "as before", "b": "Wrote it whole", "c": {"one": "one file", "other": "files"}, "d": "new"}`))
	then = readStamps(stampLines(then))
	says := strings.Join(staleTexts(now, then), "\n")
	for _, want := range []string{"b says something else", "c says something else", "d is new", "e is gone"} {
		if !strings.Contains(says, want) {
			t.Errorf("%q is not said: %s", want, says)
		}
	}
	if strings.Contains(says, "a says") {
		t.Errorf("the text that stays is said to be stale: %s", says)
	}
}
