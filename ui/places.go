package ui

import (
	"cmp"

	"fyne.io/fyne/v2/lang"

	"catchlight/library"
	"catchlight/library/keywords"
	"catchlight/tagging/facts"
	"catchlight/ui/view"
)

// PlaceLanguage is the language that countries are named in, as a BCP 47 tag: the one chosen for
// places, else that of the window, else the system's. Any goroutine; it does not block.
func PlaceLanguage(s library.Settings) string {
	return cmp.Or(s.PlaceLanguage, s.Language, lang.SystemLocale().LanguageString())
}

func placeRequestOf(s library.Settings) view.PlaceRequest {
	return view.PlaceRequest{On: !s.PlacesOff, Level: facts.PlaceLevel(s.PlaceLevel), Language: PlaceLanguage(s)}
}

// placeOf is the place proposed for a photo if it has that name, nil when another thing does.
func (w *Window) placeOf(p *library.Photo, name string) *facts.PlaceTag {
	if w.view == nil {
		return nil
	}
	place := w.view.Places[p.ID]
	if place == nil || keywords.Fold(place.Name) != keywords.Fold(name) {
		return nil
	}
	return place
}
