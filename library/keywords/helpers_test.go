package keywords

import (
	"testing"

	"catchlight/library/picture"
)

func add(words ...string) Edit { return Edit{Add: words} }

// edited is a photo with an edit in it, as a write embeds it; data itself where there is nothing
// to do.
func edited(data []byte, f picture.Format, e Edit, r Rules) ([]byte, error) {
	done, _, err := NewPlan(data, f, nil, e, r).Embed()
	if err != nil || len(done) == 0 {
		return data, err
	}
	return done.Pieces(data).Joined(), nil
}

// mustEdit embeds and fails the test on an error.
func mustEdit(t testing.TB, data []byte, f picture.Format, e Edit) []byte {
	t.Helper()
	out, err := edited(data, f, e, Rules{})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// flat returns the names of the keywords.
func flat(k Keywords) []string {
	names := []string{}
	for _, word := range k.All {
		names = append(names, word.Name)
	}
	return names
}
