package clip

import (
	"path/filepath"
	"testing"

	"google.golang.org/protobuf/proto"

	"catchlight/tagging/clip/onnx"
)

// standIn is a tower that runs: the means of a photo's channels, or the tokens of a text, times
// random weights.
func standIn(t testing.TB, in, out *onnx.ValueInfoProto, values, dim int64) []byte {
	t.Helper()
	first := &onnx.NodeProto{OpType: proto.String("GlobalAveragePool"), Input: []string{in.GetName()}, Output: []string{"first"}}
	if in.GetType().GetTensorType().GetElemType() != int32(onnx.TensorProto_FLOAT) {
		first.OpType = proto.String("Cast")
		first.Attribute = []*onnx.AttributeProto{{
			Name: proto.String("to"), Type: onnx.AttributeProto_INT.Enum(), I: proto.Int64(int64(onnx.TensorProto_FLOAT)),
		}}
	}
	nodes := []*onnx.NodeProto{
		first,
		{OpType: proto.String("Flatten"), Input: []string{"first"}, Output: []string{"flat"}},
		{OpType: proto.String("MatMul"), Input: []string{"flat", "w"}, Output: []string{out.GetName()}},
	}
	data, err := proto.Marshal(&onnx.ModelProto{
		IrVersion: proto.Int64(8), OpsetImport: []*onnx.OperatorSetIdProto{{Domain: proto.String(""), Version: proto.Int64(17)}},
		Graph: &onnx.GraphProto{
			Name: proto.String("tower"), Input: []*onnx.ValueInfoProto{in}, Output: []*onnx.ValueInfoProto{out},
			Initializer: []*onnx.TensorProto{constant("w", values, dim)}, Node: nodes,
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// TestContracts brings stand-ins with the inputs and outputs of each model of the ladder to a
// shelf: the layout is known, the runtime agrees with the manifest, and texts and photos become
// vectors.
func TestContracts(t *testing.T) {
	const f32, i64 = onnx.TensorProto_FLOAT, onnx.TensorProto_INT64
	for _, c := range []struct {
		name                  string
		edge, context, dim    int64
		pixels, image         string
		tokens, text          string
		imageFile, textFile   string
		tokenizer             []byte
		fit, other, offset    string
		wantContext, wantEdge int
	}{
		{"fast", 224, 77, 512, "pixel_values", "image_embeds", "input_ids", "text_embeds", "onnx/vision_model.onnx", "onnx/text_model.onnx", nil, "crop", "truncate", "down", 77, 224},
		{"standard", 256, 77, 512, "input", "output", "input", "output", "visual.onnx", "textual.onnx", nil, "crop", "truncate", "even", 77, 256},
		{"best", 224, 64, 768, "pixel_values", "pooler_output", "input_ids", "pooler_output", "onnx/vision_model.onnx", "onnx/text_model.onnx", smallTokenizer(t, true), "squash", "", "", 64, 224},
	} {
		t.Run(c.name, func(t *testing.T) {
			files := map[string][]byte{
				c.imageFile: standIn(t, valueInfo(c.pixels, f32, -1, 3, c.edge, c.edge), valueInfo(c.image, f32, -1, c.dim), 3, c.dim),
				c.textFile:  standIn(t, valueInfo(c.tokens, i64, -1, c.context), valueInfo(c.text, f32, -1, c.dim), c.context, c.dim),
			}
			if c.tokenizer != nil {
				files["tokenizer.json"] = c.tokenizer
			}
			added, err := Shelf(filepath.Join(t.TempDir(), "models")).Add(t.Context(), fill(t, files), quick())
			if err != nil {
				t.Fatal(err)
			}
			m := added.Manifest
			if m.Image.Edge != c.wantEdge || m.Text.Context != c.wantContext || m.Dim != int(c.dim) || m.Image.Fit != c.fit || m.Image.OtherEdge != c.other || m.Image.Offset != c.offset {
				t.Errorf("%+v", m)
			}
			ladder, err := Offered(c.name)
			if err != nil || m.Image.Mean != ladder.Image.Mean || m.Image.Std != ladder.Image.Std || m.Text.Tokenizer != ladder.Text.Tokenizer {
				t.Errorf("%+v is not as the %s model's", m, c.name)
			}
			runBoth(t, added, int(c.dim))
		})
	}
}

// runBoth lets a model read more photos and texts than fit into a batch.
func runBoth(t *testing.T, m Model, dim int) {
	t.Helper()
	e, err := Open(m, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := e.Close(); err != nil {
			t.Error(err)
		}
	}()
	inputs := make([][]float32, 19)
	for i := range inputs {
		plane := m.Manifest.Image.Edge * m.Manifest.Image.Edge
		inputs[i] = make([]float32, 3*plane)
		for j := range plane {
			inputs[i][i%3*plane+j] = 1
		}
	}
	images, err := e.Images(t.Context(), inputs)
	if err != nil || len(images) != 19 || len(images[18]) != dim || dot(images[0], images[1]) > .9 {
		t.Errorf("%d vectors, %v", len(images), err)
	}
	texts, err := e.Texts(t.Context(), []string{"cat", "a cat", "tat", "cat"})
	if err != nil || len(texts) != 4 || dot(texts[0], texts[3]) < .9999 || dot(texts[0], texts[1]) > .9999 {
		t.Errorf("%d vectors, %v", len(texts), err)
	}
}
