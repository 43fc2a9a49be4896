package ui

import (
	"context"
	"errors"
	"maps"
	"slices"
	"strings"

	"fyne.io/fyne/v2/lang"

	"catchlight/library"
	"catchlight/tagging"
	"catchlight/tagging/clip"
	"catchlight/tagging/vocabulary"
	"catchlight/ui/jobs"
	"catchlight/ui/message"
	"catchlight/ui/phrase"
	"catchlight/ui/view"
)

// filesKey is the preference that lists the vocabulary files chosen so far.
const filesKey = "vocabulary.files"

// engine is the model in use, with the tags that it knows: what opens it, lets it see the photos, lets another take over, and
// closes it. They change together, so that scores never mix two models.
type engine struct {
	w         *Window
	encoder   tagging.Encoder // nil until it is open
	model     string          // the name of the model that is open
	tags      *view.Tagset    // nil until a vocabulary is read; its vectors need the encoder
	target    string          // the model that takes over when it has seen the photos, "" none
	retired   []tagging.Encoder
	err       error             // why there is no encoder
	titles    map[string]string // of models of the user's own, by name
	devices   []clip.Device     // beside the processor; nil: not looked for yet
	computing string            // which device computes, where another than the processor was asked for
}

// openModel opens the chosen model in the background, then the vocabulary, then indexes what has no vector yet.
func (en *engine) openModel() {
	name := en.chosenModel()
	en.w.vocabularies.loadVocabulary() // its tags are of use before, and without, a model
	en.w.jobs.Add(&jobs.Job{
		Lane: jobs.Model, Quiet: true,
		Says: func(int, int) string { return lang.X("job.model", "Opening the model") },
		Work: func(context.Context, *jobs.Job) (func(bool), error) {
			o := en.openChosen(name)
			bare := en.withoutFingerprint(o)
			titles := en.titlesOnDisk(o.name, o.next, o.missing)
			return func(bool) {
				maps.Copy(en.titles, titles)
				en.opened(o, bare)
			}, nil
		},
	})
}

// opened takes over the model. Without one the window works on: grid, keywords by hand and writing need none.
func (en *engine) opened(o opening, bare []*library.Photo) {
	if o.encoder == nil {
		en.err = o.err
		en.w.board.Show(&message.Result{Text: phrase.OneLine(o.err), Alert: true, Action: lang.X("model.retry", "Try again"), Do: en.retryModel})
		return
	}
	en.retire(en.encoder)
	en.model, en.encoder, en.err = o.name, o.encoder, nil
	switch {
	case o.missing != "":
		en.sayMissing(o)
	case en.w.board.Latest() == nil && o.name == clip.StarterName:
		en.w.board.Show(&message.Result{Text: lang.X("model.ready", "Starter model ready, works offline")})
	case en.w.board.Latest() == nil:
		en.w.board.Show(&message.Result{Text: lang.X("model.readyOther", "{{.model}} model ready, works offline", map[string]any{"model": en.modelTitle(o.name)})})
	}
	en.w.vocabularies.loadVocabulary()
	en.indexLacking(en.w.snap.Photos(), true, func(int) {})
	en.compareQuietly(bare)
	if o.next != "" {
		en.switchTo(o.next)
	}
	en.w.pages.refreshPage()
}

// sayMissing tells that the starter stands in for a model that is missing or damaged, with the way to get it.
func (en *engine) sayMissing(o opening) {
	data := map[string]any{"model": en.modelTitle(o.missing), "why": phrase.OneLine(o.err)}
	r := &message.Result{Text: lang.X("model.missing", "The {{.model}} model is missing. Using Starter", data), Alert: true}
	if !errors.Is(o.err, clip.ErrNotHere) {
		r.Text = lang.X("model.damaged", "The {{.model}} model cannot be used. Using Starter. {{.why}}", data)
	}
	if _, err := clip.Offered(o.missing); err == nil {
		r.Action, r.Do = lang.X("model.download", "Download"), func() { en.download(o.missing, true) }
	} else {
		r.Action, r.Do = lang.X("model.choose", "Choose another"), en.openModelPage
	}
	en.w.board.Show(r)
}

func (en *engine) retryModel() {
	en.w.board.Show(nil)
	en.openModel()
}

// vocabularyName is the name or the file of the vocabulary in use.
func (vs *vocabularies) vocabularyName() string {
	if vs.w.settings.Vocabulary == "" {
		return vocabulary.Essentials
	}
	return vs.w.settings.Vocabulary
}

// vocabularyFiles are the vocabularies that the picker offers beside the built-in ones: the user's own, and files chosen
// so far.
func (vs *vocabularies) vocabularyFiles() []string {
	files := slices.Clone(vs.AtOwnWidth)
	for _, name := range append(vs.w.app.Preferences().StringList(filesKey), vs.vocabularyName()) {
		if !slices.Contains(vocabulary.BuiltIn(), name) && !slices.Contains(files, name) {
			files = append(files, name)
		}
	}
	return files
}

// chooseVocabulary makes suggestions come from another vocabulary: a built-in one, or a file.
func (vs *vocabularies) chooseVocabulary(name string) {
	if name == vs.vocabularyName() && vs.w.engine.tags != nil {
		return
	}
	vs.choose(name)
}

func (vs *vocabularies) choose(name string) {
	vs.w.jobs.Add(vs.vocabularyJob(func() string { return name }, func(tags *view.Tagset) {
		vs.w.keep(func(s *library.Settings) { s.Vocabulary = name })
		if !slices.Contains(append(vocabulary.BuiltIn(), vs.AtOwnWidth...), name) {
			vs.w.app.Preferences().SetStringList(filesKey, vs.vocabularyFiles())
		}
		text := lang.X("vocabulary.chosen", "Suggestions come from {{.name}} now.", map[string]any{"name": vocabularyTitle(name)})
		vs.w.board.Show(&message.Result{Text: strings.TrimSpace(text + " " + tags.Unreadable), Alert: tags.Unreadable != ""})
	}))
}

// loadVocabulary makes the vocabulary in use ready for the model, if there is one.
func (vs *vocabularies) loadVocabulary() {
	vs.w.jobs.Add(vs.vocabularyJob(vs.vocabularyName, vs.sayUnreadable))
}

// sayUnreadable names the tags that the model in use cannot read.
func (vs *vocabularies) sayUnreadable(tags *view.Tagset) {
	if tags.Unreadable != "" {
		vs.w.board.Show(&message.Result{Text: tags.Unreadable, Alert: true})
	}
}

// vocabularyJob reads a vocabulary and makes the tags' vectors. accepted is called when all went well.
func (vs *vocabularies) vocabularyJob(which func() string, accepted func(*view.Tagset)) *jobs.Job {
	var name string
	var encoder tagging.Encoder
	return &jobs.Job{
		Lane: jobs.Model, Quiet: true,
		Says: func(done, total int) string {
			if total == 0 {
				return lang.X("job.vocabulary", "Preparing the tags")
			}
			return lang.X("job.vocabularyTexts", "Reading tag {{.n}} of {{.m}}", map[string]any{"n": phrase.Number(done), "m": phrase.Number(total)})
		},
		Begin: func() { name, encoder = which(), vs.w.engine.encoder },
		Work: func(ctx context.Context, j *jobs.Job) (func(bool), error) {
			file := &vocabularyFile{name, vs.w.deps.Library.Vocabularies().Stamp(name)} // before it is read: what changes then is seen
			tags, err := prepare(ctx, encoder, vs.w.deps.Library, name, reportTo(j))
			own, unlisted := vs.w.deps.Library.Vocabularies().Names()
			jobs.LogError(unlisted)
			return func(bool) {
				vs.AtOwnWidth = own
				if jobs.Cancelled(err) {
					return
				}
				if err != nil {
					vs.vocabularyUnread(file, err)
					vs.w.sidebar.refresh()
					return
				}
				accepted(tags)
				vs.file.Store(file)
				if tags.Model != "" && tags.Model != vs.w.engine.vectorsName() {
					vs.loadVocabulary() // another model has taken over meanwhile
					return
				}
				vs.w.engine.setTags(tags)
			}, err
		},
	}
}

// prepare reads a vocabulary and, with a model at hand, makes its vectors. Any goroutine; it blocks while texts are encoded.
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
	return &view.Tagset{Model: p.Name, Vocabulary: v, Vectors: vectors, Rule: p.Rule, Unreadable: tagging.Unreadable(v, p)}, nil
}

// setTags makes suggestions come from tags.
func (en *engine) setTags(tags *view.Tagset) {
	if tags == nil {
		return
	}
	en.tags = tags
	en.w.proposals = view.NewProposals(thresholdOf(en.w.settings))
	en.w.ask()
	en.w.refresh()
}

// ready reports whether there are suggestions to be had.
func (en *engine) ready() bool { return en.tags != nil && en.tags.Vectors != nil }

// withoutFingerprint lists the photos whose vectors are known to the model that was opened, and whose fingerprints are not: those
// of an earlier version of the library. It reads both into memory on the way. It blocks on the disk; any goroutine may call it.
func (en *engine) withoutFingerprint(o opening) []*library.Photo {
	if o.encoder == nil {
		return nil
	}
	lib, model := en.w.deps.Library, o.encoder.Profile().Name
	return slices.DeleteFunc(tagging.WithoutFingerprint(lib, lib.Snapshot().Photos()), func(p *library.Photo) bool {
		return !lib.HasVector(model, p.Picture) // Index will look at it
	})
}

// indexLacking indexes those of the photos that the model has not seen yet and can see, and calls then with their number. What
// they are is found out in the background.
func (en *engine) indexLacking(photos []*library.Photo, quiet bool, then func(n int)) {
	if en.encoder == nil || len(photos) == 0 {
		then(0)
		return
	}
	model, ids := en.vectorsName(), []library.ID(nil)
	en.w.errands.Enqueue(func() error { ids = lacking(en.w.deps.Library, model, photos); return nil }, func(error) {
		if model != en.vectorsName() {
			en.indexLacking(photos, quiet, then) // another model has taken over meanwhile
			return
		}
		then(len(ids))
		en.indexQuietly(ids, quiet)
	})
}

// vectorsName is the key of the vectors of the model in use, "" without one.
func (en *engine) vectorsName() string {
	if en.encoder == nil {
		return ""
	}
	return en.encoder.Profile().Name
}

// lacking lists the photos that can be seen and have no vector of a model. Any goroutine may call it.
func lacking(lib *library.Library, model string, photos []*library.Photo) []library.ID {
	var ids []library.ID
	for _, p := range photos {
		if p.HasPicture() && !lib.HasVector(model, p.Picture) {
			ids = append(ids, p.ID)
		}
	}
	return ids
}

// indexQuietly queues the tagging run for photos: decode, vectors, thumbnails on the way. Suggestions appear as vectors come.
// Photos that failed before fail without a word when quiet: it is what is left from earlier.
func (en *engine) indexQuietly(ids []library.ID, quiet bool) {
	encoder := en.encoder
	if len(ids) == 0 || encoder == nil {
		return // opened() indexes what is left when the model is there
	}
	name := en.model
	en.w.jobs.Add(&jobs.Job{
		Lane: jobs.Index,
		Says: func(done, total int) string {
			if total == 0 {
				total = len(ids)
			}
			return lang.X("job.tagging", "Tagging {{.n}} of {{.m}}", map[string]any{"n": phrase.Number(done), "m": phrase.Number(total)})
		},
		Work: func(ctx context.Context, j *jobs.Job) (func(bool), error) {
			r, err := tagging.Index(ctx, en.w.deps.Library, en.w.deps.Thumbs, encoder, ids, en.indexOptions(j, name, encoder))
			return func(stopped bool) { en.indexed(r, len(ids), err, stopped, quiet) }, err
		},
	})
}

// compareQuietly makes the fingerprints of photos.
func (en *engine) compareQuietly(left []*library.Photo) {
	total := len(left)
	if total == 0 {
		return
	}
	en.w.jobs.Add(&jobs.Job{
		Lane: jobs.Index,
		Says: func(done, _ int) string {
			return lang.X("job.comparing", "Comparing {{.n}} of {{.m}}", map[string]any{"n": phrase.Number(done), "m": phrase.Number(total)})
		},
		Work: func(ctx context.Context, j *jobs.Job) (func(bool), error) {
			err := tagging.Fingerprints(ctx, en.w.deps.Library, en.w.deps.Thumbs, tagging.WithoutFingerprint(en.w.deps.Library, left), reportTo(j))
			return func(stopped bool) {
				if err != nil && !stopped {
					en.w.board.Fail(lang.X("compare.failed", "The photos could not be compared"), err)
				}
				en.w.ask()
			}, err
		},
	})
}

// indexOptions are how a job indexes with the model of a name. Any goroutine may call it; it may block briefly on the disk.
func (en *engine) indexOptions(j *jobs.Job, name string, encoder tagging.Encoder) tagging.IndexOptions {
	o := tagging.IndexOptions{Progress: reportTo(j), Yield: en.w.working, Memory: int64(en.w.deps.Library.Settings().Memory) << 20}
	if en.w.deps.ShouldSwitch != nil {
		o.ShouldSwitch = en.w.deps.ShouldSwitch(name, encoder)
	}
	return o
}

// indexed says how a tagging run ended.
func (en *engine) indexed(r tagging.Indexed, asked int, err error, stopped, quiet bool) {
	en.w.ask()
	if r.Indexed >= manyIndexed || r.ShouldSwitch {
		en.renewModel()
	}
	failed := append(en.w.intake.unread, r.Failed...) // those of the import before are part of the same answer
	en.w.intake.unread = nil
	switch n := len(failed); {
	case stopped:
		en.w.board.Show(&message.Result{Text: lang.XN("index.stopped", "Stopped. {{.n}} photos indexed; Ctrl+R goes on.", r.Indexed, phrase.Count(r.Indexed))})
	case err != nil:
		en.w.board.Fail(lang.X("index.failed", "Tagging stopped"), err)
	case quiet && r.Indexed == 0, r.ShouldSwitch: // it goes on with the other tower
	case n > 0:
		data := map[string]any{"n": phrase.Number(n), "m": phrase.Number(asked + n - len(r.Failed))}
		en.w.board.Failures(lang.X("index.some", "{{.n}} of {{.m}} not indexed", data), failed)
	case en.w.board.Latest() == nil || !en.w.board.Latest().Alert:
		en.w.board.Show(&message.Result{Text: lang.XN("index.done", "Tagged {{.n}} photos.", asked, phrase.Count(asked))})
	}
}

// indexScope indexes and tags the selected photos, or all of the scope.
func (en *engine) indexScope() {
	photos := en.w.list.selected()
	if len(photos) == 0 {
		for _, id := range en.w.list.photos {
			if p := en.w.snap.Photo(id); p != nil {
				photos = append(photos, p)
			}
		}
	}
	if en.encoder == nil && en.err != nil {
		en.opened(opening{err: en.err}, nil)
		return
	}
	en.indexLacking(photos, false, func(n int) {
		if n == 0 {
			en.w.board.Show(&message.Result{Text: lang.X("index.nothing", "All of these photos are indexed.")})
		}
	})
}
