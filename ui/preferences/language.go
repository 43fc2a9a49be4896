package preferences

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"catchlight/assets"
	"catchlight/library"
	"catchlight/ui/kit"
)

// languages are what the window can speak, by name in themselves, behind what holds where none is
// chosen.
func languages(none string) (codes, names []string) {
	codes, names = []string{""}, []string{none}
	for _, l := range assets.Languages() {
		if l.Whole {
			codes, names = append(codes, l.Code), append(names, l.Name)
		}
	}
	return codes, names
}

// language is the section of the window's language.
func (p *preferences) language() []fyne.CanvasObject {
	codes, names := languages(lang.X("prefs.system", "As the system"))
	note := kit.NewParagraph(lang.X("prefs.languageNote", "From the next start on. Tags and keywords are not translated."), kit.StyleCaption)
	choose := kit.NewSelect(names, max(slices.Index(codes, p.settings().Language), 0), func(i int) {
		p.deps.Keep(func(s *library.Settings) { s.Language = codes[i] })
		restart := lang.X("prefs.languageRestart", "Close Catchlight and start it again: then it speaks {{.language}}.",
			map[string]any{"language": names[i]})
		note.SetText(restart)
		lacks := false
		p.deps.Errands.Enqueue(func() (err error) { lacks, err = kit.LacksFont(names[i]); return err }, func(error) {
			if lacks {
				note.SetText(lang.X("prefs.noFont", "This computer has no font for {{.language}}: install one, such as Noto Sans CJK.",
					map[string]any{"language": names[i]}) + " " + restart)
			}
			p.body.Refresh()
		})
	})
	return []fyne.CanvasObject{newLabelled(lang.X("prefs.languageWindow", "Language of the window"), choose), note}
}
