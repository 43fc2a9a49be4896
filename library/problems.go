package library

import (
	"fmt"
	"slices"

	"catchlight/library/keywords"
)

// Problem is a reason for which a photo needs the user.
type Problem uint8

// The problems, in the order in which they are told.
const (
	ProblemOverruled   Problem = iota // another program has changed words in the file against what the user had said, and was written
	ProblemDisagree                   // the photo has keywords that its sidecar lacks
	ProblemTwoSidecars                // it has several sidecars, which say different things
	ProblemUnwritten                  // its last write failed, in this session
	ProblemMissing                    // the file, or the disk it is on, is away
	ProblemUnreadable                 // see Photo.Problem
	ProblemPartial                    // its picture cannot be decoded, or only a part of it
	ProblemPicture                    // see Photo.PictureChanged
	problems
)

// Problems are what the user has to see to on a photo, without what is ignored; nil for most. Does
// not block.
func (s *Snapshot) Problems(id ID) []Problem {
	if e := s.entry(id); e != nil {
		return e.problems()
	}
	return nil
}

// HasProblem wants the photos that the user has to see to.
func HasProblem() Filter { return Filter{func(e *entry) bool { return len(e.problems()) > 0 }} }

func (e *entry) problems() []Problem {
	p := e.photo
	var all []Problem
	for problem, holds := range [problems]bool{
		ProblemOverruled: len(e.overruled()) > 0, ProblemDisagree: p.disagrees(), ProblemTwoSidecars: p.Keywords.Torn,
		ProblemUnwritten: e.failed, ProblemMissing: p.Missing, ProblemUnreadable: p.Problem != "", ProblemPartial: p.Partial,
		ProblemPicture: p.PictureChanged,
	} {
		if holds && p.ignored&(1<<problem) == 0 {
			all = append(all, Problem(problem))
		}
	}
	return all
}

// disagrees reports whether a photo that can be written has keywords that its sidecar lacks, and
// the sidecar has some. What only the sidecar has is no contradiction: it begins with the words of
// its photo, and a write may go there alone.
func (p *Photo) disagrees() bool {
	if len(p.Keywords.Find) == 0 || !p.Format.Embeds() {
		return false
	}
	lacks := slices.ContainsFunc(p.Keywords.All, func(k keywords.Keyword) bool { return k.In&keywords.Sidecar == 0 })
	return lacks && slices.ContainsFunc(p.Keywords.All, func(k keywords.Keyword) bool { return k.In&keywords.Sidecar != 0 })
}

// keepNotes takes over what was noted of a photo whose file was read again, where that still holds:
// another file ends it.
func (p *Photo) keepNotes(old *Photo, said []Decision) {
	if p.Size == old.Size && p.ModTime.Equal(old.ModTime) && p.sidecarStamp == old.sidecarStamp && p.Problem == old.Problem {
		p.Partial, p.ignored = old.Partial, old.ignored
	}
	for _, d := range said {
		word, in := keywords.Fold(d.Tag), p.Keywords.Has(d.Tag)
		against := d.IsYes() && !in || d.Verdict == Removed && in
		if against && !d.Run && (in != old.Keywords.Has(d.Tag) || slices.Contains(old.contested, word)) {
			p.contested = append(p.contested, word)
		}
	}
	p.overruled = old.overruled || len(p.contested) > 0
}

// Overruled are the words of a photo that another program has changed against what the user had
// said, as far as a write would still put them right; nil for most. Does not block.
func (s *Snapshot) Overruled(id ID) []string {
	if e := s.entry(id); e != nil {
		return e.overruled()
	}
	return nil
}

// overruled is Overruled. All that wait are, where an earlier version did not note which.
func (e *entry) overruled() []string {
	p := e.photo
	if !p.overruled || e.pending == nil {
		return nil
	}
	var words []string
	for _, word := range slices.Concat(e.pending.Add, e.pending.Remove) {
		if name := keywords.Leaf(word); len(p.contested) == 0 || p.isContested(name) {
			words = append(words, name)
		}
	}
	return words
}

// TakenOut reports whether another program has taken a word out of the photo's file that the user
// had put there, and the user has not said yet what is to become of it.
func (p *Photo) TakenOut(word string) bool { return p.isContested(word) && !p.Keywords.Has(word) }

// HasTakenOut reports whether TakenOut holds for a word.
func (p *Photo) HasTakenOut() bool {
	gone := func(word string) bool { return !p.Keywords.Has(word) }
	return p.overruled && (len(p.contested) == 0 || slices.ContainsFunc(p.contested, gone))
}

// PutBack reports whether another program has put a word into the photo's file that the user had
// removed from it, and the user has not said yet what is to become of it.
func (p *Photo) PutBack(word string) bool { return p.isContested(word) && p.Keywords.Has(word) }

func (p *Photo) isContested(word string) bool {
	return p.overruled && slices.Contains(p.contested, keywords.Fold(word))
}

// Ignore leaves a problem of photos alone, until their files change. It blocks on the disk.
func (l *Library) Ignore(problem Problem, ids ...ID) error {
	return l.note("note what is ignored", ids, func(p *Photo) {
		if problem == ProblemOverruled { // over with it: other words that wait to be written are no sign of it
			p.overruled = false
			return
		}
		p.ignored |= 1 << problem
	})
}

// TellAgain takes Ignore back. It blocks on the disk.
func (l *Library) TellAgain(problem Problem, ids ...ID) error {
	return l.note("note what is ignored no longer", ids, func(p *Photo) {
		if problem == ProblemOverruled {
			p.overruled = true
			return
		}
		p.ignored &^= 1 << problem
	})
}

// NotePartial notes whether the pictures of photos cannot be decoded, or only in part. It lasts until
// the files change. It blocks on the disk.
func (l *Library) NotePartial(partial bool, ids ...ID) error {
	return l.note("note damaged pictures", ids, func(p *Photo) { p.Partial = partial })
}

// note changes what is noted of photos.
func (l *Library) note(what string, ids []ID, change func(*Photo)) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	c, snap := changes{}, l.Snapshot()
	for _, id := range ids {
		e := snap.entry(id)
		if e == nil {
			continue
		}
		p := *e.photo
		if change(&p); p.ignored != e.photo.ignored || p.Partial != e.photo.Partial || p.overruled != e.photo.overruled {
			c[id] = newEntry(&p, e.said)
			c[id].failed = e.failed
		}
	}
	if len(c) == 0 {
		return nil
	}
	if err := l.apply(c, nil); err != nil {
		return fmt.Errorf("%s: %w", what, err)
	}
	return nil
}
