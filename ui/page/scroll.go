package page

import (
	"fyne.io/fyne/v2"

	"catchlight/ui/kit"
)

// Scroll moves what the page shows by a key that moves through a text, PgUp, PgDn, Home or End, and
// reports whether it is one. A page whose body acts on keys itself is none of its business.
func (p *Page) Scroll(key fyne.KeyName) bool {
	if s := scrollIn(p.Body); s != nil && !p.Keys {
		return s.ScrollByKey(key)
	}
	return false
}

// scrollIn is the first scroller of an object that is shown, nil where there is none.
func scrollIn(o fyne.CanvasObject) *kit.Scroll {
	switch o := o.(type) {
	case *kit.Scroll:
		return o
	case *fyne.Container:
		for _, child := range o.Objects {
			if s := scrollIn(child); s != nil && child.Visible() {
				return s
			}
		}
	}
	return nil
}
