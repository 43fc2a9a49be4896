package problems

import (
	"testing"

	"catchlight/library"
	"catchlight/library/keywords"
)

// TestChoicesKeepBarsInWords: whoever chooses between the words of a photo and those of its sidecar
// chooses words as they stand: one with a bar in it, as other programs write them, is no hierarchy,
// and neither brings nor takes the word behind the bar.
func TestChoicesKeepBarsInWords(t *testing.T) {
	p := &library.Photo{}
	p.Keywords.All = []keywords.Keyword{
		{Name: "Smith|Jones", In: keywords.IPTC}, {Name: "Jones", In: keywords.IPTC | keywords.Sidecar}, {Name: "sea|sky", In: keywords.Sidecar},
	}
	for name, choice := range map[string]Choice{"both": both, "the photo": thePhoto, "the sidecar": theSidecar, "one sidecar": only([]string{"sea|sky"}, []string{"sea|sky", "old|new"})} {
		e := choice(p)
		for _, word := range append(e.Add, e.Remove...) {
			if steps := keywords.Steps(word); len(steps) != 1 || keywords.Leaf(word) != steps[0] {
				t.Errorf("%s takes %q for the hierarchy %q", name, word, steps)
			}
		}
		if len(e.Add) == 0 {
			t.Errorf("%s keeps nothing", name)
		}
	}
}
