package disk

import (
	"fmt"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"unicode/utf8"
)

// IsDevice reports whether Windows may take a name for a device, whatever comes after its first
// point: CON.jpg, COM1.jpg. Pure.
func IsDevice(name string) bool {
	stem, _, _ := strings.Cut(strings.ToUpper(name), ".")
	stem = strings.TrimRight(stem, " ")
	if slices.Contains([]string{"CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"}, stem) {
		return true
	}
	port, number := strings.TrimRight(stem, "0123456789¹²³"), strings.TrimLeft(stem, "COMLPT")
	return (port == "COM" || port == "LPT") && utf8.RuneCountInString(number) == 1
}

// checkName refuses a path that a system would take for that of another file: Windows drops points
// and spaces at the end of each name, so that "Trip." is the folder "Trip", and what follows a colon
// names a second content of the same file. Such names come from other systems, by a network or a
// stick. In the long form, \\?\, each name stands for itself.
func checkName(path, system string) error {
	if system != "windows" || strings.HasPrefix(path, `\\?\`) || isDevicePath(path, system) {
		return nil
	}
	for _, name := range names(path) {
		switch {
		case name == "." || name == "..":
		case strings.TrimRight(name, ". ") != name:
			return fmt.Errorf("%s %w: Windows drops the point or space at the end of %q and takes another file: rename it on the system that it comes from",
				path, ErrName, name)
		case strings.Contains(name, ":"):
			return fmt.Errorf("%s %w: to Windows the colon in %q names a part of another file: rename it on the system that it comes from",
				path, ErrName, name)
		}
	}
	return nil
}

// names are those of a path's folders and file on Windows, without drive, computer and share.
func names(path string) []string {
	parts := strings.FieldsFunc(path, func(r rune) bool { return r == '\\' || r == '/' })
	switch {
	case strings.HasPrefix(path, `\\`) || strings.HasPrefix(path, "//"):
		return parts[min(2, len(parts)):]
	case len(parts) > 0 && len(path) > 1 && path[1] == ':':
		return append([]string{parts[0][min(2, len(parts[0])):]}, parts[1:]...)
	}
	return parts
}

// asDevice is why a path could not be opened where Windows takes its name for a device, which it
// says in many ways; else err.
func asDevice(path, system string, err error) error {
	all := names(path)
	if system != "windows" || err == nil || !isDevicePath(path, system) && (len(all) == 0 || !IsDevice(all[len(all)-1])) {
		return err
	}
	return fmt.Errorf("%s %w: Windows keeps it for a device: rename it on the system that it comes from, or leave it out (%w)", path, ErrName, err)
}

// isDevicePath reports whether a path is that of a device, to which Windows turns "CON.jpg".
func isDevicePath(path, system string) bool {
	return system == "windows" && strings.HasPrefix(path, `\\.\`)
}

// Absolute makes a path absolute, as filepath.Abs. It refuses one that this system takes for that of
// another file or of a device (ErrName), since an absolute path does not show that any more. Paths
// of users go through it before anything else.
func Absolute(path string) (string, error) { return absolute(path, runtime.GOOS, filepath.Abs) }

func absolute(path, system string, abs func(string) (string, error)) (string, error) {
	if err := checkName(path, system); err != nil {
		return "", err
	}
	whole, err := abs(path)
	if err == nil && isDevicePath(whole, system) {
		return "", asDevice(path, system, ErrNotRegular)
	}
	return whole, err
}
