package vocabularies

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"catchlight/library"
	"catchlight/library/keywords"
	"catchlight/tagging/vocabulary"
	"catchlight/ui/kit"
	"catchlight/ui/phrase"
)

// side is the panel beside the tree: all that is said of the current tag, and its best photos.
type side struct {
	e        *Editor
	object   fyne.CanvasObject
	column   *kit.Column
	scroll   *kit.Scroll
	path     *kit.Paragraph
	title    *kit.Text
	counts   *kit.Paragraph
	unknown  *kit.Paragraph
	findings *kit.Column
	name     *kit.Entry
	renames  *kit.Paragraph // what a new name would do
	names    *names
	prompts  *prompts
	parent   *tagField
	twin     *tagField
	private  *kit.Check
	heading  *kit.Check
	oneOf    *kit.Check
	parents  *kit.Check
	byAll    *kit.Check
	rename   *kit.Button
	place    *kit.Button
	inFiles  *kit.Flow // the two, below the name: what the list says is not in all files yet

	everywhere *kit.Button       // takes the tag off the photos, too
	photos     *kit.Paragraph    // what the photos below are, or why there are none
	head, best fyne.CanvasObject // title and path; the photos, and what they are
	tag        int
	words      *vocabulary.Vocabulary
	others     *languages
	from       *threshold
	at         string // the path of the tag in the fields
}

func newSide(e *Editor) *side {
	s := &side{e: e, path: kit.NewParagraph("", kit.StyleCaption), title: kit.NewText("", kit.StyleTitle), counts: kit.NewParagraph("", kit.StyleCaption), unknown: kit.NewParagraph("", kit.StyleCaption), findings: kit.NewColumn(12), tag: -1}
	s.title.Width = 1
	s.name = s.field(lang.X("vocabularies.name", "Name"), true, func(name string) { e.renamed(name) })
	s.name.OnSubmitted = func(name string) {
		if e.renamed(name) {
			e.tree.focus()
		}
	}
	s.renames = kit.NewParagraph("", kit.StyleCaption)
	s.renames.Hide()
	s.name.OnChanged = func(string) { s.sayRename() }
	s.names, s.prompts = newNames(e, s.field), newPrompts(e, s.field)
	s.parent = newTagField(ofEditor(e), s.field(lang.X("vocabularies.atTop", "At the top"), false, nil), mover{e}.moveTo)
	twin := s.field(lang.X("vocabularies.otherTag", "Name of another tag"), false, nil)
	twin.Short = lang.X("vocabularies.tag", "Tag")
	s.twin = newTagField(ofEditor(e), twin, e.mergeInto)
	s.checks()
	s.others, s.from = newLanguages(e, s.field), newThreshold(e)
	s.inFiles = kit.NewFlow(6, 6)
	s.rename, s.place = kit.NewButton("", inFiles{e}.name), kit.NewButton("", inFiles{e}.place)
	s.rename.OnHint = e.deps.Hint(s.rename, lang.X("hint.nameInFiles", "Shows a write that puts the name in the place of its other names; it can be undone by itself"))
	s.place.OnHint = e.deps.Hint(s.place, lang.X("hint.placeInFiles", "Shows a write that puts the tag where it stands in the list; it can be undone by itself"))
	s.everywhere = kit.NewButton("", e.removeEverywhere)
	s.everywhere.OnHint = e.deps.Hint(s.everywhere, lang.X("hint.removeTagPhotos", "Takes the tag out of the list and off its photos; files lose it with the next write"))
	s.photos = kit.NewParagraph(lang.X("vocabularies.best", "Best photos now"), kit.StyleCaption)
	s.head = kit.NewColumn(0, s.title, s.path)
	s.best = kit.NewColumn(captionGap, s.photos, e.trial.strip)
	s.column = kit.NewColumn(12)
	s.column.Margin, s.column.Top = 16, 12
	s.column.SetObjects(s.objects()...)
	s.scroll = kit.NewScroll(s.column)
	s.object = container.NewStack(kit.NewSurface(kit.TokenPanel), s.scroll)
	return s
}

// field is a text field. Enter does what was typed; leaving the field does it too where keeps is
// set, and otherwise forgets it, as Esc does. Where it keeps, done must not move the keyboard: that
// is on its way elsewhere, and moving it is leaving the field again.
func (s *side) field(placeholder string, keeps bool, done func(string)) *kit.Entry {
	f := kit.NewEntry(placeholder, nil, nil)
	f.OnSubmitted = done
	f.OnEscape = s.e.tree.focus
	f.OnFocus = func(focused bool) {
		if focused || f.Text == f.Stands {
			return
		}
		if keeps {
			done(f.Text)
		}
		f.Replace(f.Stands)
	}
	return f
}

// done gives the keyboard back to the tree, and shows the panel from its top again: the fields that
// name another tag stand at its end.
func (s *side) done() {
	s.scroll.ScrollToTop()
	s.e.tree.focus()
}

func (s *side) checks() {
	e := s.e
	s.private = kit.NewCheck(lang.X("vocabularies.private", "Private: never written"), false, func(on bool) {
		e.set(func(t *vocabulary.Tag) { t.Unsaid, t.Heading = on, on })
	})
	s.heading = kit.NewCheck(lang.X("vocabularies.onlyHeading", "Only a heading, not suggested"), false, func(on bool) {
		e.set(func(t *vocabulary.Tag) { t.Heading = on })
	})
	s.parents = kit.NewCheck(lang.X("vocabularies.parents", "Also write the parents"), false, s.setParents)
	s.byAll = kit.NewCheck(lang.X("vocabularies.byAll", "Also write its other names"), false, func(on bool) {
		e.set(func(t *vocabulary.Tag) { t.ByAll = on })
	})
	s.oneOf = kit.NewCheck(lang.X("vocabularies.oneOf", "One at most of the tags below"), false, func(on bool) {
		e.set(func(t *vocabulary.Tag) { t.OneOf = on })
	})
}

// setParents lets the tags above the current one be written, or not: where that is what holds for
// all tags, the list says nothing of it.
func (s *side) setParents(on bool) {
	says := vocabulary.ParentsAsSet
	switch all := s.e.deps.Settings().WritesParents(library.ParentsInWindow); {
	case on && !all:
		says = vocabulary.ParentsAlways
	case !on && all:
		says = vocabulary.ParentsNeither
	}
	s.e.set(func(t *vocabulary.Tag) { t.Parents = says })
}

// captionGap stands between a caption and what it is of, in dp; what belongs together stands closer
// than the parts of the panel do.
const captionGap = 4

// captioned is a field below its caption.
func captioned(caption string, field fyne.CanvasObject) fyne.CanvasObject {
	return kit.NewColumn(captionGap, kit.NewParagraph(caption, kit.StyleCaption), field)
}

// objects are all parts of the panel, in order.
func (s *side) objects() []fyne.CanvasObject {
	review := kit.NewButton(lang.X("vocabularies.review", "Review"), func() { s.e.deps.Review(s.e.Tag()) })
	review.Shortcut = "R"
	show := kit.NewButton(lang.X("vocabularies.show", "Show photos"), func() { s.e.deps.Show(s.e.Tag()) })
	remove := kit.NewButton(lang.X("vocabularies.remove", "Remove from the list"), s.e.Remove)
	remove.Shortcut = phrase.Keys("Delete")
	remove.OnHint = s.e.deps.Hint(remove, lang.X("hint.removeTag", "Takes the tag out of the list; photos keep the word"))
	acts := kit.NewFlow(6, 6)
	acts.SetObjects([]fyne.CanvasObject{review, show, remove, s.everywhere})
	s.inFiles.SetObjects([]fyne.CanvasObject{s.rename, s.place})
	for _, o := range slices.Concat(acts.Objects(), s.inFiles.Objects()) {
		o.(*kit.Button).Small = true
	}
	return []fyne.CanvasObject{
		s.e.strays.column, s.head, s.findings, s.unknown,
		captioned(lang.X("vocabularies.writtenAs", "Written as"), kit.NewColumn(captionGap, s.name, s.renames, s.inFiles)),
		captioned(lang.X("vocabularies.synonyms", "Synonyms"), s.names.object),
		captioned(lang.X("vocabularies.prompts", "Prompts, what the model looks for"), s.prompts.column),
		s.from.object, kit.NewColumn(0, s.parents, s.byAll, s.private, s.heading, s.oneOf),
		s.best, kit.NewColumn(6, s.counts, acts),
		captioned(lang.X("vocabularies.below", "Stands below"), s.parent.object),
		captioned(lang.X("vocabularies.same", "Make one with"), s.twin.object),
		s.others.fold, s.others.column,
	}
}

// listed is how several names stand in a field.
func listed(names []string) string { return strings.Join(names, ", ") }

// try shows a word that is being typed with its photos, and nothing else.
func (s *side) try(word string) {
	s.title.SetText(word)
	s.path.Hide()
	for _, o := range s.column.Objects() {
		kit.ShowIf(o, o == s.head || o == s.best)
	}
	s.e.trial.strip.columns = 3
	s.tag = -1
	s.column.Refresh()
}

// refresh shows the current tag; what is being typed stays while it is the same.
func (s *side) refresh() {
	if s.e.trial.trying() {
		return
	}
	tag, ok := s.e.current()
	ok = ok && !s.e.strays.shown
	for _, o := range s.column.Objects() {
		kit.ShowIf(o, ok)
	}
	if kit.ShowIf(s.e.strays.column, s.e.strays.shown); s.e.strays.shown {
		s.tag = -1
		s.e.strays.refresh()
	}
	s.e.trial.strip.columns = 4
	if !ok {
		s.column.Refresh()
		return
	}
	s.showTag(tag)
	s.column.Refresh()
}

// showTag shows a tag in all parts of the panel.
func (s *side) showTag(tag int) {
	v := s.e.draft.Vocabulary
	if tag != s.tag || v != s.words {
		s.tag, s.words = tag, v
		s.fill(v, tag)
		s.e.trial.tag(tag)
	}
	says := v.Tags[tag].Parents
	s.parents.SetOn(says == vocabulary.ParentsAlways || says == vocabulary.ParentsAsSet && s.e.deps.Settings().WritesParents(library.ParentsInWindow))
	kit.ShowIf(s.parents, v.Tags[tag].Parent >= 0)
	s.byAll.SetOn(v.Tags[tag].ByAll)
	kit.ShowIf(s.byAll, v.Tags[tag].ByAll || len(v.Tags[tag].Synonyms) > 0)
	s.from.refresh()
	s.others.refresh()
	s.counts.SetText(s.e.counts.says(tag))
	s.unknown.SetText("")
	if s.e.doctor.unknown(tag) {
		s.unknown.SetText(lang.X("vocabularies.notKnown", "Not known to this model: it is suggested after you have accepted it on five photos."))
	}
	var panels []fyne.CanvasObject
	for _, f := range firstOf(s.e.doctor.found[tag], mostFindings) {
		panels = append(panels, s.e.doctor.panel(tag, f))
	}
	s.findings.SetObjects(panels...)
	kit.ShowIf(s.path, s.path.Text != "")
	kit.ShowIf(s.findings, len(panels) > 0)
	kit.ShowIf(s.unknown, s.unknown.Text != "")
	s.offer(s.e.counts.at(tag))
}

// offer says what the acts on files and photos would be about.
func (s *side) offer(t tally) {
	s.rename.SetLabel(lang.XN("vocabularies.rename", "Put the name into {{.n}} files", t.names, phrase.Count(t.names)))
	kit.ShowIf(s.rename, t.names > 0)
	s.place.SetLabel(lang.XN("vocabularies.place", "Put the place into {{.n}} files", t.places, phrase.Count(t.places)))
	kit.ShowIf(s.place, t.places > 0)
	kit.ShowIf(s.inFiles, t.names+t.places > 0)
	s.everywhere.SetLabel(lang.XN("vocabularies.removePhotos", "And from {{.n}} photos", t.photos, phrase.Count(t.photos)))
	kit.ShowIf(s.everywhere, t.photos > 0)
}

// sayRename says, while another name is typed, what it would do; else what is written where tags are
// in another language than the list.
func (s *side) sayRename() {
	if s.tag < 0 || s.tag >= len(s.e.words.Tags) { // of a list that has just gone
		return
	}
	text := ""
	if called := s.e.words.Tags[s.tag].Name; called != s.name.Stands {
		text = lang.X("vocabularies.calledIn", "Shown and written as {{.tag}}: see In other languages", phrase.Tag(called))
	}
	if s.name.Text != s.name.Stands && keywords.Clean(s.name.Text) != "" {
		n := s.e.counts.at(s.tag).own
		text = lang.XN("vocabularies.renames", "{{.n}} photos have it: decisions and lessons go along. {{.tag}} stays as another name.", n,
			map[string]any{"n": phrase.Number(n), "tag": s.name.Stands})
		text = strings.TrimSpace(text + " " + s.namesake())
	}
	if s.renames.Text != text {
		s.renames.SetText(text)
		kit.ShowIf(s.renames, text != "")
		s.column.Refresh()
	}
}

// namesake says which other tag has the name that is being typed, "" where none has.
func (s *side) namesake() string {
	v := s.e.draft.Vocabulary
	for tag, t := range v.Tags {
		if tag != s.tag && keywords.Fold(t.Name) == keywords.Fold(keywords.Clean(s.name.Text)) {
			return lang.X("vocabularies.namesake", "{{.tag}} is called so already: “{{.same}}” makes one tag of the two.", map[string]any{
				"tag": pathOf(v, tag), "same": lang.X("vocabularies.same", "Make one with"),
			})
		}
	}
	return ""
}

// mostFindings is how many findings of a tag are shown at once.
const mostFindings = 3

func firstOf[T any](list []T, n int) []T { return list[:min(len(list), n)] }

// fill shows another tag in the fields.
func (s *side) fill(v *vocabulary.Vocabulary, tag int) {
	t := v.Tags[tag]
	s.title.SetText(t.Name)
	s.path.SetText(strings.Join(v.Ancestors(tag), " › "))
	above := ""
	if t.Parent >= 0 {
		above = pathOf(v, t.Parent)
	}
	same := s.at == v.Path(tag)
	s.at = v.Path(tag)
	stand(s.name, t.Name, same)
	stand(s.parent.entry, above, same)
	stand(s.twin.entry, "", same)
	s.names.show(t.Synonyms)
	s.prompts.show(t.Prompts, same)
	s.others.show(v, tag, same)
	s.sayRename()
	s.private.SetOn(t.Unsaid)
	s.private.Label = lang.X("vocabularies.private", "Private: never written")
	if len(s.e.outline.below[tag]) > 0 {
		s.private.Label = lang.X("vocabularies.category", "Category: never written")
	}
	s.private.Refresh()
	s.heading.SetOn(t.Heading)
	s.oneOf.SetOn(t.OneOf)
}
