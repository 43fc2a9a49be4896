package vocabularies

import (
	"errors"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2/lang"

	"catchlight/library"
	"catchlight/tagging/vocabulary"
	"catchlight/ui/phrase"
)

// source is where the list comes from that the page shows.
type source struct {
	name string // of the user's own vocabulary that holds it, or will when it is first edited
	from string // the built-in list or the file elsewhere that it is copied from then; "" it is there
	text string // of the file, "" while there is none

	instead string // what it will be on in the place of, until the first edit is stored; "" nothing
}

// together gives the lists that are on, with the one that is edited at its place, or behind them where
// it is off: as it was, by what it says in the language of tags. What is returned blocks for reading
// the others, and leaves out those that cannot be read; any goroutine may call it.
func (s source) together(own library.Vocabularies, on []string, language string) func(was *vocabulary.Vocabulary) (lists []*vocabulary.Vocabulary, edited int) {
	is := func(name string) bool { return name == s.name || s.instead != "" && name == s.instead }
	if !slices.ContainsFunc(on, is) {
		on = append(slices.Clone(on), s.name)
	}
	return func(was *vocabulary.Vocabulary) (lists []*vocabulary.Vocabulary, edited int) {
		for _, name := range on {
			if is(name) {
				lists, edited = append(lists, was), len(lists)
			} else if v, err := vocabulary.LoadOwn(own, name); err == nil {
				lists = append(lists, v.In(language))
			}
		}
		return lists, edited
	}
}

// read reads the vocabulary that is shown from the disk; the last call wins.
func (e *Editor) read() {
	if t := e.deps.Tags(); t != nil {
		e.shown = t.Vocabulary
	}
	e.reads++
	this, name, title := e.reads, e.name, e.title(e.name)
	var list source
	var draft *vocabulary.Draft
	e.deps.Errands.Enqueue(func() (err error) {
		list, draft, err = open(e.deps.Library, name, title)
		return err
	}, func(err error) {
		switch {
		case e.pending > 0 || e.reads != this: // something newer is on its way
		case err != nil && name != e.deps.Lists.On()[0]: // it has gone
			e.Reread(e.deps.Lists.On()[0])
		case err != nil:
			e.deps.Fail(lang.X("vocabularies.unread", "The vocabulary cannot be edited"), err)
		default:
			before, changed := e.draft, e.held && e.list.name == list.name
			e.held, e.list = false, list
			if e.show(draft, nil); changed && before != nil {
				e.showNew(before.Vocabulary)
			}
		}
	})
}

// Hold lets no edit begin until Reread: the list is being changed elsewhere in the window. What is on
// its way from the disk is from before that.
func (e *Editor) Hold() {
	e.held = true
	e.reads++
}

// Reread shows what a list says now.
func (e *Editor) Reread(name string) {
	e.name = name
	e.offer()
	e.read()
}

// Settled reports whether what is shown is what is stored.
func (e *Editor) Settled() bool { return e.draft != nil && e.pending == 0 && !e.held }

// title is what a copy of a list that is none of the user's own is called.
func (e *Editor) title(name string) string {
	if slices.Contains(vocabulary.BuiltIn(), name) {
		return lang.X("vocabularies.mine", "My {{.name}}", map[string]any{"name": strings.ToLower(e.deps.Lists.Title(name))})
	}
	return e.deps.Lists.Title(name)
}

// open reads a list for edits. Those that are none of the user's own are copied, under a free name,
// when they are first edited. It blocks; any goroutine may call it.
func open(lib *library.Library, name, title string) (source, *vocabulary.Draft, error) {
	own := lib.Vocabularies()
	builtIn := slices.Contains(vocabulary.BuiltIn(), name)
	if _, mine := own.Find(name); mine && !builtIn {
		text, err := own.Text(name)
		if err != nil {
			return source{}, nil, err
		}
		draft, err := vocabulary.NewDraft(name, []byte(text))
		return source{name: name, text: text}, draft, err
	}
	copied := source{name: freeName(own, title), from: name}
	if builtIn {
		v, err := vocabulary.Load(name)
		if err != nil {
			return source{}, nil, err
		}
		draft, err := v.In(lib.Settings().TagNames).Draft()
		return copied, draft, err
	}
	v, data, err := vocabulary.Read(name)
	if err != nil {
		return source{}, nil, err
	}
	if strings.EqualFold(filepath.Ext(name), ".txt") {
		draft, err := vocabulary.NewDraft(copied.name, data)
		return copied, draft, err
	}
	draft, err := v.Draft()
	return copied, draft, err
}

// freeName is the title, with a number behind it where a vocabulary has that name.
func freeName(own library.Vocabularies, title string) string {
	if library.CheckVocabularyName(title) != nil {
		title = "vocabulary"
	}
	name := title
	for n := 2; ; n++ {
		if _, taken := own.Find(name); !taken {
			return name
		}
		name = title + " " + strconv.Itoa(n)
	}
}

// show shows a draft; moves says where the tags of the one before are in it.
func (e *Editor) show(draft *vocabulary.Draft, moves vocabulary.Moves) {
	e.draft, e.words = draft, draft.Vocabulary.In(e.deps.Settings().TagNames)
	e.outline.words = e.words
	e.outline.show(draft.Vocabulary, moves)
	e.tree.cancelDrag() // its tag and its rows are of the list before,
	e.tree.point(-1)    // and so is what was said of the row under the pointer
	e.counts.moved(moves)
	e.doctor.moved(moves)
	if moves == nil {
		e.doctor.asked = nil // what was found is of another text
	}
	if e.outline.current < 0 {
		e.outline.step(0)
	}
	e.tree.changed()
	e.tree.reveal()
	e.say()
	e.side.refresh()
	e.counts.count()
	e.doctor.look()
}

// showNew makes the first tag current that is where none was before: what an undo has brought back.
func (e *Editor) showNew(before *vocabulary.Vocabulary) {
	there := map[string]bool{}
	for tag := range before.Tags {
		there[before.Path(tag)] = true
	}
	v := e.draft.Vocabulary
	for tag := range v.Tags {
		if !there[v.Path(tag)] {
			e.outline.reveal(tag)
			e.tree.changed()
			e.tree.reveal()
			e.chosen()
			return
		}
	}
}

// edit makes an edit of the list, stores it with the decisions that follow, and says so. It reports
// whether the edit can be made. says words it once it is known how many decisions follow; more are
// decisions that belong to it.
func (e *Editor) edit(
	change func(*vocabulary.Draft) (*vocabulary.Draft, vocabulary.Moves, error), says func(decisions int) string,
	more func(*library.Snapshot) []library.Decision,
) bool {
	if e.draft == nil || e.held {
		e.deps.Note(lang.X("vocabularies.wait", "The list is being read"))
		return false
	}
	before, list := e.draft, e.list
	after, moves, err := change(before)
	if err != nil {
		e.deps.Note(lang.X("vocabularies.refused", "Not changed: {{.why}}", map[string]any{"why": phrase.OneLine(err)}))
		return false
	}
	text := after.Text()
	if text == before.Text() { // nothing is copied for it, either
		return true
	}
	words, language := e.words, e.deps.Settings().TagNames
	if list.from != "" {
		list.instead = list.from
	}
	together := list.together(e.deps.Library.Vocabularies(), e.deps.Lists.On(), language)
	follow := func(snap *library.Snapshot) (ds []library.Decision, label string) {
		lists, edited := together(words)
		ds = vocabulary.FollowTogether(snap, lists, edited, after.Vocabulary.In(language), moves)
		label = says(len(photosOf(ds)))
		if more != nil {
			ds = append(ds, more(snap)...)
		}
		return ds, label
	}
	e.list, e.name = source{name: list.name, text: text, instead: list.instead}, list.name
	e.pending++
	e.show(after, moves)
	e.store(list, text, follow)
	return true
}

// store stores a text in place of a list's, as one step with the decisions that follow from it.
func (e *Editor) store(before source, text string, follow func(*library.Snapshot) ([]library.Decision, string)) {
	var step library.Step
	e.deps.Change(before.name, before.from, func() (err error) {
		ds, label := follow(e.deps.Library.Snapshot())
		step, err = e.deps.Library.EditVocabulary(label, library.VocabularyChange{
			Name: before.name, From: before.from, Before: before.text, After: text,
		}, ds...)
		return err
	}, func(err error) {
		if e.pending--; err != nil {
			e.notStored(before, err)
			return
		}
		e.deps.Edited(step)
	})
}

// notStored says that an edit could not be stored, and shows what holds in its place.
func (e *Editor) notStored(before source, err error) {
	if before.from != "" {
		e.name = before.from
	}
	what := lang.X("vocabularies.failed", "The vocabulary could not be changed")
	if errors.Is(err, library.ErrEdited) {
		what = lang.X("vocabularies.elsewhere", "The vocabulary is read again")
	}
	e.deps.Fail(what, err)
	e.read()
}

// photosOf are the photos of decisions.
func photosOf(ds []library.Decision) map[library.ID]bool {
	photos := map[library.ID]bool{}
	for _, d := range ds {
		photos[d.Photo] = true
	}
	return photos
}
