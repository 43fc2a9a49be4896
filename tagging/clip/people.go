package clip

import (
	"context"
	"errors"
	"fmt"
	"image"
	"io/fs"
	"slices"
	"sync"

	ort "github.com/yalue/onnxruntime_go"

	"catchlight/assets"
	"catchlight/tagging/people"
)

// People is the open detectors of faces and people that the program brings along.
type People struct {
	*people.Finder
	face, pose *detector
}

// OpenPeople prepares the detectors; runtime is Options.Runtime. They are loaded by their first
// use, which takes a tenth of a second. Errors wrap ErrNoRuntime.
func OpenPeople(runtime string) (*People, error) {
	if err := acquire(runtime); err != nil {
		return nil, fmt.Errorf("open the detectors of people: %w", err)
	}
	p := &People{face: &detector{file: "face.onnx", edge: 192, count: 2304}, pose: &detector{file: "pose.onnx", edge: 224, count: 2254}}
	p.Finder = &people.Finder{Face: p.face.asDetector(), Pose: p.pose.asDetector()}
	return p, nil
}

// Close frees them. Nothing may be looked at any more.
func (p *People) Close() error { return errors.Join(p.face.close(), p.pose.close(), release()) }

// detector is a graph that gives scores and boxes.
type detector struct {
	file        string
	edge, count int // the square's edge; candidates in it

	mu    sync.Mutex // of graph
	graph *ort.DynamicAdvancedSession
}

func (d *detector) asDetector() people.Detector {
	return people.Detector{Edge: d.edge, Fill: letterbox, Run: d.run}
}

// letterbox puts a picture into the middle of a black square: channel by channel, −1 to 1.
func letterbox(img *image.RGBA, f people.Frame) []float32 {
	size := img.Rect.Size()
	columns := windows(size.X, float64(size.X), f.Width, 0, f.Width)
	rows := windows(size.Y, float64(size.Y), f.Height, 0, f.Height)
	pixels := new(resampling).resample(img, columns, rows)
	var levels [256]float32
	for v := range levels {
		levels[v] = float32(v)/127.5 - 1
	}
	plane := f.Edge * f.Edge
	square := slices.Repeat([]float32{-1}, 3*plane)
	for c := range 3 {
		for y := range f.Height {
			row := pixels[4*y*f.Width:][:4*f.Width]
			to := square[c*plane+(f.Top+y)*f.Edge+f.Left:][:f.Width]
			for x := range to {
				to[x] = levels[row[4*x+c]]
			}
		}
	}
	return square
}

// run gives the scores and boxes of each input. One after the other, they take no longer than
// together, and need no copy.
func (d *detector) run(ctx context.Context, inputs [][]float32) (scores, boxes [][]float32, err error) {
	graph, err := d.loaded()
	if err != nil {
		return nil, nil, err
	}
	for _, values := range inputs {
		score, place := make([]float32, d.count), make([]float32, 4*d.count)
		if err := d.runOne(ctx, graph, values, score, place); err != nil {
			return nil, nil, fmt.Errorf("run %s: %w", d.file, err)
		}
		scores, boxes = append(scores, score), append(boxes, place)
	}
	return scores, boxes, nil
}

// runOne fills in the scores and boxes of an input.
func (d *detector) runOne(ctx context.Context, graph *ort.DynamicAdvancedSession, values, score, place []float32) error {
	edge, count := int64(d.edge), int64(d.count)
	in, err := ort.NewTensor(ort.NewShape(1, 3, edge, edge), values)
	if err != nil {
		return err
	}
	defer in.Destroy() //nolint:errcheck // frees memory; nothing depends on it
	scores, err := ort.NewTensor(ort.NewShape(1, count), score)
	if err != nil {
		return err
	}
	defer scores.Destroy() //nolint:errcheck // as above
	places, err := ort.NewTensor(ort.NewShape(1, count, 4), place)
	if err != nil {
		return err
	}
	defer places.Destroy() //nolint:errcheck // as above
	return runUntil(ctx, graph, []ort.Value{in}, []ort.Value{scores, places})
}

// loaded gives the graph, loaded: one thread, for pictures are looked at side by side.
func (d *detector) loaded() (*ort.DynamicAdvancedSession, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.graph != nil {
		return d.graph, nil
	}
	options, err := sessionOptions(1)
	if err != nil {
		return nil, err
	}
	defer options.Destroy() //nolint:errcheck // nothing depends on it
	data, err := fs.ReadFile(assets.People(), d.file)
	if err != nil {
		return nil, err
	}
	d.graph, err = ort.NewDynamicAdvancedSessionWithONNXData(data, []string{"pixel_values"}, []string{"scores", "boxes"}, options)
	if err != nil {
		return nil, fmt.Errorf("load %s: %w", d.file, err)
	}
	return d.graph, nil
}

func (d *detector) close() error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.graph == nil {
		return nil
	}
	err := d.graph.Destroy()
	d.graph = nil
	return err
}
