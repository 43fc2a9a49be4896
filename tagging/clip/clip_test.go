package clip

import (
	"context"
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"catchlight/assets"
	"catchlight/library/testphoto"
	"catchlight/tagging"
)

// goldenVector is one line of a vectors.tsv: a name, where the file has names, and values.
type goldenVector struct {
	name   string
	values []float32
}

func readVectors(t testing.TB, path string, named bool) []goldenVector {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var all []goldenVector
	for line := range strings.Lines(string(data)) {
		fields, g := strings.Fields(line), goldenVector{}
		if named {
			g.name, fields = fields[0], fields[1:]
		}
		for _, f := range fields {
			v, err := strconv.ParseFloat(f, 32)
			if err != nil {
				t.Fatal(err)
			}
			g.values = append(g.values, float32(v))
		}
		all = append(all, g)
	}
	return all
}

func farthest(a, b []float32) float64 {
	worst := 0.0
	for i := range a {
		worst = max(worst, math.Abs(float64(a[i])-float64(b[i])))
	}
	return worst
}

func cosine(a, b []float32) float64 {
	sum := 0.0
	for i := range a {
		sum += float64(a[i]) * float64(b[i])
	}
	return sum
}

// TestSamePixelsGiveTheReferenceVectors: sixteen pictures as the reference pipeline crops them, and
// its vectors.
func TestSamePixelsGiveTheReferenceVectors(t *testing.T) {
	e := openStarter(t)
	golden := readVectors(t, filepath.Join("testdata", "starter", "vectors.tsv"), true)
	inputs := make([][]float32, len(golden))
	for i, g := range golden {
		inputs[i] = e.Prepare(readPNG(t, "starter", g.name+".png"))
	}
	vectors, err := e.Images(t.Context(), inputs)
	if err != nil || len(vectors) != 16 {
		t.Fatalf("%d vectors, %v", len(vectors), err)
	}
	for i, g := range golden {
		if d := farthest(vectors[i], g.values); d > 1e-3 {
			t.Errorf("%s: a value differs by %.5f, want at most .001", g.name, d)
		}
	}
}

func TestTextsGiveOneVectorWhateverTheBatch(t *testing.T) {
	e := openStarter(t)
	texts := []string{"a photo of a dog", "a photo of a puppy", "a photo of a steam locomotive in the snow", ""}
	many := slices.Repeat(texts, 20) // more than a batch, so that several run side by side
	together, err := e.Texts(t.Context(), many)
	if err != nil {
		t.Fatal(err)
	}
	for i, text := range texts {
		alone, err := e.Texts(t.Context(), []string{text})
		if err != nil {
			t.Fatal(err)
		}
		for j := i; j < len(many); j += len(texts) {
			if d := farthest(alone[0], together[j]); d > 1e-4 {
				t.Errorf("%q: alone and as %d of many differ by %g", text, j, d)
			}
		}
		if slices.Max(alone[0]) > 1 || slices.Min(alone[0]) < 0 {
			t.Errorf("%q: likelihoods from %g to %g", text, slices.Min(alone[0]), slices.Max(alone[0]))
		}
	}
	if dog := cosine(together[0], together[1]); dog < cosine(together[0], together[2])+.2 {
		t.Errorf("dog is as near to a locomotive as to a puppy (%g)", dog)
	}
}

// TestTextsGiveTheReferenceLikelihoods: the class that each text is likeliest true of, how likely,
// and the sum over all classes.
func TestTextsGiveTheReferenceLikelihoods(t *testing.T) {
	data, err := os.ReadFile(testphoto.Shared(t, "golden", "starter-2", "texts.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	e := openStarter(t)
	for line := range strings.Lines(string(data)) {
		fields := strings.Split(strings.TrimSpace(line), "\t")
		class, err := strconv.Atoi(fields[1])
		if err != nil {
			continue // the heading
		}
		text := fields[0]
		rows, err := e.Texts(t.Context(), []string{"a photo of a " + text})
		if err != nil {
			t.Fatal(err)
		}
		row, sum := rows[0], 0.0
		for _, x := range row {
			sum += float64(x)
		}
		got := []string{fmt.Sprintf("%.2f", row[class]), fmt.Sprintf("%.2f", slices.Max(row)), fmt.Sprintf("%.1f", sum)}
		value, _ := strconv.ParseFloat(fields[2], 64)
		whole, _ := strconv.ParseFloat(fields[3], 64)
		if math.Abs(float64(row[class])-value) > .01 || math.Abs(float64(slices.Max(row))-value) > .01 || math.Abs(sum-whole) > .01*whole+.02 {
			t.Errorf("%s: %v, want %s", text, got, line)
		}
	}
}

// TestPhotosGiveTheReferenceVectors decodes the first sixteen photos itself.
func TestPhotosGiveTheReferenceVectors(t *testing.T) {
	golden := readVectors(t, testphoto.Shared(t, "golden", "starter-2", "vectors.tsv"), false)
	photos, err := filepath.Glob(filepath.Join(testphoto.Shared(t, "photos", "coco-128"), "*.jpg"))
	if err != nil || len(golden) != 16 {
		t.Fatal(len(golden), err)
	}
	e := openStarter(t)
	for i, g := range golden {
		if c := cosine(decoded(t, e, photos[i]), g.values); c < .999 {
			t.Errorf("%s: cosine %.5f, want at least .999", filepath.Base(photos[i]), c)
		}
	}
}

func TestEncoderIsSafeForConcurrentUse(t *testing.T) {
	e := openStarter(t)
	input := e.Prepare(readPNG(t, "starter", "cat.png"))
	want, err := e.Images(t.Context(), [][]float32{input})
	if err != nil {
		t.Fatal(err)
	}
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			got, err := e.Images(t.Context(), [][]float32{input, input, input})
			if err != nil || farthest(got[2], want[0]) > 1e-4 {
				t.Errorf("%v, or another vector than alone", err)
			}
			if _, err := e.Texts(t.Context(), []string{"cat"}); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
}

func TestCancelledCallsStop(t *testing.T) {
	e := openStarter(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := e.Texts(ctx, []string{"dog"}); !errors.Is(err, context.Canceled) {
		t.Errorf("%v, want context.Canceled", err)
	}
}

func TestCloseEndsAllAndOpenStartsAgain(t *testing.T) {
	for range 3 {
		e, err := Open(Starter(), Options{Threads: 2})
		if err != nil {
			t.Fatal(err)
		}
		if err := errors.Join(e.Close(), e.Close()); err != nil {
			t.Fatal(err)
		}
		if _, err := e.Texts(t.Context(), []string{"dog"}); !errors.Is(err, ErrClosed) {
			t.Errorf("%v, want ErrClosed", err)
		}
	}
	if environment.users != 0 {
		t.Errorf("the environment still counts %d users", environment.users)
	}
}

func TestMissingRuntimeSaysWhereItLooked(t *testing.T) {
	for name, o := range map[string]Options{"a path": {Runtime: filepath.Join(t.TempDir(), "gone.so")}, "a folder": {Runtime: t.TempDir()}} {
		_, err := Open(Starter(), o)
		if !errors.Is(err, ErrNoRuntime) || !strings.Contains(err.Error(), o.Runtime) || !strings.Contains(err.Error(), "make build") {
			t.Errorf("%s: %v; want ErrNoRuntime, the path and the remedy", name, err)
		}
	}
	t.Setenv(runtimeVariable, filepath.Join(t.TempDir(), "text.so"))
	if err := os.WriteFile(os.Getenv(runtimeVariable), []byte("no library"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(Starter(), Options{}); !errors.Is(err, ErrNoRuntime) || !strings.Contains(err.Error(), "cannot be loaded") {
		t.Errorf("%v; want ErrNoRuntime and that the file cannot be loaded", err)
	}
}

func TestRuntimeIsLookedForInTheUsualPlaces(t *testing.T) {
	t.Setenv(runtimeVariable, "")
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	t.Setenv("HOME", t.TempDir())
	t.Setenv("LocalAppData", t.TempDir())
	_, err := findRuntime("")
	if err == nil {
		t.Skip("a runtime lies beside the test's executable")
	}
	exe, _ := executable()
	cache, _ := os.UserCacheDir()
	for _, place := range []string{filepath.Dir(exe), filepath.Join(cache, "catchlight", "onnxruntime-1.24.3")} {
		if !strings.Contains(err.Error(), place) {
			t.Errorf("%v does not name %s", err, place)
		}
	}
}

// TestWrongModelsAreRefused changes one thing in the starter's folder or manifest at a time.
func TestWrongModelsAreRefused(t *testing.T) {
	file := func(name string) *fstest.MapFile {
		data, err := assets.Starter().(interface{ ReadFile(string) ([]byte, error) }).ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		return &fstest.MapFile{Data: data}
	}
	whole := fstest.MapFS{"image.onnx": file("image.onnx"), "text.onnx": file("text.onnx"), "vocab.txt": file("vocab.txt"), "words.txt": file("words.txt"), "astray.tsv": file("astray.tsv")}
	for want, change := range map[string]func(m *Manifest, files fstest.MapFS){
		"bytes instead of": func(m *Manifest, files fstest.MapFS) {
			files["image.onnx"] = &fstest.MapFile{Data: whole["image.onnx"].Data[:1000]}
		},
		"is no ONNX model": func(m *Manifest, files fstest.MapFS) {
			m.Files = nil
			files["image.onnx"] = &fstest.MapFile{Data: whole["image.onnx"].Data[:1000]}
		},
		"does not exist":           func(m *Manifest, files fstest.MapFS) { delete(files, "text.onnx") },
		`no input named "pixels"`:  func(m *Manifest, _ fstest.MapFS) { m.Image.Input = "pixels" },
		`no output named "vector"`: func(m *Manifest, _ fstest.MapFS) { m.Text.Output = "vector" },
		"the manifest wants":       func(m *Manifest, _ fstest.MapFS) { m.Image.Edge = 224 },
		"[-1 512]":                 func(m *Manifest, _ fstest.MapFS) { m.Dim = 512 },
		"takes the inputs [\"input_ids\" \"attention_mask\"], its manifest": func(m *Manifest, _ fstest.MapFS) { m.Text.Mask = "" },
		`no tokenizer "abacus"`:    func(m *Manifest, _ fstest.MapFS) { m.Text.Tokenizer = "abacus" },
		"rule.standardise":         func(m *Manifest, _ fstest.MapFS) { m.Rule.Standardise = true },
		"sound rule.standardise":   func(m *Manifest, _ fstest.MapFS) { m.CloserRule = &tagging.Rule{Standardise: true} },
		"gone.txt":                 func(m *Manifest, _ fstest.MapFS) { m.Text.Words = "gone.txt" },
		"gone.tsv":                 func(m *Manifest, _ fstest.MapFS) { m.Text.Astray = "gone.tsv" },
		`"" is no class`:           func(m *Manifest, _ fstest.MapFS) { m.Text.Astray = "words.txt" },
		"its token table has no [": func(m *Manifest, files fstest.MapFS) { m.Text.Tokens = "image.onnx" },
	} {
		m := Model{Manifest: Starter().Manifest}
		files := fstest.MapFS{}
		for name, f := range whole {
			files[name] = f
		}
		change(&m.Manifest, files)
		m.files = files
		_, err := Open(m, Options{})
		if !errors.Is(err, ErrWrongModel) || !strings.Contains(err.Error(), want) {
			t.Errorf("%v; want ErrWrongModel with %q", err, want)
		}
	}
	if environment.users != 0 {
		t.Errorf("refused models left %d users of the environment", environment.users)
	}
}
