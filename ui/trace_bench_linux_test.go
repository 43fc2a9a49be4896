package ui

import (
	"fmt"
	"image/color"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"syscall"
	"testing"
	"time"

	"fyne.io/fyne/v2/test"

	"catchlight/library"
	"catchlight/library/thumb"
	"catchlight/tagging"
	"catchlight/ui/testwindow"
	"catchlight/ui/view"
)

// traced is Fyne's goroutine of a benchmark, which notes how long each call takes it: by the clock,
// and of the processor, which other programs on the machine do not change.
type traced struct {
	testwindow.Goroutine
	longest, computed time.Duration
}

func (q *traced) time(do func()) {
	began, used := time.Now(), threadTime()
	do()
	q.longest, q.computed = max(q.longest, time.Since(began)), max(q.computed, threadTime()-used)
}

// threadTime is what this thread has used of the processor.
func threadTime() time.Duration {
	const thisThread = 1 // RUSAGE_THREAD, see getrusage(2)
	var u syscall.Rusage
	if err := syscall.Getrusage(thisThread, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// Run times what is posted, in place of the Goroutine's own Run.
func (q *traced) Run() {
	for _, f := range q.Take() {
		q.time(f)
	}
}

// BenchmarkFynesGoroutine100k is the longest call that an act, with all that follows from it, makes
// on Fyne's goroutine while another goroutine stores vectors without a pause, in a library of
// 100,000 photos.
func BenchmarkFynesGoroutine100k(b *testing.B) {
	const n = 100_000
	dir := b.TempDir()
	lib, err := library.Open(filepath.Join(dir, "library.db"))
	if err != nil {
		b.Fatal(err)
	}
	thumbs, err := thumb.NewCache("", 16<<20, 0)
	if err != nil {
		b.Fatal(err)
	}
	linked(b, dir, n)
	if _, err := lib.Import(b.Context(), []string{dir}, library.ImportOptions{}); err != nil {
		b.Fatal(err)
	}
	q := &traced{}
	w := newWindow(test.NewTempApp(b), Deps{
		Library: lib, Thumbs: thumbs, OpenModel: func(string) (tagging.Encoder, error) { return colours{}, nil },
	}, q.Post)
	w.win.Resize(firstSize)
	w.start()
	settled := func() {
		quiet := time.Now()
		for end := time.Now().Add(5 * time.Minute); time.Now().Before(end) && time.Since(quiet) < time.Second; time.Sleep(time.Millisecond) {
			if q.Run(); !w.jobs.Idle() || w.view == nil || w.view.Unindexed > 0 {
				quiet = time.Now()
			}
		}
	}
	settled()
	stop, busy := make(chan struct{}), sync.WaitGroup{}
	busy.Go(func() { // the disk is never idle
		v := []library.Vector{{Picture: lib.Snapshot().Photos()[0].Picture, Values: make([]float32, 3)}}
		for {
			select {
			case <-stop:
				return
			default:
				_ = lib.StoreVectors("other", v)
			}
		}
	})
	b.Cleanup(func() {
		close(stop)
		busy.Wait()
		w.halt()
		thumbs.Close()
		_ = lib.Close()
	})
	folder, words := filepath.Join(dir, "0001"), 0
	for _, act := range []struct {
		name string
		do   func()
	}{
		{"nothing", func() {}},
		{"accept", func() { w.list.goTo(0); w.decider.acceptCurrent() }},
		{"type a word", func() { w.list.goTo(1); words++; w.decider.put(fmt.Sprint("snow", words), w.list.selected()) }},
		{"undo", func() { w.undoer.undo() }},
		{"strength", func() { w.setStrength(tagging.Loose) }},
		{"open a folder", func() { w.enter(view.Scope{Kind: view.ScopeFolder, Name: folder}) }},
		{"all photos", func() { w.enter(view.Scope{Kind: view.ScopeAll}) }},
		{"history", func() { w.pages.open(w.writer.History()); w.showGrid() }},
		{"preferences, library", func() { w.pages.open(newPreferencesAt(w, "library")); w.showGrid() }},
		{"problems", func() { w.pages.open(newProblems(w)); w.showGrid() }},
		{"read a folder again", func() { w.intake.rescan([]string{folder}) }},
		{"remove a folder", func() {
			folders{w.intake}.changeFolder(func() error { return lib.RemoveFolder(folder) }, func() { w.enter(view.Scope{Kind: view.ScopeAll}) })
		}},
		{"select all", func() { w.list.selectAll() }},
		{"type a word on all", func() { w.decider.put("trip", w.list.selected()) }},
	} {
		b.Run(act.name, func(b *testing.B) {
			runtime.LockOSThread()
			defer runtime.UnlockOSThread()
			q.longest, q.computed = 0, 0
			for range b.N {
				runtime.GC()
				q.time(act.do)
				settled()
			}
			b.ReportMetric(float64(q.longest.Microseconds())/1000, "ms-longest")
			b.ReportMetric(float64(q.computed.Microseconds())/1000, "ms-computed")
		})
	}
}

// linked makes n photos in folders of 500: links to as many small pictures.
func linked(b *testing.B, dir string, n int) {
	b.Helper()
	for i := range n {
		folder := filepath.Join(dir, fmt.Sprintf("%04d", i/500))
		path := filepath.Join(folder, fmt.Sprintf("IMG_%06d.jpg", i))
		if i%500 == 0 {
			if err := os.Mkdir(folder, 0o700); err != nil {
				b.Fatal(err)
			}
		}
		if i < 500 {
			paint(b, path, color.RGBA{uint8(i), uint8(i >> 2), 99, 255})
			continue
		}
		if err := os.Link(filepath.Join(dir, "0000", fmt.Sprintf("IMG_%06d.jpg", i%500)), path); err != nil {
			b.Fatal(err)
		}
	}
}
