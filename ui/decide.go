package ui

import (
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2/lang"

	"catchlight/library"
	"catchlight/library/metadata"
	"catchlight/tagging/facts"
	"catchlight/ui/kit"
)

// answer is what an act makes of a word in a state; ok is false where the act does not touch it.
type answer func(s kit.State) (v library.Verdict, ok bool)

// accept says yes to a suggestion, on each of the photos that it is open on.
func (w *Window) accept(name string, photos []*library.Photo) {
	w.decide(lang.X("decide.accepted", "Accepted {{.tag}}", tagData(name)), name, photos, accepts)
}

// reject says no to a suggestion, on each of the photos that it is open on. A keyword is never touched by it.
func (w *Window) reject(name string, photos []*library.Photo) {
	w.decide(lang.X("decide.rejected", "Rejected {{.tag}}", tagData(name)), name, photos, rejects)
}

// strike takes a keyword away, and says so.
func (w *Window) strike(name string, photos []*library.Photo) {
	w.decide(lang.X("decide.removed", "Removed {{.tag}}", tagData(name)), name, photos, strikes)
}

// restore takes back a no, or the removal of a keyword.
func (w *Window) restore(name string, photos []*library.Photo) {
	w.decide(lang.X("decide.restored", "Kept {{.tag}}", tagData(name)), name, photos, restores)
}

// reopen makes a word undecided again.
func (w *Window) reopen(name string, photos []*library.Photo) {
	w.decide(lang.X("decide.reopened", "Opened {{.tag}} again", tagData(name)), name, photos, reopens)
}

// put gives a word to all of the photos, as if it had been typed.
func (w *Window) put(name string, photos []*library.Photo) {
	w.decide(lang.X("decide.typed", "Added {{.tag}}", tagData(name)), name, photos, types)
}

func tagData(name string) map[string]any { return map[string]any{"tag": name} }

// absent is the state of a word that does not stand on a photo.
const absent = kit.State(255)

func accepts(s kit.State) (v library.Verdict, ok bool) {
	return library.Accepted, s == kit.Suggested
}

func rejects(s kit.State) (v library.Verdict, ok bool) {
	return library.Rejected, s == kit.Suggested
}

// strikes takes back the user's own word, and marks one that the file has.
func strikes(s kit.State) (v library.Verdict, ok bool) {
	switch s {
	case kit.Accepted:
		return library.Rejected, true
	case kit.ByHand:
		return library.Undecided, true
	case kit.InFile, kit.Written, kit.Changed:
		return library.Removed, true
	}
	return 0, false
}

func restores(s kit.State) (v library.Verdict, ok bool) {
	switch s {
	case kit.Rejected:
		return library.Accepted, true
	case kit.Removed:
		return library.Undecided, true
	}
	return 0, false
}

// reopens leaves out what was typed, which would be lost, and what the file has.
func reopens(s kit.State) (v library.Verdict, ok bool) {
	return library.Undecided, s == kit.Accepted || s == kit.Rejected || s == kit.Removed
}

func types(s kit.State) (v library.Verdict, ok bool) {
	switch s {
	case kit.Suggested:
		return library.Accepted, true
	case absent, kit.Rejected, kit.Parent:
		return library.Typed, true
	case kit.Removed:
		return library.Undecided, true
	}
	return 0, false
}

// inReviewAs is what an answer in a review makes of its tag on a photo. A keyword of the file, or of the user's, is none of
// its business.
func inReviewAs(v library.Verdict) answer {
	return func(s kit.State) (library.Verdict, bool) {
		open := s == absent || s == kit.Suggested || s == kit.Parent
		switch v {
		case library.Accepted:
			if s == kit.Removed {
				return library.Undecided, true
			}
			return v, open || s == kit.Rejected
		case library.Rejected:
			return v, open || s == kit.Accepted
		default:
			return reopens(s)
		}
	}
}

// decide changes one word on photos in one undoable step. what says it in words.
func (w *Window) decide(what, name string, photos []*library.Photo, to answer) {
	var ds []library.Decision
	for _, p := range photos {
		if v, ok := to(w.words(p).state(name)); ok {
			ds = append(ds, w.decision(p, name, v, len(photos) > 1))
		}
	}
	w.commit(what, w.withFrames(ds, name))
}

func (w *Window) decision(p *library.Photo, name string, v library.Verdict, bulk bool) library.Decision {
	d := library.Decision{Photo: p.ID, Tag: name, Verdict: v, Bulk: bulk}
	if place := w.placeOf(p, name); place != nil {
		d.Tag, d.Path, d.Model = place.Name, place.Path, facts.PlacesModel
	}
	if w.tags == nil {
		return d
	}
	i, known := w.tags.vocabulary.Find(name)
	if d.Model != "" && !known { // a place
		return d
	}
	d.Model = w.tags.model
	if known {
		d.Tag = w.tags.vocabulary.Tags[i].Name
		if path := w.tags.vocabulary.Written(i); strings.Contains(path, "|") {
			d.Path = path
		}
	}
	return d
}

// commit makes decisions as one step and shows what they change; they are stored in the background. The job bar says what was done, with its undo.
func (w *Window) commit(what string, ds []library.Decision) {
	if len(ds) == 0 {
		return
	}
	step, _, err := w.deps.Library.DecideSoon(w.sentence(what, ds), w.notKept, ds...)
	if err != nil {
		w.fail(lang.X("decide.failed", "The decision could not be kept"), err)
		return
	}
	w.tour.seen(w, stepDecide, true)
	w.showDone(step)
	w.decided()
}

// notKept says that a decision, or the undo of one, could not be stored, and shows what holds in its place. Any goroutine may
// call it.
func (w *Window) notKept(err error) {
	w.post(func() {
		w.fail(lang.X("decide.failed", "The decision could not be kept"), err)
		w.decided()
	})
}

// sentence says what was decided and on which photos, and whether a file will lose a word.
func (w *Window) sentence(what string, ds []library.Decision) string {
	text := ""
	if photos := photosIn(ds); len(photos) == 1 {
		text = lang.X("decide.onPhoto", "{{.what}} on {{.photo}}", map[string]any{"what": what, "photo": w.nameOf(ds[0].Photo)})
	} else {
		text = lang.XN("decide.on", "{{.what}} on {{.n}} photos", len(photos), map[string]any{"what": what, "n": number(len(photos))})
	}
	leaves := func(d library.Decision) bool { return d.Verdict == library.Removed }
	if slices.ContainsFunc(ds, leaves) {
		text = lang.X("decide.leaves", "{{.what}}; the next write takes it out of the file", map[string]any{"what": text})
	}
	return text
}

func (w *Window) nameOf(id library.ID) string {
	if p := w.snap.Photo(id); p != nil {
		return filepath.Base(p.Path)
	}
	return ""
}

// photosIn are the photos that decisions are about.
func photosIn(ds []library.Decision) map[library.ID]bool {
	photos := map[library.ID]bool{}
	for _, d := range ds {
		photos[d.Photo] = true
	}
	return photos
}

// decided takes over the library's new state after a decision, at once.
func (w *Window) decided() {
	w.takeSnapshot()
	w.ask()
	w.grid.Refresh()
	w.inspector.refresh()
	w.refreshMenu()
	if p := w.page(); p != nil && p.tick != nil {
		p.tick()
	}
}

// state is how a word stands on the photo; absent where it does not.
func (p photoWords) state(name string) kit.State {
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
			if v, ok := types(w.words(p).state(w.canonical(name))); ok {
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
		if k.state != kit.Parent && k.state != kit.Removed {
			w.copied = append(w.copied, k.name)
		}
	}
	w.app.Clipboard().SetContent(strings.Join(w.copied, ", "))
	w.show(&result{text: lang.XN("copy.done", "{{.n}} keywords copied.", len(w.copied), map[string]any{"n": len(w.copied)})})
}

func (w *Window) pasteKeywords() { w.addTyped(strings.Join(w.copied, ", ")) }
