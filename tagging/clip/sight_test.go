package clip

import (
	"context"
	"encoding/binary"
	"encoding/json"
	"errors"
	"io/fs"
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	"google.golang.org/protobuf/proto"

	"catchlight/assets"
	"catchlight/tagging/clip/onnx"
)

// ownStarter are the files of the starter as a model of the user's own.
func ownStarter(t testing.TB) map[string][]byte {
	t.Helper()
	m := Starter()
	m.Manifest.Name, m.Manifest.Files = "mine", nil
	files := map[string][]byte{}
	for _, name := range []string{m.Manifest.Image.File, m.Manifest.Text.File, m.Manifest.Text.Tokens, m.Manifest.Text.Words, m.Manifest.Text.Astray} {
		data, err := fs.ReadFile(assets.Starter(), name)
		if err != nil {
			t.Fatal(err)
		}
		files[name] = data
	}
	describe(t, m.Manifest, files)
	return files
}

// describe puts a manifest to its files.
func describe(t testing.TB, m Manifest, files map[string][]byte) {
	t.Helper()
	data, err := json.Marshal(m)
	if err != nil {
		t.Fatal(err)
	}
	files[manifestFile] = data
}

// TestAModelHasToSee: one whose towers are sound is added; one that runs as well and gives vectors
// of the right kind, but means something else by them, is refused with what it saw, and nothing of
// it stays.
func TestAModelHasToSee(t *testing.T) {
	for name, c := range map[string]struct {
		spoil func(t testing.TB, files map[string][]byte)
		sees  bool
	}{
		"sound":            {func(testing.TB, map[string][]byte) {}, true},
		"shuffled vectors": {shuffleVectors, false},
		"shuffled words":   {shuffleWords, false},
		"other pixels":     {otherPixels, false},
	} {
		t.Run(name, func(t *testing.T) {
			files, shelf := ownStarter(t), Shelf(t.TempDir())
			c.spoil(t, files)
			_, err := shelf.Add(t.Context(), fill(t, files), Download{})
			if c.sees {
				if err != nil || !shelf.Has("mine") {
					t.Errorf("not added: %v", err)
				}
				return
			}
			if !errors.Is(err, ErrWrongModel) || !strings.Contains(err.Error(), "mine named") || !strings.Contains(err.Error(), manifestFile) {
				t.Errorf("added, or refused for another reason: %v", err)
			}
			if left, err := os.ReadDir(string(shelf)); err != nil || len(left) != 0 {
				t.Errorf("%v is left, %v", left, err)
			}
		})
	}
}

// shuffleVectors lets the image tower give its values in another order.
func shuffleVectors(t testing.TB, files map[string][]byte) {
	m := Starter().Manifest
	var graph onnx.ModelProto
	if err := proto.Unmarshal(files[m.Image.File], &graph); err != nil {
		t.Fatal(err)
	}
	order := []byte{}
	for _, i := range rand.New(rand.NewPCG(1, 2)).Perm(m.Dim) {
		order = binary.LittleEndian.AppendUint64(order, uint64(i))
	}
	g := graph.GetGraph()
	for _, node := range g.GetNode() {
		for i, output := range node.GetOutput() {
			if output == m.Image.Output {
				node.Output[i] = "in order"
			}
		}
	}
	g.Initializer = append(g.Initializer, &onnx.TensorProto{
		Name: proto.String("order"), Dims: []int64{int64(m.Dim)}, DataType: proto.Int32(int32(onnx.TensorProto_INT64)), RawData: order,
	})
	g.Node = append(g.Node, &onnx.NodeProto{
		OpType: proto.String("Gather"), Input: []string{"in order", "order"}, Output: []string{m.Image.Output},
		Attribute: []*onnx.AttributeProto{{Name: proto.String("axis"), Type: onnx.AttributeProto_INT.Enum(), I: proto.Int64(1)}},
	})
	data, err := proto.Marshal(&graph)
	if err != nil {
		t.Fatal(err)
	}
	files[m.Image.File] = data
}

// shuffleWords brings the token table into another order, but for the marks at its head.
func shuffleWords(_ testing.TB, files map[string][]byte) {
	table := Starter().Manifest.Text.Tokens
	lines := strings.Split(strings.TrimSuffix(string(files[table]), "\n"), "\n")
	words := lines[1000:]
	rand.New(rand.NewPCG(1, 2)).Shuffle(len(words), func(i, j int) { words[i], words[j] = words[j], words[i] })
	files[table] = []byte(strings.Join(lines, "\n") + "\n")
}

// otherPixels is a manifest that forgets to bring pixels about 0.
func otherPixels(t testing.TB, files map[string][]byte) {
	m := Starter().Manifest
	m.Name, m.Files = "mine", nil
	m.Image.Mean, m.Image.Std = [3]float64{-9, -9, -9}, [3]float64{.01, .01, .01}
	describe(t, m, files)
}

// TestADownloadHasToSee: one that is refused is not installed and takes no room; where nothing can
// run it, what came stays.
func TestADownloadHasToSee(t *testing.T) {
	for name, c := range map[string]struct {
		says error
		left int
	}{"sees nothing": {ErrWrongModel, 0}, "no runtime": {ErrNoRuntime, 1}, "stopped": {context.Canceled, 1}} {
		t.Run(name, func(t *testing.T) {
			d, shelf := quick(), Shelf(t.TempDir())
			d.Sight = func(context.Context, Model) error { return c.says }
			m := offered(serve(t, &badServer{}))
			if _, err := shelf.Get(t.Context(), m, d); !errors.Is(err, c.says) || shelf.Has(m.Name) {
				t.Errorf("installed: %v", err)
			}
			if left, err := os.ReadDir(string(shelf)); err != nil || len(left) != c.left {
				t.Errorf("%v is left, %v", left, err)
			}
		})
	}
}

func TestJudge(t *testing.T) {
	seen := []sighting{{"cat", "cat"}, {"coffee", "coffee"}, {"rocket", "rocket"}, {"tripod", "tripod"}, {"astronaut", "owl"}}
	if err := judge("m", seen); err != nil {
		t.Error(err)
	}
	seen[0].seen = "pizza"
	err := judge("m", seen)
	for _, want := range []string{"m named 3 of 5", "must name 4", `"pizza" where there is "cat"`, `"owl" where there is "astronaut"`} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v does not say %s", err, want)
		}
	}
}
