// Package preferences is the page of settings. Each change applies at once.
package preferences

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"catchlight/library"
	"catchlight/library/picture"
	"catchlight/library/safewrite"
	"catchlight/library/sidecar"
	"catchlight/ui/engine"
	"catchlight/ui/jobs"
	"catchlight/ui/kit"
	"catchlight/ui/page"
	"catchlight/ui/phrase"
	"catchlight/ui/view"
)

// Deps is what the page works with. All must be set.
type Deps struct {
	Library *library.Library
	Engine  *engine.Engine
	Queue   *jobs.Queue
	Errands *jobs.Errands
	Photos  func() *library.Snapshot
	// Keep changes settings that what is shown does not depend on; Apply shows what follows from
	// the change, too.
	Keep, Apply func(change func(*library.Settings))
	AskFolder   func(chosen func(path string))
	FindFolder  func(path string)          // asks where a folder of the library is now
	Keys        func() []fyne.CanvasObject // the list of keys
	Hint        func(owner any, text string) func(inside bool)
	NavShown    func() bool                    // reports whether the names of the sections have a place
	Open        func(*page.Page) bool          // reports whether the page is shown
	Compare     func(model string)             // shows what a model says beside the one in use
	Grade       func()                         // compares what is suggested with the keywords of photos
	LookAgain   func()                         // lets the page that is shown look anew what models there are
	Done        func(what string, undo func()) // says what was done, with the button that takes it back
}

// Sections that others lead to.
const (
	Writing     = "writing"
	Suggestions = "suggestions"
	Model       = "model"
	KeywordSets = "sets"
)

// preferences is the page: sections, of which the sidebar's place lists the names.
type preferences struct {
	deps     Deps
	sections []*part
	at       int
	body     *kit.Column
	scroll   *kit.Scroll // of the body
	names    *page.Names
	titles   []string // of the sections
	side     *kit.Column
	models   *modelPanel
	page     *page.Page
	offer    func() // shows which vocabularies are on; nil while their picker has not been made
}

// part is one section of the preferences.
type part struct {
	id    string
	title string
	make  func() []fyne.CanvasObject
	side  func() []fyne.CanvasObject // at the right; nil: nothing is

	fields func(to *library.Settings, from library.Settings) // copies its settings; nil: there is nothing to set back
}

var (
	destinations = []safewrite.Destination{safewrite.Auto, safewrite.SidecarFile, safewrite.Embedded}
	namings      = []sidecar.Naming{"", sidecar.Stem, sidecar.Append}
	looks        = []kit.Look{kit.LookDark, kit.LookLight, kit.LookSystem}
)

// New returns the page, at a section.
func New(d Deps, section string) *page.Page {
	p := &preferences{deps: d, side: kit.NewColumn(8), body: page.NewColumn(12)}
	p.side.Margin, p.side.Top = 16, 12
	p.scroll = kit.NewScroll(p.body)
	p.models = newModelPanel(d)
	p.sections = p.list()
	for _, s := range p.sections {
		p.titles = append(p.titles, s.title)
	}
	p.names = page.NewNames(lang.X("cmd.preferences", "Preferences"), p.titles, p.choose)
	p.at = max(slices.IndexFunc(p.sections, func(s *part) bool { return s.id == section }), 0)
	reset := kit.NewButton(lang.X("prefs.reset", "Reset this page"), p.reset)
	reset.OnHint = d.Hint(reset, lang.X("hint.reset", "Puts the settings of this page back to how they were at first"))
	p.page = &page.Page{
		ID: "preferences", Title: lang.X("cmd.preferences", "Preferences"), Body: p.scroll, Tick: p.tick, Look: p.models.look,
		Side: container.NewStack(kit.NewSurface(kit.TokenPanel), kit.NewScroll(p.side)), Nav: p.names.Object,
		Actions: []fyne.CanvasObject{reset},
	}
	p.show()
	return p.page
}

// tick shows what has changed meanwhile.
func (p *preferences) tick() {
	p.models.refresh()
	if p.offer != nil {
		p.offer()
	}
}

// settings are the settings as they are now.
func (p *preferences) settings() library.Settings { return p.deps.Library.Settings() }

func (p *preferences) list() []*part {
	return []*part{
		{id: Writing, title: lang.X("prefs.writing", "Writing"), make: p.writing, side: p.means, fields: func(to *library.Settings, from library.Settings) {
			to.To, to.Naming, to.KeepTime, to.Ancestors, to.Flat, to.KeepUndo = from.To, from.Naming, from.KeepTime, from.Ancestors, from.Flat, from.KeepUndo
			to.AllowDNG, to.AllowC2PA = from.AllowDNG, from.AllowC2PA
		}},
		{id: Suggestions, title: lang.X("prefs.suggestions", "Suggestions"), make: p.suggestions, side: atOnce, fields: func(to *library.Settings, from library.Settings) {
			to.Strength, to.Threshold, to.Max, to.PeopleOff, to.Facts = from.Strength, from.Threshold, from.Max, from.PeopleOff, from.Facts
			to.Vocabulary, to.MoreVocabularies = from.Vocabulary, from.MoreVocabularies
		}},
		{id: KeywordSets, title: lang.X("prefs.sets", "Keyword sets"), make: p.keywordSets, side: atOnce},
		{id: Model, title: lang.X("prefs.model", "Model"), make: p.models.objects, side: p.models.side, fields: func(to *library.Settings, from library.Settings) {
			to.Quantised, to.Closer = from.Quantised, from.Closer
		}},
		{id: "performance", title: lang.X("prefs.performance", "Performance"), make: p.performance, fields: func(to *library.Settings, from library.Settings) {
			to.Workers, to.Memory, to.WhenIdle, to.Device = from.Workers, from.Memory, from.WhenIdle, from.Device
		}},
		{id: "places", title: lang.X("prefs.places", "Places"), make: p.places, side: atOnce, fields: func(to *library.Settings, from library.Settings) {
			to.PlacesOff, to.PlaceLevel, to.PlaceLanguage = from.PlacesOff, from.PlaceLevel, from.PlaceLanguage
		}},
		{id: "language", title: lang.X("prefs.language", "Language"), make: p.language, fields: func(to *library.Settings, from library.Settings) {
			to.Language = from.Language
		}},
		{id: "look", title: lang.X("prefs.look", "Look"), make: p.look, side: atOnce, fields: func(to *library.Settings, from library.Settings) {
			to.Look, to.TextSize = from.Look, from.TextSize
		}},
		{id: "keys", title: lang.X("prefs.keys", "Keys"), make: p.deps.Keys},
		{id: "library", title: lang.X("prefs.library", "Library"), make: p.library},
	}
}

// choose shows another section.
func (p *preferences) choose(section int) {
	p.at = section
	p.show()
	p.scroll.ScrollToTop()
}

// show shows the section.
func (p *preferences) show() {
	p.names.Show(p.at)
	title := page.NewPartTitle(p.titles, p.at, p.deps.NavShown, p.choose)
	p.body.SetObjects(append([]fyne.CanvasObject{title}, p.sections[p.at].make()...)...)
	p.showSide()
	p.page.Actions[0].(*kit.Button).SetDisabled(p.sections[p.at].fields == nil)
}

// atOnce is what stands at the right of a section whose changes wait for nothing.
func atOnce() []fyne.CanvasObject {
	return []fyne.CanvasObject{kit.NewParagraph(lang.X("prefs.atOnce", "Changes here apply at once."), kit.StyleCaption)}
}

// showSide shows at the right what the section means for this library.
func (p *preferences) showSide() {
	var list []fyne.CanvasObject
	if side := p.sections[p.at].side; side != nil {
		list = side()
	}
	p.side.SetObjects(list...)
}

func (p *preferences) writing() []fyne.CanvasObject {
	s := p.settings()
	where := choice([][2]string{
		{lang.X("prefs.auto", "Into the file when it is safe, else a sidecar"), lang.X("prefs.autoNote", "Ordinary JPEG and TIFF get the keywords inside, as IPTC and XMP. All else gets a sidecar (.xmp).")},
		{lang.X("prefs.sidecar", "Always a sidecar"), lang.X("prefs.sidecarNote", "No original file is ever opened for writing. Lightroom and Bridge ignore sidecars beside JPEG.")},
		{lang.X("prefs.embedded", "Into the file only"), lang.X("prefs.embeddedNote", "Photos that cannot be changed safely are skipped and named.")},
	}, p.destination(), func(i int) {
		p.deps.Apply(func(s *library.Settings) { s.To = destinations[i] })
		p.showSide()
	})
	naming := kit.NewSelect([]string{lang.X("prefs.naming.usual", "RAW: IMG_1.xmp, others: IMG_1.JPG.xmp"), lang.X("prefs.stem", "IMG_1.xmp (Lightroom, Capture One)"), lang.X("prefs.append", "IMG_1.JPG.xmp (darktable, digiKam)")},
		max(slices.Index(namings, s.Naming), 0), func(i int) { p.deps.Keep(func(s *library.Settings) { s.Naming = namings[i] }) })
	keepTime := kit.NewCheck(lang.X("prefs.keepTime", "Keep the file’s modification date"), s.KeepTime, func(on bool) {
		p.deps.Keep(func(s *library.Settings) { s.KeepTime = on })
	})
	parents := kit.NewCheck(lang.X("prefs.parents", "Write parents of a tag as keywords too"), s.WritesParents(library.ParentsInWindow), func(on bool) {
		p.deps.Apply(func(s *library.Settings) { s.Ancestors = &on })
	})
	hierarchy := kit.NewCheck(lang.X("prefs.hierarchy", "Write the hierarchy for Lightroom (lr:hierarchicalSubject)"), !s.Flat, func(on bool) {
		p.deps.Keep(func(s *library.Settings) { s.Flat = !on })
	})
	dng := kit.NewCheck(lang.X("prefs.dng", "DNG files"), s.AllowDNG, func(on bool) {
		p.deps.Keep(func(s *library.Settings) { s.AllowDNG = on })
		p.showSide()
	})
	signed := kit.NewCheck(lang.X("prefs.c2pa", "Photos with Content Credentials (C2PA), which then no longer verify"), s.AllowC2PA, func(on bool) {
		p.deps.Keep(func(s *library.Settings) { s.AllowC2PA = on })
	})
	return []fyne.CanvasObject{
		kit.NewText(lang.X("prefs.where", "Where keywords go"), kit.StyleBold), where, kit.NewRule(),
		kit.NewText(lang.X("prefs.allow", "Into the file also for"), kit.StyleBold), kit.NewColumn(0, dng, signed), kit.NewRule(),
		kit.NewText(lang.X("prefs.naming", "Name of a new sidecar"), kit.StyleBold), kit.AtOwnWidth(naming), kit.NewRule(),
		kit.NewText(lang.X("prefs.details", "Details"), kit.StyleBold), kit.NewColumn(0, keepTime, parents, hierarchy), kit.NewColumn(4, p.keepUndo()...),
	}
}

// destination is the place of the chosen one among destinations, -1 where it is not known what the
// user has chosen.
func (p *preferences) destination() int {
	if p.deps.Library.Unclear("to") {
		return -1
	}
	return slices.Index(destinations, view.DestinationOf(p.settings()))
}

// textPercents are the sizes of texts that can be chosen, in percent.
var textPercents = []int{100, 110, 125, 150}

func (p *preferences) look() []fyne.CanvasObject {
	group := choice([][2]string{
		{lang.X("prefs.dark", "Dark"), ""}, {lang.X("prefs.light", "Light"), ""}, {lang.X("prefs.system", "As the system"), ""},
	}, max(slices.Index(looks, kit.Look(p.settings().Look)), 0), func(i int) { p.deps.Apply(func(s *library.Settings) { s.Look = string(looks[i]) }) })
	var titles []string
	for _, percent := range textPercents {
		titles = append(titles, phrase.Number(percent)+" %")
	}
	size := kit.NewSelect(titles, max(slices.Index(textPercents, p.settings().TextSize), 0), func(i int) { p.deps.Apply(func(s *library.Settings) { s.TextSize = textPercents[i] }) })
	return []fyne.CanvasObject{group, kit.NewRule(), newLabelled(lang.X("prefs.textSize", "Size of text"), size)}
}

// means is what the settings mean for this library, by format.
func (p *preferences) means() []fyne.CanvasObject {
	counts := map[picture.Format]int{}
	for _, photo := range p.deps.Photos().Photos() {
		counts[photo.Format]++
	}
	list := []fyne.CanvasObject{kit.NewParagraph(lang.X("prefs.means", "With these settings, in your library"), kit.StyleHeading)}
	if len(counts) > 0 {
		list = append(list, tableRow(kit.StyleHeading, lang.X("prefs.format", "Format"),
			lang.X("vocabularies.photos", "Photos"), lang.X("prefs.goesTo", "Keywords in")))
	}
	for _, f := range sortedFormats(counts) {
		list = append(list, kit.NewRule(), formatRow(f, counts[f], p.settings()))
	}
	if len(counts) == 0 {
		list = append(list, kit.NewParagraph(lang.X("prefs.noPhotos", "No photos yet."), kit.StyleCaption))
	}
	list = append(list, kit.NewSpace(0, 8), kit.NewParagraph(
		lang.X("write.promise", "Every file is read back after writing, and every write can be undone to the byte."), kit.StyleCaption))
	return append(list, kit.NewParagraph(lang.X("prefs.apply", "Changes here apply at once. They affect the next write, not past ones."), kit.StyleCaption))
}

// noted is a box to tick with a note below its label.
func noted(label, note string, on bool, changed func(on bool)) fyne.CanvasObject {
	box := kit.NewCheck(label, on, changed)
	box.Note = note
	return box
}

// labelled is a control with a label before it.
func newLabelled(label string, control fyne.CanvasObject) fyne.CanvasObject {
	bar := kit.NewBar(30, []fyne.CanvasObject{kit.NewAtLeast(160, kit.NewText(label, kit.StyleDim)), control}, nil)
	bar.Margin = 0
	return bar
}

func sortedFormats(counts map[picture.Format]int) []picture.Format {
	var formats []picture.Format
	for f := range counts {
		formats = append(formats, f)
	}
	slices.Sort(formats)
	return formats
}

func formatRow(f picture.Format, n int, s library.Settings) fyne.CanvasObject {
	where := lang.X("prefs.toSidecar", "sidecar")
	to, inside := view.DestinationOf(s), s.FileOptions(library.ParentsInWindow).Refuses(f) == nil
	switch {
	case to == safewrite.Embedded && !inside:
		where = lang.X("prefs.skipped", "skipped")
	case to != safewrite.SidecarFile && inside:
		where = lang.X("prefs.toFile", "the file")
	}
	return tableRow(kit.StyleText, f.Name(), phrase.Number(n), where)
}

// tableRow is a line of the table of formats: a format, a number and a place.
func tableRow(style kit.TextStyle, format, photos, where string) fyne.CanvasObject {
	place := kit.NewText(where, style)
	place.Width = 1
	bar := kit.NewBar(20, []fyne.CanvasObject{kit.NewText(format, style)}, []fyne.CanvasObject{kit.NewText(photos, style), kit.NewFixed(80, place)})
	bar.Margin = 0
	bar.Whole = style == kit.StyleHeading // what numbers are is said where there is room for it
	return bar
}

// choice is a group of radio buttons: a label and a note each.
func choice(options [][2]string, at int, chosen func(i int)) fyne.CanvasObject {
	var labels, notes []string
	for _, o := range options {
		labels, notes = append(labels, o[0]), append(notes, o[1])
	}
	var checks []fyne.CanvasObject
	for _, check := range kit.NewChoice(labels, notes, at, chosen) {
		checks = append(checks, check)
	}
	return kit.NewColumn(8, checks...)
}
