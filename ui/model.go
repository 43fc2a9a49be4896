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
)

// filesKey is the preference that lists the vocabulary files chosen so far.
const filesKey = "vocabulary.files"

// openModel opens the chosen model in the background, then the vocabulary, then indexes what has no vector yet.
func (w *Window) openModel() {
	name := w.chosenModel()
	w.loadVocabulary() // its tags are of use before, and without, a model
	w.jobs.Add(&jobs.Job{
		Lane: jobs.Model, Quiet: true,
		Says: func(int, int) string { return lang.X("job.model", "Opening the model") },
		Work: func(context.Context, *jobs.Job) (func(bool), error) {
			o := w.openChosen(name)
			bare := w.withoutFingerprint(o)
			titles := w.titlesOnDisk(o.name, o.next, o.missing)
			return func(bool) {
				maps.Copy(w.titles, titles)
				w.opened(o, bare)
			}, nil
		},
	})
}

// opened takes over the model. Without one the window works on: grid, keywords by hand and writing need none.
func (w *Window) opened(o opening, bare []*library.Photo) {
	if o.encoder == nil {
		w.modelError = o.err
		w.bar.show(&result{text: oneLine(o.err), alert: true, action: lang.X("model.retry", "Try again"), do: w.retryModel})
		return
	}
	w.retire(w.encoder)
	w.model, w.encoder, w.modelError = o.name, o.encoder, nil
	switch {
	case o.missing != "":
		w.sayMissing(o)
	case w.bar.result == nil && o.name == clip.StarterName:
		w.bar.show(&result{text: lang.X("model.ready", "Starter model ready, works offline")})
	case w.bar.result == nil:
		w.bar.show(&result{text: lang.X("model.readyOther", "{{.model}} model ready, works offline", map[string]any{"model": w.modelTitle(o.name)})})
	}
	w.loadVocabulary()
	w.indexLacking(w.snap.Photos(), true, func(int) {})
	w.compareQuietly(bare)
	if o.next != "" {
		w.switchTo(o.next)
	}
	w.refreshPage()
}

// sayMissing tells that the starter stands in for a model that is missing or damaged, with the way to get it.
func (w *Window) sayMissing(o opening) {
	data := map[string]any{"model": w.modelTitle(o.missing), "why": oneLine(o.err)}
	r := &result{text: lang.X("model.missing", "The {{.model}} model is missing. Using Starter", data), alert: true}
	if !errors.Is(o.err, clip.ErrNotHere) {
		r.text = lang.X("model.damaged", "The {{.model}} model cannot be used. Using Starter. {{.why}}", data)
	}
	if _, err := clip.Offered(o.missing); err == nil {
		r.action, r.do = lang.X("model.download", "Download"), func() { w.download(o.missing, true) }
	} else {
		r.action, r.do = lang.X("model.choose", "Choose another"), w.openModelPage
	}
	w.bar.show(r)
}

// oneLine is an error's text without line breaks, which the job bar cannot show.
func oneLine(err error) string { return strings.Join(strings.Fields(err.Error()), " ") }

func (w *Window) retryModel() {
	w.bar.show(nil)
	w.openModel()
}

// vocabularyName is the name or the file of the vocabulary in use.
func (w *Window) vocabularyName() string {
	if w.settings.Vocabulary == "" {
		return vocabulary.Essentials
	}
	return w.settings.Vocabulary
}

// vocabularyFiles are the vocabularies that the picker offers beside the built-in ones: the user's own, and files chosen
// so far.
func (w *Window) vocabularyFiles() []string {
	files := slices.Clone(w.ownVocabularies)
	for _, name := range append(w.app.Preferences().StringList(filesKey), w.vocabularyName()) {
		if !slices.Contains(vocabulary.BuiltIn(), name) && !slices.Contains(files, name) {
			files = append(files, name)
		}
	}
	return files
}

// chooseVocabulary makes suggestions come from another vocabulary: a built-in one, or a file.
func (w *Window) chooseVocabulary(name string) {
	if name == w.vocabularyName() && w.tags != nil {
		return
	}
	w.choose(name)
}

func (w *Window) choose(name string) {
	w.jobs.Add(w.vocabularyJob(func() string { return name }, func(tags *tagset) {
		w.keep(func(s *library.Settings) { s.Vocabulary = name })
		if !slices.Contains(append(vocabulary.BuiltIn(), w.ownVocabularies...), name) {
			w.app.Preferences().SetStringList(filesKey, w.vocabularyFiles())
		}
		text := lang.X("vocabulary.chosen", "Suggestions come from {{.name}} now.", map[string]any{"name": vocabularyTitle(name)})
		w.bar.show(&result{text: strings.TrimSpace(text + " " + tags.unreadable), alert: tags.unreadable != ""})
	}))
}

// loadVocabulary makes the vocabulary in use ready for the model, if there is one.
func (w *Window) loadVocabulary() { w.jobs.Add(w.vocabularyJob(w.vocabularyName, w.sayUnreadable)) }

// sayUnreadable names the tags that the model in use cannot read.
func (w *Window) sayUnreadable(tags *tagset) {
	if tags.unreadable != "" {
		w.bar.show(&result{text: tags.unreadable, alert: true})
	}
}

// vocabularyJob reads a vocabulary and makes the tags' vectors. accepted is called when all went well.
func (w *Window) vocabularyJob(which func() string, accepted func(*tagset)) *jobs.Job {
	var name string
	var encoder tagging.Encoder
	return &jobs.Job{
		Lane: jobs.Model, Quiet: true,
		Says: func(done, total int) string {
			if total == 0 {
				return lang.X("job.vocabulary", "Preparing the tags")
			}
			return lang.X("job.vocabularyTexts", "Reading tag {{.n}} of {{.m}}", map[string]any{"n": number(done), "m": number(total)})
		},
		Begin: func() { name, encoder = which(), w.encoder },
		Work: func(ctx context.Context, j *jobs.Job) (func(bool), error) {
			file := &vocabularyFile{name, w.deps.Library.Vocabularies().Stamp(name)} // before it is read: what changes then is seen
			tags, err := prepare(ctx, encoder, w.deps.Library, name, reportTo(j))
			own, unlisted := w.deps.Library.Vocabularies().Names()
			logged(unlisted)
			return func(bool) {
				w.ownVocabularies = own
				if isCancelled(err) {
					return
				}
				if err != nil {
					w.vocabularyUnread(file, err)
					w.sidebar.refresh()
					return
				}
				accepted(tags)
				w.vocabularyFile.Store(file)
				if tags.model != "" && tags.model != w.vectorsName() {
					w.loadVocabulary() // another model has taken over meanwhile
					return
				}
				w.setTags(tags)
			}, err
		},
	}
}

func isCancelled(err error) bool { return errors.Is(err, context.Canceled) }

// prepare reads a vocabulary and, with a model at hand, makes its vectors. Any goroutine; it blocks while texts are encoded.
func prepare(ctx context.Context, encoder tagging.Encoder, lib *library.Library, name string, progress func(library.Progress)) (*tagset, error) {
	v, err := vocabulary.LoadOwn(lib.Vocabularies(), name)
	if err != nil {
		return nil, err
	}
	if encoder == nil {
		return &tagset{vocabulary: v}, nil
	}
	vectors, err := tagging.Vectors(ctx, encoder, lib, v, tagging.VectorOptions{Progress: progress})
	if err != nil {
		return nil, err
	}
	p := encoder.Profile()
	lib.VectorBlocks(p.Name) // reads those of the photos into memory, for the window's goroutine
	return &tagset{model: p.Name, vocabulary: v, vectors: vectors, rule: p.Rule, unreadable: tagging.Unreadable(v, p)}, nil
}

// setTags makes suggestions come from tags.
func (w *Window) setTags(tags *tagset) {
	if tags == nil {
		return
	}
	w.tags = tags
	w.proposals = newProposals(thresholdOf(w.settings))
	w.ask()
	w.refresh()
}

// ready reports whether there are suggestions to be had.
func (w *Window) ready() bool { return w.tags != nil && w.tags.vectors != nil }

// withoutFingerprint lists the photos whose vectors are known to the model that was opened, and whose fingerprints are not: those
// of an earlier version of the library. It reads both into memory on the way. It blocks on the disk; any goroutine may call it.
func (w *Window) withoutFingerprint(o opening) []*library.Photo {
	if o.encoder == nil {
		return nil
	}
	lib, model := w.deps.Library, o.encoder.Profile().Name
	return slices.DeleteFunc(tagging.WithoutFingerprint(lib, lib.Snapshot().Photos()), func(p *library.Photo) bool {
		return !lib.HasVector(model, p.Picture) // Index will look at it
	})
}

// indexLacking indexes those of the photos that the model has not seen yet and can see, and calls then with their number. What
// they are is found out in the background.
func (w *Window) indexLacking(photos []*library.Photo, quiet bool, then func(n int)) {
	if w.encoder == nil || len(photos) == 0 {
		then(0)
		return
	}
	model, ids := w.vectorsName(), []library.ID(nil)
	w.errands.Enqueue(func() error { ids = lacking(w.deps.Library, model, photos); return nil }, func(error) {
		if model != w.vectorsName() {
			w.indexLacking(photos, quiet, then) // another model has taken over meanwhile
			return
		}
		then(len(ids))
		w.indexQuietly(ids, quiet)
	})
}

// vectorsName is the key of the vectors of the model in use, "" without one.
func (w *Window) vectorsName() string {
	if w.encoder == nil {
		return ""
	}
	return w.encoder.Profile().Name
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
func (w *Window) indexQuietly(ids []library.ID, quiet bool) {
	encoder := w.encoder
	if len(ids) == 0 || encoder == nil {
		return // opened() indexes what is left when the model is there
	}
	name := w.model
	w.jobs.Add(&jobs.Job{
		Lane: jobs.Index,
		Says: func(done, total int) string {
			if total == 0 {
				total = len(ids)
			}
			return lang.X("job.tagging", "Tagging {{.n}} of {{.m}}", map[string]any{"n": number(done), "m": number(total)})
		},
		Work: func(ctx context.Context, j *jobs.Job) (func(bool), error) {
			r, err := tagging.Index(ctx, w.deps.Library, w.deps.Thumbs, encoder, ids, w.indexOptions(j, name, encoder))
			return func(stopped bool) { w.indexed(r, len(ids), err, stopped, quiet) }, err
		},
	})
}

// compareQuietly makes the fingerprints of photos.
func (w *Window) compareQuietly(left []*library.Photo) {
	total := len(left)
	if total == 0 {
		return
	}
	w.jobs.Add(&jobs.Job{
		Lane: jobs.Index,
		Says: func(done, _ int) string {
			return lang.X("job.comparing", "Comparing {{.n}} of {{.m}}", map[string]any{"n": number(done), "m": number(total)})
		},
		Work: func(ctx context.Context, j *jobs.Job) (func(bool), error) {
			err := tagging.Fingerprints(ctx, w.deps.Library, w.deps.Thumbs, tagging.WithoutFingerprint(w.deps.Library, left), reportTo(j))
			return func(stopped bool) {
				if err != nil && !stopped {
					w.bar.fail(lang.X("compare.failed", "The photos could not be compared"), err)
				}
				w.ask()
			}, err
		},
	})
}

// indexOptions are how a job indexes with the model of a name. Any goroutine may call it; it may block briefly on the disk.
func (w *Window) indexOptions(j *jobs.Job, name string, encoder tagging.Encoder) tagging.IndexOptions {
	o := tagging.IndexOptions{Progress: reportTo(j), Yield: w.working, Memory: int64(w.deps.Library.Settings().Memory) << 20}
	if w.deps.ShouldSwitch != nil {
		o.ShouldSwitch = w.deps.ShouldSwitch(name, encoder)
	}
	return o
}

// indexed says how a tagging run ended.
func (w *Window) indexed(r tagging.Indexed, asked int, err error, stopped, quiet bool) {
	w.ask()
	if r.Indexed >= manyIndexed || r.ShouldSwitch {
		w.renewModel()
	}
	failed := append(w.unread, r.Failed...) // those of the import before are part of the same answer
	w.unread = nil
	switch n := len(failed); {
	case stopped:
		w.bar.show(&result{text: lang.XN("index.stopped", "Stopped. {{.n}} photos indexed; Ctrl+R goes on.", r.Indexed, countData(r.Indexed))})
	case err != nil:
		w.bar.fail(lang.X("index.failed", "Tagging stopped"), err)
	case quiet && r.Indexed == 0, r.ShouldSwitch: // it goes on with the other tower
	case n > 0:
		data := map[string]any{"n": number(n), "m": number(asked + n - len(r.Failed))}
		w.bar.failures(lang.X("index.some", "{{.n}} of {{.m}} not indexed", data), failed)
	case w.bar.result == nil || !w.bar.result.alert:
		w.bar.show(&result{text: lang.XN("index.done", "Tagged {{.n}} photos.", asked, countData(asked))})
	}
}

// indexScope indexes and tags the selected photos, or all of the scope.
func (w *Window) indexScope() {
	photos := w.selected()
	if len(photos) == 0 {
		for _, id := range w.list {
			if p := w.snap.Photo(id); p != nil {
				photos = append(photos, p)
			}
		}
	}
	if w.encoder == nil && w.modelError != nil {
		w.opened(opening{err: w.modelError}, nil)
		return
	}
	w.indexLacking(photos, false, func(n int) {
		if n == 0 {
			w.bar.show(&result{text: lang.X("index.nothing", "All of these photos are indexed.")})
		}
	})
}
