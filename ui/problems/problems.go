// Package problems is the pages of what is the matter: the photos that need the user, what a run
// could not do, and all that there is to say about one thing.
package problems

import (
	"path/filepath"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"catchlight/library"
	"catchlight/ui/kit"
	"catchlight/ui/message"
	"catchlight/ui/page"
	"catchlight/ui/phrase"
)

// Deps is what the page of problems shows and calls. All functions must be set.
type Deps struct {
	Photos []*library.Photo // of the library
	Stuck  []string         // paths that are passed over
	Retry  func()           // reads again what is passed over
	Seen   func()           // takes the mark of a changed picture off all photos
	Show   func()           // shows the photos that cannot be read or found
}

// New returns the page that lists the photos that need the user, grouped by reason, each group with
// what to do.
func New(d Deps) *page.Page {
	var missing, broken, changed []fyne.CanvasObject
	for _, p := range d.Photos {
		if p.PictureChanged {
			changed = append(changed, page.PhotoRow(p.Path, filepath.Dir(p.Path)))
		}
		switch {
		case p.Missing:
			missing = append(missing, page.PhotoRow(p.Path, filepath.Dir(p.Path)))
		case p.Problem != "":
			broken = append(broken, page.PhotoRow(p.Path, phrase.Said(p.Problem)))
		}
	}
	list := problemGroup(lang.X("problems.missing", "Missing"),
		lang.X("problems.missingDo", "The file is not where it was. Connect the disk, or add the folder at its new place: Catchlight knows the photos again."), missing)
	list = append(list, problemGroup(lang.X("problems.broken", "Cannot be read"),
		lang.X("problems.brokenDo", "The rest of the library is not affected. Replace the file by a sound copy, then add it again; or remove it from the library."), broken)...)
	list = append(list, problemGroup(lang.X("problems.changed", "Picture changed"),
		lang.X("problems.changedDo", "Another program has edited the picture. Your decisions were kept, but they were made on the old one: look whether they still hold."), changed)...)
	actions := []fyne.CanvasObject{}
	if len(d.Stuck) > 0 {
		list = append(stuckGroup(d.Stuck), list...)
		actions = append(actions, kit.NewButton(lang.X("problems.retry", "Try again"), d.Retry))
	}
	if len(changed) > 0 {
		actions = append(actions, kit.NewButton(lang.X("problems.seen", "Keep all decisions on changed pictures"), d.Seen))
	}
	if len(list) == 0 {
		list = append(list, kit.NewParagraph(lang.X("none.problems", "No problems"), kit.StylePage))
	} else if len(missing)+len(broken) > 0 {
		actions = append(actions, kit.NewButton(lang.X("problems.show", "Show these photos"), d.Show))
	}
	return &page.Page{ID: "problems", Title: lang.X("cmd.problems", "Problems"), Body: page.Body(list...), Actions: actions}
}

// stuckGroup lists the photos that are passed over, under Problems.
func stuckGroup(paths []string) []fyne.CanvasObject {
	var rows []fyne.CanvasObject
	for _, path := range paths {
		rows = append(rows, page.PhotoRow(path, filepath.Dir(path)))
	}
	return problemGroup(lang.X("problems.stuck", "Passed over"),
		lang.X("problems.stuckDo", "Catchlight hung or was ended while it was reading these. If one of them hangs again, replace it by a sound copy, or move it away."), rows)
}

// problemGroup is a group with its remedy; nothing when it has no photos.
func problemGroup(title, remedy string, rows []fyne.CanvasObject) []fyne.CanvasObject {
	if len(rows) == 0 {
		return nil
	}
	if len(rows) > page.MostListed {
		left := len(rows) - page.MostListed
		rows = append(slices.Clone(rows[:page.MostListed]), kit.NewText(lang.XN("list.more", "and {{.n}} more", left, phrase.Count(left)), kit.StyleCaption))
	}
	head := []fyne.CanvasObject{kit.NewText(title, kit.StyleTitle), kit.NewParagraph(remedy, kit.StyleDim)}
	return append(append(head, rows...), kit.NewSpace(0, 12))
}

// NewFailures returns the page that lists what a run could not do: name and reason.
func NewFailures(title string, failed []library.Failure, cures []message.Cure) *page.Page {
	list := []fyne.CanvasObject{kit.NewParagraph(title, kit.StylePage)}
	for i, f := range failed {
		if i == page.MostListed {
			left := len(failed) - i
			list = append(list, kit.NewText(lang.XN("list.more", "and {{.n}} more", left, phrase.Count(left)), kit.StyleCaption))
			break
		}
		list = append(list, page.PhotoRow(f.Path, phrase.Said(library.Sentence(f.Path, f.Err))))
	}
	var buttons []fyne.CanvasObject
	for _, c := range cures {
		buttons = append(buttons, kit.NewButton(c.Label, c.Do))
	}
	return &page.Page{ID: "failures", Title: lang.X("failures.title", "Not done"), Body: page.Body(list...), Actions: buttons}
}

// NewNotice returns a page of sentences.
func NewNotice(title string, sentences []string) *page.Page {
	list := []fyne.CanvasObject{kit.NewParagraph(title, kit.StylePage)}
	for _, s := range sentences {
		list = append(list, kit.NewParagraph(s, kit.StyleText))
	}
	return &page.Page{ID: "notice", Title: title, Body: page.Body(list...)}
}
