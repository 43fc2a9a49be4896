package clip

import (
	"encoding/binary"
	"errors"
	"io/fs"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"testing/fstest"

	ort "github.com/yalue/onnxruntime_go"
	"google.golang.org/protobuf/proto"

	"catchlight/assets"
	"catchlight/tagging/clip/onnx"
)

func TestQuantizeColumns(t *testing.T) {
	codes, scales := quantizeColumns([]float32{
		1, -10, 0,
		-0.5, 5, 0,
	}, 2, 3)
	if want := []byte{127, 0x81, 0, 0xc0, 64, 0}; !slices.Equal(codes, want) {
		t.Errorf("codes %v, want %v", codes, want)
	}
	for c, want := range []float32{1.0 / 127, 10.0 / 127, 1.0 / 127} {
		if got := math.Float32frombits(binary.LittleEndian.Uint32(scales[4*c:])); got != want {
			t.Errorf("scale of column %d: %v, want %v", c, got, want)
		}
	}
}

// TestQuantizeRewrites checks which products are taken and that unused weights go.
func TestQuantizeRewrites(t *testing.T) {
	scaled := &onnx.AttributeProto{Name: proto.String("alpha"), F: proto.Float32(2), Type: onnx.AttributeProto_FLOAT.Enum()}
	turned := &onnx.AttributeProto{Name: proto.String("transB"), I: proto.Int64(1), Type: onnx.AttributeProto_INT.Enum()}
	m := &onnx.ModelProto{Graph: &onnx.GraphProto{
		Input:       []*onnx.ValueInfoProto{floatPort("x", 1, 4)},
		Initializer: []*onnx.TensorProto{constant("w", 4, 3), constant("turned", 3, 4), constant("bias", 3)},
		Node: []*onnx.NodeProto{
			{OpType: proto.String("MatMul"), Input: []string{"x", "w"}, Output: []string{"a"}},
			{OpType: proto.String("Gemm"), Input: []string{"x", "turned", "bias"}, Output: []string{"b"}, Attribute: []*onnx.AttributeProto{turned}},
			{OpType: proto.String("Gemm"), Input: []string{"x", "w"}, Output: []string{"c"}, Attribute: []*onnx.AttributeProto{scaled}},
			{OpType: proto.String("MatMul"), Input: []string{"x", "a"}, Output: []string{"d"}},
		},
	}}
	out := quantized(t, m, 2)
	var kinds, names []string
	for _, n := range out.GetGraph().GetNode() {
		kinds = append(kinds, n.GetOpType())
	}
	for _, c := range out.GetGraph().GetInitializer() {
		names = append(names, c.GetName())
	}
	if want := []string{dynamicMatMul, dynamicMatMul, "Gemm", "MatMul"}; !slices.Equal(kinds, want) {
		t.Errorf("operators %v, want %v", kinds, want)
	}
	if slices.Contains(names, "turned") || !slices.Contains(names, "w") {
		t.Errorf("constants %v: turned has no reader any more, w still has", names)
	}
}

func quantized(t testing.TB, m *onnx.ModelProto, products int) *onnx.ModelProto {
	t.Helper()
	data, err := proto.Marshal(m)
	if err != nil {
		t.Fatal(err)
	}
	data, n, err := quantizeFile(fstest.MapFS{"tower.onnx": {Data: data}}, "tower.onnx")
	if err != nil || n != products {
		t.Fatalf("%d products quantised, want %d: %v", n, products, err)
	}
	out := &onnx.ModelProto{}
	if err := proto.Unmarshal(data, out); err != nil {
		t.Fatal(err)
	}
	return out
}

func constant(name string, dims ...int64) *onnx.TensorProto {
	n := int64(1)
	for _, d := range dims {
		n *= d
	}
	values := make([]float32, n)
	random := rand.New(rand.NewPCG(1, uint64(n)))
	for i := range values {
		values[i] = random.Float32() - 0.5
	}
	return &onnx.TensorProto{Name: proto.String(name), Dims: dims, DataType: proto.Int32(int32(onnx.TensorProto_FLOAT)), FloatData: values}
}

func TestQuantizeRefusesOtherFiles(t *testing.T) {
	if _, err := openSkeleton(fstest.MapFS{"a": {Data: []byte("\xff\xff\xff no model")}}, "a"); !errors.Is(err, ErrWrongModel) {
		t.Error("a file that is no model was taken")
	}
}

// TestQuantizedTextTower measures agreement on real transformer weights: those of the
// starter's text tower, over names of its vocabulary. The limits are those by which a
// quantised tower earns its place (mean cosine .99, minimum .97).
func TestQuantizedTextTower(t *testing.T) {
	if err := acquire(""); err != nil {
		t.Fatal(err)
	}
	defer release()
	in, out := []string{"input_ids", "attention_mask"}, []string{"text_embeds"}
	whole, err := fs.ReadFile(assets.Starter(), "text.onnx")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := fold(assets.Starter(), "text.onnx", in, out, filepath.Join(dir, "folded.onnx")); err != nil {
		t.Fatal(err)
	}
	small, products, err := quantizeFile(os.DirFS(dir), "folded.onnx")
	if err != nil || products == 0 {
		t.Fatalf("%d products: %v", products, err)
	}
	mean, least := agreement(t, textVectors(t, whole, in, out), textVectors(t, small, in, out))
	t.Logf("%d products quantised: cosine %.4f in the mean, %.4f at least", products, mean, least)
	if mean < 0.99 || least < 0.97 {
		t.Error("they agree too little")
	}
}

func textVectors(t testing.TB, model []byte, in, out []string) [][]float32 {
	t.Helper()
	graph, err := ort.NewDynamicAdvancedSessionWithONNXData(model, in, out, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer graph.Destroy()
	tokens, err := Starter().tokenizer()
	if err != nil {
		t.Fatal(err)
	}
	var vectors [][]float32
	for _, name := range []string{"dog", "golden retriever", "sunset", "wedding cake", "mountain bike", "lighthouse", "tabby cat", "espresso", "fire engine", "snow leopard", "market", "portrait", "thunderstorm", "sailing boat", "harbour at night", "red squirrel"} {
		vectors = append(vectors, textVector(t, graph, tokens("a photo of a "+name)))
	}
	return vectors
}

func textVector(t testing.TB, graph *ort.DynamicAdvancedSession, ids []int64) []float32 {
	t.Helper()
	mask := make([]int64, len(ids))
	for i := range mask {
		mask[i] = 1
	}
	shape := ort.NewShape(1, int64(len(ids)))
	a, errA := ort.NewTensor(shape, ids)
	b, errB := ort.NewTensor(shape, mask)
	vector, errC := ort.NewEmptyTensor[float32](ort.NewShape(1, int64(Starter().Manifest.Dim)))
	if errA != nil || errB != nil || errC != nil {
		t.Fatal(errA, errB, errC)
	}
	defer a.Destroy()
	defer b.Destroy()
	defer vector.Destroy()
	if err := graph.Run([]ort.Value{a, b}, []ort.Value{vector}); err != nil {
		t.Fatal(err)
	}
	return unitRows(vector.GetData(), Starter().Manifest.Dim)[0]
}

// agreement is the mean and the least cosine of pairs of unit vectors.
func agreement(t testing.TB, a, b [][]float32) (mean, least float64) {
	t.Helper()
	least = 1
	for i := range a {
		dot := 0.0
		for k := range a[i] {
			dot += float64(a[i][k]) * float64(b[i][k])
		}
		mean += dot / float64(len(a))
		least = min(least, dot)
	}
	return mean, least
}
