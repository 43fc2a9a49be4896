package engine

import (
	"fyne.io/fyne/v2/lang"

	"catchlight/library"
	"catchlight/tagging/vocabulary"
	"catchlight/ui/message"
	"catchlight/ui/phrase"
)

// rewritten is one of the user's own lists whose text is another one than when the window last read
// or changed it: by a text editor, an import on the command line, a program that syncs folders.
// What was decided goes along with tags whose new names the list tells; where they only look
// renamed, the user is asked.
type rewritten struct {
	vs      *Vocabularies
	name    string
	text    string // what the file says
	was, is *vocabulary.Draft

	language string   // of tags
	on       []string // the lists in use, when it was read

	certain []library.Decision    // that follow
	looks   []vocabulary.Renaming // that are to be asked about
	photos  int                   // that something was decided on under their old names
}

// rewritten reads which of the lists that are read have been changed elsewhere, and notes what all
// of them say. It blocks for that; any goroutine may call it.
func (vs *Vocabularies) rewritten(names []string) (all []*rewritten) {
	if vs.changing.Load() > 0 { // it is read again after that
		return nil
	}
	lib := vs.en.deps.Library
	own := lib.Vocabularies()
	for _, name := range names {
		text, err := own.Text(name)
		before := own.Seen(name)
		if err != nil || text == "" || text == before {
			continue
		}
		own.See(name, text)
		if before == "" {
			continue
		}
		r := &rewritten{vs: vs, name: name, text: text, language: lib.Settings().TagNames, on: names}
		if r.compare(before) {
			all = append(all, r)
		}
	}
	return all
}

// compare finds what follows from the change, and reports whether anything does.
func (r *rewritten) compare(before string) bool {
	var err error
	if r.was, err = vocabulary.NewDraft(r.name, []byte(before)); err != nil {
		return false
	}
	if r.is, err = vocabulary.NewDraft(r.name, []byte(r.text)); err != nil {
		return false
	}
	moves := r.was.Vocabulary.Became(r.is.Vocabulary)
	r.certain = r.follow(r.is, moves)
	r.looks = r.was.Vocabulary.RenamingsOfEdit(r.is.Vocabulary, moves)
	if after, renamed, err := r.renamed(); err == nil && len(r.looks) > 0 {
		r.photos = len(photosOf(r.follow(after, renamed)))
	}
	return len(r.certain) > 0 || r.photos > 0
}

// follow gives the decisions that follow where the list says something else.
func (r *rewritten) follow(after *vocabulary.Draft, moves vocabulary.Moves) []library.Decision {
	lib := r.vs.en.deps.Library
	var lists []*vocabulary.Vocabulary
	edited := 0
	for _, name := range r.on {
		if name == r.name {
			edited, lists = len(lists), append(lists, r.was.Vocabulary.In(r.language))
		} else if v, err := vocabulary.LoadOwn(lib.Vocabularies(), name); err == nil {
			lists = append(lists, v.In(r.language))
		}
	}
	return vocabulary.FollowTogether(lib.Snapshot(), lists, edited, after.Vocabulary.In(r.language), moves)
}

// renamed is the list with the old names of tags that look renamed, and where these are in it.
func (r *rewritten) renamed() (after *vocabulary.Draft, moves vocabulary.Moves, err error) {
	after, at, err := r.is.Renamed(r.was.Vocabulary, r.looks)
	if err != nil {
		return nil, nil, err
	}
	moves = make(vocabulary.Moves, len(r.was.Vocabulary.Tags))
	for i := range moves {
		moves[i] = -1
	}
	for _, one := range r.looks {
		moves[one.From] = at[one.To]
	}
	return after, moves, nil
}

// say lets decisions follow where that is certain, and asks where it is not. It belongs to the
// window's goroutine.
func (r *rewritten) say() {
	if len(r.certain) > 0 {
		r.vs.en.deps.Follow(r.followed(r.certain), r.certain)
	}
	if r.photos == 0 {
		return
	}
	old, now := r.was.Vocabulary.Tags[r.looks[0].From].Name, r.is.Vocabulary.Tags[r.looks[0].To].Name
	n := len(r.looks)
	r.vs.en.deps.Board.Show(&message.Result{
		Text: lang.XN("vocabulary.lookRenamed", "{{.name}}: {{.n}} tags look renamed, such as {{.old}} to {{.new}}. Decisions on {{.photos}} have the old names.", n, map[string]any{
			"n": phrase.Number(n), "name": VocabularyTitle(r.name), "old": old, "new": now, "photos": phrase.Photos(r.photos),
		}),
		Action: lang.X("problems.keepDecisions", "Keep the decisions"), Do: r.keep,
	})
}

// keep lets the decisions under the old names go on to count: the list gets these as other names.
func (r *rewritten) keep() {
	d := r.vs.en.deps
	var step library.Step
	d.ChangeWords(r.name, "", func() error {
		after, moves, err := r.renamed()
		if err != nil {
			return err
		}
		ds := r.follow(after, moves)
		step, err = d.Library.EditVocabulary(r.followed(ds), library.VocabularyChange{Name: r.name, Before: r.text, After: after.Text()}, ds...)
		return err
	}, func(err error) {
		if err != nil {
			d.Board.Fail(lang.X("vocabulary.failed", "The vocabulary was not changed"), err)
			return
		}
		d.Edited(step)
	})
}

// followed says that decisions followed.
func (r *rewritten) followed(ds []library.Decision) string {
	return lang.X("vocabulary.followed", "Took the decisions on {{.photos}} along to the new names in {{.name}}", map[string]any{
		"photos": phrase.Photos(len(photosOf(ds))), "name": VocabularyTitle(r.name),
	})
}

// photosOf are the photos of decisions.
func photosOf(ds []library.Decision) map[library.ID]bool {
	photos := map[library.ID]bool{}
	for _, d := range ds {
		photos[d.Photo] = true
	}
	return photos
}
