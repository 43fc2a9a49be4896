package library

import (
	"context"

	"catchlight/library/metadata"
)

// WriteRequest asks for an edit of one photo's keywords.
type WriteRequest struct {
	Path string // absolute
	Edit metadata.Edit
}

// WriteOptions say how a run writes.
type WriteOptions struct {
	metadata.Options
	Workers    int               // files in work at once; 0 is four, which is also the most
	Each       func(WriteResult) // called once for each request, by one goroutine at a time; may be nil
	Progress   func(Progress)    // as in ImportOptions
	DryRun     bool              // plan and report, write nothing
	Photos     []string          // Revert only: paths at the time of the write; nil is all of the run
	RemoveOurs bool              // Revert only: where another program has changed a file since, remove the run's own words from it
}

// WriteResult is what became of one request.
type WriteResult struct {
	Path           string
	Added, Removed []string               // words new to the photo, words taken away
	To             []metadata.Destination // empty: nothing to do
	Why            string                 // why it went to a sidecar, or what was left alone; a sentence or ""
	Changed        bool                   // a file was written, or with DryRun would be
	Err            error                  // the photo is as it was
}

// Write edits the keywords of photos: each photo is read again, the edit merged into what it holds now, the change
// journalled, written and verified. Photos that fail are told to Each and stop nothing, but a full disk or a folder
// that has gone stops the run (ErrStopped, with the remedy); what is written stays written. Cancelled, it returns ctx's
// error after the files in work. The run is for Revert; it is zero when no file changed. It blocks; no goroutine
// outlives it.
func (l *Library) Write(ctx context.Context, label string, reqs []WriteRequest, o WriteOptions) (Run, error) {
	return Run{}, nil
}
