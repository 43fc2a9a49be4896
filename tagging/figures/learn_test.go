package figures

import (
	"cmp"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"testing"

	"catchlight/library"
	"catchlight/library/testphoto"
	"catchlight/library/thumb"
	"catchlight/tagging"
	"catchlight/tagging/clip"
	"catchlight/tagging/evaluate"
)

// lessons is a library of labelled photos with their vectors, in which a few are decided on.
type lessons struct {
	t        *testing.T
	encoder  *clip.Encoder
	labels   evaluate.Labels
	vectors  [][]float32
	tags     *tagging.TagVectors
	learned  *tagging.TagVectors
	training map[int]bool
}

// figures sum up how well tags fit photos.
type figures struct{ precision, recall, f1, meanAP float64 }

// TestLearning measures what a few corrections are worth: half of the photos may teach, 5 with a
// yes and the 5 best scored wrong ones with a no for each tag; the other half is measured, in five
// draws. docs/TAGGING.md has the figures.
func TestLearning(t *testing.T) {
	l := &lessons{t: t, encoder: openStarter(t)}
	dir, err := filepath.Abs(testphoto.Shared(t, "photos", "coco-128"))
	if err != nil {
		t.Fatal(err)
	}
	labels, err := evaluate.ReadLabels(dir, evaluate.LabelFiles{})
	if err != nil {
		t.Fatal(err)
	}
	l.labels = labels
	for _, p := range labels.Photos {
		l.vectors = append(l.vectors, l.see(p.Path))
	}
	v, err := labels.Vocabulary()
	if err == nil {
		l.tags, err = tagging.Vectors(t.Context(), l.encoder, nil, v, tagging.VectorOptions{})
	}
	if err != nil {
		t.Fatal(err)
	}
	var before, after figures
	changes := map[int][]float64{} // of average precision, by tag
	const seeds = 5
	for seed := range seeds {
		l.teach(dir, uint64(seed), 5)
		before.add(l.measure(l.tags), 1.0/seeds)
		after.add(l.measure(l.learned), 1.0/seeds)
		l.compare(changes)
	}
	tag, worst := worstOf(changes)
	t.Logf("%s has lost most: %+.3f", l.labels.Tags[tag], worst)
	if worst < -.02 {
		t.Errorf("%s has lost %.3f of its average precision by lessons", l.labels.Tags[tag], -worst)
	}
	t.Logf("text alone: %.3f; learned: %.3f", before, after)
	if after.meanAP < 1.05*before.meanAP || after.f1 < before.f1 {
		t.Errorf("want 5 %% more of the mean average precision and a better F1: %.3f before, %.3f after", before, after)
	}
}

// see gives the vector of a photo, decoded at the scale that indexing asks for.
func (l *lessons) see(path string) []float32 {
	p, err := thumb.DecodeFile(l.t.Context(), path, tagging.DecodeEdge(l.encoder.Profile()))
	if err != nil {
		l.t.Fatal(err)
	}
	vectors, err := l.encoder.Images(l.t.Context(), [][]float32{l.encoder.Prepare(p)})
	if err != nil {
		l.t.Fatal(err)
	}
	return vectors[0]
}

// compare adds by how much the lessons have changed each tag's average precision.
func (l *lessons) compare(changes map[int][]float64) {
	for tag := range l.labels.Tags {
		if before, ok := l.averagePrecision(l.tags, tag); ok {
			after, _ := l.averagePrecision(l.learned, tag)
			changes[tag] = append(changes[tag], after-before)
		}
	}
}

// worstOf is the tag whose mean change is the worst.
func worstOf(changes map[int][]float64) (worst int, change float64) {
	for tag, all := range changes {
		sum := 0.0
		for _, x := range all {
			sum += x
		}
		if mean := sum / float64(len(all)); mean < change {
			worst, change = tag, mean
		}
	}
	return worst, change
}

func (f *figures) add(g figures, weight float64) {
	f.precision, f.recall = f.precision+weight*g.precision, f.recall+weight*g.recall
	f.f1, f.meanAP = f.f1+weight*g.f1, f.meanAP+weight*g.meanAP
}

// teach decides on photos of one half, in a new library.
func (l *lessons) teach(dir string, seed uint64, each int) {
	lib, err := library.Open(filepath.Join(l.t.TempDir(), "library.db"))
	if err != nil {
		l.t.Fatal(err)
	}
	defer lib.Close()
	if _, err := lib.Import(l.t.Context(), []string{dir}, library.ImportOptions{}); err != nil {
		l.t.Fatal(err)
	}
	var vectors []library.Vector
	for i, p := range l.labels.Photos {
		vectors = append(vectors, library.Vector{Picture: lib.Snapshot().ByPath(p.Path).Picture, Values: l.vectors[i]})
	}
	if err := lib.StoreVectors(l.encoder.Profile().Name, vectors); err != nil {
		l.t.Fatal(err)
	}
	order := rand.New(rand.NewPCG(seed, 1)).Perm(len(l.vectors))[:len(l.vectors)/2]
	l.training = map[int]bool{}
	for _, i := range order {
		l.training[i] = true
	}
	var ds []library.Decision
	for tag, name := range l.labels.Tags {
		byScore := slices.Clone(order)
		slices.SortFunc(byScore, func(a, b int) int { return cmp.Compare(l.score(l.tags, b, tag), l.score(l.tags, a, tag)) })
		count := map[library.Verdict]int{}
		for k := range order {
			for verdict, i := range map[library.Verdict]int{library.Accepted: order[k], library.Rejected: byScore[k]} {
				right := slices.Contains(l.labels.Photos[i].Tags, name)
				if right == (verdict == library.Accepted) && count[verdict] < each {
					count[verdict]++
					ds = append(ds, library.Decision{Photo: lib.Snapshot().ByPath(l.labels.Photos[i].Path).ID, Tag: name, Verdict: verdict})
				}
			}
		}
	}
	if err := lib.Decide("test", ds...); err != nil {
		l.t.Fatal(err)
	}
	l.learned = l.tags.Learn(lib, lib.Snapshot())
	if again := l.learned.Learn(lib, lib.Snapshot()); again != l.learned {
		l.t.Error("the same lessons are learned twice")
	}
}

func (l *lessons) score(tags *tagging.TagVectors, photo, tag int) float32 {
	s, _ := tags.Score(l.vectors[photo], tag)
	return s
}

// measure counts over the photos that did not teach.
func (l *lessons) measure(tags *tagging.TagVectors) figures {
	var f figures
	right, suggested, all, occur := 0, 0, 0, 0
	for i, p := range l.labels.Photos {
		if l.training[i] {
			continue
		}
		all += len(p.Tags)
		for _, s := range tags.Suggest(l.vectors[i], tagging.SuggestOptions{}) {
			suggested++
			if slices.Contains(p.Tags, s.Name) {
				right++
			}
		}
	}
	for tag := range l.labels.Tags {
		if ap, ok := l.averagePrecision(tags, tag); ok {
			f.meanAP, occur = f.meanAP+ap, occur+1
		}
	}
	f.meanAP /= float64(occur)
	f.precision, f.recall = float64(right)/float64(suggested), float64(right)/float64(all)
	f.f1 = 2 * float64(right) / float64(suggested+all)
	return f
}

// averagePrecision ranks the measured photos by a tag that occurs in both halves.
func (l *lessons) averagePrecision(tags *tagging.TagVectors, tag int) (float64, bool) {
	var photos []int
	taught, found, sum := false, 0, 0.0
	for i, p := range l.labels.Photos {
		if l.training[i] {
			taught = taught || slices.Contains(p.Tags, l.labels.Tags[tag])
		} else {
			photos = append(photos, i)
		}
	}
	slices.SortFunc(photos, func(a, b int) int { return cmp.Compare(l.score(tags, b, tag), l.score(tags, a, tag)) })
	for rank, i := range photos {
		if slices.Contains(l.labels.Photos[i].Tags, l.labels.Tags[tag]) {
			found++
			sum += float64(found) / float64(rank+1)
		}
	}
	return sum / float64(max(found, 1)), taught && found > 0
}
