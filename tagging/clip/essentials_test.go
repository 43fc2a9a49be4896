package clip

import (
	"path/filepath"
	"testing"

	"catchlight/tagging/evaluate"
	"catchlight/tagging/vocabulary"
)

// TestEssentials holds the default suggestions to what they are worth on 128 photos that were
// judged by eye: how many there are, how many are true, and how many a photographer would keep.
// testdata/essentials-added.tsv has the labels of words that came later than those of the shared
// folder, also of some that were tried and left out (docs/TAGGING.md).
func TestEssentials(t *testing.T) {
	dir := sharedPath(t, "photos", "coco-128")
	labels, err := evaluate.ReadLabels(dir, evaluate.LabelFiles{
		Tables: []string{filepath.Join(dir, "essentials.tsv"), filepath.Join("testdata", "essentials-added.tsv")},
	})
	if err != nil {
		t.Fatal(err)
	}
	v, err := vocabulary.Load(vocabulary.Essentials)
	if err != nil {
		t.Fatal(err)
	}
	r, err := evaluate.Run(t.Context(), openStarter(t), nil, labels, v, evaluate.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if r.KeepShare == nil {
		t.Fatalf("%+v", r)
	}
	t.Logf("%.2f tags a photo, %.3f true, %.3f kept", r.SuggestedPerPhoto, r.TrueShare, *r.KeepShare)
	if r.Photos != 128 || r.SuggestedPerPhoto < 3 || r.TrueShare < .82 || *r.KeepShare < .68 {
		t.Errorf("want 128 photos, at least 3 tags a photo, .82 true and .68 kept")
	}
}
