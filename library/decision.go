package library

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"catchlight/library/bolt"
	"catchlight/library/keywords"
)

// Decision is the user's word on one tag of one photo, or on the photo as a whole. There is one for
// each photo and folded tag.
type Decision = bolt.Decision

// Verdict is what the user decided about a word on a photo.
type Verdict = bolt.Verdict

// Undecided takes a decision back. A suggestion is Accepted or Rejected, a keyword of the file
// Removed, and a word that nobody proposed Typed. Finished and Ordered are of
// a photo as a whole.
const (
	Undecided = bolt.Undecided
	Accepted  = bolt.Accepted
	Rejected  = bolt.Rejected
	Typed     = bolt.Typed
	Removed   = bolt.Removed
	Finished  = bolt.Finished
	Ordered   = bolt.Ordered
)

// Finish is the decision that the user is done with a photo: what is on it stays decided, and what
// a model finds later is none of what waits to be reviewed. An Undecided one without a tag, as
// Unfinish gives it, takes it back.
func Finish(photo ID) Decision { return Decision{Photo: photo, Verdict: Finished} }

// Unfinish is the decision that a photo is not finished any more.
func Unfinish(photo ID) Decision { return Decision{Photo: photo} }

// OrderWords is the decision that the words of a photo are wanted in an order; none: in whatever order
// they come. A comma in a word becomes a space.
func OrderWords(photo ID, words []string) Decision {
	d := Decision{Photo: photo, Tag: bolt.OrderTag}
	for i, word := range words {
		if i > 0 {
			d.Path += ","
		}
		d.Path += strings.ReplaceAll(word, ",", " ")
		d.Verdict = Ordered
	}
	return d
}

// maxTag bounds a tag in bytes; IPTC holds 64, XMP any number, and a key of the file 32,768.
const maxTag = 4096

// maxOrder bounds all words of an order in bytes.
const maxOrder = 1 << 20

// Decide stores decisions as one step of undo, under a label for the user. All are stored or none:
// ErrNoPhoto when one is for a photo that is not there. It blocks until they are safe on the disk.
func (l *Library) Decide(label string, ds ...Decision) error {
	return l.waitStored(func(failed func(error)) error {
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
		if checked[i], err = checkedDecision(d, now); err != nil {
			return nil, err
		}
	}
	return checked, nil
}

// checkedDecision returns the decision as it is stored, made at a time where it has none.
func checkedDecision(d Decision, now time.Time) (Decision, error) {
	given := d.Tag
	if d.IsWhole() {
		return madeAt(d, now), checkOfWhole(d)
	}
	d.Tag = keywords.Clean(d.Tag)
	if d.IsUsersYes() && d.Path == "" && keywords.Whole(given) != given {
		d.Tag, d.Path = typedHierarchy(d.Tag)
	}
	switch {
	case keywords.Fold(d.Tag) == "":
		return d, fmt.Errorf("%q has no visible character", given)
	case len(d.Tag) > maxTag:
		return d, fmt.Errorf("%.40q… is longer than %d bytes", d.Tag, maxTag)
	case d.Verdict >= Finished:
		return d, fmt.Errorf("there is no verdict %d on %.40q", d.Verdict, d.Tag)
	}
	return madeAt(d, now), nil
}

// checkOfWhole refuses what cannot be said of a photo as a whole.
func checkOfWhole(d Decision) error {
	wanted := Finished
	if d.Tag == bolt.OrderTag {
		wanted = Ordered
	}
	switch {
	case d.Verdict != wanted && d.Verdict != Undecided:
		return fmt.Errorf("there is no verdict %d on a photo as a whole", d.Verdict)
	case len(d.Path) > maxOrder:
		return fmt.Errorf("an order of words is longer than %d bytes", maxOrder)
	}
	return nil
}

// madeAt is a decision with its time, in the form in which it is stored.
func madeAt(d Decision, now time.Time) Decision {
	if d.Time.IsZero() {
		d.Time = now
	}
	d.Time = d.Time.Round(0).UTC()
	d.Bulk = d.Bulk || d.Line || d.Run
	return d
}

// typedHierarchy is the word and the hierarchy that somebody wants who types one where a word is
// asked for: it is written as a hierarchy, and so its last word is what the file will have. The path
// of one word is "", and so is the word where there is none.
func typedHierarchy(typed string) (tag, path string) {
	switch steps := keywords.Steps(typed); len(steps) {
	case 0:
		return "", ""
	case 1:
		return steps[0], ""
	default:
		return steps[len(steps)-1], strings.Join(steps, "|")
	}
}

// before returns what stands in the place of each decision now.
func (l *Library) before(ds []Decision) []Decision {
	snap, old := l.Snapshot(), make([]Decision, len(ds))
	for i, d := range ds {
		old[i], _ = standing(snap.said(d.Photo), d)
	}
	return old
}

// afterDecisions is what decisions change; those of photos that have gone are left out.
func (s *Snapshot) afterDecisions(ds []Decision) changes {
	lists := map[ID][]Decision{}
	for _, d := range ds {
		list, ok := lists[d.Photo]
		if !ok {
			list = slices.Clone(s.said(d.Photo))
		}
		lists[d.Photo] = replaceAt(list, indexTag(list, d.Tag), d)
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
	key := Decision{Tag: tag}.Subject()
	return slices.IndexFunc(ds, func(d Decision) bool { return d.Subject() == key })
}

// replaceAt puts d in the place of the decision on the same tag, which is at at; -1: there is none.
// The list is the caller's own.
func replaceAt(list []Decision, at int, d Decision) []Decision {
	if at >= 0 {
		list = slices.Delete(list, at, at+1)
	}
	if d.Verdict == Undecided {
		return list
	}
	return append(list, d)
}

// LastStep is the step that Undo would take back; ok is false when there is none. It does not
// block.
func (l *Library) LastStep() (s Step, ok bool) {
	last, ok := l.steps.last()
	return last.public(), ok
}

// Undo takes the last step of this session back, and returns it; ok is false when there is none. It
// never touches a photo's file. It blocks until the change is safe on the disk.
func (l *Library) Undo() (undone Step, ok bool, err error) {
	err = l.waitStored(func(failed func(error)) error {
		undone, ok = l.UndoSoon(failed)
		return nil
	})
	return undone, ok && err == nil, err
}

// NextStep is the step that Redo would make again; ok is false when there is none. It does not
// block.
func (l *Library) NextStep() (s Step, ok bool) {
	next, ok := l.steps.next()
	return next.public(), ok
}

// Redo makes the last undone step again, and returns it. It blocks as Undo does.
func (l *Library) Redo() (redone Step, ok bool, err error) {
	err = l.waitStored(func(failed func(error)) error {
		redone, ok = l.RedoSoon(failed)
		return nil
	})
	return redone, ok && err == nil, err
}

func containsFolded(words []string, name string) bool {
	for _, word := range words {
		if keywords.Fold(word) == keywords.Fold(name) {
			return true
		}
	}
	return false
}

// pendingEdit derives what a write of the photo would do from what the user decided and what its
// file holds.
func pendingEdit(p *Photo, decisions []Decision) keywords.Edit {
	var e keywords.Edit
	if len(decisions) == 0 {
		return e
	}
	words := heldIn(p)
	for _, d := range decisions {
		in, held := words[keywords.Fold(d.Tag)]
		switch {
		case d.Run: // stored with its write: a word that has gone since is nobody's wish
		case d.IsPrivate() && !held:
		case d.IsYes() && !held:
			e.Add = append(e.Add, wordOf(d, decisions))
		case d.Verdict == Removed && held && removable(p, in):
			e.Remove = append(e.Remove, keywords.Whole(d.Tag))
		}
	}
	return e
}

// Words are the keywords that a write adds for decisions, on a photo on which others stand.
func Words(ds, standing []Decision) []string {
	var all []string
	for _, d := range ds {
		all = append(all, wordOf(d, standing))
	}
	return all
}

// wordOf is the decision's hierarchy where it has one, else its tag as it stands. Where the user has
// taken a step of it from the photo, the tag stands without what is above it: the hierarchy would
// bring that word back. Other names that the user has taken away do not go along.
func wordOf(d Decision, standing []Decision) string {
	if d.Path == "" || d.IsPrivate() { // a private one that is asked for stands in the file already
		return keywords.Whole(d.Tag)
	}
	refused := func(word string) bool {
		i := indexTag(standing, word)
		return i >= 0 && standing[i].IsNo()
	}
	return keywords.Without(d.Path, d.Tag, refused)
}

// heldIn is where each keyword of a photo stands, by its folded name.
func heldIn(p *Photo) map[string]keywords.Source {
	words := make(map[string]keywords.Source, len(p.Keywords.All))
	for _, word := range p.Keywords.All {
		if _, twice := words[keywords.Fold(word.Name)]; !twice {
			words[keywords.Fold(word.Name)] = word.In
		}
	}
	return words
}

// removable reports whether a write can still take a word away. Files of most formats are never
// changed: there a sidecar without the word is all that can be done.
func removable(p *Photo, in keywords.Source) bool {
	return p.Format.Embeds() || in&keywords.Sidecar != 0 || len(p.Keywords.Find) == 0
}

// writeDecisions are decisions in the form in which a record keeps them. A word that no decision
// can be about is left out.
func writeDecisions(photo ID, ds []Decision) []bolt.WriteDecision {
	var all []bolt.WriteDecision
	made := time.Now()
	for _, d := range ds {
		if d, err := checkedDecision(d, made); err == nil {
			d.Photo = photo
			all = append(all, bolt.WriteDecision{Now: d})
		}
	}
	return all
}

// planned notes what stands in the places of the decisions of a write when it is planned.
func planned(list []Decision, all []bolt.WriteDecision) []bolt.WriteDecision {
	for i := range all {
		all[i].Before, _ = standing(list, all[i].Now)
	}
	return all
}

// withWritten adds the decisions of a write to those of its photo, and notes what stood in their
// places. What the user has decided since the write was planned stands. The list stays as it is.
func withWritten(list []Decision, all []bolt.WriteDecision) []Decision {
	list = slices.Clone(list)
	for i := range all {
		before, at := standing(list, all[i].Now)
		isPlanned := all[i].Before.Tag != "" // intents of earlier versions do not know it
		if overtaken := isPlanned && before != all[i].Before; !overtaken {
			list = replaceAt(list, at, all[i].Now)
		}
		all[i].Before = before
	}
	slices.SortStableFunc(list, byTime)
	return list
}

// withoutWritten removes the decisions of a write from those of its photo: what stood before stands
// again, where the user has not decided anew since. The list stays as it is.
func withoutWritten(list []Decision, all []bolt.WriteDecision) []Decision {
	list = slices.Clone(list)
	for _, s := range slices.Backward(all) {
		now, at := standing(list, s.Now)
		if now == s.Now || now.Verdict == Undecided && s.Now.Verdict == Undecided {
			list = replaceAt(list, at, s.Before)
		}
	}
	slices.SortStableFunc(list, byTime)
	return list
}

// standing is the decision that a list holds on the tag of d, and where; -1 and Undecided where
// there is none.
func standing(list []Decision, d Decision) (now Decision, at int) {
	if at = indexTag(list, d.Tag); at >= 0 {
		return list[at], at
	}
	return Decision{Photo: d.Photo, Tag: d.Tag}, at
}
