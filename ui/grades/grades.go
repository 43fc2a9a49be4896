// Package grades is the page that compares what the model suggests with the keywords that photos
// have already: how right each tag is, by which line it would be at its best, and what takes these
// lines over.
package grades

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"catchlight/tagging/vocabulary"
	"catchlight/ui/engine"
	"catchlight/ui/jobs"
	"catchlight/ui/kit"
	"catchlight/ui/page"
	"catchlight/ui/phrase"
)

// Deps is what the page works with. All must be set.
type Deps struct {
	Engine       *engine.Engine
	Queue        *jobs.Queue
	FromKeywords func() // shows what a vocabulary of the user's keywords would be
	Hint         func(owner any, text string) func(inside bool)
}

// grades is the page.
type grades struct {
	deps   Deps
	column *kit.Column
	result engine.Graded
	known  bool                   // result is there
	job    *jobs.Job              // that grades; nil while none does
	runs   int                    // begun so far
	asked  *vocabulary.Vocabulary // that is, or was last, compared; nil: none

	take, rule, forget, own, stop *kit.Button
}

// New returns the page, which begins to compare at once; leaving it stops that.
func New(d Deps) *page.Page {
	g := &grades{deps: d, column: page.NewColumn(8)}
	g.take = kit.NewButton(lang.X("grade.take", "Take the best lines over"), func() { d.Engine.Vocabularies.TakeLines(g.result) })
	g.take.Accent = true
	g.rule = kit.NewButton(lang.X("grade.takeRule", "Take this rule over"), func() { d.Engine.Vocabularies.TakeRule(g.result) })
	g.forget = kit.NewButton(lang.X("grade.forget", "Back to the model’s rule"), func() { d.Engine.Vocabularies.ForgetTaken(g.result) })
	g.own = kit.NewButton(lang.X("vocabularies.fromKeywords", "From my keywords"), d.FromKeywords)
	g.stop = kit.NewButton(lang.X("access.stop", "Stop"), g.halt)
	g.take.OnHint = d.Hint(g.take, lang.X("hint.takeLines", "Tags marked with ✓ are suggested from their best line on; no decision and no file changes"))
	g.forget.OnHint = d.Hint(g.forget, lang.X("hint.forgetLines", "Gives up the lines and the rule that were taken over"))
	g.start()
	return &page.Page{
		ID: "grades", Title: lang.X("grade.title", "Compared with my keywords"), Body: kit.NewScroll(g.column),
		Actions: []fyne.CanvasObject{g.stop, g.forget, g.take}, Tick: g.tick, Close: g.halt,
	}
}

// start compares anew.
func (g *grades) start() {
	g.asked = g.vocabulary() // before the job is there: its coming is news, too
	g.halt()
	g.runs++
	this := g.runs
	g.job = g.deps.Engine.Vocabularies.Grade(func(result engine.Graded, stopped bool, err error) {
		if this == g.runs {
			g.graded(result, stopped, err)
		}
	})
	if g.show(); g.job == nil {
		g.say(lang.X("grade.noModel", "Nothing to compare: the model or the vocabulary is not ready."))
	}
}

// tick compares anew where the tags in use were read anew: another vocabulary, or with other lines.
func (g *grades) tick() {
	if now := g.vocabulary(); now != nil && now != g.asked {
		g.start()
	}
}

func (g *grades) halt() {
	if g.job != nil {
		g.deps.Queue.Stop(g.job)
	}
}

// graded shows what has come out.
func (g *grades) graded(result engine.Graded, stopped bool, err error) {
	g.job = nil
	g.result, g.known = result, !stopped && err == nil
	g.show()
	switch {
	case stopped:
		g.say(lang.X("grade.stopped", "Stopped."))
	case err != nil:
		g.say(phrase.Sentence(err))
	}
}

// vocabulary is the one in use, nil while nothing can be suggested.
func (g *grades) vocabulary() *vocabulary.Vocabulary {
	if !g.deps.Engine.Ready() {
		return nil
	}
	return g.deps.Engine.Tags().Vocabulary
}

func (g *grades) say(text string) { g.column.SetObjects(kit.NewParagraph(text, kit.StyleText)) }
