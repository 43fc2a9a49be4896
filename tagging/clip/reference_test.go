package clip

import (
	"bytes"
	"io/fs"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"catchlight/library/picture"
	"catchlight/library/testphoto"
	"catchlight/library/thumb"
	"catchlight/tagging"
)

// What the vectors of the fast way must have in common with those of Pillow's, as cosines.
const (
	referenceMean  = 0.995
	referenceLeast = 0.98
	// sameLevels is a mean difference of pixels, in levels of 255, below which the pictures are
	// one. The stand-in's random weights make much of single levels in flat parts: one photo of 228
	// comes to .95 by a difference of .015.
	sameLevels = 0.05
)

// TestPreparedAsPillow prepares photos of all kinds by the fast way (decoded at a reduced scale,
// our resampling and colours) and by Pillow at full size, and compares the vectors that a CLIP
// tower makes of them. It needs the reference data and a Python with Pillow and numpy
// ($CATCHLIGHT_PYTHON, else python3). Without CATCHLIGHT_PROOF=1 it looks at every fourth photo.
func TestPreparedAsPillow(t *testing.T) {
	python := os.Getenv("CATCHLIGHT_PYTHON")
	if python == "" {
		python = "python3"
	}
	if err := exec.Command(python, "-c", "import numpy, PIL.ImageCms").Run(); err != nil {
		t.Skipf("needs Pillow and numpy: install them, or name a Python that has them in CATCHLIGHT_PYTHON (%v)", err)
	}
	e := openStandin(t)
	photos := photosOfAllKinds(t)
	out := t.TempDir()
	cmd := exec.Command(python, filepath.Join("testdata", "reference.py"), out, "256")
	cmd.Stdin, cmd.Stderr = strings.NewReader(strings.Join(photos, "\n")+"\n"), os.Stderr
	list, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	mean, least, n := 0.0, 1.0, 0
	for line := range strings.Lines(string(list)) {
		number, path, _ := strings.Cut(strings.TrimSpace(line), "\t")
		cosine, levels, ok := agreesWithPillow(t, e, path, filepath.Join(out, number+".rgb"))
		if !ok {
			continue
		}
		if cosine < referenceLeast && levels >= sameLevels {
			t.Errorf("%s: cosine %.4f, pixels differ by %.3f levels", filepath.Base(path), cosine, levels)
		}
		mean, least, n = mean+cosine, min(least, cosine), n+1
	}
	mean /= float64(n)
	t.Logf("%d photos: cosine %.4f in the mean, %.4f at least", n, mean, least)
	if mean < referenceMean || n < 40 {
		t.Errorf("the mean is below %v, or too few photos", referenceMean)
	}
}

func openStandin(t *testing.T) *Encoder {
	t.Helper()
	m, err := Load(testphoto.Shared(t, "bench", "datacomp-b32-256"))
	if err != nil {
		t.Fatal(err)
	}
	e, err := Open(m, Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { e.Close() })
	return e
}

// photosOfAllKinds are those of the reference data, every fourth one unless the long proof is
// wanted.
func photosOfAllKinds(t *testing.T) []string {
	t.Helper()
	var all []string
	for _, root := range []string{testphoto.Shared(t, "photos"), testphoto.Shared(t, "corpora")} {
		err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
			if f, ok := picture.FormatOf(path); err == nil && ok && !d.IsDir() && f != picture.RAW && f != picture.DNG {
				all = append(all, path)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if os.Getenv("CATCHLIGHT_PROOF") != "" {
		return all
	}
	var some []string
	for i := 0; i < len(all); i += 4 {
		some = append(some, all[i])
	}
	return some
}

// agreesWithPillow is the cosine of both vectors of a photo, and by how many levels the pixels
// differ in the mean; false where it is none to compare by (damaged, or smaller than the model's
// picture, which says nothing of scaling).
func agreesWithPillow(t *testing.T, e *Encoder, path, reference string) (cosine, levels float64, ok bool) {
	t.Helper()
	p, err := thumb.DecodeFile(t.Context(), path, tagging.DecodeEdge(e.Profile()))
	if err != nil || min(p.Width, p.Height) < e.Profile().Edge {
		return 0, 0, false
	}
	data, err := os.ReadFile(reference)
	if err != nil {
		t.Fatal(err)
	}
	tower := e.model.Manifest.Image
	pixels := bytes.Buffer{}
	for i := 0; i < len(data); i += 3 {
		pixels.Write([]byte{data[i], data[i+1], data[i+2], 255})
	}
	ours, theirs := e.Prepare(p), tower.normalise(pixels.Bytes())
	for i := range ours {
		levels += math.Abs(float64(ours[i]-theirs[i])) * 255 * tower.Std[3*i/len(ours)] / float64(len(ours))
	}
	vectors, err := e.Images(t.Context(), [][]float32{ours, theirs})
	if err != nil {
		t.Fatal(err)
	}
	return dot(vectors[0], vectors[1]), levels, true
}
