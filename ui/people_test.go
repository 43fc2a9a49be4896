package ui

import (
	"context"
	"image"
	"path/filepath"
	"testing"

	"catchlight/library/thumb"
)

// TestPeopleInTheWindow: how many are on a photo, and whom another program has named there, are
// filters whose counts are what a click shows; the names stand in the inspector, and a search finds
// them.
func TestPeopleInTheWindow(t *testing.T) {
	r := newRig(t, func(d *Deps) {
		d.People = func(_ context.Context, img *image.RGBA) (thumb.People, error) {
			red, green, _, _ := img.At(1, 1).RGBA()
			switch {
			case red > 0x8000:
				return thumb.People{Looked: true, Person: true, Faces: make([]thumb.Face, 1)}, nil
			case green > 0x8000:
				return thumb.People{Looked: true, Person: true, Faces: make([]thumb.Face, 5)}, nil
			}
			return thumb.People{Looked: true}, nil
		}
	})
	writeFile(t, filepath.Join(r.photos(), "b-green.jpg.xmp"), `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description `+
		`rdf:about="" xmlns:E="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"><E:PersonInImage><rdf:Bag><rdf:li>Ann Lee</rdf:li><rdf:li>Bo</rdf:li></rdf:Bag>`+
		`</E:PersonInImage></rdf:Description></rdf:RDF>`)
	r.started()
	r.openFacet("People", "Group")
	r.says(r.sidebar.Object, "No people 1", "One person 1", "Group 1")
	r.tapRow("Group")
	r.until("the group is left", func() bool { return r.photoNames(r.list.ids) == "b-green" })
	r.grid.Selection().Click(0)
	r.refresh()
	r.says(r.inspector.Object, "People, named by other programs", "Ann Lee, Bo")
	r.filters.Clear()
	r.openFacet("Named people", "Ann Lee")
	r.says(r.sidebar.Object, "Ann Lee 1", "Bo 1", "Nobody named 2")
	r.tapRow("Nobody named")
	r.until("two photos are left", func() bool { return r.photoNames(r.list.ids) == "a-red c-blue" })
	r.filters.Clear()
	r.search.Field.Entry.SetText("ann lee")
	r.search.Field.Entry.OnSubmitted("ann lee")
	r.until("a search finds her", func() bool { return len(r.list.ids) > 0 && r.photoNames(r.list.ids[:1]) == "b-green" })
}
