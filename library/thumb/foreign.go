package thumb

import (
	"fmt"
	"image"
	_ "unsafe" // for go:linkname

	_ "github.com/gen2brain/avif"
	_ "github.com/gen2brain/heic"
	_ "github.com/gen2brain/jpegxl"

	"catchlight/library/picture"
)

// HEIC, AVIF and JPEG XL are decoded by libheif, libavif and libjxl, as the packages of gen2brain
// carry them. Those packages start them without a limit of memory (a guest may take 4 GB) and
// without an end, so only their programs are used here.

//go:linkname heicProgram github.com/gen2brain/heic.heifWasm
var heicProgram []byte

//go:linkname avifProgram github.com/gen2brain/avif.decodeWasm
var avifProgram []byte

//go:linkname jxlProgram github.com/gen2brain/jpegxl.decodeWasm
var jxlProgram []byte

// foreign is a format that is decoded by a guest.
type foreign struct {
	program *program
	// arguments are those of the guest's function decode: the file, whether only the size is
	// wanted, and two addresses, of numbers that it fills and of the picture.
	arguments func(file, size, sizeOnly, numbers, picture uint64) []uint64
	// layout is how the picture will lie in memory, by the numbers.
	layout func(numbers []int) (pixels, error)
	// perPixel is how many bytes of memory the guest takes a pixel: measured, see docs/SECURITY.md.
	// It is given twice that.
	perPixel int64
}

// pixels is how a decoded picture lies in memory.
type pixels struct {
	width, height int
	bytes         int64
	image         func(data []byte) image.Image
}

// guestBase is what every guest takes: its program's own data and tables.
const guestBase = 48 << 20

// foreignFormats are ready from the first use on; nothing changes afterwards.
var foreignFormats = map[picture.Format]*foreign{
	picture.HEIC: {&program{packed: &heicProgram}, heicArguments, heicLayout, 13},
	picture.AVIF: {&program{packed: &avifProgram}, flatArguments, avifLayout, 25},
	picture.JXL:  {&program{packed: &jxlProgram}, flatArguments, jxlLayout, 20},
}

// numbersLen is how many numbers a guest fills at most.
const numbersLen = 5

// decode decodes a file to minShort pixels. claimed is the size in pixels that the header says, 0
// where it is for the guest to find out.
func (f *foreign) decode(a *allowance, data []byte, claimed int64, minShort int) (*raster, error) {
	limit := min(guestBase+2*int64(len(data))+2*f.perPixel*claimed, maxMemory)
	if claimed == 0 {
		limit = maxMemory
	}
	return f.program.run(a, claimed, limit, func(g *guest) (*raster, error) { return f.raster(g, data, minShort) })
}

// raster is a guest's work.
func (f *foreign) raster(g *guest, data []byte, minShort int) (*raster, error) {
	file, numbers := g.give(data), g.alloc(4*numbersLen)
	p, err := f.size(g, file, numbers, data)
	if err != nil {
		return nil, err
	}
	picture := g.alloc(p.bytes)
	if done := g.call("decode", f.arguments(file, uint64(len(data)), 0, numbers, picture)...); done == 0 && g.err == nil {
		g.err = errGuest
	}
	shown := g.bytes(picture, p.bytes)
	if g.err != nil {
		return nil, g.err
	}
	img := p.image(shown)
	return shrink(img, img.Bounds(), minShort), nil
}

// size asks the guest for the size of the picture, and applies the limits to it.
func (f *foreign) size(g *guest, file, numbers uint64, data []byte) (pixels, error) {
	if done := g.call("decode", f.arguments(file, uint64(len(data)), 1, numbers, 0)...); done == 0 && g.err == nil {
		g.err = errGuest
	}
	said := g.numbers(numbers, numbersLen)
	if g.err != nil {
		return pixels{}, g.err
	}
	if err := checkSize(said[0], said[1], 4, len(data)); err != nil {
		return pixels{}, err
	}
	p, err := f.layout(said)
	if err == nil && p.bytes > maxMemory {
		err = tooMuchMemory(p.width, p.height, p.bytes, maxMemory)
	}
	return p, err
}

// flatArguments are those of libavif and libjxl: of several pictures the first. Its duration goes
// where the numbers were.
func flatArguments(file, size, sizeOnly, numbers, picture uint64) []uint64 {
	duration := numbers
	if sizeOnly == 1 {
		duration = 0
	}
	return []uint64{file, size, sizeOnly, 0, numbers, numbers + 4, numbers + 8, numbers + 12, duration, picture}
}

func heicArguments(file, size, sizeOnly, numbers, picture uint64) []uint64 {
	return []uint64{file, size, sizeOnly, numbers, numbers + 4, numbers + 8, numbers + 12, numbers + 16, picture}
}

// jxlLayout is width, height, bits, pictures: with transparency, 16 bits as big-endian numbers.
func jxlLayout(n []int) (pixels, error) {
	rect := image.Rect(0, 0, n[0], n[1])
	if n[2] == 16 {
		return pixels{n[0], n[1], 8 * int64(n[0]) * int64(n[1]), func(data []byte) image.Image {
			return &image.NRGBA64{Pix: data, Stride: 8 * n[0], Rect: rect}
		}}, nil
	}
	return pixels{n[0], n[1], 4 * int64(n[0]) * int64(n[1]), func(data []byte) image.Image {
		return &image.NRGBA{Pix: data, Stride: 4 * n[0], Rect: rect}
	}}, nil
}

// avifLayout is width, height, bits, pictures: transparency is multiplied in, more than 8 bits are
// little-endian numbers.
func avifLayout(n []int) (pixels, error) {
	rect := image.Rect(0, 0, n[0], n[1])
	if n[2] > 8 {
		return pixels{n[0], n[1], 8 * int64(n[0]) * int64(n[1]), func(data []byte) image.Image {
			for i := 0; i+1 < len(data); i += 2 {
				data[i], data[i+1] = data[i+1], data[i]
			}
			return &image.RGBA64{Pix: data, Stride: 8 * n[0], Rect: rect}
		}}, nil
	}
	return pixels{n[0], n[1], 4 * int64(n[0]) * int64(n[1]), func(data []byte) image.Image {
		return &image.RGBA{Pix: data, Stride: 4 * n[0], Rect: rect}
	}}, nil
}

// libheif's names for how colours lie (heif_colorspace, heif_chroma).
const (
	heifYCbCr       = 0
	heifRGB         = 1
	heifMonochrome  = 2
	heif420         = 1
	heif422         = 2
	heif444         = 3
	heifRowMultiple = 16
)

// heicLayout is width, height, colours, chroma, whether transparency is multiplied in. Rows are
// rounded up to whole sixteens, which is what libheif does for pictures from 128 pixels on.
func heicLayout(n []int) (pixels, error) {
	width, height, rect := n[0], n[1], image.Rect(0, 0, n[0], n[1])
	switch n[2] {
	case heifYCbCr:
		return heicPlanes(width, height, n[3])
	case heifMonochrome:
		stride := rows(width)
		return pixels{width, height, int64(stride) * int64(height), func(data []byte) image.Image {
			return &image.Gray{Pix: data, Stride: stride, Rect: rect}
		}}, nil
	case heifRGB:
		stride := rows(4 * width)
		return pixels{width, height, int64(stride) * int64(height), func(data []byte) image.Image {
			if n[4] == 1 {
				return &image.RGBA{Pix: data, Stride: stride, Rect: rect}
			}
			return &image.NRGBA{Pix: data, Stride: stride, Rect: rect}
		}}, nil
	}
	return pixels{}, fmt.Errorf("%w: colours of kind %d", ErrUnsupported, n[2])
}

func heicPlanes(width, height, chroma int) (pixels, error) {
	ratio := map[int]image.YCbCrSubsampleRatio{
		heif420: image.YCbCrSubsampleRatio420, heif422: image.YCbCrSubsampleRatio422, heif444: image.YCbCrSubsampleRatio444,
	}
	kind, known := ratio[chroma]
	if !known {
		return pixels{}, fmt.Errorf("%w: chroma of kind %d", ErrUnsupported, chroma)
	}
	wide, high := width, height
	if chroma != heif444 {
		wide = (width + 1) / 2
	}
	if chroma == heif420 {
		high = (height + 1) / 2
	}
	luma, colour := int64(rows(width))*int64(height), int64(rows(wide))*int64(high)
	return pixels{width, height, luma + 2*colour, func(data []byte) image.Image {
		return &image.YCbCr{
			Y: data[:luma:luma], Cb: data[luma : luma+colour : luma+colour], Cr: data[luma+colour:],
			SubsampleRatio: kind, YStride: rows(width), CStride: rows(wide), Rect: image.Rect(0, 0, width, height),
		}
	}}, nil
}

func rows(bytes int) int { return (bytes + heifRowMultiple - 1) / heifRowMultiple * heifRowMultiple }
