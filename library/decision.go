package library

import "time"

// Verdict is what the user decided about a word on a photo.
type Verdict uint8

// Undecided takes a decision back. A suggestion is Accepted or Rejected, a keyword of the file Removed, and a word
// that nobody proposed Typed.
const (
	Undecided Verdict = iota
	Accepted
	Rejected
	Typed
	Removed
)

// Decision is the user's word on one tag of one photo. There is one for each photo and folded tag.
type Decision struct {
	Photo   ID
	Tag     string // as spelled by the vocabulary or the user
	Verdict Verdict
	Bulk    bool      // made for many photos at once: teaches nothing
	Time    time.Time // zero when given to Decide: now
	Model   string    // the model that proposed the tag; "" none
	Path    string    // what a write adds in place of Tag: a hierarchy, "animal|dog"; "" none
}

// Decide stores decisions as one step of undo, under a label for the user. All are stored or none. It blocks until
// they are safe on the disk.
func (l *Library) Decide(label string, ds ...Decision) error { return nil }

// Undo takes the last step of this session back, and returns its label; ok is false when there is none. It never
// touches a photo's file. It blocks until the change is safe on the disk.
func (l *Library) Undo() (label string, ok bool, err error) { return "", false, nil }

// Redo makes the last undone step again. It blocks as Undo does.
func (l *Library) Redo() (label string, ok bool, err error) { return "", false, nil }
