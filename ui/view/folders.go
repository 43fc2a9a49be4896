package view

import (
	"path/filepath"
	"slices"

	"catchlight/library"
)

// Folder is a row of the Folders tree. Count and Away include the folders below.
type Folder struct {
	Path, Name string
	Count, own int
	Away       int  // photos that are not there, or whose disk is not
	source     bool // the user has added it
	Below      []*Folder
}

// Offline reports whether nothing of the folder is there, as of a disk that is not connected.
func (f *Folder) Offline() bool { return f.Count > 0 && f.Away == f.Count }

// folderTree makes the tree of the folders that hold photos, and of those that were added. count
// maps a folder to the photos directly in it, away to those of them that are not there. Folders
// with nothing but one folder in them are left out unless they were added, and so is a common root
// that says nothing (/, /home, the home folder).
func folderTree(sources []library.Source, count, away map[string]int, home string) []*Folder {
	nodes := map[string]*Folder{}
	var tops []*Folder
	for dir, n := range count {
		folderNode(nodes, &tops, dir).own = n
	}
	for dir, n := range away {
		folderNode(nodes, &tops, dir).Away = n
	}
	for _, s := range sources {
		folderNode(nodes, &tops, s.Path).source = true
	}
	for _, t := range tops {
		t.sum()
		t.squeeze()
		t.sort()
	}
	sortFolders(tops)
	for len(tops) == 1 && tops[0].own == 0 && !tops[0].source && library.Within(tops[0].Path, home) {
		tops = tops[0].Below
	}
	return tops
}

// FolderName is how a folder is called: the last part of its path, or what a drive ("E:") or a share
// of a server is called by, which has no other.
func FolderName(dir string) string {
	if volume := filepath.VolumeName(dir); volume != "" && filepath.Dir(dir) == dir {
		return volume
	}
	return filepath.Base(dir)
}

// folderNode finds or makes the node of dir and all nodes above it.
func folderNode(nodes map[string]*Folder, tops *[]*Folder, dir string) *Folder {
	if f := nodes[dir]; f != nil {
		return f
	}
	f := &Folder{Path: dir, Name: FolderName(dir)}
	nodes[dir] = f
	if up := filepath.Dir(dir); up != dir {
		parent := folderNode(nodes, tops, up)
		parent.Below = append(parent.Below, f)
	} else {
		*tops = append(*tops, f)
	}
	return f
}

func (f *Folder) sum() {
	f.Count = f.own
	for _, b := range f.Below {
		b.sum()
		f.Count += b.Count
		f.Away += b.Away
	}
}

// squeeze replaces a folder that holds nothing but one folder by that folder.
func (f *Folder) squeeze() {
	for f.own == 0 && !f.source && len(f.Below) == 1 {
		*f = *f.Below[0]
	}
	for _, b := range f.Below {
		b.squeeze()
	}
}

func sortFolders(all []*Folder) {
	slices.SortFunc(all, func(a, b *Folder) int { return CompareNames(a.Name, b.Name) })
}

func (f *Folder) sort() {
	sortFolders(f.Below)
	for _, b := range f.Below {
		b.sort()
	}
}
