package ui

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"catchlight/library"
	"catchlight/library/metadata"
	"catchlight/tagging"
)

// preferences is the page of settings. Each change applies at once.
type preferences struct {
	w    *Window
	side *Column
}

var (
	destinations = []metadata.Destination{metadata.Auto, metadata.SidecarFile, metadata.Embedded}
	namings      = []metadata.Naming{"", metadata.Stem, metadata.Append}
	looks        = []Look{LookDark, LookLight, LookSystem}
)

func newPreferences(w *Window) *page {
	p := &preferences{w: w, side: NewColumn(8)}
	p.side.Margin, p.side.Top = 16, 12
	p.refresh()
	var list []fyne.CanvasObject
	for _, part := range [][]fyne.CanvasObject{p.writing(), p.suggestions(), p.look()} {
		list = append(list, part...)
	}
	side := container.NewStack(NewSurface(TokenPanel), NewScroll(p.side))
	return &page{id: "preferences", title: lang.X("cmd.preferences", "Preferences"), body: pageBody(list...), side: side}
}

func (p *preferences) writing() []fyne.CanvasObject {
	s := p.w.settings
	where := choice([][2]string{
		{lang.X("prefs.auto", "Into the file when it is safe, else a sidecar"), lang.X("prefs.autoNote", "Ordinary JPEG and TIFF get the keywords inside, as IPTC and XMP. All else gets a sidecar (.xmp).")},
		{lang.X("prefs.sidecar", "Always a sidecar"), lang.X("prefs.sidecarNote", "No original file is ever opened for writing. Lightroom and Bridge ignore sidecars beside JPEG.")},
		{lang.X("prefs.embedded", "Into the file only"), lang.X("prefs.embeddedNote", "Photos that cannot be changed safely are skipped and named.")},
	}, max(slices.Index(destinations, destinationOf(s)), 0), func(i int) {
		p.w.setDestination(destinations[i])
		p.refresh()
	})
	naming := NewSelect([]string{lang.X("prefs.naming.usual", "RAW: IMG_1.xmp, others: IMG_1.JPG.xmp"), lang.X("prefs.stem", "IMG_1.xmp (Lightroom, Capture One)"), lang.X("prefs.append", "IMG_1.JPG.xmp (darktable, digiKam)")},
		max(slices.Index(namings, s.Naming), 0), func(i int) { p.w.keep(func(s *library.Settings) { s.Naming = namings[i] }) })
	keepTime := NewCheck(lang.X("prefs.keepTime", "Keep the file’s modification date"), s.KeepTime, func(on bool) {
		p.w.keep(func(s *library.Settings) { s.KeepTime = on })
	})
	parents := NewCheck(lang.X("prefs.parents", "Write parents of a tag as keywords too"), s.Ancestors, func(on bool) {
		p.w.keep(func(s *library.Settings) { s.Ancestors = on })
	})
	return []fyne.CanvasObject{
		NewText(lang.X("prefs.writing", "Writing"), StylePage), NewText(lang.X("prefs.where", "Where keywords go"), StyleBold), where, NewRule(),
		NewText(lang.X("prefs.naming", "Name of a new sidecar"), StyleBold), own(naming), NewRule(),
		NewText(lang.X("prefs.details", "Details"), StyleBold), keepTime, parents, gap(16),
	}
}

func (p *preferences) suggestions() []fyne.CanvasObject {
	w := p.w
	strength := choice([][2]string{
		{lang.X("prefs.strict", "Strict"), lang.X("prefs.strictNote", "Few suggestions, most of them right.")},
		{lang.X("prefs.balanced", "Balanced"), ""},
		{lang.X("prefs.loose", "Loose"), lang.X("prefs.looseNote", "More suggestions, more of them wrong.")},
	}, slices.Index(strengths, strengthOf(w.settings)), func(i int) { w.setStrength(strengths[i]) })
	return []fyne.CanvasObject{
		NewText(lang.X("prefs.suggestions", "Suggestions"), StylePage), NewText(lang.X("prefs.strength", "Strength"), StyleBold), strength,
		p.threshold(), NewRule(), NewText(lang.X("sidebar.vocabulary", "Vocabulary"), StyleBold), own(p.vocabulary()), gap(16),
	}
}

// threshold is the choice of one score for all tags, in steps of .05.
func (p *preferences) threshold() fyne.CanvasObject {
	const count = 20
	value := NewText("", StyleDim)
	at := 5
	if t := p.w.settings.Threshold; t != nil {
		at = min(max(int(*t*count+.5), 0), count-1)
	}
	fixed := p.w.settings.Threshold != nil
	apply := func() {
		value.SetText(decimal(float32(at) / count))
		if !fixed {
			p.w.setThreshold(nil)
			return
		}
		t := float64(at) / count
		p.w.setThreshold(&t)
	}
	slider := NewSlider(count, at, func(i int) { at = i; apply() })
	value.SetText(decimal(float32(at) / count))
	check := NewCheck(lang.X("prefs.threshold", "One fixed score for all tags instead"), fixed, func(on bool) { fixed = on; apply() })
	return NewBar(30, []fyne.CanvasObject{check, sized(slider, 160), value}, nil)
}

func (p *preferences) vocabulary() *Select {
	names := append(tagging.BuiltIn(), p.w.vocabularyFiles()...)
	titles := make([]string, len(names))
	for i, n := range names {
		titles[i] = vocabularyTitle(n)
	}
	return NewSelect(titles, slices.Index(names, p.w.vocabularyName()), func(i int) { p.w.chooseVocabulary(names[i]) })
}

func (p *preferences) look() []fyne.CanvasObject {
	group := choice([][2]string{
		{lang.X("prefs.dark", "Dark"), ""}, {lang.X("prefs.light", "Light"), ""}, {lang.X("prefs.system", "As the system"), ""},
	}, max(slices.Index(looks, Look(p.w.settings.Look)), 0), func(i int) { p.w.setLook(looks[i]) })
	return []fyne.CanvasObject{NewText(lang.X("prefs.look", "Look"), StylePage), group}
}

// refresh shows at the right what the settings mean for this library.
func (p *preferences) refresh() {
	counts := map[metadata.Format]int{}
	for _, photo := range p.w.snap.Photos() {
		counts[photo.Format]++
	}
	list := []fyne.CanvasObject{heading(lang.X("prefs.means", "With these settings, in your library"))}
	for _, f := range sortedFormats(counts) {
		list = append(list, NewRule(), formatRow(f, counts[f], destinationOf(p.w.settings)))
	}
	if len(counts) == 0 {
		list = append(list, NewParagraph(lang.X("prefs.noPhotos", "No photos yet."), StyleCaption))
	}
	list = append(list, gap(8), NewParagraph(lang.X("prefs.apply", "Changes here apply at once. They affect the next write, not past ones."), StyleCaption))
	p.side.SetObjects(list...)
}

func sortedFormats(counts map[metadata.Format]int) []metadata.Format {
	var formats []metadata.Format
	for f := range counts {
		formats = append(formats, f)
	}
	slices.Sort(formats)
	return formats
}

func formatRow(f metadata.Format, n int, to metadata.Destination) fyne.CanvasObject {
	where := lang.X("prefs.toSidecar", "sidecar")
	switch {
	case to == metadata.Embedded && !embeds(f):
		where = lang.X("prefs.skipped", "skipped")
	case to != metadata.SidecarFile && embeds(f):
		where = lang.X("prefs.toFile", "the file")
	}
	return NewBar(24, []fyne.CanvasObject{NewText(f.Name(), StyleText)}, []fyne.CanvasObject{NewText(number(n), StyleText), sized(NewText(where, StyleText), 80)})
}

// own keeps a control at its own width in a column.
func own(o fyne.CanvasObject) fyne.CanvasObject { return container.NewHBox(o) }

// choice is a group of radio buttons: a label and a note each.
func choice(options [][2]string, at int, chosen func(i int)) fyne.CanvasObject {
	var labels, notes []string
	for _, o := range options {
		labels, notes = append(labels, o[0]), append(notes, o[1])
	}
	c := NewColumn(8)
	for _, check := range NewChoice(labels, notes, at, chosen) {
		c.objects = append(c.objects, check)
	}
	return c
}
