package clip

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strconv"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	"catchlight/library"
	"catchlight/tagging/clip/onnx"
)

// The numbers of more fields on the way to a constant's values (onnx.proto).
const (
	fieldConstant = 5 // of GraphProto, its initializers
	fieldRawData  = 9 // of TensorProto
)

// largeConstant is from how many bytes on the values of a constant are left in the file.
const largeConstant = 1 << 16

// skeleton is a model whose large constants are still in their files: rewriting a tower takes the
// memory of what comes out, not twice that of what goes in. Close it.
type skeleton struct {
	*onnx.ModelProto
	left  map[*onnx.TensorProto]*io.SectionReader // the values of constants that were not read
	files []fs.File
	size  int64    // of the files
	apart []string // files beside the model's own in which constants stand
}

// openSkeleton reads a model of which the constants stand in its own file, or in others of its
// folder. One that is made to read more than its files hold, or files elsewhere, is refused.
func openSkeleton(files fs.FS, file string) (*skeleton, error) {
	s := &skeleton{ModelProto: &onnx.ModelProto{}, left: map[*onnx.TensorProto]*io.SectionReader{}}
	err := library.Guard(file, func() error {
		if err := s.read(files, file); err != nil {
			return err
		}
		if err := s.findExternal(files, path.Dir(file)); err != nil {
			return err
		}
		return s.checkSize()
	})
	if err != nil {
		return nil, errors.Join(fmt.Errorf("%w: %s: %w", ErrWrongModel, file, err), s.close())
	}
	return s, nil
}

func (s *skeleton) open(files fs.FS, file string) (*io.SectionReader, error) {
	f, err := files.Open(file)
	if err != nil {
		return nil, err
	}
	s.files = append(s.files, f)
	r, size, err := randomAccess(f)
	s.size += size
	return io.NewSectionReader(r, 0, size), err
}

func (s *skeleton) close() error {
	var err error
	for _, f := range s.files {
		err = errors.Join(err, f.Close())
	}
	return err
}

func (s *skeleton) read(files fs.FS, file string) error {
	r, err := s.open(files, file)
	if err != nil {
		return err
	}
	var small []byte
	var left []*io.SectionReader // of each constant, in order; nil where it was read
	graphs := 0
	err = eachField(r, func(f field) (err error) {
		if f.number != fieldGraph || f.body == nil {
			small, err = appendSmall(small, f.whole)
			return err
		}
		if graphs++; graphs > 1 {
			return errTwoGraphs
		}
		var graph []byte
		graph, left, err = shrinkGraph(f.body)
		small = appendMessage(small, fieldGraph, graph)
		return err
	})
	if err = errors.Join(err, proto.Unmarshal(small, s.ModelProto)); err != nil {
		return fmt.Errorf("not an ONNX file: %w", err)
	}
	if s.GetGraph() == nil {
		return errors.New("not an ONNX file: it holds no graph")
	}
	for i, c := range s.GetGraph().GetInitializer() {
		if left[i] != nil {
			s.left[c] = left[i]
		}
	}
	return nil
}

// checkSize refuses a model whose constants are many times one part of a file.
func (s *skeleton) checkSize() error {
	sum := int64(0)
	for _, r := range s.left {
		sum += r.Size()
		if sum > 2*s.size {
			return errors.New("its constants are larger than its files")
		}
	}
	return nil
}

// findExternal finds the constants that stand in files beside the model.
func (s *skeleton) findExternal(files fs.FS, folder string) error {
	opened := map[string]*io.SectionReader{}
	return eachTensor(s.ProtoReflect(), func(c *onnx.TensorProto) error {
		if c.GetDataLocation() != onnx.TensorProto_EXTERNAL {
			return nil
		}
		name, offset, length := externalPlace(c)
		if opened[name] == nil {
			if !fs.ValidPath(name) {
				return fmt.Errorf("the values of %s stand in %q, which is not inside the model's folder", c.GetName(), name)
			}
			r, err := s.open(files, path.Join(folder, name))
			if err != nil {
				return err
			}
			opened[name], s.apart = r, append(s.apart, path.Join(folder, name))
		}
		if all := opened[name].Size(); offset < 0 || length < 0 || offset > all || length > all-offset {
			return fmt.Errorf("%s ends before the values of %s", name, c.GetName())
		}
		s.left[c] = io.NewSectionReader(opened[name], offset, length)
		return nil
	})
}

// eachTensor visits the constants of a message, wherever in it they stand: the runtime reads the
// files of all of them.
func eachTensor(m protoreflect.Message, visit func(*onnx.TensorProto) error) (err error) {
	if c, ok := m.Interface().(*onnx.TensorProto); ok {
		return visit(c)
	}
	m.Range(func(f protoreflect.FieldDescriptor, v protoreflect.Value) bool {
		switch {
		case f.Message() == nil || f.IsMap():
		case f.IsList():
			for i := 0; i < v.List().Len() && err == nil; i++ {
				err = eachTensor(v.List().Get(i).Message(), visit)
			}
		default:
			err = eachTensor(v.Message(), visit)
		}
		return err == nil
	})
	return err
}

// externalPlace is where a constant's values stand (onnx.proto, TensorProto.external_data).
func externalPlace(c *onnx.TensorProto) (name string, offset, length int64) {
	for _, e := range c.GetExternalData() {
		switch n, _ := strconv.ParseInt(e.GetValue(), 10, 64); e.GetKey() {
		case "location":
			name = e.GetValue()
		case "offset":
			offset = n
		case "length":
			length = n
		}
	}
	return name, offset, length
}

// shrinkGraph is the graph's message without the values of its large constants, and where these
// are.
func shrinkGraph(graph *io.SectionReader) (small []byte, left []*io.SectionReader, err error) {
	err = eachField(graph, func(f field) (err error) {
		if f.number != fieldConstant || f.body == nil {
			small, err = appendSmall(small, f.whole)
			return err
		}
		constant, values, err := shrinkConstant(f.body)
		small, left = appendMessage(small, fieldConstant, constant), append(left, values)
		return err
	})
	return small, left, err
}

func shrinkConstant(constant *io.SectionReader) (small []byte, left *io.SectionReader, err error) {
	err = eachField(constant, func(f field) (err error) {
		if f.number == fieldRawData && f.body != nil && f.body.Size() >= largeConstant {
			left = f.body
			return nil
		}
		small, err = appendSmall(small, f.whole)
		return err
	})
	return small, left, err
}

// errTwoGraphs: the parts of a message that stands twice are one to protobuf, and nobody's model.
var errTwoGraphs = errors.New("it holds two graphs")

// mostSmall bounds what is read of a model beside its large constants.
const mostSmall = 1 << 28

// appendSmall is appendAll for what is no large constant.
func appendSmall(to []byte, r *io.SectionReader) ([]byte, error) {
	if int64(len(to))+r.Size() > mostSmall {
		return to, fmt.Errorf("it has more than %d MB beside its constants", mostSmall>>20)
	}
	return appendAll(to, r)
}

func appendAll(to []byte, r *io.SectionReader) ([]byte, error) {
	at := len(to)
	to = slices.Grow(to, int(r.Size()))[:at+int(r.Size())]
	_, err := io.ReadFull(r, to[at:])
	return to, err
}

// appendMessage appends a field whose body is a message.
func appendMessage(to []byte, number int, body []byte) []byte {
	to = binary.AppendUvarint(to, uint64(number)<<3|wireBytes)
	to = binary.AppendUvarint(to, uint64(len(body)))
	return append(to, body...)
}

// values reads a constant's bytes; those of one that was read, or stands in the other form, are
// left to floats.
func (s *skeleton) values(c *onnx.TensorProto) ([]byte, error) {
	r := s.left[c]
	if r == nil {
		return c.GetRawData(), nil
	}
	return appendAll(nil, io.NewSectionReader(r, 0, r.Size()))
}

// complete reads the values of the constants that are in the graph still.
func (s *skeleton) complete() error {
	for _, c := range s.GetGraph().GetInitializer() {
		raw, err := s.values(c)
		if err != nil {
			return fmt.Errorf("%w: constant %s: %w", ErrWrongModel, c.GetName(), err)
		}
		if len(raw) > 0 {
			c.RawData, c.ExternalData, c.DataLocation = raw, nil, nil
		}
	}
	return nil
}

// folded reports whether the right side of every product is a constant or depends on the model's
// inputs: then the runtime need not work out the constants first.
func (s *skeleton) folded() bool {
	constant, computed := map[string]bool{}, map[string]bool{}
	for _, c := range s.GetGraph().GetInitializer() {
		constant[c.GetName()] = true
	}
	for _, in := range s.GetGraph().GetInput() {
		computed[in.GetName()] = !constant[in.GetName()]
	}
	for _, node := range s.GetGraph().GetNode() { // in the order of computation, as the format wants it
		in := node.GetInput()
		if kind := node.GetOpType(); kind == "MatMul" || kind == "Gemm" {
			if len(in) > 1 && !constant[in[1]] && !computed[in[1]] {
				return false
			}
		}
		if slices.ContainsFunc(in, func(name string) bool { return computed[name] }) {
			for _, out := range node.GetOutput() {
				computed[out] = true
			}
		}
	}
	return true
}
