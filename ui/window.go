package ui

import (
	"context"
	"os"
	"sync/atomic"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"catchlight/assets"
	"catchlight/library"
	"catchlight/library/thumb"
	"catchlight/tagging"
	"catchlight/tagging/clip"
	"catchlight/tagging/facts"
	"catchlight/ui/empty"
	"catchlight/ui/engine"
	"catchlight/ui/filter"
	"catchlight/ui/grid"
	"catchlight/ui/inspector"
	"catchlight/ui/jobbar"
	"catchlight/ui/jobs"
	"catchlight/ui/kit"
	"catchlight/ui/message"
	"catchlight/ui/phrase"
	"catchlight/ui/search"
	"catchlight/ui/sidebar"
	"catchlight/ui/thumbnail"
	"catchlight/ui/toolbar"
	"catchlight/ui/update"
	"catchlight/ui/view"
	"catchlight/ui/writing"
)

// firstSize is the window's size when it is first shown, in dp.
var firstSize = fyne.NewSize(1280, 800)

// Deps is what the window works with. The caller opens Library and Thumbs and closes them after
// ShowAndRun has returned; the window opens the model and closes it itself.
type Deps struct {
	Library *library.Library
	Thumbs  *thumb.Cache
	// OpenModel opens the model of that name; "" is the starter. It may block for seconds, is
	// called from a goroutine of the window's and only once at a time. Its error is shown as it is:
	// it should say what is missing and what to do.
	OpenModel func(name string) (tagging.Encoder, error)
	// ShouldSwitch is tagging.IndexOptions.ShouldSwitch for an encoder that OpenModel gave under
	// that name. It may block briefly on the disk, and may be nil.
	ShouldSwitch func(name string, encoder tagging.Encoder) func(context.Context, [][]float32) bool
	// People looks for people on photos that are indexed; nil: nobody is looked for. Any goroutine
	// may call it.
	People tagging.LookForPeople
	// Model is the model to use in place of the one in the settings, until the user chooses
	// another; "" is none.
	Model string
	// Devices lists what photos can be computed on beside the processor; nil is nothing. It may
	// block for a moment.
	Devices func() ([]clip.Device, error)
	// Shelf is where the user's models lie.
	Shelf clip.Shelf
	// Download says how models are brought: the zero value, but in tests.
	Download clip.Download
	// Args are files and folders to add when the window opens.
	Args []string
	// Version is what Help › About shows.
	Version string
	// Releases is where Help › Check for updates asks.
	Releases update.Source
}

// thumbsAtRest is how many bytes of thumbnails stay in memory while nobody works in the window: those
// of a few screens. The others come from the disk again.
const thumbsAtRest = 16 << 20

// Window is the one window of the program. Its methods belong to Fyne's goroutine, except where
// they say otherwise.
type Window struct {
	deps Deps
	app  fyne.App
	win  fyne.Window
	post func(func()) // runs a function on Fyne's goroutine, later; any goroutine may call it

	// What works in the background.
	group   *jobs.Group
	leaving leaving
	errands *jobs.Errands
	ended   atomic.Bool  // Fyne's loop has returned
	touched atomic.Int64 // when the user last did something, in nanoseconds
	pump    *jobs.Pump
	builder *view.Builder
	jobs    *jobs.Queue

	// What is known.
	snap *library.Snapshot
	view *view.State

	proposals *view.Proposals

	// What is shown.
	shown
	board    *message.Board // what is said
	quitting bool

	// Who answers to the user.
	menus   *menus
	layout  *layout
	list    *list
	filters *filter.Filters
	folding *folding
	pages   *pages
	intake  *intake
	cells   *cells
	decider *decider
	undoer  *undoer
	writer  *writing.Writer
	engine  *engine.Engine

	// The panels.
	panes      *kit.Panes
	thumbnails *thumbnail.Source
	sidebar    *sidebar.Sidebar
	search     *search.Search
	toolbar    *toolbar.Toolbar
	scopeLine  *toolbar.ScopeLine
	grid       *grid.Grid
	inspector  *inspector.Inspector
	bar        *jobbar.Bar
	centre     *centre
	better     offers
}

// shown is what the user looks at.
type shown struct {
	scope    view.Scope
	order    view.Order
	sorting  int // counts what put the list in order: only an answer to the newest may replace what is shown
	stacking view.Stacking
	tour     *inspector.Tour
}

// New makes the window of a, without showing it.
func New(a fyne.App, d Deps) *Window {
	return newWindow(a, d, kit.Later)
}

func newWindow(a fyne.App, d Deps, post func(func())) *Window {
	phrase.Speak(d.Library.Settings().Language)
	w := &Window{deps: d, app: a, post: post, proposals: view.NewProposals(nil, nil)}
	w.leaving.stopped, w.leaving.writes, w.leaving.others = make(chan struct{}), writesWait, othersWait
	w.group = jobs.NewGroup(context.Background())
	w.shown = shown{order: keptOrder(a.Preferences()), tour: inspector.NewTour(a.Preferences(), func() { w.inspector.Refresh() })}
	w.stacking.SetOff(a.Preferences().Bool(keptStacksKey))
	w.pump = jobs.NewPump(post, w.update)
	w.builder = view.NewBuilder(d.Library, post, w.viewMade)
	w.jobs = jobs.NewQueue(w.group, post, jobs.Hooks{Ring: w.pump.Ring, Changed: w.jobsChanged, Broke: w.jobBroke})
	w.errands = jobs.NewErrands(w.group, post)
	w.board = newBoard(w)
	w.thumbnails = w.newThumbnails()
	w.menus = &menus{w: w, table: commands()}
	w.layout = &layout{w: w, look: keptLook(a.Preferences())}
	w.list = &list{w: w}
	w.filters = filter.New(w.filtered)
	w.folding = &folding{w: w}
	w.decider = &decider{w: w}
	w.undoer = newUndoer(w)
	w.pages = newPages(w)
	w.writer = w.newWriter()
	w.intake = &intake{w: w, last: keptImport(a.Preferences(), d.Library.Path())}
	w.cells = &cells{w: w, framed: -1}
	w.engine = newEngine(w)
	w.takeSnapshot()
	w.proposals = view.NewProposals(nil, w.settings().Threshold)
	w.applyLook()
	w.win = a.NewWindow("Catchlight")
	w.win.SetIcon(fyne.NewStaticResource("app.svg", assets.Icon(assets.IconApp)))
	w.build()
	return w
}

// build makes the panels and puts them into the window.
func (w *Window) build() {
	w.bar = jobbar.New(jobbar.Deps{
		Queue: w.jobs, Board: w.board, Resting: w.restingHint,
		OpenJobs: func() { w.menus.call(w.menus.command("jobs")) },
	})
	w.sidebar = w.newSidebar()
	w.search = w.newSearch()
	w.toolbar = w.newToolbar()
	w.scopeLine = w.newScopeLine()
	w.grid = newGrid(w)
	w.better = newOffers(w)
	w.inspector = w.newInspector()
	nothing := w.emptyDeps()
	w.centre = newCentre(w.toolbar.Object, w.scopeLine.Object, empty.NewLibrary(nothing), empty.NewScope(nothing))
	w.panes = kit.NewPanes(w.sidebar.Object, w.centre.object, w.inspector.Object, w.bar.Object)
	w.panes.OnField = func() { w.post(w.menus.keysMoved) }
	w.win.SetPadded(false)
	w.win.SetContent(w.panes)
	w.win.Resize(firstSize)
	w.win.SetMaster()
	w.win.SetOnDropped(w.intake.dropped)
	w.win.SetCloseIntercept(w.Quit)
	w.menus.bindKeys()
	w.refresh()
}

// ShowAndRun shows the window and blocks until the program quits. The goroutines of the window have
// ended by then, but for those that nothing can interrupt.
func (w *Window) ShowAndRun() {
	w.group.Go(func() { jobs.GiveBack(w.group.Context(), func() { w.deps.Thumbs.Shrink(thumbsAtRest) }) })
	w.start()
	w.win.ShowAndRun()
	w.ended.Store(true)
	w.halt()
}

// start begins all that works in the background.
func (w *Window) start() {
	w.group.Go(func() { w.pump.Run(w.group.Context(), w.deps.Library.Changed()) })
	w.group.Go(func() { w.builder.Run(w.group.Context()) })
	w.watch()
	w.ask()
	w.engine.Open()
	if put := w.deps.Library.Recovered(); len(put) > 0 {
		said := make([]string, len(put))
		for i, sentence := range put {
			said[i] = phrase.Said(sentence)
		}
		w.board.Tell(&message.Result{Text: said[0], Alert: len(said) > 1}, lang.X("recovered.title", "What the start found"), said...)
	}
	w.intake.passOver()
	w.writer.Remember(keptLeft(w.app.Preferences(), w.deps.Library.Path()))
	w.intake.add(w.deps.Args)
}

// update is what the pump posts: the library or a job has news.
func (w *Window) update() {
	if w.quitting {
		return
	}
	if w.takeSnapshot() {
		w.ask()
		w.grid.Refresh()
		w.inspector.Refresh()
	}
	if w.jobs.Indexing() {
		w.ask() // vectors come without a new snapshot
	}
	w.bar.Refresh()
	w.pages.refreshPage()
}

// takeSnapshot takes over what the library knows now, and reports whether that has changed. No
// snapshot comes into the window but here; the caller asks for what should be shown of it.
func (w *Window) takeSnapshot() bool {
	before := w.snap
	w.snap = w.deps.Library.Snapshot()
	return w.snap != before
}

// ask asks for what the window should show now.
func (w *Window) ask() {
	home, _ := os.UserHomeDir() // "" only means that the Folders tree keeps its root
	w.builder.Ask(view.Request{
		Snapshot: w.snap, Tags: w.engine.Tags(), Proposals: w.proposals, Strength: view.StrengthOf(w.settings()), Most: w.settings().Max, Facts: facts.WantedBy(w.settings().Facts),
		Scope: w.scope, Import: w.intake.last.photos, Chosen: w.filters.Chosen(), Count: w.sidebar.OpenFacets(), Order: w.list.shownOrder(), Sorting: w.sorting, Reading: w.search.Reading(), Home: home,
		Typing: w.inspector.Adding(),
		Busy:   w.jobs.Indexing() || w.jobs.Importing(), Where: placeRequestOf(w.settings()),
	})
}

// refresh draws everything anew from what is known.
func (w *Window) refresh() {
	w.sidebar.Refresh()
	w.refreshToolbar()
	w.refreshScopeLine()
	w.better.refresh()
	w.refreshCentre()
	w.grid.Refresh()
	w.inspector.Refresh()
	w.bar.Refresh()
	w.menus.refreshMenu()
}
