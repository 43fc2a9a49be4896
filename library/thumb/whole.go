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

	"golang.org/x/image/bmp"
	"golang.org/x/image/webp"

	"catchlight/library/picture"
)

// wholeDecoder is a decoder that knows full size only.
type wholeDecoder struct {
	config func(endingReader) (image.Config, error)
	decode func(endingReader) (image.Image, error)
	// copies is how many pictures of the size it makes on the way.
	copies int64
}

var wholeDecoders = map[picture.Format]wholeDecoder{
	picture.PNG:  {from(png.DecodeConfig), from(png.Decode), 1},
	picture.GIF:  {from(gif.DecodeConfig), from(gif.Decode), 1}, // the first frame
	picture.WebP: {from(webp.DecodeConfig), from(decodeWebP), 2},
	picture.BMP:  {from(bmp.DecodeConfig), from(bmp.Decode), 1},
	picture.PNM:  {from(pnmConfig), from(decodePNM), 1},
}

// from lets a decoder of streams read a file in memory.
func from[T any](decode func(io.Reader) (T, error)) func(endingReader) (T, error) {
	return func(r endingReader) (T, error) { return decode(r) }
}

// decodeWhole decodes a picture at full size and shrinks it by averaging whole
// blocks, as a JPEG decoder does in the frequency domain.
func decodeWhole(a *allowance, data []byte, f picture.Format, minShort int) (*raster, error) {
	part := enough(data, f, minShort)
	r, err := decodePart(a, part, f, minShort)
	if err != nil {
		return nil, unsupported(err)
	}
	r.width, r.height = originalSize(data, f, r)
	return r, nil
}

// decodePart picks the decoder.
func decodePart(a *allowance, data []byte, f picture.Format, minShort int) (*raster, error) {
	if guest, ok := foreignFormats[f]; ok {
		return guest.decode(a, data, claimedPixels(data, f), minShort)
	}
	decode := decodeTIFF
	if d, ok := wholeDecoders[f]; ok {
		decode = d.run
	} else if f != picture.TIFF {
		return nil, ErrUnsupported
	}
	img, err := decode(a, data)
	if err != nil {
		return nil, err
	}
	return shrink(img, canvas(data, f, img), minShort), a.ctx.Err()
}

// claimedPixels is the size of the picture by our own reader of the header, which knows HEIC and
// AVIF; 0 unknown.
func claimedPixels(data []byte, f picture.Format) int64 {
	d := picture.ReadDetails(data, f)
	return int64(d.Width) * int64(d.Height)
}

// run checks the header and decodes.
func (d wholeDecoder) run(a *allowance, data []byte) (image.Image, error) {
	c, err := d.config(a.reader(data))
	if err != nil {
		return nil, err
	}
	each := bytesPerPixel(c.ColorModel)
	if err := checkSize(c.Width, c.Height, each, len(data)); err != nil {
		return nil, err
	}
	copies := d.copies
	if isInterlaced(data) {
		copies++
	}
	if err := a.fits(c.Width, c.Height, int64(each)*copies); err != nil {
		return nil, err
	}
	return d.decode(a.reader(data))
}

// isInterlaced reports whether a PNG comes in seven passes, which its decoder makes pictures of.
func isInterlaced(data []byte) bool {
	const at = 28 // signature, chunk's head, and eight bytes for the size and four for the colours
	return bytes.HasPrefix(data, []byte("\x89PNG")) && len(data) > at && data[at] != 0
}

// enough is what has to be decoded of a file to have minShort pixels of it: the first
// frame of an animated WebP, a thumbnail inside a HEIC or AVIF file.
func enough(data []byte, f picture.Format, minShort int) []byte {
	switch f {
	case picture.WebP:
		return firstWebPFrame(data)
	case picture.HEIC, picture.AVIF:
		if preview := picture.HEIFPreview(data, minShort); preview != nil {
			return preview
		}
	}
	return data
}

// originalSize is the picture's own size where r shows a thumbnail inside the file,
// turned as r is.
func originalSize(data []byte, f picture.Format, r *raster) (width, height int) {
	if f != picture.HEIC && f != picture.AVIF {
		return r.width, r.height
	}
	d := picture.ReadDetails(data, f)
	if f == picture.HEIC {
		d.Width, d.Height = d.Upright()
	}
	if d.Width <= r.width {
		return r.width, r.height // not a thumbnail, or nothing is told
	}
	return d.Width, d.Height
}

func bytesPerPixel(m color.Model) int {
	switch m {
	case color.RGBA64Model, color.NRGBA64Model:
		return 8
	case color.GrayModel:
		return 1
	case color.Gray16Model:
		return 2
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
func canvas(data []byte, f picture.Format, img image.Image) image.Rectangle {
	if f == picture.GIF {
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
