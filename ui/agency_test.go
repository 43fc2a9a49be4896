package ui

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
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
	r.says(body, "5 to 49 keywords a photo. Columns: Filename, Title, Keywords, Category, Releases.", "no title · 2 keywords of at least 5 · Etosha, red")

	test.Tap(shownIn(body, func(*kit.Tile) bool { return true }))
	if !r.pages.loupeShown() {
		t.Fatal("a click on a photo does not show it")
	}
	r.typed("dunes")
	r.pages.close()
	r.until("what was typed meanwhile is in the table", func() bool { return strings.Contains(texts(body), "3 keywords of at least 5 · ") })
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
	})
	test.Tap(p.Actions[0].(*kit.Button))
	if table := string(mustRead(t, saved)); table != "Filename,Title,Keywords,Category,Releases\na-red.jpg,,,,\n" || filepath.Dir(saved) != folder {
		t.Errorf("%s: %q", saved, table)
	}
	r.says(r.bar.Object, "Saved 1 row as catchlight-adobe-", "[Show the folder]")
}

// TestTheSurestWordComesFirst: of the words that a file has, whatever their order there, and none
// of them is lost.
func TestTheSurestWordComesFirst(t *testing.T) {
	r := newRig(t, nil)
	writeFile(t, filepath.Join(r.photos(), "a-red.jpg.xmp"), fmt.Sprintf(sidecarWith, "Etosha</rdf:li><rdf:li>green</rdf:li><rdf:li>red"))
	r.intake.dropped(fyne.Position{}, []fyne.URI{fileURI(filepath.Join(r.dir, "photos"))})
	r.until("three photos are seen", func() bool { return len(r.list.ids) == 3 && r.jobs.Idle() && r.view.Unindexed == 0 })
	p := r.snap.Photo(r.list.ids[0])
	words := agency.WordsOf(p, nil)
	judgeOfWords(r.Window)(p, words)
	for order, want := range map[agency.Order]string{agency.Certain: "red green Etosha", agency.ByHand: "Etosha green red"} {
		rows := agency.Profiles()[0].Rows([]agency.Photo{{Path: p.Path, Words: words}}, order)
		if got := strings.Join(rows[0].Keywords, " "); got != want {
			t.Errorf("%s: %s, want %s", order, got, want)
		}
	}
}
