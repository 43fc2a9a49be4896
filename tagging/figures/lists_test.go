package figures

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"catchlight/library/testphoto"
	"catchlight/tagging"
	"catchlight/tagging/clip"
	"catchlight/tagging/evaluate"
	"catchlight/tagging/vocabulary"
)

// TestLists holds suggestions from the lists of seven photographers, written without a look at what
// the model knows, to what they were worth when looked at: testdata/lists has each list and, for its
// 40 photos of the shared folder, which suggestions are true and which are not. One that nobody has
// judged counts as false, and is named. By the first four the rule was chosen; the others came later and
// were hardly used for it (docs/TAGGING.md).
func TestLists(t *testing.T) {
	people, err := clip.OpenPeople("")
	if err != nil {
		t.Fatalf("this test needs ONNX Runtime, which `make test` provides: %v", err)
	}
	defer people.Close()
	all := map[bool]listed{} // by whether the rule was chosen by it
	for _, c := range []struct {
		list   string
		chosen bool
		least  int     // true suggestions
		share  float64 // of the suggestions that are true, at least
	}{
		{"wildlife", true, 5, .55},
		{"wedding", true, 22, .80},
		{"stock", true, 52, .73},
		{"family", true, 33, .68},
		{"sports", false, 38, .62},
		{"street", false, 28, .62},
		{"pets", false, 9, .45},
	} {
		found := suggestFrom(t, c.list, people.Find)
		sum := all[c.chosen]
		all[c.chosen] = listed{sum.photos + found.photos, sum.suggested + found.suggested, sum.right + found.right}
		if found.photos != 40 || found.right < c.least || found.share() < c.share {
			t.Errorf("%s: want 40 photos, at least %d true suggestions and %.2f of all", c.list, c.least, c.share)
		}
	}
	for chosen, least := range map[bool]float64{true: .73, false: .60} {
		sum := all[chosen]
		t.Logf("rule chosen by them %v: %d suggested, %d true (%.3f)", chosen, sum.suggested, sum.right, sum.share())
		if sum.share() < least {
			t.Errorf("want at least %.2f of all to be true", least)
		}
	}
}

// listed counts what is suggested from a list.
type listed struct{ photos, suggested, right int }

func (l listed) share() float64 { return float64(l.right) / float64(max(l.suggested, 1)) }

// suggestFrom counts the suggestions from a list, and names those that nobody has judged.
func suggestFrom(t *testing.T, list string, people tagging.LookForPeople) listed {
	t.Helper()
	labels, judged := readJudged(t, list)
	v, err := vocabulary.Load(filepath.Join("testdata", "lists", list+".txt"))
	if err != nil {
		t.Fatal(err)
	}
	r, err := evaluate.Run(t.Context(), openStarter(t), nil, labels, v, evaluate.Options{Facts: true, People: people})
	if err != nil {
		t.Fatal(err)
	}
	found := listed{photos: r.Photos}
	for _, tag := range r.ByTag {
		found.suggested, found.right = found.suggested+tag.Suggested, found.right+tag.Right
		for _, path := range tag.Wrong {
			if !judged[path][strings.ToLower(tag.Tag)] {
				t.Errorf("%s: nobody has judged %q on %s", list, tag.Tag, filepath.Base(path))
			}
		}
	}
	t.Logf("%s: %d suggested for %d photos, %d true (%.2f)", list, found.suggested, found.photos, found.right, found.share())
	return found
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
		path := testphoto.Shared(t, "photos", filepath.FromSlash(columns[0]))
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
