package ui

import (
	"iter"
	"slices"

	"fyne.io/fyne/v2/lang"

	"catchlight/library"
	"catchlight/tagging/facts"
	"catchlight/ui/inspector"
	"catchlight/ui/phrase"
	"catchlight/ui/view"
)

// list is the list of photos in the grid, with those that are selected.
type list struct {
	w      *Window
	photos []library.ID       // of the scope, in order
	ids    []library.ID       // the cells of the grid: a closed stack has one, with its best photo
	at     map[library.ID]int // the index of the cell that a photo is in
}

// viewMade is handed what the builder has made.
func (w *Window) viewMade(d *view.State) {
	if w.quitting {
		return
	}
	if !d.Request.Shows(w.scope, w.list.shownOrder(), w.filters.Chosen()) {
		return // an answer to an older request
	}
	fresh := w.view == nil || w.view.Request.Sorting != d.Request.Sorting || w.view.Request.Direction != d.Request.Direction
	w.view = d
	w.engine.Learned(d.Request.Tags)
	if fresh {
		w.list.setList(d.IDs)
		w.list.showGroups(d.Named, d.Parts)
		w.decider.showAwaited()
	} else {
		w.list.setList(view.KeepOrder(w.list.photos, d.IDs, func(id library.ID) bool { return w.snap.Photo(id) != nil }))
	}
	w.tour.Seen(inspector.StepAdd, d.Total > 0)
	w.refresh()
	if len(w.list.ids) > 0 && w.win.Canvas().Focused() == nil {
		w.focusGrid()
	}
}

// setList changes the photos in the grid; selection and current photo stay on their photos.
func (ls *list) setList(list []library.ID) {
	var stacks *library.Stacks
	if ls.w.view != nil && ls.w.scope.Kind != view.ScopeDuplicates { // where each file counts
		stacks = ls.w.view.Stacks
	}
	if len(ls.at) == len(list) && ls.w.stacking.Folded(stacks) && slices.Equal(ls.photos, list) {
		return
	}
	sel := ls.w.grid.Selection()
	selected, current := ls.selectedIDs(), ls.idAt(sel.Current())
	ls.photos, ls.ids = list, ls.w.stacking.Fold(list, stacks)
	ls.at = make(map[library.ID]int, len(list))
	for i, cell := range ls.ids {
		for _, id := range ls.w.stacking.Members(cell) {
			ls.at[id] = i
		}
	}
	ls.w.grid.SetLength(len(ls.ids))
	ls.selectIDs(selected, current)
}

// showGroups draws a line between the photos that a search has found by their words and the others,
// the last of which are found by parts of words alone, and says so.
func (ls *list) showGroups(named, parts int) {
	if ls.w.scope.Kind != view.ScopeSearch || named == 0 || named >= len(ls.photos) {
		ls.w.grid.SetDivider(-1, "")
		return
	}
	says := lang.X("search.named", "{{.n}} by words, below by what they show", phrase.Count(named))
	switch rest := len(ls.photos) - named; {
	case parts == rest:
		says = lang.X("search.namedParts", "{{.n}} by words, below by parts of words", phrase.Count(named))
	case parts > 0:
		says = lang.X("search.namedAll", "{{.n}} by words, then by looks, then by parts of words", phrase.Count(named))
	}
	ls.w.grid.SetDivider(ls.at[ls.photos[named]], says)
}

// current is the photo that the cursor is on, among those that are selected: the first of them
// where it is on none; nil where nothing is selected.
func (ls *list) current() *library.Photo {
	photos := ls.selected()
	if len(photos) == 0 {
		return nil
	}
	if p := ls.photoAt(ls.w.grid.Selection().Current()); p != nil {
		return p
	}
	return photos[0]
}

// selectIDs selects those of the photos that are in the list.
func (ls *list) selectIDs(selected []library.ID, current library.ID) {
	var indices []int
	for _, id := range selected {
		if i, ok := ls.at[id]; ok {
			indices = append(indices, i)
		}
	}
	at, ok := ls.at[current]
	if !ok {
		at = -1
	}
	ls.w.grid.Selection().Set(indices, at)
	ls.w.grid.SelectionChanged()
}

// idAt is the photo at an index of the grid, 0 outside.
func (ls *list) idAt(i int) library.ID {
	if i < 0 || i >= len(ls.ids) {
		return 0
	}
	return ls.ids[i]
}

// photoAt is the photo at an index of the grid, nil when it left the library meanwhile.
func (ls *list) photoAt(i int) *library.Photo { return ls.w.snap.Photo(ls.idAt(i)) }

// selectedIDs are the selected photos in the grid's order, all of a closed stack.
func (ls *list) selectedIDs() []library.ID {
	var ids []library.ID
	for i := range ls.w.grid.Selection().Each() {
		if id := ls.idAt(i); id != 0 {
			ids = append(ids, ls.w.stacking.Members(id)...)
		}
	}
	return ids
}

// selected are the selected photos, in the grid's order; in the loupe the one that is shown, with
// those that are behind it in a closed stack.
func (ls *list) selected() []*library.Photo { return slices.Collect(ls.eachSelected()) }

// eachSelected goes through what selected returns: each command asks whether there is one, whenever
// the selection changes.
func (ls *list) eachSelected() iter.Seq[*library.Photo] {
	cells := ls.w.grid.Selection().Each()
	if ls.w.pages.loupeShown() {
		cells = slices.Values([]int{ls.w.grid.Selection().Current()})
	}
	return func(yield func(*library.Photo) bool) {
		for i := range cells {
			for _, p := range ls.w.folding.cellPhotos(ls.idAt(i)) {
				if !yield(p) {
					return
				}
			}
		}
	}
}

// anySelected reports whether a photo is selected that is such a one.
func (ls *list) anySelected(such func(*library.Photo) bool) bool {
	if ls.w.grid == nil {
		return false
	}
	for p := range ls.eachSelected() {
		if such(p) {
			return true
		}
	}
	return false
}

// hasSelection reports whether a photo is selected.
func (ls *list) hasSelection() bool {
	return ls.anySelected(func(*library.Photo) bool { return true })
}

// chosenOrAll are the selected photos, or where none is, all of the scope.
func (ls *list) chosenOrAll() []*library.Photo {
	photos := ls.selected()
	if len(photos) > 0 {
		return photos
	}
	for _, id := range ls.photos {
		if p := ls.w.snap.Photo(id); p != nil {
			photos = append(photos, p)
		}
	}
	return photos
}

// inView are the photos of the scope, those on the screen before the others.
func (ls *list) inView() []library.ID {
	first, last := ls.w.grid.InView()
	first = min(first, len(ls.ids))
	last = min(max(last+1, first), len(ls.ids))
	var ids []library.ID
	for _, id := range slices.Concat(ls.ids[first:last], ls.ids[:first], ls.ids[last:]) {
		ids = append(ids, ls.w.stacking.Members(id)...)
	}
	return ids
}

// words are the words of a photo as the window shows them.
func (ls *list) words(p *library.Photo) view.Words {
	words := ls.wordsFor(p, ls.w.snap.Decisions(p.ID))
	if ls.w.snap.Finished(p.ID) && ls.w.scope.Kind != view.ScopeNew {
		words = words.Finished()
	}
	return words
}

// wordsFor are the words of a photo on which these decisions stand.
func (ls *list) wordsFor(p *library.Photo, ds []library.Decision) view.Words {
	proposed, _ := ls.w.proposals.Of(p, view.StrengthOf(ls.w.settings()))
	var place *facts.PlaceTag
	if ls.w.view != nil {
		place = ls.w.view.Places[p.ID]
	}
	return view.WordsOf(p, ds, proposed, place, shownBy(ls.w.settings()))
}

// wordsTogether are the words of all selected photos.
func (ls *list) wordsTogether(photos []*library.Photo) view.Words {
	each := make([]view.Words, len(photos))
	for i, p := range photos {
		each[i] = ls.words(p)
	}
	return view.Together(each)
}

// enter opens a scope; entering the scope that is open makes its list afresh.
func (w *Window) enter(s view.Scope) {
	for len(w.pages.stack) > 0 {
		w.pages.close()
	}
	before := w.scope
	if w.scope = s; s.Kind != view.ScopeSearch && s != before {
		w.search.Empty()
	}
	w.search.Entered(s) // first, so that the list is asked for in the knowledge of it
	w.sorting++
	w.grid.Selection().Set(nil, -1)
	w.grid.SetOffset(0)
	w.ask()
	w.refresh()
}

// shownOrder is what the list is sorted by: a search has an order of its own.
func (ls *list) shownOrder() view.Order {
	if ls.w.scope.Kind == view.ScopeSearch {
		return ls.w.search.Order()
	}
	return ls.w.order
}

// setOrder sorts the list.
func (w *Window) setOrder(o view.Order) {
	if w.scope.Kind == view.ScopeSearch {
		w.search.SetOrder(o)
	} else {
		w.order = o
		w.app.Preferences().SetString(keptOrderKey, string(o))
	}
	w.sorting++
	w.ask()
	w.refresh()
}

// allDecided reports whether the scope has photos, all of them indexed, and no open suggestion is
// left on them.
func (ls *list) allDecided() bool {
	d := ls.w.view
	return d != nil && ls.w.engine.Ready() && ls.w.scope.Kind != view.ScopeSearch && d.Open == 0 && d.Unindexed == 0 && len(ls.ids) > 0
}

// title is the open scope's name for the user.
func (ls *list) title() string {
	switch s := ls.w.scope; s.Kind {
	case view.ScopeReview:
		return lang.X("scope.review", "To review")
	case view.ScopeNew:
		return lang.X("scope.new", "New since you looked")
	case view.ScopeImport:
		return lang.X("scope.import", "Last import")
	case view.ScopeWrite:
		return lang.X("scope.write", "To write")
	case view.ScopeBare:
		return lang.X("scope.bare", "No keywords")
	case view.ScopeBursts:
		return lang.X("scope.bursts", "Bursts")
	case view.ScopeDuplicates:
		return lang.X("scope.duplicates", "Duplicates")
	case view.ScopeProblems:
		return lang.X("scope.problems", "Problems")
	case view.ScopeFolder:
		return view.FolderName(s.Name)
	case view.ScopeTag:
		return lang.X("scope.tag", "{{.tag}}, suggested", phrase.Tag(s.Name))
	case view.ScopeWord:
		return lang.X("scope.word", "{{.tag}}, suggested or there", phrase.Tag(s.Name))
	case view.ScopeSearch:
		return ls.w.search.Title(s)
	default:
		return lang.X("scope.all", "All photos")
	}
}

// tagsLeft reports whether any tag has open suggestions.
func (ls *list) tagsLeft() bool {
	return ls.w.view != nil && ls.w.view.Request.Tags == ls.w.engine.Tags() && slices.ContainsFunc(ls.w.view.Tags, func(n int) bool { return n > 0 })
}

// nextTag shows the photos of the next tag that has open suggestions.
func (ls *list) nextTag() {
	if ls.w.engine.Tags() == nil || !ls.tagsLeft() {
		return
	}
	start := 0
	if i, ok := ls.w.engine.Tags().Vocabulary.Find(ls.w.scope.Name); ok && (ls.w.scope.Kind == view.ScopeTag || ls.w.scope.Kind == view.ScopeWord) {
		start = i + 1
	}
	n := len(ls.w.view.Tags)
	for i := range n {
		if t := (start + i) % n; ls.w.view.Tags[t] > 0 {
			ls.w.enter(view.Scope{Kind: view.ScopeTag, Name: ls.w.engine.Tags().Vocabulary.Tags[t].Name})
			return
		}
	}
}
