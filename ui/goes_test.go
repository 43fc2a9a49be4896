package ui

import (
	"os"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2/test"

	"catchlight/library"
	"catchlight/library/keywords"
	"catchlight/library/picture"
	"catchlight/library/safewrite"
	"catchlight/ui/jobs"
)

// TestTheInspectorSaysWhereTheWriterWrites: a photo that must not be changed gets a sidecar, for the
// same reason on the Write page and before it; where sidecars are switched off it gets nothing.
func TestTheInspectorSaysWhereTheWriterWrites(t *testing.T) {
	for why, hinder := range map[string]func(path string) error{
		"it is read-only":                       func(path string) error { return os.Chmod(path, 0o400) },
		"it has several names (hard links), of": func(path string) error { return os.Link(path, path+".second") },
	} {
		t.Run(why, func(t *testing.T) {
			r := newRig(t, nil)
			r.full()
			if err := hinder(r.path("a-red.jpg")); err != nil {
				t.Skip(err)
			}
			r.list.goTo(0)
			r.shows(r.inspector.Object, "Goes to a sidecar (.xmp): "+why)
			r.decider.acceptCurrent()
			r.menus.call(r.menus.command("write"))
			r.shows(r.pages.page().Body, "sidecar, "+why)
			r.pages.close()
			r.list.selectAll()
			r.shows(r.inspector.Object, "Goes into the file for 2, to a sidecar (.xmp) for 1.")
			r.apply(func(set *library.Settings) { set.To = safewrite.Embedded })
			r.shows(r.inspector.Object, "Goes into the file for 2, nowhere for 1")
			r.apply(func(set *library.Settings) { set.To = safewrite.SidecarFile })
			r.shows(r.inspector.Object, "Goes to 3 sidecars")
		})
	}
}

// TestTheDiskIsAskedForOneSelection: while a disk does not answer, no key that goes through its photos
// asks another question of it; afterwards the newest selection is asked for, of an older one no
// further photo, and what it has said of that is not shown.
func TestTheDiskIsAskedForOneSelection(t *testing.T) {
	asked, answers := make(chan string, 100), make(chan struct{})
	group := jobs.NewGroup(t.Context())
	posted := make(chan func(), 100)
	changed := 0
	g := &going{
		options: func() safewrite.Options { return safewrite.Options{} }, group: group, changed: func() { changed++ },
		post: func(do func()) { posted <- do },
		refuses: func(path string, _ safewrite.Options) error {
			asked <- path
			<-answers
			return &keywords.Refusal{Reason: "it is read-only"}
		},
	}
	photos := func(names ...string) (all []*library.Photo) {
		for _, name := range names {
			all = append(all, &library.Photo{Path: name, Format: picture.JPEG})
		}
		return all
	}
	g.text(photos("first", "of", "many"))
	if path := <-asked; path != "first" {
		t.Fatal(path)
	}
	for _, name := range []string{"second", "third", "newest"} {
		g.text(photos(name))
	}
	answers <- struct{}{}
	(<-posted)()
	if path := <-asked; path != "newest" || changed > 0 {
		t.Errorf("%s is asked for, the text has changed %d times", path, changed)
	}
	answers <- struct{}{}
	(<-posted)()
	if says := g.text(g.photos); changed != 1 || !strings.Contains(says, "read-only") {
		t.Errorf("changed %d times: %s", changed, says)
	}
	if !group.End(time.Minute, time.Minute) || len(asked) > 0 {
		t.Errorf("%d more questions", len(asked))
	}
}

// TestWhatCannotBeReadIsNotSaidToGoIntoItsFile: alone it is said to be so; among others it is left out
// of the count.
func TestWhatCannotBeReadIsNotSaidToGoIntoItsFile(t *testing.T) {
	for says, harm := range map[string]func(path string) error{
		"The photo cannot be read: Write says where its keywords go.":           func(path string) error { return os.WriteFile(path, nil, 0o600) },
		"The photo is not where it was: nothing is written before it is found.": os.Remove,
	} {
		t.Run(says, func(t *testing.T) {
			r := newRig(t, nil)
			r.full()
			r.list.goTo(0)
			r.typed("Etosha") // or a photo that has gone would be forgotten
			r.list.selectAll()
			r.shows(r.inspector.Object, "Goes into 3 files")
			path := r.path("a-red.jpg")
			if err := harm(path); err != nil {
				t.Fatal(err)
			}
			r.intake.rescan([]string{path})
			r.until("it is read", func() bool {
				p := r.snap.ByPath(path)
				return (p.Missing || p.Problem != "") && r.jobs.Idle()
			})
			r.list.goTo(r.list.at[r.snap.ByPath(path).ID])
			r.shows(r.inspector.Object, says)
			r.list.selectAll()
			r.shows(r.inspector.Object, "Goes into 2 files")
		})
	}
}

// TestTwoSidecars: what each of them says stands side by side, and what is chosen stands in both
// afterwards.
func TestTwoSidecars(t *testing.T) {
	for button, want := range map[string]string{
		"Keep both…": "both first second", "Keep those of a-red.xmp…": "both first", "Keep those of a-red.jpg.xmp…": "both second",
	} {
		t.Run(button, func(t *testing.T) {
			r := newRig(t, nil)
			r.full()
			path := r.path("a-red.jpg")
			stem := strings.TrimSuffix(path, ".jpg") + ".xmp"
			first, second := r.sidecarWith(path, "both", "first"), r.sidecarWith(path, "both", "second")
			writeFile(t, stem, first)
			writeFile(t, path+".xmp", second)
			r.intake.rescan([]string{path})
			r.onProblems("1")
			r.shows(r.pages.page().Body, "Two sidecars: 1 photo", "(both)", "(+ first)", "(+ second)", "a-red.xmp\n", "a-red.jpg.xmp\n")
			test.Tap(buttonOf(t, r.pages.page().Body, button))
			r.until("the plan is made", func() bool { return strings.Contains(texts(r.pages.page().Body), "[Write 1 photo]") })
			r.pages.page().Enter()
			r.isSolved()
			for _, file := range []string{stem, path + ".xmp"} {
				said := keywords.ParseXMPFile(file, mustRead(t, file)).Keywords()
				if len(said) != len(strings.Fields(want)) {
					t.Errorf("%s says %q, want %s", file, said, want)
				}
				for _, word := range strings.Fields(want) {
					if !strings.Contains(" "+strings.Join(said, " ")+" ", " "+word+" ") {
						t.Errorf("%s says %q, want %s", file, said, want)
					}
				}
			}
		})
	}
}
