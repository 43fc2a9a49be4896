package grades

import (
	"cmp"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"catchlight/tagging/evaluate"
	"catchlight/ui/engine"
	"catchlight/ui/kit"
	"catchlight/ui/page"
	"catchlight/ui/phrase"
)

// figureWidth is the width of a column of figures, markWidth that of the last one, in dp: the name
// of a tag has room beside them in the narrowest window.
const figureWidth, markWidth = 64, 80

// show shows what is known now, and what can be done with it.
func (g *grades) show() {
	r := g.result
	kit.ShowIf(g.stop, g.job != nil)
	kit.ShowIf(g.take, g.known && len(g.gains()) > 0)
	kit.ShowIf(g.forget, g.known && (r.RuleTaken || slices.ContainsFunc(r.Tags, func(t evaluate.Grade) bool { return t.Taken })))
	switch {
	case g.job != nil && !g.known:
		g.say(lang.X("grade.running", "What the model suggests is compared with the keywords that your photos have. Nothing changes by that."))
	case g.known && r.Photos == 0:
		g.column.SetObjects(g.needs()...)
	case g.known:
		g.column.SetObjects(g.objects()...)
	}
}

// gains are the tags whose best line holds and is not in use yet.
func (g *grades) gains() []evaluate.Grade {
	return slices.DeleteFunc(slices.Clone(g.result.Tags), func(t evaluate.Grade) bool { return !t.Holds || t.Taken })
}

// needs says what is needed where no photo can be compared.
func (g *grades) needs() []fyne.CanvasObject {
	name := map[string]any{"name": engine.VocabularyTitle(g.deps.Engine.Vocabularies.Name())}
	return []fyne.CanvasObject{
		kit.NewParagraph(lang.X("grade.none", "No photo to compare with yet"), kit.StylePage),
		kit.NewParagraph(lang.X("grade.needs", "Needed are photos that were tagged here and have keywords in their files which are tags of {{.name}}. Five photos of a tag are enough to judge its line.", name), kit.StyleText),
		kit.NewParagraph(lang.X("grade.needsOwn", "Are your keywords other words? They become a vocabulary in one step."), kit.StyleText),
		kit.AtOwnWidth(g.own),
	}
}

// objects are the sentences and the table.
func (g *grades) objects() []fyne.CanvasObject {
	r := g.result
	photos := map[string]any{"n": phrase.Number(r.Photos), "m": phrase.Number(len(r.Tags)), "name": engine.VocabularyTitle(g.deps.Engine.Vocabularies.Name())}
	list := []fyne.CanvasObject{
		kit.NewParagraph(lang.XN("grade.photos", "{{.n}} photos have keywords of {{.name}}, {{.m}} of its tags stand on them. The keywords count as the truth; no photo changes.", r.Photos, photos), kit.StyleText),
		kit.NewParagraph(lang.X("grade.explained", "Right: how many of the photos for which the tag is suggested have it. Found: how many of those that have it are suggested. The best line is marked where it is better on photos that it was not fitted to as well."), kit.StyleCaption),
	}
	list = append(append(list, g.offer()...), kit.NewSpace(0, 4), heads(), kit.NewRule())
	tags := g.sorted()
	for _, t := range tags[:min(len(tags), page.MostListed)] {
		list = append(list, g.row(t))
	}
	if more := len(tags) - page.MostListed; more > 0 {
		list = append(list, kit.NewText(phrase.AndMore(more), kit.StyleCaption))
	}
	return list
}

// offer is the rule that all tags gain from, where there is one.
func (g *grades) offer() []fyne.CanvasObject {
	o := g.result.Rule
	if o == nil {
		return nil
	}
	data := map[string]any{
		"right": percent(o.Now.Precision), "found": percent(o.Now.Recall), "n": phrase.Fraction(o.Now.PerPhoto, 1),
		"right2": percent(o.Then.Precision), "found2": percent(o.Then.Recall), "n2": phrase.Fraction(o.Then.PerPhoto, 1),
	}
	return []fyne.CanvasObject{
		kit.NewParagraph(lang.X("grade.offer", "All tags together gain from another rule, on photos that it was not fitted to: {{.right2}} right and {{.found2}} found with {{.n2}} tags a photo, in place of {{.right}} and {{.found}} with {{.n}}.", data), kit.StyleBold),
		kit.AtOwnWidth(g.rule),
	}
}

// sorted are the tags by what their best line gains: those where it holds first, the commonest
// before the others.
func (g *grades) sorted() []evaluate.Grade {
	tags := slices.Clone(g.result.Tags)
	slices.SortStableFunc(tags, func(a, b evaluate.Grade) int {
		if a.Holds != b.Holds {
			if a.Holds {
				return -1
			}
			return 1
		}
		return cmp.Compare(b.Photos, a.Photos)
	})
	return tags
}

// heads are the names of the columns: in most languages they need two lines.
func heads() fyne.CanvasObject {
	var names [5]fyne.CanvasObject
	for i, text := range [...]string{
		lang.X("grade.photosHead", "Photos"), lang.X("grade.rightNow", "Right now"), lang.X("grade.foundNow", "Found now"),
		lang.X("grade.rightBest", "Best right"), lang.X("grade.foundBest", "Best found"),
	} {
		name := kit.NewParagraph(text, kit.StyleCaption)
		name.Align = fyne.TextAlignTrailing
		names[i] = name
	}
	return columns(32, kit.NewText(lang.X("grade.tag", "Tag"), kit.StyleCaption), names, "")
}

// row is the line of a tag.
func (g *grades) row(t evaluate.Grade) fyne.CanvasObject {
	mark := ""
	switch {
	case t.Taken:
		mark = lang.X("grade.taken", "taken over")
	case t.Holds:
		mark = lang.X("grade.holds", "✓ better")
	}
	var figures [5]fyne.CanvasObject
	for i, text := range [...]string{
		phrase.Number(t.Photos), percent(t.Now.Precision), percent(t.Now.Recall), percent(t.Best.Precision), percent(t.Best.Recall),
	} {
		figure := kit.NewText(text, kit.StyleText)
		figure.Align = fyne.TextAlignTrailing
		figures[i] = figure
	}
	return columns(24, kit.NewText(g.result.Vocabulary.Tags[t.Tag].Name, kit.StyleText), figures, mark)
}

// columns are a name at the left, figures and a mark at the right.
func columns(height float32, name fyne.CanvasObject, figures [5]fyne.CanvasObject, mark string) fyne.CanvasObject {
	var right []fyne.CanvasObject
	for _, figure := range figures {
		right = append(right, kit.NewFixed(figureWidth, figure))
	}
	right = append(right, kit.NewFixed(markWidth, kit.NewText(mark, kit.StyleAccent)))
	bar := kit.NewBar(height, []fyne.CanvasObject{name}, right)
	bar.Margin = 0
	return bar
}

// percent writes a share.
func percent(share float64) string {
	return lang.X("grade.percent", "{{.n}} %", phrase.Count(int(100*share+.5)))
}
