// Package sidebar is the panel at the left of the photos: scopes of the library, folders, tags and
// filters, with counts.
package sidebar

import (
	"slices"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"catchlight/assets"
	"catchlight/ui/filter"
	"catchlight/ui/kit"
	"catchlight/ui/phrase"
	"catchlight/ui/view"
)

// tagIcon is the icon of keywords.
var tagIcon = fyne.NewStaticResource("tag.svg", assets.Icon(assets.IconTag))

// stackIcon is the icon of bursts.
var stackIcon = fyne.NewStaticResource("stack.svg", assets.Icon(assets.IconStack))

// ctrl is Ctrl, or Cmd on macOS.
const ctrl = fyne.KeyModifierShortcutDefault

// Deps is what the sidebar works with. All must be set.
type Deps struct {
	View         func() *view.State // nil until there is one
	Scope        func() view.Scope  // that is open, also below a page
	Shown        func() *view.Scope // that the user looks at, whose row is marked; nil: a page that is none
	Tags         func() *view.Tagset
	Filters      *filter.Filters
	Vocabularies Vocabularies

	Enter      func(view.Scope)
	Problems   func() // opens the page of problems
	Review     func(tag string)
	Put        func(tag string)                   // onto the selected photos
	Aim        func(at fyne.Position)             // a tag is dragged, over a position in the window
	Drop       func(tag string, at fyne.Position) // it was let go there
	Folded     func() []string                    // the sections that are folded, as Fold was told last
	Fold       func(sections []string)            // keeps which are
	AddFolder  func()
	FolderMenu func(*view.Folder) []*fyne.MenuItem
	CountAnew  func() // other facets are open than before, see OpenFacets

	PopUp func(items []*fyne.MenuItem, at fyne.Position)
	Hint  func(owner any, text string) func(inside bool) // makes what shows a hint
}

// Vocabularies are what the picker offers.
type Vocabularies struct {
	On     func() []string // those in use
	Files  func() []string // beside the built-in ones
	Title  func(name string) string
	Switch func(name string) // lets suggestions come from one too, or no more
}

// Sidebar is the panel at the left: Library, Folders, Vocabulary, Filters. Rows live on from one
// refresh to the next, found by what they show, so that focus and pointer stay where they are. It
// belongs to Fyne's goroutine; nothing blocks.
type Sidebar struct {
	Object fyne.CanvasObject
	deps   Deps
	column *kit.Column
	scroll *kit.Scroll
	picker *kit.Select
	names  []string // what the picker offers: built-in names and files
	open   map[string]bool
	folded map[string]bool     // sections, by their names
	tags   map[*kit.Row]string // the rows that show tags
	aimed  *kit.Row            // that a drop would go to, nil for none
	rows   map[string]*kit.Row
	seen   view.Scope // whose row has been brought into view last
	used   map[string]*kit.Row
	list   []fyne.CanvasObject

	library, folders, vocabulary *kit.Heading
	filters                      *kit.Heading
	clearFilters                 *kit.Button
	more                         *kit.Text
	noneYet, picking, moreRow    fyne.CanvasObject
	space                        [3]fyne.CanvasObject
}

// New returns a sidebar that shows nothing until its first refresh.
func New(d Deps) *Sidebar {
	s := &Sidebar{deps: d, open: map[string]bool{}, folded: map[string]bool{}, rows: map[string]*kit.Row{}, column: kit.NewColumn(0)}
	s.library = kit.NewHeading(lang.X("sidebar.library", "Library"))
	s.folders = kit.NewHeading(lang.X("sidebar.folders", "Folders"))
	add := kit.NewIconButton(theme.ContentAddIcon(), lang.X("hint.addFolder", "Adds a folder of photos (Ctrl+O)"), d.AddFolder)
	add.Small = true
	add.OnHint = d.Hint(add, add.Access)
	s.folders.Action = add
	s.vocabulary = kit.NewHeading(lang.X("sidebar.vocabulary", "Vocabulary"))
	s.picker = kit.NewSelect(nil, -1, s.pick)
	s.picker.OnHint = d.Hint(s.picker, lang.X("hint.vocabulary", "The vocabularies that suggestions come from, three at most. Drop a .txt file to import one"))
	s.noneYet = indented(kit.NewText(lang.X("sidebar.noFolders", "No folders yet"), kit.StyleDim), 28)
	s.more = kit.NewText("", kit.StyleCaption)
	s.moreRow, s.picking = indented(s.more, 28), indented(s.picker, 38)
	s.filters = kit.NewHeading(lang.X("sidebar.filters", "Filters"))
	s.clearFilters = kit.NewIconButton(theme.CancelIcon(), lang.X("hint.clearFilters", "Clears all filters"), d.Filters.Clear)
	s.clearFilters.Small = true
	s.clearFilters.OnHint = d.Hint(s.clearFilters, s.clearFilters.Access)
	s.filters.Action = s.clearFilters
	s.space = [3]fyne.CanvasObject{kit.NewSpace(0, 8), kit.NewSpace(0, 8), kit.NewSpace(0, 8)}
	for _, section := range d.Folded() {
		s.folded[section] = true
	}
	s.column.Top = 8
	s.scroll = kit.NewScroll(s.column)
	s.Object = container.NewStack(kit.NewSurface(kit.TokenPanel), s.scroll)
	return s
}

// Refresh brings all rows up to date.
func (s *Sidebar) Refresh() {
	moved := s.follow()
	s.used, s.list, s.tags = map[string]*kit.Row{}, nil, map[*kit.Row]string{}
	s.libraryRows()
	s.folderRows()
	s.vocabularyRows()
	s.filterRows()
	s.rows = s.used
	switch width := s.column.Size().Width; {
	case !slices.Equal(s.list, s.column.Objects()):
		s.column.SetObjects(s.list...)
	case s.vocabulary.HeightFor(width) != s.vocabulary.Size().Height || s.filters.HeightFor(width) != s.filters.Size().Height:
		s.column.Refresh() // a note or button beside a heading has come or gone
	}
	if moved {
		s.revealShown()
	}
}

// follow opens what hides the row of what the user looks at, and reports whether that is something
// else than it was: then its row is to be brought into view. What is folded afterwards stays so.
func (s *Sidebar) follow() (moved bool) {
	shown := s.deps.Shown()
	if shown == nil || *shown == s.seen {
		return false
	}
	s.seen = *shown
	if s.deps.Tags() != nil && (shown.Kind == view.ScopeTag || shown.Kind == view.ScopeWord) {
		s.unfoldTo(shown.Name)
	}
	return true
}

// revealShown scrolls to the row that is marked.
func (s *Sidebar) revealShown() {
	for _, o := range s.list {
		if r, ok := o.(*kit.Row); ok && r.Selected {
			s.column.Refresh() // its place is known after the layout
			s.reveal(r)
			return
		}
	}
}

// row brings one row up to date, making it when it is new.
func (s *Sidebar) row(id string, want *kit.Row) *kit.Row {
	r := s.rows[id]
	if r == nil {
		r = kit.NewRow(want.Label)
	}
	changed := r.Label != want.Label || r.Count != want.Count || r.Selected != want.Selected || r.Alert != want.Alert ||
		r.Expand != want.Expand || r.Indent != want.Indent || r.Strong != want.Strong || r.Faint != want.Faint || r.Icon == nil && want.Icon != nil
	r.Label, r.Count, r.Selected, r.Alert, r.Expand, r.Indent = want.Label, want.Count, want.Selected, want.Alert, want.Expand, want.Indent
	r.OnTapped, r.OnExpand, r.OnMenu, r.Strong, r.Faint = want.OnTapped, want.OnExpand, want.OnMenu, want.Strong, want.Faint
	if want.Icon != nil && (r.Icon == nil || r.Icon.Name() != want.Icon.Name()) {
		r.Icon, changed = want.Icon, true
	}
	r.OnDrag, r.OnDrop = nil, nil // the row may have shown something else
	if changed {
		r.Refresh()
	}
	s.used[id] = r
	s.list = append(s.list, r)
	return r
}

// shows reports whether a scope is what the user looks at.
func (s *Sidebar) shows(scope view.Scope) bool {
	shown := s.deps.Shown()
	return shown != nil && *shown == scope
}

// reveal scrolls as far as it takes to see a row, with its neighbours: a tag at the very edge seems to
// be the last one. A row that is seen stays where it is: it may be under the pointer.
func (s *Sidebar) reveal(r *kit.Row) {
	y, high, top := r.Position().Y, r.Size().Height, s.scroll.Offset.Y
	if y < top || y+high > top+s.scroll.Size().Height {
		s.scroll.Reveal(max(y-high, 0), y+2*high)
	}
}

// rareScopes are those that have a row only where they have photos: most libraries have few.
var rareScopes = [...]view.ScopeKind{view.ScopeImport, view.ScopeNew, view.ScopeBursts, view.ScopeDuplicates}

func (s *Sidebar) libraryRows() {
	d := s.deps.View()
	if d == nil {
		d = &view.State{}
	}
	if s.section(sectionLibrary, s.library) {
		return
	}
	for _, r := range []struct {
		kind  view.ScopeKind
		label string
		icon  fyne.Resource
		count int
	}{
		{view.ScopeImport, lang.X("scope.import", "Last import"), theme.DownloadIcon(), d.Import},
		{view.ScopeAll, lang.X("scope.all", "All photos"), theme.GridIcon(), d.All},
		{view.ScopeReview, lang.X("scope.review", "To review"), theme.QuestionIcon(), d.Review},
		{view.ScopeNew, lang.X("scope.new", "New since you looked"), theme.ViewRefreshIcon(), d.New},
		{view.ScopeWrite, lang.X("scope.write", "To write"), theme.DocumentSaveIcon(), d.Write},
		{view.ScopeBare, lang.X("scope.bare", "No keywords"), tagIcon, d.Bare},
		{view.ScopeProblems, lang.X("scope.problems", "Problems"), theme.WarningIcon(), d.Problem},
		{view.ScopeBursts, lang.X("scope.bursts", "Bursts"), stackIcon, d.Bursts},
		{view.ScopeDuplicates, lang.X("scope.duplicates", "Duplicates"), theme.ContentCopyIcon(), d.Duplicates},
	} {
		to := view.Scope{Kind: r.kind}
		if r.count == 0 && s.deps.Scope() != to && slices.Contains(rareScopes[:], r.kind) {
			continue
		}
		open := func() { s.deps.Enter(to) }
		if r.kind == view.ScopeProblems {
			open = s.deps.Problems
		}
		s.row("library"+strconv.Itoa(int(r.kind)), &kit.Row{
			Label: r.label, Icon: r.icon, Count: phrase.Number(r.count), Selected: s.shows(to),
			Alert: r.kind == view.ScopeProblems && r.count > 0, OnTapped: open,
		})
	}
}

func (s *Sidebar) folderRows() {
	s.list = append(s.list, s.space[0])
	if s.section(sectionFolders, s.folders) {
		return
	}
	if s.deps.View() == nil || len(s.deps.View().Folders) == 0 {
		s.list = append(s.list, s.noneYet)
		return
	}
	for _, f := range s.deps.View().Folders {
		s.folderRow(f, 0, len(s.deps.View().Folders) == 1)
	}
}

// folderRow adds a folder and, when it is open, the folders below; a folder that stands alone
// begins open.
func (s *Sidebar) folderRow(f *view.Folder, indent int, open bool) {
	id := "folder:" + f.Path
	if chosen, ok := s.open[id]; ok {
		open = chosen
	}
	to := view.Scope{Kind: view.ScopeFolder, Name: f.Path}
	r := s.row(id, &kit.Row{
		Label: f.Name, Icon: theme.FolderIcon(), Count: phrase.Number(f.Count), Indent: indent, Selected: s.shows(to) || !open && slices.ContainsFunc(f.Below, s.holdsShown), Faint: f.Offline(),
		Expand: kit.ExpandIf(len(f.Below) > 0, open), OnTapped: func() { s.deps.Enter(to) }, OnExpand: func() { s.toggle(id, open) },
		OnMenu: func(at fyne.Position) { s.deps.PopUp(s.deps.FolderMenu(f), at) },
	})
	r.OnHint = s.deps.Hint(r, folderHint(f))
	if open {
		for _, b := range f.Below {
			s.folderRow(b, indent+1, false)
		}
	}
}

// holdsShown reports whether the folder that the user looks at is a folder, or one below it.
func (s *Sidebar) holdsShown(f *view.Folder) bool {
	return s.shows(view.Scope{Kind: view.ScopeFolder, Name: f.Path}) || slices.ContainsFunc(f.Below, s.holdsShown)
}

func (s *Sidebar) toggle(id string, open bool) {
	s.open[id] = !open
	s.Refresh()
}

// indented puts a control of the sidebar at the left edge of the rows' text, at its own width.
func indented(o fyne.CanvasObject, height float32) fyne.CanvasObject {
	return kit.NewBar(height, []fyne.CanvasObject{o}, nil)
}

// held reports whether a modifier is pressed now.
func held(m fyne.KeyModifier) bool { return kit.HeldModifiers()&m != 0 }

// folderHint says where a folder is, and when it is not.
func folderHint(f *view.Folder) string {
	if f.Offline() {
		return lang.X("hint.offline", "{{.path}} is not there: connect its disk, or right-click and find it", map[string]any{"path": f.Path})
	}
	return f.Path
}
