package help

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"catchlight/ui/kit"
	"catchlight/ui/kittest"
)

// TestTheReportHoldsNothingOfPhotos copies what a report of a fault should say.
func TestTheReportHoldsNothingOfPhotos(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(kit.NewTheme("", 1))
	copied := ""
	p := About(Details{Version: "1.2", Model: "Starter", Photos: 128, Library: "/home/jo/Wedding/library.db"}, func(text string) { copied = text })
	kittest.Button(t, p.Body, "Copy details for a report").Tapped(nil)
	for _, want := range []string{"Catchlight 1.2", "model: Starter", "photos: 128"} {
		if !strings.Contains(copied, want) {
			t.Errorf("%q is not in:\n%s", want, copied)
		}
	}
	if strings.Contains(copied, "/home") || strings.Contains(copied, "Wedding") {
		t.Errorf("the report names a path:\n%s", copied)
	}
	if shown := kittest.Texts(p.Body); !strings.Contains(shown, "/home/jo/Wedding/library.db") || !strings.Contains(shown, "the model Starter") {
		t.Errorf("About says:\n%s", shown)
	}
}
