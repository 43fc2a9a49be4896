package clip

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strconv"

	ort "github.com/yalue/onnxruntime_go"
)

// fold writes the model with everything computed that does not depend on its inputs to the file at
// path, and large constants beside it: weights that are stored in another form (tiled, sliced,
// quantised to save space) become plain constants. ONNX Runtime does it while it loads a model and
// can write down what it got; the environment must be acquired. Blocks for seconds and takes the
// model's memory.
func fold(files fs.FS, file string, inputs, outputs []string, path string) error {
	options, err := foldOptions(path)
	if err != nil {
		return err
	}
	graph, err := loadGraph(files, file, inputs, outputs, options)
	if err == nil {
		err = graph.Destroy()
	}
	if err = errors.Join(err, options.Destroy()); err != nil {
		return fmt.Errorf("fold the model's constants: %w", err)
	}
	return nil
}

// foldOptions: the basic level stays within the operators of the ONNX standard. Nothing is prepared
// for running.
func foldOptions(path string) (*ort.SessionOptions, error) {
	o, err := ort.NewSessionOptions()
	if err != nil {
		return nil, fmt.Errorf("make session options: %w", err)
	}
	err = errors.Join(
		o.SetGraphOptimizationLevel(ort.GraphOptimizationLevelEnableBasic),
		o.AddSessionConfigEntry("session.disable_quant_qdq", "1"),
		o.AddSessionConfigEntry("session.disable_prepacking", "1"),
		o.SetCpuMemArena(false),
		o.SetIntraOpNumThreads(1),
		o.SetOptimizedModelFilePath(path),
		o.AddSessionConfigEntry("session.optimized_model_external_initializers_file_name", filepath.Base(path)+".data"),
		o.AddSessionConfigEntry("session.optimized_model_external_initializers_min_size_in_bytes", strconv.Itoa(largeConstant)),
	)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("set session options: %w", err), o.Destroy())
	}
	return o, nil
}
