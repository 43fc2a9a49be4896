package failure

import (
	"errors"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2/test"

	"catchlight/ui/kittest"
)

func TestTheFailureWindowSaysWhatToDo(t *testing.T) {
	app := test.NewTempApp(t)
	win := newFailure(app, errors.New("öpen the library /a/b: it is damaged:\n put its backup in its place"), nil, nil).win
	all := kittest.Texts(win.Content())
	for _, want := range []string{"Catchlight could not start", "Öpen the library /a/b: it is damaged: put its backup in its place.", "[Close]"} {
		if !strings.Contains(all, want) {
			t.Errorf("%q is not shown in:\n%s", want, all)
		}
	}
}

// TestTheFailureWindowOffersWaysOn: one that fails says why and can be tried again, one that
// succeeds closes the window.
func TestTheFailureWindowOffersWaysOn(t *testing.T) {
	app := test.NewTempApp(t)
	var posted func()
	tried, made := 0, time.Date(2026, 11, 22, 12, 0, 0, 0, time.Local)
	f := newFailure(app, errors.New("the library is lost"), []Way{
		{Kind: Restore, Made: made, Do: func() error {
			if tried++; tried == 1 {
				return errors.New("the disk is full: free some space")
			}
			return nil
		}},
		{Kind: Anew, Do: func() error { t.Error("a new one was begun"); return nil }},
	}, func(do func()) { posted = do })
	if all := kittest.Texts(f.win.Content()); !strings.Contains(all, "22 Nov 2026") || !strings.Contains(all, "Begin a new library") {
		t.Errorf("the ways are not shown:\n%s", all)
	}
	settle := func() { f.group.Wait(); posted() }
	f.ways[0].OnTapped()
	settle()
	if all := kittest.Texts(f.win.Content()); f.goOn || !strings.Contains(all, "free some space") {
		t.Errorf("what failed is not said:\n%s", all)
	}
	f.ways[0].OnTapped()
	settle()
	if !f.goOn || tried != 2 {
		t.Errorf("%d tries", tried)
	}
}
