package clip

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"
)

// judged is an accelerator whose device computes by a function, and what it says.
func judged(encode func([][]float32) ([][]float32, error)) (*accelerator, *[]string) {
	var said []string
	return &accelerator{
		device: CUDA, encode: untilDone(encode), close: func() error { return nil },
		said: func(s string) { said = append(said, s) },
	}, &said
}

// untilDone is a function that does not look whether it shall end.
func untilDone(encode func([][]float32) ([][]float32, error)) func(context.Context, [][]float32) ([][]float32, error) {
	return func(_ context.Context, inputs [][]float32) ([][]float32, error) { return encode(inputs) }
}

func echo(inputs [][]float32) ([][]float32, error) { return inputs, nil }

// lean turns vectors away from what they should be, to the cosine .8.
func lean(inputs [][]float32) ([][]float32, error) {
	out := make([][]float32, len(inputs))
	for i := range inputs {
		out[i] = []float32{.8, .6}
	}
	return out, nil
}

func TestADeviceThatAgreesIsTakenAfterSixteenPhotos(t *testing.T) {
	onDevice, plain := 0, 0
	a, said := judged(func(in [][]float32) ([][]float32, error) { onDevice += len(in); return in, nil })
	for range 10 {
		got, err := a.images(t.Context(), [][]float32{{1, 0}, {0, 1}, {1, 0}}, untilDone(func(in [][]float32) ([][]float32, error) { plain += len(in); return in, nil }))
		if err != nil || len(got) != 3 {
			t.Fatal(got, err)
		}
	}
	if onDevice != 30 || plain != 18 {
		t.Errorf("%d photos on the device, %d on the processor", onDevice, plain)
	}
	if len(*said) != 1 || !strings.Contains((*said)[0], "computing on CUDA") {
		t.Errorf("%q", *said)
	}
}

func TestADeviceIsGivenUp(t *testing.T) {
	broken := errors.New("out of memory")
	for name, c := range map[string]struct {
		encode func(calls int, in [][]float32) ([][]float32, error)
		says   string
		calls  int // of the device
	}{
		"other vectors": {func(_ int, in [][]float32) ([][]float32, error) { return lean(in) }, "cosine 0.800", 1},
		"late": {func(n int, in [][]float32) ([][]float32, error) {
			return map[bool]func([][]float32) ([][]float32, error){true: lean, false: echo}[n > 5](in)
		}, "cosine 0.800", 6},
		"fails at once": {func(int, [][]float32) ([][]float32, error) { return nil, broken }, "out of memory", 1},
		"fails at last": {func(n int, in [][]float32) ([][]float32, error) {
			if n > 20 {
				return nil, broken
			}
			return in, nil
		}, "out of memory", 21},
	} {
		t.Run(name, func(t *testing.T) {
			calls := 0
			a, said := judged(func(in [][]float32) ([][]float32, error) { calls++; return c.encode(calls, in) })
			for range 30 {
				got, err := a.images(t.Context(), [][]float32{{1, 0}}, untilDone(echo))
				if err != nil || !slices.Equal(got[0], []float32{1, 0}) {
					t.Fatalf("%v, %v: a vector of the device was taken", got, err)
				}
			}
			last := (*said)[len(*said)-1]
			if calls != c.calls || !strings.Contains(last, "computing on the processor: CUDA cannot be used") || !strings.Contains(last, c.says) {
				t.Errorf("%d calls of the device; %q", calls, *said)
			}
		})
	}
}

func TestManyGoroutinesTryADeviceTogether(t *testing.T) {
	a, said := judged(echo)
	var together sync.WaitGroup
	for range 8 {
		together.Go(func() {
			for range 20 {
				if _, err := a.images(t.Context(), [][]float32{{1, 0}}, untilDone(echo)); err != nil {
					t.Error(err)
				}
			}
		})
	}
	together.Wait()
	if len(*said) != 1 {
		t.Errorf("%q", *said)
	}
}

// TestADeviceThatIsNotHere: the starter computes on the processor all the same, to the same
// vectors, and says so once.
func TestADeviceThatIsNotHere(t *testing.T) {
	here, err := Devices("")
	if err != nil {
		t.Fatalf("this test needs ONNX Runtime, which `make test` provides: %v", err)
	}
	plain := openStarter(t)
	input := make([]float32, 3*260*260)
	want, err := plain.Images(t.Context(), [][]float32{input})
	if err != nil {
		t.Fatal(err)
	}
	for _, device := range []Device{CoreML, DirectML, CUDA} {
		if slices.Contains(here, device) {
			continue
		}
		var said []string
		e, err := Open(Starter(), Options{Device: device, Said: func(s string) { said = append(said, s) }})
		if err != nil {
			t.Fatal(err)
		}
		got, err := e.Images(t.Context(), [][]float32{input, input})
		if err := errors.Join(err, e.Close()); err != nil || !slices.Equal(got[1], want[0]) {
			t.Errorf("%s: %v", device, err)
		}
		if len(said) != 1 || !strings.Contains(said[0], "computing on the processor: "+device.String()) {
			t.Errorf("%s: %q", device, said)
		}
	}
}

func TestParseDevice(t *testing.T) {
	for text, want := range map[string]Device{"": CPU, "cpu": CPU, "mps": CoreML, "coreml": CoreML, "directml": DirectML, "cuda": CUDA} {
		if d, err := ParseDevice(text); err != nil || d != want {
			t.Errorf("%q: %q, %v", text, d, err)
		}
	}
	if _, err := ParseDevice("tpu"); err == nil || !strings.Contains(err.Error(), "cuda") {
		t.Errorf("%v", err)
	}
}
