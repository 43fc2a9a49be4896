package kit

import "testing"

func TestOnlyLeavingNamesAreStruck(t *testing.T) {
	for state := InFile; state <= PutBack; state++ {
		f := NewChipFace()
		f.chip, f.size, f.unit = Chip{Name: "a", State: state}, PanelChip, 1
		f.paint(NewPalette(nil))
		if want := state == Removed || state == Rejected; f.name.TextStyle.Strikethrough != want {
			t.Errorf("state %d: struck %v", state, f.name.TextStyle.Strikethrough)
		}
	}
}
