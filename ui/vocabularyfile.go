package ui

import (
	"time"

	"fyne.io/fyne/v2/lang"

	"catchlight/tagging/vocabulary"
	"catchlight/ui/jobs"
)

// vocabularyRhythm is how often the file of the vocabulary in use is looked at: a look costs less than a millionth of it.
const vocabularyRhythm = 2 * time.Second

// vocabularyFile is the vocabulary in use, and the state of its file when it was last looked at. Immutable.
type vocabularyFile struct{ name, stamp string }

// followVocabulary notices what other programs do to the file of the vocabulary in use, until the window ends.
func (w *Window) followVocabulary() {
	for jobs.Sleep(w.group.Context(), vocabularyRhythm) {
		w.lookAtVocabulary()
	}
}

// lookAtVocabulary looks once. Any goroutine may call it; it blocks for a look at the disk.
func (w *Window) lookAtVocabulary() {
	was := w.vocabularyFile.Load()
	if was == nil {
		return
	}
	now := &vocabularyFile{was.name, w.deps.Library.Vocabularies().Stamp(was.name)}
	if now.stamp != was.stamp && w.vocabularyFile.CompareAndSwap(was, now) {
		w.post(func() { w.vocabularyChanged(now) })
	}
}

// vocabularyChanged reads a vocabulary anew whose file has changed. The tags of one that has gone stay until the window ends.
func (w *Window) vocabularyChanged(f *vocabularyFile) {
	name := map[string]any{"name": vocabularyTitle(f.name)}
	switch {
	case f.name != w.vocabularyName():
	case f.stamp != "":
		w.jobs.Add(w.vocabularyJob(w.vocabularyName, func(tags *tagset) {
			w.bar.show(&result{text: lang.X("vocabulary.again", "{{.name}} was changed by another program, and is read again.", name)})
			w.sayUnreadable(tags)
		}))
	default:
		w.bar.show(&result{
			text:  lang.X("vocabulary.gone", "The file of {{.name}} is gone. Its tags stay until Catchlight is closed.", name),
			alert: true, action: lang.X("vocabulary.choose", "Choose another"), do: func() { w.open(newPreferencesAt(w, "suggestions")) },
		})
	}
}

// vocabularyUnread says that a vocabulary could not be read. Where there is none at all, as when its file has gone since the
// last time, it offers the built-in one; a file that comes back is read.
func (w *Window) vocabularyUnread(f *vocabularyFile, err error) {
	if f.name == w.vocabularyName() {
		w.vocabularyFile.Store(f)
	}
	what := lang.X("vocabulary.failed", "The vocabulary was not changed")
	if w.tags != nil || f.name == vocabulary.Essentials {
		w.bar.fail(what, err)
		return
	}
	w.bar.show(&result{
		text:  lang.X("vocabulary.unread", "No suggestions: {{.name}} cannot be read.", map[string]any{"name": vocabularyTitle(f.name)}) + " " + sentence(err),
		alert: true, action: lang.X("vocabulary.useFirst", "Use Essentials"), do: func() { w.choose(vocabulary.Essentials) },
	})
}
