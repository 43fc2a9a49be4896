package ui

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"catchlight/library"
	"catchlight/tagging/agency"
	"catchlight/ui/agencies"
	"catchlight/ui/kit"
	"catchlight/ui/view"
)

// TestTheTableForAnAgency: what is missing is said before it is saved; the words are those of the
// next write, typed ones before a suggestion that was accepted.
func TestTheTableForAnAgency(t *testing.T) {
	r := newRig(t, nil)
	r.full()
	r.list.goTo(0)
	r.typed("red, Etosha")
	r.list.selectNone()
	r.menus.call(r.menus.command("agencies"))
	body := r.pages.page().Body
	r.until("three photos are judged", func() bool { return strings.Contains(texts(body), "3 photos for Adobe Stock: 3 would be refused") })
	r.says(body, "5 to 49 keywords a photo. Columns: Filename, Title, Keywords, Category, Releases.", "no title · 2 keywords of at least 5", "(Etosha)\n(red)")

	test.Tap(shownIn(body, func(*kit.Tile) bool { return true }))
	if !r.pages.loupeShown() {
		t.Fatal("a click on a photo does not show it")
	}
	r.typed("dunes")
	r.pages.close()
	r.until("what was typed meanwhile is in the table", func() bool { return strings.Contains(texts(body), "3 keywords of at least 5") })
	r.says(body, "dunes")
}

// TestTheTableIsSaved where the user said, beside what is there.
func TestTheTableIsSaved(t *testing.T) {
	r := newRig(t, nil)
	r.full()
	folder := t.TempDir()
	var saved string
	p := agencies.New(agencies.Deps{
		Photos: r.list.ids[:1], Snapshot: func() *library.Snapshot { return r.snap }, Tiles: tiles(r.Window, view.ScopeAll), Judge: judgeOfWords(r.Window),
		Work:      func(do func() error, done func(error)) { done(do()) },
		AskFolder: func(chosen func(string)) { chosen(folder) },
		Save:      func(path string, table []byte) error { saved = path; return os.WriteFile(path, table, 0o600) },
		Saved:     func(path string, rows int, err error) { tableSaved(r.Window, path, rows, err) }, Today: time.Now,
		Keep: func(agencies.Choice) {}, Hint: noHint,
	})
	test.Tap(p.Actions[0].(*kit.Button))
	if table := string(mustRead(t, saved)); table != "Filename,Title,Keywords,Category,Releases\na-red.jpg,,,,\n" || filepath.Dir(saved) != folder {
		t.Errorf("%s: %q", saved, table)
	}
	r.says(r.bar.Object, "Saved 1 row as catchlight-adobe-", "[Show the folder]")
}

// TestATableOfOnesOwn: columns and the number of keywords are typed on the page, what is no column is
// said before it can be saved, and all is there the next time.
func TestATableOfOnesOwn(t *testing.T) {
	r := newRig(t, nil)
	r.full()
	r.list.goTo(0)
	r.typed("red, Etosha, dunes")
	r.list.selectNone()
	r.menus.call(r.menus.command("agencies"))
	body := r.pages.page().Body
	field := func(asks string) *kit.Entry {
		return shownIn(body, func(e *kit.Entry) bool { return strings.HasPrefix(e.PlaceHolder, asks) })
	}
	choose := shownIn(body, func(*kit.Select) bool { return true })
	r.until("three photos are judged", func() bool { return strings.Contains(texts(body), "3 photos for Adobe Stock") })
	r.win.Canvas().Focus(choose)
	choose.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	r.says(body, "3 photos for Shutterstock", "no category")
	field("Category").SetText("Nature")
	if said := texts(body); strings.Contains(said, "no category") {
		t.Errorf("with a category it says %s", said)
	}
	for range 2 { // the keyboard stays on it
		r.win.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	}
	save := r.pages.page().Actions[0].(*kit.Button)
	for columns, wrong := range map[string]bool{"File=filename, Tags=words": true, "title": true, "File=filename, Tags=keywords, Kind=category": false} {
		field("Columns").SetText(columns)
		if save.Disabled() != wrong {
			t.Errorf("%s: it can be saved: %v", columns, !save.Disabled())
		}
	}
	field("Columns").SetText("File=filename, Tags=keywords, Kind=category")
	for _, most := range []string{"many", "-1", "1.5", " 3 "} {
		field("Most").SetText(most)
		if said := strings.Contains(texts(body), "“"+most+"” is no number"); said != (most != " 3 ") || save.Disabled() != said {
			t.Errorf("most %q: said %v, it can be saved: %v", most, said, !save.Disabled())
		}
	}
	r.win.Canvas().Focus(field("Most"))
	field("Most").SetText("2")
	r.win.Canvas().Focus(field("Columns"))
	field("Columns").SetText("title")
	for _, f := range []string{"Columns", "Most"} { // Esc takes back what was typed since the field had the keyboard
		r.win.Canvas().Focus(field(f))
		field(f).TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	}
	r.says(body, "3 photos: 2 lack something.", "Columns: File, Tags, Kind.", "left out:")
	r.pages.close()
	r.menus.call(r.menus.command("agencies"))
	body = r.pages.page().Body
	r.until("it is as it was", func() bool { return strings.Contains(texts(body), "3 photos: 2 lack") })
	r.says(body, "Columns: File, Tags, Kind.", "left out:")
}

// TestATableThatIsTooLargeIsSaid before it is saved.
func TestATableThatIsTooLargeIsSaid(t *testing.T) {
	r := newRig(t, nil)
	r.full()
	ids := make([]library.ID, 5001)
	for i := range ids {
		ids[i] = r.list.ids[0]
	}
	p := agencies.New(agencies.Deps{
		Photos: ids, Snapshot: func() *library.Snapshot { return r.snap }, Tiles: tiles(r.Window, view.ScopeAll),
		Judge: func(*library.Photo, []agency.Word) {}, Work: func(do func() error, done func(error)) { done(do()) },
		Keep: func(agencies.Choice) {}, Hint: noHint,
	})
	r.says(p.Body, "Adobe Stock takes 5000 rows in one table, this has 5001: export in parts")
}

// TestTheSurestWordComesFirst: of the words that a file has, whatever their order there, and none
// of them is lost.
func TestTheSurestWordComesFirst(t *testing.T) {
	r := newRig(t, nil)
	writeFile(t, filepath.Join(r.photos(), "a-red.jpg.xmp"), fmt.Sprintf(sidecarWith, "Etosha</rdf:li><rdf:li>green</rdf:li><rdf:li>red"))
	r.intake.dropped(fyne.Position{}, []fyne.URI{fileURI(filepath.Join(r.dir, "photos"))})
	r.until("three photos are seen", func() bool { return len(r.list.ids) == 3 && r.jobs.Idle() && r.view.Unindexed == 0 })
	p := r.snap.Photo(r.list.ids[0])
	words := agency.WordsOf(p, nil, nil)
	judgeOfWords(r.Window)(p, words)
	for order, want := range map[agency.Order]string{agency.Certain: "red green Etosha", agency.AsInFile: "Etosha green red"} {
		rows := agency.Profiles()[0].Rows([]agency.Photo{{Path: p.Path, Words: words}}, order)
		if got := strings.Join(rows[0].Keywords, " "); got != want {
			t.Errorf("%s: %s, want %s", order, got, want)
		}
	}
}

// orderedWords are the words of a row.
type orderedWords interface {
	fyne.CanvasObject
	fyne.Draggable
	desktop.Mouseable
	Chips() []kit.Chip
}

// TestKeywordsArePutInOrder by dragging: the table has them so, the library keeps it, a
// step of undo takes it back without leaving the page, and one click gives the usual order again.
func TestKeywordsArePutInOrder(t *testing.T) {
	r := newRig(t, nil)
	r.full()
	r.list.goTo(0)
	r.typed("Etosha, dunes, red, sand")
	id := r.list.ids[0]
	r.list.selectNone()
	r.menus.call(r.menus.command("agencies"))
	body := r.pages.page().Body
	says := func(words string, names ...string) {
		t.Helper()
		if got := kept(r, id); got != words {
			t.Errorf("the library has %q, want %q", got, words)
		}
		r.until("the page has "+strings.Join(names, ", "), func() bool {
			return strings.Contains(texts(body), "("+strings.Join(names, ")\n(")+")\n")
		})
	}
	r.until("three photos are judged", func() bool { return strings.Contains(texts(body), "3 photos for Adobe Stock") })
	words := shownIn(body, func(o orderedWords) bool { return len(o.Chips()) == 4 })
	usual := words.Chips()
	names := []string{usual[0].Name, usual[1].Name, usual[2].Name, usual[3].Name}
	at := func(x float32) fyne.PointEvent { return fyne.PointEvent{Position: fyne.NewPos(x, 8)} }
	words.MouseDown(&desktop.MouseEvent{PointEvent: at(8)})
	words.Dragged(&fyne.DragEvent{PointEvent: at(700)})
	words.DragEnd()
	moved := []string{names[1], names[2], names[3], names[0]}
	says(strings.Join(moved, "|"), moved...)
	r.says(body, "[Back to the usual order]")
	r.undoer.undo()
	says("", names...)
	if r.pages.page() == nil {
		t.Fatal("undo leaves the page")
	}
	r.undoer.redo()
	says(strings.Join(moved, "|"), moved...)
	button := shownIn(body, func(b *kit.Button) bool { return b.Label == "Back to the usual order" })
	test.Tap(button)
	says("", names...)
}

// noHint shows nothing.
func noHint(any, string) func(bool) { return func(bool) {} }

// kept is the order of words that the library keeps of a photo.
func kept(r *rig, id library.ID) string {
	return strings.Join(r.deps.Library.Snapshot().WordOrder(id), "|")
}
