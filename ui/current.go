package ui

import (
	"slices"

	"fyne.io/fyne/v2/lang"

	"catchlight/library"
	"catchlight/library/keywords"
	"catchlight/ui/phrase"
	"catchlight/ui/view"
)

// The current word is the one that A, X and U act on: an open suggestion, the first one unless the
// ring was moved on. A keyword is current only while the user has put the ring on it, by a click,
// Tab or the arrows; then Delete takes it away.

// ring is where the ring of the current word stands.
type ring struct {
	word    string // folded; "" is the first open suggestion
	keyword bool   // it was put on a word that is no suggestion
}

// ringOn is a ring on a word in a state.
func ringOn(name string, s view.WordState) ring {
	return ring{keywords.Fold(name), s != view.Suggested}
}

// currentWord is the current word of the selected photos; ok is false when no suggestion is open
// and none is chosen.
func (dr *decider) currentWord(all view.Words) (view.Word, bool) {
	lists := [][]view.Word{all.Suggested}
	if dr.ring.keyword { // of several photos the same word may be open, too
		lists = [][]view.Word{all.Deciding()[len(all.Suggested):], all.Suggested}
	}
	for _, list := range lists {
		if i := view.IndexOfWord(list, dr.ring.word); i >= 0 {
			return list[i], true
		}
	}
	if len(all.Suggested) == 0 {
		return view.Word{}, false
	}
	return all.Suggested[0], true
}

// explained is the word that the inspector says more about: the current one, or else the first.
func (dr *decider) explained(all view.Words) view.Word {
	c, ok := dr.currentWord(all)
	if list := all.Deciding(); !ok && len(list) > 0 {
		return list[0]
	}
	return c
}

// setCurrent puts the ring on a word, which is in a state. On one that is no suggestion only the
// user's own hand puts it.
func (dr *decider) setCurrent(name string, s view.WordState) {
	dr.ring = ringOn(name, s)
	dr.w.inspector.Refresh()
}

// canDecide reports whether there is a photo to decide on, and the user can see it.
func (dr *decider) canDecide() bool { return dr.w.pages.deciding() != nil || dr.canTag() }

// canTag is canDecide for what works on the words of the selected photos: in grid and loupe.
func (dr *decider) canTag() bool { return dr.w.onPhotos() && dr.w.list.hasSelection() }

// onPhotos reports whether the grid or its loupe is shown.
func (w *Window) onPhotos() bool {
	return w.pages.page() == nil || w.pages.loupeShown() && w.pages.deciding() == nil
}

// enterKey opens the loupe; on a page it presses the page's one accent button.
func (w *Window) enterKey() {
	p := w.pages.page()
	if p == nil {
		w.pages.toggleLoupe()
		return
	}
	if p.Enter != nil {
		p.Enter()
	}
}

// acceptCurrent is A: a yes to the current suggestion; a word that was refused or removed is taken
// back.
func (dr *decider) acceptCurrent() { dr.onCurrent(library.Accepted, dr.accept, dr.restore) }

// rejectCurrent is X: a no to the current suggestion. It never touches a keyword.
func (dr *decider) rejectCurrent() { dr.onCurrent(library.Rejected, dr.reject, nil) }

// strikeCurrent is Delete: X, and the only key that takes away a keyword, the one that the user has
// put the ring on.
func (dr *decider) strikeCurrent() { dr.onCurrent(library.Rejected, dr.reject, dr.strike) }

// reopenCurrent is U: the chosen word is open again, else what was answered last on these photos.
func (dr *decider) reopenCurrent() {
	if decide := dr.w.pages.deciding(); decide != nil {
		decide(library.Undecided)
		dr.w.pages.refreshPage()
		return
	}
	photos := dr.w.list.selected()
	c, ok := dr.currentWord(dr.w.list.wordsTogether(photos))
	name := c.Name
	if !dr.ring.keyword || !ok {
		name = dr.answeredLast(photos)
	}
	if name == "" {
		dr.w.bar.Note(lang.X("decide.noneAnswered", "No answer to open again here"))
		return
	}
	dr.reopen(name, photos)
	dr.setCurrent(name, view.Suggested)
}

// answeredLast is the word of the newest yes or no on photos that can be opened again, "" for none.
func (dr *decider) answeredLast(photos []*library.Photo) string {
	var last library.Decision
	for _, p := range photos {
		words := dr.w.list.words(p)
		for _, d := range dr.w.snap.Decisions(p.ID) {
			_, can := view.Reopens(words.State(d.Tag))
			if isAnswer := d.Verdict != library.Typed; isAnswer && can && !d.Time.Before(last.Time) {
				last = d
			}
		}
	}
	return last.Tag
}

// act is something done to a word on photos.
type act func(name string, photos []*library.Photo)

// onCurrent does something to the current suggestion and goes on to the next open one, or to a
// chosen word that is no suggestion, which stays current; nil leaves that alone. In a review it
// decides the tag on its photos.
func (dr *decider) onCurrent(v library.Verdict, toSuggestion, toWord act) {
	if decide := dr.w.pages.deciding(); decide != nil {
		decide(v)
		dr.w.pages.refreshPage()
		return
	}
	photos := dr.w.list.selected()
	all := dr.w.list.wordsTogether(photos)
	c, ok := dr.currentWord(all)
	switch {
	case !ok:
		dr.w.bar.Note(lang.X("decide.noneOpen", "No open suggestion here"))
	case c.State == view.Suggested:
		dr.decideAndGo(c.Name, all, photos, toSuggestion)
	case toWord == nil:
		dr.w.bar.Note(lang.X("decide.notByX", "{{.tag}} is no suggestion: Delete removes it", phrase.Tag(c.Name)))
	default:
		toWord(c.Name, photos)
	}
}

// nth decides the suggestion of the selected photos that has a number, from 1.
func (dr *decider) nth(n int, to act) {
	photos := dr.w.list.selected()
	all := dr.w.list.wordsTogether(photos)
	for _, s := range all.Suggested {
		if dr.number(s.Name) == n {
			dr.decideAndGo(s.Name, all, photos, to)
			return
		}
	}
	dr.w.bar.Note(lang.X("decide.noneNth", "No suggestion {{.n}} is open here", phrase.Count(n)))
}

// number is the digit of a suggestion of the selected photos, from 1. It keeps it until other
// photos are selected: what is decided leaves a gap, and what turns up comes last.
func (dr *decider) number(name string) int {
	key := keywords.Fold(name)
	i := slices.Index(dr.numbered, key)
	if i < 0 {
		i, dr.numbered = len(dr.numbered), append(dr.numbered, key)
	}
	return i + 1
}

// decideAndGo decides a suggestion and goes on to the next open one, of these photos or of the
// next.
func (dr *decider) decideAndGo(name string, all view.Words, photos []*library.Photo, to act) {
	place := view.IndexOfWord(all.Suggested, keywords.Fold(name))
	to(name, photos)
	left := dr.w.list.wordsTogether(dr.fresh(photos)).Suggested
	if len(left) > 0 {
		dr.setCurrent(left[min(place, len(left)-1)].Name, view.Suggested)
		return
	}
	dr.ring = ring{}
	if len(photos) == 1 || dr.w.grid.Selection().Count() == 1 {
		dr.nextOpen()
	}
	dr.w.inspector.Refresh()
}

// fresh are the same photos as the library has them now.
func (dr *decider) fresh(photos []*library.Photo) []*library.Photo {
	var now []*library.Photo
	for _, p := range photos {
		if f := dr.w.snap.Photo(p.ID); f != nil {
			now = append(now, f)
		}
	}
	return now
}

// goTo makes the photo at an index the only selected one and brings it into view.
func (ls *list) goTo(i int) {
	ls.w.grid.Selection().Click(i)
	ls.w.grid.ScrollTo(i)
	ls.w.grid.SelectionChanged()
	ls.selectionChanged()
}

// selectionChanged shows the words of another selection.
func (ls *list) selectionChanged() {
	ls.w.touch()
	ls.w.decider.ring, ls.w.decider.numbered = ring{}, nil
	ls.w.bar.EndNote()
	ls.w.inspector.EmptyAdd()
	ls.w.inspector.Refresh()
	ls.w.refreshScopeLine()
	ls.w.menus.refreshMenu()
	if p := ls.w.pages.page(); p != nil && p.Tick != nil {
		p.Tick()
	}
}
