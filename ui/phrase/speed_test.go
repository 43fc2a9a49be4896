package phrase

import (
	"testing"
	"time"

	"fyne.io/fyne/v2/lang"

	"catchlight/assets"
)

func TestHowFastAJobIsIsSaid(t *testing.T) {
	if err := lang.AddTranslationsForLocale(assets.English(), "en"); err != nil {
		t.Fatal(err)
	}
	if s := Speed(10, time.Minute); s != "10 photos/s, about 1 min left" {
		t.Errorf("told as %q", s)
	}
}
