package disk

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// TestNamesThatWindowsTakesForOthers: what would open another file than the one that is meant is
// refused with a remedy, on Windows alone; all other names are let through.
func TestNamesThatWindowsTakesForOthers(t *testing.T) {
	for path, refused := range map[string]bool{
		`C:\Photos\a.jpg`:              false,
		`C:a.jpg`:                      false,
		`a.jpg`:                        false,
		`.\..\a.jpg`:                   false,
		`..`:                           false,
		`C:`:                           false,
		`C:\`:                          false,
		`\\nas\share\Trip\a.jpg`:       false,
		`//nas/share/Trip/a.jpg`:       false,
		`\\nas\share`:                  false,
		`\\nas`:                        false,
		``:                             false,
		`C:\.hidden\a b.c.jpg`:         false,
		`\\?\C:\Trip.\a.jpg`:           false,
		`\\?\UNC\nas\share\Trip \a.jp`: false,
		`C:\Trip.\a.jpg`:               true,
		`C:\Trip \a.jpg`:               true,
		`Trip...\a.jpg`:                true,
		`a.jpg.`:                       true,
		`C:\Photos\a.jpg `:             true,
		`\\nas\share\Trip.\a.jpg`:      true,
		`C:\Photos\a.jpg:small.jpg`:    true,
		`a.jpg:b.jpg`:                  true,
	} {
		err := checkName(path, "windows")
		if refused != errors.Is(err, ErrName) || refused && !strings.Contains(err.Error(), "rename it") {
			t.Errorf("%s: %v", path, err)
		}
		if err := checkName(path, "linux"); err != nil {
			t.Errorf("%s elsewhere: %v", path, err)
		}
	}
}

// TestNamesOfDevices: whatever Windows says of such a name, the sentence says why and what to do;
// where it opens the file, as its newest versions do, nothing is said.
func TestNamesOfDevices(t *testing.T) {
	said := &fs.PathError{Op: "open", Path: "x", Err: fs.ErrInvalid}
	for name, device := range map[string]bool{
		"CON.jpg": true, "con.jpg": true, "nul.JPG": true, "PRN.tiff": true, "aux.jpg.xmp": true, "COM1.jpg": true, "lpt9.jpg": true, "COM².jpg": true,
		"CON .jpg": true, "conin$.jpg": true,
		"CONCERT.jpg": false, "COM10.jpg": false, "COM.jpg": false, "a.CON.jpg": false, "nullo.jpg": false, "LPTA.jpg": false, ".con": false, "": false,
	} {
		if IsDevice(name) != device {
			t.Errorf("%q: device %v", name, !device)
		}
		err := asDevice(`C:\CON\`+name, "windows", said)
		if device != errors.Is(err, ErrName) && name != "" || !errors.Is(err, fs.ErrInvalid) {
			t.Errorf("%q: %v", name, err)
		}
		if asDevice(name, "windows", nil) != nil || errors.Is(asDevice(name, "linux", said), ErrName) {
			t.Errorf("%q: something is said where nothing is wrong", name)
		}
	}
}

// TestAbsolute: what Windows makes of a path, without its points and as a device, is refused before
// it looks like any other path.
func TestAbsolute(t *testing.T) {
	windows := func(path string) (string, error) { // as GetFullPathName does it
		if IsDevice(path) {
			return `\\.\` + strings.ToUpper(path[:3]), nil
		}
		return `C:\` + strings.TrimRight(path, ". "), nil
	}
	for path, want := range map[string]string{`a.jpg`: `C:\a.jpg`, `Trip.`: "", `Trip \a.jpg`: "", `NUL.jpg`: "", `a.jpg:b`: ""} {
		got, err := absolute(path, "windows", windows)
		if got != want || (want == "") != errors.Is(err, ErrName) || want == "" && !strings.HasPrefix(err.Error(), path+" has a name") {
			t.Errorf("%s: %q, %v", path, got, err)
		}
	}
	if err := asDevice(`\\.\CON`, "windows", fs.ErrInvalid); !errors.Is(err, ErrName) {
		t.Errorf("a device that was found: %v", err)
	}
}

// TestNamesOnThisSystem asks the system itself: a name that it would take for another's is refused,
// and one that it keeps is not.
func TestNamesOnThisSystem(t *testing.T) {
	dir := t.TempDir()
	other := filepath.Join(dir, "Trip")
	if err := os.MkdirAll(other, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(other, "a.jpg"), []byte("another's"), 0o600); err != nil {
		t.Fatal(err)
	}
	path := dir + string(os.PathSeparator) + "Trip." + string(os.PathSeparator) + "a.jpg"
	_, opened := OpenRegular(t.Context(), path, 100)
	_, named := Absolute(path)
	if opened == nil || (runtime.GOOS == "windows") != (errors.Is(opened, ErrName) && errors.Is(named, ErrName)) {
		t.Errorf("opened: %v, absolute: %v", opened, named)
	}
	if _, err := Absolute("NUL.jpg"); (runtime.GOOS == "windows") != errors.Is(err, ErrName) {
		t.Errorf("a device: %v", err)
	}
}
