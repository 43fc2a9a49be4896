package people

import (
	"cmp"
	"image"
	"math"
	"slices"
)

// box is where something was found, and how surely: coordinates in parts of a picture's width and
// height.
type box struct {
	x0, y0, x1, y1, score float64
	part                  bool // found in a part of the picture only
}

// Frame is where a picture lies in the square that a detector gets: in the middle, as large as it
// fits, in pixels of the square.
type Frame struct{ Edge, Left, Top, Width, Height int }

// frameOf fits a picture of a size into a square.
func frameOf(size image.Point, edge int) Frame {
	scaled := func(n int) int { return max(1, int(math.Floor(float64(n*edge)/float64(max(size.X, size.Y, 1))+.5))) }
	f := Frame{Edge: edge, Width: scaled(size.X), Height: scaled(size.Y)}
	f.Left, f.Top = (edge-f.Width)/2, (edge-f.Height)/2
	return f
}

// away takes the square's border away from a box: its coordinates are then in parts of the picture.
func (f Frame) away(b box) box {
	edge := float64(f.Edge)
	x := func(v float64) float64 { return (v*edge - float64(f.Left)) / float64(f.Width) }
	y := func(v float64) float64 { return (v*edge - float64(f.Top)) / float64(f.Height) }
	b.x0, b.x1, b.y0, b.y1 = x(b.x0), x(b.x1), y(b.y0), y(b.y1)
	return b
}

const (
	candidate = .5 // scores below are never looked at
	sameBox   = .3 // boxes that overlap more are one thing
	inside    = .6 // so is one of which more lies in the other
)

// suppress makes one box of all that overlap the best one, their mean weighted by score, and so on
// (MediaPipe's weighted non-maximum suppression). Boxes that are inside out are dropped. Best
// first.
func suppress(all []box) []box {
	left := slices.DeleteFunc(all, func(b box) bool {
		return !(b.score >= candidate) || !(b.x1 >= b.x0) || !(b.y1 >= b.y0)
	})
	slices.SortStableFunc(left, func(a, b box) int { return cmp.Compare(b.score, a.score) })
	var found []box
	for len(left) > 0 {
		best := left[0]
		mean, weight, rest := box{score: best.score}, 0., left[:0]
		for i, b := range left {
			if union, _ := overlap(best, b); i > 0 && union <= sameBox {
				rest = append(rest, b)
				continue
			}
			mean.x0, mean.y0, mean.x1, mean.y1 = mean.x0+b.x0*b.score, mean.y0+b.y0*b.score, mean.x1+b.x1*b.score, mean.y1+b.y1*b.score
			weight += b.score
		}
		mean.x0, mean.y0, mean.x1, mean.y1 = mean.x0/weight, mean.y0/weight, mean.x1/weight, mean.y1/weight
		found, left = append(found, mean), rest
	}
	return found
}

// overlap is the area that two boxes share, as a part of what both cover, and of the smaller one.
func overlap(a, b box) (union, smaller float64) {
	w, h := min(a.x1, b.x1)-max(a.x0, b.x0), min(a.y1, b.y1)-max(a.y0, b.y0)
	if w <= 0 || h <= 0 {
		return 0, 0
	}
	areaA, areaB := (a.x1-a.x0)*(a.y1-a.y0), (b.x1-b.x0)*(b.y1-b.y0)
	return w * h / (areaA + areaB - w*h), w * h / min(areaA, areaB)
}

// merge keeps each face once: those of the whole picture first, then the surest. A face that was
// cut by the edge of a part lies in its whole.
func merge(found []box) []box {
	slices.SortStableFunc(found, func(a, b box) int {
		if a.part != b.part && a.part {
			return 1
		} else if a.part != b.part {
			return -1
		}
		return cmp.Compare(b.score, a.score)
	})
	var kept []box
	for _, b := range found {
		if !slices.ContainsFunc(kept, func(k box) bool { u, s := overlap(k, b); return u > sameBox || s > inside }) {
			kept = append(kept, b)
		}
	}
	return kept
}

// tiles are count × count parts of a picture that overlap, each a share of its width and height,
// row by row.
func tiles(size image.Point, count int, share float64) []image.Rectangle {
	half := func(v float64) int { return int(v + .5) }
	w, h := half(float64(size.X)*share), half(float64(size.Y)*share)
	var all []image.Rectangle
	for row := range count {
		for column := range count {
			x := half(float64((size.X-w)*column) / float64(count-1))
			y := half(float64((size.Y-h)*row) / float64(count-1))
			all = append(all, image.Rect(x, y, x+w, y+h))
		}
	}
	return all
}

// of puts a box in a part of a picture into the whole.
func (b box) of(tile image.Rectangle, size image.Point) box {
	x := func(v float64) float64 { return (v*float64(tile.Dx()) + float64(tile.Min.X)) / float64(size.X) }
	y := func(v float64) float64 { return (v*float64(tile.Dy()) + float64(tile.Min.Y)) / float64(size.Y) }
	b.x0, b.x1, b.y0, b.y1, b.part = x(b.x0), x(b.x1), y(b.y0), y(b.y1), true
	return b
}
