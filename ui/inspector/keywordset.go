package inspector

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"catchlight/ui/kit"
	"catchlight/ui/phrase"
	"catchlight/ui/view"
)

// setStrip is the keyword set in use, with the digits of its words.
type setStrip struct {
	in      *Inspector
	heading *kit.Heading
	flow    *kit.Flow
	note    *kit.Paragraph
}

func newSetStrip(in *Inspector) *setStrip {
	s := &setStrip{in: in, heading: kit.NewInnerHeading(""), flow: kit.NewFlow(6, 6), note: kit.NewParagraph("", kit.StyleCaption)}
	next := kit.NewButton(lang.X("sets.next", "Next set"), in.deps.Set.Next)
	next.Small, next.Shortcut = true, phrase.Keys("Alt", "0")
	next.OnHint = in.deps.Hint(next, lang.X("hint.nextSet", "Goes over to the next keyword set"))
	s.heading.Action = next
	return s
}

// objects is the strip, where it is switched on.
func (s *setStrip) objects() []fyne.CanvasObject {
	set, name, on := s.in.deps.Set.Now()
	if !on {
		return nil
	}
	s.heading.Text = name
	s.heading.Refresh()
	if len(set.Words) == 0 {
		s.note.SetText(lang.X("sets.none", "No words yet: those that you type come here."))
		return []fyne.CanvasObject{kit.NewSpace(0, 4), s.heading, s.note}
	}
	var buttons []fyne.CanvasObject
	for n, word := range set.Words {
		if word != "" {
			buttons = append(buttons, s.button(n, word))
		}
	}
	s.flow.SetObjects(buttons)
	return []fyne.CanvasObject{kit.NewSpace(0, 4), s.heading, s.flow}
}

func (s *setStrip) button(n int, word string) fyne.CanvasObject {
	b := kit.NewButton(word, func() { s.in.deps.Set.Put(n) })
	b.Small, b.Shortcut = true, phrase.Number(n+1)
	b.OnHint = s.in.deps.Hint(b, lang.X("hint.setWord", "Alt+{{.n}} puts it on the selected photos", phrase.Count(n+1)))
	return b
}

// Set is the keyword set in use.
type Set struct {
	Now  func() (set view.WordSet, name string, shown bool)
	Put  func(n int) // a word of it, counted from 0, on the selected photos
	Next func()      // goes over to the next set
}
