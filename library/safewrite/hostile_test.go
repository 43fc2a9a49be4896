package safewrite

import (
	"errors"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"catchlight/library/disk"
	"catchlight/library/keywords"
	"catchlight/library/picture"
	"catchlight/library/sidecar"
	"catchlight/library/testphoto"
)

// hostileEdit is what is done to each file: all reading, and every edit.
func hostileEdit(t testing.TB, name string, data []byte) {
	var path string
	if strings.HasSuffix(name, ".xmp") {
		foreign := data
		data = testphoto.JPEG(t)
		path = photoFile(t, "a.jpg", data)
		writeFile(t, path+".xmp", foreign)
	} else {
		path = photoFile(t, name, data)
	}
	f, _ := picture.FormatOf(path)
	_ = picture.ReadDetails(data, f)
	_ = picture.ICCProfile(data, f)
	_ = picture.HEIFPreview(data, 200)
	_ = picture.Identify(data, f, 1)
	_, _ = new(sidecar.Folders).ReadKeywords(path) // refusals are as good as keywords here
	for _, e := range []keywords.Edit{adding("neu"), {Remove: []string{"x"}}, {Clear: true}} {
		if c, err := Prepare(path, e, Options{}); err == nil {
			c.Drop()
		}
	}
}

// mostForAnyFile is what reading a file may take however small it is, in bytes.
const mostForAnyFile = 64 << 20

// Whatever a file claims, reading and editing it costs memory in proportion to its size, and work
// that ends: each of these took minutes or gigabytes.
func TestHostileFilesAreBounded(t *testing.T) {
	for _, name := range slices.Sorted(maps.Keys(testphoto.Hostile)) {
		t.Run(name, func(t *testing.T) {
			data := testphoto.Hostile[name](t)
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			hostileEdit(t, name, data)
			runtime.ReadMemStats(&after)
			spent := after.TotalAlloc - before.TotalAlloc
			if limit := uint64(12 * (mostForAnyFile + len(data))); spent > limit { // it is parsed about twelve times
				t.Errorf("%d bytes took %d MB in all, more than %d", len(data), spent>>20, limit>>20)
			}
			t.Logf("%d bytes took %d MB in all", len(data), spent>>20)
		})
	}
}

// TestHostileFilesKept leaves them in a folder, to be tried with the program itself.
func TestHostileFilesKept(t *testing.T) {
	dir := os.Getenv("CATCHLIGHT_HOSTILE")
	if dir == "" {
		t.Skip("set CATCHLIGHT_HOSTILE to a folder")
	}
	for name, make := range testphoto.Hostile {
		path := filepath.Join(dir, name)
		if strings.HasSuffix(name, ".xmp") {
			path = filepath.Join(dir, strings.TrimSuffix(name, ".xmp")+".jpg")
			if err := os.WriteFile(path, testphoto.JPEG(t), 0o644); err != nil {
				t.Fatal(err)
			}
			path += ".xmp"
		}
		if err := os.WriteFile(path, make(t), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// A file that claims a size that no camera makes is refused before it is read: here most of it is a
// hole.
func TestSparsePhotoIsNotRead(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.jpg")
	if err := os.WriteFile(path, testphoto.JPEG(t), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(path, picture.JPEG.MaxBytes()+1); err != nil {
		t.Skip(err)
	}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	_, readErr := new(sidecar.Folders).ReadKeywords(path)
	_, editErr := Prepare(path, adding("dog"), Options{})
	runtime.ReadMemStats(&after)
	if !errors.Is(readErr, disk.ErrTooLarge) || !errors.Is(editErr, disk.ErrTooLarge) || after.TotalAlloc-before.TotalAlloc > mostForAnyFile {
		t.Errorf("%v, %v, %d MB", readErr, editErr, (after.TotalAlloc-before.TotalAlloc)>>20)
	}
}
