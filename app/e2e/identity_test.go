package e2e

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// indexes runs index on a folder and fails unless it computed that many vectors.
func (h home) indexes(what, folder string, want int) {
	h.Helper()
	lines := h.run("index", "--json", folder).ends(0).lines()
	if got := lines[len(lines)-1].Summary.Indexed; got != want {
		h.Errorf("%s: %d vectors computed, want %d", what, got, want)
	}
}

// TestPicturesAreRecognised: whatever happens to the files, only new pixels cost a vector.
func TestPicturesAreRecognised(t *testing.T) {
	h := newHomeWithModel(t)
	const n = 12
	h.makePhotos(n)
	h.copyIn(realPhotos(t)...)
	photos := n + len(realPhotos(t))
	h.indexes("the first time", h.photos, photos)
	h.indexes("again", h.photos, 0)

	moved := filepath.Join(h.dir, "another disk", "Fotos")
	if err := os.MkdirAll(filepath.Dir(moved), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(h.photos, moved); err != nil {
		t.Fatal(err)
	}
	h.indexes("the tree was moved", moved, 0)

	h.run("keywords", "add", "--keyword", "ours", moved).ends(0)
	h.indexes("our own writes", moved, 0)
	if tool, err := exec.LookPath("exiftool"); err == nil {
		caption := exec.Command(tool, "-q", "-q", "-overwrite_original", "-IPTC:Caption-Abstract=a caption", "-XMP-dc:Title=a title",
			"-EXIF:ImageDescription=a caption that makes every offset move", moved)
		if out, err := caption.CombinedOutput(); err != nil {
			t.Fatalf("exiftool: %v\n%s", err, out)
		}
		h.indexes("captions by exiftool", moved, 0)
	}
	if err := os.CopyFS(filepath.Join(h.dir, "copies"), os.DirFS(moved)); err != nil {
		t.Fatal(err)
	}
	h.indexes("copies", filepath.Join(h.dir, "copies"), 0)

	edited := picture(3).(*image.RGBA)
	draw.Draw(edited, image.Rect(40, 30, 41, 31), image.NewUniform(color.White), image.Point{}, draw.Src)
	var data bytes.Buffer
	if err := jpeg.Encode(&data, edited, nil); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(moved, "photo-0003.jpg"), data.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	h.indexes("one pixel changed", moved, 1)
	h.run("library", "check").ends(0, "sound")
}
