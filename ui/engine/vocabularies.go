package engine

import (
	"context"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"fyne.io/fyne/v2/lang"

	"catchlight/library"
	"catchlight/tagging"
	"catchlight/tagging/facts"
	"catchlight/tagging/vocabulary"
	"catchlight/ui/jobs"
	"catchlight/ui/message"
	"catchlight/ui/phrase"
	"catchlight/ui/view"
)

// vocabularyRhythm is how often the file of the vocabulary in use is looked at: a look costs less
// than a millionth of it.
const vocabularyRhythm = 2 * time.Second

// vocabularyFile is the vocabulary in use, and the state of its file when it was last looked at.
// Immutable.
type vocabularyFile struct{ name, stamp string }

// Vocabularies are the lists that suggestions can come from, and the one that they come from.
type Vocabularies struct {
	en   *Engine
	own  []string                       // beside the library, as they were when one was last read
	file atomic.Pointer[vocabularyFile] // nil until it was first read; the goroutine that follows it reads it

	changing atomic.Int32 // files that are being changed here, or read after that
}

// VocabularyTitle is the name of a vocabulary, or of its file, as the user reads it.
func VocabularyTitle(name string) string {
	switch name {
	case vocabulary.Essentials:
		return lang.X("vocabulary.essentials", "Essentials")
	case vocabulary.ImageNet:
		return lang.X("vocabulary.imagenet", "ImageNet, 1,000 things")
	default:
		return strings.TrimSuffix(filepath.Base(name), filepath.Ext(name))
	}
}

// Name is the name or the file of the vocabulary in use.
func (vs *Vocabularies) Name() string {
	return vocabulary.Chosen(vs.en.deps.Library.Settings().Vocabulary)
}

// Files are the vocabularies that can be chosen beside the built-in ones: the user's own, and files
// chosen so far.
func (vs *Vocabularies) Files() []string {
	files := slices.Clone(vs.own)
	for _, name := range append(vs.en.deps.Chosen(), vs.Name()) {
		if !slices.Contains(vocabulary.BuiltIn(), name) && !slices.Contains(files, name) {
			files = append(files, name)
		}
	}
	return files
}

// Choose makes suggestions come from another vocabulary, a built-in one or a file, if they do not
// come from it already.
func (vs *Vocabularies) Choose(name string) {
	if name != vs.Name() || vs.en.tags == nil {
		vs.Read(name)
	}
}

// Read is Choose, and reads the vocabulary in use anew.
func (vs *Vocabularies) Read(name string) {
	vs.en.deps.Queue.Add(vs.job(func() string { return name }, func(tags *view.Tagset) {
		vs.en.deps.Keep(func(s *library.Settings) { s.Vocabulary = name })
		if !slices.Contains(append(vocabulary.BuiltIn(), vs.own...), name) {
			vs.en.deps.Remember(vs.Files())
		}
		text := lang.X("vocabulary.chosen", "Suggestions come from {{.name}} now.", map[string]any{"name": VocabularyTitle(name)})
		vs.en.deps.Board.Show(&message.Result{Text: strings.TrimSpace(text + " " + phrase.Said(tags.Unreadable)), Alert: tags.Unreadable != ""})
	}))
}

// Load makes the vocabulary in use ready for the model, if there is one.
func (vs *Vocabularies) Load() { vs.en.deps.Queue.Add(vs.job(vs.Name, vs.sayUnreadable)) }

// Change lets store change the files of the user's own vocabularies, and then makes suggestions
// come from the one of that name. done hears how storing went, as soon as that is known. Changes
// are made one after the other, in the order of the calls, also when the program is quitting
// meanwhile; they are no news of another program's. store is called on any goroutine, and may block
// on the disk.
func (vs *Vocabularies) Change(name string, store func() error, done func(error)) {
	vs.changing.Add(1)
	vs.en.deps.Errands.Enqueue(store, func(err error) {
		if err == nil {
			vs.en.deps.Keep(func(s *library.Settings) { s.Vocabulary = name })
			vs.en.deps.Queue.Add(vs.changed(vs.job(vs.Name, vs.sayUnreadable)))
		} else {
			vs.changing.Add(-1)
		}
		done(err)
	})
}

// changed lets a job that reads what was changed here say when it has.
func (vs *Vocabularies) changed(j *jobs.Job) *jobs.Job {
	work, end := j.Work, func() { vs.changing.Add(-1) }
	j.Dropped = end
	j.Work = func(ctx context.Context, j *jobs.Job) (func(bool), error) {
		finish, err := work(ctx, j)
		return func(stopped bool) {
			finish(stopped)
			end()
		}, err
	}
	return j
}

// sayUnreadable names the tags that the model in use cannot read.
func (vs *Vocabularies) sayUnreadable(tags *view.Tagset) {
	if tags.Unreadable != "" {
		vs.en.deps.Board.Mention(&message.Result{Text: phrase.Said(tags.Unreadable), Alert: true})
	}
}

// job reads a vocabulary and makes the tags' vectors. accepted is called when all went well.
func (vs *Vocabularies) job(which func() string, accepted func(*view.Tagset)) *jobs.Job {
	var name string
	var encoder tagging.Encoder
	return &jobs.Job{
		Lane: jobs.Model, Quiet: true, Says: saysPreparing,
		Begin: func() { name, encoder = which(), vs.en.encoder },
		Work: func(ctx context.Context, j *jobs.Job) (func(bool), error) {
			stored := vs.en.deps.Library.Vocabularies()
			file := &vocabularyFile{name, stored.Stamp(name)} // before it is read: what changes then is seen
			tags, err := prepare(ctx, encoder, vs.en.deps.Library, name, ProgressOf(j))
			own, unlisted := stored.Names()
			jobs.LogError(unlisted)
			return func(bool) {
				vs.own = own
				switch {
				case jobs.Cancelled(err):
				case err != nil:
					vs.unread(file, err)
					vs.en.deps.ListChanged()
				default:
					accepted(tags)
					vs.file.Store(file)
					vs.take(tags)
				}
			}, err
		},
	}
}

func saysPreparing(done, total int) string {
	if total == 0 {
		return lang.X("job.vocabulary", "Preparing the tags")
	}
	return lang.X("job.vocabularyTexts", "Reading tag {{.n}} of {{.m}}", map[string]any{"n": phrase.Number(done), "m": phrase.Number(total)})
}

// take makes suggestions come from tags that are ready, unless another model has taken over
// meanwhile.
func (vs *Vocabularies) take(tags *view.Tagset) {
	if tags.Model != "" && tags.Model != vs.en.VectorsName() {
		vs.Load()
		return
	}
	vs.en.setTags(tags)
}

// prepare reads a vocabulary and, with a model at hand, makes its vectors. Any goroutine; it blocks
// while texts are encoded.
func prepare(ctx context.Context, encoder tagging.Encoder, lib *library.Library, name string, progress func(library.Progress)) (*view.Tagset, error) {
	v, err := vocabulary.LoadOwn(lib.Vocabularies(), name)
	if err != nil {
		return nil, err
	}
	v = v.In(lib.Settings().TagNames)
	if encoder == nil {
		return &view.Tagset{Vocabulary: v}, nil
	}
	vectors, err := tagging.Vectors(ctx, encoder, lib, v, tagging.VectorOptions{Progress: progress})
	if err != nil {
		return nil, err
	}
	p := encoder.Profile()
	lib.VectorBlocks(p.Name) // reads those of the photos into memory, for the window's goroutine
	return &view.Tagset{
		Model: p.Name, Vocabulary: v, Vectors: vectors, Rule: p.Rule, Facts: facts.NewWords(v), Unreadable: tagging.Unreadable(v, p),
	}, nil
}

// Follow notices what other programs do to the file of the vocabulary in use. It blocks until the
// window ends; any goroutine may call it.
func (vs *Vocabularies) Follow() {
	for jobs.Sleep(vs.en.deps.Group.Context(), vocabularyRhythm) {
		vs.Look()
	}
}

// Look looks once whether the file of the vocabulary in use has changed. Any goroutine may call it;
// it blocks for a look at the disk.
func (vs *Vocabularies) Look() {
	was := vs.file.Load()
	if was == nil {
		return
	}
	now := &vocabularyFile{was.name, vs.en.deps.Library.Vocabularies().Stamp(was.name)}
	ours := vs.changing.Load() > 0 // asked after the look: who changed it before has not ended yet, or has replaced was
	if now.stamp != was.stamp && !ours && vs.file.CompareAndSwap(was, now) {
		vs.en.deps.Post(func() { vs.changedElsewhere(now) })
	}
}

// changedElsewhere reads a vocabulary anew whose file has changed. The tags of one that has gone
// stay until the window ends.
func (vs *Vocabularies) changedElsewhere(f *vocabularyFile) {
	name := map[string]any{"name": VocabularyTitle(f.name)}
	switch {
	case f.name != vs.Name():
	case f.stamp != "":
		vs.en.deps.Queue.Add(vs.job(vs.Name, func(tags *view.Tagset) {
			vs.en.deps.Board.Mention(&message.Result{Text: lang.X("vocabulary.again", "{{.name}} was changed by another program, and is read again.", name)})
			vs.sayUnreadable(tags)
		}))
	default:
		vs.en.deps.Board.Show(&message.Result{
			Text:  lang.X("vocabulary.gone", "The file of {{.name}} is gone. Its tags stay until Catchlight is closed.", name),
			Alert: true, Action: lang.X("vocabulary.choose", "Choose another"), Do: vs.en.deps.ChooseVocabulary,
		})
	}
}

// unread says that a vocabulary could not be read. Where there is none at all, as when its file has
// gone since the last time, it offers the built-in one; a file that comes back is read.
func (vs *Vocabularies) unread(f *vocabularyFile, err error) {
	if f.name == vs.Name() {
		vs.file.Store(f)
	}
	if vs.en.tags != nil || f.name == vocabulary.Essentials {
		vs.en.deps.Board.Fail(lang.X("vocabulary.failed", "The vocabulary was not changed"), err)
		return
	}
	vs.en.deps.Board.Show(&message.Result{
		Text:  lang.X("vocabulary.unread", "No suggestions: {{.name}} cannot be read.", map[string]any{"name": VocabularyTitle(f.name)}) + " " + phrase.Sentence(err),
		Alert: true, Action: lang.X("vocabulary.useFirst", "Use Essentials"), Do: func() { vs.Read(vocabulary.Essentials) },
	})
}
