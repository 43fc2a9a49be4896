package library

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"catchlight/library/safewrite"
)

// TestSettingsThatAreEditedMeanwhile: what an editor, or a program with another library of the folder,
// has changed in the file holds after the next choice made here, also a value that makes no sense
// to us; what was chosen here stands. A file that is no JSON any more is kept, and nothing is taken
// from it.
func TestSettingsThatAreEditedMeanwhile(t *testing.T) {
	for _, c := range []struct {
		name, before, edited string
		want                 Settings // after Look was chosen as dark, and Max as 5
		others               string   // what the file has beside it
		refused              bool     // nothing can be written
	}{
		{"one", `{"textSize":125}`, `{"textSize":125,"to":"sidecar"}`, Settings{TextSize: 125, To: safewrite.SidecarFile}, "", false},
		{"taken out", `{"to":"sidecar","keepTime":true}`, `{"keepTime":true}`, Settings{KeepTime: true}, "", false},
		{"what is chosen here", `{"max":3}`, `{"max":9,"memory":700}`, Settings{Memory: 700}, "", false},
		{"chosen here and taken out there", `{"max":3}`, `{}`, Settings{}, "", false},
		{
			"a list and lines", `{}`, `{"moreVocabularies":["birds"],"thresholds":{"m":{"fox":0.5}}}`,
			Settings{MoreVocabularies: []string{"birds"}, Thresholds: map[string]map[string]float32{"m": {"fox": .5}}},
			"", false,
		},
		{"of a newer version", `{"later":1,"gone":2}`, `{"later":7}`, Settings{}, `"later": 7`, false},
		{"makes no sense", `{"to":"sidecar"}`, `{"to":5}`, Settings{}, `"to": 5`, true},
		{"makes sense again", `{"to":5}`, `{"to":"sidecar"}`, Settings{To: safewrite.SidecarFile}, "", false},
		{"no JSON", `{"to":"sidecar"}`, `{"to":"auto",`, Settings{To: safewrite.SidecarFile}, "", false},
		{"gone", `{"to":"sidecar"}`, "", Settings{To: safewrite.SidecarFile}, "", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			l, file := withSettings(t, c.before)
			if write(t, file, []byte(c.edited)); c.edited == "" {
				_ = os.Remove(file)
			}
			for _, choose := range []func(*Settings){func(s *Settings) { s.Look = "dark" }, func(s *Settings) { s.Max = 5 }} {
				s := l.Settings()
				choose(&s)
				if c.name == "what is chosen here" || c.name == "chosen here and taken out there" {
					s.Max = 5 // from the first on
				}
				if err := l.SetSettings(s); err != nil {
					t.Fatal(err)
				}
			}
			c.want.Look, c.want.Max = "dark", 5
			for _, when := range []string{"", " after the next start"} {
				if got := l.Settings(); !reflect.DeepEqual(got, c.want) {
					t.Errorf("%+v%s, want %+v", got, when, c.want)
				}
				if err := l.checkOptions(l.Settings().FileOptions(true)); (err != nil) != c.refused {
					t.Errorf("a write%s: %v", when, err)
				}
				closed(t, l)
				l = opened(t, l.Path())
			}
			data, _ := os.ReadFile(file)
			copies, _ := filepath.Glob(filepath.Join(filepath.Dir(file), "settings-unreadable-*.json"))
			if !strings.Contains(string(data), c.others) || strings.Contains(string(data), "gone") || (len(copies) == 1) != (c.name == "no JSON") {
				t.Errorf("the file says %s, copies are %q", data, copies)
			}
		})
	}
}
