package ui

import (
	"path/filepath"
	"testing"

	"catchlight/library"
)

// TestAPhotoThatHungIsPassedOver: it is named at the next start and under Problems, not read, and
// read again when the user says so.
func TestAPhotoThatHungIsPassedOver(t *testing.T) {
	r := newRig(t, func(d *Deps) {
		path := d.Library.Path()
		one := filepath.Join(filepath.Dir(path), "photos", "a-red.jpg")
		if _, err := d.Library.BeginReading(one); err != nil { // and it hangs
			t.Fatal(err)
		}
		d.Library = killedLibrary(t, d.Library)
	})
	if r.board.Latest() == nil || !r.board.Latest().Alert {
		t.Fatal("nothing is said at the start")
	}
	r.says(r.bar.Object, "Catchlight ended while it was reading 1 photo", "[Show]")
	dir := r.photos()
	r.intake.add([]string{dir})
	r.until("the two others are tagged", func() bool {
		return r.view != nil && r.view.All == 2 && r.view.Review == 2 && r.jobs.Idle()
	})
	r.pages.open(newProblems(r.Window))
	r.says(r.centre.object, "Passed over", "a-red.jpg", "[Try again]")
	buttonOf(t, r.centre.object, "Try again").OnTapped()
	r.until("it is there", func() bool { return r.view.All == 3 && r.view.Review == 3 && r.jobs.Idle() })
	if left := r.deps.Library.Stuck(); len(left) != 0 {
		t.Errorf("%q", left)
	}
}

// killedLibrary is a library as the next start finds it after the program was killed.
func killedLibrary(t *testing.T, l *library.Library) *library.Library {
	t.Helper()
	path := l.Path()
	if err := l.Close(); err != nil { // the photo that is being read stays in its file
		t.Fatal(err)
	}
	again, err := library.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = again.Close() })
	return again
}
