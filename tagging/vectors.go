package tagging

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"

	"catchlight/library"
	"catchlight/tagging/lexicon"
	"catchlight/tagging/vocabulary"
)

// TagVectors is a vocabulary made ready for one model: one vector for each tag that can be
// proposed, and the model's rule. Immutable: any goroutine may score and suggest with it.
type TagVectors struct {
	vocabulary *vocabulary.Vocabulary
	model      string
	takenKey   string // see Profile.TakenKey
	measure    Measure
	rule       Rule
	unmeasured bool            // the rule is not the model's own, so that nobody has measured what it is worth
	count      int             // tags of the vocabulary
	dim        int             // values of a vector
	tags       []int           // the scored tags, in the vocabulary's order
	rows       []float32       // their vectors, side by side
	unknown    map[int]bool    // tags that the model does not know
	lines      map[int]float32 // of tags that are suggested from a score of their own on
	byHand     map[int]bool    // of these, the tags whose line the user has set: it does not move

	standard *standard // brings scores to one level; nil: they stay as they are

	// What Learn has changed; none of it, where nothing was learned. Of usual and common a model
	// of classes knows some at once.
	base    *TagVectors    // before decisions taught it
	taught  map[int]taught // by tag
	plain   []int          // the taught tags, whose text's vectors stand after the other rows
	offsets []float32      // by row: added to its products
	shifts  []float32      // by tag: added to its values, for lines and lessons
	usual   []float32      // by tag: what it scores on any photo (nulls)
	common  []int          // tags that hold for a quarter of all photos
	size    int            // of the library when nulls were taken, in doublings
}

// VectorOptions say how tag vectors are made.
type VectorOptions struct {
	Prompt   string                 // in place of the model's templates; "" those
	RuleOnly bool                   // the model's own rule holds for all tags, whatever the user took over
	Rule     *TakenRule             // this one holds for all tags, in place of what the user took over; nil: that
	Progress func(library.Progress) // of the texts that had to be encoded, by one goroutine at a time; may be nil
}

// Vectors gives the tag vectors of v for the encoder's model, from the library where it has them;
// the rest is encoded and stored. A tag's vector is the mean of its texts' vectors, of unit length
// where these are; with pairs (TakenRule) that of the mean of these and of the mean of theirs. Its
// texts are its own prompts, else the prompt given, else the model's templates; {} stands for its
// name in English. Tags that the model cannot read (Unreadable) get none and are never proposed. lib
// may be nil: then nothing is kept. It blocks for the time of encoding (docs/TAGGING.md).
func Vectors(ctx context.Context, enc Encoder, lib *library.Library, v *vocabulary.Vocabulary, o VectorOptions) (*TagVectors, error) {
	profile := enc.Profile()
	templates := profile.Templates
	if o.Prompt != "" {
		templates = []string{o.Prompt}
	}
	rule, lines := o.in(lib, profile)
	t := &TagVectors{
		vocabulary: v, model: profile.Name, takenKey: profile.TakenKey(), measure: profile.Measure, rule: rule.Rule, count: len(v.Tags), dim: profile.Dim,
		unmeasured: rule.Rule != profile.Rule || len(rule.Pairs) > 0,
	}
	texts, ends := t.texts(profile, templates, rule.Pairs)
	vectors, err := textVectors(ctx, enc, lib, texts, o.Progress)
	if err != nil {
		return nil, fmt.Errorf("vectors of vocabulary %s: %w", v.Name, err)
	}
	t.join(vectors, ends)
	if t, err = t.judged(ctx, enc, lib, templates[0]); err != nil {
		return nil, err
	}
	if lines {
		set := lib.Settings()
		t = t.withLines(set.Lines[t.takenKey], set.Thresholds[t.takenKey])
	}
	return t, nil
}

// texts gives the texts of all tags that the model reads, which become the scored ones: where each
// one's own end, and where those that name a pair do, behind them.
func (t *TagVectors) texts(p Profile, templates []string, pairs map[string][]string) (texts []string, ends [][2]int) {
	for i, tag := range t.vocabulary.Tags {
		if tag.Heading || !p.reads(t.vocabulary, i) {
			continue
		}
		texts = append(texts, tagTexts(t.vocabulary, i, templates, t.measure)...)
		own := len(texts)
		if t.measure == Cosine {
			texts = append(texts, pairTexts(t.vocabulary, i, pairs, templates[0])...)
		}
		t.tags, ends = append(t.tags, i), append(ends, [2]int{own, len(texts)})
	}
	return texts, ends
}

// join makes each scored tag's vector of those of its texts.
func (t *TagVectors) join(vectors [][]float32, ends [][2]int) {
	t.rows = make([]float32, 0, len(t.tags)*t.dim)
	start := 0
	for _, end := range ends {
		row := t.measure.together(vectors[start:end[0]], t.dim)
		if pairs := vectors[end[0]:end[1]]; len(pairs) > 0 {
			row = unitMean([][]float32{row, unitMean(pairs, t.dim)}, t.dim)
		}
		t.rows, start = append(t.rows, row...), end[1]
	}
}

// judged is t with what the model knows of its tags, after other ways to say them were tried.
func (t *TagVectors) judged(ctx context.Context, enc Encoder, lib *library.Library, template string) (*TagVectors, error) {
	if t.measure != Probabilities {
		t.findUnknown(nil)
		return t, nil
	}
	if err := t.lookUp(ctx, enc, lib, template); err != nil {
		return nil, err
	}
	alive, err := t.keepLiving(ctx, enc, lib, template)
	if err != nil {
		return nil, err
	}
	t.findUnknown(enc.Profile().Knows)
	if err := t.findKinds(ctx, enc, lib, template, alive); err != nil {
		return nil, err
	}
	t.findRivals()
	return t.withNulls(nil, 0), nil
}

// tagTexts are the texts whose vectors make up a tag's: its own prompts, else the templates. A model
// that compares by cosine reads likeness into any word, so that it is shown those that are sure to
// be words: one in the singular, and where nobody knows the name another one of the tag beside it.
func tagTexts(v *vocabulary.Vocabulary, tag int, templates []string, m Measure) []string {
	names := []string{v.English(tag)}
	if prompts := v.Tags[tag].Prompts; len(prompts) > 0 {
		templates = prompts
	} else if m == Cosine {
		if one, ok := lexicon.Everyday().Singular(names[0]); ok {
			names[0] = one
		}
		if other, ok := v.AlsoEnglish(tag); ok {
			names = append(names, other)
		}
	}
	var texts []string
	for _, template := range templates {
		texts = append(texts, inTemplate(names, template)...)
	}
	return texts
}

// encodedAtOnce is how many texts are encoded before they are stored: an interruption loses no
// more.
const encodedAtOnce = 256

// textVectors gives one vector a text, those that the library lacks by encoding, without what the
// model takes the word of a text for in another sense than the usual one. progress may be nil.
func textVectors(ctx context.Context, enc Encoder, lib *library.Library, texts []string, progress func(library.Progress)) ([][]float32, error) {
	vectors, err := storedTexts(ctx, enc, lib, texts, progress)
	astray := enc.Profile().Astray
	if err != nil || astray == nil {
		return vectors, err
	}
	for i, text := range texts {
		if classes := astray(text); len(classes) > 0 {
			vectors[i] = slices.Clone(vectors[i])
			for _, class := range classes {
				vectors[i][class] = 0
			}
		}
	}
	return vectors, nil
}

// storedTexts gives one vector a text as the model has it, and keeps those that are new in the
// library.
func storedTexts(ctx context.Context, enc Encoder, lib *library.Library, texts []string, progress func(library.Progress)) ([][]float32, error) {
	var known [][]float32
	model := enc.Profile().texts()
	if lib != nil {
		known = lib.TextVectors(model, texts)
	}
	missing := lacking(texts, known)
	// The longest first: a batch is as slow as its longest text, and the time that is left is not
	// underrated.
	slices.SortStableFunc(missing, func(a, b string) int { return cmp.Compare(len(b), len(a)) })
	made := make(map[string][]float32, len(missing))
	for batch := range slices.Chunk(missing, encodedAtOnce) {
		vectors, err := enc.Texts(ctx, batch)
		if err == nil && lib != nil {
			err = lib.StoreTextVectors(model, batch, vectors)
		}
		if err != nil {
			return nil, err
		}
		for i, text := range batch {
			made[text] = vectors[i]
		}
		if progress != nil {
			progress(library.Progress{Done: len(made), Total: len(missing), Path: batch[len(batch)-1]})
		}
	}
	if lib != nil {
		// Read back even what was just made: stored values are rounded, and a second run must score
		// as the first did.
		return lib.TextVectors(model, texts), nil
	}
	vectors := make([][]float32, len(texts))
	for i, text := range texts {
		vectors[i] = made[text]
	}
	return vectors, nil
}

// lacking are the texts without a vector, each once; all of them where vectors is nil.
func lacking(texts []string, vectors [][]float32) []string {
	var missing []string
	seen := map[string]bool{}
	for i, text := range texts {
		if (vectors == nil || vectors[i] == nil) && !seen[text] {
			seen[text] = true
			missing = append(missing, text)
		}
	}
	return missing
}

// unitMean is the mean of vectors at unit length.
func unitMean(vectors [][]float32, dim int) []float32 {
	mean := make([]float32, dim)
	for _, v := range vectors {
		addScaled(mean, v, 1)
	}
	return unit(mean)
}

func addScaled(sum, v []float32, factor float32) {
	for i := range v {
		sum[i] += factor * v[i]
	}
}

// unit brings v to length 1 in place; a zero vector stays.
func unit(v []float32) []float32 {
	length := math.Sqrt(float64(dot(v, v)))
	if length == 0 {
		return v
	}
	for i := range v {
		v[i] = float32(float64(v[i]) / length)
	}
	return v
}

// Len is how many tags can be proposed.
func (t *TagVectors) Len() int { return len(t.tags) }

// scored reports whether a tag has a vector: it is no heading, and the model can read it.
func (t *TagVectors) scored(tag int) bool {
	_, ok := slices.BinarySearch(t.tags, tag)
	return ok
}

// unscored is the score of a tag without a vector.
const unscored = -1

// Scores compares a photo's vector with each tag, in the order of the vocabulary; −1 for headings.
// Tags that have learned have scores of their own, on the same scale. It takes about 0.03 ms for
// 1,000 tags and does not block.
func (t *TagVectors) Scores(vector []float32) []float32 {
	return t.scoreRows(vector, nil)[:t.count:t.count]
}

// Score gives one tag's score; false for headings. Pure.
func (t *TagVectors) Score(vector []float32, tag int) (float32, bool) {
	score, ok := t.raw(vector, tag)
	if !ok {
		return unscored, false
	}
	return t.level(vector)(tag, score), true
}

// raw is Score as the vectors alone have it.
func (t *TagVectors) raw(vector []float32, tag int) (float32, bool) {
	row, ok := slices.BinarySearch(t.tags, tag)
	if !ok {
		return unscored, false
	}
	score := dot(t.measure.facing(vector, nil), t.rows[row*t.dim:][:t.dim]) + t.offset(row)
	return score + t.leaning(vector, tag), true
}

// Aim is a tag as what photos are searched by, without what it has learned; false for headings and
// for what the model cannot read. Pure.
func (t *TagVectors) Aim(tag int) (*Aim, bool) {
	row, ok := slices.BinarySearch(t.tags, tag)
	if !ok {
		return nil, false
	}
	return &Aim{measure: t.measure, texts: t.rows[row*t.dim:][:t.dim]}, true
}

// leaning is what a taught tag has learned in the space of photos, where that is another than the
// one of texts.
func (t *TagVectors) leaning(vector []float32, tag int) float32 {
	if k := t.taught[tag]; k.leaning != nil {
		return dot(vector, k.leaning)
	}
	return 0
}

// offset is what is added to the products of a row.
func (t *TagVectors) offset(row int) float32 {
	if t.offsets == nil {
		return 0
	}
	return t.offsets[row]
}
