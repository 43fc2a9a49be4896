package evaluate

import (
	"context"
	"errors"
	"image"
	"image/color"
	"path/filepath"
	"strings"
	"testing"

	"catchlight/library/thumb"
)

// TestWhatIsProvenIsMeasured: what is known without the model is suggested, ranks its photos first and is
// not given to a fit; without the wish for it, or where no tag speaks of it, nobody looks.
func TestWhatIsProvenIsMeasured(t *testing.T) {
	dir := t.TempDir()
	writeText(t, filepath.Join(dir, labelsFile), "file\ttags\ngrey.png\tperson\ngreen.png\tgreen\nred.png\tred\n")
	for name, c := range map[string]color.RGBA{"grey": {90, 90, 90, 255}, "green": {0, 255, 0, 255}, "red": {255, 0, 0, 255}} {
		savePNG(t, filepath.Join(dir, name+".png"), c)
	}
	labels, err := ReadLabels(dir, LabelFiles{})
	if err != nil {
		t.Fatal(err)
	}
	looked := make(chan bool, 12)
	people := func(_ context.Context, img *image.RGBA) (thumb.People, error) {
		looked <- true
		return thumb.People{Looked: true, Person: img.RGBAAt(0, 0).R == 90, Pose: .8}, nil
	}
	for name, c := range map[string]struct {
		words           string
		facts           bool
		suggested, seen int
		average         float64 // of the persons
	}{
		"the model alone":        {"red\ngreen\nperson\n", false, 4, 0, .5}, // grey is some red and some green
		"what is known, too":     {"red\ngreen\nperson\n", true, 5, 3, 1},
		"no word for it":         {"red thing\ngreen thing\n", true, 0, 0, 0},
		"in the user's language": {"rot\ngrün\nPerson\n", true, 5, 3, 1},
	} {
		r, err := Run(t.Context(), colours{}, nil, labels, list(t, c.words), Options{Facts: c.facts, People: people, Border: 2, Fit: true})
		if err != nil {
			t.Fatal(err)
		}
		average := 0.0
		for _, tag := range r.ByTag {
			if strings.EqualFold(tag.Tag, "person") {
				average = tag.Average
			}
		}
		if got := int(r.SuggestedPerPhoto*3 + .5); got != c.suggested || len(looked) != c.seen || !near(average, c.average) {
			t.Errorf("%s: %d suggested, want %d; %d photos looked at, want %d; persons %v, want %v",
				name, got, c.suggested, len(looked), c.seen, average, c.average)
		}
		for len(looked) > 0 {
			<-looked
		}
	}
	broken := func(context.Context, *image.RGBA) (thumb.People, error) {
		return thumb.People{}, errors.New("no detectors")
	}
	r, err := Run(t.Context(), colours{}, nil, labels, list(t, "person\n"), Options{Facts: true, People: broken})
	if err != nil || len(r.Failed) != 3 || !strings.Contains(r.Failed[0].Err.Error(), "people") {
		t.Errorf("%+v, %v; want three photos on which people were not looked for", r.Failed, err)
	}
}
