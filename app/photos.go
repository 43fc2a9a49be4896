package main

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"catchlight/library"
)

// photo is one photo of a command: as found (the argument joined with the rest), and as the library
// knows it.
type photo struct {
	path   string
	id     library.ID // 0: the library could not take it, err says why
	err    error
	stored *library.Photo // nil with id 0
}

// photos imports paths (the working directory when there are none) and lists what is there in order
// of path, each photo once, also those that failed. An error means that the import itself could not
// go on.
func (s *session) photos(ctx context.Context, paths, exclude []string) ([]photo, error) {
	if len(paths) == 0 {
		paths = []string{"."}
	}
	line := s.progressLine("Reading")
	in, err := s.lib.Import(ctx, paths, library.ImportOptions{
		ExcludeDirs: exclude,
		Progress:    func(p library.Progress) { line.update(p.Done, p.Total) },
	})
	line.clear()
	if err != nil {
		return nil, err
	}
	s.tellPassed(in.Passed)
	return merge(in, s.lib.Snapshot().Photo), nil
}

// tellPassed says once what was met and passed over, where that may surprise.
func (s *session) tellPassed(passed library.Passed) {
	for _, sentence := range passed.Sentences() {
		s.say("%s", sentence)
	}
}

// merge makes one list of the photos and the failures of an import; stored gives the library's
// photo of an ID.
func merge(in library.Imported, stored func(library.ID) *library.Photo) []photo {
	at := map[string]int{}
	var list []photo
	seen := map[library.ID]bool{}
	for i, id := range in.Photos {
		if seen[id] {
			continue
		}
		seen[id] = true
		at[in.Paths[i]] = len(list)
		list = append(list, photo{path: in.Paths[i], id: id, stored: stored(id)})
	}
	for _, f := range in.Failed {
		if i, ok := at[f.Path]; ok {
			list[i].err = f.Err
			continue
		}
		at[f.Path] = len(list)
		list = append(list, photo{path: f.Path, err: f.Err})
	}
	slices.SortFunc(list, func(a, b photo) int { return strings.Compare(a.path, b.path) })
	return list
}

// workable lists the IDs of the photos that have not failed yet.
func workable(photos []photo) []library.ID {
	var ids []library.ID
	for _, p := range photos {
		if p.err == nil && p.stored != nil {
			ids = append(ids, p.id)
		}
	}
	return ids
}

// reason is an error about the photo as one line of text for a person, "" for none. Errors of the
// import name the path as found, those of the library the one that it leads to.
func (p *photo) reason(err error) string { return library.Sentence(p.path, err) }

// reason is an error as one line of text for a person, "" for none.
func reason(err error) string {
	if err == nil {
		return ""
	}
	return oneLine(err)
}

// shown is the library's path of a photo as a person in this working directory would name it:
// relative below it, else absolute.
func (s *session) shown(path string) string {
	here, err := os.Getwd()
	if err != nil {
		return path
	}
	if rel, err := filepath.Rel(here, path); err == nil && filepath.IsLocal(rel) {
		return rel
	}
	return path
}

func sortByPath(lines []undoLine) {
	slices.SortStableFunc(lines, func(a, b undoLine) int { return strings.Compare(string(a.Path), string(b.Path)) })
}
