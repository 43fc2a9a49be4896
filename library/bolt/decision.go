package bolt

import (
	"strings"
	"time"

	"catchlight/library/keywords"
)

// Verdict is what the user decided about a word on a photo.
type Verdict uint8

// Undecided takes a decision back. A suggestion is Accepted or Rejected, a keyword of the file
// Removed, and a word that nobody proposed Typed. Finished and Ordered are of the photo as a whole.
const (
	Undecided Verdict = iota
	Accepted
	Rejected
	Typed
	Removed
	Finished
	Ordered // Path holds its words as the user wants them to follow each other, with commas between
)

// OrderTag is the tag of a decision on the order of words, which is no word: it is no UTF-8.
const OrderTag = "\xff"

// Decision is the user's word on one tag of one photo, or on the photo as a whole: without a tag that
// it is finished, with OrderTag in which order its words are wanted. There is one for each photo and
// folded tag.
type Decision struct {
	Photo   ID
	Tag     string // as spelled by the vocabulary or the user; "" the photo as a whole
	Verdict Verdict
	Bulk    bool      // made for many photos at once: teaches nothing
	Line    bool      // of the bulk ones: made by the line of a review, whose place teaches
	Run     bool      // of the bulk ones: made by a run of the command tag, whose words nobody looked at
	Time    time.Time // zero when given to Decide: now
	Model   string    // the model that proposed the tag; "" none
	Path    string    // what a write adds in place of Tag: a hierarchy, "animal|dog"; "" none
}

// IsWhole reports whether the decision is on the photo as a whole, not on a word.
func (d Decision) IsWhole() bool { return d.Tag == "" || d.Tag == OrderTag }

// Subject is what the decision is on, among those of its photo: the folded tag, OrderTag, or "".
func (d Decision) Subject() string {
	if d.Tag == OrderTag {
		return OrderTag
	}
	return keywords.Fold(d.Tag)
}

// IsYes reports whether the word belongs on the photo: accepted, by whomever, or typed.
func (d Decision) IsYes() bool { return d.Verdict == Accepted || d.Verdict == Typed }

// IsNo reports whether the user does not want the word on the photo.
func (d Decision) IsNo() bool { return d.Verdict == Rejected || d.Verdict == Removed }

// IsUsersYes reports whether a person wants the word on the photo: not where a run of the command
// tag has put it there.
func (d Decision) IsUsersYes() bool {
	return d.Verdict == Typed || d.Verdict == Accepted && !d.Run
}

// IsPrivate reports whether the word is one that the user's list keeps private: its hierarchy ends
// in the word in brackets. The library knows it, and it is put into no file.
func (d Decision) IsPrivate() bool {
	return strings.HasSuffix(d.Path, "]") && strings.HasSuffix("|"+d.Path, "|["+d.Tag+"]")
}

// decisionVersion is the first byte of a decision's record.
const decisionVersion = 1

// key is the photo's ID and the subject.
func (d Decision) key() []byte { return append(d.Photo.key(), d.Subject()...) }

func encodeDecision(d Decision) []byte {
	e := newEncoder(decisionVersion)
	e.decision(d)
	return e.buf
}

// decision writes all but the photo.
func (e *encoder) decision(d Decision) {
	e.uint(uint64(d.Verdict))
	e.uint(d.together())
	e.time(d.Time.UTC())
	e.string(d.Tag)
	e.string(d.Model)
	e.string(d.Path)
}

func decodeDecision(id ID, data []byte, intern map[string]string) (Decision, bool) {
	d := newDecoder(data, decisionVersion, intern)
	return d.decision(id), !d.bad
}

func (d *decoder) decision(id ID) Decision {
	verdict, together := Verdict(d.uint()), d.uint()
	return Decision{
		Photo: id, Verdict: verdict, Bulk: together != byItself, Line: together == byLine, Run: together == byRun, Time: d.time(),
		Tag: d.string(), Model: d.string(), Path: d.string(),
	}
}

// How many were decided together. Programs before lines, or before runs, take whatever is not 0 for
// bulk, as it is.
const (
	byItself = iota
	inBulk
	byLine
	byRun
)

func (d Decision) together() uint64 {
	switch {
	case d.Run:
		return byRun
	case d.Line:
		return byLine
	case d.Bulk:
		return inBulk
	}
	return byItself
}

// WriteDecision is a decision that a write stands for: it is stored in the transaction that knows
// the write as done, and taken back with the write.
type WriteDecision struct {
	Now    Decision
	Before Decision // what stood in its place when it was planned, then when it was done; Undecided for nothing
}

func (e *encoder) writeDecisions(all []WriteDecision) {
	e.uint(uint64(len(all)))
	for _, s := range all {
		e.decision(s.Now)
		e.decision(s.Before)
	}
}

// writeDecisions reads what may not be there: records were made without, too.
func (d *decoder) writeDecisions(photo ID) []WriteDecision {
	if len(d.data) == 0 {
		return nil
	}
	var all []WriteDecision
	for range d.count() {
		all = append(all, WriteDecision{d.decision(photo), d.decision(photo)})
	}
	return all
}
