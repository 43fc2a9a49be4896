package clip

import (
	"bytes"
	"errors"
	"testing"
	"testing/fstest"

	"google.golang.org/protobuf/proto"

	"catchlight/tagging/clip/onnx"
)

// TestSkeleton reads a large constant from the model's own file and from one beside it, and refuses
// files that are cut.
func TestSkeleton(t *testing.T) {
	values := bytes.Repeat([]byte{1, 2, 3, 4}, largeConstant)
	inside := &onnx.TensorProto{Name: proto.String("w"), RawData: values}
	beside := &onnx.TensorProto{
		Name: proto.String("w"), DataLocation: onnx.TensorProto_EXTERNAL.Enum(),
		ExternalData: []*onnx.StringStringEntryProto{
			{Key: proto.String("location"), Value: proto.String("w.data")},
			{Key: proto.String("offset"), Value: proto.String("4")},
			{Key: proto.String("length"), Value: proto.String("262144")},
		},
	}
	folder := fstest.MapFS{"sub/w.data": {Data: append([]byte("head"), values...)}}
	for name, constant := range map[string]*onnx.TensorProto{"inside": inside, "beside": beside} {
		t.Run(name, func(t *testing.T) {
			file, err := proto.Marshal(&onnx.ModelProto{
				IrVersion: proto.Int64(8), Graph: &onnx.GraphProto{Name: proto.String("g"), Initializer: []*onnx.TensorProto{constant}},
			})
			if err != nil {
				t.Fatal(err)
			}
			folder["sub/m.onnx"] = &fstest.MapFile{Data: file}
			s, err := openSkeleton(folder, "sub/m.onnx")
			if err != nil {
				t.Fatal(err)
			}
			defer s.close()
			c := s.GetGraph().GetInitializer()[0]
			if len(c.GetRawData()) != 0 || s.GetIrVersion() != 8 {
				t.Errorf("%d bytes were read at once, version %d", len(c.GetRawData()), s.GetIrVersion())
			}
			if err := s.complete(); err != nil || !bytes.Equal(c.GetRawData(), values) || c.GetDataLocation() != onnx.TensorProto_DEFAULT {
				t.Errorf("the values differ: %v", err)
			}
		})
	}
	folder["sub/w.data"] = &fstest.MapFile{Data: values[:1000]}
	file, _ := proto.Marshal(&onnx.ModelProto{Graph: &onnx.GraphProto{Initializer: []*onnx.TensorProto{beside}}})
	folder["sub/m.onnx"] = &fstest.MapFile{Data: file}
	if _, err := openSkeleton(folder, "sub/m.onnx"); !errors.Is(err, ErrWrongModel) {
		t.Errorf("a file that ends too early: %v", err)
	}
}
