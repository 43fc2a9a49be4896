package phrase

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"testing"

	"catchlight/assets"
)

// neverOne are texts with one form whose number is never one, or whose word is of no number.
var neverOne = map[string]string{
	"agency.takes":                  "an agency takes dozens of keywords",
	"better.allKnown":               "a list of the program has hundreds of tags",
	"grade.offer":                   "so many tags in the mean, with a decimal",
	"job.rate":                      "a unit",
	"model.speed":                   "a unit",
	"prefs.quantisedNote":           "64 photos",
	"reason.inRow":                  "a row has two at least",
	"reason.shape":                  "a unit",
	"review.from":                   "8 decisions and more",
	"review.likely":                 "8 decisions and more",
	"said.computingOnWhichAgrees":   "16 photos",
	"said.photosHereHaveThis":       "two photos and more",
	"said.pixelsTakeMbOf":           "a unit",
	"said.standsAtPlacesAnd":        "two places and more",
	"said.takesRowsInOne":           "an agency takes hundreds of rows",
	"said.wouldBeSuggestedOn":       "20 photos and more",
	"said.wouldBeSuggestedOnNone":   "20 photos and more",
	"said.theFileNameHasCharacters": "more than an agency takes",
	"said.theTitleHasCharacters":    "more than an agency takes",
}

// neverOneBelow is the same of what is said in English below the window: words after a number.
var neverOneBelow = []string{
	"bytes", "pixels", "values", "MB are", "MB beside", "kB claims", "are given", "million are", // units
	"cores", "texts", "vectors", "cells", // in errors of those who build models
	"folders and photos", "levels", "letters", "tags:", "synonyms and prompts", "rows", "characters", // many
	"decisions of yours", "test photos", // a hundred and more
	"photos", "places", "times as large", // two and more
	"records of the", "tags are", // beside a form for one
	"with suggestions", // one photo may have several
}

// figure is a placeholder that a number is put into, and counted one of a number with its word.
const (
	figure  = `\{\{\.(?:n|n2|m|both|yes|no|open|right|found|most|low|high)\}\}`
	counted = `\{\{\.(?:photos|files|folders|keywords|sidecars|tags|rows|lose)\}\}`
)

// catalogued are the texts of a catalogue that have one form, and those in forms.
func catalogued(t *testing.T, code string) (single map[string]string, forms map[string]map[string]string) {
	t.Helper()
	var raw map[string]json.RawMessage
	if err := json.Unmarshal(assets.Catalogue(code), &raw); err != nil {
		t.Fatal(err)
	}
	single, forms = map[string]string{}, map[string]map[string]string{}
	for key, text := range raw {
		var one string
		if json.Unmarshal(text, &one) == nil {
			single[key] = one
			continue
		}
		all := map[string]string{}
		if err := json.Unmarshal(text, &all); err != nil {
			t.Fatalf("%s: %v", key, err)
		}
		forms[key] = all
	}
	return single, forms
}

// TestWhatCountsHasASingular: a text in which a word or a verb goes by a number is given in forms,
// in each language. English is looked at by its grammar; the others by the words that they have in
// forms for several, and in none for one.
func TestWhatCountsHasASingular(t *testing.T) {
	verbs := `are|were|have|do|would be|get|lose|wait|come|stay`
	english := []*regexp.Regexp{
		regexp.MustCompile(figure + ` (?:[a-z]+ ){0,2}?(?:[a-z]+s|` + verbs + `)\b`),
		regexp.MustCompile(counted + ` (?:[a-z]+ ){0,2}?(?:` + verbs + `)\b`),
		regexp.MustCompile(counted + `.*\b(?:their|they|them|these|those)\b`),
	}
	for _, l := range assets.Languages() {
		single, forms := catalogued(t, l.Code)
		looks := english
		if l.Code != "en" {
			looks = several(forms)
		}
		for key, text := range single {
			for _, look := range looks {
				if found := look.FindString(text); found != "" && neverOne[key] == "" && !ofNoNumber(found) {
					t.Errorf("%s.json: %s has no form for one: %q", l.Code, key, text)
				}
			}
		}
	}
}

// ofNoNumber reports whether what follows a number is no plural, though it ends like one.
func ofNoNumber(found string) bool {
	last := found[strings.LastIndexByte(found, ' ')+1:]
	none := []string{"is", "was", "has", "yes", "puts", "holds", "takes", "reaches", "does", "words", "this", "its"}
	return slices.Contains(none, last)
}

// several finds the words that forms have for several things, and in no form for one, right behind
// a number.
func several(forms map[string]map[string]string) []*regexp.Regexp {
	behind := regexp.MustCompile(`\{\{\.n\}\}[ \x{a0}\x{202f}](\p{L}{3,})`)
	words, ones := map[string]bool{}, ""
	for _, all := range forms {
		ones += " " + all["one"]
		for form, text := range all {
			if found := behind.FindStringSubmatch(text); found != nil && form != "one" {
				words[regexp.QuoteMeta(found[1])] = true
			}
		}
	}
	if strings.TrimSpace(ones) == "" {
		return nil // a language without plurals
	}
	var list []string
	for word := range words {
		if !strings.Contains(ones, word) {
			list = append(list, word)
		}
	}
	slices.Sort(list)
	return []*regexp.Regexp{regexp.MustCompile(figure + `[ \x{a0}\x{202f}](?:\p{L}+[ \x{a0}])?(?:` + strings.Join(list, "|") + `)(?:\P{L}|$)`)}
}

// TestWhatIsSaidBelowTheWindowHasASingular: the same of what library, tagging and the command line
// say in English, where a number is put in the place of %d.
func TestWhatIsSaidBelowTheWindowHasASingular(t *testing.T) {
	plural := regexp.MustCompile(`%(?:\[\d+\])?d (?:[a-zA-Z-]+ ){0,2}?(?:[a-z]+s|are|were|have|do)\b[^%]{0,12}`)
	seen := 0
	for _, text := range literals(t, "library", "tagging", "app") {
		for _, found := range plural.FindAllString(text, -1) {
			seen++
			_, words, _ := strings.Cut(found, " ")
			known := func(start string) bool { return strings.HasPrefix(words, start) }
			first, _, _ := strings.Cut(strings.TrimRight(words, ":;,.()"), " ")
			if !slices.ContainsFunc(neverOneBelow, known) && !ofNoNumber(" "+first) {
				t.Errorf("%q has no form for one: %q", found, text)
			}
		}
	}
	if seen < 20 {
		t.Errorf("only %d found: does the search still work?", seen)
	}
}
