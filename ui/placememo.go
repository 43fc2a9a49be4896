package ui

import (
	"log"
	"strings"

	"catchlight/library"
	"catchlight/library/keywords"
	"catchlight/tagging"
	"catchlight/tagging/facts"
)

// places are the places proposed for the photos of a library, by its photos. Nil: none.
type places map[library.ID]*facts.PlaceTag

// placeWish is how places are wanted; the zero value: not at all.
type placeWish struct {
	on       bool
	level    facts.PlaceLevel
	language string
}

// placeMemo remembers the places between derivations. Of the deriver's goroutine only.
type placeMemo struct {
	made      bool
	wish      placeWish
	photos    []*library.Photo
	of        places
	gazetteer *facts.Gazetteer // nil until a photo needs it
	err       error
}

// fits reports whether what is remembered is for the wish.
func (m *placeMemo) fits(w wish) bool {
	return m.made && m.wish == w.where && !w.changed(m.photos)
}

// make finds the places anew. The first time it reads the gazetteer, which takes some tenths of a second.
func (m *placeMemo) make(w wish) {
	if m.wish.language != w.where.language {
		m.gazetteer, m.err = nil, nil
	}
	m.made, m.wish, m.photos, m.of = true, w.where, w.snap.Photos(), nil
	if !w.where.on || !hasGPS(m.photos) {
		return
	}
	if m.gazetteer == nil && m.err == nil {
		m.gazetteer, m.err = facts.NewGazetteer(w.where.language)
		if m.err != nil {
			log.Printf("catchlight: %v", m.err) // a program without it works on
		}
	}
	if m.gazetteer != nil {
		m.of = facts.Places(w.snap, m.gazetteer, w.where.level)
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

// value is a place as a facet has it: the country, and the most exact step below it.
func (ps places) value(p *library.Photo) library.Value {
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

// suggestPlace proposes a place like a tag: sure where the photo itself tells, likely where another one does.
func (b *wordBuilder) suggestPlace(place *facts.PlaceTag) {
	if place == nil || indexOfWord(b.words.suggested, keywords.Fold(place.Name)) >= 0 {
		return
	}
	key, strength := keywords.Fold(place.Name), tagging.Strict
	if place.Near {
		strength = tagging.Balanced
	}
	if !b.inFile[key] && b.verdicts[key] == library.Undecided {
		b.words.suggested = append(b.words.suggested,
			word{name: place.Name, state: Suggested, strength: strength, tag: -1, n: 1, of: 1})
	}
}
