package ui

import "testing"

// TestEachFileDialogOpens opens every dialog that asks for a file or folder, as its command does.
func TestEachFileDialogOpens(t *testing.T) {
	for name, open := range map[string]func(*rig){
		"a folder":     func(r *rig) { r.intake.addFolder() },
		"photos":       func(r *rig) { r.intake.addFiles() },
		"a vocabulary": func(r *rig) { r.intake.importVocabulary() },
		"a new file":   func(r *rig) { r.intake.saveFile("table.csv", func(string) {}) },
	} {
		t.Run(name, func(t *testing.T) {
			r := newRig(t, nil)
			open(r)
			shown := r.win.Canvas().Overlays().Top()
			if shown == nil {
				t.Fatal("no dialog is shown")
			}
			if size := shown.Size(); size.Width < 400 || size.Height < 300 {
				t.Errorf("the dialog is shown at %v", size)
			}
		})
	}
}
