package clip

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math"
	"runtime"
	"slices"
	"sync"

	ort "github.com/yalue/onnxruntime_go"
	"golang.org/x/sync/errgroup"

	"catchlight/library/keywords"
	"catchlight/library/thumb"
	"catchlight/tagging"
)

// Options say how to run a model.
type Options struct {
	Threads int    // of one inference; 0 is 1: inferences run side by side instead, which is faster (see bench_test.go)
	Runtime string // path of ONNX Runtime's library or its folder; "" looks in the usual places
	// Device computes photos, once it has proved on the first 16 that it agrees with the processor;
	// when it does not, or fails, the processor goes on. Vectors do not depend on it beyond that.
	Device Device
	// Said hears in one sentence what computes, when that is known and when it changes. Any
	// goroutine; may be nil.
	Said func(sentence string)
}

// Encoder is an open model; it is a tagging.Encoder.
type Encoder struct {
	model  Model
	tokens tokenizer
	words  map[string]bool  // that the model knows as they stand, folded; nil: nobody can say
	astray map[string][]int // classes that words have in another sense, by folded word
	image  *session
	text   *session
	fast   *accelerator // nil: the processor computes

	resamplings sync.Pool // *resampling
	batches     sync.Pool // *[]float32: the inputs of one run, as large as a megabyte for each of its photos

	mu     sync.RWMutex // held for reading by every call under way
	closed bool
}

var _ tagging.Encoder = (*Encoder)(nil)

// tokenizer cuts a text into at most context ids.
type tokenizer func(text string) []int64

// Open loads ONNX Runtime and checks a model: that its files are there, of the right size, and that
// the graphs take and give what the manifest says. It blocks for some milliseconds. A graph itself
// is loaded by the first call that runs it, which takes some tenths of a second (starter) to a few
// seconds more. Errors wrap ErrNoRuntime or ErrWrongModel.
func Open(m Model, o Options) (*Encoder, error) {
	if err := acquire(o.Runtime); err != nil {
		return nil, fmt.Errorf("open model %s: %w", m.Manifest.Name, err)
	}
	e, err := open(m, o)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("open model %s: %w", m.Manifest.Name, err), release())
	}
	return e, nil
}

func open(m Model, o Options) (*Encoder, error) {
	if err := m.check(); err != nil {
		return nil, err
	}
	tokens, err := m.tokenizer()
	if err != nil {
		return nil, err
	}
	words, err := m.words()
	if err != nil {
		return nil, err
	}
	image, err := openSession(m.files, m.Manifest.Image.File, o.Threads, m.imageInputs(), m.imageOutput())
	if err != nil {
		return nil, err
	}
	text, err := openSession(m.files, m.Manifest.Text.File, o.Threads, m.textInputs(), m.textOutput())
	if err != nil {
		return nil, errors.Join(err, image.close())
	}
	text.asTheyAre = m.Manifest.Scores == tagging.Probabilities
	e := &Encoder{model: m, tokens: tokens, words: words, image: image, text: text}
	if e.astray, err = m.astray(); err == nil {
		e.fast, err = e.newAccelerator(o)
	}
	if err != nil {
		return nil, errors.Join(err, image.close(), text.close())
	}
	return e, nil
}

// Profile says what the model is.
func (e *Encoder) Profile() tagging.Profile {
	p := e.model.Manifest.profile()
	p.TextName, p.Workers = e.model.textName(), runtime.GOMAXPROCS(0)
	if e.words != nil {
		p.Knows = func(word string) bool { return e.words[keywords.Fold(word)] }
	}
	if e.astray != nil {
		p.Astray = func(text string) []int { return e.astray[keywords.Fold(e.model.Manifest.shownWord(text))] }
	}
	return p
}

// Prepare makes the model's input of a picture: 3·Edge·Edge values. Any goroutine; computes for
// some milliseconds.
func (e *Encoder) Prepare(p *thumb.Picture) []float32 {
	in, ok := e.resamplings.Get().(*resampling)
	if !ok {
		in = new(resampling)
	}
	defer e.resamplings.Put(in)
	return e.model.Manifest.Image.prepare(p, in)
}

// Images gives the vectors of prepared inputs. Any goroutine; blocks.
func (e *Encoder) Images(ctx context.Context, inputs [][]float32) ([][]float32, error) {
	if len(inputs) == 0 {
		return nil, e.ready()
	}
	return batched(ctx, e, e.model.Manifest.Image.Batch, 1, inputs, e.imageBatch)
}

// ready loads the image tower.
func (e *Encoder) ready() error {
	e.mu.RLock()
	defer e.mu.RUnlock()
	if e.closed {
		return ErrClosed
	}
	_, err := e.image.loaded()
	return err
}

// Texts gives the vectors of texts, on all cores. Any goroutine; blocks. Texts of a length are
// encoded together: the model works as long on the shortest of a batch as on the longest.
func (e *Encoder) Texts(ctx context.Context, texts []string) ([][]float32, error) {
	rows := make([]tokenRow, len(texts))
	for i, text := range texts {
		rows[i] = tokenRow{i, e.tokens(text)}
	}
	slices.SortStableFunc(rows, func(a, b tokenRow) int { return cmp.Compare(len(a.ids), len(b.ids)) })
	made, err := batched(ctx, e, e.model.Manifest.Text.Batch, runtime.GOMAXPROCS(0), rows, e.textBatch)
	if err != nil {
		return nil, err
	}
	vectors := make([][]float32, len(texts))
	for i, row := range rows {
		vectors[row.text] = made[i]
	}
	return vectors, nil
}

// tokenRow are the tokens of a text, by its number.
type tokenRow struct {
	text int
	ids  []int64
}

// batched runs encode over slices of at most size items, several at a time, and stops between two
// of them when ctx ends.
func batched[T any](ctx context.Context, e *Encoder, size, workers int, items []T, encode func(context.Context, []T) ([][]float32, error)) ([][]float32, error) {
	e.mu.RLock()
	defer e.mu.RUnlock()
	if e.closed {
		return nil, ErrClosed
	}
	size = max(size, 1)
	vectors := make([][]float32, len(items))
	group, running := errgroup.WithContext(ctx)
	group.SetLimit(workers)
	for start := 0; start < len(items) && running.Err() == nil; start += size {
		group.Go(func() error {
			made, err := encode(running, items[start:min(start+size, len(items))])
			copy(vectors[start:], made)
			return err
		})
	}
	if err := errors.Join(group.Wait(), ctx.Err()); err != nil {
		return nil, err
	}
	return vectors, nil
}

func (e *Encoder) imageBatch(ctx context.Context, inputs [][]float32) ([][]float32, error) {
	plain := func(ctx context.Context, inputs [][]float32) ([][]float32, error) {
		return e.runImages(ctx, e.image, inputs)
	}
	if e.fast != nil {
		return e.fast.images(ctx, inputs, plain)
	}
	return plain(ctx, inputs)
}

// runImages runs prepared inputs through a session of the image tower.
func (e *Encoder) runImages(ctx context.Context, s *session, inputs [][]float32) ([][]float32, error) {
	edge := int64(e.model.Manifest.Image.Edge)
	batch, ok := e.batches.Get().(*[]float32)
	if !ok {
		batch = new([]float32)
	}
	defer e.batches.Put(batch)
	*batch = (*batch)[:0]
	for _, in := range inputs {
		if int64(len(in)) != 3*edge*edge {
			return nil, fmt.Errorf("encode photos: an input has %d values instead of %d", len(in), 3*edge*edge)
		}
		*batch = append(*batch, in...)
	}
	pixels, err := ort.NewTensor(ort.NewShape(int64(len(inputs)), 3, edge, edge), *batch)
	if err != nil {
		return nil, fmt.Errorf("encode photos: %w", err)
	}
	defer pixels.Destroy() //nolint:errcheck // frees memory; nothing depends on it
	return s.run(ctx, len(inputs), pixels)
}

func (e *Encoder) textBatch(ctx context.Context, texts []tokenRow) ([][]float32, error) {
	ids, mask, length := e.pad(texts)
	shape := ort.NewShape(int64(len(texts)), int64(length))
	idTensor, err := ort.NewTensor(shape, ids)
	if err != nil {
		return nil, fmt.Errorf("encode texts: %w", err)
	}
	defer idTensor.Destroy() //nolint:errcheck // frees memory; nothing depends on it
	if e.model.Manifest.Text.Mask == "" {
		return e.text.run(ctx, len(texts), idTensor)
	}
	maskTensor, err := ort.NewTensor(shape, mask)
	if err != nil {
		return nil, fmt.Errorf("encode texts: %w", err)
	}
	defer maskTensor.Destroy() //nolint:errcheck // frees memory; nothing depends on it
	return e.text.run(ctx, len(texts), idTensor, maskTensor)
}

// pad lays the tokens of texts side by side, filled with 0.
func (e *Encoder) pad(rows []tokenRow) (ids, mask []int64, length int) {
	for _, row := range rows {
		length = max(length, len(row.ids))
	}
	if e.model.Manifest.Text.Pad != padLongest {
		length = e.model.Manifest.Text.Context
	}
	ids, mask = make([]int64, len(rows)*length), make([]int64, len(rows)*length)
	for i, row := range rows {
		copy(ids[i*length:], row.ids)
		for j := range row.ids {
			mask[i*length+j] = 1
		}
	}
	return ids, mask, length
}

// Close waits for running calls and frees the model. Closing twice is harmless.
func (e *Encoder) Close() error {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.closed {
		return nil
	}
	e.closed = true
	err := errors.Join(e.image.close(), e.text.close())
	if e.fast != nil {
		err = errors.Join(err, e.fast.close())
	}
	return errors.Join(err, release())
}

// rowsOf cuts data into rows of dim values. The rows are copies.
func rowsOf(data []float32, dim int) [][]float32 {
	return slices.Collect(slices.Chunk(slices.Clone(data), dim))
}

// unitRows cuts data into rows of dim values and brings each to unit length. The rows are copies.
func unitRows(data []float32, dim int) [][]float32 {
	rows := make([][]float32, 0, len(data)/dim)
	for row := range slices.Chunk(data, dim) {
		var sum float64
		for _, v := range row {
			sum += float64(v) * float64(v)
		}
		unit := make([]float32, dim)
		for i, v := range row {
			unit[i] = float32(float64(v) / max(math.Sqrt(sum), 1e-12))
		}
		rows = append(rows, unit)
	}
	return rows
}
