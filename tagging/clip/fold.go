package clip

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	ort "github.com/yalue/onnxruntime_go"
)

// fold returns the model with everything computed that does not depend on its
// inputs: weights that the file stores in another form (tiled, sliced, quantised to
// save space) become plain constants. ONNX Runtime does it while it loads a model and
// can write down what it got; the environment must be acquired. Blocks for seconds.
func fold(model []byte, inputs, outputs []string) (folded []byte, err error) {
	dir, err := os.MkdirTemp("", "catchlight-fold-")
	if err != nil {
		return nil, fmt.Errorf("fold the model's constants: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	path := filepath.Join(dir, "folded.onnx")
	options, err := foldOptions(path)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, options.Destroy()) }()
	graph, err := ort.NewDynamicAdvancedSessionWithONNXData(model, inputs, outputs, options)
	if err != nil {
		return nil, fmt.Errorf("fold the model's constants: %w", err)
	}
	if err := graph.Destroy(); err != nil {
		return nil, fmt.Errorf("fold the model's constants: %w", err)
	}
	return os.ReadFile(path)
}

// foldOptions: the basic level stays within the operators of the ONNX standard.
func foldOptions(path string) (*ort.SessionOptions, error) {
	o, err := ort.NewSessionOptions()
	if err != nil {
		return nil, fmt.Errorf("make session options: %w", err)
	}
	err = errors.Join(
		o.SetGraphOptimizationLevel(ort.GraphOptimizationLevelEnableBasic),
		o.AddSessionConfigEntry("session.disable_quant_qdq", "1"),
		o.SetOptimizedModelFilePath(path),
	)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("set session options: %w", err), o.Destroy())
	}
	return o, nil
}
