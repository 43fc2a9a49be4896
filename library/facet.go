package library

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"catchlight/library/keywords"
)

// Facet is a property of photos by which they can be chosen and counted.
type Facet uint8

// The facets, and the values that a photo has in them. Where it has none, its value is the zero
// one.
const (
	FacetDate       Facet = iota // {"2026", "08"}: the year and the month when it was taken
	FacetCamera                  // {camera, lens}
	FacetFormat                  // {format}
	FacetProvenance              // who put its words there: see FromFile and what follows; several
	FacetRating                  // {"1"} to {"5"}; {"-1"}: rejected
	FacetKeyword                 // {word}, in the file or going there, or a person whom it names; whatever its case; several
	FacetState                   // what the user may have to see to: see ToBeWritten and what follows; several
	FacetPlace                   // {country, city or region}, as far as the Query knows; the library itself knows only GPS
	FacetPeople                  // {how many people are on it}, as far as the Query knows
	FacetPerson                  // {name}, of a person whom another program has named; several
	facets
)

// Names of the values of FacetProvenance. Part is the model that proposed the word, "" for none.
const (
	FromFile = "file" // a word of the file on which nothing was decided
	ByTyping = "typed"
	ByYes    = "accepted"
	ByNo     = "rejected"
	Removing = "removed"
	Named    = "people" // names of people that other programs wrote as such
)

// Names of the values of FacetState.
const (
	ToBeWritten = "to write"
	NewPicture  = "picture changed"
	NotWritten  = "write failed" // in this session
	WithProblem = "problem"
	Away        = "missing" // the file, or the disk it is on
	WithPlace   = "place"   // the camera noted where it was
)

// Value is a value of a facet. Part divides what has the same Name ("2026": "01" to "12").
type Value struct{ Name, Part string }

// values appends the photo's values in the facet.
func (f Facet) values(e *entry, to []Value) []Value {
	p := e.photo
	switch f {
	case FacetDate:
		return append(to, dateValue(p.Taken))
	case FacetCamera:
		return append(to, Value{p.Camera, p.Lens})
	case FacetFormat:
		return append(to, Value{Name: string(p.Format)})
	case FacetRating:
		return append(to, ratingValue(p))
	case FacetProvenance:
		return e.provenances(to)
	case FacetKeyword:
		return e.keywords(to)
	case FacetState:
		return e.states(to)
	case FacetPerson:
		return e.persons(to)
	}
	return to
}

// isFromAbove reports whether the library itself knows nothing of a facet.
func (f Facet) isFromAbove() bool { return f == FacetPlace || f == FacetPeople }

// matcher makes the test whether a photo's value belongs to those with the value v: v may leave its
// Part open. Any goroutine may use it.
func (f Facet) matcher(v Value) func(Value) bool {
	if (f == FacetKeyword || f == FacetPerson) && v.Name != "" {
		return wordMatcher(v.Name)
	}
	return func(has Value) bool { return v.Name == has.Name && (v.Part == "" || v.Part == has.Part) }
}

// wordMatcher compares words as keywords.Fold does. Few words are not plain ASCII, but folding
// those takes so long that it is done once for each.
func wordMatcher(word string) func(Value) bool {
	key := keywords.Fold(word)
	var known sync.Map // word → whether it is the same
	return func(has Value) bool {
		if keywords.IsASCII(has.Name) {
			return strings.EqualFold(key, has.Name)
		}
		same, ok := known.Load(has.Name)
		if !ok {
			same = keywords.Fold(has.Name) == key
			known.Store(has.Name, same)
		}
		return same.(bool)
	}
}

func dateValue(t time.Time) Value {
	if t.IsZero() {
		return Value{}
	}
	const months = "010203040506070809101112"
	year, month, _ := t.Date()
	return Value{strconv.Itoa(year), months[2*month-2 : 2*month]}
}

// ratingValue is the rating of XMP, which photo programs write, else that of Exif.
func ratingValue(p *Photo) Value {
	rating := cmp.Or(p.Keywords.Rating, p.Rating)
	if rating == 0 {
		return Value{}
	}
	return Value{Name: strconv.Itoa(rating)}
}

// provenances says who has put words on the photo, or has said no to some.
func (e *entry) provenances(to []Value) []Value {
	start := len(to)
	names := [...]string{Accepted: ByYes, Rejected: ByNo, Typed: ByTyping, Removed: Removing}
	ds := e.decisions()
	for _, d := range ds {
		to = appendNew(to, start, Value{names[d.Verdict], d.Model})
	}
	for _, k := range e.photo.Keywords.All {
		if len(ds) == 0 || indexTag(ds, k.Name) < 0 {
			to = appendNew(to, start, Value{Name: FromFile})
			break
		}
	}
	if len(e.photo.Keywords.People) > 0 {
		to = append(to, Value{Name: Named})
	}
	return orZero(to, start)
}

// keywords lists the words that are in the file, or will be there after the next write.
func (e *entry) keywords(to []Value) []Value {
	start := len(to)
	for _, k := range e.photo.Keywords.All {
		to = append(to, Value{Name: k.Name})
	}
	for _, d := range e.decisions() {
		if !e.photo.Keywords.Has(d.Tag) && d.IsYes() {
			to = append(to, Value{Name: d.Tag})
		}
	}
	to = orZero(to, start)
	for _, name := range e.photo.Keywords.People {
		if !e.photo.Keywords.Has(name) {
			to = append(to, Value{Name: name})
		}
	}
	return to
}

// persons lists whom other programs have named on the photo.
func (e *entry) persons(to []Value) []Value {
	start := len(to)
	for _, name := range e.photo.Keywords.People {
		to = appendNew(to, start, Value{Name: name})
	}
	return orZero(to, start)
}

func (e *entry) states(to []Value) []Value {
	start, p := len(to), e.photo
	for _, state := range [...]struct {
		name string
		is   bool
	}{
		{ToBeWritten, e.writable()},
		{NewPicture, p.PictureChanged},
		{NotWritten, e.failed},
		{WithProblem, p.Problem != ""},
		{Away, p.Missing},
		{WithPlace, p.HasGPS},
	} {
		if state.is {
			to = append(to, Value{Name: state.name})
		}
	}
	return orZero(to, start)
}

func appendNew(to []Value, start int, v Value) []Value {
	if slices.Contains(to[start:], v) {
		return to
	}
	return append(to, v)
}

func orZero(to []Value, start int) []Value {
	if len(to) == start {
		return append(to, Value{})
	}
	return to
}
