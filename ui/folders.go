package ui

import (
	"path/filepath"
	"slices"
	"strings"

	"catchlight/library"
)

// folder is a row of the Folders tree. count and away include the folders below.
type folder struct {
	path, name string
	count, own int
	away       int  // photos that are not there, or whose disk is not
	source     bool // the user has added it
	below      []*folder
}

// offline reports whether nothing of the folder is there, as of a disk that is not connected.
func (f *folder) offline() bool { return f.count > 0 && f.away == f.count }

// folderTree makes the tree of the folders that hold photos, and of those that were added. count maps a folder to the
// photos directly in it, away to those of them that are not there. Folders with nothing but one folder in them are left out unless they were added, and so is a
// common root that says nothing (/, /home, the home folder).
func folderTree(sources []library.Source, count, away map[string]int, home string) []*folder {
	nodes := map[string]*folder{}
	var tops []*folder
	for dir, n := range count {
		folderNode(nodes, &tops, dir).own = n
	}
	for dir, n := range away {
		folderNode(nodes, &tops, dir).away = n
	}
	for _, s := range sources {
		folderNode(nodes, &tops, s.Path).source = true
	}
	for _, t := range tops {
		t.sum()
		t.squeeze()
		t.sort()
	}
	for len(tops) == 1 && tops[0].own == 0 && !tops[0].source && library.Within(tops[0].path, home) {
		tops = tops[0].below
	}
	return tops
}

// folderNode finds or makes the node of dir and all nodes above it.
func folderNode(nodes map[string]*folder, tops *[]*folder, dir string) *folder {
	if f := nodes[dir]; f != nil {
		return f
	}
	f := &folder{path: dir, name: filepath.Base(dir)}
	nodes[dir] = f
	if up := filepath.Dir(dir); up != dir {
		parent := folderNode(nodes, tops, up)
		parent.below = append(parent.below, f)
	} else {
		*tops = append(*tops, f)
	}
	return f
}

func (f *folder) sum() {
	f.count = f.own
	for _, b := range f.below {
		b.sum()
		f.count += b.count
		f.away += b.away
	}
}

// squeeze replaces a folder that holds nothing but one folder by that folder.
func (f *folder) squeeze() {
	for f.own == 0 && !f.source && len(f.below) == 1 {
		*f = *f.below[0]
	}
	for _, b := range f.below {
		b.squeeze()
	}
}

func (f *folder) sort() {
	slices.SortFunc(f.below, func(a, b *folder) int { return strings.Compare(a.name, b.name) })
	for _, b := range f.below {
		b.sort()
	}
}
