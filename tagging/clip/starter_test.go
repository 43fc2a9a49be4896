package clip

import (
	"bufio"
	"errors"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"catchlight/library/testphoto"
	"catchlight/library/thumb"
	"catchlight/tagging"
	"catchlight/tagging/vocabulary"
)

// table is a scores.tsv: the tags of its heading, and a line of scores for each file.
type table struct {
	tags   []string
	files  []string
	scores [][]float64
}

func readTable(t testing.TB, path string) table {
	t.Helper()
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var all table
	for lines := bufio.NewScanner(file); lines.Scan(); {
		fields := strings.Split(lines.Text(), "\t")
		if all.tags == nil {
			all.tags = fields[1:]
			continue
		}
		row := make([]float64, len(fields)-1)
		for i := range row {
			if row[i], err = strconv.ParseFloat(fields[i+1], 64); err != nil {
				t.Fatal(err)
			}
		}
		all.files, all.scores = append(all.files, fields[0]), append(all.scores, row)
	}
	return all
}

// decoded gives the vector of a file through our own decoder, at the scale that indexing asks for.
func decoded(t testing.TB, e *Encoder, path string) []float32 {
	t.Helper()
	p, err := thumb.DecodeFile(t.Context(), path, int(1.9*float64(e.Profile().Edge))+1)
	if err != nil {
		t.Fatal(err)
	}
	vectors, err := e.Images(t.Context(), [][]float32{e.Prepare(p)})
	if err != nil {
		t.Fatal(err)
	}
	return vectors[0]
}

func best[T float32 | float64](scores []T) int {
	top := 0
	for i, s := range scores {
		if s > scores[top] {
			top = i
		}
	}
	return top
}

// TestScoresThroughOurDecoder compares 128 photos × 80 tags with the reference pipeline (Pillow).
// That one leaves colours as they are stored, and so does the starter's manifest.
func TestScoresThroughOurDecoder(t *testing.T) {
	golden := readTable(t, testphoto.Shared(t, "golden", "starter-2", "scores.tsv"))
	e := openStarter(t)
	v, err := vocabulary.Parse("golden", []byte(strings.Join(golden.tags, "\n")))
	if err != nil {
		t.Fatal(err)
	}
	tags, err := tagging.Vectors(t.Context(), e, nil, v, tagging.VectorOptions{})
	if err != nil {
		t.Fatal(err)
	}
	var sum, worst float64
	off, same := 0, 0
	for i, file := range golden.files {
		scores := tags.Scores(decoded(t, e, testphoto.Shared(t, "photos", "coco-128", file)))
		for j, s := range scores {
			d := math.Abs(float64(s) - golden.scores[i][j])
			sum, worst = sum+d, max(worst, d)
			if d > .01 {
				off++
			}
		}
		if best(scores) == best(golden.scores[i]) {
			same++
		}
	}
	count := len(golden.files) * len(golden.tags)
	t.Logf("mean difference %.5f, %.2f %% off by more than .01, the largest %.4f, the best tag stays on %d of %d",
		sum/float64(count), 100*float64(off)/float64(count), worst, same, len(golden.files))
	if sum/float64(count) > .003 || off*50 > count || same < 124 || len(golden.files) != 128 {
		t.Errorf("want at most .003, 2 %%, and at least 124 of 128")
	}
}

// TestKnownWords: the starter says which words it knows as they stand, in any case; what is only
// like one it does not. All that the table of its own words holds are among them.
func TestKnownWords(t *testing.T) {
	knows := openStarter(t).Profile().Knows
	for word, want := range map[string]bool{
		"dog": true, "Dog": true, "golden retriever": true, "hot dog": true, "giraffe": true, "animal": true, "snow": true,
		"Katze": false, "combat sports": false, "my sister Anna": false, "2019": false, "": false,
	} {
		if knows(word) != want {
			t.Errorf("%q is known: %v, want %v", word, !want, want)
		}
	}
	table, err := os.ReadFile(filepath.Join("..", "..", "packaging", "starter-model", "knowledge.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(table)) {
		cells := strings.Split(strings.TrimSpace(line), "\t")
		for entry := range strings.SplitSeq(cells[len(cells)-1], "; ") {
			if word, _, ok := strings.Cut(entry, "="); ok && !knows(word) {
				t.Errorf("%q is not known", word)
			}
		}
	}
}

// TestAstrayWords: the classes that the starter's words have in another sense are known by a word in
// any case, in the model's own template, and are indeed among what its table gives the word.
func TestAstrayWords(t *testing.T) {
	enc := openStarter(t)
	astray := enc.Profile().Astray
	for text, want := range map[string]int{
		"a photo of a craft": 19, "a photo of a Runner": 1, "a photo of a dog": 0, "runner": 0, "a photo of a runner on a track": 0,
	} {
		if got := astray(text); len(got) != want {
			t.Errorf("%q: %v, want %d classes", text, got, want)
		}
	}
	table, err := Starter().astray()
	if err != nil {
		t.Fatal(err)
	}
	for word, classes := range table {
		rows, err := enc.Texts(t.Context(), []string{"a photo of a " + word})
		if err != nil {
			t.Fatal(err)
		}
		for _, class := range classes {
			if rows[0][class] < .25 {
				t.Errorf("%q has class %d at %.2f: nothing is astray", word, class, rows[0][class])
			}
		}
	}
}

// FuzzAstray: whatever stands in a model's table of words in another sense, it is refused or names
// classes that there are.
func FuzzAstray(f *testing.F) {
	f.Add([]byte("words\tclasses\ncraft;crafts\t403 aircraft carrier; 404 airliner\n"))
	f.Add([]byte("head\nword\n"))
	f.Add([]byte("head\nword\t-1\n"))
	f.Add([]byte("head\n;\t7;\t8"))
	f.Fuzz(func(t *testing.T, table []byte) {
		m := Model{files: fstest.MapFS{"astray.tsv": {Data: table}}, Manifest: Manifest{Dim: 1000, Text: TextTower{Astray: "astray.tsv"}}}
		byWord, err := m.astray()
		if err != nil {
			if !errors.Is(err, ErrWrongModel) {
				t.Error(err)
			}
			return
		}
		for word, classes := range byWord {
			if len(classes) == 0 || slices.Min(classes) < 0 || slices.Max(classes) >= 1000 {
				t.Errorf("%q: %v", word, classes)
			}
		}
	})
}
