package filter

import (
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2/lang"

	"catchlight/library"
	"catchlight/tagging/facts"
	"catchlight/ui/kit"
	"catchlight/ui/phrase"
)

// emptyChip is a chip before it has a name; filled, with a ×.
var emptyChip = kit.Chip{State: kit.InFile}

// chipOf is a filter as a chip.
func chipOf(c library.Choice) kit.Chip {
	chip := emptyChip
	chip.Name = Text(c)
	chip.Label = lang.X("filter.chip", "Filter: {{.facet}}, {{.value}}", map[string]any{"facet": FacetTitle(c.Facet), "value": chip.Name})
	return chip
}

// Text is a filter by itself: "Aug 2026", "not JPEG".
func Text(c library.Choice) string {
	text := ValueText(c.Facet, library.Value{Name: c.Value.Name})
	if c.Value.Part != "" {
		text = partOf(c.Facet, c.Value, text)
	}
	if c.Not {
		return lang.X("filter.not", "not {{.value}}", map[string]any{"value": text})
	}
	return text
}

// partOf names a part together with what it is a part of.
func partOf(f library.Facet, v library.Value, whole string) string {
	switch f {
	case library.FacetDate:
		return phrase.MonthOf(PartText(f, v), whole)
	case library.FacetPlace:
		return v.Part + ", " + whole
	default:
		return whole + ", " + PartText(f, v)
	}
}

// FacetTitle is a facet's row in the sidebar.
func FacetTitle(f library.Facet) string {
	switch f {
	case library.FacetDate:
		return lang.X("facet.date", "Date")
	case library.FacetCamera:
		return lang.X("facet.camera", "Camera and lens")
	case library.FacetFormat:
		return lang.X("facet.format", "Format")
	case library.FacetProvenance:
		return lang.X("facet.provenance", "Provenance")
	case library.FacetPlace:
		return lang.X("facet.place", "Place")
	case library.FacetPeople:
		return lang.X("facet.people", "People")
	case library.FacetPerson:
		return lang.X("facet.person", "Named people")
	case library.FacetRating:
		return lang.X("facet.rating", "Rating")
	case library.FacetKeyword:
		return lang.X("facet.keyword", "Keyword")
	default:
		return lang.X("facet.state", "State")
	}
}

// ValueText is a value without its part.
func ValueText(f library.Facet, v library.Value) string {
	if v.Name == "" {
		return noValueText(f)
	}
	switch f {
	case library.FacetFormat:
		return strings.ToUpper(v.Name)
	case library.FacetProvenance:
		return provenanceText(v.Name)
	case library.FacetRating:
		return ratingText(v.Name)
	case library.FacetState:
		return stateName(v.Name)
	case library.FacetPeople:
		return companyText(facts.Company(v.Name))
	default:
		return v.Name
	}
}

func noValueText(f library.Facet) string {
	switch f {
	case library.FacetDate:
		return lang.X("value.noDate", "No date")
	case library.FacetCamera:
		return lang.X("value.noCamera", "No camera")
	case library.FacetPlace:
		return lang.X("value.noPlace", "No place")
	case library.FacetPeople:
		return lang.X("value.notLooked", "Not looked at yet")
	case library.FacetPerson:
		return lang.X("value.noPerson", "Nobody named")
	case library.FacetRating:
		return lang.X("value.noRating", "No rating")
	case library.FacetState:
		return lang.X("value.allWell", "Nothing special")
	default:
		return lang.X("value.noKeywords", "No keywords")
	}
}

func companyText(c facts.Company) string {
	switch c {
	case facts.NoPeople:
		return lang.X("value.noPeople", "No people")
	case facts.OnePerson:
		return lang.X("value.onePerson", "One person")
	case facts.TwoPeople:
		return lang.X("value.twoPeople", "Two people")
	default:
		return lang.X("value.group", "Group")
	}
}

func provenanceText(name string) string {
	switch name {
	case library.FromFile:
		return lang.X("value.fromFile", "In the file before")
	case library.ByTyping:
		return lang.X("value.typed", "Typed by you")
	case library.ByYes:
		return lang.X("value.accepted", "Suggested, accepted")
	case library.ByNo:
		return lang.X("value.rejected", "Suggested, rejected")
	case library.Named:
		return lang.X("value.named", "People, named by other programs")
	default:
		return lang.X("value.removed", "Removed by you")
	}
}

func ratingText(name string) string {
	n, err := strconv.Atoi(name)
	if err != nil || n < 0 {
		return lang.X("value.refused", "Rated as rejected")
	}
	return lang.XN("value.stars", "{{.n}} stars", n, phrase.Count(n))
}

func stateName(name string) string {
	switch name {
	case library.ToBeWritten:
		return lang.X("value.toWrite", "To write")
	case library.NewPicture:
		return lang.X("value.newPicture", "Picture changed")
	case library.NotWritten:
		return lang.X("value.notWritten", "Write failed")
	case library.WithProblem:
		return lang.X("value.problem", "With a problem")
	case library.Away:
		return lang.X("value.away", "File is away")
	default:
		return lang.X("value.place", "With a place (GPS)")
	}
}

// PartText is the part of a value.
func PartText(f library.Facet, v library.Value) string {
	if f != library.FacetDate {
		return v.Part
	}
	month, err := strconv.Atoi(v.Part)
	if err != nil || month < 1 || month > 12 {
		return v.Part
	}
	return phrase.Month(time.Month(month))
}
