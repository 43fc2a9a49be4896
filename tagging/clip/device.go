package clip

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"sync"

	ort "github.com/yalue/onnxruntime_go"
)

// Device is what computes a model's image tower. Text towers always run on the processor: there is
// little to gain.
type Device string

// The devices that ONNX Runtime knows and Catchlight asks for. A runtime has those that it was
// built with.
const (
	CPU      Device = ""
	CoreML   Device = "coreml"   // Apple
	DirectML Device = "directml" // Windows
	CUDA     Device = "cuda"     // NVIDIA
)

// ParseDevice reads a device as the user writes it; "mps" is rtag's word for Apple's.
func ParseDevice(text string) (Device, error) {
	switch text {
	case "", "cpu":
		return CPU, nil
	case "mps":
		return CoreML, nil
	case string(CoreML), string(DirectML), string(CUDA):
		return Device(text), nil
	}
	return CPU, fmt.Errorf("%q is no device: say cpu, mps, coreml, directml or cuda", text)
}

// String is the device's name as the user reads it.
func (d Device) String() string {
	switch d {
	case CoreML:
		return "CoreML"
	case DirectML:
		return "DirectML"
	case CUDA:
		return "CUDA"
	}
	return "the processor"
}

// Devices lists the devices beside the processor that the runtime of this computer can use; asked
// is Options.Runtime. It blocks for some tenths of a second. A device on the list may still fail or
// compute something else: see Open.
func Devices(asked string) ([]Device, error) {
	if err := acquire(asked); err != nil {
		return nil, err
	}
	var found []Device
	for _, d := range []Device{CoreML, DirectML, CUDA} {
		if options, err := sessionOptions(1); err == nil {
			if d.attach(options, asked) == nil {
				found = append(found, d)
			}
			_ = options.Destroy() // nothing depends on it
		}
	}
	return found, release()
}

// errNoDevice: the runtime was built without the device, or for another system.
var errNoDevice = errors.New("this ONNX Runtime does not have it")

// present reports whether the runtime can have the device at all: asked for one that it lacks, it
// complains on its own.
func (d Device) present(asked string) bool {
	switch d {
	case CoreML:
		return runtime.GOOS == "darwin"
	case DirectML:
		return runtime.GOOS == "windows"
	}
	found, err := findRuntime(asked)
	if err != nil {
		return false
	}
	name := map[string]string{"linux": "libonnxruntime_providers_cuda.so", "windows": "onnxruntime_providers_cuda.dll"}[runtime.GOOS]
	_, err = os.Stat(filepath.Join(filepath.Dir(found), name))
	return name != "" && err == nil
}

// attach makes sessions run on the device.
func (d Device) attach(o *ort.SessionOptions, asked string) error {
	if d != CPU && !d.present(asked) {
		return errNoDevice
	}
	switch d {
	case CoreML:
		return o.AppendExecutionProviderCoreMLV2(map[string]string{"ModelFormat": "MLProgram", "MLComputeUnits": "ALL"})
	case DirectML: // wants both, see its documentation
		return errors.Join(o.SetMemPattern(false), o.SetExecutionMode(ort.ExecutionModeSequential), o.AppendExecutionProviderDirectML(0))
	case CUDA:
		options, err := ort.NewCUDAProviderOptions()
		if err != nil {
			return err
		}
		return errors.Join(o.AppendExecutionProviderCUDA(options), options.Destroy())
	}
	return nil
}

// A device must agree with the processor on so many photos, each of them to this cosine, before its
// vectors are taken.
const (
	devicePhotos = 16
	deviceAgrees = 0.99
)

// accelerator is an image tower on a device that has to prove itself. On the first photos both
// compute, and the processor's vectors count; a device that fails, then or later, is given up, and
// the processor goes on.
type accelerator struct {
	device Device
	encode func(ctx context.Context, inputs [][]float32) ([][]float32, error) // on the device
	close  func() error
	said   func(sentence string) // hears which one runs, and why; may be nil

	mu     sync.Mutex // one inference at a time: DirectML allows no more, and no device gains by it
	agreed int        // photos
	gaveUp bool
}

// images gives the vectors of inputs, which plain computes on the processor.
func (a *accelerator) images(ctx context.Context, inputs [][]float32, plain func(context.Context, [][]float32) ([][]float32, error)) ([][]float32, error) {
	a.mu.Lock()
	trusted, gaveUp := a.agreed >= devicePhotos, a.gaveUp
	var got [][]float32
	var failed error
	if !gaveUp {
		if got, failed = a.encode(ctx, inputs); failed != nil && ctx.Err() == nil {
			a.giveUp(failed.Error())
		}
	}
	a.mu.Unlock()
	if trusted && !gaveUp && failed == nil {
		return got, nil
	}
	want, err := plain(ctx, inputs)
	if err == nil && !gaveUp && failed == nil {
		a.compare(got, want)
	}
	return want, err
}

// compare takes note of photos that both have computed.
func (a *accelerator) compare(got, want [][]float32) {
	a.mu.Lock()
	defer a.mu.Unlock()
	for i := range want {
		if a.gaveUp || a.agreed >= devicePhotos {
			return
		}
		if cosine := dot(got[i], want[i]); !(cosine >= deviceAgrees) { // NaN too
			a.giveUp(fmt.Sprintf("its vectors differ (cosine %.3f)", cosine))
			return
		}
		if a.agreed++; a.agreed == devicePhotos {
			a.say(fmt.Sprintf("computing on %s, which agrees with the processor on %d photos", a.device, devicePhotos))
		}
	}
}

// giveUp leaves the work to the processor. a.mu is held.
func (a *accelerator) giveUp(why string) {
	a.gaveUp = true
	a.say(fmt.Sprintf("computing on the processor: %s cannot be used: %s", a.device, why))
}

func (a *accelerator) say(sentence string) {
	if a.said != nil {
		a.said(sentence)
	}
}

// newAccelerator puts the image tower on the device that the options ask for; nil where that is the
// processor.
func (e *Encoder) newAccelerator(o Options) (*accelerator, error) {
	if o.Device == CPU {
		return nil, nil
	}
	m := e.model
	s, err := openSession(m.files, m.Manifest.Image.File, o.Threads, m.imageInputs(), m.imageOutput())
	if err != nil {
		return nil, err
	}
	s.attach = func(options *ort.SessionOptions) error { return o.Device.attach(options, o.Runtime) }
	return &accelerator{
		device: o.Device, said: o.Said, close: s.close,
		encode: func(ctx context.Context, inputs [][]float32) ([][]float32, error) { return e.runImages(ctx, s, inputs) },
	}, nil
}
