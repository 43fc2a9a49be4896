package clip

import (
	"context"

	"catchlight/library/thumb"
	"catchlight/tagging"
)

// Options say how to run a model.
type Options struct {
	Threads int    // of one inference; 0 is chosen for this machine
	Runtime string // path of ONNX Runtime's library; "" looks in the usual places
}

// Encoder is an open model; it is a tagging.Encoder.
type Encoder struct{ model Model }

var _ tagging.Encoder = (*Encoder)(nil)

// Open loads a model. It blocks for some tenths of a second (starter) to a few seconds. Errors wrap ErrNoRuntime or
// ErrWrongModel.
func Open(m Model, o Options) (*Encoder, error) { return &Encoder{model: m}, nil }

// Profile says what the model is.
func (e *Encoder) Profile() tagging.Profile { return tagging.Profile{} }

// Prepare makes the model's input of a picture: 3·Edge·Edge values. Any goroutine; computes for some milliseconds.
func (e *Encoder) Prepare(p *thumb.Picture) []float32 { return nil }

// Images gives the vectors of prepared inputs. Any goroutine; blocks.
func (e *Encoder) Images(ctx context.Context, inputs [][]float32) ([][]float32, error) {
	return nil, nil
}

// Texts gives the vectors of texts. Any goroutine; blocks.
func (e *Encoder) Texts(ctx context.Context, texts []string) ([][]float32, error) { return nil, nil }

// Close waits for running calls and frees the model.
func (e *Encoder) Close() error { return nil }
