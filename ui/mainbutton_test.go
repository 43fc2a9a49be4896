package ui

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"catchlight/ui/kit"
	"catchlight/ui/phrase"
)

// mainButtons looks through what is visible for the accent buttons, and says of each what is in the
// way of seeing it: "" nothing. A button that scrolls with other things can be out of view.
func mainButtons(o fyne.CanvasObject, at fyne.Position, seen room, scrolls bool) map[*kit.Button]string {
	found := map[*kit.Button]string{}
	if !o.Visible() {
		return found
	}
	at = at.Add(o.Position())
	size := o.Size()
	if b, ok := o.(*kit.Button); ok && b.Accent {
		switch {
		case scrolls:
			found[b] = "it scrolls away"
		case at.X < seen.left || at.Y < seen.top || at.X+size.Width > seen.right+1 || at.Y+size.Height > seen.bottom+1:
			found[b] = fmt.Sprintf("it stands at %v, %v, of which %v shows", at, size, seen)
		default:
			found[b] = ""
		}
	}
	var children []fyne.CanvasObject
	switch o := o.(type) {
	case *fyne.Container:
		children = o.Objects
	case fyne.Widget:
		_, scroller := o.(fyne.Scrollable)
		scrolls = scrolls || scroller
		children = test.WidgetRenderer(o).Objects()
	}
	for _, child := range children {
		for b, why := range mainButtons(child, at, seen.within(at, size), scrolls) {
			found[b] = why
		}
	}
	return found
}

// TestTheMainButtonIsAlwaysInView: at the least size of the window, whatever the size of its text
// and in a language of long words, what a page is for needs no scrolling.
func TestTheMainButtonIsAlwaysInView(t *testing.T) {
	for _, percent := range []int{100, 125, 150} {
		t.Run(fmt.Sprint(percent), func(t *testing.T) {
			t.Cleanup(func() { phrase.Speak("en") })
			r := newRig(t, func(d *Deps) {
				set := d.Library.Settings()
				set.Language, set.TextSize = phrase.Pseudo, percent
				d.Library.UseSettings(set)
			})
			size := fyne.NewSize(880, 560)
			has := map[string]bool{"empty": true, "grid": true, "review": true, "write": true, "agencies": true, "leftovers": true, "better model": true, "import": true}
			see := func(name string) {
				r.win.Resize(size.AddWidthHeight(1, 1)) // a canvas for tests does not follow sizes by itself
				r.win.Resize(size)
				buttons := mainButtons(r.win.Content(), fyne.Position{}, room{right: size.Width, bottom: size.Height}, false)
				for b, why := range buttons {
					if why != "" {
						t.Errorf("%s: [%s] cannot be seen: %s", name, b.Label, why)
					}
				}
				if has[name] && len(buttons) == 0 {
					t.Errorf("%s has no main button", name)
				}
			}
			r.win.Resize(size)
			r.until("it rests", func() bool { return r.engine.Ready() && r.jobs.Idle() })
			see("empty")
			r.full()
			r.q.Run()
			r.list.goTo(0)
			r.menus.keyDown(fyne.KeyA, 0) // there is something to write
			r.q.Run()
			r.views(see)
		})
	}
}
