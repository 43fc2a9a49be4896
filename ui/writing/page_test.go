package writing

import (
	"errors"
	"fmt"
	"testing"

	"fyne.io/fyne/v2/test"

	"catchlight/library"
	"catchlight/ui/kit"
	"catchlight/ui/page"
)

// TestAPlanOfADiskThatIsAway shows why nothing can be written, and what to do, in place of looking on.
func TestAPlanOfADiskThatIsAway(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(kit.NewTheme("", 1))
	wr := newDesk(t)
	away := fmt.Errorf("write: %w: the disk with /p is read-only: make it writable and write again", library.ErrStopped)
	reqs := []library.WriteRequest{{Path: "/p/a.jpg"}}
	p := &planPage{writer: wr.Writer, head: page.NewColumn(8), column: page.NewColumn(8), write: kit.NewButton("", nil), reqs: reqs, total: 1}
	p.body = page.Headed(p.head, p.column)
	p.planned(&outcome{results: []library.WriteResult{{Path: "/p/a.jpg", Err: away}}}, reqs, away)
	if text, action, _ := wr.says(); text != "The plan could not be made: the disk with /p is read-only: make it writable and write again." || action != "Try again" {
		t.Errorf("%q [%s]", text, action)
	}
	if says := p.sentence(); says != "Nothing can be written as it is now." || len(p.groups) != 1 {
		t.Errorf("the page says %s of %d groups", says, len(p.groups))
	}
	if err := errors.New("no more memory"); !errors.Is(reasonOf(err), err) {
		t.Error("another error is not said as it is")
	}
}
