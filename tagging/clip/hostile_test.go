package clip

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"google.golang.org/protobuf/proto"

	"catchlight/tagging/clip/onnx"
)

// marshal is the file of a model.
func marshal(t testing.TB, graphs ...*onnx.GraphProto) []byte {
	t.Helper()
	var file []byte
	for _, g := range graphs {
		data, err := proto.Marshal(&onnx.ModelProto{
			IrVersion: proto.Int64(8), Graph: g, OpsetImport: []*onnx.OperatorSetIdProto{{Domain: proto.String(""), Version: proto.Int64(17)}},
		})
		if err != nil {
			t.Fatal(err)
		}
		file = append(file, data...)
	}
	return file
}

// apart is a constant whose values stand in another file.
func apart(name, location string, length int) *onnx.TensorProto {
	return &onnx.TensorProto{
		Name: &name, Dims: []int64{int64(length / 4)}, DataType: proto.Int32(int32(onnx.TensorProto_FLOAT)), DataLocation: onnx.TensorProto_EXTERNAL.Enum(),
		ExternalData: []*onnx.StringStringEntryProto{
			{Key: proto.String("location"), Value: &location}, {Key: proto.String("length"), Value: proto.String(fmt.Sprint(length))},
		},
	}
}

// TestGraphsThatAreMadeToBreakTheirReader are refused, or nothing in them is rewritten; none is
// worth much memory.
func TestGraphsThatAreMadeToBreakTheirReader(t *testing.T) {
	turned := &onnx.AttributeProto{Name: proto.String("transB"), I: proto.Int64(1), Type: onnx.AttributeProto_INT.Enum()}
	product := func(kind string, attributes ...*onnx.AttributeProto) *onnx.NodeProto {
		return &onnx.NodeProto{OpType: &kind, Input: []string{"x", "w"}, Output: []string{"y"}, Attribute: attributes}
	}
	sized := func(values int, dims ...int64) *onnx.TensorProto {
		return &onnx.TensorProto{Name: proto.String("w"), Dims: dims, DataType: proto.Int32(int32(onnx.TensorProto_FLOAT)), FloatData: make([]float32, values)}
	}
	graph := func(c *onnx.TensorProto, n ...*onnx.NodeProto) *onnx.GraphProto {
		return &onnx.GraphProto{
			Name: proto.String("g"), Input: []*onnx.ValueInfoProto{floatPort("x", 1, 4)}, Output: []*onnx.ValueInfoProto{floatPort("y", 1, 4)},
			Initializer: []*onnx.TensorProto{c}, Node: n,
		}
	}
	large := &onnx.TensorProto{Name: proto.String("w"), RawData: make([]byte, largeConstant)}
	hidden := &onnx.NodeProto{OpType: proto.String("Constant"), Attribute: []*onnx.AttributeProto{{Name: proto.String("value"), T: apart("c", "../secret", 4)}}}
	var again []*onnx.TensorProto
	for i := range 10 {
		again = append(again, apart(fmt.Sprint("w", i), "w.data", largeConstant))
	}
	for name, c := range map[string]struct {
		file []byte
		says string // "" it is read, and nothing is rewritten
	}{
		"the graph twice":              {marshal(t, graph(large), graph(large)), "two graphs"},
		"more values than memory":      {marshal(t, graph(sized(0, 1<<32, 1<<32), product("MatMul"))), ""},
		"the same, turned":             {marshal(t, graph(sized(0, 1<<32, 1<<32), product("Gemm", turned))), ""},
		"a product that overflows":     {marshal(t, graph(sized(4, 1<<62, 4), product("Gemm", turned))), ""},
		"less than nothing":            {marshal(t, graph(sized(4, -2, -2), product("MatMul"))), ""},
		"no columns":                   {marshal(t, graph(sized(0, 4, 0), product("Gemm", turned))), ""},
		"values elsewhere":             {marshal(t, graph(apart("w", "../secret", 4))), "not inside the model's folder"},
		"values at the root":           {marshal(t, graph(apart("w", "/etc/passwd", 4))), "not inside the model's folder"},
		"values elsewhere, in a node":  {marshal(t, graph(sized(4, 2, 2), hidden)), "not inside the model's folder"},
		"values beyond the end":        {marshal(t, graph(apart("w", "w.data", 1<<30))), "ends before"},
		"one part of a file ten times": {marshal(t, &onnx.GraphProto{Initializer: again}), "larger than its files"},
		"a length that overflows":      {append([]byte{fieldGraph<<3 | wireBytes}, bytes.Repeat([]byte{0xff}, 9)...), "no ONNX"},
	} {
		files := fstest.MapFS{"m.onnx": {Data: c.file}, "w.data": {Data: make([]byte, largeConstant)}}
		_, products, err := quantizeFile(files, "m.onnx")
		if c.says == "" && (err != nil || products != 0) || c.says != "" && (!errors.Is(err, ErrWrongModel) || !strings.Contains(err.Error(), "m.onnx")) {
			t.Errorf("%s: %d products, %v", name, products, err)
		}
		if c.says != "no ONNX" && err != nil && !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v, want %s", name, err, c.says)
		}
	}
	if _, err := readGraph(fstest.MapFS{"m.onnx": {Data: marshal(t, graph(large), graph(large))}}, "m.onnx"); !errors.Is(err, ErrWrongModel) {
		t.Errorf("the ports of two graphs: %v", err)
	}
}

// FuzzGraph: whatever a file holds, its readers end with an error or a model; the walls turn what
// they did not expect into one.
func FuzzGraph(f *testing.F) {
	f.Add(marshal(f, &onnx.GraphProto{Initializer: []*onnx.TensorProto{apart("w", "w.data", 16)}, Input: []*onnx.ValueInfoProto{floatPort("x", 1)}}))
	f.Add([]byte{fieldGraph<<3 | wireBytes, 2, 0x5a, 0x00})
	f.Fuzz(func(t *testing.T, data []byte) {
		files := fstest.MapFS{"m.onnx": {Data: data}, "w.data": {Data: make([]byte, 16)}}
		for _, read := range []func() error{
			func() error { _, err := readGraph(files, "m.onnx"); return err },
			func() error { _, _, err := quantizeFile(files, "m.onnx"); return err },
		} {
			if err := read(); err != nil && strings.Contains(err.Error(), "made to break its reader") {
				t.Error(err)
			}
		}
	})
}

// endless is a tower that never ends: a Loop whose condition stays true.
func endless(t testing.TB) []byte {
	scalar := func(name string, kind onnx.TensorProto_DataType) *onnx.ValueInfoProto { return valueInfo(name, kind) }
	same := func(in, out string) *onnx.NodeProto {
		return &onnx.NodeProto{OpType: proto.String("Identity"), Input: []string{in}, Output: []string{out}}
	}
	const f32, i64, yes = onnx.TensorProto_FLOAT, onnx.TensorProto_INT64, onnx.TensorProto_BOOL
	body := &onnx.GraphProto{
		Name: proto.String("body"), Node: []*onnx.NodeProto{same("on", "on_out"), same("v", "v_out")},
		Input:  []*onnx.ValueInfoProto{scalar("i", i64), scalar("on", yes), valueInfo("v", f32, -1, 3, 1, 1)},
		Output: []*onnx.ValueInfoProto{scalar("on_out", yes), valueInfo("v_out", f32, -1, 3, 1, 1)},
	}
	loop := &onnx.NodeProto{
		OpType: proto.String("Loop"), Input: []string{"", "true", "mean"}, Output: []string{"last"},
		Attribute: []*onnx.AttributeProto{{Name: proto.String("body"), G: body, Type: onnx.AttributeProto_GRAPH.Enum()}},
	}
	return marshal(t, &onnx.GraphProto{
		Name: proto.String("g"), Input: []*onnx.ValueInfoProto{valueInfo("pixel_values", f32, -1, 3, 8, 8)},
		Output:      []*onnx.ValueInfoProto{valueInfo("image_embeds", f32, -1, 3)},
		Initializer: []*onnx.TensorProto{{Name: proto.String("true"), DataType: proto.Int32(int32(yes)), RawData: []byte{1}}},
		Node: []*onnx.NodeProto{
			{OpType: proto.String("GlobalAveragePool"), Input: []string{"pixel_values"}, Output: []string{"mean"}},
			loop,
			{OpType: proto.String("Flatten"), Input: []string{"last"}, Output: []string{"image_embeds"}},
		},
	})
}

// TestAModelWithoutEndStopsWhenAsked: a tower that runs for ever ends with its context, and the
// encoder closes.
func TestAModelWithoutEndStopsWhenAsked(t *testing.T) {
	if err := acquire(""); err != nil {
		t.Fatalf("this test needs ONNX Runtime, which `make test` provides: %v", err)
	}
	defer release()
	files := fstest.MapFS{"image.onnx": {Data: endless(t)}}
	const f32 = onnx.TensorProto_FLOAT
	s, err := openSession(files, "image.onnx", 1, []port{{"pixel_values", f32, []int64{-1, 3, 8, 8}}}, port{"image_embeds", f32, []int64{-1, 3}})
	if err != nil {
		t.Fatal(err)
	}
	e := &Encoder{model: Model{Manifest: Manifest{Image: ImageTower{Edge: 8}}}, image: s}
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if _, err := e.runImages(ctx, s, [][]float32{make([]float32, 3*8*8)}); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("%v", err)
	}
	if err := s.close(); err != nil {
		t.Error(err)
	}
}

// TestTokensKeepToTheContext: whatever context a manifest names, and however long a text is, a
// tokenizer gives no more.
func TestTokensKeepToTheContext(t *testing.T) {
	for _, context := range []int{1, 2, 16, 77, 128} {
		for _, text := range []string{"", "a photo of a dog, and of much more than fits into sixteen tokens of this kind: sea, sky, sand and sun", strings.Repeat("x", 100_000)} {
			m := Model{Manifest: Manifest{Text: TextTower{Tokenizer: "clip-bpe", Context: context, Batch: 2}}}
			tokens, err := m.tokenizer()
			if err != nil {
				t.Fatal(err)
			}
			e := &Encoder{model: m, tokens: tokens}
			ids, _, length := e.pad(tokenRows(tokens, text, "sea"))
			if length != context || len(ids) != 2*context {
				t.Errorf("context %d: %d ids, a length of %d", context, len(ids), length)
			}
		}
	}
}

func tokenRows(tokens tokenizer, texts ...string) (rows []tokenRow) {
	for i, text := range texts {
		rows = append(rows, tokenRow{i, tokens(text)})
	}
	return rows
}

// mergeSlowly is mergePairs as it is defined.
func mergeSlowly(ids []int64, merges map[[2]int64]ranked) []int64 {
	for {
		at, best := -1, ranked{}
		for i := 1; i < len(ids); i++ {
			if r, ok := merges[[2]int64{ids[i-1], ids[i]}]; ok && (at < 0 || r.rank < best.rank) {
				at, best = i-1, r
			}
		}
		if at < 0 {
			return ids
		}
		ids[at] = best.id
		ids = slices.Delete(ids, at+1, at+2)
	}
}

func TestMergePairs(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 300 {
		merges := map[[2]int64]ranked{}
		for rank := range int64(40) {
			merges[[2]int64{random.Int64N(12), random.Int64N(12)}] = ranked{rank: rank, id: random.Int64N(12)}
		}
		ids := make([]int64, random.IntN(60))
		for i := range ids {
			ids[i] = random.Int64N(12)
		}
		got := mergePairs(slices.Clone(ids), merges)
		if want := mergeSlowly(slices.Clone(ids), merges); !slices.Equal(got, want) {
			t.Fatalf("%v of %v, want %v", got, ids, want)
		}
	}
}

// TestFoldersOfStrangers: what is no ordinary file, or too large for what it should be, is refused
// and never read to its end.
func TestFoldersOfStrangers(t *testing.T) {
	device := "/dev/zero"
	if _, err := os.Stat(device); err != nil {
		t.Skip("this system has no endless file")
	}
	graph := tinyGraph(t, floatPort("x", 1), floatPort("y", 1))
	for _, name := range []string{manifestFile, "text_model.onnx", "vision_model.onnx", "tokenizer.json"} {
		dir := fill(t, map[string][]byte{"text_model.onnx": graph, "vision_model.onnx": graph, "tokenizer.json": nil, manifestFile: []byte(
			`{"name":"x","text":{"tokens":"tokenizer.json","file":"text_model.onnx"},"image":{"file":"vision_model.onnx"}}`)})
		path := filepath.Join(dir, name)
		if err := errors.Join(os.Remove(path), os.Symlink(device, path)); err != nil {
			t.Fatal(err)
		}
		if _, err := modelFolder(dir).Open(name); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%s is opened: %v", name, err)
		}
		if _, err := Shelf(t.TempDir()).Add(t.Context(), dir, Download{}); !errors.Is(err, ErrWrongModel) || !strings.Contains(err.Error(), name) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := readAll(fstest.MapFS{"a": {Data: make([]byte, 100)}}, "a", 99); err == nil {
		t.Error("more than is allowed was read")
	}
}

// TestACopyIsAsPrivateAsItsFile, and what the manifest says of a file holds, also where it says it
// in part.
func TestACopyIsAsPrivateAsItsFile(t *testing.T) {
	stick, shelf := fill(t, tinyFiles(t)), Shelf(t.TempDir())
	m, err := Load(stick)
	if err != nil {
		t.Fatal(err)
	}
	m.Manifest.Name = "mine"
	m.Manifest.Files = []File{{Path: "text_model.onnx", SHA256: strings.Repeat("0", 64)}}
	if err := writeManifest(m.Manifest, stick); err != nil {
		t.Fatal(err)
	}
	if _, err := shelf.Add(t.Context(), stick, quick()); !errors.Is(err, ErrWrongModel) || !strings.Contains(err.Error(), "SHA-256") {
		t.Errorf("a wrong hash without a size: %v", err)
	}
	m.Manifest.Files = nil
	if err := writeManifest(m.Manifest, stick); err != nil {
		t.Fatal(err)
	}
	if _, err := shelf.Add(t.Context(), stick, quick()); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(filepath.Join(string(shelf), "mine", "text_model.onnx"))
	if err != nil || info.Mode().Perm()&0o077 != 0 {
		t.Errorf("a file of mode 0600 is copied as %v, %v", info.Mode(), err)
	}
}
