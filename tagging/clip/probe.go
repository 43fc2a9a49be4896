package clip

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"math"

	ort "github.com/yalue/onnxruntime_go"

	"catchlight/tagging"
	"catchlight/tagging/clip/onnx"
)

// probe lets the runtime load both towers, compares what it says of their inputs and outputs with
// the manifest, and runs each of them once. It blocks for seconds with a large model. Errors wrap
// ErrWrongModel and name the file and what differs, or ErrNoRuntime.
func (m Model) probe(ctx context.Context) (err error) {
	e, err := Open(m, Options{})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, e.Close()) }()
	if err := m.askRuntime(m.Manifest.Image.File, m.imageInputs(), m.imageOutput()); err != nil {
		return err
	}
	if err := m.askRuntime(m.Manifest.Text.File, m.textInputs(), m.textOutput()); err != nil {
		return err
	}
	images, err := e.Images(ctx, [][]float32{ramp(3 * m.Manifest.Image.Edge * m.Manifest.Image.Edge)})
	if err := checkVector(m.Manifest.Image.File, images, err); err != nil {
		return err
	}
	texts, err := e.Texts(ctx, []string{"a photo of a dog"})
	if m.Manifest.Scores == tagging.Probabilities {
		return checkLikelihoods(m.Manifest.Text.File, texts, err)
	}
	return checkVector(m.Manifest.Text.File, texts, err)
}

// ramp is a picture from dark to light.
func ramp(n int) []float32 {
	values := make([]float32, n)
	for i := range values {
		values[i] = 2*float32(i)/float32(n) - 1
	}
	return values
}

func checkVector(file string, vectors [][]float32, err error) error {
	if err != nil {
		return fmt.Errorf("%w: %s does not run: %w", ErrWrongModel, file, err)
	}
	sum := 0.0
	for _, v := range vectors[0] {
		sum += float64(v) * float64(v)
	}
	if !(math.Abs(sum-1) < 1e-3) { // NaN too
		return fmt.Errorf("%w: %s gives no vector: its values are not finite, or all 0", ErrWrongModel, file)
	}
	return nil
}

// checkLikelihoods looks at the vector of a text that the model may not know.
func checkLikelihoods(file string, vectors [][]float32, err error) error {
	if err != nil {
		return fmt.Errorf("%w: %s does not run: %w", ErrWrongModel, file, err)
	}
	for _, v := range vectors[0] {
		if !(v >= 0 && v <= 1.001) { // NaN too; half precision rounds
			return fmt.Errorf("%w: %s gives %v where its manifest promises likelihoods from 0 to 1", ErrWrongModel, file, v)
		}
	}
	return nil
}

// askRuntime compares the ports that the runtime finds in a file with those wanted.
func (m Model) askRuntime(file string, inputs []port, output port) error {
	found, gives, err := runtimePorts(m.files, file)
	if err != nil {
		return fmt.Errorf("%w: %s cannot be loaded: %w", ErrWrongModel, file, err)
	}
	for _, p := range inputs {
		if err := p.among(found, file, "input"); err != nil {
			return err
		}
	}
	return output.among(gives, file, "output")
}

func runtimePorts(files fs.FS, file string) (inputs, outputs []port, err error) {
	f, err := files.Open(file)
	if err != nil {
		return nil, nil, err
	}
	defer f.Close() //nolint:errcheck // only read from
	var in, out []ort.InputOutputInfo
	if onDisk, ok := f.(*modelFile); ok {
		in, out, err = ort.GetInputOutputInfo(onDisk.path)
	} else if data, readErr := fs.ReadFile(files, file); readErr == nil {
		in, out, err = ort.GetInputOutputInfoWithONNXData(data)
	} else {
		err = readErr
	}
	return portsOf(in), portsOf(out), err
}

func portsOf(infos []ort.InputOutputInfo) []port {
	var ports []port
	for _, i := range infos {
		ports = append(ports, port{i.Name, onnx.TensorProto_DataType(i.DataType), i.Dimensions})
	}
	return ports
}
