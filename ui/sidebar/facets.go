package sidebar

import (
	"cmp"
	"maps"
	"slices"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"catchlight/library"
	"catchlight/tagging/facts"
	"catchlight/ui/filter"
	"catchlight/ui/kit"
	"catchlight/ui/phrase"
	"catchlight/ui/view"
)

// shownFacets are the rows under Filters, in their order.
var shownFacets = []library.Facet{
	library.FacetDate, library.FacetCamera, library.FacetFormat, library.FacetProvenance,
	library.FacetPlace, library.FacetPeople, library.FacetPerson, library.FacetRating, library.FacetKeyword, library.FacetState,
}

// mostValues is how many values of a facet the sidebar lists.
const mostValues = 60

// summaryWidth bounds in dp what stands at the right of a facet's row.
const summaryWidth = 96

func facetID(f library.Facet) string { return "facet:" + strconv.Itoa(int(f)) }

// OpenFacets are the facets whose values are shown, and must be counted.
func (s *Sidebar) OpenFacets() []library.Facet {
	var open []library.Facet
	if s.folded[sectionFilters] {
		return nil
	}
	for _, f := range shownFacets {
		if s.open[facetID(f)] {
			open = append(open, f)
		}
	}
	return open
}

// filterRows adds the filters; there is nothing to filter in an empty library.
func (s *Sidebar) filterRows() {
	if d := s.deps.View(); d == nil || d.Total == 0 {
		return
	}
	kit.ShowIf(s.clearFilters, s.deps.Filters.Any())
	s.list = append(s.list, s.space[2])
	if s.section(sectionFilters, s.filters) {
		return
	}
	for _, f := range shownFacets {
		s.facetRow(f)
	}
}

func (s *Sidebar) facetRow(f library.Facet) {
	id := facetID(f)
	open := s.open[id]
	toggle := func() {
		s.toggle(id, open)
		s.deps.CountAnew() // its values are counted only while they are shown
	}
	row := s.row(id, &kit.Row{
		Label: filter.FacetTitle(f), Count: s.summary(f), Expand: kit.ExpandIf(true, open), Strong: len(s.deps.Filters.In(f)) > 0,
		OnTapped: toggle, OnExpand: toggle,
	})
	row.OnHint = s.deps.Hint(row, lang.X("hint.facet", "Opens what the photos can be filtered by"))
	if !open {
		return
	}
	counts := s.counts(f)
	names := sortedValues(f, counts, "")
	for _, v := range names[:min(len(names), mostValues)] {
		s.valueRow(f, v, counts)
	}
	if left := len(names) - mostValues; left > 0 {
		more := s.row(id+":more", &kit.Row{Label: lang.XN("filter.more", "{{.n}} more: search finds them", left, phrase.Count(left)), Indent: 1})
		more.OnHint = nil
	}
}

// summary is what is chosen in a facet.
func (s *Sidebar) summary(f library.Facet) string {
	switch chosen := s.deps.Filters.In(f); len(chosen) {
	case 0:
		return lang.X("filter.any", "any")
	case 1:
		return kit.Fit(filter.Text(chosen[0]), kit.TextSize(kit.StyleCaption, s.column), fyne.TextStyle{}, summaryWidth)
	default:
		return lang.X("filter.several", "{{.n}} chosen", phrase.Count(len(chosen)))
	}
}

// counts are the values of a facet with the numbers of photos; what is chosen is among them even
// when nothing has it.
func (s *Sidebar) counts(f library.Facet) map[library.Value]int {
	counts := maps.Clone(s.deps.View().Facets[f])
	if counts == nil {
		counts = map[library.Value]int{}
	}
	for _, c := range s.deps.Filters.In(f) {
		for _, v := range []library.Value{c.Value, {Name: c.Value.Name}} {
			counts[v] += 0
		}
	}
	if f == library.FacetState {
		delete(counts, library.Value{})
	}
	return counts
}

// sortedValues lists the values to show: those without a part or, for a name, its parts.
func sortedValues(f library.Facet, counts map[library.Value]int, name string) []library.Value {
	var list []library.Value
	for v := range counts {
		if (v.Part == "") == (name == "") && (name == "" || v.Name == name) {
			list = append(list, v)
		}
	}
	slices.SortFunc(list, func(a, b library.Value) int {
		if c := lastIfNone(a) - lastIfNone(b); c != 0 {
			return c
		}
		switch f {
		case library.FacetDate:
			return cmp.Or(cmp.Compare(b.Name, a.Name), cmp.Compare(a.Part, b.Part))
		case library.FacetRating:
			return cmp.Compare(b.Name, a.Name)
		case library.FacetPeople:
			return company(a) - company(b)
		default:
			return cmp.Or(cmp.Compare(counts[b], counts[a]), view.CompareNames(a.Name, b.Name), view.CompareNames(a.Part, b.Part))
		}
	})
	return list
}

// company is the place of a value of the people's facet, by their number.
func company(v library.Value) int { return slices.Index(facts.Companies(), facts.Company(v.Name)) }

func lastIfNone(v library.Value) int {
	if v.Name == "" {
		return 1
	}
	return 0
}

// valueRow adds a value and, when it is open, its parts.
func (s *Sidebar) valueRow(f library.Facet, v library.Value, counts map[library.Value]int) {
	id := facetID(f) + ":" + v.Name
	parts := sortedValues(f, counts, v.Name)
	if v.Name == "" {
		parts = nil
	}
	open := s.open[id] || s.choseParts(f, v.Name) && !s.closed(id)
	s.choiceRow(id, f, v, &kit.Row{
		Label: filter.ValueText(f, v), Count: phrase.Number(counts[v]), Indent: 1,
		Expand: kit.ExpandIf(len(parts) > 0, open), OnExpand: func() { s.toggle(id, open) },
	})
	if !open {
		return
	}
	for _, part := range parts {
		s.choiceRow(id+":"+part.Part, f, part, &kit.Row{Label: filter.PartText(f, part), Count: phrase.Number(counts[part]), Indent: 2, Expand: kit.ExpandLeaf})
	}
}

// choseParts reports whether a part of a name is chosen, so that its row must be seen.
func (s *Sidebar) choseParts(f library.Facet, name string) bool {
	return slices.ContainsFunc(s.deps.Filters.Chosen(), func(c library.Choice) bool { return c.Facet == f && c.Value.Name == name && c.Value.Part != "" })
}

// closed reports whether the user has closed a row.
func (s *Sidebar) closed(id string) bool {
	open, touched := s.open[id]
	return touched && !open
}

// choiceRow adds the row of one value.
func (s *Sidebar) choiceRow(id string, f library.Facet, v library.Value, want *kit.Row) {
	want.Selected = slices.ContainsFunc(s.deps.Filters.Chosen(), func(c library.Choice) bool { return c.Facet == f && c.Value == v && !c.Not })
	want.OnTapped = func() { s.deps.Filters.Choose(f, v, held(ctrl)) }
	want.OnMenu = func(at fyne.Position) { s.deps.PopUp(s.deps.Filters.Menu(f, v), at) }
	row := s.row(id, want)
	row.OnHint = s.deps.Hint(row, lang.X("hint.value", "Shows only these photos. Ctrl-click adds to what is chosen, right click leaves out"))
}

// FirstFilter brings the filters into view and returns the row of the first one, nil while there
// are none.
func (s *Sidebar) FirstFilter() *kit.Row {
	s.fold(sectionFilters, false)
	last := s.rows[facetID(shownFacets[len(shownFacets)-1])]
	first := s.rows[facetID(shownFacets[0])]
	if first == nil || last == nil {
		return nil
	}
	s.reveal(last)
	return first
}
