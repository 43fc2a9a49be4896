package library

import "context"

// ImportOptions tune an import.
type ImportOptions struct {
	ExcludeDirs []string       // names of folders to leave out, such as "node_modules"
	Progress    func(Progress) // called by one goroutine at a time, at most ten times a second and at the end; may be nil
}

// Imported is what an import found.
type Imported struct {
	Photos           []ID      // every photo under the paths that the library knows now, by path
	Paths            []string  // of Photos, as found: the argument joined with the rest
	New, Known, Moved int      // photos that were new, unchanged since the last import (or changed in place), moved
	Failed           []Failure // by path, as found
	Passed           int       // files that are no photos
}

// Failure is a file that something failed for; the error names the reason and the remedy.
type Failure struct {
	Path string // as found
	Err  error
}

// Progress is how far a job is.
type Progress struct {
	Done, Total, Failed int    // Total is 0 while it is not known
	Path                string // the last one done
}

// Import brings the photos at the paths (files, and folders with all below them) into the library. Hidden files and
// folders are left out, symbolic links to folders not followed. What is known and unchanged costs one stat.
// Photos that have gone from a folder that was given are marked Missing. Files that fail are in Imported.Failed and
// stop nothing; the error tells what stopped the import itself, among it ctx's: what was done stays done. It blocks;
// no goroutine outlives it.
func (l *Library) Import(ctx context.Context, paths []string, o ImportOptions) (Imported, error) {
	return Imported{}, nil
}
