// Package empty is what stands in the centre in place of photos: in a library that has none, and in
// a scope that has none.
package empty

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"catchlight/ui/filter"
	"catchlight/ui/kit"
	"catchlight/ui/view"
)

// FrameWidth and frameHeight are those of the drop frame of an empty library, in dp.
const FrameWidth, frameHeight = 520, 280

// Deps is what the empty states work with. All must be set.
type Deps struct {
	AddFolder, AddFiles func()
	FolderKey           string // that AddFolder is called by too
	Filters             *filter.Filters
	Chips               filter.Chips      // of the filters
	ShowAll             func()            // shows all photos
	Offer               fyne.CanvasObject // of a better model, at the bottom
}

// NewLibrary is the centre of an empty library: where to drop photos, three promises, and the offer
// of a better model.
func NewLibrary(d Deps) fyne.CanvasObject {
	folder := kit.NewButton(lang.X("empty.addFolder", "Add folder"), d.AddFolder)
	folder.Accent, folder.Icon, folder.Shortcut = true, theme.FolderNewIcon(), d.FolderKey
	files := kit.NewButton(lang.X("empty.addFiles", "Add files"), d.AddFiles)
	inside := container.NewVBox(
		container.NewCenter(kit.NewMark(theme.FolderOpenIcon(), 48, kit.TokenDim)), kit.NewSpace(0, 4),
		container.NewCenter(kit.NewText(lang.X("empty.drop", "Drop photos or folders here"), kit.StylePage)),
		container.NewCenter(kit.NewText(lang.X("empty.anywhere", "anywhere in this window"), kit.StyleDim)), kit.NewSpace(0, 8),
		container.NewCenter(container.NewHBox(folder, kit.NewSpace(0, 0), files)))
	frame := container.NewStack(kit.NewFrame(), container.NewCenter(inside))
	promises := container.NewVBox(
		promise(theme.VisibilityOffIcon(), lang.X("empty.local", "Photos stay on this computer.")),
		promise(theme.DocumentIcon(), lang.X("empty.noChange", "No file changes until you press Write.")),
		promise(theme.ContentUndoIcon(), lang.X("empty.undo", "Every write can be undone.")))
	return container.New(kit.Footed{}, container.New(shelf{}, frame, promises), d.Offer)
}

// shelf stands the drop frame over the promises, in the middle of the room. Where that is low the
// frame is lower than it would like; where even so there is no room for the promises they are away.
type shelf struct{}

// shelfGap is between frame and promises, and around both, in dp.
const shelfGap = 16

// MinSize implements fyne.Layout.
func (shelf) MinSize(objects []fyne.CanvasObject) fyne.Size {
	least := objects[0].MinSize()
	return fyne.NewSize(max(FrameWidth, least.Width), least.Height)
}

// Layout implements fyne.Layout.
func (shelf) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	frame, promises := objects[0], objects[1]
	least, below := frame.MinSize(), promises.MinSize()
	height, all := size.Height-below.Height-3*shelfGap, below.Height+shelfGap
	if height < least.Height {
		height, all = size.Height-2*shelfGap, 0
	}
	height = max(min(height, frameHeight), least.Height)
	width := min(max(FrameWidth, least.Width+2*shelfGap), size.Width)
	left, top := (size.Width-width)/2, max((size.Height-height-all)/2, 0)
	kit.Place(frame, float32(int(left)), float32(int(top)), width, height)
	if all == 0 {
		kit.PutAway(promises)
		return
	}
	kit.Place(promises, float32(int((size.Width-below.Width)/2)), float32(int(top+height+shelfGap)), below.Width, below.Height)
}

func promise(icon fyne.Resource, text string) fyne.CanvasObject {
	return container.NewHBox(kit.NewMark(icon, 16, kit.TokenDim), kit.NewSpace(0, 0), kit.NewText(text, kit.StyleDim))
}

// Scope is the centre when no photo is in the scope: a sentence, and the way out. It belongs to
// Fyne's goroutine.
type Scope struct {
	Object *fyne.Container
	deps   Deps
	title  *kit.Paragraph
	text   *kit.Paragraph
	drop   *kit.Flow // the filters
	clear  *kit.Button
}

// NewScope returns the centre of an empty scope; Update says which.
func NewScope(d Deps) *Scope {
	n := &Scope{deps: d, title: kit.NewParagraph("", kit.StylePage), text: kit.NewParagraph("", kit.StyleDim)}
	n.title.Align, n.text.Align = fyne.TextAlignCenter, fyne.TextAlignCenter
	n.drop = kit.NewFlow(8, 6)
	n.clear = kit.NewButton(lang.X("cmd.clearFilters", "Clear filters"), d.Filters.Clear)
	all := kit.NewButton(lang.X("none.showAll", "Show all photos"), d.ShowAll)
	n.Object = container.New(kit.Middle{}, n.title, n.text, n.drop, container.NewHBox(n.clear, all))
	return n
}

// Asked is how far a search has asked the model.
type Asked uint8

// How far a search has asked the model.
const (
	Never Asked = iota // it is for words alone, or there is no model
	Still              // it is being asked
	Done
)

// Update says why there is nothing in a scope of that kind and name: where there are filters, it is
// them.
func (n *Scope) Update(kind view.ScopeKind, name string, asked Asked) {
	defer n.Object.Refresh()
	filtered := n.deps.Filters.Any()
	n.drop.SetObjects(n.deps.Chips.Objects())
	kit.ShowIf(n.drop, filtered)
	kit.ShowIf(n.clear, filtered)
	title, text := lang.X("none.match", "No photo matches"), name
	if !filtered {
		title, text = reason(kind, title, name, asked)
	}
	n.title.SetText(title)
	n.text.SetText(text)
}

// reason says why no photo is in a scope; title and text are what holds for most.
func reason(kind view.ScopeKind, title, text string, asked Asked) (string, string) {
	switch kind {
	case view.ScopeReview:
		return lang.X("none.review", "Nothing to review"), lang.X("none.reviewText", "Every suggestion at this strength is decided.")
	case view.ScopeNew:
		return lang.X("none.new", "Nothing new since you looked"), lang.X("none.newText", "What is suggested for finished photos later waits here.")
	case view.ScopeWrite:
		return lang.X("none.write", "Nothing to write"), lang.X("none.writeText", "Every decision is in its file.")
	case view.ScopeBare:
		return lang.X("none.bare", "No photo is without keywords"), ""
	case view.ScopeProblems:
		return lang.X("none.problems", "No problems"), ""
	case view.ScopeSearch:
		switch asked {
		case Never:
			return title, lang.X("none.searchWords", "No keyword, name, folder or place has these words.")
		case Still:
			return lang.X("none.searching", "Searching"), text
		}
		return title, lang.X("none.searchText", "Nothing is likely enough. Try fewer or plainer words.")
	}
	return title, text
}
