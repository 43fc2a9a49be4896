package preferences

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"catchlight/library"
	"catchlight/tagging/facts"
	"catchlight/ui/kit"
)

var placeLevels = []facts.PlaceLevel{facts.LevelCity, facts.LevelRegion, facts.LevelCountry}

// places is the page about places: whether they are proposed, and how exactly.
func (p *preferences) places() []fyne.CanvasObject {
	s := p.settings()
	why := lang.X("prefs.placesNote", "From the GPS position in the file, on this computer. A photo without one gets the place of a photo that the same camera took within 30 minutes. Nothing is written unless you accept it.")
	on := noted(lang.X("prefs.placesOn", "Suggest where a photo was taken"), why, !s.PlacesOff, func(on bool) {
		p.deps.Apply(func(s *library.Settings) { s.PlacesOff = !on })
	})
	level := kit.NewSelect([]string{
		lang.X("prefs.placeCity", "Country, region and city"), lang.X("prefs.placeRegion", "Country and region"), lang.X("prefs.placeCountry", "Country only"),
	}, max(slices.Index(placeLevels, facts.PlaceLevel(s.PlaceLevel)), 0), func(i int) {
		p.deps.Apply(func(s *library.Settings) { s.PlaceLevel = string(placeLevels[i]) })
	})
	return []fyne.CanvasObject{
		on, kit.NewRule(),
		newLabelled(lang.X("prefs.placeLevel", "How exactly"), level),
		newLabelled(lang.X("prefs.placeLanguage", "Names of countries"), p.placeLanguage()),
		kit.NewParagraph(lang.X("prefs.placeNames", "Countries are named in your language; regions and cities have their international names. Places by GeoNames (CC BY 4.0) and Unicode CLDR."), kit.StyleCaption),
	}
}

// placeLanguage is the language that countries are named in.
func (p *preferences) placeLanguage() fyne.CanvasObject {
	codes, names := languages(lang.X("prefs.asWindow", "As the window"))
	return kit.NewSelect(names, max(slices.Index(codes, p.settings().PlaceLanguage), 0), func(i int) {
		p.deps.Apply(func(s *library.Settings) { s.PlaceLanguage = codes[i] })
	})
}
