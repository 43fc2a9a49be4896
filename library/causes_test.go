package library

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"syscall"
	"testing"
)

// TestCausesOfSystems: what Windows says by its numbers, and other systems by their names, has words
// and a remedy; the same number elsewhere is not taken for Windows'.
func TestCausesOfSystems(t *testing.T) {
	for _, c := range []struct {
		system     string
		err        error
		says, cure string
	}{
		{"windows", syscall.Errno(32), "another program has a.jpg open", "close it there"},
		{"windows", syscall.Errno(33), "another program has a.jpg open", "close it there"},
		{"windows", syscall.Errno(1224), "another program has a.jpg open", "close it there"},
		{"windows", syscall.Errno(53), "network that a.jpg is on does not answer", "connect to it"},
		{"windows", syscall.Errno(64), "network that a.jpg is on does not answer", "connect to it"},
		{"windows", syscall.Errno(67), "network that a.jpg is on does not answer", "connect to it"},
		{"windows", syscall.Errno(1231), "network that a.jpg is on does not answer", "connect to it"},
		{"windows", syscall.Errno(1326), "does not let you in", "log in"},
		{"windows", syscall.Errno(21), "no disk in its drive", "connect its disk"},
		{"windows", syscall.Errno(112), "the disk is full", "free some space"},
		{"windows", syscall.Errno(19), "the disk is read-only", "make it writable"},
		{"windows", syscall.Errno(1117), "the disk failed", "check the disk"},
		{"windows", syscall.Errno(206), "too long", "shorter name"},
		{"windows", syscall.Errno(123), "cannot be used here", "rename it"},
		{"windows", syscall.Errno(225), "virus protection", "allow it there"},
		{"windows", fs.ErrNotExist, "a.jpg is not there", "connect its disk"},
		{"linux", syscall.ESTALE, "network that a.jpg is on does not answer", "connect to it"},
		{"darwin", syscall.EHOSTDOWN, "network that a.jpg is on does not answer", "connect to it"},
		{"linux", syscall.ETXTBSY, "another program has a.jpg open", "close it there"},
		{"linux", syscall.EDQUOT, "your share of the disk is full", "free some space"},
		{"linux", syscall.EIO, "the disk failed", "check the disk"},
	} {
		known, ok := causeOf(fmt.Errorf("deep inside: %w", c.err), c.system)
		words := fmt.Sprintf(known.words, "a.jpg")
		if !ok || !strings.Contains(words, c.says) || !strings.Contains(known.cure, c.cure) || strings.Contains(words, "%!") {
			t.Errorf("%s, %d: %q, %q", c.system, c.err, words, known.cure)
		}
	}
	for _, number := range []syscall.Errno{1231, 1326, 303} {
		if known, ok := causeOf(number, "linux"); ok {
			t.Errorf("%d, which only Windows says, is %q elsewhere", int(number), known.words)
		}
	}
	if known, ok := causeOf(syscall.Errno(99999), "windows"); ok {
		t.Errorf("a number that nobody knows is %q", known.words)
	}
}

// TestUnreadableSaysTheCause: what the system says of a file that cannot be read has our words and
// the remedy for it, and stays the same error.
func TestUnreadableSaysTheCause(t *testing.T) {
	for want, err := range map[string]error{
		"a.jpg cannot be read (another program has it open): close it there and try again":                                          syscall.EBUSY,
		"a.jpg cannot be read (the disk failed while it was read or written): check the disk and its cable, and copy what is on it": syscall.EIO,
		"a.jpg cannot be read (the computer on the network that it is on does not answer): connect to it and try again":             syscall.ESTALE,
		"a.jpg cannot be read (no permission): change its permissions, or leave it out":                                             syscall.EACCES,
		"a.jpg cannot be read (" + fs.ErrInvalid.Error() + "): check the disk, or leave it out":                                     fs.ErrInvalid,
	} {
		got := unreadable("a.jpg", &fs.PathError{Op: "read", Path: "a.jpg", Err: err})
		if got.Error() != want || !errors.Is(got, err) && !errors.Is(err, syscall.EACCES) {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// TestIsMissing: a computer that does not answer has lost no photo, though Windows says that there
// is none: by BAD_NETPATH, which Go takes for a file that does not exist there.
func TestIsMissing(t *testing.T) {
	gone := errors.Join(fs.ErrNotExist, syscall.Errno(53))
	for _, c := range []struct {
		err     error
		system  string
		missing bool
	}{
		{fs.ErrNotExist, "windows", true},
		{fs.ErrNotExist, "linux", true},
		{gone, "windows", false},
		{gone, "linux", true},
		{syscall.EIO, "linux", false},
	} {
		if isMissing(fmt.Errorf("stat: %w", c.err), c.system) != c.missing {
			t.Errorf("%v on %s: missing %v", c.err, c.system, !c.missing)
		}
	}
}
