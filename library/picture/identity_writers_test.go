package picture

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"catchlight/library/testphoto"
)

func TestIdentifyFollowsRealWriters(t *testing.T) {
	testphoto.Needs(t, "exiftool")
	dir := t.TempDir()
	for name, data := range map[string][]byte{
		"a.jpg": pictureJPEG(t, 1), "a.png": picturePNG(t, 1), "a.gif": pictureGIF(t, 1), "a.tif": pictureTIFF(t, 1),
	} {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	copySharedPhotos(t, dir)
	before := idsIn(t, dir)
	out, err := exec.Command("exiftool", "-q", "-q", "-m", "-overwrite_original", "-XMP-dc:Description=a caption", "-XMP-dc:Subject=cat",
		"-IPTC:Keywords=cat", "-EXIF:ImageDescription=a caption that makes every offset move", dir).CombinedOutput()
	t.Logf("exiftool: %v %s", err, out)
	written := 0
	for name, id := range idsIn(t, dir) {
		if id.size == before[name].size {
			continue
		}
		written++
		if id.id != before[name].id {
			t.Errorf("%s: a caption written by exiftool changed the ID", name)
		}
	}
	if written < 4 {
		t.Errorf("exiftool wrote only %d of %d files", written, len(before))
	}
}

type sizedID struct {
	id   ID
	size int
}

func idsIn(t *testing.T, dir string) map[string]sizedID {
	t.Helper()
	ids := map[string]sizedID{}
	paths, _ := filepath.Glob(filepath.Join(dir, "*"))
	for _, path := range paths {
		f, ok := FormatOf(path)
		data, err := os.ReadFile(path)
		if !ok || err != nil {
			continue
		}
		ids[filepath.Base(path)] = sizedID{Identify(data, f, ReadDetails(data, f).Orientation), len(data)}
	}
	return ids
}

// copySharedPhotos adds real photos where the folder of public photos is at hand.
func copySharedPhotos(t *testing.T, dir string) {
	t.Helper()
	root := testphoto.FindShared()
	for _, pattern := range []string{"photos/named/*", "corpora/exif-orientation/*_[1-8].jpg", "corpora/exiv2-test-data/test/data/*.heic"} {
		paths, _ := filepath.Glob(filepath.Join(root, pattern))
		for _, path := range paths {
			data, err := os.ReadFile(path)
			if err == nil && !strings.Contains(path, "_poc") { // broken on purpose
				err = os.WriteFile(filepath.Join(dir, filepath.Base(path)), data, 0o600)
			}
			if err != nil {
				t.Fatal(err)
			}
		}
	}
}
