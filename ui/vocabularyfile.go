package ui

import (
	"sync/atomic"
	"time"

	"fyne.io/fyne/v2/lang"

	"catchlight/tagging/vocabulary"
	"catchlight/ui/jobs"
	"catchlight/ui/message"
	"catchlight/ui/phrase"
	"catchlight/ui/view"
)

// vocabularyRhythm is how often the file of the vocabulary in use is looked at: a look costs less than a millionth of it.
const vocabularyRhythm = 2 * time.Second

// vocabularyFile is the vocabulary in use, and the state of its file when it was last looked at. Immutable.
type vocabularyFile struct{ name, stamp string }

// vocabularies are the lists that suggestions can come from, and the one that they come from.
type vocabularies struct {
	w          *Window
	AtOwnWidth []string                       // beside the library, as they were when one was last read
	file       atomic.Pointer[vocabularyFile] // nil until it was first read; the goroutine that follows it reads it
}

// followVocabulary notices what other programs do to the file of the vocabulary in use, until the window ends.
func (vs *vocabularies) followVocabulary() {
	for jobs.Sleep(vs.w.group.Context(), vocabularyRhythm) {
		vs.lookAtVocabulary()
	}
}

// lookAtVocabulary looks once. Any goroutine may call it; it blocks for a look at the disk.
func (vs *vocabularies) lookAtVocabulary() {
	was := vs.file.Load()
	if was == nil {
		return
	}
	now := &vocabularyFile{was.name, vs.w.deps.Library.Vocabularies().Stamp(was.name)}
	if now.stamp != was.stamp && vs.file.CompareAndSwap(was, now) {
		vs.w.post(func() { vs.vocabularyChanged(now) })
	}
}

// vocabularyChanged reads a vocabulary anew whose file has changed. The tags of one that has gone stay until the window ends.
func (vs *vocabularies) vocabularyChanged(f *vocabularyFile) {
	name := map[string]any{"name": vocabularyTitle(f.name)}
	switch {
	case f.name != vs.vocabularyName():
	case f.stamp != "":
		vs.w.jobs.Add(vs.vocabularyJob(vs.vocabularyName, func(tags *view.Tagset) {
			vs.w.board.Show(&message.Result{Text: lang.X("vocabulary.again", "{{.name}} was changed by another program, and is read again.", name)})
			vs.sayUnreadable(tags)
		}))
	default:
		vs.w.board.Show(&message.Result{
			Text:  lang.X("vocabulary.gone", "The file of {{.name}} is gone. Its tags stay until Catchlight is closed.", name),
			Alert: true, Action: lang.X("vocabulary.choose", "Choose another"), Do: func() { vs.w.pages.open(newPreferencesAt(vs.w, "suggestions")) },
		})
	}
}

// vocabularyUnread says that a vocabulary could not be read. Where there is none at all, as when its file has gone since the
// last time, it offers the built-in one; a file that comes back is read.
func (vs *vocabularies) vocabularyUnread(f *vocabularyFile, err error) {
	if f.name == vs.vocabularyName() {
		vs.file.Store(f)
	}
	what := lang.X("vocabulary.failed", "The vocabulary was not changed")
	if vs.w.engine.tags != nil || f.name == vocabulary.Essentials {
		vs.w.board.Fail(what, err)
		return
	}
	vs.w.board.Show(&message.Result{
		Text:  lang.X("vocabulary.unread", "No suggestions: {{.name}} cannot be read.", map[string]any{"name": vocabularyTitle(f.name)}) + " " + phrase.Sentence(err),
		Alert: true, Action: lang.X("vocabulary.useFirst", "Use Essentials"), Do: func() { vs.choose(vocabulary.Essentials) },
	})
}
