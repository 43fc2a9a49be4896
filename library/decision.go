package library

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"catchlight/library/keywords"
)

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
	Line    bool      // of the bulk ones: made by the line of a review, whose place teaches
	Run     bool      // of the bulk ones: made by a run of the command tag, whose words nobody looked at
	Time    time.Time // zero when given to Decide: now
	Model   string    // the model that proposed the tag; "" none
	Path    string    // what a write adds in place of Tag: a hierarchy, "animal|dog"; "" none
}

// IsNo reports whether the user does not want the word on the photo.
func (d Decision) IsNo() bool { return d.Verdict == Rejected || d.Verdict == Removed }

// IsUsersYes reports whether a person wants the word on the photo: not where a run of the command tag has put it there.
func (d Decision) IsUsersYes() bool {
	return d.Verdict == Typed || d.Verdict == Accepted && !d.Run
}

// maxTag bounds a tag in bytes; IPTC holds 64, XMP any number, and a key of the file 32,768.
const maxTag = 4096

// Decide stores decisions as one step of undo, under a label for the user. All are stored or none: ErrNoPhoto when one
// is for a photo that is not there. It blocks until they are safe on the disk.
func (l *Library) Decide(label string, ds ...Decision) error {
	return l.stored(func(failed func(error)) error {
		_, _, err := l.DecideSoon(label, failed, ds...)
		return err
	})
}

// checked returns the decisions as they are stored.
func (l *Library) checked(ds []Decision) ([]Decision, error) {
	now, snap := time.Now(), l.Snapshot()
	checked := make([]Decision, len(ds))
	for i, d := range ds {
		if snap.Photo(d.Photo) == nil {
			return nil, fmt.Errorf("photo %d: %w", d.Photo, ErrNoPhoto)
		}
		var err error
		if checked[i], err = d.checked(now); err != nil {
			return nil, err
		}
	}
	return checked, nil
}

// checked returns the decision as it is stored, made at a time where it has none.
func (d Decision) checked(now time.Time) (Decision, error) {
	given := d.Tag
	d.Tag = keywords.Clean(d.Tag)
	switch {
	case keywords.Fold(d.Tag) == "":
		return d, fmt.Errorf("%q has no visible character", given)
	case len(d.Tag) > maxTag:
		return d, fmt.Errorf("%.40q… is longer than %d bytes", d.Tag, maxTag)
	case d.Verdict > Removed:
		return d, fmt.Errorf("there is no verdict %d", d.Verdict)
	}
	if d.Time.IsZero() {
		d.Time = now
	}
	d.Time = d.Time.Round(0).UTC()
	d.Bulk = d.Bulk || d.Line || d.Run
	return d, nil
}

// before returns what stands in the place of each decision now.
func (l *Library) before(ds []Decision) []Decision {
	snap, old := l.Snapshot(), make([]Decision, len(ds))
	for i, d := range ds {
		old[i] = Decision{Photo: d.Photo, Tag: d.Tag}
		if at := indexTag(snap.Decisions(d.Photo), d.Tag); at >= 0 {
			old[i] = snap.Decisions(d.Photo)[at]
		}
	}
	return old
}

// afterDecisions is what decisions change; those of photos that have gone are left out.
func (s *Snapshot) afterDecisions(ds []Decision) changes {
	lists := map[ID][]Decision{}
	for _, d := range ds {
		list, ok := lists[d.Photo]
		if !ok {
			list = slices.Clone(s.Decisions(d.Photo))
		}
		lists[d.Photo] = replaceTag(list, d)
	}
	c := changes{}
	for id, list := range lists {
		if p := s.Photo(id); p != nil {
			slices.SortStableFunc(list, byTime)
			c[id] = newEntry(p, list)
		}
	}
	return c
}

func byTime(a, b Decision) int { return cmp.Or(a.Time.Compare(b.Time), cmp.Compare(a.Tag, b.Tag)) }

func indexTag(ds []Decision, tag string) int {
	key := keywords.Fold(tag)
	return slices.IndexFunc(ds, func(d Decision) bool { return keywords.Fold(d.Tag) == key })
}

// replaceTag puts d in the place of the decision on the same tag. The list is the caller's own.
func replaceTag(list []Decision, d Decision) []Decision {
	if i := indexTag(list, d.Tag); i >= 0 {
		list = slices.Delete(list, i, i+1)
	}
	if d.Verdict == Undecided {
		return list
	}
	return append(list, d)
}

// LastStep is the step that Undo would take back; ok is false when there is none. It does not block.
func (l *Library) LastStep() (s Step, ok bool) {
	last, ok := l.steps.last()
	return last.told(), ok
}

// Undo takes the last step of this session back, and returns it; ok is false when there is none. It never touches a
// photo's file. It blocks until the change is safe on the disk.
func (l *Library) Undo() (undone Step, ok bool, err error) {
	err = l.stored(func(failed func(error)) error {
		undone, ok = l.UndoSoon(failed)
		return nil
	})
	return undone, ok && err == nil, err
}

// NextStep is the step that Redo would make again; ok is false when there is none. It does not block.
func (l *Library) NextStep() (s Step, ok bool) {
	next, ok := l.steps.next()
	return next.told(), ok
}

// Redo makes the last undone step again, and returns it. It blocks as Undo does.
func (l *Library) Redo() (redone Step, ok bool, err error) {
	err = l.stored(func(failed func(error)) error {
		redone, ok = l.RedoSoon(failed)
		return nil
	})
	return redone, ok && err == nil, err
}
