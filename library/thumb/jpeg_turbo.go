//go:build turbojpeg

package thumb

/*
#cgo pkg-config: libturbojpeg
#include <turbojpeg.h>
*/
import "C"

import (
	"errors"
	"fmt"
	"image"
	"runtime"
	"strings"
	"unsafe"
)

// jpegDecoder names the decoder that this program was built with.
const jpegDecoder = "libjpeg-turbo"

// What libjpeg-turbo says of data that ends too early. Its other warnings, such
// as bytes between segments, do not hurt the picture.
const (
	warnNoEnd   = "Premature end of JPEG file"
	warnCut     = "premature end of data segment"
	warnBadCode = "bad Huffman code"
)

// decodeJPEG decodes with libjpeg-turbo at 1/1, 1/2, 1/4 or 1/8 (the scales with
// SIMD code), exact DCT and smooth chroma as Pillow has them. What the TurboJPEG
// interface refuses (odd chroma layouts) goes to the portable decoders.
func decodeJPEG(a *allowance, data []byte, minShort int) (*raster, error) {
	if err := spendJPEG(a, data); err != nil {
		return nil, err
	}
	r, err := turboDecode(data, minShort)
	if err == nil || r != nil || errors.Is(err, ErrTooLarge) {
		return r, err
	}
	if p, portableErr := decodePortable(a, data, minShort); p != nil {
		return p, portableErr
	}
	return nil, err
}

// turboDecode gives an error with a picture where part of it could be decoded.
func turboDecode(data []byte, minShort int) (*raster, error) {
	if len(data) == 0 {
		return nil, ErrDamaged
	}
	runtime.LockOSThread() // libjpeg-turbo keeps its messages by thread
	defer runtime.UnlockOSThread()
	handle := C.tjInitDecompress()
	if handle == nil {
		return nil, errors.New("start libjpeg-turbo: out of memory")
	}
	defer C.tjDestroy(handle)
	t := turbo{handle, data}
	width, height, space, err := t.header()
	if err != nil {
		return nil, err
	}
	if err := checkSize(width, height, 3, len(data)); err != nil {
		return nil, err
	}
	n := reduction(width, height, minShort)
	img := image.NewRGBA(image.Rect(0, 0, (width+n-1)/n, (height+n-1)/n))
	r := &raster{img, width, height}
	fatal, err := t.decode(img, space)
	if fatal {
		return nil, err
	}
	return r, err
}

// turbo is one TurboJPEG decompressor and the file it reads; one goroutine.
type turbo struct {
	handle C.tjhandle
	data   []byte
}

func (t turbo) bytes() (*C.uchar, C.ulong) {
	return (*C.uchar)(unsafe.Pointer(&t.data[0])), C.ulong(len(t.data))
}

func (t turbo) message() string { return C.GoString(C.tjGetErrorStr2(t.handle)) }

func (t turbo) header() (width, height int, space C.int, err error) {
	var w, h, subsampling C.int
	data, size := t.bytes()
	if C.tjDecompressHeader3(t.handle, data, size, &w, &h, &subsampling, &space) != 0 {
		return 0, 0, 0, fmt.Errorf("%w: %s", ErrDamaged, t.message())
	}
	return int(w), int(h), space, nil
}

// decode fills img, whose size must be one of the scaled sizes. A warning that
// the data ended early is an error that is not fatal.
func (t turbo) decode(img *image.RGBA, space C.int) (fatal bool, err error) {
	cmyk := space == C.TJCS_CMYK || space == C.TJCS_YCCK
	format := C.int(C.TJPF_RGBA)
	if cmyk {
		format = C.TJPF_CMYK
	}
	fatal, message := t.run(img, format)
	if fatal {
		return true, fmt.Errorf("%w: %s", ErrDamaged, message)
	}
	if strings.Contains(message, warnNoEnd) {
		fatal, message = t.runWithEnd(img, format)
	}
	if cmyk {
		inkToRGB(img.Pix)
	}
	if message != "" {
		blacken(img.Pix)
	}
	if fatal || strings.Contains(message, warnCut) || strings.Contains(message, warnBadCode) {
		return false, fmt.Errorf("%w (%s)", ErrDamaged, message)
	}
	return false, nil
}

// run decodes once and gives the first warning, or the error that stopped it.
func (t turbo) run(img *image.RGBA, format C.int) (fatal bool, message string) {
	data, size := t.bytes()
	const flags = C.TJFLAG_LIMITSCANS // at most 500 scans: a bomb of its own kind
	b := img.Rect
	if C.tjDecompress2(t.handle, data, size, (*C.uchar)(unsafe.Pointer(&img.Pix[0])),
		C.int(b.Dx()), C.int(img.Stride), C.int(b.Dy()), format, flags) == 0 {
		return false, ""
	}
	return C.tjGetErrorCode(t.handle) == C.TJERR_FATAL, t.message()
}

// runWithEnd decodes again with the missing EOI appended, to tell a file that
// only lacks that from one that lacks a part of the picture.
func (t turbo) runWithEnd(img *image.RGBA, format C.int) (fatal bool, message string) {
	t.data = append(t.data[:len(t.data):len(t.data)], 0xff, 0xd9)
	return t.run(img, format)
}

// blacken makes opaque what a decoder that gave up on the way left untouched.
func blacken(pix []byte) {
	for i := 3; i < len(pix); i += 4 {
		pix[i] = 255
	}
}
