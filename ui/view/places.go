package view

import (
	"log"
	"strings"

	"catchlight/library"
	"catchlight/library/keywords"
	"catchlight/tagging"
	"catchlight/tagging/facts"
)

// Places are the places proposed for the photos of a library, by its photos. Nil: none.
type Places map[library.ID]*facts.PlaceTag

// PathOf is the place of a photo, "Italy|Lazio|Rome"; "" where it is not known. Pure.
func (ps Places) PathOf(id library.ID) string {
	if place := ps[id]; place != nil {
		return place.Path
	}
	return ""
}

// PlaceRequest is how places are wanted; the zero value: not at all.
type PlaceRequest struct {
	On       bool
	Level    facts.PlaceLevel
	Language string
}

// placeCache remembers the places from one state to the next. Of the builder's goroutine only.
type placeCache struct {
	made      bool
	Request   PlaceRequest
	photos    []*library.Photo
	of        Places
	gazetteer *facts.Gazetteer // nil until a photo needs it
	err       error
}

// fits reports whether what is remembered is for the request.
func (m *placeCache) fits(req Request) bool {
	return m.made && m.Request == req.Where && !req.changed(m.photos)
}

// make finds the places anew. The first time it reads the gazetteer, which takes some tenths of a
// second.
func (m *placeCache) make(req Request) {
	if m.Request.Language != req.Where.Language {
		m.gazetteer, m.err = nil, nil
	}
	m.made, m.Request, m.photos, m.of = true, req.Where, req.Snapshot.Photos(), nil
	if !req.Where.On || !hasGPS(m.photos) {
		return
	}
	if m.gazetteer == nil && m.err == nil {
		m.gazetteer, m.err = facts.NewGazetteer(req.Where.Language)
		if m.err != nil {
			log.Printf("catchlight: %v", m.err) // a program without it works on
		}
	}
	if m.gazetteer != nil {
		m.of = facts.Places(req.Snapshot, m.gazetteer, req.Where.Level)
	}
}

func hasGPS(photos []*library.Photo) bool {
	for _, p := range photos {
		if p.HasGPS {
			return true
		}
	}
	return false
}

// Value is a place as a facet has it: the country, and the most exact step below it.
func (ps Places) Value(p *library.Photo) library.Value {
	place := ps[p.ID]
	if place == nil {
		return library.Value{}
	}
	country, _, below := strings.Cut(place.Path, "|")
	if !below {
		return library.Value{Name: country}
	}
	return library.Value{Name: country, Part: place.Name}
}

// suggestPlace proposes a place like a tag: sure where the photo itself tells, likely where another
// one does.
func (b *wordBuilder) suggestPlace(place *facts.PlaceTag) {
	if place == nil || IndexOfWord(b.words.Suggested, keywords.Fold(place.Name)) >= 0 {
		return
	}
	key, strength := keywords.Fold(place.Name), tagging.Strict
	if place.Near {
		strength = tagging.Balanced
	}
	if !b.inFile[key] && b.verdicts[key] == library.Undecided {
		b.words.Suggested = append(b.words.Suggested,
			Word{Name: place.Name, State: Suggested, Strength: strength, tag: -1, N: 1, Of: 1})
	}
}
