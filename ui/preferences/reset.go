package preferences

import (
	"slices"

	"fyne.io/fyne/v2/lang"

	"catchlight/library"
)

// reset puts the section's settings back, and says so: what was chosen over months is not lost by a
// click beside another button.
func (p *preferences) reset() {
	section, before := p.sections[p.at], p.settings()
	p.put(section, library.Settings{})
	p.deps.Done(lang.X("prefs.wasReset", "Reset: {{.section}}", map[string]any{"section": section.title}),
		func() { p.put(section, before) })
}

// put takes the settings of a section over from others, with what follows from them.
func (p *preferences) put(section *part, from library.Settings) {
	en, before := p.deps.Engine, p.settings()
	lists := en.Vocabularies.On()
	p.deps.Apply(func(s *library.Settings) { section.fields(s, from) })
	if now := p.settings(); now.Quantised != before.Quantised || now.Closer != before.Closer || now.Device != before.Device {
		en.UseAgain()
	}
	if !slices.Equal(en.Vocabularies.On(), lists) {
		en.Vocabularies.Load()
	}
	if p.settings().PeopleOff != before.PeopleOff {
		en.Runs.LookForPeople()
	}
	p.show()
}
