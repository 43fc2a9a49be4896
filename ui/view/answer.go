package view

import "catchlight/library"

// Answer is what an act makes of a word in a state; ok is false where the act does not touch it.
type Answer func(s WordState) (v library.Verdict, ok bool)

// Accepts says yes to an open suggestion.
func Accepts(s WordState) (v library.Verdict, ok bool) {
	return library.Accepted, s == Suggested
}

// Rejects says no to an open suggestion.
func Rejects(s WordState) (v library.Verdict, ok bool) {
	return library.Rejected, s == Suggested
}

// Strikes takes back the user's own word, and marks one that the file has.
func Strikes(s WordState) (v library.Verdict, ok bool) {
	switch s {
	case Accepted, Changed:
		return library.Rejected, true
	case ByHand:
		return library.Undecided, true
	case InFile, Written:
		return library.Removed, true
	}
	return 0, false
}

// Restores takes back a no, or the removal of a keyword.
func Restores(s WordState) (v library.Verdict, ok bool) {
	switch s {
	case Rejected:
		return library.Accepted, true
	case Removed, PutBack:
		return library.Undecided, true
	}
	return 0, false
}

// Reopens leaves out what was typed, which would be lost, and what the file has. Where another
// program has changed the file since, the file's word stands then.
func Reopens(s WordState) (v library.Verdict, ok bool) {
	switch s {
	case Accepted, Rejected, Removed, Changed, PutBack:
		return library.Undecided, true
	}
	return 0, false
}

// KeepsFile lets it stand that another program has changed the file.
func KeepsFile(s WordState) (v library.Verdict, ok bool) {
	if s == PutBack {
		return Restores(s)
	}
	return Strikes(s)
}

// Types gives the word to the photo, as if it had been typed.
func Types(s WordState) (v library.Verdict, ok bool) {
	switch s {
	case Suggested:
		return library.Accepted, true
	case Absent, Rejected, Parent:
		return library.Typed, true
	case Removed, PutBack:
		return library.Undecided, true
	}
	return 0, false
}

// InReviewAs is what an answer in a review makes of its tag on a photo. A keyword of the file, or
// of the user's, is none of its business, and an earlier answer stands until it is opened again.
func InReviewAs(v library.Verdict) Answer {
	return func(s WordState) (library.Verdict, bool) {
		if v == library.Undecided {
			return Reopens(s)
		}
		return v, s == Absent || s == Suggested || s == Parent
	}
}
