package inspector

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"catchlight/ui/kit"
	"catchlight/ui/phrase"
	"catchlight/ui/view"
)

// offering is the words that are offered below Add keyword.
type offering struct {
	in     *Inspector
	rows   []*kit.Offer
	offers []view.Offer
	chosen int // by the arrows; -1: none
}

func newOffering(in *Inspector) *offering {
	o := &offering{in: in, chosen: -1}
	for i := range view.MostOffers {
		o.rows = append(o.rows, kit.NewOffer(func() { o.tapped(i) }))
	}
	return o
}

// look finds the words for the line as it stands now; the chosen one stays so while it is offered.
func (o *offering) look(line string) (changed bool) {
	var chosen string
	if o.chosen >= 0 {
		chosen = o.offers[o.chosen].Name
	}
	before := o.offers
	o.offers = o.in.deps.Known.Offers(line)
	o.chosen = slices.IndexFunc(o.offers, func(x view.Offer) bool { return x.Name == chosen })
	o.show()
	return len(before) != len(o.offers)
}

func (o *offering) show() {
	for i, x := range o.offers {
		row := o.rows[i]
		row.Label, row.Count = x.Name, ""
		if x.Photos > 0 {
			row.Count = phrase.Number(x.Photos)
		}
		row.Note = strings.Join(x.Above, " › ")
		if x.Other != "" {
			row.Note = strings.Trim(row.Note+" · "+x.Other, " ·")
		}
		row.Chosen = i == o.chosen
		row.Refresh()
	}
}

func (o *offering) objects() []fyne.CanvasObject {
	var list []fyne.CanvasObject
	for _, row := range o.rows[:len(o.offers)] {
		list = append(list, row)
	}
	return list
}

// step goes to the next row, and past the last one back to the line as it was typed.
func (o *offering) step(by int) {
	n := len(o.offers) + 1
	o.chosen = (o.chosen+1+by+n)%n - 1
	o.show()
}

// toTake is the chosen word, else the first that would change the line; false where there is none.
func (o *offering) toTake(line string) (string, bool) {
	if o.chosen >= 0 {
		return o.offers[o.chosen].Name, true
	}
	i := slices.IndexFunc(o.offers, func(x view.Offer) bool { return view.Completes(line, x.Name) })
	if i < 0 {
		return "", false
	}
	return o.offers[i].Name, true
}

// tapped takes a word by a click, which has taken the keyboard out of the field.
func (o *offering) tapped(i int) {
	if i < len(o.offers) {
		o.in.add.Replace(view.Completed(o.in.add.Text, o.offers[i].Name))
		o.in.deps.Canvas().Focus(o.in.add)
	}
}

// typed adds what was typed, with the chosen word in place of the last one, and gives the keyboard
// back to the grid.
func (in *Inspector) typed(line string) {
	if in.offering.chosen >= 0 {
		line = view.Completed(line, in.offering.offers[in.offering.chosen].Name)
	}
	in.EmptyAdd()
	if strings.TrimSpace(line) == "" {
		in.deps.Leave()
		return
	}
	in.deps.Acts.Type(line)
}

// typing offers the words that the last one on the line could become.
func (in *Inspector) typing(line string) {
	in.offering.chosen = -1
	if in.offering.look(line) {
		in.Refresh()
	}
}

// tab completes the last word of the line, and reports whether there was one to complete.
func (in *Inspector) tab() bool {
	word, ok := in.offering.toTake(in.add.Text)
	if ok {
		in.add.Replace(view.Completed(in.add.Text, word))
	}
	return ok
}

// focusedAdd hears of Add keyword getting and losing the keyboard. The window, which hears of every
// field, shows where the ring is then.
func (in *Inspector) focusedAdd(on bool) {
	in.adding = on
	if on {
		in.deps.Known.Wanted()
	}
}

// Adding reports whether keywords are being typed.
func (in *Inspector) Adding() bool { return in != nil && in.adding }

// FocusAdd puts the keyboard into Add keyword at once: where the window is slow, the letters that
// follow the key that called it are in the same batch, and must not be taken for commands.
func (in *Inspector) FocusAdd() {
	in.EmptyAdd() // left there by a click elsewhere: the next word does not go on from it
	in.add.Called(true)
	in.deps.Canvas().Focus(in.add)
	focused := in.deps.Canvas().Focused() == fyne.Focusable(in.add)
	in.deps.Post(func() {
		in.add.Called(false)
		if !focused { // the panel has just come, and is in the window now
			in.deps.Canvas().Focus(in.add)
		}
	})
}

// EmptyAdd forgets what stands in Add keyword: it was meant for other photos.
func (in *Inspector) EmptyAdd() {
	if in.add.Text != "" { // the toolkit draws a field anew for any text
		in.add.SetText("")
	}
}
