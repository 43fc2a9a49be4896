package clip

import (
	"encoding/binary"
	"errors"
	"math"

	"google.golang.org/protobuf/proto"

	"catchlight/tagging/clip/onnx"
)

// The operator domain of ONNX Runtime's own operators, and the one used here: it
// quantises its left input as it comes (unsigned, one range a call) and multiplies
// with weights that were quantised before.
const (
	contribDomain = "com.microsoft"
	dynamicMatMul = "DynamicQuantizeMatMul"
)

// quantize returns the model with every product by a constant matrix (MatMul, and
// Gemm without scaling) done in 8 bits, and how many products these are. Weights are
// signed with one scale a column, which keeps more agreement than one scale a matrix
// and runs faster than unsigned ones; convolutions and all else stay fp32. Constants
// have to be folded before: see fold. It needs about twice the result's memory.
func quantize(s *skeleton) (quantized []byte, products int, err error) {
	q := newQuantizer(s)
	for _, node := range s.GetGraph().GetNode() {
		q.rewrite(node)
	}
	if q.err != nil {
		return nil, 0, q.err
	}
	q.replaceConstants()
	importContrib(s.ModelProto)
	if err := s.complete(); err != nil {
		return nil, 0, err
	}
	quantized, err = proto.Marshal(s.ModelProto)
	return quantized, q.products, err
}

// quantizer rewrites one graph.
type quantizer struct {
	model     *skeleton
	graph     *onnx.GraphProto
	constants map[string]*onnx.TensorProto
	made      map[string]bool // constants that have a quantised twin
	products  int
	err       error // the first of reading
}

func newQuantizer(s *skeleton) *quantizer {
	q := &quantizer{model: s, graph: s.GetGraph(), constants: map[string]*onnx.TensorProto{}, made: map[string]bool{}}
	for _, c := range s.GetGraph().GetInitializer() {
		q.constants[c.GetName()] = c
	}
	return q
}

// rewrite turns a product by a constant matrix into its quantised twin.
func (q *quantizer) rewrite(node *onnx.NodeProto) {
	transposed, ok := q.product(node)
	if !ok {
		return
	}
	name := twinName(node.GetInput()[1], transposed)
	if !q.made[name] && !q.addTwin(name, q.constants[node.GetInput()[1]], transposed) {
		return
	}
	inputs := []string{node.GetInput()[0], name, name + ".scale"}
	if len(node.GetInput()) == 3 { // Gemm's third input is what the operator calls bias
		inputs = append(inputs, "", node.GetInput()[2])
	}
	node.OpType, node.Domain = proto.String(dynamicMatMul), proto.String(contribDomain)
	node.Input, node.Attribute = inputs, nil
	q.products++
}

func twinName(weight string, transposed bool) string {
	if transposed {
		return weight + ".int8.transposed"
	}
	return weight + ".int8"
}

// product reports whether the node multiplies by a constant fp32 matrix in a way that
// the quantised operator can do, and whether that matrix stands transposed.
func (q *quantizer) product(node *onnx.NodeProto) (transposed, ok bool) {
	if node.GetDomain() != "" || len(node.GetInput()) < 2 {
		return false, false
	}
	w := q.constants[node.GetInput()[1]]
	if w == nil || len(w.GetDims()) != 2 || w.GetDataType() != int32(onnx.TensorProto_FLOAT) {
		return false, false
	}
	switch node.GetOpType() {
	case "MatMul":
		return false, true
	case "Gemm":
		return q.plainGemm(node, w)
	}
	return false, false
}

// plainGemm accepts a Gemm that neither scales nor transposes its left input and
// whose bias, if any, is one value a column.
func (q *quantizer) plainGemm(node *onnx.NodeProto, w *onnx.TensorProto) (transposed, ok bool) {
	for _, a := range node.GetAttribute() {
		switch a.GetName() {
		case "alpha", "beta":
			ok = a.GetF() == 1
		case "transA":
			ok = a.GetI() == 0
		case "transB":
			transposed, ok = a.GetI() != 0, true
		}
		if !ok {
			return false, false
		}
	}
	if len(node.GetInput()) < 3 || node.GetInput()[2] == "" {
		return transposed, len(node.GetInput()) == 2
	}
	columns := w.GetDims()[1]
	if transposed {
		columns = w.GetDims()[0]
	}
	bias := q.constants[node.GetInput()[2]]
	return transposed, bias != nil && len(bias.GetDims()) == 1 && bias.GetDims()[0] == columns
}

// addTwin quantises a matrix; false when its values cannot be read from the file.
func (q *quantizer) addTwin(name string, w *onnx.TensorProto, transposed bool) bool {
	rows, columns := int(w.GetDims()[0]), int(w.GetDims()[1])
	if rows <= 0 || columns <= 0 || int64(rows) != w.GetDims()[0] || int64(columns) != w.GetDims()[1] {
		return false
	}
	values, err := q.floats(w)
	if q.err = errors.Join(q.err, err); len(values)%columns != 0 || len(values)/columns != rows { // a product could overflow
		return false
	}
	if transposed {
		values, rows, columns = transpose(values, rows, columns), columns, rows
	}
	codes, scales := quantizeColumns(values, rows, columns)
	q.add(name, onnx.TensorProto_INT8, codes, int64(rows), int64(columns))
	q.add(name+".scale", onnx.TensorProto_FLOAT, scales, int64(columns))
	q.made[name] = true
	return true
}

func (q *quantizer) add(name string, kind onnx.TensorProto_DataType, raw []byte, dims ...int64) {
	q.graph.Initializer = append(q.graph.Initializer, &onnx.TensorProto{
		Name: proto.String(name), DataType: proto.Int32(int32(kind)), Dims: dims, RawData: raw,
	})
}

// quantizeColumns gives each value as a signed byte, rows first, and each column's
// scale as little-endian float32. −128 is not used, so that zero stays exact.
func quantizeColumns(values []float32, rows, columns int) (codes, scales []byte) {
	inverse := make([]float32, columns)
	for c := range columns {
		largest := float32(0)
		for r := range rows {
			largest = max(largest, float32(math.Abs(float64(values[r*columns+c]))))
		}
		if largest == 0 {
			largest = 1
		}
		scales = binary.LittleEndian.AppendUint32(scales, math.Float32bits(largest/127))
		inverse[c] = 127 / largest
	}
	codes = make([]byte, len(values))
	for i, v := range values {
		codes[i] = byte(int8(math.RoundToEven(float64(v * inverse[i%columns]))))
	}
	return codes, scales
}

func transpose(values []float32, rows, columns int) []float32 {
	out := make([]float32, len(values))
	for r := range rows {
		for c := range columns {
			out[c*rows+r] = values[r*columns+c]
		}
	}
	return out
}

// floats are a constant's values, which the format keeps in either of two places.
func (q *quantizer) floats(t *onnx.TensorProto) ([]float32, error) {
	raw, err := q.model.values(t)
	if len(raw) == 0 {
		return t.GetFloatData(), err
	}
	values := make([]float32, len(raw)/4)
	for i := range values {
		values[i] = math.Float32frombits(binary.LittleEndian.Uint32(raw[4*i:]))
	}
	return values, err
}

// replaceConstants drops the constants that no node reads any more.
func (q *quantizer) replaceConstants() {
	used := map[string]bool{}
	for _, node := range q.graph.GetNode() {
		for _, input := range node.GetInput() {
			used[input] = true
		}
	}
	kept := q.graph.Initializer[:0]
	for _, c := range q.graph.Initializer {
		if used[c.GetName()] {
			kept = append(kept, c)
		}
	}
	q.graph.Initializer = kept
}

func importContrib(m *onnx.ModelProto) {
	for _, set := range m.GetOpsetImport() {
		if set.GetDomain() == contribDomain {
			return
		}
	}
	m.OpsetImport = append(m.OpsetImport, &onnx.OperatorSetIdProto{Domain: proto.String(contribDomain), Version: proto.Int64(1)})
}
