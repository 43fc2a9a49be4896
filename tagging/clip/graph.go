package clip

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"

	"google.golang.org/protobuf/proto"

	"catchlight/tagging/clip/onnx"
)

// The numbers of the fields on the way to a graph's ports (onnx.proto).
const (
	fieldGraph  = 7  // of ModelProto
	fieldInput  = 11 // of GraphProto
	fieldOutput = 12
)

// largestPort bounds what is read for one description of an input or output, mostPorts how many
// there are. Exporters of old list every constant as an input.
const (
	largestPort = 1 << 16
	mostPorts   = 1 << 16
)

// port is an input or output of a graph. A dimension of -1 is free.
type port struct {
	name  string
	kind  onnx.TensorProto_DataType
	shape []int64
}

// graph holds the ports of an ONNX file.
type graph struct{ inputs, outputs []port }

// readGraph reads the ports of an ONNX file and skips its weights, so that it takes no longer for a
// large model than for a small one. (The runtime tells them too, but loads the whole model for it.)
func readGraph(files fs.FS, file string) (graph, error) {
	f, err := files.Open(file)
	if err != nil {
		return graph{}, fmt.Errorf("%w: %w", ErrWrongModel, err)
	}
	defer f.Close() //nolint:errcheck // only read from
	r, size, err := randomAccess(f)
	if err == nil {
		var g graph
		if g, err = parseGraph(io.NewSectionReader(r, 0, size)); err == nil {
			return g, nil
		}
	}
	return graph{}, fmt.Errorf("%w: %s is no ONNX model: %w", ErrWrongModel, file, err)
}

// randomAccess gives the file itself where it can be read anywhere, else its bytes.
func randomAccess(f fs.File) (io.ReaderAt, int64, error) {
	info, err := f.Stat()
	if err != nil {
		return nil, 0, err
	}
	if r, ok := f.(io.ReaderAt); ok {
		return r, info.Size(), nil
	}
	data, err := io.ReadAll(f)
	return bytes.NewReader(data), int64(len(data)), err
}

func parseGraph(r *io.SectionReader) (graph, error) {
	var g graph
	graphs := 0
	err := eachField(r, func(f field) error {
		if f.number != fieldGraph || f.body == nil {
			return nil
		}
		if graphs++; graphs > 1 {
			return errTwoGraphs
		}
		return eachField(f.body, g.take)
	})
	if err == nil && (len(g.inputs) == 0 || len(g.outputs) == 0) {
		err = errors.New("it has no inputs or no outputs")
	}
	return g, err
}

func (g *graph) take(f field) error {
	if f.body == nil || f.number != fieldInput && f.number != fieldOutput {
		return nil
	}
	if f.body.Size() > largestPort || len(g.inputs)+len(g.outputs) >= mostPorts {
		return errors.New("its description of inputs is too large")
	}
	data, err := io.ReadAll(f.body)
	if err != nil {
		return err
	}
	var info onnx.ValueInfoProto
	if err := proto.Unmarshal(data, &info); err != nil {
		return err
	}
	if f.number == fieldInput {
		g.inputs = append(g.inputs, newPort(&info))
	} else {
		g.outputs = append(g.outputs, newPort(&info))
	}
	return nil
}

func newPort(info *onnx.ValueInfoProto) port {
	tensor := info.GetType().GetTensorType()
	p := port{name: info.GetName(), kind: onnx.TensorProto_DataType(tensor.GetElemType())}
	for _, d := range tensor.GetShape().GetDim() {
		size := int64(-1)
		if v, ok := d.GetValue().(*onnx.TensorShapeProto_Dimension_DimValue); ok && v.DimValue > 0 {
			size = v.DimValue
		}
		p.shape = append(p.shape, size)
	}
	return p
}

// field is one field of a protobuf message, not read yet.
type field struct {
	number int
	whole  *io.SectionReader // with its key and length
	body   *io.SectionReader // nil where it has no length: numbers
}

// eachField walks over the fields of a protobuf message. What take does not read is skipped.
func eachField(r *io.SectionReader, take func(field) error) error {
	for at := int64(0); at < r.Size(); {
		header := make([]byte, min(2*binary.MaxVarintLen64, r.Size()-at))
		if _, err := r.ReadAt(header, at); err != nil {
			return err
		}
		key, start, length, err := parseField(header)
		if err != nil || length > uint64(r.Size()-at-start) {
			return errors.Join(err, errors.New("it ends too early"))
		}
		f := field{number: int(key >> 3), whole: io.NewSectionReader(r, at, start+int64(length))}
		if key&7 == wireBytes {
			f.body = io.NewSectionReader(r, at+start, int64(length))
		}
		if err := take(f); err != nil {
			return err
		}
		at += start + int64(length)
	}
	return nil
}

// wireBytes is protobuf's mark of a field that has a length and a body.
const wireBytes = 2

// parseField reads the start of a field: its key (number and wire type), how far its body is and
// how long.
func parseField(header []byte) (key uint64, start int64, length uint64, err error) {
	key, n := binary.Uvarint(header)
	if n <= 0 {
		return 0, 0, 0, errors.New("a field has no key")
	}
	value, m := binary.Uvarint(header[n:])
	switch key & 7 {
	case 1:
		return key, int64(n), 8, nil
	case 5:
		return key, int64(n), 4, nil
	case 0, wireBytes:
		if m <= 0 {
			return 0, 0, 0, errors.New("a field has no value")
		}
		if key&7 == wireBytes {
			length = value
		}
		return key, int64(n + m), length, nil
	}
	return 0, 0, 0, errors.New("a field of unknown kind")
}

// among checks that a port of that name is there, with the kind and shape wanted; what names the
// ports in errors.
func (p port) among(found []port, file, what string) error {
	i := slices.IndexFunc(found, func(f port) bool { return f.name == p.name })
	if i < 0 {
		return fmt.Errorf("%w: %s has no %s named %q (it has %q)", ErrWrongModel, file, what, p.name, portNames(found))
	}
	f := found[i]
	if f.kind != p.kind || !slices.EqualFunc(f.shape, p.shape, fits) {
		return fmt.Errorf("%w: %s of %s named %q is %s %v, the manifest wants %s %v",
			ErrWrongModel, what, file, p.name, f.kind, f.shape, p.kind, p.shape)
	}
	return nil
}

func portNames(ports []port) []string {
	names := make([]string, len(ports))
	for i, p := range ports {
		names[i] = p.name
	}
	return names
}

// fits compares dimensions; -1 is free on either side.
func fits(found, wanted int64) bool { return found == wanted || found < 0 || wanted < 0 }
