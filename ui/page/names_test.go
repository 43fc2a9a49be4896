package page

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"catchlight/ui/kit"
)

// TestTheNameThatWasChosenKeepsTheKeyboard: the rows stay, and the one that is shown is marked alone.
func TestTheNameThatWasChosenKeepsTheKeyboard(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(kit.NewTheme("", 1))
	var n *Names
	n = NewNames("Manual", []string{"Quick start", "Agencies", "Trouble"}, func(at int) { n.Show(at) })
	w := test.NewTempWindow(t, n.Object)
	n.Show(0)
	rows := append([]*kit.Row(nil), n.rows...)
	for _, at := range []int{2, 1} {
		w.Canvas().Focus(rows[at])
		rows[at].TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
		if w.Canvas().Focused() != fyne.Focusable(rows[at]) {
			t.Errorf("after the choice of %d, %v has the keyboard", at, w.Canvas().Focused())
		}
		for i, row := range n.rows {
			if row != rows[i] || row.Selected != (i == at) {
				t.Errorf("after the choice of %d, row %d is marked: %v", at, i, row.Selected)
			}
		}
	}
	if n.Show(-1); rows[1].Selected {
		t.Error("a name is marked where none is shown")
	}
}
