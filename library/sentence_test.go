package library

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"

	"catchlight/library/keywords"
	"catchlight/library/safewrite"
	"catchlight/library/sidecar"
)

// TestSentence: whatever went wrong with a photo, the sentence beside its name says what and what
// to do, and names neither the photo, nor its folder, nor a file of ours.
func TestSentence(t *testing.T) {
	dir := filepath.Join(string(os.PathSeparator)+"my", "photos")
	photo, temp, beside := filepath.Join(dir, "a.jpg"), filepath.Join(dir, ".clt-0123abcd"), filepath.Join(dir, "a.xmp")
	system := func(op, path string, cause error) error {
		return fmt.Errorf("writing %s: %w", photo, &fs.PathError{Op: op, Path: path, Err: cause})
	}
	reading := func(err error) error { return fmt.Errorf("%w of %s: %w", sidecar.ErrReading, photo, err) }
	for want, err := range map[string]error{
		"its folder is read-only: make it writable and write again":                                                  system("open", temp, syscall.EACCES),
		"its owner and group cannot be kept: change its permissions, or leave it out":                                system("chown", temp, syscall.EPERM),
		"it may not be opened (no permission): change its permissions, or leave it out":                              system("open", photo, syscall.EACCES),
		"a.xmp may not be opened (no permission): change its permissions, or leave it out":                           system("open", beside, syscall.EACCES),
		"the disk is full: free some space and write again":                                                          system("write", temp, syscall.ENOSPC),
		"the disk is read-only: make it writable and write again":                                                    system("open", temp, syscall.EROFS),
		"it is not there: connect its disk, or name it where it is now":                                              system("open", photo, syscall.ENOENT),
		"the disk failed while it was read or written: check the disk and its cable, and copy what is on it":         system("read", photo, syscall.EIO),
		"another program has it open: close it there and write again":                                                system("open", photo, syscall.EBUSY),
		"the name a.jpg.xmp is too long for this disk: give the photo a shorter name":                                system("open", photo+".xmp", syscall.ENAMETOOLONG),
		"changed by another program meanwhile: do it again":                                                          fmt.Errorf("writing %s: %w", photo, safewrite.ErrChanged),
		"it is read-only: let its keywords go into a sidecar (automatic, or --to auto)":                              &keywords.Refusal{Path: photo, Reason: "it is read-only"},
		"the sidecar a.xmp: it is read-only: make that sidecar writable and sound, or move it away, and write again": fmt.Errorf("preparing to write: %w", &keywords.Refusal{Path: beside, Reason: "it is read-only"}),
		"its folder is read-only: make it writable and write again; it may not be opened (no permission)":            errors.Join(system("open", temp, syscall.EACCES), system("open", photo, syscall.EACCES)),
		"it is empty (0 bytes): copy it again from the camera":                                                       errors.New(photo + " is empty (0 bytes): copy it again from the camera"),
		"its folder is read-only; again: make it writable and write again": fmt.Errorf(
			"writing %s: %w", beside, fmt.Errorf("preparing to write: %w; again", &fs.PathError{Op: "open", Path: temp, Err: syscall.EACCES})),
		"it has too many segments: what could be read is listed; save it anew in another program to read the rest": reading(&keywords.Refusal{Reason: "it has too many segments"}),
		"the sidecar a.xmp: it is no XMP: mend that sidecar, or move it away":                                      reading(&keywords.Refusal{Path: beside, Reason: "it is no XMP"}),
		"another program has it open: close it there and try again":                                                reading(&fs.PathError{Op: "open", Path: photo, Err: syscall.EBUSY}),
		"": nil,
	} {
		got := Sentence(photo, err)
		if joined, ok := err.(interface{ Unwrap() []error }); ok && len(joined.Unwrap()) > 1 {
			want = got // the order of remedies is not what counts
		}
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
		if strings.Contains(got, dir) || strings.Contains(got, ".clt-") {
			t.Errorf("%q names what it must not", got)
		}
	}
}

// TestARefusedRename: a folder that has become read-only in the middle of a write refuses the rename;
// of the photo in it no permission is missing.
func TestARefusedRename(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("a rename is refused for the files there, not for their folder")
	}
	photo, temp := filepath.Join("photos", "a.jpg"), filepath.Join("photos", ".clt-0123abcd")
	for cause, want := range map[error]string{
		syscall.EPERM:  "its folder is read-only: make it writable and write again",
		syscall.EACCES: "its folder is read-only: make it writable and write again",
		syscall.EROFS:  "the disk is read-only: make it writable and write again",
		syscall.ENOSPC: "the disk is full: free some space and write again",
	} {
		err := fmt.Errorf("writing %s: %w", photo, &os.LinkError{Op: "rename", Old: temp, New: photo, Err: cause})
		if got := Sentence(photo, err); got != want {
			t.Errorf("%v: %q, want %q", cause, got, want)
		}
	}
}

// TestSentenceOfNoFile: a failure that is about no photo has no path; its sentence comes to an end,
// and names what it names.
func TestSentenceOfNoFile(t *testing.T) {
	folder := filepath.Join(string(os.PathSeparator)+"my", "photos")
	want := "the folder " + folder + " cannot be listed"
	if got := Sentence("", errors.New(want)); got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// TestEnding: an error about no photo names each path once, and the remedy where nobody has.
func TestEnding(t *testing.T) {
	denied := &fs.PathError{Op: "open", Path: "/l.db", Err: syscall.EACCES}
	for want, err := range map[string]error{
		"open the library /l.db: permission denied; choose another":                          fmt.Errorf("open the library /l.db: %w; choose another", denied),
		"read the list: /l.db: permission denied: change its permissions, or choose another": fmt.Errorf("read the list: %w", denied),
		"no model":     errors.New("no model"),
		"one; another": errors.Join(errors.New("one"), errors.New("another")),
		"":             nil,
	} {
		if got := Ending(err); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// TestSentenceThroughLinks: errors name the file that a link leads to; the photo is known by its
// own name.
func TestSentenceThroughLinks(t *testing.T) {
	dir := photosIn(t, 1)
	link := filepath.Join(t.TempDir(), "link.jpg")
	if err := os.Symlink(filepath.Join(dir, "p00000.jpg"), link); err != nil {
		t.Skip("no symbolic links here")
	}
	err := fmt.Errorf("writing %s: %w", filepath.Join(dir, "p00000.jpg"), syscall.EIO)
	if got := Sentence(link, err); strings.Contains(got, dir) {
		t.Errorf("%q", got)
	}
}

// TestWhereKeywordsGo: the one sentence about it, which the command line and the window show.
func TestWhereKeywordsGo(t *testing.T) {
	beside, inside := []safewrite.Destination{safewrite.SidecarFile}, []safewrite.Destination{safewrite.Embedded}
	for want, r := range map[string]WriteResult{
		"sidecar: it is read-only":      {To: beside, Why: "it is read-only"},
		"sidecar":                       {To: beside},
		"the sidecar was left alone: x": {To: inside, Why: "the sidecar was left alone: x"},
		"":                              {Why: "it is read-only"}, // nothing to write
	} {
		if got := r.Where(); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
