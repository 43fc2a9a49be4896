package ui

import (
	"strings"

	"fyne.io/fyne/v2/lang"

	"catchlight/library"
	"catchlight/library/metadata"
	"catchlight/tagging"
	"catchlight/ui/grid"
)

// accept says yes to a word on each of the photos on which it is open, rejected or removed.
func (w *Window) accept(name string, photos []*library.Photo) {
	w.decide(lang.X("decide.accepted", "Accepted {{.tag}}", tagData(name)), name, photos, acceptVerdict)
}

// reject says no to a suggestion, and takes a keyword away.
func (w *Window) reject(name string, photos []*library.Photo) {
	w.decide(lang.X("decide.rejected", "Rejected {{.tag}}", tagData(name)), name, photos, rejectVerdict)
}

// reopen makes a word undecided again.
func (w *Window) reopen(name string, photos []*library.Photo) {
	w.decide(lang.X("decide.reopened", "Opened {{.tag}} again", tagData(name)), name, photos,
		func(s grid.State) (library.Verdict, bool) {
			return library.Undecided, s != grid.Suggested && s != grid.InFile
		})
}

// put gives a word to all of the photos, as if it had been typed.
func (w *Window) put(name string, photos []*library.Photo) {
	w.decide(lang.X("decide.typed", "Added {{.tag}}", tagData(name)), name, photos, typedVerdict)
}

func tagData(name string) map[string]any { return map[string]any{"tag": name} }

// absent is the state of a word that does not stand on a photo.
const absent = grid.State(255)

// acceptVerdict is what a yes makes of a word in a state; ok is false where it changes nothing.
func acceptVerdict(s grid.State) (v library.Verdict, ok bool) {
	switch s {
	case grid.Suggested, grid.Rejected:
		return library.Accepted, true
	case grid.Removed:
		return library.Undecided, true
	}
	return 0, false
}

func rejectVerdict(s grid.State) (v library.Verdict, ok bool) {
	switch s {
	case grid.Suggested, grid.Accepted:
		return library.Rejected, true
	case grid.ByHand:
		return library.Undecided, true
	case grid.InFile, grid.Written, grid.Changed:
		return library.Removed, true
	}
	return 0, false
}

func typedVerdict(s grid.State) (v library.Verdict, ok bool) {
	switch s {
	case grid.Suggested:
		return library.Accepted, true
	case absent, grid.Rejected, grid.Parent:
		return library.Typed, true
	case grid.Removed:
		return library.Undecided, true
	}
	return 0, false
}

// decide changes one word on photos in one undoable step. verdict says what becomes of the word on each photo.
func (w *Window) decide(label, name string, photos []*library.Photo, verdict func(grid.State) (library.Verdict, bool)) {
	var ds []library.Decision
	for _, p := range photos {
		if v, ok := verdict(w.words(p).state(name)); ok {
			ds = append(ds, w.decision(p, name, v, len(photos) > 1))
		}
	}
	w.commit(label, w.withFrames(ds, name))
}

func (w *Window) decision(p *library.Photo, name string, v library.Verdict, bulk bool) library.Decision {
	d := library.Decision{Photo: p.ID, Tag: name, Verdict: v, Bulk: bulk}
	if place := w.placeOf(p, name); place != nil {
		d.Tag, d.Path, d.Model = place.Name, place.Path, tagging.PlacesModel
	}
	if w.tags == nil || d.Model != "" && !w.isTag(name) {
		return d
	}
	d.Model = w.tags.model
	if i, ok := w.tags.vocabulary.Find(name); ok {
		d.Tag = w.tags.vocabulary.Tags[i].Name
		if path := w.tags.vocabulary.Path(i); strings.Contains(path, "|") {
			d.Path = path
		}
	}
	return d
}

// isTag reports whether the vocabulary knows a name.
func (w *Window) isTag(name string) bool {
	_, known := w.tags.vocabulary.Find(name)
	return known
}

// commit stores decisions and shows what they change. A step of several decisions is told in the job bar with its undo.
func (w *Window) commit(label string, ds []library.Decision) {
	if len(ds) == 0 {
		return
	}
	if err := w.deps.Library.Decide(label, ds...); err != nil {
		w.fail(lang.X("decide.failed", "The decision could not be kept"), err)
		return
	}
	w.tour.seen(w, stepDecide, true)
	if len(ds) > 1 {
		n := photosIn(ds)
		w.show(&result{
			text:   lang.XN("decide.on", "{{.what}} on {{.n}} photos.", n, map[string]any{"what": label, "n": number(n)}),
			action: lang.X("cmd.undo", "Undo"), key: withCtrl("Z").String(), do: w.undo,
		})
	}
	w.decided()
}

// photosIn counts the photos that decisions are about.
func photosIn(ds []library.Decision) int {
	photos := map[library.ID]bool{}
	for _, d := range ds {
		photos[d.Photo] = true
	}
	return len(photos)
}

// decided takes over the library's new state after a decision, at once.
func (w *Window) decided() {
	w.snap = w.deps.Library.Snapshot()
	w.ask()
	w.grid.Refresh()
	w.inspector.refresh()
	w.refreshMenu()
	if p := w.page(); p != nil && p.tick != nil {
		p.tick()
	}
}

// state is how a word stands on the photo; absent where it does not.
func (p photoWords) state(name string) grid.State {
	key := metadata.Fold(name)
	for _, list := range [][]word{p.suggested, p.pending, p.file, p.rejected, p.parents} {
		for _, w := range list {
			if metadata.Fold(w.name) == key {
				return w.state
			}
		}
	}
	return absent
}

func (w *Window) undo() {
	w.step(w.deps.Library.Undo, "undone", lang.X("undo.none", "Nothing to undo."))
}

func (w *Window) redo() {
	w.step(w.deps.Library.Redo, "redone", lang.X("redo.none", "Nothing to do again."))
}

// step takes back a decision, or makes it again, and says which.
func (w *Window) step(do func() (string, bool, error), which, none string) {
	label, ok, err := do()
	if err != nil {
		w.fail(lang.X("undo.failed", "This could not be undone"), err)
		return
	}
	text := none
	switch {
	case ok && which == "undone":
		text = lang.X("undo.done", "Undone: {{.what}}.", map[string]any{"what": label})
	case ok:
		text = lang.X("redo.done", "Done again: {{.what}}.", map[string]any{"what": label})
	}
	w.show(&result{text: text})
	w.decided()
}

// acceptStrong accepts what has three bars on the selected photos.
func (w *Window) acceptStrong() {
	var ds []library.Decision
	photos := w.selected()
	for _, p := range photos {
		for _, s := range w.words(p).suggested {
			if rank(s.strength) == 3 {
				ds = append(ds, w.decision(p, s.name, library.Accepted, true))
			}
		}
	}
	w.commit(lang.X("decide.strong", "Accepted strong suggestions"), ds)
}

// addTyped adds the words of a line, separated by commas, to the selected photos.
func (w *Window) addTyped(line string) {
	var ds []library.Decision
	photos := w.selected()
	for _, part := range strings.Split(line, ",") {
		name := metadata.Clean(part)
		if name == "" {
			continue
		}
		w.lastTyped = name
		for _, p := range photos {
			if v, ok := typedVerdict(w.words(p).state(w.canonical(name))); ok {
				ds = append(ds, w.decision(p, name, v, len(photos) > 1))
			}
		}
	}
	w.commit(lang.X("decide.typed", "Added {{.tag}}", tagData(strings.TrimSpace(line))), ds)
}

// canonical is the vocabulary's way to write a word, or the word as it is.
func (w *Window) canonical(name string) string {
	if w.tags != nil {
		if i, ok := w.tags.vocabulary.Find(name); ok {
			return w.tags.vocabulary.Tags[i].Name
		}
	}
	return name
}

func (w *Window) lastAgain() { w.put(w.lastTyped, w.selected()) }

func (w *Window) copyKeywords() {
	w.copied = nil
	for _, k := range w.wordsTogether(w.selected()).keywords() {
		if k.state != grid.Parent && k.state != grid.Removed {
			w.copied = append(w.copied, k.name)
		}
	}
	w.app.Clipboard().SetContent(strings.Join(w.copied, ", "))
	w.show(&result{text: lang.XN("copy.done", "{{.n}} keywords copied.", len(w.copied), map[string]any{"n": len(w.copied)})})
}

func (w *Window) pasteKeywords() { w.addTyped(strings.Join(w.copied, ", ")) }
