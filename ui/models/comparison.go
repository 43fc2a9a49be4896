package models

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"catchlight/library"
	"catchlight/library/picture"
	"catchlight/tagging"
	"catchlight/ui/engine"
	"catchlight/ui/jobs"
	"catchlight/ui/kit"
	"catchlight/ui/page"
	"catchlight/ui/phrase"
	"catchlight/ui/thumbnail"
	"catchlight/ui/view"
)

// Compared is how many photos two models look at.
const Compared = 10

// The pictures of a comparison have the grid's middle size, in dp.
const pictureWidth, pictureHeight = 176, 132

// Spread chooses photos to compare by from a list: those that a model can see, from the first to
// the last at equal steps, so that not all are of one motif, and each picture once.
func Spread(photos []*library.Photo) []*library.Photo {
	known := map[picture.ID]bool{}
	seen := slices.DeleteFunc(slices.Clone(photos), func(p *library.Photo) bool {
		again := known[p.Picture]
		known[p.Picture] = true
		return again || !p.HasPicture()
	})
	if len(seen) <= Compared {
		return seen
	}
	chosen := make([]*library.Photo, Compared)
	for i := range chosen {
		chosen[i] = seen[i*(len(seen)-1)/(Compared-1)]
	}
	return chosen
}

// comparison is the page on which two models say what they see on the same photos.
type comparison struct {
	deps   Deps
	model  string // that may come into use
	column *kit.Column
	use    *kit.Button
	stop   *kit.Button
	job    *jobs.Job // nil once it has ended
	frames []*thumbnail.Frame
	failed bool // the models could not be compared: there is nothing to choose by
}

// NewComparison returns the page on which a model that is on this computer says what it sees on ten
// photos, beside the one in use. Leaving it stops the job; what the models have seen is kept.
func NewComparison(d Deps, model string) *page.Page {
	c := &comparison{deps: d, model: model, column: kit.NewColumn(16)}
	c.column.Margin, c.column.Top = 24, 24
	title := map[string]any{"model": d.Engine.Models.Title(model)}
	c.use = kit.NewButton(lang.X("models.useThis", "Use {{.model}}", title), func() {
		d.Engine.Use(model)
		d.Back()
	})
	c.use.Accent = true
	c.use.OnHint = d.Hint(c.use, lang.X("hint.useModel", "It takes over when it has seen all photos; decisions stay"))
	c.stop = kit.NewButton(lang.X("access.stop", "Stop"), c.halt)
	c.start()
	return &page.Page{
		ID: "comparison", Title: lang.X("models.comparison", "{{.model}} beside the model in use", title), Body: kit.NewScroll(c.column),
		Actions: []fyne.CanvasObject{c.stop, c.use}, Tick: c.refresh, Close: c.leave,
	}
}

// start lets both models look.
func (c *comparison) start() {
	photos := Spread(c.deps.Sample())
	if len(photos) == 0 || c.deps.Engine.Encoder() == nil {
		c.say(lang.X("models.noPhotos", "There are no photos to compare by yet. Add some, then come back."))
		return
	}
	c.say(lang.XN("models.looking", "Both models look at the same {{.n}} photos. Nothing changes by that: neither the model in use nor a decision.", len(photos), phrase.Count(len(photos))))
	c.job = c.deps.Engine.Models.Compare(c.model, photos, c.compared)
	c.refresh()
}

// say shows a sentence in place of what the models say.
func (c *comparison) say(text string) {
	c.column.SetObjects(kit.NewParagraph(text, kit.StyleText))
	c.refresh()
}

// refresh shows what can be done now.
func (c *comparison) refresh() {
	kit.ShowIf(c.stop, c.job != nil)
	kit.ShowIf(c.use, !c.failed && c.deps.Engine.Model() != c.model && c.deps.Engine.Target() != c.model)
}

func (c *comparison) halt() {
	if c.job != nil {
		c.deps.Queue.Stop(c.job)
	}
}

// leave stops what still looks, and lets go of the pictures.
func (c *comparison) leave() {
	c.halt()
	for _, f := range c.frames {
		f.Drop()
	}
}

// compared shows what the models say.
func (c *comparison) compared(r engine.Comparison, stopped bool, err error) {
	c.job = nil
	switch {
	case stopped:
		c.say(lang.X("models.stopped", "Stopped. What was looked at is kept."))
	case err != nil:
		c.failed = true
		c.say(lang.X("models.notCompared", "The models could not be compared: {{.why}}", map[string]any{"why": phrase.OneLine(err)}))
	default:
		c.show(r)
	}
}

func (c *comparison) show(r engine.Comparison) {
	titles := c.deps.Engine.Models
	heads := kit.NewHalves(kit.NewText(titles.Title(r.Now.Model), kit.StyleTitle), kit.NewText(titles.Title(r.Other.Model), kit.StyleTitle))
	list := []fyne.CanvasObject{
		kit.NewParagraph(c.summary(r), kit.StyleText),
		kit.NewParagraph(lang.X("models.untaught", "Balanced, with the tags in use, and without what your decisions have taught. A model that has seen more photos judges a little more surely."), kit.StyleCaption),
		kit.NewMediaRow(nil, kit.NewSpace(pictureWidth, 0), heads),
	}
	for i, p := range r.Photos {
		f := thumbnail.NewFrame(canvas.ImageFillContain)
		c.frames = append(c.frames, f)
		f.Show(c.deps.Thumbnails, p.ID, pictureWidth, pictureHeight)
		picture := container.NewGridWrap(fyne.NewSize(pictureWidth, pictureHeight), f.Picture)
		list = append(list, kit.NewMediaRow(nil, picture, kit.NewHalves(saidWords(r.Now.Words[i]), saidWords(r.Other.Words[i]))), kit.NewRule())
	}
	c.column.SetObjects(list...)
	c.refresh()
}

// summary counts what the models agree in.
func (c *comparison) summary(r engine.Comparison) string {
	both, now, other := 0, 0, 0
	for i := range r.Photos {
		shared := 0
		for _, s := range r.Now.Words[i] {
			if slices.ContainsFunc(r.Other.Words[i], func(o tagging.Suggestion) bool { return o.Name == s.Name }) {
				shared++
			}
		}
		both, now, other = both+shared, now+len(r.Now.Words[i])-shared, other+len(r.Other.Words[i])-shared
	}
	titles := c.deps.Engine.Models
	return lang.X("models.summary", "Suggestions of both: {{.both}}, of {{.now}} alone: {{.n}}, of {{.other}} alone: {{.m}}.", map[string]any{
		"both": phrase.Number(both), "n": phrase.Number(now), "m": phrase.Number(other), "now": titles.Title(r.Now.Model), "other": titles.Title(r.Other.Model),
	})
}

// saidWords are a model's words for a photo; nil are those of a photo that it could not see.
func saidWords(said []tagging.Suggestion) fyne.CanvasObject {
	switch {
	case said == nil:
		return kit.NewParagraph(lang.X("models.unseen", "could not be looked at"), kit.StyleCaption)
	case len(said) == 0:
		return kit.NewParagraph(lang.X("models.nothing", "no suggestion"), kit.StyleCaption)
	}
	var chips []kit.Chip
	for _, s := range said {
		chips = append(chips, kit.Chip{Name: s.Name, State: kit.Suggested, Strength: view.Bars(s.Strength), Label: s.Name})
	}
	return kit.NewWords(chips)
}
