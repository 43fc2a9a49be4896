package usage

import (
	"strings"
	"testing"
)

// TestWordsStayWhatTheyAre: what would become another word once it is cleaned is refused.
func TestWordsStayWhatTheyAre(t *testing.T) {
	for word, want := range map[string]string{
		"Käse": "", " dog ": "", "dog\n": "", "a|b": "", "日本": "", "\u00a0x": "",
		"K\xe4se": "UTF-8", "\xff": "UTF-8", "dog\ncat": "several lines", "dog\r\ncat": "several lines", "a\u2028b": "several lines",
	} {
		err := CheckWords("--keyword", []string{"fine", word})
		if want == "" && err != nil || want != "" && (err == nil || !strings.Contains(err.Error(), want)) {
			t.Errorf("%q: %v, want %q", word, err, want)
		}
	}
}
