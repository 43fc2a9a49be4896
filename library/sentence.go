package library

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"

	"catchlight/library/disk"
	"catchlight/library/keywords"
	"catchlight/library/picture"
	"catchlight/library/safewrite"
	"catchlight/library/sidecar"
)

// Sentence is an error about a photo as it is shown everywhere, beside the photo's name: the cause
// and the remedy in plain words, in one line. It names neither the photo again nor files that only
// Catchlight knows, and other files of its folder without the folder. path is the photo's, as the
// error names it; "" for nil. It asks the disk where links lead.
func Sentence(path string, err error) string {
	if err == nil {
		return ""
	}
	text := err.Error()
	for _, cause := range systemErrors(err) {
		text = strings.ReplaceAll(text, cause.Error(), cause.phrase(path))
	}
	text = besideIts(path, strings.ReplaceAll(text, "\n", "; "))
	var refusal *keywords.Refusal
	if errors.As(err, &refusal) && picture.IsSidecar(refusal.Path) {
		text = "the sidecar " + text
	}
	if remedy := remedyOf(err); remedy != "" && !strings.Contains(text, remedy) {
		text += ": " + remedy
	}
	return text
}

// Counted is "1 photo" or "12 photos", as the command line, errors and notes say it. Pure.
func Counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// besideIts is a text that stands beside the photo's name: it need not name it again, nor its
// folder. A failure that is about no file has no path, and names what it names.
func besideIts(path, text string) string {
	if path != "" {
		for _, name := range spellings(path) {
			text = replaceName(text, name, "it")
			text = strings.ReplaceAll(text, filepath.Dir(name)+string(os.PathSeparator), "")
		}
		text = replaceName(text, filepath.Base(path), "it")
	}
	for {
		rest := strings.TrimPrefix(doing.ReplaceAllString(text, ""), "it: ")
		if rest == text {
			return text
		}
		text = rest
	}
}

// doing is how errors begin that say what was being done; what is beside the photo is named again
// by what went wrong.
var doing = regexp.MustCompile(`^(preparing to write|reading keywords|(writing|reading|reading keywords of|inspecting|restoring) [^:]+): `)

// spellings are the forms in which errors name a photo: as given, absolute, and without links.
func spellings(path string) []string {
	names := []string{path}
	if abs, err := filepath.Abs(path); err == nil && abs != path {
		names = append(names, abs)
	}
	if real, err := filepath.EvalSymlinks(names[len(names)-1]); err == nil && real != names[len(names)-1] {
		names = append(names, real)
	}
	return names
}

// replaceName replaces a path, which is not empty, where it stands for itself, not as a part of a longer one.
func replaceName(text, name, with string) string {
	var out strings.Builder
	for {
		before, after, found := strings.Cut(text, name)
		out.WriteString(before)
		if !found {
			return out.String()
		}
		begins := out.Len() == 0 || strings.ContainsAny(out.String()[out.Len()-1:], ` ("`)
		if begins && (after == "" || strings.ContainsAny(after[:1], ` :;,)"`)) {
			out.WriteString(with)
		} else {
			out.WriteString(name)
		}
		text = after
	}
}

// Ending is an error that is about no single photo as it is shown to a person: in one line, with
// each path once, and with a remedy where it ends in what the system said. "" for nil.
func Ending(err error) string {
	if err == nil {
		return ""
	}
	text := strings.ReplaceAll(err.Error(), "\n", "; ")
	for _, cause := range systemErrors(err) {
		remedy := ""
		if strings.HasSuffix(text, cause.Error()) {
			remedy = cause.remedy("change its permissions, or choose another")
		}
		plain := cause.cause.Error()
		if rest := strings.Replace(text, cause.Error(), "", 1); !strings.Contains(rest, cause.file) {
			plain = cause.file + ": " + plain
		}
		if text = strings.ReplaceAll(text, cause.Error(), plain); remedy != "" {
			text += ": " + remedy
		}
	}
	return text
}

// systemError is what the system said about a file.
type systemError struct {
	error
	op, file string
	cause    error
}

// systemErrors lists what the system said, however deep it lies in err.
func systemErrors(err error) []systemError {
	switch e := err.(type) { //nolint:errorlint // it walks the tree itself
	case nil:
		return nil
	case *fs.PathError:
		return []systemError{{e, e.Op, e.Path, e.Err}}
	case *os.LinkError:
		return []systemError{{e, e.Op, refused(e), e.Err}}
	case interface{ Unwrap() []error }:
		var all []systemError
		for _, one := range e.Unwrap() {
			all = append(all, systemErrors(one)...)
		}
		return all
	}
	return systemErrors(errors.Unwrap(err))
}

// refused is the file that a rename was refused for. Where permission is missing it is the new one,
// of which the words are that its folder takes none: no permission of the file in its place is asked
// for, but on Windows.
func refused(e *os.LinkError) string {
	if errors.Is(e.Err, fs.ErrPermission) && runtime.GOOS != "windows" {
		return e.Old
	}
	return e.New
}

// phrase is what the system said, in plain words.
func (e systemError) phrase(photo string) string {
	file := filepath.Base(e.file)
	switch {
	case safewrite.IsTemp(e.file):
		file = "its folder"
	case filepath.Base(e.file) == filepath.Base(photo):
		file = "it"
	}
	if known, ok := causeOf(e.cause, runtime.GOOS); ok {
		return fmt.Sprintf(known.says(e), file)
	}
	return fmt.Sprintf("%s: %v", file, e.cause)
}

// remedyOf is what to do about an error, "" where it says so itself or nobody knows.
func remedyOf(err error) string {
	if errors.Is(err, sidecar.ErrReading) {
		return readingRemedy(err)
	}
	var refusal *keywords.Refusal
	switch {
	case errors.As(err, &refusal) && picture.IsSidecar(refusal.Path):
		return "make that sidecar writable and sound, or move it away, and write again"
	case errors.As(err, &refusal):
		return "let its keywords go into a sidecar (automatic, or --to auto)"
	case errors.Is(err, safewrite.ErrChanged):
		return "do it again"
	case errors.Is(err, ErrStopped), errors.Is(err, disk.ErrInCloud):
		return ""
	}
	return systemRemedy(err)
}

// readingRemedy is remedyOf for keywords that were to be listed, not written.
func readingRemedy(err error) string {
	var refusal *keywords.Refusal
	switch {
	case errors.As(err, &refusal) && picture.IsSidecar(refusal.Path):
		return "mend that sidecar, or move it away"
	case errors.As(err, &refusal):
		return "what could be read is listed; save it anew in another program to read the rest"
	case errors.Is(err, disk.ErrInCloud):
		return ""
	}
	return strings.ReplaceAll(systemRemedy(err), "write again", "try again")
}

// systemRemedy is what to do about what the system said.
func systemRemedy(err error) string {
	for _, cause := range systemErrors(err) {
		if errors.Is(cause.cause, fs.ErrPermission) && safewrite.IsTemp(cause.file) && cause.op != "chown" {
			return "make it writable and write again"
		}
		if words := cause.remedy("change its permissions, or leave it out"); words != "" {
			return words
		}
	}
	return ""
}

// remedy is what to do about an error of the system; allow is for a missing permission.
func (e systemError) remedy(allow string) string {
	if errors.Is(e.cause, fs.ErrPermission) {
		return allow
	}
	known, _ := causeOf(e.cause, runtime.GOOS)
	return known.cure
}
