package library

import (
	"errors"
	"io/fs"
	"syscall"

	"catchlight/library/safewrite"
)

// systemCause is an error of the system with its words, in which %s stands for the file, and what to
// do about it, "" where nobody knows.
type systemCause struct {
	is    error
	words string
	cure  string
}

func (c systemCause) says(e systemError) string {
	switch {
	case errors.Is(c.is, fs.ErrPermission) && e.op == "chown":
		return "its owner and group cannot be kept" + unused
	case errors.Is(c.is, fs.ErrPermission) && safewrite.IsTemp(e.file):
		return "%s is read-only"
	}
	return c.words
}

// inWords is an error of the system, said in our words.
type inWords struct {
	error
	words string
}

func (w inWords) Error() string { return w.words }
func (w inWords) Unwrap() error { return w.error }

// unused takes up the file where the words do not name it.
const unused = "%.0s"

// What the systems say in several ways.
const (
	full, freeSpace      = "the disk is full" + unused, "free some space and write again"
	protected, writable  = "the disk is read-only" + unused, "make it writable and write again"
	failing, checkDisk   = "the disk failed while %s was read or written", "check the disk and its cable, and copy what is on it"
	inUse, closeThere    = "another program has %s open", "close it there and write again"
	longName, shorter    = "the name %s is too long for this disk", "give the photo a shorter name"
	mute, connectNetwork = "the computer on the network that %s is on does not answer", "connect to it and try again"
	missing, connectDisk = "%s is not there", "connect its disk, or name it where it is now"
	noName, rename       = "the name %s cannot be used here", "rename it on the system that it comes from"
)

// causeOf finds what an error of the system means on that system, and whether it is known.
func causeOf(err error, system string) (systemCause, bool) {
	var number syscall.Errno
	if system == "windows" && errors.As(err, &number) {
		if known, ok := windowsCauses()[number]; ok {
			return known, true // the names that Go gives these numbers hide what differs
		}
	}
	for _, known := range systemCauses() {
		if errors.Is(err, known.is) {
			return known, true
		}
	}
	return systemCause{}, false
}

// isMissing reports whether a file is not there. Windows says so, too, where the computer on the
// network does not answer on which it lies.
func isMissing(err error, system string) bool {
	known, _ := causeOf(err, system)
	return errors.Is(err, fs.ErrNotExist) && known.words != mute
}

// systemCauses are those that all systems have, the first that fits.
func systemCauses() []systemCause {
	return []systemCause{
		{fs.ErrPermission, "%s may not be opened (no permission)", ""},
		{fs.ErrNotExist, missing, connectDisk},
		{fs.ErrExist, "%s is there already", ""},
		{syscall.ENOSPC, full, freeSpace},
		{syscall.EDQUOT, "your share of the disk is full" + unused, freeSpace},
		{syscall.EROFS, protected, writable},
		{syscall.EIO, failing, checkDisk},
		{syscall.EBUSY, inUse, closeThere},
		{syscall.ETXTBSY, inUse, closeThere},
		{syscall.ENAMETOOLONG, longName, shorter},
		{syscall.ELOOP, "%s is a link that leads to itself", ""},
		{syscall.ENOTDIR, missing, ""},
		{syscall.EISDIR, "%s is a folder", ""},
		{syscall.EILSEQ, noName, rename},
		{syscall.ESTALE, mute, connectNetwork},
		{syscall.EHOSTDOWN, mute, connectNetwork},
		{syscall.EHOSTUNREACH, mute, connectNetwork},
		{syscall.ENETUNREACH, mute, connectNetwork},
		{syscall.ENOTCONN, mute, connectNetwork},
		{syscall.ETIMEDOUT, mute, connectNetwork},
	}
}

// windowsCauses are the numbers of Windows' own errors (winerror.h), which are other things
// elsewhere.
func windowsCauses() map[syscall.Errno]systemCause {
	all := map[syscall.Errno]systemCause{}
	for _, kind := range []struct {
		words, cure string
		numbers     []syscall.Errno
	}{
		// SHARING_VIOLATION, LOCK_VIOLATION, BUSY, DELETE_PENDING, USER_MAPPED_FILE
		{inUse, closeThere, []syscall.Errno{32, 33, 170, 303, 1224}},
		// REM_NOT_LIST, BAD_NETPATH, NETWORK_BUSY, DEV_NOT_EXIST, UNEXP_NET_ERR, NETNAME_DELETED,
		// BAD_NET_NAME, SEM_TIMEOUT, CONNECTION_UNAVAIL, NO_NET_OR_BAD_PATH, NETWORK_UNREACHABLE,
		// HOST_UNREACHABLE
		{mute, connectNetwork, []syscall.Errno{51, 53, 54, 55, 59, 64, 67, 121, 1201, 1203, 1231, 1232}},
		// NETWORK_ACCESS_DENIED, LOGON_FAILURE
		{"the computer on the network that %s is on does not let you in", "log in to it and try again", []syscall.Errno{65, 1326}},
		{"%s is not there: there is no disk in its drive", connectDisk, []syscall.Errno{21}},                    // NOT_READY
		{full, freeSpace, []syscall.Errno{39, 112}},                                                             // HANDLE_DISK_FULL, DISK_FULL
		{"your share of the disk is full" + unused, freeSpace, []syscall.Errno{1295}},                           // DISK_QUOTA_EXCEEDED
		{protected, writable, []syscall.Errno{19}},                                                              // WRITE_PROTECT
		{failing, checkDisk, []syscall.Errno{23, 27, 29, 30, 483, 1117, 1392, 1393}},                            // CRC to DISK_CORRUPT
		{longName, shorter, []syscall.Errno{111, 206}},                                                          // BUFFER_OVERFLOW, FILENAME_EXCED_RANGE
		{noName, rename, []syscall.Errno{123, 161, 1200}},                                                       // INVALID_NAME, BAD_PATHNAME, BAD_DEVICE
		{"virus protection keeps %s closed", "allow it there, or leave it out", []syscall.Errno{225, 226}},      // VIRUS_INFECTED
		{"%s is encrypted for somebody else", "decrypt it, or leave it out", []syscall.Errno{6002, 6004, 6007}}, // DECRYPTION_FAILED
		{"%s is only in the cloud, which does not answer", "make it available here", []syscall.Errno{362, 404}}, // CLOUD_FILE_*
	} {
		for _, number := range kind.numbers {
			all[number] = systemCause{number, kind.words, kind.cure}
		}
	}
	return all
}
