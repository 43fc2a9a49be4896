package ui

import (
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2/lang"

	"catchlight/library"
	"catchlight/library/keywords"
	"catchlight/tagging/facts"
	"catchlight/tagging/vocabulary"
	"catchlight/ui/inspector"
	"catchlight/ui/message"
	"catchlight/ui/phrase"
	"catchlight/ui/view"
)

// decider decides about words on photos, for the user: it knows which word is meant, and what was
// typed and copied last.
type decider struct {
	w         *Window
	ring      ring         // of the current word
	numbered  []string     // suggestions of the selected photos, folded, in the order of their digits
	awaited   []library.ID // photos that an undo shows as soon as the list has them
	lastTyped string
	copied    []string
	hidden    map[string]bool // of them, folded: those that were private
}

// accept says yes to a suggestion, on each of the photos that it is open on.
func (dr *decider) accept(name string, photos []*library.Photo) {
	dr.decide(lang.X("decide.accepted", "Accepted {{.tag}}", phrase.Tag(name)), name, photos, view.Accepts)
}

// reject says no to a suggestion, on each of the photos that it is open on. A keyword is never
// touched by it.
func (dr *decider) reject(name string, photos []*library.Photo) {
	dr.decide(lang.X("decide.rejected", "Rejected {{.tag}}", phrase.Tag(name)), name, photos, view.Rejects)
}

// strike takes a keyword away, and says so.
func (dr *decider) strike(name string, photos []*library.Photo) {
	dr.decide(lang.X("decide.removed", "Removed {{.tag}}", phrase.Tag(name)), name, photos, view.Strikes)
}

// restore takes back a no, or the removal of a keyword.
func (dr *decider) restore(name string, photos []*library.Photo) {
	dr.decide(lang.X("decide.restored", "Kept {{.tag}}", phrase.Tag(name)), name, photos, view.Restores)
}

// reopen makes a word undecided again.
func (dr *decider) reopen(name string, photos []*library.Photo) {
	dr.decide(lang.X("decide.reopened", "Opened {{.tag}} again", phrase.Tag(name)), name, photos, view.Reopens)
}

// put gives a word that stands on a photo, or in the list, to all of the photos as it is there: a bar
// in it parts no levels.
func (dr *decider) put(name string, photos []*library.Photo) {
	dr.putTyped(keywords.Whole(name), photos)
}

// putTyped gives a word to all of the photos as if it had been typed.
func (dr *decider) putTyped(name string, photos []*library.Photo) {
	dr.decide(lang.X("decide.typed", "Added {{.tag}}", phrase.Tag(keywords.Clean(name))), name, photos, view.Types)
}

// decide changes one word on photos in one undoable step. what says it in words.
func (dr *decider) decide(what, name string, photos []*library.Photo, to view.Answer) {
	var ds []library.Decision
	for _, p := range photos {
		if v, ok := to(dr.w.list.words(p).State(name)); ok {
			ds = append(ds, dr.decision(p, name, v, len(photos) > 1))
		}
	}
	if ds = dr.w.folding.withFrames(ds, name); len(ds) == 0 {
		dr.noteUnchanged(keywords.Clean(name))
		return
	}
	dr.commit(what, ds)
}

// noteUnchanged says that a word stands already as it was meant to.
func (dr *decider) noteUnchanged(name string) {
	dr.w.bar.Note(lang.X("decide.unchanged", "{{.tag}}: nothing to change here", phrase.Tag(name)))
}

func (dr *decider) decision(p *library.Photo, name string, v library.Verdict, bulk bool) library.Decision {
	d := library.Decision{Photo: p.ID, Tag: name, Verdict: v, Bulk: bulk}
	if place := dr.w.placeOf(p, name); place != nil {
		d.Tag, d.Path, d.Model = place.Name, place.Path, facts.PlacesModel
	}
	if dr.w.engine.Tags() == nil {
		return d
	}
	i, known := dr.w.engine.Tags().Vocabulary.Find(name)
	if d.Model != "" && !known { // a place
		d.Path, _ = dr.w.engine.Tags().Vocabulary.Sayable(d.Path)
		return d
	}
	if d.Model = dr.w.engine.Tags().Model; dr.w.proposals.Knows(p, name) {
		d.Model = facts.Model
	}
	if known && !isOnOtherName(d, p, dr.w.engine.Tags().Vocabulary.Tags[i].Name) {
		d.Tag = dr.w.engine.Tags().Vocabulary.Tags[i].Name
		d.Path = dr.w.engine.Tags().Vocabulary.HierarchyOn(p, i, dr.w.snap.Hierarchy(d))
	}
	return d
}

// isOnOtherName reports whether a decision takes another name of a tag out of the file, or keeps it
// there: that word is meant, and not the tag.
func isOnOtherName(d library.Decision, p *library.Photo, tag string) bool {
	taken := d.Verdict == library.Removed || d.Verdict == library.Undecided
	return taken && keywords.Fold(d.Tag) != keywords.Fold(tag) && p.Keywords.Has(d.Tag)
}

// commit makes decisions as one step and shows what they change. The job bar says what was done and
// on which photos, with its undo.
func (dr *decider) commit(what string, ds []library.Decision) {
	if len(ds) > 0 {
		dr.commitAs(dr.sentence(what, ds), ds)
	}
}

// commitAs is commit under a label that says all. It is a deed in one sentence, without a colon and
// without what follows from it: "Undone:" stands before it when it was taken back. The decisions are
// stored in the background.
func (dr *decider) commitAs(label string, ds []library.Decision) {
	step, _, err := dr.w.deps.Library.DecideSoon(label, dr.notKept, dr.withEnds(dr.w.snap.WithOtherNames(ds))...)
	if err != nil {
		dr.w.board.Fail(lang.X("decide.failed", "The decision could not be kept"), err)
		return
	}
	dr.w.tour.Seen(inspector.StepDecide, true)
	dr.w.bar.EndNote()
	dr.w.undoer.showDone(step)
	dr.decided()
}

// notKept says that a decision, or the undo of one, could not be stored, and shows what holds in
// its place. Any goroutine may call it.
func (dr *decider) notKept(err error) {
	dr.w.post(func() {
		dr.w.board.Fail(lang.X("decide.failed", "The decision could not be kept"), err)
		dr.decided()
	})
}

// sentence says what was decided and on which photos.
func (dr *decider) sentence(what string, ds []library.Decision) string {
	photos := photosIn(ds)
	if len(photos) == 1 {
		return lang.X("decide.onPhoto", "{{.what}} on {{.photo}}", map[string]any{"what": what, "photo": dr.nameOf(ds[0].Photo)})
	}
	return lang.XN("decide.on", "{{.what}} on {{.n}} photos", len(photos), map[string]any{"what": what, "n": phrase.Number(len(photos))})
}

func (dr *decider) nameOf(id library.ID) string {
	if p := dr.w.snap.Photo(id); p != nil {
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
func (dr *decider) decided() {
	dr.w.takeSnapshot()
	dr.w.ask()
	dr.w.grid.Refresh()
	dr.w.inspector.Refresh()
	dr.w.menus.refreshMenu()
	if p := dr.w.pages.page(); p != nil && p.Tick != nil {
		p.Tick()
	}
}

// acceptStrong accepts what has three bars on the selected photos.
func (dr *decider) acceptStrong() {
	var ds []library.Decision
	photos := dr.w.list.selected()
	for _, p := range photos {
		for _, s := range dr.w.list.words(p).Suggested {
			if view.Bars(s.Strength) == 3 {
				ds = append(ds, dr.decision(p, s.Name, library.Accepted, true))
			}
		}
	}
	if len(ds) == 0 {
		dr.w.bar.Note(lang.X("decide.noneStrong", "No strong suggestion is open here"))
		return
	}
	dr.commit(lang.XN("decide.strong", "Accepted {{.n}} strong suggestions", len(ds), phrase.Count(len(ds))), ds)
}

// addTyped adds the words of a line of keywords to the selected photos.
func (dr *decider) addTyped(line string) {
	dr.add(keywords.LineWords(line), func(d library.Decision) library.Decision { return d })
}

// add adds words to the selected photos, by decisions as they are kept, and names those that one of
// them did not have.
func (dr *decider) add(words []string, kept func(library.Decision) library.Decision) {
	if len(words) == 0 {
		return
	}
	var ds []library.Decision
	var known, added []string
	photos := dr.w.list.selected()
	for _, name := range words {
		before := len(ds)
		for _, p := range photos {
			if v, ok := view.Types(dr.w.list.words(p).State(dr.canonical(name))); ok {
				ds = append(ds, kept(dr.decision(p, dr.canonical(name), v, len(photos) > 1)))
			}
		}
		known = append(known, dr.canonical(name))
		if len(ds) > before {
			added = append(added, name)
		}
	}
	dr.lastTyped = words[len(words)-1]
	dr.remember(known)
	if len(ds) == 0 {
		dr.noteUnchanged(strings.Join(words, ", "))
		return
	}
	dr.commit(lang.X("decide.typed", "Added {{.tag}}", phrase.Tag(strings.Join(added, ", "))), ds)
}

// remember notes words that were typed, for completion and the keyword set that follows them.
func (dr *decider) remember(words []string) {
	if now := view.Remembered(dr.w.settings().Recent, words); !slices.Equal(now, dr.w.settings().Recent) {
		dr.w.keep(func(set *library.Settings) { set.Recent = now })
	}
}

// offers are the words that the last one on a line could become.
func (dr *decider) offers(line string) []view.Offer {
	if line == "" {
		return nil // asked for with each other selection
	}
	var known *view.Glossary
	if dr.w.view != nil {
		known = dr.w.view.Glossary
	}
	if known == nil { // the builder has not made it yet: the vocabulary is at hand
		known = view.NewGlossary(nil, dr.vocabulary())
	}
	return known.Offers(line, dr.w.settings().Recent)
}

// vocabulary is the one in use, nil while there is none.
func (dr *decider) vocabulary() *vocabulary.Vocabulary {
	if tags := dr.w.engine.Tags(); tags != nil {
		return tags.Vocabulary
	}
	return nil
}

// canonical is the vocabulary's way to write a word, or the word as it is.
func (dr *decider) canonical(name string) string {
	if dr.w.engine.Tags() != nil {
		if i, ok := dr.w.engine.Tags().Vocabulary.Find(name); ok {
			return dr.w.engine.Tags().Vocabulary.Tags[i].Name
		}
	}
	return name
}

func (dr *decider) lastAgain() { dr.putTyped(dr.lastTyped, dr.w.list.selected()) }

func (dr *decider) copyKeywords() {
	dr.copied, dr.hidden = nil, map[string]bool{}
	for _, k := range dr.w.list.wordsTogether(dr.w.list.selected()).Keywords() {
		if k.State != view.Parent && k.State != view.Removed {
			dr.copied, dr.hidden[keywords.Fold(k.Name)] = append(dr.copied, k.Name), k.Private
		}
	}
	dr.w.app.Clipboard().SetContent(keywords.LineOf(dr.copied))
	dr.w.board.Mention(&message.Result{Text: lang.XN("copy.done", "{{.n}} keywords copied.", len(dr.copied), phrase.Count(len(dr.copied)))})
}

func (dr *decider) pasteKeywords() {
	if len(dr.copied) == 0 {
		dr.w.bar.Note(lang.X("copy.none", "No keyword was copied yet"))
		return
	}
	dr.add(dr.copied, func(d library.Decision) library.Decision {
		if d.Path == "" && dr.hidden[keywords.Fold(d.Tag)] {
			d.Path = "[" + d.Tag + "]" // the list that keeps it private may be off
		}
		d.Tag = keywords.Whole(d.Tag) // a bar in it parts no levels
		return d
	})
}
