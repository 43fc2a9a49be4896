package ui

import (
	"slices"

	"catchlight/library"
	"catchlight/library/metadata"
)

// The current word is the one that A, X and U act on. It is remembered by name; when the selection does not have it, the
// first open suggestion is current.

// currentWord is the current word of the selected photos; ok is false when they have no word at all.
func (w *Window) currentWord(all photoWords) (word, bool) {
	list := all.deciding()
	if i := indexOfWord(list, w.current); i >= 0 {
		return list[i], true
	}
	if len(list) == 0 {
		return word{}, false
	}
	return list[0], true
}

// deciding are the words that a key can act on, in the inspector's order.
func (p photoWords) deciding() []word {
	all := append(slices.Clone(p.suggested), p.file...)
	return append(append(all, p.pending...), p.rejected...)
}

func indexOfWord(list []word, folded string) int {
	return slices.IndexFunc(list, func(x word) bool { return metadata.Fold(x.name) == folded })
}

func (w *Window) setCurrent(name string) {
	w.current = metadata.Fold(name)
	w.inspector.refresh()
}

func (w *Window) acceptCurrent() { w.onCurrent(w.accept, library.Accepted) }
func (w *Window) rejectCurrent() { w.onCurrent(w.reject, library.Rejected) }

// canDecide reports whether there is a photo to decide on, and the user can see it.
func (w *Window) canDecide() bool { return w.reviewShown() || w.canTag() }

// canTag is canDecide for what works on the words of the selected photos: in grid and loupe.
func (w *Window) canTag() bool { return w.onPhotos() && w.hasSelection() }

// onPhotos reports whether grid or loupe is shown.
func (w *Window) onPhotos() bool { return w.page() == nil || w.loupeShown() }

// enterKey opens the loupe; on a page it presses the page's one accent button.
func (w *Window) enterKey() {
	p := w.page()
	if p == nil {
		w.toggleLoupe()
		return
	}
	if p.enter != nil {
		p.enter()
	}
}

func (w *Window) reopenCurrent() {
	if r := w.review(); r != nil {
		r.decide(library.Undecided)
		return
	}
	photos := w.selected()
	if c, ok := w.currentWord(w.wordsTogether(photos)); ok {
		w.reopen(c.name, photos)
		w.setCurrent(c.name)
	}
}

// onCurrent decides the current word and goes on to the next open one; in a review it decides the tag on its photos.
func (w *Window) onCurrent(act func(string, []*library.Photo), v library.Verdict) {
	if r := w.review(); r != nil {
		r.decide(v)
		return
	}
	photos := w.selected()
	all := w.wordsTogether(photos)
	if c, ok := w.currentWord(all); ok {
		w.decideAndGo(c.name, all, photos, act)
	}
}

// nth decides the nth open suggestion of the selected photos, from 0.
func (w *Window) nth(n int, act func(string, []*library.Photo)) {
	photos := w.selected()
	all := w.wordsTogether(photos)
	if n < len(all.suggested) {
		w.decideAndGo(all.suggested[n].name, all, photos, act)
	}
}

func (w *Window) decideAndGo(name string, all photoWords, photos []*library.Photo, act func(string, []*library.Photo)) {
	place := indexOfWord(all.suggested, metadata.Fold(name))
	act(name, photos)
	if place < 0 {
		return // a keyword: it stays current
	}
	left := w.wordsTogether(w.fresh(photos)).suggested
	if len(left) > 0 {
		w.setCurrent(left[min(place, len(left)-1)].name)
		return
	}
	w.current = ""
	if len(photos) == 1 || len(w.grid.Selection().Indices()) == 1 {
		w.nextOpen()
	}
	w.inspector.refresh()
}

// fresh are the same photos as the library has them now.
func (w *Window) fresh(photos []*library.Photo) []*library.Photo {
	var now []*library.Photo
	for _, p := range photos {
		if f := w.snap.Photo(p.ID); f != nil {
			now = append(now, f)
		}
	}
	return now
}

// nextOpen goes to the next photo of the list that has an open suggestion; it stays where there is none.
func (w *Window) nextOpen() {
	at := w.grid.Selection().Current()
	for i := at + 1; i < len(w.ids); i++ {
		if p := w.photoAt(i); p != nil && len(w.words(p).suggested) > 0 {
			w.goTo(i)
			return
		}
	}
	w.scopeLine.refresh()
}

// goTo makes the photo at an index the only selected one and brings it into view.
func (w *Window) goTo(i int) {
	w.grid.Selection().Click(i)
	w.grid.ScrollTo(i)
	w.grid.SelectionChanged()
	w.selectionChanged()
}

// selectionChanged shows the words of another selection.
func (w *Window) selectionChanged() {
	w.touch()
	w.current = ""
	w.inspector.refresh()
	w.scopeLine.refresh()
	w.refreshMenu()
	if p := w.page(); p != nil && p.tick != nil {
		p.tick()
	}
}
