package figures

import (
	"context"
	"crypto/sha256"
	"image"
	"path/filepath"
	"sync"
	"testing"

	"catchlight/library/testphoto"
	"catchlight/library/thumb"
	"catchlight/tagging"
	"catchlight/tagging/clip"
	"catchlight/tagging/evaluate"
	"catchlight/tagging/vocabulary"
)

// TestFigures holds suggestions, as tag gives them, to what they are worth on 128 photos: the default
// vocabulary by labels that were made by eye, which say what a photographer would keep, and the 80
// words of COCO by its own. testdata/essentials-added.tsv has the labels of words that came later
// than those of the shared folder, also of some that were tried and left out (docs/TAGGING.md).
func TestFigures(t *testing.T) {
	people, err := clip.OpenPeople("")
	if err != nil {
		t.Fatalf("this test needs ONNX Runtime, which `make test` provides: %v", err)
	}
	defer people.Close()
	find := remembered(people.Find)
	dir, enc := testphoto.Shared(t, "photos", "coco-128"), openStarter(t)
	everyday := []string{filepath.Join(dir, "essentials.tsv"), filepath.Join("testdata", "essentials-added.tsv")}
	coco := filepath.Join(dir, "vocabulary.txt")
	for _, c := range []struct {
		vocabulary string
		labels     []string
		strength   tagging.Strength
		closer     bool
		least      evaluate.Report // of what it says
		keep       float64
	}{
		{vocabulary.Essentials, everyday, tagging.Strict, false, evaluate.Report{SuggestedPerPhoto: 1.8, TrueShare: .90}, .77},
		{vocabulary.Essentials, everyday, tagging.Balanced, false, evaluate.Report{SuggestedPerPhoto: 3.1, TrueShare: .84, MAP: .50}, .69},
		{coco, nil, tagging.Balanced, false, evaluate.Report{TrueShare: .82, F1: .46, MAP: .56}, 0},
		{coco, nil, tagging.Loose, false, evaluate.Report{TrueShare: .72, F1: .50}, 0},
		{coco, nil, tagging.Loose, true, evaluate.Report{TrueShare: .75, F1: .53, MAP: .58}, 0},
	} {
		labels, err := evaluate.ReadLabels(dir, evaluate.LabelFiles{Tables: c.labels})
		if err != nil {
			t.Fatal(err)
		}
		v, err := vocabulary.Load(c.vocabulary)
		if err != nil {
			t.Fatal(err)
		}
		by := tagging.Encoder(enc)
		if c.closer {
			by = tagging.LookCloser(enc)
		}
		r, err := evaluate.Run(t.Context(), by, nil, labels, v, evaluate.Options{
			Facts: true, People: find, Suggest: tagging.SuggestOptions{Strength: c.strength},
		})
		if err != nil {
			t.Fatal(err)
		}
		keep := 0.0
		if r.KeepShare != nil {
			keep = *r.KeepShare
		}
		t.Logf("%s, %s, closer %v: %.2f tags a photo, %.3f true, %.3f kept, F1 %.3f, mean average precision %.3f",
			v.Name, c.strength, c.closer, r.SuggestedPerPhoto, r.TrueShare, keep, r.F1, r.MAP)
		if r.Photos != 128 || r.SuggestedPerPhoto < c.least.SuggestedPerPhoto || r.TrueShare < c.least.TrueShare || keep < c.keep ||
			r.F1 < c.least.F1 || r.MAP < c.least.MAP {
			t.Errorf("want 128 photos and at least %.2f, %.2f, %.2f, %.2f and %.2f",
				c.least.SuggestedPerPhoto, c.least.TrueShare, c.keep, c.least.F1, c.least.MAP)
		}
	}
}

// openStarter opens the model that is in the program, and fails in plain words where ONNX Runtime
// is missing.
func openStarter(t *testing.T) *clip.Encoder {
	t.Helper()
	e, err := clip.Open(clip.Starter(), clip.Options{})
	if err != nil {
		t.Fatalf("this test needs ONNX Runtime, which `make test` provides: %v", err)
	}
	t.Cleanup(func() {
		if err := e.Close(); err != nil {
			t.Error(err)
		}
	})
	return e
}

// remembered looks for people once on each picture, whichever vocabulary is tried on it.
func remembered(find tagging.LookForPeople) tagging.LookForPeople {
	var known sync.Map // thumb.People by the hash of the pixels
	return func(ctx context.Context, img *image.RGBA) (thumb.People, error) {
		key := sha256.Sum256(img.Pix)
		if found, ok := known.Load(key); ok {
			return found.(thumb.People), nil
		}
		found, err := find(ctx, img)
		if err == nil {
			known.Store(key, found)
		}
		return found, err
	}
}
