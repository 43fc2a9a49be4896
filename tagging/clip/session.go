package clip

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"

	ort "github.com/yalue/onnxruntime_go"
)

// port is an input or output of a graph, as the manifest wants it. A dimension of -1 is free in the graph.
type port struct {
	name  string
	kind  ort.TensorElementDataType
	shape []int64
}

// session is one open graph. Any number of goroutines may run it at once.
type session struct {
	graph *ort.DynamicAdvancedSession
	file  string
	dim   int64
}

// openSession reads a graph, compares its ports with what the manifest wants and loads it.
func openSession(files fs.FS, file string, threads int, inputs []port, output port) (*session, error) {
	data, err := fs.ReadFile(files, file)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrWrongModel, err)
	}
	if err := checkGraph(data, file, inputs, output); err != nil {
		return nil, err
	}
	options, err := sessionOptions(threads)
	if err != nil {
		return nil, err
	}
	defer options.Destroy()
	names := make([]string, len(inputs))
	for i, p := range inputs {
		names[i] = p.name
	}
	graph, err := ort.NewDynamicAdvancedSessionWithONNXData(data, names, []string{output.name}, options)
	if err != nil {
		return nil, fmt.Errorf("%w: load %s: %w", ErrWrongModel, file, err)
	}
	return &session{graph: graph, file: file, dim: output.shape[1]}, nil
}

// sessionOptions: threads of one run, which do not spin while they wait, because the decoders need the cores.
func sessionOptions(threads int) (*ort.SessionOptions, error) {
	o, err := ort.NewSessionOptions()
	if err != nil {
		return nil, fmt.Errorf("make session options: %w", err)
	}
	err = errors.Join(
		o.SetIntraOpNumThreads(threads),
		o.SetInterOpNumThreads(1),
		o.SetGraphOptimizationLevel(ort.GraphOptimizationLevelEnableAll),
		o.AddSessionConfigEntry("session.intra_op.allow_spinning", "0"),
	)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("set session options: %w", err), o.Destroy())
	}
	return o, nil
}

// checkGraph refuses a graph whose names, types or shapes are not those of the manifest.
func checkGraph(data []byte, file string, inputs []port, output port) error {
	in, out, err := ort.GetInputOutputInfoWithONNXData(data)
	if err != nil {
		return fmt.Errorf("%w: %s is no model that ONNX Runtime can read: %w", ErrWrongModel, file, err)
	}
	if len(in) != len(inputs) {
		return fmt.Errorf("%w: %s takes %d inputs, its manifest names %d", ErrWrongModel, file, len(in), len(inputs))
	}
	for _, p := range inputs {
		if err := p.check(in, file, "input"); err != nil {
			return err
		}
	}
	return output.check(out, file, "output")
}

func (p port) check(found []ort.InputOutputInfo, file, what string) error {
	i := slices.IndexFunc(found, func(f ort.InputOutputInfo) bool { return f.Name == p.name })
	if i < 0 {
		names := make([]string, len(found))
		for i := range found {
			names[i] = found[i].Name
		}
		return fmt.Errorf("%w: %s has no %s named %q (it has %q)", ErrWrongModel, file, what, p.name, names)
	}
	f := found[i]
	if f.DataType != p.kind || !fits(f.Dimensions, p.shape) {
		return fmt.Errorf("%w: %s of %s named %q is %s %v, the manifest wants %s %v",
			ErrWrongModel, what, file, p.name, f.DataType, f.Dimensions, p.kind, p.shape)
	}
	return nil
}

// fits compares shapes; -1 is free on either side.
func fits(found ort.Shape, wanted []int64) bool {
	return slices.EqualFunc(found, wanted, func(f, w int64) bool { return f == w || f < 0 || w < 0 })
}

// run gives one vector of unit length for each of count rows.
func (s *session) run(count int, inputs ...ort.Value) ([][]float32, error) {
	out, err := ort.NewEmptyTensor[float32](ort.NewShape(int64(count), s.dim))
	if err != nil {
		return nil, fmt.Errorf("run %s: %w", s.file, err)
	}
	defer out.Destroy()
	if err := s.graph.Run(inputs, []ort.Value{out}); err != nil {
		return nil, fmt.Errorf("run %s: %w", s.file, err)
	}
	return unitRows(out.GetData(), int(s.dim)), nil
}

func (s *session) close() error {
	if err := s.graph.Destroy(); err != nil {
		return fmt.Errorf("free %s: %w", s.file, err)
	}
	return nil
}
