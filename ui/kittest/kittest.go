// Package kittest reads in tests what a window shows.
package kittest

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"catchlight/ui/kit"
)

// Texts gives all texts that an object shows, one a line.
func Texts(o fyne.CanvasObject) string {
	var b strings.Builder
	for _, l := range test.LaidOutObjects(o) {
		switch l := l.(type) {
		case *kit.Text:
			b.WriteString(l.Text + "\n")
		case *kit.Paragraph:
			b.WriteString(l.Text + "\n")
		case *kit.Button:
			b.WriteString("[" + l.Label + "]\n")
		case *kit.ChipButton:
			b.WriteString("(" + l.Chip().Label + ")\n")
		case interface{ Chips() []kit.Chip }: // a row of words
			for _, c := range l.Chips() {
				b.WriteString("(" + c.Name + ")\n")
			}
		case *kit.Row:
			b.WriteString(l.Label + " " + l.Count + "\n")
		case *kit.Heading:
			b.WriteString(l.Text + "\n")
		}
	}
	return b.String()
}

// All are the objects of a kind that an object shows.
func All[T fyne.CanvasObject](o fyne.CanvasObject) []T {
	var all []T
	for _, l := range test.LaidOutObjects(o) {
		if of, ok := l.(T); ok {
			all = append(all, of)
		}
	}
	return all
}

// Button finds a button by its label.
func Button(t *testing.T, o fyne.CanvasObject, label string) *kit.Button {
	t.Helper()
	for _, l := range test.LaidOutObjects(o) {
		if b, ok := l.(*kit.Button); ok && b.Label == label {
			return b
		}
	}
	t.Fatalf("there is no button %q in:\n%s", label, Texts(o))
	return nil
}
