package people

import (
	"context"
	"image"

	"catchlight/library/thumb"
)

// Detector is a network that finds one kind of thing in a square.
type Detector struct {
	Edge int // of the square, in pixels
	// Fill makes the network's input of a picture that lies in a frame.
	Fill func(img *image.RGBA, f Frame) []float32
	// Run gives the scores of all candidates for each input, and their boxes: left, top, right,
	// bottom in parts of the square. It blocks while it computes; any goroutine may call it.
	Run func(ctx context.Context, inputs [][]float32) (scores, boxes [][]float32, err error)
}

// find gives what the detector finds in each picture, best first, in parts of that picture.
func (d Detector) find(ctx context.Context, pictures ...*image.RGBA) ([][]box, error) {
	inputs, frames := make([][]float32, len(pictures)), make([]Frame, len(pictures))
	for i, img := range pictures {
		frames[i] = frameOf(img.Rect.Size(), d.Edge)
		inputs[i] = d.Fill(img, frames[i])
	}
	scores, boxes, err := d.Run(ctx, inputs)
	if err != nil {
		return nil, err
	}
	found := make([][]box, len(pictures))
	for i := range pictures {
		var all []box
		for k, score := range scores[i] {
			if score >= candidate {
				b := boxes[i][4*k:][:4]
				all = append(all, box{x0: float64(b[0]), y0: float64(b[1]), x1: float64(b[2]), y1: float64(b[3]), score: float64(score)})
			}
		}
		for _, b := range suppress(all) {
			found[i] = append(found[i], frames[i].away(b))
		}
	}
	return found, nil
}

// Finder finds people.
type Finder struct {
	Face, Pose Detector // of faces, from brows to chin; of persons, of whom only the score counts
}

// Cuts of the scores, and what asks for a closer look.
const (
	faceCut, tileCut, poseCut = .62, .76, .68

	closerFrom  = 2   // faces in the whole and 2 × 2 parts, from which on there may be a crowd
	crowdFace   = .1  // the height of the largest of them, in parts of the picture's, from which on it is none
	largeFace   = .15 // the height from which on one face may be a portrait, which the pose must prove
	coarse      = 2
	coarseShare = .6
)

// finer are the parts in which crowds are counted: their number a side, and how much of a side each
// covers.
var finer = []struct {
	count int
	share float64
}{{3, .42}, {4, .32}}

// Find looks for people on an upright picture. It blocks while it computes; its error is that of a
// network, or ctx's.
func (f *Finder) Find(ctx context.Context, img *image.RGBA) (thumb.People, error) {
	if img.Rect.Empty() {
		return thumb.People{Looked: true}, nil
	}
	whole, err := f.faces(ctx, img)
	if err != nil {
		return thumb.People{}, err
	}
	sure := atLeast(whole, faceCut)
	found := thumb.People{Looked: true, Person: len(sure) > 0}
	if len(sure) == 0 || len(sure) == 1 && sure[0].y1-sure[0].y0 >= largeFace {
		if found.Pose, err = f.pose(ctx, img); err != nil {
			return thumb.People{}, err
		}
		found.Person = found.Person || found.Pose >= poseCut
	}
	if len(whole) > 0 { // where nothing looks like a face, a closer look has found no group on any of 128 photos
		if sure, err = f.closer(ctx, img, sure); err != nil {
			return thumb.People{}, err
		}
		found.Person = found.Person || len(sure) > 0
	}
	for _, b := range sure {
		found.Faces = append(found.Faces, thumb.Face{
			X0: inUnit(b.x0), Y0: inUnit(b.y0), X1: inUnit(b.x1), Y1: inUnit(b.y1), Score: float32(b.score), Part: b.part,
		})
	}
	return found, nil
}

// faces are those of the whole picture, also doubtful ones.
func (f *Finder) faces(ctx context.Context, img *image.RGBA) ([]box, error) {
	found, err := f.Face.find(ctx, img)
	if err != nil {
		return nil, err
	}
	return found[0], nil
}

// pose is how surely a person is there.
func (f *Finder) pose(ctx context.Context, img *image.RGBA) (float32, error) {
	found, err := f.Pose.find(ctx, img)
	if err != nil || len(found[0]) == 0 {
		return 0, err
	}
	return float32(found[0][0].score), nil
}

// closer adds the faces that are too small for a look at the whole.
func (f *Finder) closer(ctx context.Context, img *image.RGBA, sure []box) ([]box, error) {
	more, err := f.inTiles(ctx, img, coarse, coarseShare)
	if err != nil {
		return nil, err
	}
	sure = merge(append(sure, more...))
	if len(sure) < closerFrom || tallest(sure) >= crowdFace {
		return sure, nil
	}
	for _, grid := range finer {
		before := len(sure)
		more, err := f.inTiles(ctx, img, grid.count, grid.share)
		if err != nil {
			return nil, err
		}
		if sure = merge(append(sure, more...)); len(sure) == before {
			break // there is nobody who was too small before
		}
	}
	return sure, nil
}

// inTiles finds faces in parts of a picture, where only sure ones count.
func (f *Finder) inTiles(ctx context.Context, img *image.RGBA, count int, share float64) ([]box, error) {
	size := img.Rect.Size()
	var parts []*image.RGBA
	all := tiles(size, count, share)
	for _, r := range all {
		if r.Empty() {
			return nil, nil // a picture of a few pixels
		}
		parts = append(parts, img.SubImage(r.Add(img.Rect.Min)).(*image.RGBA))
	}
	found, err := f.Face.find(ctx, parts...)
	var faces []box
	for i, boxes := range found {
		for _, b := range atLeast(boxes, tileCut) {
			faces = append(faces, b.of(all[i], size))
		}
	}
	return faces, err
}

func atLeast(found []box, score float64) []box {
	var sure []box
	for _, b := range found {
		if b.score >= score {
			sure = append(sure, b)
		}
	}
	return sure
}

func tallest(found []box) float64 {
	height := 0.
	for _, b := range found {
		height = max(height, b.y1-b.y0)
	}
	return height
}

func inUnit(x float64) float32 { return float32(min(max(x, 0), 1)) }
