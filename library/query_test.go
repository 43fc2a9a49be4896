package library

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"catchlight/library/keywords"
	"catchlight/library/picture"
)

// shelf is a snapshot of photos that exist nowhere. Each is told by a line of the tests.
func shelf(photos ...*Photo) *Snapshot {
	entries := make([]*entry, len(photos)+1)
	for i, p := range photos {
		p.ID = ID(i + 1)
		entries[p.ID] = newEntry(p, nil)
	}
	slices.SortFunc(photos, func(a, b *Photo) int { return comparePath(a, b.Path) })
	return newSnapshot(newSorted(photos), entries, nil)
}

func taken(year int, month time.Month) time.Time {
	return time.Date(year, month, 3, 12, 0, 0, 0, time.UTC)
}

func words(names ...string) keywords.Keywords {
	var k keywords.Keywords
	for _, name := range names {
		k.All = append(k.All, keywords.Keyword{Name: name})
	}
	return k
}

// decided is the snapshot after a decision on a photo.
func (s *Snapshot) decided(id ID, ds ...Decision) *Snapshot {
	return s.with(changes{id: newEntry(s.Photo(id), ds)})
}

func namibia() *Snapshot {
	s := shelf(
		&Photo{Path: "/p/a.jpg", Format: picture.JPEG, Details: picture.Details{Taken: taken(2024, 8), Camera: "Z", Lens: "50", Rating: 4}, Keywords: words("Étosha")},
		&Photo{Path: "/p/x/b.nef", Format: picture.RAW, Details: picture.Details{Taken: taken(2024, 9), Camera: "Z", Lens: "200", HasGPS: true}, Keywords: words("E\u0301TOSHA", "lion")},
		&Photo{Path: "/p/x/c.jpg", Format: picture.JPEG, PictureChanged: true, Details: picture.Details{Taken: taken(2025, 1), Camera: "M"}},
		&Photo{Path: "/q/d.png", Format: picture.PNG, Problem: "truncated"},
		&Photo{Path: "/q/e.jpg", Format: picture.JPEG, Missing: true, Keywords: keywords.Keywords{Rating: -1}},
	)
	return s.decided(3, Decision{Photo: 3, Tag: "dune", Verdict: Accepted, Model: "starter"}, Decision{Photo: 3, Tag: "cow", Verdict: Rejected, Model: "starter"}).
		decided(1, Decision{Photo: 1, Tag: "Étosha", Verdict: Removed})
}

// fileNames are the file names of photos, in their order.
func fileNames(photos []*Photo) []string {
	list := []string{}
	for _, p := range photos {
		list = append(list, filepath.Base(p.Path))
	}
	return list
}

func TestFind(t *testing.T) {
	for name, c := range map[string]struct {
		query Query
		want  []string
	}{
		"all":                      {Query{}, []string{"a.jpg", "b.nef", "c.jpg", "d.png", "e.jpg"}},
		"a folder and below":       {Query{Where: In("/p")}, []string{"a.jpg", "b.nef", "c.jpg"}},
		"the root":                 {Query{Where: In("/")}, []string{"a.jpg", "b.nef", "c.jpg", "d.png", "e.jpg"}},
		"a year":                   {Query{Where: Has(FacetDate, Value{Name: "2024"})}, []string{"a.jpg", "b.nef"}},
		"a month":                  {Query{Where: Has(FacetDate, Value{"2024", "09"})}, []string{"b.nef"}},
		"no date":                  {Query{Where: Has(FacetDate, Value{})}, []string{"d.png", "e.jpg"}},
		"a camera":                 {Query{Where: Has(FacetCamera, Value{Name: "Z"})}, []string{"a.jpg", "b.nef"}},
		"a lens":                   {Query{Where: Has(FacetCamera, Value{"Z", "50"})}, []string{"a.jpg"}},
		"a format":                 {Query{Where: Has(FacetFormat, Value{Name: "raw"})}, []string{"b.nef"}},
		"Exif's stars":             {Query{Where: Has(FacetRating, Value{Name: "4"})}, []string{"a.jpg"}},
		"refused by XMP":           {Query{Where: Has(FacetRating, Value{Name: "-1"})}, []string{"e.jpg"}},
		"a word in any form":       {Query{Where: Has(FacetKeyword, Value{Name: "étosha"})}, []string{"a.jpg", "b.nef"}},
		"a word to be written":     {Query{Where: Has(FacetKeyword, Value{Name: "DUNE"})}, []string{"c.jpg"}},
		"no keywords":              {Query{Where: Has(FacetKeyword, Value{})}, []string{"d.png", "e.jpg"}},
		"words of the file":        {Query{Where: Has(FacetProvenance, Value{Name: FromFile})}, []string{"b.nef"}},
		"accepted of a model":      {Query{Where: Has(FacetProvenance, Value{ByYes, "starter"})}, []string{"c.jpg"}},
		"accepted of another":      {Query{Where: Has(FacetProvenance, Value{ByYes, "large"})}, []string{}},
		"a no":                     {Query{Where: Has(FacetProvenance, Value{Name: ByNo})}, []string{"c.jpg"}},
		"removed":                  {Query{Where: Has(FacetProvenance, Value{Name: Removing})}, []string{"a.jpg"}},
		"to write":                 {Query{Where: Has(FacetState, Value{Name: ToBeWritten})}, []string{"a.jpg", "c.jpg"}},
		"a new picture":            {Query{Where: Has(FacetState, Value{Name: NewPicture})}, []string{"c.jpg"}},
		"a problem":                {Query{Where: Has(FacetState, Value{Name: WithProblem})}, []string{"d.png"}},
		"away":                     {Query{Where: Has(FacetState, Value{Name: Away})}, []string{"e.jpg"}},
		"a place":                  {Query{Where: Has(FacetState, Value{Name: WithPlace})}, []string{"b.nef"}},
		"not":                      {Query{Where: Has(FacetFormat, Value{Name: "jpeg"}).not()}, []string{"b.nef", "d.png"}},
		"or":                       {Query{Where: In("/q").or(Has(FacetCamera, Value{Name: "M"}))}, []string{"c.jpg", "d.png", "e.jpg"}},
		"and":                      {Query{Where: In("/p").and(Has(FacetFormat, Value{Name: "jpeg"}))}, []string{"a.jpg", "c.jpg"}},
		"what the caller knows":    {Query{Where: Where(func(_ *Photo, ds []Decision) bool { return len(ds) == 2 })}, []string{"c.jpg"}},
		"one facet, two values":    {Query{Chosen: []Choice{{Facet: FacetDate, Value: Value{Name: "2024"}}, {Facet: FacetDate, Value: Value{"2025", "01"}}}}, []string{"a.jpg", "b.nef", "c.jpg"}},
		"two facets":               {Query{Chosen: []Choice{{Facet: FacetDate, Value: Value{Name: "2024"}}, {Facet: FacetFormat, Value: Value{Name: "jpeg"}}}}, []string{"a.jpg"}},
		"a value and not its part": {Query{Chosen: []Choice{{Facet: FacetDate, Value: Value{Name: "2024"}}, {Facet: FacetDate, Value: Value{"2024", "08"}, Not: true}}}, []string{"b.nef"}},
	} {
		if got := fileNames(namibia().Find(c.query).Photos); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

func TestPlacesAndPeopleComeFromAbove(t *testing.T) {
	for _, facet := range []Facet{FacetPlace, FacetPeople} {
		q := Query{
			Known: Known{facet: func(p *Photo) Value {
				if p.HasGPS {
					return Value{"Namibia", "Windhoek"}
				}
				return Value{}
			}},
			Count: []Facet{facet},
		}
		want := map[Value]int{{"Namibia", "Windhoek"}: 1, {Name: "Namibia"}: 1, {}: 4}
		if got := namibia().Find(q).Counts[facet]; !maps.Equal(got, want) {
			t.Errorf("facet %d: %v, want %v", facet, got, want)
		}
		q.Chosen = []Choice{{Facet: facet, Value: Value{Name: "Namibia"}}}
		if got := fileNames(namibia().Find(q).Photos); !slices.Equal(got, []string{"b.nef"}) {
			t.Errorf("facet %d, in Namibia: %v", facet, got)
		}
		q.Known = nil
		if got := namibia().Find(q).Photos; len(got) != 0 {
			t.Errorf("facet %d, of which nothing is known: %v", facet, fileNames(got))
		}
	}
}

// TestCountsAgree holds every count to what the choice of its value finds, whatever else is chosen.
func TestCountsAgree(t *testing.T) {
	s := namibia()
	every := []Facet{FacetDate, FacetCamera, FacetFormat, FacetProvenance, FacetRating, FacetKeyword, FacetState}
	for _, chosen := range [][]Choice{
		nil,
		{{Facet: FacetFormat, Value: Value{Name: "jpeg"}}},
		{{Facet: FacetFormat, Value: Value{Name: "jpeg"}}, {Facet: FacetDate, Value: Value{Name: "2024"}}},
		{{Facet: FacetKeyword, Value: Value{Name: "lion"}, Not: true}},
	} {
		for facet, counts := range s.Find(Query{Where: In("/"), Chosen: chosen, Count: every}).Counts {
			if len(counts) == 0 {
				t.Errorf("%v: facet %d has no values", chosen, facet)
			}
			for v, n := range counts {
				others := slices.DeleteFunc(slices.Clone(chosen), func(c Choice) bool { return c.Facet == facet })
				if got := len(s.Find(Query{Chosen: append(others, Choice{Facet: facet, Value: v})}).Photos); got != n {
					t.Errorf("%v: facet %d says %d photos for %v, and %d are found", chosen, facet, n, v, got)
				}
			}
		}
	}
}

func TestOneSpellingOfAWord(t *testing.T) {
	counts := shelf(&Photo{Path: "/a", Keywords: words("Lion")}, &Photo{Path: "/b", Keywords: words("lion")}, &Photo{Path: "/c", Keywords: words("lion")}).
		Find(Query{Count: []Facet{FacetKeyword}}).Counts[FacetKeyword]
	if want := (map[Value]int{{Name: "lion"}: 3}); !maps.Equal(counts, want) {
		t.Errorf("%v, want %v", counts, want)
	}
}

// TestOrdersOutliveChanges compares lists that were taken over from snapshot to snapshot with lists
// made afresh.
func TestOrdersOutliveChanges(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	photo := func() *Photo {
		p := &Photo{Path: fmt.Sprintf("/p/%d/%c%d.jpg", r.IntN(4), "aBcD"[r.IntN(4)], r.IntN(8))}
		if r.IntN(3) > 0 {
			p.Taken = taken(2020+r.IntN(3), time.Month(1+r.IntN(12)))
		}
		return p
	}
	s := shelf(photo(), photo(), photo())
	for o := range orders {
		s.Sorted(o)
	}
	for range 200 {
		c := changes{}
		for range r.IntN(4) {
			p := photo()
			p.ID = ID(1 + r.IntN(40))
			c[p.ID] = newEntry(p, nil)
			if r.IntN(3) == 0 {
				c[p.ID] = nil
			}
		}
		s = s.with(c)
		for o := range orders {
			if got := s.Sorted(o); len(got) != len(s.Photos()) || !slices.IsSortedFunc(got, o.compare) {
				t.Fatalf("order %d is broken: %v", o, fileNames(got))
			}
		}
	}
}

func TestOrders(t *testing.T) {
	s := shelf(
		&Photo{Path: "/a/C.jpg"}, &Photo{Path: "/b/a.jpg", Details: picture.Details{Taken: taken(2025, 1)}},
		&Photo{Path: "/c/B.jpg", Details: picture.Details{Taken: taken(2024, 1)}})
	for o, want := range map[Order][]string{
		ByPath: {"C.jpg", "a.jpg", "B.jpg"}, ByName: {"a.jpg", "B.jpg", "C.jpg"}, ByTaken: {"B.jpg", "a.jpg", "C.jpg"},
	} {
		if got := fileNames(s.Find(Query{Order: o}).Photos); !slices.Equal(got, want) {
			t.Errorf("order %d: %v, want %v", o, got, want)
		}
	}
}

// TestDatesAreSortedAsTheyAreShown: by what the clocks showed, whatever zones the cameras noted.
func TestDatesAreSortedAsTheyAreShown(t *testing.T) {
	tokyo, rome := time.FixedZone("", 9*3600), time.FixedZone("", 2*3600)
	at := func(path string, hour, minute int, zone *time.Location) *Photo {
		return &Photo{Path: path, Details: picture.Details{Camera: "Z", Taken: time.Date(2025, 5, 1, hour, minute, 0, 0, zone)}}
	}
	s := shelf(at("/p/phone.jpg", 18, 0, tokyo), at("/p/camera.jpg", 10, 5, time.UTC), at("/p/friend.jpg", 12, 0, rome), at("/p/late.jpg", 18, 1, rome))
	photos := s.Find(Query{Order: ByTaken}).Photos
	if got := fileNames(photos); !slices.Equal(got, []string{"camera.jpg", "friend.jpg", "phone.jpg", "late.jpg"}) {
		t.Errorf("%v", got)
	}
	const shown = "2006-01-02 15:04"
	if !slices.IsSortedFunc(photos, func(a, b *Photo) int { return strings.Compare(a.Taken.Format(shown), b.Taken.Format(shown)) }) {
		t.Errorf("not as shown: %v", fileNames(photos))
	}
}

// BenchmarkFind100k measures a view of 100,000 photos: two facets chosen, all counted, in the order
// of the dates.
func BenchmarkFind100k(b *testing.B) {
	s := tenYears(100_000)
	for _, c := range []struct {
		name  string
		query Query
	}{
		{"all", Query{Order: ByTaken}},
		{"chosen", Query{Order: ByTaken, Chosen: []Choice{{Facet: FacetCamera, Value: Value{Name: "Camera 1"}}, {Facet: FacetDate, Value: Value{Name: "2020"}}}}},
		{"chosen and four facets counted", Query{
			Order: ByTaken, Chosen: []Choice{{Facet: FacetCamera, Value: Value{Name: "Camera 1"}}, {Facet: FacetDate, Value: Value{Name: "2020"}}},
			Count: []Facet{FacetDate, FacetCamera, FacetFormat, FacetProvenance},
		}},
		{"keywords counted", Query{Order: ByTaken, Count: []Facet{FacetKeyword}}},
		{"every facet counted", Query{
			Order: ByTaken, Count: []Facet{FacetDate, FacetCamera, FacetFormat, FacetProvenance, FacetRating, FacetKeyword, FacetState},
		}},
	} {
		b.Run(c.name, func(b *testing.B) {
			s.Find(c.query)
			b.ResetTimer()
			for range b.N {
				s.Find(c.query)
			}
		})
	}
	b.Run("sorting for the first time", func(b *testing.B) {
		for range b.N {
			newSorted(s.photos).in(ByName)
		}
	})
}

// tenYears is a library as somebody with four cameras has it: each photo with five keywords, every
// tenth decided on.
func tenYears(n int) *Snapshot {
	r := rand.New(rand.NewPCG(5, 6))
	name := func(what string, of int) string { return what + " " + strconv.Itoa(r.IntN(of)) }
	interned := map[string]string{} // as the library reads them
	intern := func(s string) string {
		if _, ok := interned[s]; !ok {
			interned[s] = s
		}
		return interned[s]
	}
	var photos []*Photo
	for i := range n {
		p := &Photo{
			Path: fmt.Sprintf("/photos/%d/%03d/IMG_%06d.jpg", 2016+i*10/n, i/500, i), Format: picture.JPEG,
			Details: picture.Details{
				Taken:  time.Date(2016, 1, 1, 0, 0, 0, 0, time.UTC).Add(time.Duration(i) * 10 * 365 * 24 * time.Hour / time.Duration(n)),
				Camera: intern(name("Camera", 4)), Lens: intern(name("Lens", 3)), Rating: r.IntN(6),
			},
		}
		for range 5 {
			p.Keywords.All = append(p.Keywords.All, keywords.Keyword{Name: intern(name("word", 400))})
		}
		photos = append(photos, p)
	}
	s := shelf(photos...)
	for i, e := range s.entries {
		if i%10 == 1 {
			s.entries[i] = newEntry(e.photo, []Decision{{Photo: e.photo.ID, Tag: "lion", Verdict: Accepted, Model: "starter"}})
		}
	}
	return s
}
