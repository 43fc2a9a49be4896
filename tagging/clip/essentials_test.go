package clip

import (
	"os"
	"path/filepath"
	"strings"
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
	labels, err := evaluate.ReadLabels(dir, evaluate.LabelFiles{Table: joinedLabels(t, filepath.Join(dir, "essentials.tsv"))})
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

// joinedLabels is a table with the shared labels and ours, of the same photos in the same order.
func joinedLabels(t *testing.T, shared string) string {
	t.Helper()
	ours, theirs := readText(t, filepath.Join("testdata", "essentials-added.tsv")), strings.Split(readText(t, shared), "\n")
	var joined strings.Builder
	for i, line := range strings.Split(ours, "\n") {
		a, b := strings.Split(strings.TrimRight(theirs[i], "\r"), "\t"), strings.Split(line, "\t")
		switch {
		case len(a) != 3 || len(b) != 3 || a[0] != b[0]:
			t.Fatalf("line %d: %q and %q", i+1, theirs[i], line)
		case i == 0:
			joined.WriteString(line + "\n")
		default:
			joined.WriteString(a[0] + "\t" + a[1] + ", " + b[1] + "\t" + a[2] + ", " + b[2] + "\n")
		}
	}
	path := filepath.Join(t.TempDir(), "labels.tsv")
	if err := os.WriteFile(path, []byte(joined.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func readText(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimRight(string(data), "\n")
}
