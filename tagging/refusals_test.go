package tagging

import (
	"testing"

	"catchlight/library"
	"catchlight/tagging/vocabulary"
)

// TestRefusals: a word that the user does not want is recognised in every form in which a tag may
// bring it back.
func TestRefusals(t *testing.T) {
	v, err := vocabulary.Parse("", []byte("animal\n\tdog\n\t\t{hound}\n\tcat\nCafé\n"))
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		decided library.Decision
		tag     string
		refused bool
	}{
		"rejected":               {library.Decision{Tag: "dog", Verdict: library.Rejected}, "dog", true},
		"removed":                {library.Decision{Tag: "dog", Verdict: library.Removed}, "dog", true},
		"another case":           {library.Decision{Tag: "DOG", Verdict: library.Removed}, "dog", true},
		"another form":           {library.Decision{Tag: "cafe\u0301", Verdict: library.Removed}, "Café", true},
		"by a synonym":           {library.Decision{Tag: "Hound", Verdict: library.Removed}, "dog", true},
		"by a path":              {library.Decision{Tag: "dog", Path: "pets|dog", Verdict: library.Removed}, "dog", true},
		"a path for a tag":       {library.Decision{Tag: "pets|dog", Verdict: library.Removed}, "dog", true},
		"from elsewhere":         {library.Decision{Tag: "dog", Model: "other", Verdict: library.Rejected}, "dog", true},
		"another tag":            {library.Decision{Tag: "dog", Verdict: library.Removed}, "cat", false},
		"typed":                  {library.Decision{Tag: "dog", Verdict: library.Typed}, "dog", false},
		"accepted":               {library.Decision{Tag: "hound", Verdict: library.Accepted}, "dog", false},
		"the name of what it is": {library.Decision{Tag: "animal", Verdict: library.Removed}, "dog", false},
	} {
		t.Run(name, func(t *testing.T) {
			if got := NewRefusals(v).On([]library.Decision{c.decided})(c.tag); got != c.refused {
				t.Errorf("%v", got)
			}
		})
	}
	if NewRefusals(nil).On(nil)("dog") {
		t.Error("refused without a word")
	}
}
