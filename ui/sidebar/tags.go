package sidebar

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"catchlight/tagging/vocabulary"
	"catchlight/ui/chips"
	"catchlight/ui/kit"
	"catchlight/ui/phrase"
	"catchlight/ui/view"
)

// mostRows is how many tags the sidebar lists; a longer level ends in a line that says how many
// more there are.
const mostRows = 400

func (s *Sidebar) vocabularyRows() {
	s.vocabulary.Note = ""
	if s.deps.View() != nil && s.deps.View().Total > 0 {
		s.vocabulary.Note = lang.X("sidebar.toReview", "to review")
	}
	s.offer()
	s.list = append(s.list, s.space[1])
	if s.section(sectionVocabulary, s.vocabulary) {
		return
	}
	s.list = append(s.list, s.picking)
	if s.deps.Tags() == nil {
		return
	}
	v := s.deps.Tags().Vocabulary
	s.tagRows(v, v.Children(), -1, 0)
}

func (s *Sidebar) tagRows(v *vocabulary.Vocabulary, below map[int][]int, parent, indent int) {
	for n, i := range below[parent] {
		if n == mostRows {
			left := len(below[parent]) - n
			shown, known := s.shownTag(v)
			for _, i := range below[parent][n:] {
				if known && v.IsBelow(shown, i) { // however far down, what is open has a row
					s.tagRow(v, below, i, indent)
					left--
				}
			}
			s.more.SetText(lang.XN("sidebar.moreTags", "{{.n}} more tags: search finds them", left, phrase.Count(left)))
			s.list = append(s.list, s.moreRow)
			return
		}
		s.tagRow(v, below, i, indent)
	}
}

func (s *Sidebar) tagRow(v *vocabulary.Vocabulary, below map[int][]int, i, indent int) {
	id := tagRowID(v, i)
	open := s.open[id]
	name := v.Tags[i].Name
	notKnown := s.deps.Tags().Unknown(i)
	r := s.row(id, &kit.Row{
		Label: name, Count: s.tagCount(below, i), Indent: indent, Faint: notKnown,
		Selected: s.marks(v, i, open),
		Expand:   kit.ExpandIf(len(below[i]) > 0, open), OnExpand: func() { s.toggle(id, open) },
		OnTapped: func() { s.enterTag(name) },
		OnMenu:   func(at fyne.Position) { s.tagMenu(name, at) },
	})
	r.OnHint = nil
	if !v.Tags[i].Unsaid {
		s.draggable(r, name)
	}
	if notKnown {
		r.OnHint = s.deps.Hint(r, chips.NotKnown(name))
	}
	if open {
		s.tagRows(v, below, i, indent+1)
	}
}

// marks reports whether the row of a tag is the one to mark for the tag that the user looks at: its
// own, or that of the closed level which hides it.
func (s *Sidebar) marks(v *vocabulary.Vocabulary, row int, open bool) bool {
	tag, known := s.shownTag(v)
	return known && (tag == row || !open && v.IsBelow(tag, row))
}

// shownTag is the tag that the user looks at.
func (s *Sidebar) shownTag(v *vocabulary.Vocabulary) (tag int, known bool) {
	shown := s.deps.Shown()
	if shown == nil || shown.Kind != view.ScopeTag && shown.Kind != view.ScopeWord {
		return 0, false
	}
	return v.Find(shown.Name)
}

// unfoldTo opens the levels above a tag; nothing where the vocabulary does not have it.
func (s *Sidebar) unfoldTo(name string) {
	v := s.deps.Tags().Vocabulary
	tag, known := v.Find(name)
	if !known {
		return
	}
	if s.folded[sectionVocabulary] {
		s.fold(sectionVocabulary, false)
	}
	for up := v.Tags[tag].Parent; up >= 0; up = v.Tags[up].Parent {
		s.open[tagRowID(v, up)] = true
	}
}

// tagRowID names the row of a tag.
func tagRowID(v *vocabulary.Vocabulary, tag int) string { return "tag:" + v.Path(tag) }

// tagCount is the number of photos with an open suggestion, a question mark for a tag that the
// model does not know; in an empty library, the number of tags.
func (s *Sidebar) tagCount(below map[int][]int, i int) string {
	d := s.deps.View()
	if d == nil || d.Total == 0 {
		if n := countBelow(below, i); n > 0 {
			return lang.XN("count.tags", "{{.n}} tags", n, phrase.Count(n))
		}
		return ""
	}
	if d.Request.Tags == s.deps.Tags() && d.Tags[i] > 0 {
		return phrase.Number(d.Tags[i])
	}
	if s.deps.Tags().Unknown(i) {
		return "?"
	}
	return ""
}

func countBelow(below map[int][]int, i int) int {
	n := 0
	for _, b := range below[i] {
		n += 1 + countBelow(below, b)
	}
	return n
}

func (s *Sidebar) tagMenu(name string, at fyne.Position) {
	s.deps.PopUp([]*fyne.MenuItem{
		fyne.NewMenuItem(lang.X("tag.review", "Review this tag"), func() { s.deps.Review(name) }),
		fyne.NewMenuItem(lang.X("tag.suggested", "Show photos it is suggested for"), func() { s.deps.Enter(view.Scope{Kind: view.ScopeTag, Name: name}) }),
		fyne.NewMenuItem(lang.X("chip.show", "Show the photos with it"), func() { s.deps.Enter(view.Scope{Kind: view.ScopeWord, Name: name}) }),
		fyne.NewMenuItem(lang.X("chip.putOnAll", "Put on all selected photos"), func() { s.deps.Put(name) }),
	}, at)
}

// offer fills the picker: the built-in vocabularies, and the files chosen so far, those in use with
// a tick.
func (s *Sidebar) offer() {
	names, on := append(vocabulary.BuiltIn(), s.deps.Vocabularies.Files()...), s.deps.Vocabularies.On()
	titles, ticks := make([]string, len(names)), make([]bool, len(names))
	for i, n := range names {
		titles[i], ticks[i] = s.deps.Vocabularies.Title(n), slices.Contains(on, n)
	}
	if slices.Equal(names, s.names) && slices.Equal(ticks, s.picker.Ticks()) {
		return
	}
	s.names = names
	s.picker.SetTicks(titles, ticks)
}

func (s *Sidebar) pick(i int) {
	if i >= 0 && i < len(s.names) {
		s.deps.Vocabularies.Switch(s.names[i])
	}
}

// enterTag shows the photos for which a tag is suggested; with Ctrl those that have it in any way.
func (s *Sidebar) enterTag(name string) {
	if held(ctrl) {
		s.deps.Enter(view.Scope{Kind: view.ScopeWord, Name: name})
		return
	}
	s.deps.Enter(view.Scope{Kind: view.ScopeTag, Name: name})
}
