package vocabularies

import (
	"cmp"
	"context"
	"slices"
	"sync"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"catchlight/library"
	"catchlight/library/keywords"
	"catchlight/library/picture"
	"catchlight/tagging"
	"catchlight/tagging/vocabulary"
	"catchlight/ui/jobs"
	"catchlight/ui/kit"
	"catchlight/ui/phrase"
	"catchlight/ui/view"
)

// thresholdSteps are how many places the slider of a threshold has.
const thresholdSteps = 101

// threshold is the score from which the current tag is suggested: what fits by itself, or a place
// that the user has chosen on a slider, where the photos are counted that it would be suggested for.
type threshold struct {
	e         *Editor
	automatic *kit.Button
	says      *kit.Paragraph
	slider    *kit.Slider
	object    fyne.CanvasObject

	open []float32 // the scores of the photos that it may be suggested for, the highest first
	all  bool      // open has also those where other tags would stand in for it: counted fast
	job  *jobs.Job
	of   *view.Tagset // for which they were found, and its tag; nil: not asked for yet
	tag  int
	snap *library.Snapshot

	low, high float32      // the ends of the slider
	moving    bool         // the user has hold of it
	left      *view.Tagset // he has put it elsewhere, and these are the tags of before
}

func newThreshold(e *Editor) *threshold {
	th := &threshold{e: e, tag: -1, says: kit.NewParagraph("", kit.StyleCaption)}
	th.automatic = kit.NewButton(lang.X("vocabularies.auto", "Automatic"), th.release)
	th.automatic.Small = true
	th.automatic.OnHint = e.deps.Hint(th.automatic, lang.X("hint.automatic", "Suggests the tag from the score that fits the model and your decisions"))
	th.slider = kit.NewSlider(thresholdSteps, 0, th.moved)
	th.slider.OnSettled = th.settled
	th.slider.Label = lang.X("vocabularies.threshold", "Threshold")
	th.slider.OnHint = e.deps.Hint(th.slider, lang.X("hint.threshold", "From which score the tag is suggested: fewer photos at the right"))
	line := kit.NewLabelled(th.automatic, th.says)
	line.Width, line.Centre = th.automatic.MinSize().Width, true
	th.object = kit.NewColumn(captionGap, kit.NewText(lang.X("vocabularies.threshold", "Threshold"), kit.StyleCaption), line, th.slider)
	return th
}

// inUse is the current tag among those that suggestions come from; false where it is none of them,
// or one that the model is not asked about.
func (th *threshold) inUse() (tags *view.Tagset, tag int, ok bool) {
	at, current := th.e.current()
	tags = th.e.deps.Tags()
	if !current || tags == nil || tags.Vectors == nil || th.e.deps.Settings().Threshold != nil {
		return tags, -1, false
	}
	tag = th.e.matched(at)
	if tag < 0 || tags.Vocabulary.Tags[tag].Heading || tags.Unknown(tag) {
		return tags, -1, false
	}
	return tags, tag, true
}

// matched is a tag of the list among those that suggestions come from, −1 where it is none of them.
func (e *Editor) matched(tag int) int {
	tags := e.deps.Tags()
	if tags == nil {
		return -1
	}
	if e.matches.tags != tags.Vocabulary || e.matches.words != e.words {
		e.matches = matches{tags.Vocabulary, e.words, e.words.Among(tags.Vocabulary)}
	}
	return e.matches.at[tag]
}

// matches are the tags of a list among those of another one.
type matches struct {
	tags, words *vocabulary.Vocabulary
	at          []int
}

// byHand is where the user has set the threshold of a tag, as it is read; "" he has not.
func (e *Editor) byHand(tag int) string {
	tags := e.deps.Tags()
	at := e.matched(tag)
	if at < 0 || tags.Vectors == nil {
		return ""
	}
	if cut, ok := tags.Vectors.ByHand(at, view.StrengthOf(e.deps.Settings())); ok {
		return phrase.Decimal(cut)
	}
	return ""
}

// refresh shows the current tag's.
func (th *threshold) refresh() {
	tags, tag, ok := th.inUse()
	if kit.ShowIf(th.object, ok); !ok {
		return
	}
	snap := th.e.deps.Snapshot()
	busy := th.job != nil && tag == th.tag && tags.SameSource(th.of) // what comes is soon enough
	if !busy && (tags != th.of || tag != th.tag || snap != th.snap) {
		_, byHand := tags.Vectors.OwnLine(tag)
		th.ask(tags, tag, snap, byHand)
	}
	th.place()
}

// ask finds the scores of the photos that are open for a tag in the background; exactly, or all of
// them, in a tenth of the time, for whoever only looks.
func (th *threshold) ask(tags *view.Tagset, tag int, snap *library.Snapshot, exactly bool) {
	if th.job != nil {
		th.e.deps.Jobs.Stop(th.job)
	}
	if th.tag != tag {
		th.open = nil
	}
	th.of, th.tag, th.snap = tags, tag, snap
	lib, most := th.e.deps.Library, th.e.deps.Settings().Max
	th.job = &jobs.Job{
		Lane: jobs.Plan, Quiet: true,
		Says: func(int, int) string { return lang.X("job.counting", "Counting the tags") },
		Work: func(ctx context.Context, _ *jobs.Job) (func(bool), error) {
			o := tagOn{lib, tags, tag, openPictures(ctx, tags, tag, snap)}
			var open []float32
			if exactly {
				open = o.suggestable(ctx, most)
			} else {
				open = o.scores(ctx)
			}
			return func(stopped bool) {
				if !stopped && th.of == tags && th.tag == tag && th.snap == snap {
					th.open, th.all, th.job = open, !exactly, nil
					th.counted()
				}
			}, ctx.Err()
		},
	}
	th.e.deps.Jobs.Add(th.job)
}

// openPictures are the pictures of photos on which a tag neither stands nor was decided, with how
// many photos show each. Any goroutine.
func openPictures(ctx context.Context, tags *view.Tagset, tag int, snap *library.Snapshot) map[picture.ID]int {
	open := map[picture.ID]int{}
	v := tags.Vocabulary
	name, names := v.Tags[tag].Name, v.NamesOf(tag)
	decided := func(d library.Decision) bool { return slices.Contains(names, keywords.Fold(d.Tag)) }
	for n, p := range snap.Photos() {
		if n%1024 == 0 && ctx.Err() != nil {
			return nil
		}
		if !p.Picture.IsZero() && !v.Has(p.Keywords, name) && !slices.ContainsFunc(snap.Decisions(p.ID), decided) {
			open[p.Picture]++
		}
	}
	return open
}

// tagOn is a tag with pictures that it may be suggested on, and how many photos show each.
type tagOn struct {
	lib      *library.Library
	tags     *view.Tagset
	tag      int
	pictures map[picture.ID]int
}

// scores are those of the tag, once for each photo; the highest first.
func (o tagOn) scores(ctx context.Context) []float32 {
	var open []float32
	for id, photos := range o.pictures {
		if ctx.Err() != nil {
			return nil
		}
		if vector, ok := o.lib.Vector(o.tags.Model, id); ok {
			score, _ := o.tags.Vectors.Score(vector, o.tag)
			open = append(open, slices.Repeat([]float32{score}, photos)...)
		}
	}
	return sorted(open)
}

// suggestable are the scores where no other tag would stand in for it, of at most so many on a photo.
func (o tagOn) suggestable(ctx context.Context, most int) []float32 {
	var mu sync.Mutex
	var open []float32
	wanted := func(id picture.ID) bool { return o.pictures[id] > 0 }
	err := o.tags.Vectors.SuggestBelow(ctx, o.lib.VectorBlocks(o.tags.Model), o.tag, tagging.SuggestOptions{Strength: tagging.Loose, Max: most}, wanted,
		func(id picture.ID, score float32) {
			mu.Lock()
			defer mu.Unlock()
			open = append(open, slices.Repeat([]float32{score}, o.pictures[id])...)
		})
	if err != nil {
		return nil
	}
	return sorted(open)
}

func sorted(scores []float32) []float32 {
	slices.SortFunc(scores, func(a, b float32) int { return cmp.Compare(b, a) })
	return scores
}

// place puts the slider where the threshold is, unless the user has just put it elsewhere.
func (th *threshold) place() {
	tags, tag, ok := th.inUse()
	if !ok || th.moving || th.left == tags {
		return
	}
	th.left = nil
	cut := tags.Vectors.Cut(tag, view.StrengthOf(th.e.deps.Settings()))
	th.low, th.high = cut, cut
	if n := len(th.open); n > 0 {
		th.low, th.high = min(cut, th.open[n-1]), max(cut, th.open[0])
	}
	step := float32(0)
	if th.high > th.low {
		step = (cut - th.low) / (th.high - th.low) * (thresholdSteps - 1)
	}
	th.slider.SetValue(int(step + .5))
	_, byHand := tags.Vectors.OwnLine(tag)
	th.automatic.SetDisabled(!byHand)
	if byHand {
		n := th.e.deps.Waiting(tags.Vocabulary.Tags[tag].Name)
		th.says.SetText(lang.XN("vocabularies.from", "{{.n}} photos from {{.score}} on", n, map[string]any{"n": phrase.Number(n), "score": phrase.Decimal(cut)}))
	} else {
		th.sayAutomatic(tags, tag)
	}
}

// say says how many photos reach a threshold. Of some of them it is known otherwise that the tag is
// not true, so that fewer may get it in the end.
func (th *threshold) say(cut float32) {
	n, _ := slices.BinarySearchFunc(th.open, cut, func(score, cut float32) int {
		if score >= cut {
			return -1
		}
		return 1
	})
	th.says.SetText(lang.XN("vocabularies.reach", "{{.n}} photos reach {{.score}}", n, map[string]any{"n": phrase.Number(n), "score": phrase.Decimal(cut)}))
}

// sayAutomatic says what a threshold was learned from.
func (th *threshold) sayAutomatic(tags *view.Tagset, tag int) {
	yes, no := tags.Vectors.Taught(tag)
	text := lang.X("vocabularies.byModel", "as it fits the model")
	if yes+no > 0 {
		text = lang.X("vocabularies.taught", "from {{.yes}} yes and {{.no}} no", map[string]any{"yes": phrase.Number(yes), "no": phrase.Number(no)})
	}
	th.says.SetText(text)
}

// at is the score at the place of the slider.
func (th *threshold) at() float32 {
	return th.low + (th.high-th.low)*float32(th.slider.Value())/(thresholdSteps-1)
}

// moved counts while the slider moves.
func (th *threshold) moved(int) {
	th.moving = true
	if th.say(th.at()); th.all && th.job == nil {
		th.ask(th.of, th.tag, th.snap, true)
	}
}

// counted shows what was counted.
func (th *threshold) counted() {
	if th.moving {
		th.say(th.at())
		return
	}
	th.place()
}

// settled keeps the place where the slider was left.
func (th *threshold) settled(int) {
	if th.moving = false; th.high > th.low {
		cut := th.at()
		th.keep(&cut)
	}
}

// release goes back to what fits by itself.
func (th *threshold) release() { th.keep(nil) }

// keep stores a threshold, and says so with its undo.
func (th *threshold) keep(cut *float32) {
	if tags, tag, ok := th.inUse(); ok {
		th.keepOf(tags, tag, cut)
	}
}

// keepOf is keep for any tag of those in use.
func (th *threshold) keepOf(tags *view.Tagset, tag int, cut *float32) {
	v, d := tags.Vocabulary, th.e.deps
	before := d.Settings().Thresholds
	d.Keep(func(set *library.Settings) {
		tags.Vectors.SetThreshold(set, tag, cut, view.StrengthOf(*set))
	})
	th.left = tags
	d.Retag()
	what := lang.X("vocabularies.thresholdAuto", "Made the threshold of {{.tag}} automatic", phrase.Tag(v.Tags[tag].Name))
	if cut != nil {
		what = lang.X("vocabularies.thresholdSet", "Set the threshold of {{.tag}} to {{.score}}", map[string]any{"tag": v.Tags[tag].Name, "score": phrase.Decimal(*cut)})
	}
	d.Did(what, func() {
		d.Keep(func(set *library.Settings) { set.Thresholds = before })
		d.Retag()
	})
}
