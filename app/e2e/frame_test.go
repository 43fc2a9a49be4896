//go:build linux

package e2e

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"image"
	"image/draw"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// frame is what the display shows. The X server keeps its screen in a file, in the form of xwd; to
// read that takes no tool, and a hundredth of the time.
func (d display) frame() *image.RGBA {
	d.Helper()
	data, err := os.ReadFile(d.memory)
	if err != nil || len(data) < 100 {
		d.Fatalf("the display has no memory: %v", err)
	}
	field := func(i int) int { return int(binary.BigEndian.Uint32(data[4*i:])) }
	width, height, stride := field(4), field(5), field(12)
	pixels := data[field(0)+12*field(19):] // behind the header and the map of colours
	if field(11) != 32 || field(7) != 0 || len(pixels) < stride*height {
		d.Fatalf("the display has %d bits a pixel, and %d bytes for %d × %d", field(11), len(pixels), width, height)
	}
	img := image.NewRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		from, to := pixels[y*stride:], img.Pix[y*img.Stride:(y+1)*img.Stride]
		for i := 0; i < len(to); i += 4 {
			to[i], to[i+1], to[i+2], to[i+3] = from[i+2], from[i+1], from[i], 255
		}
	}
	return img
}

// part is what a part of the display shows, to be compared.
func (d display) part(r image.Rectangle) string {
	d.Helper()
	img := d.frame().SubImage(r).(*image.RGBA)
	var all []byte
	for y := range img.Rect.Dy() {
		all = append(all, img.Pix[y*img.Stride:y*img.Stride+4*img.Rect.Dx()]...)
	}
	return string(all)
}

// The most that a caret takes, in dp, with the largest text.
const (
	caretWidth  = 4
	caretHeight = 34
)

// alike reports whether two frames show the same, but for a caret that blinks; scale is how many
// pixels there are in one dp.
func alike(a, b *image.RGBA, scale int) bool {
	var differs image.Rectangle
	for y := range a.Rect.Dy() {
		one, other := a.Pix[y*a.Stride:(y+1)*a.Stride], b.Pix[y*b.Stride:(y+1)*b.Stride]
		if bytes.Equal(one, other) {
			continue
		}
		first, last := 0, len(one)/4-1
		for bytes.Equal(one[4*first:4*first+4], other[4*first:4*first+4]) {
			first++
		}
		for bytes.Equal(one[4*last:4*last+4], other[4*last:4*last+4]) {
			last--
		}
		differs = differs.Union(image.Rect(first, y, last+1, y+1))
	}
	return differs.Dx() <= caretWidth*scale && differs.Dy() <= caretHeight*scale
}

// TestACaretIsNoChange: what is as narrow and as low as a caret makes no difference between frames;
// what is wider or higher does, and so do two such places.
func TestACaretIsNoChange(t *testing.T) {
	for _, c := range []struct {
		scale int
		drawn []image.Rectangle
		alike bool
	}{
		{1, nil, true},
		{1, []image.Rectangle{image.Rect(10, 5, 12, 25)}, true},
		{1, []image.Rectangle{image.Rect(10, 5, 18, 13)}, false},
		{1, []image.Rectangle{image.Rect(10, 5, 12, 60)}, false},
		{2, []image.Rectangle{image.Rect(10, 5, 18, 60)}, true},
		{1, []image.Rectangle{image.Rect(10, 5, 12, 25), image.Rect(90, 5, 92, 25)}, false},
		{1, []image.Rectangle{image.Rect(0, 0, 1, 1), image.Rect(99, 79, 100, 80)}, false},
	} {
		before, after := image.NewRGBA(image.Rect(0, 0, 100, 80)), image.NewRGBA(image.Rect(0, 0, 100, 80))
		for _, r := range c.drawn {
			draw.Draw(after, r, image.White, image.Point{}, draw.Src)
		}
		if got := alike(before, after, c.scale); got != c.alike {
			t.Errorf("%v at %d pixels a dp: alike is %v", c.drawn, c.scale, got)
		}
	}
}

// shot saves a picture of the display under build/shots, for eyes.
func (d display) shot(name string) {
	d.Helper()
	dir := filepath.Join("..", "..", "build", "shots")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		d.Fatal(err)
	}
	file, err := os.Create(filepath.Join(dir, name+".png"))
	if err != nil {
		d.Fatal(err)
	}
	defer file.Close()
	if err := (&png.Encoder{CompressionLevel: png.BestSpeed}).Encode(file, d.frame()); err != nil {
		d.Fatal(err)
	}
}

// works reports whether a thread of the program has something to do, or would have if the machine
// were not busy (proc(5): running, or waiting for a disk).
func (r *running) works() bool {
	threads, _ := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/stat", r.cmd.Process.Pid))
	for _, thread := range threads {
		data, _ := os.ReadFile(thread)
		if _, state, found := strings.Cut(string(data), ") "); found && strings.ContainsAny(state[:1], "RD") {
			return true
		}
	}
	return false
}
