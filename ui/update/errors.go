package update

import "errors"

// What an answer may fail by. Each error of [Source.Newest] is one of them, and says the host.
var (
	// ErrNowhere: the program was built by hand, and knows no releases of its own.
	ErrNowhere = errors.New("this program does not know where its releases are, as it was not made by a release: look where you got it")
	// ErrUnreachable: no answer came. The computer may be offline.
	ErrUnreachable = errors.New("cannot be reached: is this computer online? Tagging and writing need no network")
	// ErrNoRelease: the place is there, and has no release that can be read by everyone.
	ErrNoRelease = errors.New("has no release yet")
	// ErrRefused: an answer that is none, by its status.
	ErrRefused = errors.New("does not answer now: try again later")
	// ErrNonsense: an answer that is no release, or too large for one.
	ErrNonsense = errors.New("answers with something that is no release: is there a log-in page in the way?")
	// ErrOpen: the way there, or on from there, can be read and changed by others.
	ErrOpen = errors.New("is asked by https:// only, so that nobody on the way can change the answer")
)
