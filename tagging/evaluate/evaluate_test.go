package evaluate

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"catchlight/library/thumb"
	"catchlight/tagging"
	"catchlight/tagging/vocabulary"
)

// savePNG writes a square of one colour with a red border of two pixels, as ObjectNet's photos
// have.
func savePNG(t testing.TB, path string, c color.RGBA) {
	t.Helper()
	img := image.NewRGBA(image.Rect(0, 0, 24, 24))
	draw.Draw(img, img.Rect, image.NewUniform(color.RGBA{255, 0, 0, 255}), image.Point{}, draw.Src)
	draw.Draw(img, img.Rect.Inset(2), image.NewUniform(c), image.Point{}, draw.Src)
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	f, err := os.Create(path)
	if err == nil {
		err = errors.Join(png.Encode(f, img), f.Close())
	}
	if err != nil {
		t.Fatal(err)
	}
}

// colours is a model that sees a picture's colour, and knows the names of some.
type colours struct{}

func (colours) Profile() tagging.Profile {
	return tagging.Profile{Name: "colours", Dim: 3, Edge: 1, Templates: []string{"{}"}, Batch: 4, Workers: 2, Rule: tagging.Rule{Gap: .5, Strict: .45, Balanced: .33, Loose: .25}}
}

func (colours) Prepare(p *thumb.Picture) []float32 {
	c := p.Image.RGBAAt(0, 0)
	return unitOf(float32(c.R), float32(c.G), float32(c.B))
}

func (colours) Images(ctx context.Context, inputs [][]float32) ([][]float32, error) {
	return inputs, ctx.Err()
}

func (colours) Texts(ctx context.Context, texts []string) ([][]float32, error) {
	known := map[string][]float32{"red": {1, 0, 0}, "green": {0, 1, 0}, "blue": {0, 0, 1}, "yellow": unitOf(1, 1, 0)}
	vectors := make([][]float32, len(texts))
	for i, text := range texts {
		vectors[i] = known[text]
	}
	return vectors, ctx.Err()
}

func (colours) Close() error { return nil }

// unitOf is a vector of length 1.
func unitOf(v ...float32) []float32 {
	length := 0.0
	for _, x := range v {
		length = math.Hypot(length, float64(x))
	}
	for i := range v {
		v[i] /= float32(length)
	}
	return v
}

// list is the vocabulary of a text.
func list(t testing.TB, text string) *vocabulary.Vocabulary {
	t.Helper()
	v, err := vocabulary.Parse("test.txt", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func writeText(t testing.TB, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestEvaluateFoldersWithNamesAndBorder(t *testing.T) {
	dir := t.TempDir()
	names := filepath.Join(t.TempDir(), "folder_to_objectnet_label.json")
	writeText(t, names, `{"green_things": "green"}`)
	savePNG(t, filepath.Join(dir, "green_things", "a.png"), color.RGBA{0, 255, 0, 255})
	savePNG(t, filepath.Join(dir, "green_things", "b.png"), color.RGBA{0, 250, 9, 255})
	savePNG(t, filepath.Join(dir, "blue", "c.png"), color.RGBA{0, 255, 0, 255}) // green, in the wrong folder
	writeText(t, filepath.Join(dir, "blue", "notes.txt"), "no photo")
	writeText(t, filepath.Join(dir, "blue", "half.png"), "\x89PNG\r\n\x1a\n")
	labels, err := ReadLabels(dir, LabelFiles{Names: names})
	if err != nil || !slices.Equal(labels.Tags, []string{"blue", "green"}) || len(labels.Photos) != 4 {
		t.Fatalf("%+v, %v", labels, err)
	}
	writeText(t, names, `{"green_things": "green", "no_such_folder": "yellow"}`)
	all, err := ReadLabels(dir, LabelFiles{Names: names})
	if err != nil || !slices.Equal(all.Tags, []string{"blue", "green", "yellow"}) {
		t.Errorf("%v, %v; want the names of absent folders too", all.Tags, err)
	}
	v := list(t, "red\ngreen\nblue\nyellow\n")
	r, err := Run(t.Context(), colours{}, nil, labels, v, Options{Prompt: "{}", Border: 2})
	if err != nil {
		t.Fatal(err)
	}
	if r.Photos != 3 || r.Tags != 4 || len(r.Failed) != 1 || filepath.Base(r.Failed[0].Path) != "half.png" {
		t.Errorf("%+v", r)
	}
	if !near(r.Top1, 2.0/3) || !near(r.Top5, 1) || len(r.Confusions) != 1 || r.Confusions[0].Label != "blue" || r.Confusions[0].Best != "green" || r.Confusions[0].Count != 1 {
		t.Errorf("%+v", r)
	}
}

func near(a, b float64) bool { return math.Abs(a-b) < 1e-9 }

func TestTallyByHand(t *testing.T) {
	v := list(t, "a\nb\nc\n")
	suggested := func(tags ...int) (found []tagging.Suggestion) {
		for _, tag := range tags {
			found = append(found, tagging.Suggestion{Tag: tag, Name: v.Tags[tag].Name})
		}
		return found
	}
	count := newTally(v, Options{})
	count.add(Labelled{Path: "1", Tags: []string{"A", "c"}}, []float32{.9, .6, .2}, []float32{.9, .6, .2}, suggested(0, 1)) // one of two right, one of two found
	count.add(Labelled{Path: "2", Tags: []string{"b"}}, []float32{.8, .7, .1}, []float32{.8, .7, .1}, suggested(0, 1))
	count.add(Labelled{Path: "3", Tags: nil}, []float32{.1, .2, .6}, []float32{.1, .2, .6}, suggested(2))      // which is wrong
	count.add(Labelled{Path: "4", Tags: []string{"zebra"}}, []float32{.1, .2, .3}, []float32{.1, .2, .3}, nil) // a label that the vocabulary lacks
	r := count.report()
	// ap: a 1, b (2nd photo ranks first) 1, c (ranks .6 .3 .2 .1: third) 1/3
	want := Report{Photos: 4, Top1: 1.0 / 3, Top5: 2.0 / 3, Precision: 2.0 / 5, Recall: 2.0 / 4, F1: 4.0 / 9, MAP: (1 + 1 + 1.0/3) / 3, SuggestedPerPhoto: 5.0 / 4}
	if r.Photos != want.Photos || !near(r.Top1, want.Top1) || !near(r.Top5, want.Top5) || !near(r.Precision, want.Precision) ||
		!near(r.Recall, want.Recall) || !near(r.F1, want.F1) || !near(r.MAP, want.MAP) || !near(r.SuggestedPerPhoto, want.SuggestedPerPhoto) {
		t.Errorf("%+v, want %+v", r, want)
	}
	tags := fmt.Sprint(r.ByTag)
	if tags != "[{a 1 2 1 1 [2] []} {b 1 2 1 1 [1] []} {c 1 1 0 0.3333333333333333 [3] [1]}]" {
		t.Errorf("by tag %s", tags)
	}
}

func TestReadLabelsFile(t *testing.T) {
	dir := t.TempDir()
	writeText(t, filepath.Join(dir, labelsFile), "\ufefffile\ttags\r\nb.jpg\tdog, cat\r\n\r\na.jpg\t\r\n")
	l, err := ReadLabels(dir, LabelFiles{})
	if err != nil || len(l.Photos) != 2 || l.Photos[0].Path != filepath.Join(dir, "a.jpg") || len(l.Photos[0].Tags) != 0 ||
		!slices.Equal(l.Photos[1].Tags, []string{"dog", "cat"}) || !slices.Equal(l.Tags, []string{"cat", "dog"}) {
		t.Errorf("%+v, %v", l, err)
	}
	writeText(t, filepath.Join(dir, labelsFile), "file\ttags\na.jpg dog\n")
	if _, err := ReadLabels(dir, LabelFiles{}); err == nil || !strings.Contains(err.Error(), "line 2") {
		t.Errorf("%v; want the line", err)
	}
	if _, err := ReadLabels(t.TempDir(), LabelFiles{}); !errors.Is(err, ErrNoLabels) {
		t.Errorf("%v, want ErrNoLabels", err)
	}
}

// TestTablesAddUp: several tables say of a photo what all of them say, each tag once.
func TestTablesAddUp(t *testing.T) {
	dir := t.TempDir()
	one, other := filepath.Join(dir, "one.tsv"), filepath.Join(dir, "other.tsv")
	writeText(t, one, "file\tkeep\tminor\na.jpg\tdog\tsky, sand\nb.jpg\tcat\t\n")
	writeText(t, other, "file\tminor\tkeep\na.jpg\tdog, sea\tbeach\nc.jpg\tbird\t\n")
	l, err := ReadLabels(dir, LabelFiles{Tables: []string{one, other}})
	if err != nil || len(l.Photos) != 3 || !l.Kept {
		t.Fatalf("%+v, %v", l, err)
	}
	if got := fmt.Sprint(l.Photos[0].Tags, l.Photos[0].Keep); got != "[dog sky sand sea beach] [dog beach]" {
		t.Error(got)
	}
	if _, err := ReadLabels(dir, LabelFiles{Tables: []string{one, filepath.Join(dir, "absent.tsv")}}); err == nil || !strings.Contains(err.Error(), "absent.tsv") {
		t.Errorf("%v; want the name of the table that is not there", err)
	}
}

// TestKeepAndMinorLabels: both kinds are true; which is which stands in the heading line, wherever
// the columns are, and a table for a vocabulary is found by its name.
func TestKeepAndMinorLabels(t *testing.T) {
	for table, want := range map[string]string{
		"file\tkeep\tminor\na.jpg\tdog, beach\tsky, sand\n": "dog beach sky sand|dog beach|true",
		"file\tminor\tkeep\r\na.jpg\tsky\tdog\r\n":          "sky dog|dog|true",
		"\ufefffile\tkeep\tminor\na.jpg\t\tsky\n":           "sky||true",
		"file\tkeep\tminor\na.jpg\tdog\n":                   "dog|dog|true",
		"file\ttags\na.jpg\tdog\n":                          "dog||false",
		"a.jpg\tdog\tkeep\n":                                "dog keep||false",
	} {
		dir := t.TempDir()
		writeText(t, filepath.Join(dir, "mine.tsv"), table)
		l, err := ReadLabels(dir, LabelFiles{Tables: []string{filepath.Join(dir, "mine.tsv")}})
		if err != nil || len(l.Photos) != 1 {
			t.Fatalf("%q: %+v, %v", table, l, err)
		}
		p := l.Photos[0]
		if got := fmt.Sprintf("%s|%s|%v", strings.Join(p.Tags, " "), strings.Join(p.Keep, " "), l.Kept); got != want {
			t.Errorf("%q: %s, want %s", table, got, want)
		}
		if found := TableFor(dir, "mine") != ""; found != strings.Contains(table, "file\t") {
			t.Errorf("%q: found by the vocabulary's name: %v", table, found)
		}
	}
	for _, vocabulary := range []string{"", "other", "../mine", "/mine"} {
		if got := TableFor(t.TempDir(), vocabulary); got != "" {
			t.Errorf("%q: %s", vocabulary, got)
		}
	}
}

// TestWhatIsTrueAndWhatIsKept: what stands above a label is as right as the label, but is no label
// that has to be found; tags that are left out count nowhere.
func TestWhatIsTrueAndWhatIsKept(t *testing.T) {
	v := list(t, "animal\n\tdog\nplant\n\ttree\n[light]\n\tnight\noutdoors\n")
	tag := func(name string) tagging.Suggestion {
		i, _ := v.Find(name)
		return tagging.Suggestion{Tag: i, Name: name}
	}
	for _, c := range []struct {
		except                []string
		right, keep, recalled float64
	}{
		{nil, 3.0 / 4, 2.0 / 4, 1.0 / 3},
		{[]string{"outdoors"}, 2.0 / 3, 1.0 / 3, 0},
	} {
		count := newTally(v, Options{Except: c.except})
		count.kept = true
		count.add(Labelled{"1", []string{"dog", "outdoors", "tree"}, []string{"dog", "outdoors"}}, make([]float32, len(v.Tags)), make([]float32, len(v.Tags)),
			[]tagging.Suggestion{tag("animal"), tag("plant"), tag("night"), tag("outdoors")})
		r := count.report()
		if !near(r.TrueShare, c.right) || !near(r.Precision, c.right) || r.KeepShare == nil || !near(*r.KeepShare, c.keep) || !near(r.Recall, c.recalled) {
			t.Errorf("without %q: %+v; want %+v", c.except, r, c)
		}
	}
}

// TestLabelsStayInTheFolder: a list that names what lies elsewhere is refused with its line.
func TestLabelsStayInTheFolder(t *testing.T) {
	for file, inside := range map[string]bool{
		"a.jpg": true, "sub/a.jpg": true, "sub/../a.jpg": true, "..a.jpg": true,
		"../a.jpg": false, "/etc/a.jpg": false, "sub/../../a.jpg": false, "..": false,
	} {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, labelsFile), []byte("file\ttags\n"+file+"\tdog\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		l, err := ReadLabels(dir, LabelFiles{})
		if inside != (err == nil) || !inside && !strings.Contains(err.Error(), "line 2") || inside && len(l.Photos) != 1 {
			t.Errorf("%s: %v, %v", file, l.Photos, err)
		}
	}
}

// TestEvaluationIsWeighed: what a labelled photo takes is known before it is decoded, from its
// file.
func TestEvaluationIsWeighed(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.png")
	var data bytes.Buffer
	if err := png.Encode(&data, image.NewGray(image.Rect(0, 0, 1000, 500))); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, data.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	files := ahead{photos: []Labelled{{Path: path}, {Path: path + ".gone.png"}}, short: 224, files: make([]*thumb.File, 2), errs: make([]error, 2)}
	if got := files.weigh(t.Context(), 0); got < 4*1000*500 {
		t.Errorf("%d bytes for 500,000 pixels", got)
	}
	if f, err := files.take(t.Context(), 0); err != nil || len(f.Data) != data.Len() || files.files[0] != nil {
		t.Errorf("%v, and kept: %v", err, files.files[0])
	}
	if got := files.weigh(t.Context(), 1); got != 0 {
		t.Errorf("%d bytes for nothing", got)
	}
	if _, err := files.take(t.Context(), 1); err == nil {
		t.Error("a photo that is not there is no error")
	}
}

// The names of folders are labels, but for folders of the system and of other programs, at any
// depth.
func TestLabelsPassOverForeignFolders(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"dog/a.jpg", "dog/@eaDir/a.jpg/THUMB.jpg", "dog/sub/b.jpg", "dog/.hidden/c.jpg", "@eaDir/d.jpg", "#recycle/cat/e.jpg"} {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		writeText(t, path, "x")
	}
	l, err := ReadLabels(dir, LabelFiles{})
	var got []string
	for _, p := range l.Photos {
		rel, _ := filepath.Rel(dir, p.Path)
		got = append(got, filepath.ToSlash(rel))
	}
	if want := []string{"dog/a.jpg", "dog/sub/b.jpg"}; err != nil || !slices.Equal(got, want) || !slices.Equal(l.Tags, []string{"dog"}) {
		t.Errorf("%v: %q, tags %q", err, got, l.Tags)
	}
}
