package ui

import (
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"catchlight/library"
	"catchlight/library/keywords"
	"catchlight/ui/kit"
	"catchlight/ui/phrase"
	"catchlight/ui/thumbnail"
	"catchlight/ui/view"
)

// inspector is the panel at the right: what is known of the selected photos, and all their words.
type inspector struct {
	w      *Window
	object fyne.CanvasObject
	column *kit.Column
	foot   *kit.Column

	title, file, stack  *kit.Paragraph
	add                 *kit.Entry
	completion          *kit.Paragraph
	complete            string // what Tab would make of the word being typed
	suggestions         *kit.Heading
	strong              *kit.Button
	none                *kit.Paragraph
	keywords            *kit.Heading
	rejected            *kit.Heading
	rejectedOpen        bool
	open, kept, refused *chipFlow
	ranking             *ranking
	why                 *why
	destination         *kit.Paragraph
	going               *kit.PairRow // destination with its icon
	legend              fyne.CanvasObject
}

func newInspector(w *Window) *inspector {
	in := &inspector{w: w, column: kit.NewColumn(8), foot: kit.NewColumn(8)}
	in.title, in.file, in.stack = kit.NewParagraph("", kit.StyleTitle), kit.NewParagraph("", kit.StyleCaption), kit.NewParagraph("", kit.StyleCaption)
	in.add = kit.NewEntry(lang.X("inspector.add", "Add keyword"), theme.ContentAddIcon(), kit.NewKeyCaption("K"))
	in.add.OnSubmitted, in.add.OnChanged, in.add.OnTab = in.typed, in.typing, in.tab
	in.add.OnEscape = w.focusGrid
	in.add.OnFocus = func(bool) { w.post(in.showRing) }
	in.completion = kit.NewParagraph("", kit.StyleCaption)
	in.strong = kit.NewButton(lang.X("cmd.strong", "Accept strong"), func() { w.menus.call(w.menus.command("strong")) })
	in.strong.Small, in.strong.Shortcut = true, withShift(fyne.KeyA).String()
	in.strong.OnHint = w.bar.HintFor(in.strong, lang.X("hint.strong", "Accepts the suggestions with three bars on the selected photos"))
	in.suggestions, in.keywords = kit.NewInnerHeading(lang.X("inspector.suggestions", "Suggestions")), kit.NewInnerHeading(lang.X("inspector.keywords", "Keywords"))
	in.suggestions.Action = in.strong
	in.rejected = kit.NewInnerHeading(lang.X("inspector.rejected", "Rejected"))
	in.rejected.OnFold = in.fold
	in.none = kit.NewParagraph("", kit.StyleCaption)
	in.open, in.kept, in.refused = newChipFlow(w), newChipFlow(w), newChipFlow(w)
	in.ranking = newRanking(w)
	in.why, in.destination = newWhy(), kit.NewParagraph("", kit.StyleCaption)
	in.going = kit.NewPairRow(kit.NewMark(theme.DocumentIcon(), 16, kit.TokenDim), in.destination)
	in.going.Width = 16
	in.legend = newLegend()
	in.column.Margin, in.column.Top = 16, 12
	in.foot.Margin, in.foot.Top = 16, 8
	in.object = container.NewStack(kit.NewSurface(kit.TokenPanel), container.New(kit.Footed{}, kit.NewScroll(in.column), in.foot))
	return in
}

// refresh shows the selected photos; with none, the tour or a sentence.
func (in *inspector) refresh() {
	photos := in.w.list.selected()
	switch {
	case len(photos) > 0:
		in.show(photos)
	case in.w.tour.on():
		in.column.SetObjects(in.w.tour.objects(in.w)...)
		in.foot.SetObjects(in.w.tour.skip(in.w))
	default:
		in.title.SetText(lang.X("inspector.nothing", "No photo selected"))
		in.file.SetText(lang.X("inspector.pick", "Click a photo to see its words. Ctrl-click or Shift-click selects several."))
		in.column.SetObjects(in.title, in.file)
		in.foot.SetObjects()
	}
}

func (in *inspector) show(photos []*library.Photo) {
	words := in.w.list.wordsTogether(photos)
	current, _ := in.w.decider.currentWord(words)
	in.title.SetText(titleOf(photos))
	in.file.SetText(fileLine(photos))
	in.sayStack()
	in.open.set(words.Suggested)
	in.kept.set(words.Keywords())
	in.refused.set(words.Rejected)
	in.sayNone(photos, words)
	in.rejected.Note, in.rejected.Fold = phrase.Number(len(words.Rejected)), kit.ExpandIf(true, in.rejectedOpen)
	in.rejected.Refresh()
	kit.ShowIf(in.strong, hasStrong(words))
	in.why.show(in.w, photos, in.w.decider.explained(words))
	in.destination.SetText(in.w.goesTo(photos))
	in.column.SetObjects(in.objects(words)...)
	if in.w.pages.loupeShown() {
		in.foot.SetObjects(kit.NewRule(), in.legend)
	} else {
		in.foot.SetObjects(kit.NewRule(), in.going)
	}
	in.follow(current.Name)
	in.showRing()
}

// objects lists what the column shows for words.
func (in *inspector) objects(words view.Words) []fyne.CanvasObject {
	list := []fyne.CanvasObject{in.title, in.file}
	if in.stack.Text != "" {
		list = append(list, in.stack)
	}
	list = append(list, in.add)
	if in.completion.Text != "" {
		list = append(list, in.completion)
	}
	list = append(list, kit.NewSpace(0, 4), in.suggestions)
	if len(words.Suggested) == 0 {
		list = append(list, in.none)
	} else if in.w.pages.loupeShown() {
		list = append(list, in.open.numbered()...)
	} else {
		list = append(list, in.open.flow)
	}
	list = append(list, in.ranking.objects(in.w.list.selected())...)
	list = append(list, kit.NewSpace(0, 4), in.keywords, in.kept.flow)
	if len(words.Rejected) > 0 {
		list = append(list, kit.NewSpace(0, 4), in.rejected)
		if in.rejectedOpen {
			list = append(list, in.refused.flow)
		}
	}
	return append(list, in.why.objects()...)
}

// sayStack tells what the photos of the only selected cell belong to. A closed stack goes by the name of the photo that is
// shown for it.
func (in *inspector) sayStack() {
	in.stack.SetText("")
	cells := in.w.grid.Selection().Indices()
	if len(cells) != 1 {
		return
	}
	cell := in.w.list.idAt(cells[0])
	in.stack.SetText(in.w.folding.stackLine(cell))
	if p := in.w.snap.Photo(cell); p != nil && len(in.w.stacking.Members(cell)) > 1 {
		in.title.SetText(titleOf([]*library.Photo{p}))
		in.file.SetText(photoLine(p))
	}
}

// sayNone says why there is no suggestion.
func (in *inspector) sayNone(photos []*library.Photo, words view.Words) {
	switch {
	case len(words.Suggested) > 0:
	case len(photos) == 1 && photos[0].Problem != "":
		in.none.SetText(lang.X("none.problem", "None: the photo cannot be read."))
	case in.w.engine.Err() != nil:
		in.none.SetText(lang.X("none.noModelBecause", "No suggestions: {{.why}}", map[string]any{"why": phrase.OneLine(in.w.engine.Err())}))
	case !in.w.engine.Ready():
		in.none.SetText(lang.X("none.noModel", "No suggestions: the model or the vocabulary is not ready."))
	case in.w.unindexed(photos) > 0:
		in.none.SetText(lang.X("none.unindexed", "Not indexed yet. Ctrl+R indexes and tags."))
	default:
		in.none.SetText(lang.X("none.left", "None left at this strength."))
	}
}

// unindexed counts the photos that have no vector of the model.
func (w *Window) unindexed(photos []*library.Photo) int {
	n := 0
	for _, p := range photos {
		if !w.engine.Ready() || !w.deps.Library.HasVector(w.engine.Tags().Model, p.Picture) {
			n++
		}
	}
	return n
}

func hasStrong(words view.Words) bool {
	for _, s := range words.Suggested {
		if view.Bars(s.Strength) == 3 {
			return true
		}
	}
	return false
}

func (in *inspector) fold() {
	in.rejectedOpen = !in.rejectedOpen
	in.refresh()
}

// typed adds what was typed and gives the keyboard back to the grid.
func (in *inspector) typed(line string) {
	in.add.SetText("")
	if strings.TrimSpace(line) == "" {
		in.w.focusGrid()
		return
	}
	in.w.decider.addTyped(line)
}

// typing looks for the tag that the last word could become.
func (in *inspector) typing(line string) {
	in.complete = ""
	if last := keywords.Fold(line[strings.LastIndex(line, ",")+1:]); last != "" {
		in.complete = in.w.complete(last)
	}
	text := ""
	if in.complete != "" {
		text = lang.X("inspector.complete", "Tab: {{.tag}}", phrase.Tag(in.complete))
	}
	if text != in.completion.Text {
		in.completion.SetText(text)
		in.refresh()
	}
}

// tab completes the last word of the line.
func (in *inspector) tab() bool {
	if in.complete == "" {
		return false
	}
	line := in.add.Text
	head := line[:strings.LastIndex(line, ",")+1]
	if head != "" {
		head += " "
	}
	in.add.Replace(head + in.complete)
	return true
}

// complete is the first tag that begins with a folded text, or holds it; "" when there is none.
func (w *Window) complete(folded string) string {
	if w.engine.Tags() == nil {
		return ""
	}
	within := ""
	for _, t := range w.engine.Tags().Vocabulary.Tags {
		name := keywords.Fold(t.Name)
		if name == folded || t.Heading {
			continue
		}
		if strings.HasPrefix(name, folded) {
			return t.Name
		}
		if within == "" && strings.Contains(name, folded) {
			within = t.Name
		}
	}
	return within
}

// focusAdd puts the keyboard into Add keyword. It waits for the key that called it to be done, so that its letter is not
// typed into the field.
func (la *layout) focusAdd() {
	la.w.panes.ShowInspector(true)
	la.w.post(func() {
		la.w.inspector.add.SetText("") // left there by a click elsewhere: the next word does not go on from it
		la.w.win.Canvas().Focus(la.w.inspector.add)
	})
}

// titleOf is the name of one photo, or the number of several.
func titleOf(photos []*library.Photo) string {
	if len(photos) == 1 {
		return filepath.Base(photos[0].Path)
	}
	return phrase.Photos(len(photos))
}

// fileLine is what is known of one photo, or the names of several.
func fileLine(photos []*library.Photo) string {
	if len(photos) == 1 {
		return photoLine(photos[0])
	}
	names := make([]string, 0, 3)
	for _, p := range photos[:min(3, len(photos))] {
		names = append(names, filepath.Base(p.Path))
	}
	if len(photos) > 3 {
		names = append(names, "…")
	}
	return strings.Join(names, ", ")
}

func photoLine(p *library.Photo) string {
	var parts []string
	if !p.Taken.IsZero() {
		parts = append(parts, p.Taken.Format("2 Jan 2006, 15:04"))
	}
	if width, height := thumbnail.Upright(p); width > 0 {
		parts = append(parts, lang.X("inspector.pixels", "{{.w}} × {{.h}}", map[string]any{"w": width, "h": height}))
	}
	for _, s := range []string{p.Camera, p.Lens, p.Problem} {
		if s != "" {
			parts = append(parts, s)
		}
	}
	if len(parts) == 0 {
		return filepath.Dir(p.Path)
	}
	return strings.Join(parts, " · ")
}
