package writing

import (
	"cmp"
	"context"
	"reflect"
	"slices"
	"strings"
	"sync"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"catchlight/library"
	"catchlight/library/picture"
	"catchlight/library/safewrite"
	"catchlight/ui/jobs"
	"catchlight/ui/kit"
	"catchlight/ui/message"
	"catchlight/ui/page"
	"catchlight/ui/phrase"
)

// planPage shows what a write would change, before it happens.
type planPage struct {
	writer *Writer
	about  Plan
	head   *kit.Column // what is written, and the button
	column *kit.Column
	body   *fyne.Container // both
	write  *kit.Button
	groups []*group
	off    map[string]bool // photos that are unticked: they wait for a later write
	rows   map[string]fyne.CanvasObject
	reqs   []library.WriteRequest // what was planned
	total  int
	closed context.Context // ends when the page is left
}

// group is the photos that share a destination and a reason.
type group struct {
	to      safewrite.Destination
	both    bool // the sidecars that are there follow
	why     string
	failed  bool
	results []library.WriteResult
	open    bool
	listed  int // photos that are shown when it is open

	row  *kit.Row // both stay while the list is drawn anew: one of them may have the keyboard
	tick *kit.Check
}

// Page makes the Write page and starts planning: each file is read, nothing is written.
func (wr *Writer) Page() *page.Page { return wr.PageOf(wr.pending()) }

// PageOf is Page for a write of its own.
func (wr *Writer) PageOf(about Plan) *page.Page {
	p := &planPage{writer: wr, about: about, head: page.NewColumn(8), column: page.NewColumn(8), off: map[string]bool{}, rows: map[string]fyne.CanvasObject{}}
	p.write = kit.NewButton("", p.run)
	p.write.Accent, p.write.Shortcut = true, phrase.Keys("Enter")
	p.write.Disable()
	ctx, cancel := context.WithCancel(wr.deps.Group.Context())
	p.closed, p.body = ctx, page.Headed(p.head, p.column)
	p.plan()
	p.refresh()
	return &page.Page{
		ID: "write", Title: about.Title, Body: p.body, Enter: p.press, Tick: p.follow, Close: cancel,
	}
}

// Requests is what the next write would do, by photo.
func (wr *Writer) Requests() []library.WriteRequest {
	var reqs []library.WriteRequest
	for _, id := range wr.deps.Snapshot().ToWrite() {
		if p := wr.deps.Snapshot().Photo(id); p != nil {
			reqs = append(reqs, library.WriteRequest{Photo: id, Path: p.Path, Edit: wr.deps.Snapshot().Pending(id), Decided: true})
		}
	}
	return reqs
}

// follow makes the plan anew when other words are to be written than it was made for: the user has
// decided in the loupe, or another window has.
func (p *planPage) follow() {
	if !reflect.DeepEqual(p.reqs, p.about.Requests()) {
		p.plan()
		p.refresh()
	}
}

// plan reads the files and finds out what would change and where.
func (p *planPage) plan() {
	reqs := p.about.Requests()
	p.reqs, p.total = reqs, len(reqs)
	if p.total == 0 {
		p.groups = nil
		return
	}
	o := library.WriteOptions{Options: p.writer.options(p.about.To), Workers: 4, DryRun: true}
	p.writer.deps.Jobs.Add(&jobs.Job{
		Lane: jobs.Plan, OnDisk: true, Quiet: true,
		Says: func(int, int) string { return lang.X("job.planning", "Looking at what would change") },
		Work: func(ctx context.Context, j *jobs.Job) (func(bool), error) {
			ctx, cancel := context.WithCancel(ctx)
			defer cancel()
			stop := context.AfterFunc(p.closed, cancel)
			defer stop()
			var out outcome
			o.Each = out.add
			o.Progress = func(p library.Progress) { j.Report(p.Done, p.Total) }
			_, err := p.writer.deps.Library.Write(ctx, "", reqs, o)
			return func(bool) { p.planned(&out, reqs, err) }, err
		},
	})
}

// outcome gathers what became of each photo of a write. Any goroutine may add.
type outcome struct {
	mu      sync.Mutex
	results []library.WriteResult
	run     []uint64
}

func (o *outcome) add(r library.WriteResult) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.results = append(o.results, r)
}

// forget makes room for what becomes of photos that are tried again.
func (o *outcome) forget(paths map[string]bool) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.results = slices.DeleteFunc(o.results, func(r library.WriteResult) bool { return r.Failure() != nil && paths[r.Path] })
}

// planned shows the plan that was made for requests; where a disk kept it from that, why.
func (p *planPage) planned(out *outcome, reqs []library.WriteRequest, err error) {
	if jobs.Cancelled(err) {
		return
	}
	if err != nil {
		again := message.TryAgain(func() {
			if p.closed.Err() != nil {
				p.writer.deps.OpenPage()
				return
			}
			p.plan()
			p.refresh()
		})
		p.writer.deps.Board.FailFor(lang.X("write.planFailed", "The plan could not be made"), reasonOf(err), again)
	}
	if !reflect.DeepEqual(reqs, p.reqs) {
		return // another one is being made
	}
	before := p.groups
	p.total, p.groups, p.rows = 0, nil, map[string]fyne.CanvasObject{}
	slices.SortFunc(out.results, func(a, b library.WriteResult) int { return strings.Compare(a.Path, b.Path) })
	for _, r := range out.results {
		p.sortIn(r)
	}
	for k, g := range p.groups {
		if i := slices.IndexFunc(before, g.sameAs); i >= 0 {
			p.groups[k], before[i].results = before[i], g.results
		}
	}
	slices.SortStableFunc(p.groups, func(a, b *group) int { return cmp.Compare(a.place(), b.place()) })
	p.refresh()
}

// place orders groups: into the file, sidecars, what cannot be written; the larger ones first.
func (g *group) place() int {
	place := -len(g.results)
	if g.to == safewrite.SidecarFile {
		place += 1 << 28
	}
	if g.failed {
		place += 1 << 29
	}
	return place
}

func (g *group) sameAs(o *group) bool {
	return o.to == g.to && o.both == g.both && o.why == g.why && o.failed == g.failed
}

// sortIn puts a photo into the group of its destination and reason.
func (p *planPage) sortIn(r library.WriteResult) {
	g := &group{why: phrase.Said(r.Why), failed: r.Err != nil}
	if r.Err != nil {
		g.why = ""
	} else if !r.Changed {
		return
	} else if cmp.Or(p.about.To, p.writer.deps.Destination()) == safewrite.SidecarFile {
		g.why = "" // a sidecar is what was asked for
	}
	if len(r.To) > 0 {
		g.to, g.both = r.To[0], len(r.To) > 1
	}
	i := slices.IndexFunc(p.groups, g.sameAs)
	if i < 0 {
		p.groups, i = append(p.groups, g), len(p.groups)
	}
	p.groups[i].results = append(p.groups[i].results, r)
}

// refresh shows the sentence and the groups.
func (p *planPage) refresh() {
	// The button stands in the page, not where Write stood in the toolbar: a double-click there
	// must not write.
	p.head.SetObjects(kit.NewParagraph(p.sentence(), kit.StylePage), kit.AtOwnWidth(p.write))
	list := p.example()
	for _, g := range p.groups {
		list = append(list, p.row(g))
		if g.open {
			list = append(list, p.photos(g)...)
		}
	}
	list = append(list, kit.NewSpace(0, 8), kit.NewParagraph(lang.X("write.promise", "Every file is read back after writing, and every write can be undone to the byte."), kit.StyleCaption))
	p.column.SetObjects(list...)
	n := len(p.chosen())
	p.write.SetLabel(lang.XN("write.button", "Write {{.n}} photos", n, phrase.Count(n)))
	if n > 0 {
		p.write.Enable()
	} else {
		p.write.Disable()
	}
	kit.ShowIf(p.write, n > 0 || len(p.groups) > 0 || p.total > 0) // "Write 0 photos" where nothing can be ticked says nothing
	p.body.Refresh()
}

// sentence is the page in short: "86 photos get 214 keywords. 3 photos lose 4 keywords."
func (p *planPage) sentence() string {
	gets, added, loses, removed := 0, 0, 0, 0
	for _, g := range p.groups {
		for _, r := range g.results {
			if g.failed || p.off[r.Path] {
				continue
			}
			plus, minus := len(r.Added), len(r.Removed)
			gets, added = gets+min(plus, 1), added+plus
			loses, removed = loses+min(minus, 1), removed+minus
		}
	}
	switch {
	case p.total > 0:
		return lang.XN("write.looking", "Looking at {{.n}} photos…", p.total, phrase.Count(p.total))
	case gets == 0 && loses == 0 && len(p.chosen()) > 0:
		n := len(p.chosen())
		return lang.XN("write.inStep", "{{.n}} photos and their sidecars come to hold the same keywords.", n, phrase.Count(n))
	case len(p.groups) > 0 && !slices.ContainsFunc(p.groups, func(g *group) bool { return !g.failed }):
		return lang.X("write.none", "Nothing can be written as it is now.")
	case gets == 0 && loses == 0:
		return lang.X("write.nothing", "There is nothing to write.")
	case loses == 0:
		return getting(gets, added)
	case gets == 0:
		return losing(loses, removed)
	default:
		return getting(gets, added) + " " + losing(loses, removed)
	}
}

func getting(photos, keywords int) string {
	return lang.XN("write.gets", "{{.photos}} get {{.keywords}}.", photos, pair(photos, keywords))
}

func losing(photos, keywords int) string {
	return lang.XN("write.loses", "{{.photos}} lose {{.keywords}}.", photos, pair(photos, keywords))
}

func pair(photos, keywords int) map[string]any {
	return map[string]any{"photos": phrase.Photos(photos), "keywords": phrase.Keywords(keywords)}
}

// row is a group with its tick; it opens to its photos.
func (p *planPage) row(g *group) fyne.CanvasObject {
	if g.row == nil {
		p.makeRow(g)
	}
	g.row.Label, g.row.Expand, g.row.Alert = groupText(g), kit.ExpandIf(true, g.open), g.failed
	g.row.Refresh()
	if g.failed {
		return container.NewBorder(nil, nil, kit.NewSpace(g.tick.MinSize().Width, 0), nil, g.row)
	}
	g.tick.SetOn(slices.ContainsFunc(g.results, p.ticked))
	return container.NewBorder(nil, nil, g.tick, nil, g.row)
}

func (p *planPage) makeRow(g *group) {
	g.row = kit.NewRow("")
	g.row.OnExpand = func() { g.open = !g.open; p.refresh() }
	g.row.OnTapped = g.row.OnExpand
	g.tick = kit.NewCheck("", false, func(on bool) {
		for _, r := range g.results {
			p.tick(r.Path, on)
		}
		clear(p.rows)
		p.refresh()
	})
}

// groupText says where the photos of a group go, and why.
func groupText(g *group) string {
	formats := formatsOf(g.results)
	data := map[string]any{"n": phrase.Number(len(g.results)), "formats": formats, "why": g.why}
	switch {
	case g.failed:
		return lang.XN("write.cannot", "{{.n}} cannot be written", len(g.results), data)
	case g.to != safewrite.SidecarFile && g.both:
		return withReason(lang.X("write.insideBoth", "{{.n}} {{.formats}}: into the file and its sidecar", data), g.why)
	case g.to != safewrite.SidecarFile:
		return withReason(lang.X("write.inside", "{{.n}} {{.formats}}: into the file", data), g.why)
	case g.why == "":
		return lang.X("write.sidecar", "{{.n}} {{.formats}}: sidecar", data)
	default:
		return lang.X("write.sidecarWhy", "{{.n}} {{.formats}}: sidecar, {{.why}}", data)
	}
}

// withReason adds to where photos go what is left alone there.
func withReason(where, why string) string {
	if why == "" {
		return where
	}
	return where + "; " + why
}

// formatsOf is "JPEG and TIFF".
func formatsOf(results []library.WriteResult) string {
	var names []string
	for _, r := range results {
		f, _ := picture.FormatOf(r.Path)
		if n := f.Name(); n != "" && !slices.Contains(names, n) {
			names = append(names, n)
		}
	}
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	return lang.X("list.and", "{{.first}} and {{.last}}", map[string]any{
		"first": strings.Join(names[:len(names)-1], ", "), "last": names[len(names)-1],
	})
}

// chosen are the photos to write: of all ticked groups.
func (p *planPage) chosen() map[string]bool {
	paths := map[string]bool{}
	for _, g := range p.groups {
		for _, r := range g.results {
			if !g.failed && p.ticked(r) {
				paths[r.Path] = true
			}
		}
	}
	return paths
}

// press is Enter: the button, once the plan stands.
func (p *planPage) press() {
	if !p.write.Disabled() {
		p.run()
	}
}

// run writes what is ticked and goes back to the photos.
func (p *planPage) run() {
	chosen := p.chosen()
	reqs := slices.DeleteFunc(slices.Clone(p.about.Requests()), func(r library.WriteRequest) bool { return !chosen[r.Path] })
	p.writer.deps.ShowPhotos()
	if p.writer.start(p.about, reqs); p.about.Then != nil {
		p.about.Then()
	}
}
