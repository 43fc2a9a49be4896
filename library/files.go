package library

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"
)

// File is a file that counts as a photo by its name, or a path for which there is none.
type File struct {
	Path string // as found: the argument joined with the rest
	Abs  string // as the library would know it
	Err  error  // why it is no photo or cannot be looked for, with the remedy

	LeadsTo string // where a link leads that leads out of the paths; "": it is none
}

// Files lists the photos at the paths in order of path, as Import would find them, but reads and stores none: for those
// who read each photo anyway. Names of folders to leave out are in exclude. It blocks on the disk; its error is ctx's.
func (l *Library) Files(ctx context.Context, paths, exclude []string) ([]File, Passed, error) {
	out := make(chan candidateFile, importQueue)
	w := newWalker(out, exclude, l.Snapshot().Sources())
	group, running := errgroup.WithContext(ctx)
	group.Go(func() error {
		defer close(out)
		return w.walk(running, paths)
	})
	var files []File
	given := newBoundary(l.Snapshot(), WriteOptions{Named: paths})
	for f := range out {
		file := File{Path: f.path, Abs: f.abs, Err: f.err}
		if f.link {
			file.LeadsTo = given.leadsTo(f.abs)
		}
		files = append(files, file)
	}
	err := group.Wait()
	if err == nil {
		err = ctx.Err() // the walk may have come to its end all the same
	}
	if err != nil {
		return nil, Passed{}, fmt.Errorf("find photos: %w", err)
	}
	slices.SortFunc(files, func(a, b File) int { return cmp.Or(strings.Compare(a.Path, b.Path), strings.Compare(a.Abs, b.Abs)) })
	once := slices.CompactFunc(files, func(a, b File) bool { return a.Path == b.Path && a.Err == nil && b.Err == nil })
	return once, w.passed, nil
}
