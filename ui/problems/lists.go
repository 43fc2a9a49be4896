package problems

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"catchlight/library"
	"catchlight/ui/kit"
	"catchlight/ui/message"
	"catchlight/ui/page"
	"catchlight/ui/phrase"
)

// NewFailures returns the page that lists what a run could not do: name and reason.
func NewFailures(title string, failed []library.Failure, cures []message.Cure) *page.Page {
	list := []fyne.CanvasObject{kit.NewParagraph(title, kit.StylePage)}
	for i, f := range failed {
		if i == page.MostListed {
			left := len(failed) - i
			list = append(list, kit.NewText(phrase.AndMore(left), kit.StyleCaption))
			break
		}
		list = append(list, page.PhotoRow(f.Path, phrase.Said(library.Sentence(f.Path, f.Err))))
	}
	return &page.Page{ID: "failures", Title: lang.X("failures.title", "Not done"), Body: page.Body(list...), Actions: curing(cures)}
}

// curing are the buttons of what can be done.
func curing(cures []message.Cure) (buttons []fyne.CanvasObject) {
	for _, c := range cures {
		buttons = append(buttons, kit.NewButton(c.Label, c.Do))
	}
	return buttons
}

// NewNotice returns a page of sentences, with what can be done.
func NewNotice(title string, sentences []string, cures []message.Cure) *page.Page {
	list := []fyne.CanvasObject{kit.NewParagraph(title, kit.StylePage)}
	for _, s := range sentences {
		list = append(list, kit.NewParagraph(s, kit.StyleText))
	}
	return &page.Page{ID: "notice", Title: title, Body: page.Body(list...), Actions: curing(cures)}
}
