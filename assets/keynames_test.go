package assets

import (
	"regexp"
	"strings"
	"testing"
)

// keysNamed are the keys that texts name, as the English ones do; each has its own text in the
// catalogue, from which captions are made.
var keysNamed = map[string]*regexp.Regexp{
	"key.ctrl": regexp.MustCompile(`\bCtrl\b`), "key.shift": regexp.MustCompile(`\bShift\b`), "key.alt": regexp.MustCompile(`\bAlt\b`),
	"key.enter": regexp.MustCompile(`\bEnter (goes|accept)`), "key.space": regexp.MustCompile(`\bSpace (loupe|back)`),
	"key.escape": regexp.MustCompile(`\bEsc\b`), "key.delete": regexp.MustCompile(`\bor Delete\b`),
}

// TestKeysHaveOneName: what a hint calls a key is what stands on menus and buttons, in each language.
func TestKeysHaveOneName(t *testing.T) {
	english, tried := catalogueOf(t, "en"), 0
	for _, l := range Languages() {
		texts := catalogueOf(t, l.Code)
		for key, forms := range english {
			for name, named := range keysNamed {
				if strings.HasPrefix(key, "toolkit.") || !named.MatchString(forms[""]+forms["other"]) {
					continue
				}
				tried++
				for _, text := range texts[key] {
					if !strings.Contains(text, texts[name][""]) {
						t.Errorf("%s: %s does not name the key %q: %q", l.Code, key, texts[name][""], text)
					}
				}
			}
		}
	}
	if tried < 100 {
		t.Errorf("only %d texts name a key", tried)
	}
}
