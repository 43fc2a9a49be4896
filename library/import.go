package library

import (
	"cmp"
	"context"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"time"

	"golang.org/x/sync/errgroup"
	"golang.org/x/sync/semaphore"

	"catchlight/library/disk"
	"catchlight/library/picture"
	"catchlight/library/sidecar"
)

// ImportOptions tune an import.
type ImportOptions struct {
	ExcludeDirs []string       // names of folders to leave out, such as "node_modules"
	Progress    func(Progress) // called by one goroutine at a time, at most ten times a second and at the end; may be nil
}

// Imported is what an import found.
type Imported struct {
	Photos []ID      // every photo under the paths that the library knows now, by path; also those in Failed
	Paths  []string  // of Photos, as found: the argument joined with the rest
	New    int       // photos that were not known
	Known  int       // photos that were, at their path; also those that have changed there
	Moved  int       // photos that were, at another path that is gone
	Failed []Failure // by path
	Passed Passed    // what is no photo
}

// Files counts the files that were photos, each once: most of those that failed are known all the
// same.
func (in Imported) Files() int {
	n := len(in.Photos)
	for _, f := range in.Failed {
		if _, known := slices.BinarySearch(in.Paths, f.Path); !known {
			n++
		}
	}
	return n
}

// Failure is a file or folder that something failed for; the error names the reason and the remedy.
type Failure struct {
	Path string // as found
	Err  error
}

// Progress is how far a job is.
type Progress struct {
	Done, Total, Failed int    // Total is 0 while it is not known
	Path                string // the last one done
}

// Sizes of an import: files on their way between stages, files stored in one transaction and for
// how long they are collected, and the bytes that readers hold at once (of larger files: see
// acquire).
const (
	importQueue  = 256
	importBatch  = 500
	importDelay  = 100 * time.Millisecond
	importMemory = 96 << 20
)

// Import brings the photos at the paths (files, and folders with all below them) into the library.
// Hidden files and folders are left out, and so are folders of the system and of other programs,
// those with a file .nomedia and those that a source excludes, unless they are given themselves;
// symbolic links to folders are not followed. What is known and unchanged costs one stat. Photos
// that have gone from a folder that was given are marked Missing. Files that fail are in
// Imported.Failed and stop nothing; the error tells what stopped the import itself, among it ctx's:
// what was done stays done. It blocks; no goroutine outlives it. A second import waits for the
// first.
func (l *Library) Import(ctx context.Context, paths []string, o ImportOptions) (Imported, error) {
	select {
	case l.importing <- struct{}{}:
		defer func() { <-l.importing }()
	case <-ctx.Done():
		return Imported{}, ctx.Err()
	}
	im := newImporter(l, o)
	err := im.run(ctx, paths)
	if err != nil {
		err = fmt.Errorf("import: %w", err)
	}
	return im.result(), err
}

// importer is one import.
type importer struct {
	lib        *Library
	start      *Snapshot // what is known and unchanged is judged by it
	candidates chan candidateFile
	scanned    chan scanResult
	memory     *semaphore.Weighted
	walker     walker
	folders    sidecar.Folders

	removed map[picture.ID][]removedPhoto
	renamed []renamedRemoval

	batch    []scanResult
	deferred []scanResult // photos whose picture another path had: see matchDeferred
	seen     map[ID]bool  // photos met, at their path
	created  map[ID]bool  // of these, those that were not known
	became   map[ID]ID    // photos whose file has gone to another photo
	photos   []located
	done     Imported
	progress reporter
}

// located is a photo and where it was found.
type located struct {
	path string
	id   ID
}

func newImporter(l *Library, o ImportOptions) *importer {
	im := &importer{
		lib: l, start: l.Snapshot(), memory: semaphore.NewWeighted(importMemory),
		candidates: make(chan candidateFile, importQueue), scanned: make(chan scanResult, importQueue),
		seen: map[ID]bool{}, created: map[ID]bool{}, became: map[ID]ID{},
		progress: newReporter(o.Progress, 0),
	}
	im.removed = removals(im.start.sources)
	im.walker = newWalker(im.candidates, o.ExcludeDirs, im.start.sources)
	return im
}

// run is the walker, the readers and, on this goroutine, the store.
func (im *importer) run(ctx context.Context, paths []string) error {
	group, ctx := errgroup.WithContext(ctx)
	group.Go(func() error {
		defer close(im.candidates)
		return im.walker.walk(ctx, paths)
	})
	var readers errgroup.Group
	for range max(4, runtime.NumCPU()) {
		readers.Go(func() error { return im.read(ctx) })
	}
	group.Go(func() error {
		defer close(im.scanned)
		return readers.Wait()
	})
	group.Go(func() error { return im.collect(ctx) })
	if err := group.Wait(); err != nil {
		return err
	}
	return im.finish()
}

// read scans files as they are found.
func (im *importer) read(ctx context.Context) error {
	for f := range im.candidates { // the walker closes it, at the end of ctx too
		result, err := im.scan(ctx, f)
		if err == nil {
			err = Send(ctx, im.scanned, result)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// collect stores what was scanned, in batches.
func (im *importer) collect(ctx context.Context) error {
	timer := time.NewTicker(importDelay)
	defer timer.Stop()
	for {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-timer.C:
			if err := im.storeBatch(); err != nil {
				return err
			}
		case result, more := <-im.scanned:
			if !more {
				return im.storeBatch()
			}
			im.accept(result)
			if len(im.batch) >= importBatch {
				if err := im.storeBatch(); err != nil {
					return err
				}
			}
		}
	}
}

// finish does what needs to know all that was found: moves, and what is missing.
func (im *importer) finish() error {
	if err := im.matchDeferred(); err != nil {
		return err
	}
	if err := im.resolveGone(); err != nil {
		return err
	}
	if err := im.storeRenamedRemovals(); err != nil {
		return err
	}
	im.progress.reportNow()
	return nil
}

// result is what was done so far.
func (im *importer) result() Imported {
	slices.SortFunc(im.photos, func(a, b located) int { return cmp.Or(strings.Compare(a.path, b.path), cmp.Compare(a.id, b.id)) })
	snap := im.lib.Snapshot()
	for _, p := range im.photos {
		p.id = cmp.Or(im.became[p.id], p.id)
		if snap.Photo(p.id) != nil { // else it was removed meanwhile
			im.done.Photos = append(im.done.Photos, p.id)
			im.done.Paths = append(im.done.Paths, p.path)
		}
	}
	im.done.Passed = im.walker.passed
	slices.SortFunc(im.done.Failed, func(a, b Failure) int { return strings.Compare(a.Path, b.Path) })
	return im.done
}

// Send hands a value to a channel, or returns ctx's error where that ends first.
func Send[T any](ctx context.Context, to chan<- T, value T) error {
	select {
	case to <- value:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// absolute is the path by which the library knows a file. Links in it are kept: the user knows the
// file by them.
func absolute(path string) (string, error) { return disk.Absolute(path) }

// reportEvery bounds how often progress is reported.
const reportEvery = 100 * time.Millisecond

// reporter tells progress, not too often. It is used by one goroutine at a time.
type reporter struct {
	send func(Progress)
	now  Progress
	last time.Time
}

func newReporter(tell func(Progress), total int) reporter {
	return reporter{send: tell, now: Progress{Total: total}}
}

// advance counts one file.
func (r *reporter) advance(path string, failed bool) {
	r.now.Done++
	r.now.Path = path
	if failed {
		r.now.Failed++
	}
	if r.send != nil && time.Since(r.last) >= reportEvery {
		r.reportNow()
	}
}

// reportNow tells how it stands now.
func (r *reporter) reportNow() {
	if r.send != nil {
		r.last = time.Now()
		r.send(r.now)
	}
}
