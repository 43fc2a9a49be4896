package ui

import (
	"context"
	"strings"
	"unicode"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"catchlight/assets"
)

// failureSize is the size of the window that shows why the program could not start, in dp.
var failureSize = fyne.NewSize(560, 220)

// ShowFailure shows in a window of a, which has no other, why the program could not start, with the remedy that the error names.
// It blocks until the window is closed or ctx ends. Only the main goroutine may call it.
func ShowFailure(ctx context.Context, a fyne.App, err error) {
	win := newFailure(a, err)
	deaf := context.AfterFunc(ctx, func() { later(a.Quit) })
	defer deaf()
	win.ShowAndRun()
}

func newFailure(a fyne.App, err error) fyne.Window {
	loadLanguage()
	a.Settings().SetTheme(NewTheme("", 1))
	win := a.NewWindow(lang.X("failure.title", "Catchlight could not start"))
	win.SetIcon(fyne.NewStaticResource("app.svg", assets.Icon(assets.IconApp)))
	column := NewColumn(12)
	column.Margin, column.Top = 24, 20
	shut := NewButton(lang.X("failure.close", "Close"), win.Close)
	shut.Accent = true
	column.SetObjects(
		NewText(lang.X("failure.title", "Catchlight could not start"), StylePage),
		NewParagraph(sentence(err), StyleText),
		own(shut),
	)
	win.SetPadded(false)
	win.SetContent(container.NewStack(NewSurface(TokenBg), NewScroll(column)))
	win.Resize(failureSize)
	win.CenterOnScreen()
	win.SetMaster()
	shortcut := func(e *fyne.KeyEvent) {
		if e.Name == fyne.KeyEscape || e.Name == fyne.KeyReturn || e.Name == fyne.KeyEnter {
			win.Close()
		}
	}
	win.Canvas().SetOnTypedKey(shortcut)
	return win
}

// sentence is an error with a capital and a full stop.
func sentence(err error) string {
	text := oneLine(err)
	if text == "" || strings.HasSuffix(text, ".") {
		return text
	}
	first, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(first)) + text[size:] + "."
}
