//go:build ignore

// Command emptywindow opens a window of the toolkit with a word in it: what an idle Catchlight is
// compared with.
package main

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/widget"
)

func main() {
	w := app.NewWithID("app.catchlight.Empty").NewWindow("Empty")
	w.SetContent(widget.NewLabel("empty"))
	w.Resize(fyne.NewSize(1280, 800))
	w.ShowAndRun()
}
