package clip

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"google.golang.org/protobuf/proto"

	"catchlight/library/disk"
	"catchlight/tagging/clip/onnx"
)

// means is an image tower that averages a picture and multiplies it by the constant w; between
// changes the nodes after that.
func means(t testing.TB, w *onnx.TensorProto, between ...*onnx.NodeProto) []byte {
	t.Helper()
	const f32 = onnx.TensorProto_FLOAT
	last := "products"
	if len(between) > 0 {
		last = between[len(between)-1].GetOutput()[0]
	}
	nodes := append([]*onnx.NodeProto{
		node("GlobalAveragePool", "mean", "pixel_values"), node("Flatten", "flat", "mean"), node("MatMul", "products", "flat", "w"),
	}, between...)
	return marshal(t, &onnx.GraphProto{
		Name: proto.String("g"), Initializer: []*onnx.TensorProto{w}, Node: append(nodes, node("Identity", "image_embeds", last)),
		Input: []*onnx.ValueInfoProto{valueInfo("pixel_values", f32, -1, 3, 32, 32)}, Output: []*onnx.ValueInfoProto{valueInfo("image_embeds", f32, -1, 16)},
	})
}

func node(kind, out string, in ...string) *onnx.NodeProto {
	return &onnx.NodeProto{OpType: &kind, Input: in, Output: []string{out}}
}

// claims is the constant w of 3 × columns values, or what claims to be one.
func claims(columns int64, data []byte) *onnx.TensorProto {
	return &onnx.TensorProto{Name: proto.String("w"), Dims: []int64{3, columns}, DataType: proto.Int32(int32(onnx.TensorProto_FLOAT)), RawData: data}
}

// TestTowersOfStrangers: a tower that the manifest fits, and that is no tower all the same, is
// refused with its name before it is installed; what it claims is not allocated.
func TestTowersOfStrangers(t *testing.T) {
	sound := []byte(strings.Repeat("\x00\x00\x80\x3f", 3*16))
	foreign := node("Steal", "stolen", "products")
	foreign.Domain = proto.String("of.a.stranger")
	toFloat := node("Cast", "numbers", "places")
	toFloat.Attribute = []*onnx.AttributeProto{{Name: proto.String("to"), I: proto.Int64(1), Type: onnx.AttributeProto_INT.Enum()}}
	for name, c := range map[string]struct {
		tower []byte
		says  string
	}{
		"one that runs and knows nothing": {means(t, claims(16, sound)), "named 0 of 5 photos"},
		"an operator of a stranger":       {means(t, claims(16, sound), foreign), "of.a.stranger"},
		"an operator that is none":        {means(t, claims(16, sound), node("Steal", "stolen", "products")), "Steal"},
		"another shape than it says":      {means(t, claims(8, sound[:4*3*8])), "[-1 16]"},
		"ten gigabytes of nothing":        {means(t, claims(1<<30, nil)), "data size"},
		"ten gigabytes in 192 bytes":      {means(t, claims(1<<30, sound)), "size mismatch"},
		"another shape when it runs":      {means(t, claims(16, sound), node("NonZero", "places", "products"), toFloat), "vision_model.onnx does not run"},
		"less than nothing":               {means(t, claims(-16, sound)), "dimensions"},
		"values beyond their file":        {means(t, apart("w", "w.data", 10<<30)), "ends before"},
		"an input that is not there":      {means(t, claims(16, sound), node("Add", "sum", "products", "nowhere")), "nowhere"},
		"a circle":                        {means(t, claims(16, sound), node("Add", "sum", "products", "sum")), "acyclic"},
	} {
		t.Run(name, func(t *testing.T) {
			files := tinyFiles(t)
			files["vision_model.onnx"], files["w.data"] = c.tower, sound
			shelf := Shelf(t.TempDir())
			_, err := shelf.Add(t.Context(), fill(t, files), Download{Pause: 1})
			if !errors.Is(err, ErrWrongModel) || !strings.Contains(err.Error(), c.says) {
				t.Errorf("%v, want %q", err, c.says)
			}
			if c.says != "named 0 of 5 photos" && !strings.Contains(err.Error(), "vision_model.onnx") {
				t.Errorf("it is not named: %v", err)
			}
			if n := len(shelf.Offers()); n != 4 {
				t.Errorf("%d models are offered", n)
			}
		})
	}
}

// TestValuesThatAreHoles: a file of values that claims ten gigabytes and is a hole is not read.
func TestValuesThatAreHoles(t *testing.T) {
	files := tinyFiles(t)
	files["vision_model.onnx"], files["w.data"] = means(t, apart("w", "w.data", 10<<30)), []byte{1}
	dir := fill(t, files)
	if err := os.Truncate(filepath.Join(dir, "w.data"), 10<<30); err != nil {
		t.Skip("no sparse files here:", err)
	}
	if _, err := Shelf(t.TempDir()).Add(t.Context(), dir, Download{Pause: 1}); !errors.Is(err, disk.ErrHoles) {
		t.Errorf("%v", err)
	}
}
