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

// vocabularyRhythm is how often the files of the vocabularies in use are looked at: a look costs less
// than a millionth of it.
const vocabularyRhythm = 2 * time.Second

// vocabularyFiles are the vocabularies in use, and the states of their files when they were last
// looked at. Immutable.
type vocabularyFiles struct{ names, stamps []string }

// stamped looks at the files of vocabularies. It blocks for a look at the disk.
func stamped(own library.Vocabularies, names []string) *vocabularyFiles {
	f := &vocabularyFiles{names: names}
	for _, name := range names {
		f.stamps = append(f.stamps, own.Stamp(name))
	}
	return f
}

// differs are the places of the files whose state is another one.
func (f *vocabularyFiles) differs(now *vocabularyFiles) []int {
	var all []int
	for i := range f.stamps {
		if f.stamps[i] != now.stamps[i] {
			all = append(all, i)
		}
	}
	return all
}

// Vocabularies are the lists that suggestions can come from, and those that they come from.
type Vocabularies struct {
	en    *Engine
	own   []string                        // beside the library, as they were when one was last read
	files atomic.Pointer[vocabularyFiles] // nil until they were first read; the goroutine that follows them reads it

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

// On are the names or files of the vocabularies in use, each once; of a word in several of them the
// first one says what holds.
func (vs *Vocabularies) On() []string { return vocabulary.InUse(vs.en.deps.Library.Settings()) }

// Titles are those in use as the user reads them.
func (vs *Vocabularies) Titles() string { return titlesOf(vs.On()) }

// Name is the first of those in use.
func (vs *Vocabularies) Name() string { return vs.On()[0] }

// Files are the vocabularies that can be chosen beside the built-in ones: the user's own, and files
// chosen so far.
func (vs *Vocabularies) Files() []string {
	files := slices.Clone(vs.own)
	for _, name := range append(vs.en.deps.Chosen(), vs.On()...) {
		if !slices.Contains(vocabulary.BuiltIn(), name) && !slices.Contains(files, name) {
			files = append(files, name)
		}
	}
	return files
}

// Read makes suggestions come from one vocabulary alone, a built-in one or a file, and reads it anew.
func (vs *Vocabularies) Read(name string) { vs.use(func() []string { return []string{name} }) }

// Switch lets suggestions come from a vocabulary beside the others, or no more. One is always on,
// and no more than vocabulary.MostOn are.
func (vs *Vocabularies) Switch(name string) {
	on := vs.On()
	is := slices.Contains(on, name)
	switch {
	case !is && len(on) == vocabulary.MostOn:
		vs.stays(lang.XN("vocabulary.most", "{{.n}} vocabularies are on: switch one off first.", len(on), phrase.Count(len(on))))
	case is && len(on) == 1:
		vs.stays(lang.X("vocabulary.least", "One vocabulary is always on: switch another one on first."))
	default:
		vs.use(func() []string { return switched(vs.On(), name) })
	}
}

// stays says why the list stays as it is, and shows it so.
func (vs *Vocabularies) stays(why string) {
	vs.en.deps.Board.Note(why)
	vs.en.deps.ListChanged()
}

// switched are those that are on, with one more, or without it.
func switched(on []string, name string) []string {
	if at := slices.Index(on, name); at >= 0 && len(on) > 1 {
		return slices.Delete(on, at, at+1)
	}
	return vocabulary.MostOf(append(on, name))
}

// use makes suggestions come from vocabularies, once they can be read. which is asked when those
// before have been.
func (vs *Vocabularies) use(which func() []string) {
	var names []string
	begin := func() []string {
		names = which()
		return names
	}
	vs.en.deps.Queue.Add(vs.job(begin, func(tags *view.Tagset) {
		vs.en.deps.Keep(func(s *library.Settings) { vocabulary.Use(s, names) })
		known := append(vocabulary.BuiltIn(), vs.own...)
		if slices.ContainsFunc(names, func(name string) bool { return !slices.Contains(known, name) }) {
			vs.en.deps.Remember(vs.Files())
		}
		text := lang.X("vocabulary.chosen", "Suggestions come from {{.name}} now.", map[string]any{"name": titlesOf(names)})
		vs.en.deps.Board.Show(&message.Result{Text: strings.TrimSpace(text + " " + phrase.Said(tags.Unreadable)), Alert: tags.Unreadable != ""})
	}))
}

// titlesOf names vocabularies as the user reads them.
func titlesOf(names []string) string {
	var titles []string
	for _, name := range names {
		titles = append(titles, VocabularyTitle(name))
	}
	if len(titles) == 1 {
		return titles[0]
	}
	return lang.X("list.and", "{{.first}} and {{.last}}", map[string]any{
		"first": strings.Join(titles[:len(titles)-1], ", "), "last": titles[len(titles)-1],
	})
}

// Load makes the vocabularies in use ready for the model, if there is one.
func (vs *Vocabularies) Load() { vs.en.deps.Queue.Add(vs.job(vs.On, vs.sayUnreadable)) }

// Change lets store change the file of one of the user's own vocabularies. Where it is to stand in
// for another one, "" for none, it is on in the place of that afterwards. done hears how storing
// went, as soon as that is known. Changes are made one after the other, in the order of the calls,
// also when the program is quitting meanwhile; they are no news of another program's. store is
// called on any goroutine, and may block on the disk.
func (vs *Vocabularies) Change(name, instead string, store func() error, done func(error)) {
	vs.changing.Add(1)
	vs.en.deps.Errands.Enqueue(store, func(err error) {
		if err == nil {
			vs.en.deps.Keep(func(s *library.Settings) { vocabulary.Use(s, standIn(vs.On(), name, instead)) })
			vs.en.deps.Queue.Add(vs.changed(vs.job(vs.On, vs.sayUnreadable)))
		} else {
			vs.changing.Add(-1)
		}
		done(err)
	})
}

// standIn is a list of names in which one stands in the place of another; "" is none.
func standIn(on []string, name, instead string) []string {
	at := slices.Index(on, instead)
	switch {
	case instead == "" || at < 0 || instead == name:
	case name == "" || slices.Contains(on, name):
		on = slices.Delete(on, at, at+1)
	default:
		on[at] = name
	}
	return on
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

// job reads vocabularies and makes the tags' vectors. accepted is called when there are tags.
func (vs *Vocabularies) job(which func() []string, accepted func(*view.Tagset)) *jobs.Job {
	var names []string
	var encoder tagging.Encoder
	return &jobs.Job{
		Lane: jobs.Model, Quiet: true, Says: saysPreparing, Of: jobs.Tags,
		Begin: func() { names, encoder = which(), vs.en.encoder },
		Work: func(ctx context.Context, j *jobs.Job) (func(bool), error) {
			stored := vs.en.deps.Library.Vocabularies()
			files := stamped(stored, names) // before they are read: what changes then is seen
			tags, err := prepare(ctx, encoder, vs.en.deps.Library, names, ProgressOf(j))
			failed := err
			if tags != nil {
				failed = nil // the others are of use
			}
			var changed []*rewritten
			if tags != nil {
				changed = vs.rewritten(names)
			}
			own, unlisted := stored.Names()
			jobs.LogError(unlisted)
			return func(bool) {
				vs.own = own
				switch {
				case jobs.Cancelled(err):
				case tags == nil:
					vs.unread(files, err)
					vs.en.deps.ListChanged()
				default:
					accepted(tags)
					vs.files.Store(files)
					vs.take(tags)
					vs.sayLacking(err)
					for _, r := range changed {
						r.say()
					}
				}
			}, failed
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

// sayLacking says which vocabularies could not be read, where others could; nil is none.
func (vs *Vocabularies) sayLacking(err error) {
	if err != nil {
		vs.en.deps.Board.Fail(lang.X("vocabulary.lacking", "Suggestions come from the others alone"), err)
	}
}

// prepare reads vocabularies and, with a model at hand, makes their vectors. Where some cannot be
// read there are tags of the others, with the error. Any goroutine; it blocks while texts are
// encoded.
func prepare(ctx context.Context, encoder tagging.Encoder, lib *library.Library, names []string, progress func(library.Progress)) (*view.Tagset, error) {
	v, lacking := vocabulary.LoadTogether(lib.Vocabularies(), names, lib.Settings().TagNames)
	if v == nil {
		return nil, lacking
	}
	if encoder == nil {
		return &view.Tagset{Vocabulary: v}, lacking
	}
	vectors, err := tagging.Vectors(ctx, encoder, lib, v, tagging.VectorOptions{Progress: progress})
	if err != nil {
		return nil, err
	}
	p := encoder.Profile()
	lib.VectorBlocks(p.Name) // reads those of the photos into memory, for the window's goroutine
	return &view.Tagset{
		Model: p.Name, Vocabulary: v, Vectors: vectors, Rule: p.Rule, Facts: facts.NewWords(v), Unreadable: tagging.Unreadable(v, p),
	}, lacking
}

// Follow notices what other programs do to the files of the vocabularies in use. It blocks until the
// window ends; any goroutine may call it.
func (vs *Vocabularies) Follow() {
	for jobs.Sleep(vs.en.deps.Group.Context(), vocabularyRhythm) {
		vs.Look()
	}
}

// Look looks once whether a file of the vocabularies in use has changed. Any goroutine may call it;
// it blocks for a look at the disk.
func (vs *Vocabularies) Look() {
	was := vs.files.Load()
	if was == nil {
		return
	}
	now := stamped(vs.en.deps.Library.Vocabularies(), was.names)
	changed, ours := was.differs(now), vs.changing.Load() > 0 // asked after the look: who changed them before has not ended yet, or has replaced was
	if len(changed) > 0 && !ours && vs.files.CompareAndSwap(was, now) {
		vs.en.deps.Post(func() {
			for _, i := range changed {
				vs.changedElsewhere(now.names[i], now.stamps[i])
			}
		})
	}
}

// changedElsewhere reads the vocabularies anew where the file of one has changed. The tags of one
// that has gone stay until the window ends.
func (vs *Vocabularies) changedElsewhere(file, stamp string) {
	name := map[string]any{"name": VocabularyTitle(file)}
	switch {
	case !slices.Contains(vs.On(), file):
	case stamp != "":
		vs.en.deps.Queue.Add(vs.job(vs.On, func(tags *view.Tagset) {
			vs.en.deps.Board.Mention(&message.Result{Text: lang.X("vocabulary.again", "{{.name}} was changed by another program, and is read again.", name)})
			vs.sayUnreadable(tags)
		}))
	default:
		vs.en.deps.Board.Show(&message.Result{
			Text:  lang.X("vocabulary.gone", "The file of {{.name}} is gone. Its tags stay until Catchlight is closed.", name),
			Alert: true, Action: lang.X("vocabulary.choose", "Choose another"), Opens: true, Do: vs.en.deps.ChooseVocabulary,
		})
	}
}

// unread says that no vocabulary could be read. Where there are no tags at all, as when a file has
// gone since the last time, it offers the built-in one; a file that comes back is read.
func (vs *Vocabularies) unread(f *vocabularyFiles, err error) {
	if slices.Equal(f.names, vs.On()) {
		vs.files.Store(f)
	}
	if vs.en.tags != nil || f.names[0] == vocabulary.Essentials {
		vs.en.deps.Board.Fail(lang.X("vocabulary.failed", "The vocabulary was not changed"), err)
		return
	}
	vs.en.deps.Board.Show(&message.Result{
		Text:  lang.X("vocabulary.unread", "No suggestions: {{.name}} cannot be read.", map[string]any{"name": titlesOf(f.names)}) + " " + phrase.Sentence(err),
		Alert: true, Action: lang.X("vocabulary.useFirst", "Use Essentials"), Do: func() { vs.Read(vocabulary.Essentials) },
	})
}

// nameTags names the tags of a new library in the language of the window. It is stored, so that the
// words that go into files stay those of one language when that of the window changes.
func (vs *Vocabularies) nameTags() {
	d := vs.en.deps
	if len(d.Library.Snapshot().Photos()) > 0 || d.Library.Settings().TagNames != "" {
		return
	}
	if code := vocabulary.NamesIn(phrase.Locale()); code != "" {
		d.Keep(func(set *library.Settings) { set.TagNames = code })
	}
}
