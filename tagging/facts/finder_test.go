package facts

import (
	"slices"
	"testing"

	"catchlight/library"
	"catchlight/tagging/vocabulary"
)

// TestARoomKeepsTheSunOut: a tag below indoors among what the model suggests, or a keyword.
func TestARoomKeepsTheSunOut(t *testing.T) {
	v, err := vocabulary.Parse("light", []byte("sunset\nindoors\n\tkitchen\nbeach\n"))
	if err != nil {
		t.Fatal(err)
	}
	lib, err := library.Open(t.TempDir() + "/library.db")
	if err != nil {
		t.Fatal(err)
	}
	defer lib.Close()
	photo := shot{utc: "2024-07-01 19:25", lat: berlinLat, lon: berlinLon}.subject(t).Photo
	f := Finder{Library: lib, Words: NewWords(v)}
	for name, want := range map[string]bool{"beach": true, "kitchen": false, "indoors": false} {
		tag, _ := v.Find(name)
		found := slices.ContainsFunc(f.About(photo, []int{tag}), func(f Fact) bool { return f.Word == "sunset" })
		if found != want {
			t.Errorf("%s: sunset %v, want %v", name, found, want)
		}
	}
}

// TestWantedBy: a setting that makes no sense is the default.
func TestWantedBy(t *testing.T) {
	for setting, want := range map[string]Wanted{"": WantTags, "tags": WantTags, "all": WantAll, "off": WantNone, "nothing": WantTags} {
		if got := WantedBy(setting); got != want {
			t.Errorf("%q: %q, want %q", setting, got, want)
		}
	}
}
