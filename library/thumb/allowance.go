package thumb

import (
	"bytes"
	"context"
	"fmt"
	"time"
)

// What decoding one photo may take, whatever its header says. The figures are of the machine in
// docs/SECURITY.md.
const (
	// maxMemory bounds the file and its picture in bytes: one photo at a time may take it.
	maxMemory = 1 << 30
	// maxWhole bounds the same for what is decoded at full size in Go: the window around it takes
	// half a gigabyte, and both together stay below one and a half. A photo of 150 megapixels, the
	// most that a camera takes, is far below.
	maxWhole = 896 << 20
	// maxWork bounds what is done block by block (see spendJPEG): some seconds. A progressive photo
	// of 24 megapixels takes a fortieth of it.
	maxWork = 1 << 30
	// A guest computes that long, and longer for each byte of its file and each pixel that its
	// header claims: three to ten times what honest photos take.
	guestTime       = 4 * time.Second
	guestTimePerMiB = 3 * time.Second
	guestTimePerMP  = 300 * time.Millisecond
	// watchEvery is how often a guest's time is looked at.
	watchEvery = 50 * time.Millisecond
)

// allowance is what decoding a photo may still take, and whether it is wanted any more. It belongs
// to one goroutine.
type allowance struct {
	ctx  context.Context
	work int64
	file int // bytes
}

func newAllowance(ctx context.Context, file int) *allowance {
	return &allowance{ctx: ctx, work: maxWork, file: file}
}

// spend takes work off before it is done.
func (a *allowance) spend(work int64) error {
	if err := a.ctx.Err(); err != nil {
		return err
	}
	if a.work -= work; work < 0 || a.work < 0 {
		return fmt.Errorf("%w; save it anew if it is really a photo", ErrTooLong)
	}
	return nil
}

// reader lets a decoder read the file until the photo is not wanted any more.
func (a *allowance) reader(data []byte) endingReader {
	return endingReader{a.ctx, bytes.NewReader(data)}
}

type endingReader struct {
	ctx  context.Context
	data *bytes.Reader
}

// Read implements io.Reader.
func (r endingReader) Read(p []byte) (int, error) {
	if err := r.ctx.Err(); err != nil {
		return 0, err
	}
	return r.data.Read(p)
}

// ReadAt implements io.ReaderAt.
func (r endingReader) ReadAt(p []byte, at int64) (int, error) {
	if err := r.ctx.Err(); err != nil {
		return 0, err
	}
	return r.data.ReadAt(p, at)
}

// fits refuses a picture that, at some bytes a pixel and with its file, is beyond the memory of
// what is decoded whole.
func (a *allowance) fits(width, height int, perPixel int64) error {
	if need := int64(a.file) + perPixel*int64(width)*int64(height); need > maxWhole {
		return tooMuchMemory(width, height, need, maxWhole)
	}
	return nil
}

// tooMuchMemory refuses a picture that takes need bytes, where most are given.
func tooMuchMemory(width, height int, need, most int64) error {
	return fmt.Errorf("%w: %d × %d pixels take %d MB of memory, at most %d are given; save a smaller copy",
		ErrTooLarge, width, height, need>>20, most>>20)
}
