// Package evaluate says how well a model tags labelled photos, and fits its rule to them. It needs
// folders with labels and a model; it stores nothing but vectors of texts and knows neither
// keywords nor decisions.
//
// ReadLabels reads a folder, Run scores its photos and reports. Run blocks as tagging.Index does,
// obeys its context and waits for every goroutine that it started before it returns.
package evaluate

import (
	"cmp"
	"context"
	"fmt"
	"image"
	"os"

	"catchlight/library"
	"catchlight/library/picture"
	"catchlight/library/thumb"
	"catchlight/tagging"
	"catchlight/tagging/vocabulary"
)

// Options tune Run.
type Options struct {
	Prompt   string // text with {} for the tag; "" is the model's templates
	Border   int    // pixels cut off at every edge of each photo (ObjectNet: 2)
	Suggest  tagging.SuggestOptions
	Taken    bool                   // by the rule and the lines that the user took over, not by the model's own rule
	Fit      bool                   // fit the rule to these photos, too
	Except   []string               // tags that are suggested as ever and counted nowhere
	Facts    bool                   // suggest also what is known without the model (package facts), and rank photos by it
	People   tagging.LookForPeople  // looks for people, with Facts; nil: nobody is looked for
	Memory   *thumb.Budget          // of files and pictures that are being decoded; nil: the usual one
	Progress func(library.Progress) // as in IndexOptions
}

// Report is how well a model tags the labelled photos. Shares lie in 0–1; the JSON names are a
// contract.
type Report struct {
	Photos            int               `json:"photos"`
	Tags              int               `json:"tags"`
	Top1              float64           `json:"top1"`      // photos with a label whose best scored tag is a label
	Top5              float64           `json:"top5"`      // same with one of the five best
	Precision         float64           `json:"precision"` // micro-averaged over the suggestions
	Recall            float64           `json:"recall"`    // of all labels, those too that the vocabulary lacks
	F1                float64           `json:"f1"`
	MAP               float64           `json:"map"`                  // mean over tags that occur of the average precision of the photos ranked by it
	TrueShare         float64           `json:"true_share"`           // of the suggestions; the same as Precision
	KeepShare         *float64          `json:"keep_share,omitempty"` // of the suggestions worth keeping; nil where no label says
	SuggestedPerPhoto float64           `json:"suggested_per_photo"`
	Confusions        []Confusion       `json:"confusions"` // what was taken for what, the most frequent first
	Fit               *Fit              `json:"fit,omitempty"`
	ByTag             []TagReport       `json:"-"` // of the tags that occur or were suggested, in the vocabulary's order
	Failed            []library.Failure `json:"-"`
}

// Confusion counts photos with a label whose best scored tag is another one.
type Confusion struct {
	Label  string   `json:"label"`
	Best   string   `json:"best"`
	Count  int      `json:"count"`
	Photos []string `json:"-"` // paths of the first few
}

// TagReport is how well one tag is suggested.
type TagReport struct {
	Tag       string
	Photos    int      // with the tag as a label
	Suggested int      // photos
	Right     int      // of the suggested
	Average   float64  // precision of the photos ranked by the tag; 0 where Photos is
	Wrong     []string // paths of the first few photos for which it was suggested wrongly
	Missed    []string // and for which it was not suggested though it is right
}

// Run scores the labelled photos and compares. What stands above a tag that is true of a photo is
// true of it as well, and what stands above one worth keeping is worth keeping: of a dog "animal"
// may be suggested. No photo needs a label for it. It decodes and encodes every photo itself,
// stores nothing but the vectors of texts (in lib, which may be nil), and ignores keywords,
// decisions and what was learned. With Options.Facts suggestions are those of a run of tagging;
// without, the model's alone. It blocks as Index does; photos that cannot be decoded are in
// Report.Failed and count nowhere else.
func Run(ctx context.Context, enc tagging.Encoder, lib *library.Library, labels Labels, v *vocabulary.Vocabulary, o Options) (Report, error) {
	tags, err := tagging.Vectors(ctx, enc, lib, v, tagging.VectorOptions{Prompt: o.Prompt, RuleOnly: !o.Taken})
	if err != nil {
		return Report{}, err
	}
	if tags.Len() == 0 {
		return Report{}, fmt.Errorf("%w: %s", vocabulary.ErrEmpty, tagging.Unreadable(v, enc.Profile()))
	}
	var k *proven
	if o.Facts {
		k = newProven(v, len(labels.Photos), o.People)
	}
	vectors, failed, err := encodeLabelled(ctx, enc, labels.Photos, k, o)
	if err != nil {
		return Report{}, fmt.Errorf("evaluate: %w", err)
	}
	tags = tags.WithNulls(vectors)
	t := newTally(v, o)
	t.kept = labels.Kept
	var seen [][]float32
	for i, p := range labels.Photos {
		if vectors[i] != nil {
			found, scores := tags.SuggestScored(vectors[i], o.Suggest)
			ranks := tags.Ranks(vectors[i])
			t.add(p, scores, ranks, k.add(i, found, ranks, v, o.Suggest))
			seen = append(seen, vectors[i])
		}
	}
	r := t.report()
	r.Tags, r.Failed = tags.Len(), failed
	if o.Fit && len(seen) > 0 {
		f, err := fitData{enc, lib, v, o.Prompt, seen}.fit(ctx, t)
		r.Fit = &f
		return r, err
	}
	return r, nil
}

// fitData are photos with labels, to which a rule is to be fitted.
type fitData struct {
	enc        tagging.Encoder
	lib        *library.Library
	vocabulary *vocabulary.Vocabulary
	prompt     string
	vectors    [][]float32
}

// fit fits a rule to what a tally knows of the photos.
func (l fitData) fit(ctx context.Context, t *tally) (Fit, error) {
	f := fitter{measure: l.enc.Profile().Measure, own: l.enc.Profile().Rule, except: t.except, ways: []way{{}}, tags: l.tagsBy}
	if l.enc.Profile().Measure == tagging.Cosine {
		f.ways = append(f.ways, way{standardise: true})
	}
	for i, vector := range l.vectors {
		f.photos = append(f.photos, known{vector: vector, truth: t.truth[i], labels: t.left[i]})
	}
	return f.fit(ctx, l.enc.Profile().Rule)
}

// tagsBy are the tags as a rule has them, and what each scores on any of these photos.
func (l fitData) tagsBy(ctx context.Context, rule tagging.TakenRule) (*tagging.TagVectors, []float32, error) {
	tags, err := tagging.Vectors(ctx, l.enc, l.lib, l.vocabulary, tagging.VectorOptions{Prompt: l.prompt, Rule: &rule})
	if err != nil {
		return nil, nil, err
	}
	tags = tags.WithNulls(l.vectors)
	return tags, tags.Nulls(l.vectors), nil
}

// encodeLabelled gives each photo's vector, nil where it failed.
func encodeLabelled(ctx context.Context, enc tagging.Encoder, photos []Labelled, k *proven, o Options) (vectors [][]float32, failed []library.Failure, err error) {
	vectors = make([][]float32, len(photos))
	short, done := tagging.DecodeEdge(enc.Profile()), 0
	if o.Border > 0 {
		short = 0 // the border is counted in pixels of the whole photo
	}
	files := ahead{photos: photos, short: short, files: make([]*thumb.File, len(photos)), errs: make([]error, len(photos))}
	decode := func(ctx context.Context, i int, f *thumb.File, err error) (*thumb.Picture, error) {
		if err != nil {
			return nil, err
		}
		p, err := f.Decode(ctx, short)
		if err == nil {
			p, err = withoutBorder(p, o.Border)
		}
		if err != nil {
			return nil, err
		}
		return p, k.look(ctx, i, f, p)
	}
	pictures := tagging.Pictures{Count: len(photos), Memory: cmp.Or(o.Memory, thumb.NewBudget(0)), Weigh: files.weigh, Read: files.take, Decode: decode}
	err = pictures.Encode(ctx, enc, func(i int, vector []float32, err error) {
		vectors[i] = vector
		if err != nil {
			failed = append(failed, library.Failure{Path: photos[i].Path, Err: err})
		}
		if done++; o.Progress != nil {
			o.Progress(library.Progress{Done: done, Total: len(photos), Failed: len(failed), Path: photos[i].Path})
		}
	})
	return vectors, failed, err
}

// ahead are files on their way into the budget of memory: what a photo takes stands in the file
// itself, so it is read before it is weighed. One goroutine has to do with an index at a time, and
// no more files are ahead of the budget than there are readers. One of more than mostAhead bytes is
// not: what it takes is not known, so that it goes alone.
type ahead struct {
	photos []Labelled
	short  int
	files  []*thumb.File
	errs   []error
}

const mostAhead = 64 << 20

// weigh reads a photo's file and estimates the memory that it takes until it is decoded, in bytes.
func (o ahead) weigh(ctx context.Context, i int) int64 {
	if info, err := os.Stat(o.photos[i].Path); err == nil && info.Size() > mostAhead {
		return thumb.Weight("", info.Size(), 0, 0, o.short)
	}
	o.files[i], o.errs[i] = thumb.ReadFile(ctx, o.photos[i].Path)
	f := o.files[i]
	if f == nil {
		return 0
	}
	d := picture.ReadDetails(f.Data, f.Format)
	return thumb.Weight(f.Format, int64(len(f.Data)), d.Width, d.Height, o.short)
}

// take hands the file on, and reads one that was not read ahead.
func (o ahead) take(ctx context.Context, i int) (*thumb.File, error) {
	f := o.files[i]
	if f == nil && o.errs[i] == nil {
		return thumb.ReadFile(ctx, o.photos[i].Path)
	}
	o.files[i] = nil
	return f, o.errs[i]
}

// withoutBorder cuts n pixels off at every edge of a whole picture.
func withoutBorder(p *thumb.Picture, n int) (*thumb.Picture, error) {
	if n <= 0 {
		return p, nil
	}
	inner := image.Rect(0, 0, p.Width, p.Height).Inset(n)
	if inner.Empty() {
		return nil, fmt.Errorf("a photo of %d × %d pixels is nothing but a border of %d", p.Width, p.Height, n)
	}
	return tagging.Crop(p, inner), nil
}
