package clip

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"catchlight/tagging/evaluate"
	"catchlight/tagging/vocabulary"
)

// TestLists holds suggestions from the lists of four photographers, written without a look at the
// photos or at what the model knows, to what they were worth when looked at: testdata/lists has each
// list and, for its 40 photos of the shared folder, which suggestions are true and which are not. One
// that nobody has judged counts as false, and is named.
func TestLists(t *testing.T) {
	people, err := OpenPeople("")
	if err != nil {
		t.Fatalf("this test needs ONNX Runtime, which `make test` provides: %v", err)
	}
	defer people.Close()
	enc, right, all := openStarter(t), 0, 0
	for _, c := range []struct {
		list  string
		least int     // true suggestions
		share float64 // of the suggestions that are true, at least
	}{{"wildlife", 5, .4}, {"wedding", 22, .74}, {"stock", 52, .70}, {"family", 30, .60}} {
		labels, judged := readJudged(t, c.list)
		v, err := vocabulary.Load(filepath.Join("testdata", "lists", c.list+".txt"))
		if err != nil {
			t.Fatal(err)
		}
		r, err := evaluate.Run(t.Context(), enc, nil, labels, v, evaluate.Options{Facts: true, People: people.Find})
		if err != nil {
			t.Fatal(err)
		}
		suggested := 0
		for _, tag := range r.ByTag {
			suggested, right = suggested+tag.Suggested, right+tag.Right
			for _, path := range tag.Wrong {
				if !judged[path][strings.ToLower(tag.Tag)] {
					t.Errorf("%s: nobody has judged %q on %s", c.list, tag.Tag, filepath.Base(path))
				}
			}
		}
		all += suggested
		found := int(r.TrueShare*float64(suggested) + .5)
		t.Logf("%s: %d suggested for %d photos, %d true (%.2f)", c.list, suggested, r.Photos, found, r.TrueShare)
		if r.Photos != 40 || found < c.least || r.TrueShare < c.share {
			t.Errorf("%s: want 40 photos, at least %d true suggestions and %.2f of all", c.list, c.least, c.share)
		}
	}
	t.Logf("together %d suggested, %d true (%.3f)", all, right, float64(right)/float64(all))
	if float64(right) < .70*float64(all) {
		t.Errorf("want at least .70 of all to be true")
	}
}

// readJudged reads the judgements of a list: the true tags as labels, and by path all that was
// judged, in small letters.
func readJudged(t *testing.T, list string) (evaluate.Labels, map[string]map[string]bool) {
	t.Helper()
	var labels evaluate.Labels
	judged := map[string]map[string]bool{}
	for i, line := range readLines(t, filepath.Join("testdata", "lists", list+".tsv"))[1:] {
		columns := strings.Split(line, "\t")
		if len(columns) != 3 {
			t.Fatalf("%s.tsv, line %d: %d columns", list, i+2, len(columns))
		}
		path := sharedPath(t, "photos", filepath.FromSlash(columns[0]))
		p := evaluate.Labelled{Path: path}
		if columns[1] != "" {
			p.Tags = strings.Split(columns[1], ", ")
		}
		judged[path] = map[string]bool{}
		for _, tag := range slices.Concat(p.Tags, strings.Split(columns[2], ", ")) {
			judged[path][strings.ToLower(tag)] = true
		}
		labels.Photos = append(labels.Photos, p)
	}
	return labels, judged
}

func readLines(t *testing.T, path string) []string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(strings.TrimRight(string(data), "\n"), "\n")
}
