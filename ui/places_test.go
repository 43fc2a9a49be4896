package ui

import (
	"os/exec"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"

	"catchlight/library"
	"catchlight/library/testphoto"
	"catchlight/ui/view"
)

// TestPlacesAreOffered: a photo with GPS gets its place as a suggestion with a reason, the next one
// of the camera gets it as likely, a yes makes a hierarchy, and the setting takes them away.
func TestPlacesAreOffered(t *testing.T) {
	testphoto.Needs(t, "exiftool")
	r := newRig(t, nil)
	r.apply(func(s *library.Settings) { s.PlaceLanguage = "de" })
	dir := r.photos()
	set := func(name string, args ...string) {
		args = append(args, "-q", "-overwrite_original", "-Model=X", filepath.Join(dir, name))
		if out, err := exec.Command("exiftool", args...).CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
	}
	set("a-red.jpg", "-DateTimeOriginal=2024:06:01 10:00:00", "-GPSLatitude=41.8902", "-GPSLatitudeRef=N", "-GPSLongitude=12.4922", "-GPSLongitudeRef=E")
	set("b-green.jpg", "-DateTimeOriginal=2024:06:01 10:20:00")
	r.intake.dropped(fyne.Position{}, []fyne.URI{fileURI(dir)})
	r.until("places are known", func() bool { return len(r.list.photos) == 3 && len(r.view.Places) == 2 && r.jobs.Idle() })
	r.list.goTo(0)
	r.says(r.inspector.Object, "(Rome, suggested, strong)")
	r.decider.setCurrent("Rome", view.Suggested)
	r.says(r.inspector.Object, "Why Rome", "Italien › Lazio › Rome", "GPS 41.8902, 12.4922")
	r.list.goTo(1)
	r.decider.setCurrent("Rome", view.Suggested)
	r.says(r.inspector.Object, "(Rome, suggested, likely)", "a photo of this camera within 30 minutes")
	r.decider.accept("Rome", r.list.selected())
	if add := r.snap.Pending(r.list.ids[1]).Add; len(add) != 1 || add[0] != "Italien|Lazio|Rome" {
		t.Errorf("to write: %q", add)
	}
	r.decider.reject("Rome", []*library.Photo{r.snap.Photo(r.list.ids[0])})
	if s := r.list.words(r.snap.Photo(r.list.ids[0])).State("Rome"); s != view.Rejected {
		t.Errorf("a no leaves the state %d", s)
	}
	r.apply(func(s *library.Settings) { s.PlacesOff = true })
	r.until("no place is proposed", func() bool { return len(r.view.Places) == 0 })
	if len(r.snap.Pending(r.list.ids[1]).Add) != 1 {
		t.Error("the yes is gone with the setting")
	}
}
