package ui

import (
	"fyne.io/fyne/v2/lang"

	"catchlight/library"
	"catchlight/tagging"
	"catchlight/tagging/vocabulary"
	"catchlight/ui/engine"
	"catchlight/ui/page"
	"catchlight/ui/view"
	"catchlight/ui/vocabularies"
	"catchlight/ui/writing"
)

// editor is the open page of the vocabulary, nil when there is none.
func (pg *pages) editor() *vocabularies.Editor { return onPage[vocabularies.Editor](pg.page()) }

func (pg *pages) editorShown() bool { return pg.editor() != nil }

// openVocabulary opens the page of the vocabulary in use, and leaves it where it is open.
func (pg *pages) openVocabulary() {
	if pg.editorShown() {
		pg.close()
		return
	}
	p := pg.newVocabulary()
	p.Wide = true // the tree has the room, and its tags are those of the page
	pg.open(p)
}

// newVocabulary makes the page of the vocabulary in use.
func (pg *pages) newVocabulary() *page.Page { return vocabularies.New(pg.vocabularyDeps()) }

// previewImport opens the page that shows what taking over a file of words would do, "" for the
// keywords of the photos.
func (pg *pages) previewImport(file string) {
	d := pg.vocabularyDeps()
	d.Change = pg.changeWords // the page of the vocabulary shows what was imported
	pg.open(vocabularies.NewPreview(d, file))
}

// vocabularyDeps is what the pages of the vocabulary work with.
func (pg *pages) vocabularyDeps() vocabularies.Deps {
	w := pg.w
	lists := w.engine.Vocabularies
	return vocabularies.Deps{
		Library: w.deps.Library, Jobs: w.jobs, Errands: w.errands, Thumbnails: w.thumbnails,
		Lists: vocabularies.Lists{
			On: lists.On, Files: lists.Files, Title: engine.VocabularyTitle, Switch: lists.Switch,
		},
		Snapshot: func() *library.Snapshot { return w.snap },
		Encoder:  func() tagging.Encoder { return w.engine.Encoder() },
		Tags:     func() *view.Tagset { return w.engine.Tags() },
		Waiting:  pg.waiting,
		Settings: w.settings, Keep: w.keep, Retag: lists.Load, NameIn: func(code string) { nameTagsIn(w, code) },
		Did:    w.undoer.showDid,
		Change: lists.Change, Edited: w.undoer.edited, Rewrite: pg.openRewriting,
		Note: w.bar.Note, Fail: w.board.Fail, Review: pg.reviewTag,
		Saved: func(text, path string) { saved(w, text, path) },
		Show: func(tag string) {
			w.showGrid()
			w.enter(view.Scope{Kind: view.ScopeWord, Name: tag})
		},
		AskFile: w.intake.askVocabularyFile, AskFolder: w.intake.askFolder, PopUp: w.menus.popUp,
		Preview: pg.previewImport, Back: pg.close, RowKey: w.menus.rowKey, Hint: w.bar.HintFor,
	}
}

// nameTagsIn names tags in a language. What was decided on them follows, as one step with that.
func nameTagsIn(w *Window, code string) {
	lib := w.deps.Library
	was, on := w.settings().TagNames, w.engine.Vocabularies.On()
	use := func(code string) {
		if w.settings().TagNames != code {
			w.keep(func(set *library.Settings) { set.TagNames = code })
			w.engine.Vocabularies.Load()
		}
	}
	use(code)
	var ds []library.Decision
	w.errands.Enqueue(func() error {
		var lists []*vocabulary.Vocabulary
		for _, name := range on {
			if v, err := vocabulary.LoadOwn(lib.Vocabularies(), name); err == nil { // else its tags are not in use
				lists = append(lists, v)
			}
		}
		ds = vocabulary.FollowLanguage(lib.Snapshot(), lists, was, code)
		return nil
	}, func(error) {
		if len(ds) == 0 {
			return
		}
		w.undoer.together(func() {
			w.undoer.follow(lang.X("vocabularies.inLanguage", "Changed the language of the tags"), ds)
		}, func(done bool) {
			if done {
				use(code)
			} else {
				use(was)
			}
		})
	})
}

// changeWords stores what changes a list of words, as engine.Vocabularies.Change; the page of the
// vocabulary shows it where it is open.
func (pg *pages) changeWords(name, instead string, store func() error, done func(error)) {
	if e := pg.editor(); e != nil {
		e.Hold()
	}
	pg.w.engine.Vocabularies.Change(name, instead, store, func(err error) {
		done(err)
		if e := pg.editor(); e != nil {
			e.Reread(name)
		}
	})
}

// openRewriting opens the page of a write of its own.
func (pg *pages) openRewriting(r vocabularies.Rewriting) {
	lib := pg.w.deps.Library
	var known *library.Snapshot
	var reqs []library.WriteRequest
	plan := writing.Plan{Title: r.Title, Label: r.Title, Requests: func() []library.WriteRequest {
		if snap := pg.w.snap; snap != known {
			known, reqs = snap, nil
			for _, e := range r.Edits(snap) {
				reqs = append(reqs, library.WriteRequest{Photo: e.Photo, Path: e.Path, Edit: e.Edit, InPlace: true})
			}
		}
		return reqs
	}}
	if r.Decide != nil {
		plan.Decide = func(done library.WriteResult) []library.Decision {
			snap := lib.Snapshot()
			if p := snap.ByPath(done.Path); p != nil {
				return r.Decide(snap, p.ID)
			}
			return nil
		}
	}
	pg.open(pg.w.writer.PageOf(plan))
}

// waiting is how many photos have an open suggestion of a tag.
func (pg *pages) waiting(tag string) int {
	w := pg.w
	if w.view == nil || w.engine.Tags() == nil || w.view.Request.Tags != w.engine.Tags() {
		return 0
	}
	i, known := w.engine.Tags().Vocabulary.Find(tag)
	if !known {
		return 0
	}
	return w.view.Tags[i]
}

// inEditor makes a command that works on the open page of the vocabulary.
func inEditor(do func(*vocabularies.Editor)) func(*Window) {
	return func(w *Window) {
		if e := w.pages.editor(); e != nil {
			do(e)
		}
	}
}
