package e2e

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"catchlight/library/testphoto"
)

// realPhotos are the photos that the repository contains.
func realPhotos(t *testing.T) []string {
	t.Helper()
	found, _ := filepath.Glob(filepath.Join("..", "..", "library", "thumb", "testdata", "*.jpg"))
	if len(found) == 0 {
		t.Fatal("the repository's own photos are gone: look for library/thumb/testdata/*.jpg")
	}
	return found
}

// put writes a file into the home's photos.
func (h home) put(name string, data []byte) string {
	h.Helper()
	path := filepath.Join(h.photos, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		h.Fatal(err)
	}
	if err := os.WriteFile(path, data, 0o644); err != nil {
		h.Fatal(err)
	}
	return path
}

// copyIn copies files into the home's photos.
func (h home) copyIn(files ...string) {
	h.Helper()
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			h.Fatal(err)
		}
		h.put(filepath.Base(f), data)
	}
}

// makePhotos puts n small photos, each with its own picture, into the home.
func (h home) makePhotos(n int) {
	h.Helper()
	for i := range n {
		h.put(fmt.Sprintf("photo-%04d.jpg", i), makeJPEG(h.T, uint64(i)))
	}
}

// picture is a coarse random pattern, the same for the same seed.
func picture(seed uint64) image.Image {
	random := rand.New(rand.NewPCG(seed, 1))
	img := image.NewRGBA(image.Rect(0, 0, 96, 64))
	for y := 0; y < 64; y += 16 {
		for x := 0; x < 96; x += 16 {
			c := color.RGBA{uint8(random.Uint32()), uint8(random.Uint32()), uint8(random.Uint32()), 255}
			for i := range 256 {
				img.SetRGBA(x+i%16, y+i/16, c)
			}
		}
	}
	return img
}

func makeJPEG(t *testing.T, seed uint64) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, picture(seed), nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func makePNG(t *testing.T, seed uint64) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, picture(seed)); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// hashes are the SHA-256 of every file under the home's photos, by name.
func (h home) hashes() map[string][32]byte {
	h.Helper()
	all := map[string][32]byte{}
	err := filepath.WalkDir(h.photos, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		if errors.Is(err, fs.ErrNotExist) {
			return nil // a temporary file of a program that is running
		}
		rel, _ := filepath.Rel(h.photos, path)
		all[rel] = sha256.Sum256(data)
		return err
	})
	if err != nil {
		h.Fatal(err)
	}
	return all
}

// unchanged fails the test unless the photos are those of before, no file more or less.
func (h home) unchanged(before map[string][32]byte) {
	h.Helper()
	now := h.hashes()
	names := slices.Sorted(maps.Keys(before))
	if found := slices.Sorted(maps.Keys(now)); !slices.Equal(names, found) {
		h.Errorf("the files are %v, they were %v", found, names)
	}
	for _, name := range names {
		if now[name] != before[name] {
			h.Errorf("%s is not what it was", name)
		}
	}
}

// exiftool reads IPTC and XMP keywords of files with another program; the test skips without it.
func exiftool(t *testing.T, files ...string) []exifKeywords {
	t.Helper()
	testphoto.Needs(t, "exiftool")
	args := append([]string{"-json", "-struct", "-IPTC:Keywords", "-XMP-dc:Subject"}, files...)
	out, err := exec.Command("exiftool", args...).Output()
	if err != nil {
		t.Fatalf("exiftool: %v", err)
	}
	var raw []struct {
		SourceFile        string
		Keywords, Subject any
	}
	if err := json.Unmarshal(out, &raw); err != nil {
		t.Fatal(err)
	}
	var all []exifKeywords
	for _, r := range raw {
		all = append(all, exifKeywords{r.SourceFile, texts(r.Keywords), texts(r.Subject)})
	}
	return all
}

// exifKeywords is what exiftool shows of one file.
type exifKeywords struct {
	file      string
	iptc, xmp []string
}

// texts reads a value that exiftool prints as a text or, for more than one, as a list.
func texts(value any) []string {
	switch v := value.(type) {
	case nil:
		return nil
	case []any:
		var all []string
		for _, e := range v {
			all = append(all, fmt.Sprint(e))
		}
		return all
	default:
		return []string{fmt.Sprint(v)}
	}
}

// leftovers are names of temporary files that a run left behind.
func (h home) leftovers() []string {
	var found []string
	for name := range h.hashes() {
		if strings.Contains(filepath.Base(name), ".clt-") {
			found = append(found, name)
		}
	}
	return found
}

func itoa(n uint64) string { return strconv.FormatUint(n, 10) }
