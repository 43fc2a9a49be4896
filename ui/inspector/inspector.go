package inspector

import (
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"catchlight/library"
	"catchlight/ui/kit"
	"catchlight/ui/phrase"
	"catchlight/ui/view"
)

// Inspector is the panel at the right: what is known of the selected photos, and all their words.
// It belongs to Fyne's goroutine; nothing blocks.
type Inspector struct {
	Object fyne.CanvasObject
	deps   Deps
	column *kit.Column
	foot   *kit.Column
	rule   *kit.Surface // over what the foot says

	title, file, stack  *kit.Paragraph
	add                 *kit.Entry
	offering            *offering
	set                 *setStrip
	adding              bool // Add keyword has the keyboard
	suggestions         *kit.Heading
	strong              *kit.Button
	none                *kit.Paragraph
	keywords            *kit.Heading
	rejected            *kit.Heading
	rejectedOpen        bool
	open, kept, refused *chipFlow
	ranking             *ranking
	named               *named
	why                 *why
	destination         *kit.Paragraph
	words               view.Words   // that are shown: those of a hundred thousand photos take a second
	going               *kit.PairRow // destination with its icon
	legend              fyne.CanvasObject
}

// New returns an inspector that shows nothing until its first refresh.
func New(d Deps) *Inspector {
	in := &Inspector{deps: d, column: kit.NewColumn(8), foot: kit.NewColumn(8), rule: kit.NewRule()}
	in.title, in.file, in.stack = kit.NewParagraph("", kit.StyleTitle), kit.NewParagraph("", kit.StyleCaption), kit.NewParagraph("", kit.StyleCaption)
	in.add = kit.NewEntry(lang.X("inspector.add", "Add keyword"), theme.ContentAddIcon(), kit.NewKeyCaption("K"))
	in.add.Short = lang.X("facet.keyword", "Keyword")
	in.offering = newOffering(in)
	in.add.OnSubmitted, in.add.OnChanged, in.add.OnTab, in.add.OnArrow = in.typed, in.typing, in.tab, in.offering.step
	in.add.OnEscape, in.add.OnFocus = d.Leave, in.focusedAdd
	in.strong = kit.NewButton(lang.X("cmd.strong", "Accept strong"), d.Acts.AcceptStrong)
	in.strong.Small, in.strong.Shortcut = true, phrase.Keys("Shift", "A")
	in.strong.OnHint = d.Hint(in.strong, lang.X("hint.strong", "Accepts the suggestions with three bars on the selected photos"))
	in.suggestions, in.keywords = kit.NewInnerHeading(lang.X("inspector.suggestions", "Suggestions")), kit.NewInnerHeading(lang.X("inspector.keywords", "Keywords"))
	in.suggestions.Action = in.strong
	in.rejected = kit.NewInnerHeading(lang.X("inspector.rejected", "Rejected"))
	in.rejected.OnFold = in.fold
	in.none = kit.NewParagraph("", kit.StyleCaption)
	in.open, in.kept, in.refused = newChipFlow(in), newChipFlow(in), newChipFlow(in)
	in.set = newSetStrip(in)
	in.ranking, in.named = newRanking(in), newNamed()
	in.why, in.destination = newWhy(&in.deps), kit.NewParagraph("", kit.StyleCaption)
	in.going = kit.NewPairRow(kit.NewMark(theme.DocumentIcon(), 16, kit.TokenDim), in.destination)
	in.going.Width = 16
	in.legend = newLegend()
	in.column.Margin, in.column.Top = 16, 12
	in.foot.Margin, in.foot.Top = 16, 8
	in.Object = container.NewStack(kit.NewSurface(kit.TokenPanel), container.New(kit.Footed{}, kit.NewScroll(in.column), in.foot))
	return in
}

// Refresh shows the selected photos; with none, the tour or a sentence.
func (in *Inspector) Refresh() {
	photos := in.deps.Photos.Selected()
	in.words = view.Words{}
	switch {
	case len(photos) > 0:
		in.show(photos)
	case in.deps.Tour.On():
		in.deps.Rested() // no key decides
		list, skip := in.deps.Tour.objects()
		in.column.SetObjects(slices.Concat(list, []fyne.CanvasObject{in.deps.Offer})...)
		in.foot.SetObjects(skip)
	default:
		in.deps.Rested()
		in.title.SetText(lang.X("inspector.nothing", "No photo selected"))
		in.file.SetText(lang.X("inspector.pick", "Click a photo to see its words. Ctrl-click or Shift-click selects several."))
		in.column.SetObjects(in.title, in.file, in.deps.Offer)
		in.foot.SetObjects()
	}
}

func (in *Inspector) show(photos []*library.Photo) {
	words := in.together(photos)
	in.words = words
	current, _ := in.deps.Ring.Current(words)
	in.offering.look(in.add.Text)
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
	in.why.show(photos, in.deps.Ring.Explained(words))
	in.destination.SetText(in.deps.Photos.GoesTo(photos))
	in.column.SetObjects(in.objects(photos, words)...)
	if in.deps.InLoupe() {
		in.foot.SetObjects(in.rule, in.legend)
	} else {
		in.foot.SetObjects(in.rule, in.going)
	}
	in.follow(current)
	in.ShowRing()
}

// objects lists what the column shows for photos and their words.
func (in *Inspector) objects(photos []*library.Photo, words view.Words) []fyne.CanvasObject {
	list := []fyne.CanvasObject{in.title, in.file}
	if in.stack.Text != "" {
		list = append(list, in.stack)
	}
	list = append(list, in.add)
	if offers := in.offering.objects(); len(offers) > 0 {
		list = append(list, kit.NewColumn(0, offers...))
	}
	list = append(append(list, in.set.objects()...), kit.NewSpace(0, 4), in.suggestions)
	if len(words.Suggested) == 0 {
		list = append(list, in.none)
	} else if in.deps.InLoupe() {
		list = append(list, in.open.numbered()...)
	} else {
		list = append(list, in.open.flow)
	}
	list = append(list, in.ranking.objects(photos)...)
	if len(words.Keywords()) > 0 {
		list = append(list, kit.NewSpace(0, 4), in.keywords, in.kept.flow)
	}
	list = append(list, in.named.objects(photos)...)
	if len(words.Rejected) > 0 {
		list = append(list, kit.NewSpace(0, 4), in.rejected)
		if in.rejectedOpen {
			list = append(list, in.refused.flow)
		}
	}
	list = append(list, in.why.objects()...)
	if !in.deps.InLoupe() {
		list = append(list, kit.NewSpace(0, 4), in.deps.Offer)
	}
	return list
}

// sayStack tells what the photos of the only selected cell belong to. A closed stack goes by the
// name of the photo that is shown for it.
func (in *Inspector) sayStack() {
	line, shown := in.deps.Photos.Stack()
	in.stack.SetText(line)
	if shown != nil {
		in.title.SetText(titleOf([]*library.Photo{shown}))
		in.file.SetText(photoLine(shown))
	}
}

// sayNone says why there is no suggestion.
func (in *Inspector) sayNone(photos []*library.Photo, words view.Words) {
	switch {
	case len(words.Suggested) > 0:
	case len(photos) == 1 && photos[0].Problem != "":
		in.none.SetText(lang.X("none.problem", "None: the photo cannot be read."))
	case len(photos) == 1 && photos[0].Partial:
		in.none.SetText(lang.X("none.partial", "None: the picture cannot be decoded, or only in part."))
	case in.deps.Engine.Err() != nil:
		in.none.SetText(lang.X("none.noModelBecause", "No suggestions: {{.why}}", map[string]any{"why": phrase.OneLine(in.deps.Engine.Err())}))
	case !in.deps.Engine.Ready():
		in.none.SetText(lang.X("none.noModel", "No suggestions: the model or the vocabulary is not ready."))
	case in.unindexed(photos) > 0:
		in.none.SetText(lang.X("none.unindexed", "Not indexed yet. Ctrl+R indexes and tags."))
	case len(words.Later) > 0:
		in.none.SetText(lang.XN("none.later", "Done. {{.n}} suggestions since then wait under New since you looked.", len(words.Later), phrase.Count(len(words.Later))))
	default:
		in.none.SetText(lang.X("none.left", "None left at this strength."))
	}
}

// unindexed counts the photos that have no vector of the model and could have one.
func (in *Inspector) unindexed(photos []*library.Photo) int {
	n := 0
	for _, p := range photos {
		if p.Problem != "" || p.Partial {
			continue
		}
		if !in.deps.Engine.Ready() || !in.deps.Library.HasVector(in.deps.Engine.Tags().Model, p.Picture) {
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

func (in *Inspector) fold() {
	in.rejectedOpen = !in.rejectedOpen
	in.Refresh()
}

// choose puts the ring on a word.
func (in *Inspector) choose(x view.Word) {
	in.deps.Ring.Put(x.Name, x.State)
	in.Refresh()
}

// together are the words of several photos.
func (in *Inspector) together(photos []*library.Photo) view.Words {
	each := make([]view.Words, len(photos))
	for i, p := range photos {
		each[i] = in.deps.Photos.Words(p)
	}
	return view.Together(each)
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
