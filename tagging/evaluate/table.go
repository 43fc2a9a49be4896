package evaluate

import (
	"context"
	"errors"
	"fmt"
	"runtime"

	"golang.org/x/sync/errgroup"

	"catchlight/library"
	"catchlight/library/keywords"
	"catchlight/tagging"
	"catchlight/tagging/vocabulary"
)

// Table is a vocabulary graded on the keywords that photos have: these are their labels.
type Table struct {
	Photos    int     // that were graded: with a keyword of the vocabulary and a vector of the model
	Tags      []Grade // of the tags that photos have as keywords, in the vocabulary's order
	Rule      *Offer  // a rule that the whole vocabulary gains from; nil: there is none that holds
	RuleTaken bool    // a rule was taken over before, in place of the model's own

	profile    tagging.Profile
	vocabulary *vocabulary.Vocabulary
}

// TableOptions say how a vocabulary is graded.
type TableOptions struct {
	Strength tagging.Strength       // of the suggestions at present; "" is Balanced
	Progress func(library.Progress) // of the photos, by one goroutine at a time; may be nil
}

// mostGraded is how many photos are graded at most, from all over those with keywords: their scores
// stay in memory, 4 bytes a tag.
const mostGraded = 20_000

// GradeKeywords grades a vocabulary on those of the photos that have keywords of it, before
// anything is written. A keyword stands for all tags above it; photos without a keyword of the
// vocabulary, or without a vector of the model, say nothing. It stores nothing but vectors of
// texts, and blocks while these are encoded and for some seconds with 20,000 photos and 1,000 tags;
// when ctx ends it gives ctx's error. Any goroutine.
func GradeKeywords(
	ctx context.Context, enc tagging.Encoder, lib *library.Library, v *vocabulary.Vocabulary, photos []*library.Photo, o TableOptions,
) (Table, error) {
	g := newGrader(enc, lib, v, photos, o)
	t := Table{Photos: len(g.photos), profile: enc.Profile(), vocabulary: v}
	_, t.RuleTaken = tagging.RuleTaken(lib, t.profile.TakenKey())
	err := g.score(ctx)
	if err == nil {
		t.Tags, err = g.tags(ctx)
	}
	if err == nil {
		t.Rule, err = g.offer(ctx)
	}
	if err != nil {
		return t, fmt.Errorf("grade the vocabulary %s: %w", v.Name, err)
	}
	return t, nil
}

// Lines are the lines that are worth taking over, by the tags' names.
func (t Table) Lines() map[string]float32 {
	lines := map[string]float32{}
	for _, g := range t.Tags {
		if g.Holds {
			lines[t.vocabulary.Tags[g.Tag].Name] = g.Line
		}
	}
	return lines
}

// TakeLines lets the tags whose lines hold be suggested from these on, with the model that was
// graded, and gives up the lines that were taken before. It blocks on the disk; tagging.ForgetTaken
// goes back.
func (t Table) TakeLines(lib *library.Library) error {
	return tagging.TakeLines(lib, t.profile.TakenKey(), t.Lines())
}

// TakeRule lets the model that was graded suggest by the rule that is offered, in place of its own;
// without an offer it does nothing. It blocks on the disk; tagging.ForgetTaken goes back.
func (t Table) TakeRule(lib *library.Library) error {
	if t.Rule == nil {
		return nil
	}
	return tagging.TakeRule(lib, t.profile, t.Rule.Rule)
}

// grader grades one vocabulary with one model.
type grader struct {
	enc        tagging.Encoder
	lib        *library.Library
	model      string
	vocabulary *vocabulary.Vocabulary
	photos     []gradedPhoto
	options    TableOptions
}

func newGrader(enc tagging.Encoder, lib *library.Library, v *vocabulary.Vocabulary, photos []*library.Photo, o TableOptions) *grader {
	g := &grader{enc: enc, lib: lib, model: enc.Profile().Name, vocabulary: v, options: o}
	for _, p := range photos {
		own := tagsOn(v, p)
		if vector, ok := lib.Vector(g.model, p.Picture); ok && len(own) > 0 {
			g.photos = append(g.photos, gradedPhoto{photo: p, vector: vector, own: own})
		}
	}
	g.photos = evenly(g.photos, mostGraded)
	return g
}

// evenly takes at most so many photos from all over a list.
func evenly(photos []gradedPhoto, most int) []gradedPhoto {
	if len(photos) <= most {
		return photos
	}
	some := make([]gradedPhoto, most)
	for i := range some {
		some[i] = photos[i*len(photos)/most]
	}
	return some
}

// by are the tags as a rule alone has them, without lines of their own.
func (g *grader) by(ctx context.Context, rule tagging.TakenRule) (*tagging.TagVectors, error) {
	tags, err := tagging.Vectors(ctx, g.enc, g.lib, g.vocabulary, tagging.VectorOptions{Rule: &rule})
	if err != nil {
		return nil, err
	}
	return tags.InLibrary(g.lib), nil
}

// gradedAtOnce is how many photos are scored between two looks at whether to go on.
const gradedAtOnce = 64

// score says of each photo what is suggested for it, at present and by the rule alone, and how all
// tags score.
func (g *grader) score(ctx context.Context) error {
	present, err := tagging.Vectors(ctx, g.enc, g.lib, g.vocabulary, tagging.VectorOptions{})
	if err != nil {
		return err
	}
	ruled, err := g.by(ctx, tagging.RuleAtPresent(g.lib, g.enc.Profile()))
	if err != nil {
		return err
	}
	snap, o := g.lib.Snapshot(), tagging.SuggestOptions{Strength: g.options.Strength}
	present, ruled = present.Learn(g.lib, snap), ruled.Learn(g.lib, snap)
	for start := 0; start < len(g.photos); start += gradedAtOnce {
		some := g.photos[start:min(start+gradedAtOnce, len(g.photos))]
		err := each(ctx, len(some), func(i int) {
			p := &some[i]
			found, scores := present.SuggestScored(p.vector, o)
			p.scores, p.suggested = scores, withAbove(g.vocabulary, found)
			p.ruled = withAbove(g.vocabulary, ruled.Suggest(p.vector, o))
		})
		if err != nil {
			return err
		}
		if g.options.Progress != nil {
			g.options.Progress(library.Progress{Done: start + len(some), Total: len(g.photos), Path: some[len(some)-1].photo.Path})
		}
	}
	return nil
}

// tags grades the tags that photos have, in the vocabulary's order.
func (g *grader) tags(ctx context.Context) ([]Grade, error) {
	all, lines := make([]Grade, len(g.vocabulary.Tags)), g.lib.Settings().Lines[g.enc.Profile().TakenKey()]
	err := each(ctx, len(all), func(tag int) { all[tag] = grade(tag, g.photos) })
	var found []Grade
	for tag, one := range all {
		if t := g.vocabulary.Tags[tag]; one.Photos > 0 && !t.Heading {
			_, one.Taken = lines[keywords.Fold(t.Name)]
			found = append(found, one)
		}
	}
	return found, err
}

// each calls do for the numbers below n, on all cores, until ctx ends, whose error it gives.
func each(ctx context.Context, n int, do func(i int)) error {
	group, running := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i := 0; i < n && running.Err() == nil; i++ {
		group.Go(func() error {
			do(i)
			return nil
		})
	}
	return errors.Join(group.Wait(), ctx.Err())
}
