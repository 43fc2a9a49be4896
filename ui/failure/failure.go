// Package failure is the window of a start that failed: it says why, and offers the ways on that
// there are.
package failure

import (
	"context"
	"sync"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"catchlight/assets"
	"catchlight/ui/kit"
	"catchlight/ui/phrase"
)

// failureSize is the size of the window that shows why the program could not start, in dp.
var failureSize = fyne.NewSize(560, 220)

// Way is a way on from a library that cannot be opened, for the user to choose. Do is called on a
// goroutine of its own, and may block.
type Way struct {
	Kind WayKind
	Made time.Time // of the copy, for Restore
	Do   func() error
}

// WayKind is what a way does with the library.
type WayKind uint8

// The ways: what can be read is saved, a copy takes the library's place, a new library is begun.
const (
	Repair WayKind = iota
	Restore
	Anew
)

func (w Way) label() string {
	switch w.Kind {
	case Repair:
		return lang.X("failure.repair", "Repair the library")
	case Restore:
		return lang.X("failure.restore", "Put the copy of {{.day}} in its place", map[string]any{"day": phrase.Moment(w.Made.Local())})
	default:
		return lang.X("failure.anew", "Begin a new library")
	}
}

// Show shows in a window of a, which has no other, why the program could not start, with the remedy
// that the error names and the ways on that there are, in the language of the settings. It blocks
// until one of them has succeeded, which it reports, the window is closed or ctx ends. Only the
// main goroutine may call it.
func Show(ctx context.Context, a fyne.App, language string, err error, ways ...Way) (goOn bool) {
	phrase.Speak(language)
	f := newFailure(a, err, ways, kit.Later)
	deaf := context.AfterFunc(ctx, func() { kit.Later(a.Quit) })
	defer deaf()
	f.win.ShowAndRun()
	f.group.Wait()
	return f.goOn
}

// failure is the window of a start that failed.
type failure struct {
	post  func(func()) // runs a function on Fyne's goroutine, later
	win   fyne.Window
	why   *kit.Paragraph
	ways  []*kit.Button
	group sync.WaitGroup
	goOn  bool
}

func newFailure(a fyne.App, err error, ways []Way, post func(func())) *failure {
	a.Settings().SetTheme(kit.NewTheme("", 1))
	f := &failure{post: post, win: a.NewWindow(lang.X("failure.title", "Catchlight could not start")), why: kit.NewParagraph(phrase.Sentence(err), kit.StyleText)}
	f.win.SetIcon(fyne.NewStaticResource("app.svg", assets.Icon(assets.IconApp)))
	column := kit.NewColumn(12)
	column.Margin, column.Top = 24, 20
	list := []fyne.CanvasObject{kit.NewText(lang.X("failure.title", "Catchlight could not start"), kit.StylePage), f.why}
	for _, way := range ways {
		button := kit.NewButton(way.label(), func() { f.take(way) })
		f.ways = append(f.ways, button)
		list = append(list, kit.AtOwnWidth(button))
	}
	shut := kit.NewButton(lang.X("failure.close", "Close"), f.win.Close)
	shut.Accent = len(ways) == 0
	column.SetObjects(append(list, kit.AtOwnWidth(shut))...)
	f.win.SetPadded(false)
	f.win.SetContent(container.NewStack(kit.NewSurface(kit.TokenBg), kit.NewScroll(column)))
	f.win.Resize(failureSize.AddWidthHeight(0, 44*float32(len(ways))))
	f.win.CenterOnScreen()
	f.win.SetMaster()
	f.win.Canvas().SetOnTypedKey(func(e *fyne.KeyEvent) {
		leaves := e.Name == fyne.KeyReturn || e.Name == fyne.KeyEnter
		if e.Name == fyne.KeyEscape || leaves && len(ways) == 0 {
			f.win.Close()
		}
	})
	return f
}

// take goes a way, and says why where it leads nowhere.
func (f *failure) take(way Way) {
	f.disable(true)
	f.group.Go(func() {
		err := way.Do()
		f.post(func() {
			if err != nil {
				f.why.SetText(phrase.Sentence(err))
				f.disable(false)
				return
			}
			f.goOn = true
			f.win.Close()
		})
	})
}

func (f *failure) disable(off bool) {
	for _, way := range f.ways {
		way.SetDisabled(off)
	}
}
