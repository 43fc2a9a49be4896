package filter

import (
	"slices"
	"testing"

	"catchlight/library"
)

func TestFiltersOfAFacetAndBesideIt(t *testing.T) {
	jpeg := library.Choice{Facet: library.FacetFormat, Value: library.Value{Name: "jpeg"}}
	png := library.Choice{Facet: library.FacetFormat, Value: library.Value{Name: "png"}}
	year := library.Choice{Facet: library.FacetDate, Value: library.Value{Name: "2026"}}
	not := library.Choice{Facet: jpeg.Facet, Value: jpeg.Value, Not: true}
	changes := 0
	fi := New(func() { changes++ })
	for i, c := range []struct {
		what string
		do   func()
		want []library.Choice
	}{
		{"a value", func() { fi.Choose(jpeg.Facet, jpeg.Value, false) }, []library.Choice{jpeg}},
		{"of another facet", func() { fi.Choose(year.Facet, year.Value, false) }, []library.Choice{jpeg, year}},
		{"another value", func() { fi.Choose(png.Facet, png.Value, false) }, []library.Choice{year, png}},
		{"one more", func() { fi.Choose(jpeg.Facet, jpeg.Value, true) }, []library.Choice{year, png, jpeg}},
		{"left out in place of chosen", func() { fi.Toggle(not) }, []library.Choice{year, png, not}},
		{"one of two again", func() { fi.Choose(png.Facet, png.Value, false) }, []library.Choice{year, png}},
		{"the only one again", func() { fi.Choose(png.Facet, png.Value, false) }, []library.Choice{year}},
		{"cleared", fi.Clear, nil},
	} {
		c.do()
		if !slices.Equal(fi.Chosen(), c.want) || changes != i+1 || fi.Any() != (len(c.want) > 0) {
			t.Errorf("%s: %v is chosen after %d changes", c.what, fi.Chosen(), changes)
		}
	}
	fi.Set([]library.Choice{jpeg, year})
	if in := fi.In(library.FacetDate); !slices.Equal(in, []library.Choice{year}) {
		t.Errorf("%v is chosen by date", in)
	}
	told := changes
	if fi.Forget(); fi.Any() || changes != told {
		t.Error("what is forgotten still holds, or was told of")
	}
}

func TestNamesOfFilters(t *testing.T) {
	for want, c := range map[string]library.Choice{
		"JPEG":               {Facet: library.FacetFormat, Value: library.Value{Name: "jpeg"}},
		"not JPEG":           {Facet: library.FacetFormat, Value: library.Value{Name: "jpeg"}, Not: true},
		"Aug 2026":           {Facet: library.FacetDate, Value: library.Value{Name: "2026", Part: "08"}},
		"Windhoek, Namibia":  {Facet: library.FacetPlace, Value: library.Value{Name: "Namibia", Part: "Windhoek"}},
		"Canon R5, RF 50 mm": {Facet: library.FacetCamera, Value: library.Value{Name: "Canon R5", Part: "RF 50 mm"}},
		"No date":            {Facet: library.FacetDate},
		"Rated as rejected":  {Facet: library.FacetRating, Value: library.Value{Name: "-1"}},
	} {
		if got := Text(c); got != want {
			t.Errorf("%+v is called %q, want %q", c, got, want)
		}
	}
}
