package ui

import (
	"fmt"
	"image/color"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"catchlight/library"
	"catchlight/ui/kit"
	"catchlight/ui/phrase"
	"catchlight/ui/problems"
)

// sheet is a look at a window: all lines of text in it, each with the room that it has, and those
// that end in "…" though they ask for all of their width.
type sheet struct {
	lines []line
	cut   []string
	off   int  // widgets that are switched off, around what is looked at
	seen  room // what of the window is not cut off there
}

// line is one text with its place, and the room that what holds it leaves, in dp.
type line struct {
	text                     string
	left, right, top, bottom float32
	room                     room
	in                       string // the widget that it is in
	ink                      color.Color
	off                      bool // it is in a widget that is switched off
	seen                     room // what is not cut off
}

type room struct{ left, right, top, bottom float32 }

func (r room) within(at fyne.Position, size fyne.Size) room {
	return room{max(r.left, at.X), min(r.right, at.X+size.Width), max(r.top, at.Y), min(r.bottom, at.Y+size.Height)}
}

// look walks through what is visible below an object.
func (s *sheet) look(o fyne.CanvasObject, at fyne.Position, r room, in string) {
	if !o.Visible() {
		return
	}
	at = at.Add(o.Position())
	outer := s.seen
	if outer == (room{}) {
		outer = r
	}
	s.seen = outer.within(at, o.Size())
	defer func() { s.seen = outer }()
	switch o := o.(type) {
	case *canvas.Text:
		s.note(o, at, r, in)
	case *fyne.Container:
		for _, child := range o.Objects {
			s.look(child, at, r.within(at, o.Size()), in)
		}
	case fyne.Widget:
		if text, ok := o.(*kit.Text); ok && text.Cut() && text.Width == 0 && r.right > r.left {
			s.cut = append(s.cut, text.Text)
		}
		if field, ok := o.(*kit.Entry); ok && field.Cut() && r.right > r.left {
			s.cut = append(s.cut, field.PlaceHolder)
		}
		if b, ok := o.(*kit.Button); ok && b.Cut() && r.right > r.left {
			s.cut = append(s.cut, b.Label)
		}
		inner, name := r.within(at, o.Size()), fmt.Sprintf("%T", o)
		if _, scrolls := o.(fyne.Scrollable); scrolls {
			inner.top, inner.bottom = -1e6, 1e6
		}
		off := 0
		if d, ok := o.(fyne.Disableable); ok && d.Disabled() {
			off = 1
		}
		s.off += off
		for _, child := range test.WidgetRenderer(o).Objects() {
			s.look(child, at, inner, name)
		}
		s.off -= off
	}
}

func (s *sheet) note(t *canvas.Text, at fyne.Position, r room, in string) {
	size := fyne.MeasureText(t.Text, t.TextSize, t.TextStyle)
	left := at.X
	switch t.Alignment {
	case fyne.TextAlignCenter:
		left += (t.Size().Width - size.Width) / 2
	case fyne.TextAlignTrailing:
		left += t.Size().Width - size.Width
	}
	top := at.Y + (t.Size().Height-size.Height)/2
	if strings.TrimSpace(t.Text) != "" && left > -1e3 { // beyond it is what a bar has no room for
		s.lines = append(s.lines, line{t.Text, left, left + size.Width, top, top + size.Height, r, in, t.Color, s.off > 0, s.seen})
	}
}

// over are pairs of texts that are drawn over one another: each line has some height above and below
// its letters, which may touch.
func (s *sheet) over() (pairs []string) {
	for i, l := range s.lines {
		a := l.seen.within(fyne.NewPos(l.left, l.top), fyne.NewSize(l.right-l.left, l.bottom-l.top))
		for _, m := range s.lines[i+1:] {
			b := a.within(fyne.NewPos(m.left, m.top), fyne.NewSize(m.right-m.left, m.bottom-m.top))
			b = room{max(b.left, m.seen.left), min(b.right, m.seen.right), max(b.top, m.seen.top), min(b.bottom, m.seen.bottom)}
			if b.right-b.left > 3 && b.bottom-b.top > .4*min(l.bottom-l.top, m.bottom-m.top) {
				pairs = append(pairs, fmt.Sprintf("%q in %s, and %q in %s", l.text, l.in, m.text, m.in))
			}
		}
	}
	return pairs
}

// spills reports whether a line does not fit into its room: what sticks out is cut off, or drawn
// over something else.
func (l line) spills() bool {
	const fair = 1.5 // of float32, and of letters without anything below the line
	return l.left < l.room.left-fair || l.right > l.room.right+fair || l.top < l.room.top-2*fair || l.bottom > l.room.bottom+2*fair
}

// views opens all that the window can show, one after the other, with a photo that is damaged.
func (r *rig) views(see func(name string)) {
	r.t.Helper()
	broken := filepath.Join(r.dir, "photos", "d.jpg")
	writeFile(r.t, broken, "this is no picture, but a text")
	r.intake.dropped(fyne.Position{}, []fyne.URI{fileURI(broken)})
	r.until("the damaged photo is found", func() bool { return r.view.Problem == 1 && r.jobs.Idle() })
	r.list.selectAll()
	r.q.Run()
	see("grid")
	for _, id := range []string{"ranking", "loupe", "review", "vocabulary", "jobs", "write", "history", "problems", "keys", "commands", "about", "agencies", "manual"} {
		r.menus.command(id).run(r.Window)
		r.q.Run()
		r.until(id+" rests", r.jobs.Idle)
		see(id)
		for r.pages.page() != nil {
			r.pages.close()
		}
	}
	for _, more := range []struct {
		name string
		open func()
	}{
		{"leftovers", r.pages.startReview},
		{"grades", r.pages.openGrades},
		{"better model", r.pages.openBetter},
		{"import", func() { r.pages.previewImport("") }},
		{"notice", func() { r.pages.open(problems.NewNotice("1", []string{"2", "3"}, nil)) }},
	} {
		more.open()
		r.until(more.name+" rests", r.jobs.Idle)
		r.q.Run()
		see(more.name)
		r.showGrid()
	}
	for _, section := range []string{"writing", "suggestions", "sets", "model", "performance", "places", "language", "look", "library"} {
		r.pages.open(newPreferencesAt(r.Window, section))
		r.until("all is found out", r.jobs.Idle)
		r.q.Run()
		see("preferences " + section)
		r.pages.close()
	}
}

// TestNothingSpills: in a language whose words are longer by 30 %, at the usual and at the least
// size of the window, and with the largest text, no text is cut without a sign, none is drawn beyond
// what it stands in or over another, and no field ends what it asks for in "…".
func TestNothingSpills(t *testing.T) {
	for _, c := range []struct {
		size    fyne.Size
		percent int
	}{{fyne.NewSize(1280, 800), 100}, {fyne.NewSize(880, 560), 100}, {fyne.NewSize(1280, 800), 150}, {fyne.NewSize(880, 560), 150}} {
		t.Run(fmt.Sprint(c.size.Width, " ", c.percent), func(t *testing.T) {
			t.Cleanup(func() { phrase.Speak("en") })
			r := newRig(t, func(d *Deps) {
				set := d.Library.Settings()
				set.Language, set.TextSize = phrase.Pseudo, c.percent
				d.Library.UseSettings(set)
			})
			see := func(name string) {
				r.win.Resize(c.size.AddWidthHeight(1, 1)) // a canvas for tests does not follow sizes by itself
				r.win.Resize(c.size)
				var s sheet
				s.look(r.win.Content(), fyne.Position{}, room{right: c.size.Width, bottom: c.size.Height}, "window")
				for _, l := range s.lines {
					if l.spills() {
						t.Errorf("%s: %q in %s: %.0f–%.0f in %.0f–%.0f, %.0f–%.0f in %.0f–%.0f", name, l.text, l.in, l.left, l.right, l.room.left, l.room.right,
							l.top, l.bottom, l.room.top, l.room.bottom)
					}
				}
				for _, text := range s.cut {
					t.Errorf("%s: %q is cut", name, text)
				}
				for _, pair := range s.over() {
					t.Errorf("%s: one over the other: %s", name, pair)
				}
			}
			r.win.Resize(c.size)
			r.until("it rests", func() bool { return r.engine.Ready() && r.jobs.Idle() })
			see("empty")
			r.full()
			r.q.Run()
			r.views(see)
		})
	}
}

// ours are words that are the same in each language, or the user's own.
var ours = regexp.MustCompile(`(?i)\b(red|green|blue|colou?rs?|catchlight|jpe?g|tiff?|raw|png|heic|dng|webp|xmp|iptc|exif|img_1|gps|mb|gb|kb|iso|mm|f6|f7|f8|f11|ctrl|shift|alt|enter|esc|space|tab|delete|del|home|end|pgup|pgdn|up|down|left|right|clip|c2pa|huggingface\.co|` +
	`lr:hierarchicalsubject|lightroom|bridge|capture one|darktable|digikam|geonames|cc by [\d.]+|unicode cldr|imagenet|adobe stock|shutterstock|alamy|csv|filename|title|keywords|category|releases|caption|tags|description|categories|editorial|mature content|illustration|` +
	`essentials|photos|apache-2.0|starter|fast|standard|best|mit|a photo of a|apache license [\d.]+|english|deutsch|español|français|italiano|txt|db|[a-d]|s|x)\b`)

// path is the place of a file.
var path = regexp.MustCompile(`/[\w./-]+`)

// TestAllTextsAreOfTheLanguage: what is English in a window that speaks another language has not
// come through the catalogue.
func TestAllTextsAreOfTheLanguage(t *testing.T) {
	t.Cleanup(func() { phrase.Speak("en") })
	r := newRig(t, func(d *Deps) {
		set := d.Library.Settings()
		set.Language = phrase.Pseudo
		d.Library.UseSettings(set)
	})
	r.full()
	r.keep(func(s *library.Settings) { s.Ancestors = nil })
	english := regexp.MustCompile(`[A-Za-z]{2,}`)
	r.views(func(name string) {
		if name == "manual" {
			return // its text is in English, in each language
		}
		var s sheet
		s.look(r.win.Content(), fyne.Position{}, room{}, "window")
		for _, l := range s.lines {
			text := strings.ReplaceAll(l.text, r.dir, "")
			if left := ours.ReplaceAllString(path.ReplaceAllString(text, ""), ""); english.MatchString(left) {
				t.Errorf("%s: %q in %s", name, l.text, l.in)
			}
		}
	})
}

// TestTagsOfANewLibraryAreInTheLanguageOfTheWindow: they are named so once. A library with photos,
// and what the user chose, stay as they are.
func TestTagsOfANewLibraryAreInTheLanguageOfTheWindow(t *testing.T) {
	t.Cleanup(func() { phrase.Speak("en") })
	for name, c := range map[string]struct {
		language, chosen, want string
		photos                 bool
	}{
		"new":                 {language: "de", want: "de"},
		"new, chosen before":  {language: "de", chosen: "fr", want: "fr"},
		"new, English":        {language: "en", want: ""},
		"with photos":         {language: "de", photos: true, want: ""},
		"no language of tags": {language: phrase.Pseudo, want: ""},
	} {
		t.Run(name, func(t *testing.T) {
			r := newRig(t, func(d *Deps) {
				set := d.Library.Settings()
				set.Language, set.TagNames = c.language, c.chosen
				d.Library.UseSettings(set)
				if c.photos {
					dir := t.TempDir()
					paint(t, filepath.Join(dir, "a.jpg"), color.RGBA{220, 0, 0, 255})
					if _, err := d.Library.Import(t.Context(), []string{dir}, library.ImportOptions{}); err != nil {
						t.Fatal(err)
					}
				}
			})
			if got := r.settings().TagNames; got != c.want {
				t.Errorf("tags are in %q, want %q", got, c.want)
			}
		})
	}
}
