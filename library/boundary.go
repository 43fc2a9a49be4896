package library

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// boundary tells in which places a run may change files. A folder that somebody else has made may
// hold links to files of the user's that lie elsewhere: they are changed only when they are named,
// or when the user has said that links are to be followed.
type boundary struct {
	anywhere bool
	named    []string // real paths; nil: the sources decide
	sources  []Source
	real     map[string]string // of the sources
}

func newBoundary(snap *Snapshot, o WriteOptions) boundary {
	b := boundary{anywhere: o.FollowLinks, sources: snap.Sources(), real: map[string]string{}}
	for _, path := range o.Named {
		b.named = append(b.named, around(path)...)
	}
	for _, s := range b.sources {
		if real, err := filepath.EvalSymlinks(s.Path); err == nil {
			b.real[s.Path] = real
		}
	}
	return b
}

// around lists the real paths that somebody means who names a file or folder: what a link leads to,
// and where the link is, for sidecars are there.
func around(path string) []string {
	all := []string{}
	abs, err := absolute(path)
	if err != nil {
		return all
	}
	real, err := filepath.EvalSymlinks(abs)
	if err != nil {
		return all // whoever opens it will tell
	}
	all = append(all, real)
	if info, err := os.Stat(real); err != nil || info.IsDir() {
		return all
	}
	if dir, err := filepath.EvalSymlinks(filepath.Dir(abs)); err == nil {
		all = append(all, dir)
	}
	return all
}

// inside is safewrite.Options.Inside for a photo: what was named, else the source that covers the
// photo, else the photo itself, which then was given to the window alone.
func (b boundary) inside(path string) []string {
	switch {
	case b.anywhere:
		return nil
	case len(b.named) > 0:
		return b.named
	}
	for _, s := range b.sources {
		if real := b.real[s.Path]; real != "" && s.covers(path) {
			return []string{real}
		}
	}
	return around(path)
}

// leadsTo is where a link leads that leads out of what was named, "" for others.
func (b boundary) leadsTo(link string) string {
	real, err := filepath.EvalSymlinks(link)
	if err != nil || slices.ContainsFunc(b.named, func(place string) bool { return Within(place, real) }) {
		return ""
	}
	return real
}

// disjointBatches orders requests so that no two of one batch can meet in a file: photos of one
// name, whatever their ending, may share a sidecar, and links may lead to one photo. The first
// batch has the first request for each name.
func disjointBatches(paths []string) [][]int {
	real := resolver{}
	depth := map[string]int{}
	var all [][]int
	for n, path := range paths {
		key := real.stem(path)
		if depth[key] == len(all) {
			all = append(all, nil)
		}
		all[depth[key]] = append(all[depth[key]], n)
		depth[key]++
	}
	return all
}

// resolver follows links, of each folder once.
type resolver map[string]string

// stem is the real path of a photo without its ending, in small letters.
func (r resolver) stem(path string) string {
	if info, err := os.Lstat(path); err == nil && info.Mode()&os.ModeSymlink != 0 {
		if target, err := filepath.EvalSymlinks(path); err == nil {
			path = target
		}
	}
	dir := filepath.Dir(path)
	if _, known := r[dir]; !known {
		r[dir] = dir
		if real, err := filepath.EvalSymlinks(dir); err == nil {
			r[dir] = real
		}
	}
	name := filepath.Base(path)
	return filepath.Join(r[dir], strings.ToLower(strings.TrimSuffix(name, filepath.Ext(name))))
}
