package preferences

import (
	"cmp"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"catchlight/library"
	"catchlight/tagging"
	"catchlight/tagging/facts"
	"catchlight/tagging/vocabulary"
	"catchlight/ui/engine"
	"catchlight/ui/kit"
	"catchlight/ui/phrase"
	"catchlight/ui/view"
)

func (p *preferences) suggestions() []fyne.CanvasObject {
	s := p.settings()
	strength := choice([][2]string{
		{engine.StrengthText(tagging.Strict), cmp.Or(p.deps.Engine.Worth(tagging.Strict), lang.X("prefs.strictNote", "Few suggestions, most of them right."))},
		{engine.StrengthText(tagging.Balanced), p.deps.Engine.Worth(tagging.Balanced)},
		{engine.StrengthText(tagging.Loose), cmp.Or(p.deps.Engine.Worth(tagging.Loose), lang.X("prefs.looseNote", "More suggestions, more of them wrong."))},
	}, slices.Index(view.Strengths(), view.StrengthOf(s)), func(i int) { p.deps.Apply(func(s *library.Settings) { s.Strength = string(view.Strengths()[i]) }) })
	return []fyne.CanvasObject{
		kit.NewText(lang.X("prefs.strength", "Strength"), kit.StyleBold), strength,
		p.threshold(), newLabelled(lang.X("prefs.most", "Most per photo"), p.most()), p.grade(), kit.NewRule(), kit.NewText(lang.X("sidebar.vocabulary", "Vocabulary"), kit.StyleBold), kit.AtOwnWidth(p.vocabulary()),
		kit.NewRule(), p.facts(), kit.NewParagraph(lang.X("prefs.factsNote", "From exposure, flash, lens, place and time, light and colours, and how many people there are: sunset, long exposure, macro, portrait. Each comes with its reason."), kit.StyleCaption),
		kit.NewRule(), p.people(),
	}
}

// mosts are how many suggestions of a photo may be shown; 0 is the usual number.
var mosts = []int{4, 0, 12, 16, 20}

// most is how many suggestions of a photo are shown.
func (p *preferences) most() fyne.CanvasObject {
	titles := make([]string, len(mosts))
	for i, n := range mosts {
		titles[i] = phrase.Number(n)
	}
	titles[slices.Index(mosts, 0)] = lang.X("prefs.mostUsual", "8 (usual)")
	return kit.NewSelect(titles, max(slices.Index(mosts, p.settings().Max), 0), func(i int) {
		p.deps.Apply(func(s *library.Settings) { s.Max = mosts[i] })
	})
}

// grade leads to the page that says how right suggestions are by the user's own keywords.
func (p *preferences) grade() fyne.CanvasObject {
	open := kit.NewButton(lang.X("cmd.grade", "Compare with my keywords…"), p.deps.Grade)
	open.OnHint = p.deps.Hint(open, lang.X("hint.grade", "How right each tag is on photos that have keywords already, and at which line it would be best"))
	return kit.AtOwnWidth(open)
}

// factChoices are the choices of facts.
var factChoices = []facts.Wanted{facts.WantTags, facts.WantAll, facts.WantNone}

// facts is which words are suggested for what is known of a photo without the model.
func (p *preferences) facts() fyne.CanvasObject {
	which := kit.NewSelect([]string{
		lang.X("prefs.factsTags", "Words of the vocabulary"), lang.X("prefs.factsAll", "All such words"), lang.X("prefs.factsOff", "Not suggested"),
	}, slices.Index(factChoices, facts.WantedBy(p.settings().Facts)), func(i int) {
		p.deps.Apply(func(s *library.Settings) { s.Facts = string(factChoices[i]) })
	})
	return newLabelled(lang.X("prefs.facts", "What the shot itself says"), which)
}

// people is whether people are looked for; switched on, also on the photos that are there.
func (p *preferences) people() fyne.CanvasObject {
	note := lang.X("prefs.peopleNote", "Counts faces and says whether there is a person; it recognises nobody. For tags such as portrait, couple or crowd, and for the filter People.")
	return noted(lang.X("prefs.people", "Look for people on photos"), note, !p.settings().PeopleOff, func(on bool) {
		p.deps.Apply(func(s *library.Settings) { s.PeopleOff = !on })
		p.deps.Engine.Runs.LookForPeople()
	})
}

// threshold is the choice of one score for all tags, in steps of .05; the score shows where it is
// chosen.
func (p *preferences) threshold() fyne.CanvasObject {
	const count = 20
	at, fixed := 5, p.settings().Threshold != nil
	if fixed {
		at = min(max(int(*p.settings().Threshold*count+.5), 0), count-1)
	}
	value := kit.NewText(phrase.Decimal(float32(at)/count), kit.StyleDim)
	slider := kit.NewSlider(count, at, func(i int) {
		t := float64(i) / count
		at = i
		value.SetText(phrase.Decimal(float32(t)))
		p.deps.Apply(func(s *library.Settings) { s.Threshold = &t })
	})
	slider.Label = lang.X("prefs.threshold", "One fixed score for all tags instead")
	sized := kit.NewSized(slider, 160)
	bar := kit.NewBar(30, nil, nil)
	show := func(on bool) {
		kit.ShowIf(sized, on)
		kit.ShowIf(value, on)
		bar.Refresh()
	}
	check := kit.NewCheck(slider.Label, fixed, func(on bool) {
		p.deps.Apply(func(s *library.Settings) {
			if s.Threshold = nil; on {
				t := float64(at) / count
				s.Threshold = &t
			}
		})
		show(on)
	})
	bar.Margin = 0
	bar.SetObjects([]fyne.CanvasObject{check, sized, value}, nil)
	show(fixed)
	return bar
}

// vocabulary is the picker of the lists that suggestions come from; its ticks follow what holds.
func (p *preferences) vocabulary() *kit.Select {
	lists := p.deps.Engine.Vocabularies
	var names []string
	picker := kit.NewSelect(nil, -1, func(i int) { lists.Switch(names[i]) })
	p.offer = func() {
		names = append(vocabulary.BuiltIn(), lists.Files()...)
		titles, ticks := make([]string, len(names)), make([]bool, len(names))
		for i, n := range names {
			titles[i], ticks[i] = engine.VocabularyTitle(n), slices.Contains(lists.On(), n)
		}
		if !slices.Equal(ticks, picker.Ticks()) {
			picker.SetTicks(titles, ticks)
		}
	}
	p.offer()
	return picker
}
