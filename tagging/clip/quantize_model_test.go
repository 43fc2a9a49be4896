package clip

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"

	"google.golang.org/protobuf/proto"

	"catchlight/tagging/clip/onnx"
)

// smallModel is a model whose image tower is one product: 12 values in, 4 out.
func smallModel(t testing.TB, operator string) Model {
	t.Helper()
	graph := &onnx.ModelProto{
		IrVersion:   proto.Int64(8),
		OpsetImport: []*onnx.OperatorSetIdProto{{Domain: proto.String(""), Version: proto.Int64(17)}},
		Graph: &onnx.GraphProto{
			Name:        proto.String("tower"),
			Input:       []*onnx.ValueInfoProto{floatPort("x", 1, 12)},
			Output:      []*onnx.ValueInfoProto{floatPort("y", 1, 4)},
			Initializer: []*onnx.TensorProto{constant("w", 12, 4)},
			Node:        []*onnx.NodeProto{{OpType: proto.String(operator), Input: []string{"x", "w"}, Output: []string{"y"}}},
		},
	}
	data, err := proto.Marshal(graph)
	if err != nil {
		t.Fatal(err)
	}
	files := fstest.MapFS{"tower.onnx": {Data: data}}
	return Model{Manifest: Manifest{
		Name: "small", Files: []File{{Path: "tower.onnx", Bytes: int64(len(data))}},
		Image: ImageTower{File: "tower.onnx", Input: "x", Output: "y", Batch: 8},
	}, files: files}
}

func floatPort(name string, dims ...int64) *onnx.ValueInfoProto {
	shape := &onnx.TensorShapeProto{}
	for _, d := range dims {
		shape.Dim = append(shape.Dim, &onnx.TensorShapeProto_Dimension{Value: &onnx.TensorShapeProto_Dimension_DimValue{DimValue: d}})
	}
	tensor := &onnx.TypeProto_Tensor{ElemType: proto.Int32(int32(onnx.TensorProto_FLOAT)), Shape: shape}
	return &onnx.ValueInfoProto{Name: proto.String(name), Type: &onnx.TypeProto{Value: &onnx.TypeProto_TensorType{TensorType: tensor}}}
}

func TestQuantizedModel(t *testing.T) {
	m, dir := smallModel(t, "MatMul"), t.TempDir()
	twin, err := m.Quantized(dir, "")
	if err != nil {
		t.Fatal(err)
	}
	if twin.Manifest.Name != "small-int8" || twin.Manifest.Image.Batch != 1 || len(twin.Manifest.Files) != 0 {
		t.Errorf("manifest %+v", twin.Manifest)
	}
	tower, err := fs.ReadFile(twin.files, twin.Manifest.Image.File)
	if err != nil || len(tower) == 0 {
		t.Fatalf("the tower cannot be read: %v", err)
	}
	made := onlyFile(t, dir)
	if _, err := m.Quantized(dir, ""); err != nil {
		t.Fatal(err)
	}
	if again := onlyFile(t, dir); again.ModTime() != made.ModTime() {
		t.Error("the tower was made twice")
	}
}

func onlyFile(t testing.TB, dir string) os.FileInfo {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil || len(found) != 1 {
		t.Fatalf("the folder holds %v: %v", found, err)
	}
	info, err := os.Stat(found[0])
	if err != nil {
		t.Fatal(err)
	}
	return info
}

func TestQuantizedModelWithoutProducts(t *testing.T) {
	m := smallModel(t, "Mul")
	w := constant("w", 1)
	var graph onnx.ModelProto
	data, _ := fs.ReadFile(m.files, "tower.onnx")
	if err := proto.Unmarshal(data, &graph); err != nil {
		t.Fatal(err)
	}
	graph.Graph.Initializer = []*onnx.TensorProto{w}
	graph.Graph.Output = []*onnx.ValueInfoProto{floatPort("y", 1, 12)}
	data, err := proto.Marshal(&graph)
	if err != nil {
		t.Fatal(err)
	}
	m.files = fstest.MapFS{"tower.onnx": {Data: data}}
	if _, err := m.Quantized(t.TempDir(), ""); !errors.Is(err, ErrNothingToQuantize) {
		t.Errorf("%v", err)
	}
}
