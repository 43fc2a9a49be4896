package help

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"catchlight/ui/kit"
	"catchlight/ui/page"
)

// Command is a row of the page that finds commands.
type Command struct {
	Label string
	Menu  string // where else it is, "" for nowhere
	Keys  []string
	Lacks string // why it cannot run now, "" when it can
	Run   func()
}

// Finder is what the page that finds commands shows: all commands that have the words of its field.
// The keyboard stays in the field; arrows choose a row, Enter runs it.
type Finder struct {
	Field *kit.Entry

	all, found []Command
	chosen     int // of found
	list       *kit.Column
	scroll     *kit.Scroll
}

// Commands is the page on which each command is found by its name and run by Enter. Its subject is
// the Finder; leave closes it.
func Commands(all []Command, leave func()) *page.Page {
	f := &Finder{all: all, list: page.NewColumn(0)}
	f.list.Margin, f.list.Top = f.list.Margin-8, 8 // the rows' own margins lead to the edges of the field
	f.list.Widest += 16
	f.scroll = kit.NewScroll(f.list)
	f.Field = kit.NewEntry(lang.X("commands.find", "What do you want to do?"), theme.SearchIcon(), nil)
	f.Field.OnChanged = func(string) { f.find() }
	f.Field.OnArrow = f.step
	f.Field.OnSubmitted = func(string) { f.run(f.chosen) }
	f.Field.OnEscape = leave
	f.find()
	head := page.NewColumn(0, f.Field)
	head.Top = 16
	return &page.Page{
		ID: "commands", Title: lang.X("cmd.commands", "Find a command"), Find: f.Field, Subject: f,
		Body: container.New(kit.Tight{}, head, f.scroll),
	}
}

// Chosen is the command that Enter would run, nil when none is found.
func (f *Finder) Chosen() *Command {
	if f.chosen >= len(f.found) {
		return nil
	}
	return &f.found[f.chosen]
}

// find lists what has all words of the field; what begins with them comes first.
func (f *Finder) find() {
	asked := strings.ToLower(strings.TrimSpace(f.Field.Text))
	f.found, f.chosen = nil, 0
	for _, c := range f.all {
		if c.has(strings.Fields(asked)) {
			f.found = append(f.found, c)
		}
	}
	slices.SortStableFunc(f.found, func(a, b Command) int { return a.rank(asked) - b.rank(asked) })
	f.show()
	f.scroll.ScrollToTop()
}

// has reports whether each word, in small letters, is in the command's name, menu or keys.
func (c Command) has(words []string) bool {
	text := strings.ToLower(strings.Join(append([]string{c.Label, c.Menu}, c.Keys...), "\n"))
	return !slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(text, w) })
}

// rank is 0 for a name that begins with what was asked for.
func (c Command) rank(asked string) int {
	if strings.HasPrefix(strings.ToLower(c.Label), asked) {
		return 0
	}
	return 1
}

func (f *Finder) show() {
	if len(f.found) == 0 {
		text := kit.NewText(lang.X("commands.none", "No command has these words."), kit.StyleDim)
		none := kit.NewBar(24, []fyne.CanvasObject{text}, nil)
		none.Margin = 8 // begins where the rows do
		f.list.SetObjects(none)
		return
	}
	rows := make([]fyne.CanvasObject, len(f.found))
	for i, c := range f.found {
		row := kit.NewOffer(func() { f.run(i) })
		row.Label, row.Count, row.Chosen, row.Off = c.Label, strings.Join(c.Keys, keyGap), i == f.chosen, c.Lacks != ""
		row.Note = c.Menu
		if row.Off {
			row.Note = c.Lacks
		}
		rows[i] = row
	}
	f.list.SetObjects(rows...)
}

// step chooses another row, round the ends, and brings it into view.
func (f *Finder) step(by int) {
	if len(f.found) == 0 {
		return
	}
	f.mark(false)
	f.chosen = (f.chosen + by + len(f.found)) % len(f.found)
	f.mark(true)
	row := f.list.Objects()[f.chosen]
	f.scroll.Reveal(row.Position().Y, row.Position().Y+row.Size().Height)
}

func (f *Finder) mark(on bool) {
	row := f.list.Objects()[f.chosen].(*kit.Offer)
	row.Chosen = on
	row.Refresh()
}

// run runs a command that was found, unless it lacks something: why stands in its row.
func (f *Finder) run(i int) {
	if i < len(f.found) && f.found[i].Lacks == "" {
		f.found[i].Run()
	}
}
