package clip

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"sync"

	ort "github.com/yalue/onnxruntime_go"

	"catchlight/library"
)

// session is one graph, which is loaded when it is first run: a program that finds all vectors in
// the library needs none. Any number of goroutines may run it at once.
type session struct {
	file   string
	dim    int64
	attach func(*ort.SessionOptions) error // to a device; nil: the processor
	load   func(*ort.SessionOptions) (*ort.DynamicAdvancedSession, error)

	threads   int
	asTheyAre bool // leave vectors as the graph gives them, else bring them to unit length
	lean      bool // load with less memory and run slower, for a graph that is used once

	mu    sync.Mutex // of graph
	graph *ort.DynamicAdvancedSession
}

// openSession compares a graph's ports with what the manifest wants, and looks where it keeps its
// weights: the runtime itself reads whatever file a graph names.
func openSession(files fs.FS, file string, threads int, inputs []port, output port) (*session, error) {
	if err := checkGraph(files, file, inputs, output); err != nil {
		return nil, err
	}
	s, err := openSkeleton(files, file)
	if err != nil {
		return nil, err
	}
	if err := s.close(); err != nil {
		return nil, err
	}
	load := func(o *ort.SessionOptions) (*ort.DynamicAdvancedSession, error) {
		return loadGraph(files, file, portNames(inputs), []string{output.name}, o)
	}
	return &session{file: file, dim: output.shape[1], load: load, threads: max(threads, 1)}, nil
}

// loaded gives the graph, loaded.
func (s *session) loaded() (*ort.DynamicAdvancedSession, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.graph != nil {
		return s.graph, nil
	}
	options, err := sessionOptions(s.threads)
	if err != nil {
		return nil, err
	}
	defer options.Destroy() //nolint:errcheck // nothing depends on it
	if s.lean {
		err := errors.Join(options.AddSessionConfigEntry("session.disable_prepacking", "1"), options.SetCpuMemArena(false))
		if err != nil {
			return nil, fmt.Errorf("set session options: %w", err)
		}
	}
	if s.attach != nil {
		if err := s.attach(options); err != nil {
			return nil, err
		}
	}
	graph, err := s.load(options)
	if err != nil {
		return nil, fmt.Errorf("%w: load %s: %w", ErrWrongModel, s.file, err)
	}
	s.graph = graph
	return graph, nil
}

// loadGraph lets the runtime read a file of the disk itself; others it gets from memory.
func loadGraph(files fs.FS, file string, in, out []string, o *ort.SessionOptions) (*ort.DynamicAdvancedSession, error) {
	f, err := files.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close() //nolint:errcheck // only read from
	if onDisk, ok := f.(*modelFile); ok {
		return ort.NewDynamicAdvancedSession(onDisk.path, in, out, o)
	}
	data, err := io.ReadAll(f)
	if err != nil {
		return nil, err
	}
	return ort.NewDynamicAdvancedSessionWithONNXData(data, in, out, o)
}

// sessionOptions: threads of one run, which do not spin while they wait, because the decoders need
// the cores.
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
func checkGraph(files fs.FS, file string, inputs []port, output port) error {
	var g graph
	err := library.Guard(file, func() (err error) {
		g, err = readGraph(files, file)
		return err
	})
	if err != nil {
		return err
	}
	if len(g.inputs) != len(inputs) {
		return fmt.Errorf("%w: %s takes the inputs %q, its manifest names %q", ErrWrongModel, file, portNames(g.inputs), portNames(inputs))
	}
	for _, p := range inputs {
		if err := p.among(g.inputs, file, "input"); err != nil {
			return err
		}
	}
	return output.among(g.outputs, file, "output")
}

// run gives one vector for each of count rows, of unit length unless they stay asTheyAre. It ends
// soon after ctx, whatever the graph does: a loop in it may have no end.
func (s *session) run(ctx context.Context, count int, inputs ...ort.Value) ([][]float32, error) {
	graph, err := s.loaded()
	if err != nil {
		return nil, err
	}
	out, err := ort.NewEmptyTensor[float32](ort.NewShape(int64(count), s.dim))
	if err != nil {
		return nil, fmt.Errorf("run %s: %w", s.file, err)
	}
	defer out.Destroy() //nolint:errcheck // frees memory; nothing depends on it
	if err := runUntil(ctx, graph, inputs, []ort.Value{out}); err != nil {
		return nil, fmt.Errorf("run %s: %w", s.file, err)
	}
	if s.asTheyAre {
		return rowsOf(out.GetData(), int(s.dim)), nil
	}
	return unitRows(out.GetData(), int(s.dim)), nil
}

// runUntil runs a graph and tells the runtime to end it when ctx ends, whose error it then returns.
func runUntil(ctx context.Context, graph *ort.DynamicAdvancedSession, inputs, outputs []ort.Value) error {
	options, err := ort.NewRunOptions()
	if err != nil {
		return err
	}
	defer options.Destroy() //nolint:errcheck // frees memory; nothing depends on it
	told := make(chan struct{})
	stop := context.AfterFunc(ctx, func() {
		defer close(told)
		_ = options.Terminate() // then it runs to its end
	})
	err = graph.RunWithOptions(inputs, outputs, options)
	if !stop() {
		<-told
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return err
}

func (s *session) close() error {
	if s.graph == nil {
		return nil
	}
	if err := s.graph.Destroy(); err != nil {
		return fmt.Errorf("free %s: %w", s.file, err)
	}
	return nil
}
