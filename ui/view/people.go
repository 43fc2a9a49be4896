package view

import (
	"catchlight/library"
	"catchlight/tagging/facts"
)

// KnownOf is what is known of photos beside what the library itself knows: where they were taken,
// and how many people are on them. Any goroutine may use it.
func KnownOf(lib *library.Library, places Places) library.Known {
	return library.Known{
		library.FacetPlace: places.Value,
		library.FacetPeople: func(p *library.Photo) library.Value {
			looks, _ := lib.Fingerprint(p.Picture)
			return library.Value{Name: string(facts.CompanyOf(looks.People))}
		},
	}
}
