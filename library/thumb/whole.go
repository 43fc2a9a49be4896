package thumb

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/gif"
	"image/png"
	"io"
	"strings"

	"catchlight/library/metadata"

	"github.com/gen2brain/avif"
	"github.com/gen2brain/heic"
	"github.com/gen2brain/jpegxl"
	"golang.org/x/image/bmp"
	"golang.org/x/image/webp"
)

// wholeDecoder is a decoder that knows full size only.
type wholeDecoder struct {
	config func([]byte) (image.Config, error)
	decode func([]byte) (image.Image, error)
}

var wholeDecoders = map[metadata.Format]wholeDecoder{
	metadata.PNG:  {from(png.DecodeConfig), from(png.Decode)},
	metadata.GIF:  {from(gif.DecodeConfig), from(gif.Decode)}, // the first frame
	metadata.TIFF: {tiffConfig, decodeTIFF},
	metadata.WebP: {from(webp.DecodeConfig), from(decodeWebP)},
	metadata.BMP:  {from(bmp.DecodeConfig), from(bmp.Decode)},
	metadata.PNM:  {from(pnmConfig), from(decodePNM)},
	metadata.AVIF: {from(avif.DecodeConfig), from(avif.Decode)},
	metadata.HEIC: {from(heic.DecodeConfig), from(heic.Decode)},
	metadata.JXL:  {from(jpegxl.DecodeConfig), from(jpegxl.Decode)},
}

// from lets a decoder of streams read a file in memory.
func from[T any](decode func(io.Reader) (T, error)) func([]byte) (T, error) {
	return func(data []byte) (T, error) { return decode(bytes.NewReader(data)) }
}

// decodeWhole decodes a picture at full size and shrinks it by averaging whole
// blocks, as a JPEG decoder does in the frequency domain.
func decodeWhole(data []byte, f metadata.Format, minShort int) (r *raster, err error) {
	defer func() {
		if bad := recover(); bad != nil {
			r, err = nil, fmt.Errorf("%w: its decoder stopped: %v", ErrDamaged, bad)
		}
	}()
	decoder, ok := wholeDecoders[f]
	if !ok {
		return nil, ErrUnsupported
	}
	part := enough(data, f, minShort)
	if err := checkHeader(part, f, decoder); err != nil {
		return nil, err
	}
	img, err := decoder.decode(part)
	if err != nil {
		return nil, unsupported(err)
	}
	r = shrink(img, canvas(part, f, img), minShort)
	r.width, r.height = originalSize(data, f, r)
	return r, nil
}

// enough is what has to be decoded of a file to have minShort pixels of it: the first
// frame of an animated WebP, a thumbnail inside a HEIC or AVIF file.
func enough(data []byte, f metadata.Format, minShort int) []byte {
	switch f {
	case metadata.WebP:
		return firstWebPFrame(data)
	case metadata.HEIC, metadata.AVIF:
		if preview := metadata.HEIFPreview(data, minShort); preview != nil {
			return preview
		}
	}
	return data
}

// originalSize is the picture's own size where r shows a thumbnail inside the file,
// turned as r is.
func originalSize(data []byte, f metadata.Format, r *raster) (width, height int) {
	if f != metadata.HEIC && f != metadata.AVIF {
		return r.width, r.height
	}
	d := metadata.ReadDetails(data, f)
	if f == metadata.HEIC && d.Orientation >= 5 {
		d.Width, d.Height = d.Height, d.Width
	}
	if d.Width <= r.width {
		return r.width, r.height // not a thumbnail, or nothing is told
	}
	return d.Width, d.Height
}

// checkHeader applies the limits. For HEIC and AVIF our own reader asks, since
// their decoders read the whole file for it.
func checkHeader(data []byte, f metadata.Format, decoder wholeDecoder) error {
	if f == metadata.HEIC || f == metadata.AVIF {
		d := metadata.ReadDetails(data, f)
		return checkSize(d.Width, d.Height, 8, len(data))
	}
	c, err := decoder.config(data)
	if err != nil {
		return unsupported(err)
	}
	return checkSize(c.Width, c.Height, bytesPerPixel(c.ColorModel), len(data))
}

func bytesPerPixel(m color.Model) int {
	switch m {
	case color.RGBA64Model, color.NRGBA64Model:
		return 8
	case color.GrayModel:
		return 1
	}
	return 4
}

// unsupported marks what the decoders call unsupported; they have a type or a
// variable each, and the word in common.
func unsupported(err error) error {
	if text := err.Error(); strings.Contains(text, "unsupported") || strings.Contains(text, "not implemented") {
		return fmt.Errorf("%w (%w)", ErrUnsupported, err)
	}
	return err
}

// canvas is the rectangle that is shown: a GIF's frame may cover only a part of
// its screen.
func canvas(data []byte, f metadata.Format, img image.Image) image.Rectangle {
	if f == metadata.GIF {
		if c, err := gif.DecodeConfig(bytes.NewReader(data)); err == nil {
			return image.Rect(0, 0, c.Width, c.Height)
		}
	}
	return img.Bounds()
}

// shrink copies the picture onto white and averages blocks of n × n pixels, band
// by band, so that no second copy at full size is made.
func shrink(img image.Image, bounds image.Rectangle, minShort int) *raster {
	width, height := bounds.Dx(), bounds.Dy()
	n := reduction(width, height, minShort)
	out := image.NewRGBA(image.Rect(0, 0, (width+n-1)/n, (height+n-1)/n))
	r := &raster{out, width, height}
	opaque := isOpaque(img, bounds)
	if n == 1 {
		flatten(out, img, bounds.Min, opaque)
		return r
	}
	band := image.NewRGBA(image.Rect(0, 0, width, n))
	for y := range out.Rect.Dy() {
		rows := min(n, height-y*n)
		lines := band.SubImage(image.Rect(0, 0, width, rows)).(*image.RGBA)
		flatten(lines, img, bounds.Min.Add(image.Pt(0, y*n)), opaque)
		averageBlocks(out.Pix[y*out.Stride:][:out.Stride], band, rows, n)
	}
	return r
}

// isOpaque looks at every pixel of some kinds of image, so it is asked once.
func isOpaque(img image.Image, bounds image.Rectangle) bool {
	o, ok := img.(interface{ Opaque() bool })
	return ok && bounds.In(img.Bounds()) && o.Opaque()
}

// flatten draws img, from the point at on, over white.
func flatten(dst *image.RGBA, img image.Image, at image.Point, opaque bool) {
	op := draw.Src
	if !opaque {
		draw.Draw(dst, dst.Rect, image.White, image.Point{}, draw.Src)
		op = draw.Over
	}
	draw.Draw(dst, dst.Rect, img, at, op)
}

// averageBlocks makes one row of pixels from the rows of a band; at the right and
// lower edge the blocks may be smaller.
func averageBlocks(row []byte, band *image.RGBA, rows, n int) {
	width := band.Rect.Dx()
	for x := range len(row) / 4 {
		columns := min(n, width-x*n)
		var sum [3]uint32
		for y := range rows {
			line := band.Pix[y*band.Stride+4*x*n:][:4*columns]
			for i := 0; i < len(line); i += 4 {
				sum[0] += uint32(line[i])
				sum[1] += uint32(line[i+1])
				sum[2] += uint32(line[i+2])
			}
		}
		count := uint32(rows * columns)
		for c := range sum {
			row[4*x+c] = byte((sum[c] + count/2) / count)
		}
		row[4*x+3] = 255
	}
}
