package clip

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"google.golang.org/protobuf/proto"

	"catchlight/library/testphoto"
	"catchlight/tagging/clip/onnx"
)

// tinyGraph is an ONNX file with nothing but ports.
func tinyGraph(t testing.TB, in, out *onnx.ValueInfoProto) []byte {
	t.Helper()
	data, err := proto.Marshal(&onnx.ModelProto{
		ProducerName: proto.String("test"),
		Graph: &onnx.GraphProto{
			Initializer: []*onnx.TensorProto{{Name: proto.String("w"), RawData: make([]byte, 5000)}},
			Input:       []*onnx.ValueInfoProto{in}, Output: []*onnx.ValueInfoProto{out},
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func valueInfo(name string, kind onnx.TensorProto_DataType, dims ...int64) *onnx.ValueInfoProto {
	shape := &onnx.TensorShapeProto{}
	for _, d := range dims {
		dim := &onnx.TensorShapeProto_Dimension{Value: &onnx.TensorShapeProto_Dimension_DimValue{DimValue: d}}
		if d < 0 {
			dim.Value = &onnx.TensorShapeProto_Dimension_DimParam{DimParam: "batch"}
		}
		shape.Dim = append(shape.Dim, dim)
	}
	return &onnx.ValueInfoProto{Name: &name, Type: &onnx.TypeProto{Value: &onnx.TypeProto_TensorType{
		TensorType: &onnx.TypeProto_Tensor{ElemType: proto.Int32(int32(kind)), Shape: shape},
	}}}
}

// fill makes a folder of files.
func fill(t testing.TB, files map[string][]byte) string {
	t.Helper()
	dir := t.TempDir()
	for name, data := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestKnownLayouts(t *testing.T) {
	const f32, i64 = onnx.TensorProto_FLOAT, onnx.TensorProto_INT64
	image := tinyGraph(t, valueInfo("pixel_values", f32, -1, 3, 32, 32), valueInfo("image_embeds", f32, -1, 16))
	text := tinyGraph(t, valueInfo("input_ids", i64, -1, 77), valueInfo("text_embeds", f32, -1, 16))
	rclipImage := tinyGraph(t, valueInfo("input", f32, -1, 3, 256, 256), valueInfo("output", f32, -1, 512))
	rclipText := tinyGraph(t, valueInfo("input", i64, -1, 77), valueInfo("output", f32, -1, 512))
	siglipImage := tinyGraph(t, valueInfo("pixel_values", f32, -1, 3, 224, 224), valueInfo("pooler_output", f32, -1, 768))
	siglipText := tinyGraph(t, valueInfo("input_ids", i64, -1, -1), valueInfo("pooler_output", f32, -1, 768))
	for name, c := range map[string]struct {
		files                    map[string][]byte
		image, tokenizer, offset string
		dim, edge, batch         int
	}{
		"CLIP, flat":       {map[string][]byte{"vision_model.onnx": image, "text_model.onnx": text}, "vision_model.onnx", "clip-bpe", "down", 16, 32, 1},
		"CLIP in onnx/":    {map[string][]byte{"onnx/vision_model_uint8.onnx": image, "onnx/text_model.onnx": text}, "onnx/vision_model_uint8.onnx", "clip-bpe", "down", 16, 32, 1},
		"rclip":            {map[string][]byte{"visual.onnx": rclipImage, "textual.onnx": rclipText}, "visual.onnx", "clip-bpe", "even", 512, 256, 8},
		"SigLIP2":          {map[string][]byte{"onnx/vision_model.onnx": siglipImage, "onnx/text_model.onnx": siglipText, "tokenizer.json": nil}, "onnx/vision_model.onnx", "sentencepiece", "", 768, 224, 4},
		"whole beats less": {map[string][]byte{"vision_model_int8.onnx": image, "vision_model.onnx": image, "text_model.onnx": text}, "vision_model.onnx", "clip-bpe", "down", 16, 32, 1},
	} {
		m, err := Load(fill(t, c.files))
		x := m.Manifest
		if err != nil || x.Image.File != c.image || x.Text.Tokenizer != c.tokenizer || x.Image.Offset != c.offset || x.Dim != c.dim || x.Image.Edge != c.edge || x.Image.Batch != c.batch {
			t.Errorf("%s: %+v, %v", name, x, err)
		}
	}
}

func TestFoldersThatAreNoModel(t *testing.T) {
	const f32 = onnx.TensorProto_FLOAT
	odd := tinyGraph(t, valueInfo("x", f32, 1), valueInfo("y", f32, 1))
	for name, c := range map[string]struct {
		files map[string][]byte
		want  string
	}{
		"nothing":           {nil, "neither a model.json"},
		"one tower":         {map[string][]byte{"visual.onnx": odd}, "neither a model.json"},
		"other ports":       {map[string][]byte{"visual.onnx": odd, "textual.onnx": odd}, "needs a model.json"},
		"text":              {map[string][]byte{"visual.onnx": []byte("version https://git-lfs"), "textual.onnx": odd}, "visual.onnx is no ONNX model"},
		"a half file":       {map[string][]byte{"visual.onnx": odd[:len(odd)-20], "textual.onnx": odd}, "visual.onnx is no ONNX model"},
		"a broken manifest": {map[string][]byte{"model.json": []byte("{")}, "model.json"},
	} {
		_, err := Load(fill(t, c.files))
		if !errors.Is(err, ErrWrongModel) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v; want ErrWrongModel and %q", name, err, c.want)
		}
	}
}

func TestTwoModelsOfOneNameAreToldApart(t *testing.T) {
	const f32, i64 = onnx.TensorProto_FLOAT, onnx.TensorProto_INT64
	text := tinyGraph(t, valueInfo("input", i64, -1, 77), valueInfo("output", f32, -1, 512))
	a := tinyGraph(t, valueInfo("input", f32, -1, 3, 256, 256), valueInfo("output", f32, -1, 512))
	b := append([]byte(nil), a...)
	b[len(b)/2]++ // a weight
	first, err1 := Load(fill(t, map[string][]byte{"visual.onnx": a, "textual.onnx": text}))
	second, err2 := Load(fill(t, map[string][]byte{"visual.onnx": b, "textual.onnx": text}))
	mark := func(m Model) string { return m.Manifest.Name[strings.LastIndex(m.Manifest.Name, "-"):] }
	if err := errors.Join(err1, err2); err != nil || mark(first) == mark(second) {
		t.Errorf("%s and %s, %v", first.Manifest.Name, second.Manifest.Name, err)
	}
}

func TestLadder(t *testing.T) {
	ladder := Ladder()
	var titles []string
	for _, m := range ladder {
		titles = append(titles, m.Title)
		if len(m.Files) == 0 || m.Licence == "" || len(m.Templates) == 0 || m.Rule.Strict <= m.Rule.Balanced || m.Rule.Balanced <= m.Rule.Loose {
			t.Errorf("%s: %+v", m.Name, m)
		}
		for _, f := range m.Files {
			if f.Bytes == 0 || len(f.SHA256) != 64 || m.Name != "starter" && !strings.HasSuffix(f.From, filepath.ToSlash(f.Path)) {
				t.Errorf("%s: %+v", m.Name, f)
			}
		}
	}
	if got := strings.Join(titles, " "); got != "Starter Fast Standard Best" {
		t.Error(got)
	}
}

func TestVerifyNoticesAChangedByte(t *testing.T) {
	if err := Starter().Verify(t.Context()); err != nil {
		t.Error(err)
	}
	dir := fill(t, map[string][]byte{
		"a":          []byte("abc"),
		"model.json": []byte(`{"dim":1,"image":{"edge":1,"fit":"crop","std":[1,1,1]},"text":{"context":1},"templates":["{}"],"rule":{"balanced":0.3},"files":[{"path":"a","bytes":3,"sha256":"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"}]}`),
	})
	check := func() error {
		m, err := Load(dir)
		return errors.Join(err, m.Verify(t.Context()))
	}
	if err := errors.Join(check(), os.WriteFile(filepath.Join(dir, "a"), []byte("abd"), 0o600)); err != nil {
		t.Fatal(err)
	}
	if err := check(); !errors.Is(err, ErrWrongModel) || !strings.Contains(err.Error(), "a has the SHA-256") {
		t.Errorf("%v", err)
	}
}

// TestStandInsRunThroughTheWholePath: real graphs with the ports of CLIP's, tiny and in full size.
func TestStandInsRunThroughTheWholePath(t *testing.T) {
	for folder, dim := range map[string]int{"tiny": 16, "datacomp-b32-256": 512} {
		if testing.Short() && dim > 16 {
			continue
		}
		m, err := Load(testphoto.Shared(t, "bench", folder))
		if err != nil {
			t.Fatal(err)
		}
		e, err := Open(m, Options{})
		if err != nil {
			t.Fatal(err)
		}
		vectors, err := e.Images(t.Context(), [][]float32{e.Prepare(readPNG(t, "starter", "cat.png")), e.Prepare(readPNG(t, "starter", "rocket.png"))})
		if err != nil || len(vectors) != 2 || len(vectors[0]) != dim {
			t.Errorf("%s: %d vectors, %v", folder, len(vectors), err)
		}
		texts, err := e.Texts(t.Context(), []string{"a photo of a cat", "rocket"})
		if err != nil || len(texts) != 2 || len(texts[1]) != dim {
			t.Errorf("%s: %d texts, %v", folder, len(texts), err)
		}
		if err := e.Close(); err != nil {
			t.Error(err)
		}
	}
}

func FuzzReadGraph(f *testing.F) {
	f.Add(tinyGraph(f, valueInfo("x", onnx.TensorProto_FLOAT, -1, 3), valueInfo("y", onnx.TensorProto_FLOAT, 7)))
	f.Add([]byte{0x3a, 0xff, 0xff, 0xff, 0xff, 0x0f})
	f.Add([]byte("\x3a\x02\x5a\x00"))
	f.Fuzz(func(t *testing.T, data []byte) {
		g, err := parseGraph(io.NewSectionReader(strings.NewReader(string(data)), 0, int64(len(data))))
		if err == nil && len(g.inputs)*len(g.outputs) == 0 {
			t.Error("a graph without ports was taken")
		}
	})
}
