package vocabularies

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"catchlight/library/keywords"
	"catchlight/tagging/vocabulary"
	"catchlight/ui/kit"
	"catchlight/ui/phrase"
)

// offers are what the preview of an import asks about the list as a whole: whether its lines are
// several words, and whether tags in it are those of the user's under new names. Their controls
// stay what they are while plans come and go, so that the keyboard stays on them.
type offers struct {
	p       *preview
	cut     *kit.Check
	all     *kit.Check            // keeps the decisions of all that look renamed
	renamed map[string]*kit.Check // by the old path
}

func newOffers(p *preview) *offers {
	o := &offers{p: p, renamed: map[string]*kit.Check{}}
	o.cut = kit.NewCheck("", false, func(on bool) {
		w := p.want.anew()
		w.cut = on
		p.read(w)
	})
	o.cut.Note = lang.X("vocabularies.cutNote", "Nearly every line holds commas: what stands between them becomes a tag of its own.")
	o.all = kit.NewCheck("", false, func(on bool) {
		w := p.want
		for _, r := range p.plan.Renamings {
			old, _ := p.plan.NamesOf(r)
			w = w.keeping(old, on)
		}
		p.read(w)
	})
	return o
}

// objects are the controls for the plan, one below the other.
func (o *offers) objects() (list []fyne.CanvasObject) {
	plan, wish := o.p.plan, o.p.wish
	if plan.words > 0 {
		o.cut.Label = lang.XN("vocabularies.cut", "Cut the lines at their commas: {{.n}} tags", plan.words, phrase.Count(plan.words))
		o.cut.SetOn(wish.cut)
		o.cut.Refresh()
		list = append(list, o.cut)
	}
	n := len(plan.Renamings)
	if n == 0 {
		return list
	}
	o.all.Label = lang.XN("vocabularies.lookRenamed", "{{.n}} tags look renamed: keep their decisions", n, phrase.Count(n))
	o.all.Note = o.note()
	o.all.SetOn(len(plan.renamed(wish)) == n)
	o.all.Refresh()
	list = append(list, o.all)
	if n == 1 {
		return list
	}
	for _, r := range firstOf(plan.Renamings, mostRenamed) {
		list = append(list, indented(o.one(r)))
	}
	return list
}

// note says what ticking all does; where all is one, also which.
func (o *offers) note() string {
	says := lang.X("vocabularies.lookRenamedNote", "The old names become other names. Otherwise both are tags.")
	if all := o.p.plan.Renamings; len(all) == 1 {
		end := lang.X("sentence.end", ".") + " "
		says = o.says(all[0]) + end + o.decided(all[0]) + end + says
	}
	return says
}

// mostRenamed is how many tags that look renamed have a tick of their own.
const mostRenamed = 12

// one is the tick of a tag that looks renamed.
func (o *offers) one(r vocabulary.Renaming) *kit.Check {
	old, _ := o.p.plan.NamesOf(r)
	c := o.renamed[old]
	if c == nil {
		c = kit.NewCheck("", false, func(on bool) { o.p.read(o.p.want.keeping(old, on)) })
		o.renamed[old] = c
	}
	c.Label = o.says(r)
	c.Note = o.decided(r)
	c.SetOn(slices.Contains(o.p.wish.kept, old))
	c.Refresh()
	return c
}

// says says how a tag looks renamed.
func (o *offers) says(r vocabulary.Renaming) string {
	old, now := o.p.plan.NamesOf(r)
	return lang.X("vocabularies.oldIsNow", "{{.old}} is {{.new}} now", map[string]any{
		"old": steps(old), "new": keywords.Leaf(now),
	})
}

// decided says on how many photos something was decided under the old name.
func (o *offers) decided(r vocabulary.Renaming) string {
	old, _ := o.p.plan.NamesOf(r)
	return lang.X("vocabularies.decidedOn", "Decided on {{.photos}}", map[string]any{"photos": phrase.Photos(o.p.plan.decided[old])})
}

// indented is an object a step to the right.
func indented(object fyne.CanvasObject) fyne.CanvasObject {
	row := kit.NewLabelled(kit.NewText("", kit.StyleCaption), object)
	row.Width = 28
	return row
}
