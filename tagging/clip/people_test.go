package clip

import (
	"bufio"
	"math"
	"os"
	"strconv"
	"strings"
	"testing"

	"catchlight/library/testphoto"
	"catchlight/library/thumb"
	"catchlight/tagging"
)

// goldenPeople is a line of the reference pipeline's result: the faces of the whole picture and
// whether there is a person.
type goldenPeople struct {
	file   string
	faces  []thumb.Face
	person bool
}

// readGoldenPeople reads golden.tsv, without faces below the cut.
func readGoldenPeople(t *testing.T, path string) []goldenPeople {
	t.Helper()
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var all []goldenPeople
	lines := bufio.NewScanner(file)
	for lines.Scan() {
		cells := strings.Split(lines.Text(), "\t")
		if cells[0] == "file" {
			continue
		}
		g := goldenPeople{file: cells[0], person: cells[5] == "yes"}
		for text := range strings.SplitSeq(cells[2], "; ") {
			var n [5]float64
			for i, number := range strings.Fields(text) {
				n[i], _ = strconv.ParseFloat(number, 64)
			}
			if n[0] >= .62 {
				g.faces = append(g.faces, thumb.Face{
					Score: float32(n[0]), X0: float32(n[1]), Y0: float32(n[2]), X1: float32(n[3]), Y1: float32(n[4]),
				})
			}
		}
		all = append(all, g)
	}
	return all
}

// personLabels says which photos of a labelled folder show a person.
func personLabels(t *testing.T, path string) map[string]bool {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	labels := map[string]bool{}
	for line := range strings.Lines(string(data)) {
		file, tags, _ := strings.Cut(strings.TrimSpace(line), "\t")
		for tag := range strings.SplitSeq(tags, ",") {
			labels[file] = labels[file] || strings.TrimSpace(tag) == "person"
		}
	}
	return labels
}

// TestPeopleEqualTheReference: faces, decoded as for indexing, are those of the reference pipeline
// on 124 photos of 128 at least, and a person is found on 40 of 61 with two false ones at most.
func TestPeopleEqualTheReference(t *testing.T) {
	golden := readGoldenPeople(t, testphoto.Shared(t, "models", "people", "golden.tsv"))
	folder := testphoto.Shared(t, "photos", "coco-128")
	labels := personLabels(t, testphoto.Shared(t, "photos", "coco-128", "labels.tsv"))
	finder, err := OpenPeople("")
	if err != nil {
		t.Fatal(err)
	}
	defer finder.Close()
	same, agree, found, wrong := 0, 0, 0, 0
	for _, g := range golden {
		photo, err := thumb.DecodeFile(t.Context(), folder+"/"+g.file, tagging.DecodeEdge(tagging.Profile{Edge: 224}))
		if err != nil {
			t.Fatal(err)
		}
		p, err := finder.Find(t.Context(), photo.Image)
		if err != nil {
			t.Fatal(err)
		}
		if sameFaces(p.Faces, g.faces) {
			same++
		} else {
			t.Logf("%s: %+v, the reference %+v", g.file, p.Faces, g.faces)
		}
		if p.Person == g.person {
			agree++
		}
		if p.Person && labels[g.file] {
			found++
		} else if p.Person {
			wrong++
		}
	}
	t.Logf("faces alike on %d of %d, person on %d; found %d, false %d", same, len(golden), agree, found, wrong)
	if len(golden) != 128 || same < 124 || found < 40 || wrong > 2 {
		t.Errorf("faces alike on %d of %d photos, a person found on %d, falsely on %d", same, len(golden), found, wrong)
	}
}

// sameFaces compares the faces of whole pictures, the surest first.
func sameFaces(found, want []thumb.Face) bool {
	whole := found[:0:0]
	for _, f := range found {
		if !f.Part {
			whole = append(whole, f)
		}
	}
	if len(whole) != len(want) {
		return false
	}
	near := func(a, b float32) bool { return math.Abs(float64(min(max(b, 0), 1)-a)) < .01 }
	for i, f := range whole {
		w := want[i]
		if !near(f.X0, w.X0) || !near(f.Y0, w.Y0) || !near(f.X1, w.X1) || !near(f.Y1, w.Y1) {
			return false
		}
	}
	return true
}

// BenchmarkPeople is what one core spends on a photo, all photos of the labelled folder in turn.
func BenchmarkPeople(b *testing.B) {
	golden, err := os.ReadDir(testphoto.Shared(b, "photos", "coco-128"))
	if err != nil {
		b.Fatal(err)
	}
	finder, err := OpenPeople("")
	if err != nil {
		b.Fatal(err)
	}
	defer finder.Close()
	var photos []*thumb.Picture
	for _, file := range golden {
		if photo, err := thumb.DecodeFile(b.Context(), testphoto.Shared(b, "photos", "coco-128", file.Name()), 427); err == nil {
			photos = append(photos, photo)
		}
	}
	for i := 0; b.Loop(); i++ {
		if _, err := finder.Find(b.Context(), photos[i%len(photos)].Image); err != nil {
			b.Fatal(err)
		}
	}
}
