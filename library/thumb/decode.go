package thumb

import (
	"context"
	"errors"
	"fmt"
	"image"
	"slices"
	"strings"

	"catchlight/library/disk"
	"catchlight/library/picture"
)

// Picture is a decoded photo. Image is upright, sRGB, opaque and tightly packed
// (Stride = 4·width, bounds start at 0,0) and must not be changed by its
// readers. Width and Height are the upright size of the original in pixels,
// which is larger than Image where the decoder scaled down; of a RAW file they
// are those of the preview that was decoded.
//
// Stored is the same picture with the numbers that stand in the file, for models that
// were trained without colour management; it is nil where they are those of Image.
type Picture struct {
	Image, Stored *image.RGBA
	Width, Height int
}

// Limits that are checked against the header, before anything is allocated.
const (
	// maxPixels is the largest picture that is decoded: a stitched panorama, not
	// more. 60,000 × 60,000 is a bomb or a map.
	maxPixels = 400_000_000
	// roomyBytes of decoder output are granted to every file; beyond that no more
	// than maxInflation bytes for each byte of the file, which real photos stay
	// far below (flat graphics do not).
	roomyBytes   = 256 << 20
	maxInflation = 250
	// maxFile bounds the file that is read into memory, in bytes.
	maxFile = picture.MaxPhoto
)

// raster is a decoded picture as stored: opaque, not yet upright, colours as in
// the file. width and height are the stored size of the original.
type raster struct {
	image         *image.RGBA
	width, height int
}

// Decode decodes a whole file in memory. The format is told by the content;
// f decides where the content does not (RAW files look like TIFF). orientation
// is EXIF's, as in picture.Details; for HEIC and JPEG XL it is ignored because their
// decoders turn the picture. Of a HEIC or AVIF file a thumbnail inside it is decoded
// where that is large enough. The shortest edge of Image is at least minShort
// pixels where the original has as many, and may be up to twice that and more;
// 0 asks for the full size.
//
// Errors are ErrTooLarge, ErrTooLong, ErrUnsupported and ErrDamaged, each wrapped in a sentence
// that says what to do, without the file's name; or ctx's, when it ends. A damaged JPEG of which a
// part could be decoded comes back as a Picture together with ErrDamaged and ErrPart.
//
// Any goroutine; blocks while it decodes. It allocates about 4 bytes for each
// pixel of the result, and for formats other than JPEG those of the original too;
// never more than about a gigabyte, whatever the header says.
func Decode(ctx context.Context, data []byte, f picture.Format, orientation, minShort int) (p *Picture, err error) {
	f = actualFormat(data, f)
	defer func() { // the wall around decoders of others
		if bad := recover(); bad != nil {
			p, err = nil, explain(fmt.Errorf("%w (its decoder stopped: %v)", ErrDamaged, bad), f)
		}
	}()
	a := newAllowance(ctx, len(data))
	source, kind := data, f
	if f == picture.RAW || f == picture.DNG {
		if source, kind = preview(data, minShort), picture.JPEG; source == nil {
			return nil, explain(errNoPreview, f)
		}
	}
	r, err := decodeRaster(a, source, kind, minShort)
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case r == nil:
		return nil, explain(err, f)
	}
	p = &Picture{Image: r.image, Width: r.width, Height: r.height}
	if f != picture.HEIC && f != picture.JXL {
		p.turn(orientation)
	}
	if convert := newConversion(picture.ICCProfile(source, kind)); convert != nil {
		p.Stored = &image.RGBA{Pix: slices.Clone(p.Image.Pix), Stride: p.Image.Stride, Rect: p.Image.Rect}
		convert.apply(p.Image)
	}
	if err = explain(err, f); errors.Is(err, ErrDamaged) {
		err = partly{err}
	}
	return p, err
}

// partly is the error of a picture of which a part could be decoded. It says what the error says.
type partly struct{ error }

// Is tells ErrPart.
func (p partly) Is(target error) bool { return target == ErrPart }

// Unwrap gives the reason.
func (p partly) Unwrap() error { return p.error }

// turn brings a picture that its decoder gave as stored upright.
func (p *Picture) turn(orientation int) {
	p.Image = upright(p.Image, orientation)
	if orientation >= 5 && orientation <= 8 {
		p.Width, p.Height = p.Height, p.Width
	}
}

// DecodeFile reads and decodes one file, orientation included. Its errors name
// the file and the remedy. Any goroutine; blocks for reading and decoding.
func DecodeFile(ctx context.Context, path string, minShort int) (*Picture, error) {
	f, err := ReadFile(ctx, path)
	if err != nil {
		return nil, err
	}
	return f.Decode(ctx, minShort)
}

// File is a photo's file in memory.
type File struct {
	Path   string
	Data   []byte
	Format picture.Format // as the content tells
}

// ReadFile reads a file that holds a photo by its name and by its content. Its
// errors name the file. Any goroutine; blocks for reading, which ends with ctx.
func ReadFile(ctx context.Context, path string) (*File, error) {
	f, ok := picture.FormatOf(path)
	if !ok {
		return nil, fmt.Errorf("%s is not a photo: %w", path, ErrUnsupported)
	}
	data, err := readFile(ctx, path)
	if err != nil {
		return nil, err
	}
	return newFile(path, data, f)
}

// NewFile is a file that comes from elsewhere than a disk. Its content says what it is, and its name
// where the content does not. Its errors name it. Pure.
func NewFile(name string, data []byte) (*File, error) {
	f, ok := picture.FormatOf(name)
	if !ok {
		f = picture.Sniff(data)
	}
	if !decodable(f) {
		return nil, fmt.Errorf("%s is not a photo that can be read: %w", name, ErrUnsupported)
	}
	return newFile(name, data, f)
}

func newFile(name string, data []byte, f picture.Format) (*File, error) {
	if !decodable(picture.Sniff(data)) {
		if err := picture.CheckContent(name, f, data[:min(len(data), 64)]); err != nil {
			return nil, err
		}
	}
	return &File{name, data, actualFormat(data, f)}, nil
}

// Decode decodes the file, as the function Decode does, with its own orientation.
// Its errors name the file and the remedy. Any goroutine; blocks while it decodes.
func (f *File) Decode(ctx context.Context, minShort int) (*Picture, error) {
	p, err := Decode(ctx, f.Data, f.Format, picture.ReadDetails(f.Data, f.Format).Orientation, minShort)
	if err != nil {
		return p, fmt.Errorf("%s: %w", f.Path, err)
	}
	return p, nil
}

// Weight estimates how many bytes of memory it takes to read and decode a file of
// size bytes with a picture of width × height pixels at the scale that minShort asks for.
func Weight(f picture.Format, size int64, width, height, minShort int) int64 {
	pixels := int64(width) * int64(height)
	switch f {
	case picture.JPEG, picture.RAW, picture.DNG: // scaled while they are decoded
		n := int64(reduction(width, height, minShort))
		return size + 4*pixels/(n*n)
	}
	if pixels == 0 {
		return maxMemory // nothing is known: it goes alone
	}
	if foreign, ok := foreignFormats[f]; ok {
		return guestBase + 2*size + foreign.perPixel*pixels
	}
	return size + 8*pixels
}

func readFile(ctx context.Context, path string) ([]byte, error) {
	data, err := disk.ReadRegular(ctx, path, maxFile)
	switch {
	case errors.Is(err, disk.ErrTooLarge):
		return nil, fmt.Errorf("%w: %w", ErrTooLarge, err)
	case errors.Is(err, disk.ErrInCloud):
		return nil, err
	case err != nil:
		return nil, fmt.Errorf("read photo: %w", err)
	}
	return data, nil
}

// actualFormat lets the content decide between the formats that look different,
// so that a JPEG named .png is shown all the same.
func actualFormat(data []byte, f picture.Format) picture.Format {
	found := picture.Sniff(data)
	if !decodable(found) || found == picture.TIFF && (f == picture.RAW || f == picture.DNG) {
		return f
	}
	return found
}

func decodable(f picture.Format) bool {
	switch f {
	case "", picture.PSD, picture.JP2:
		return false
	}
	return true
}

// decodeRaster picks the decoder.
func decodeRaster(a *allowance, data []byte, f picture.Format, minShort int) (*raster, error) {
	switch {
	case f == picture.JPEG:
		return decodeJPEG(a, data, minShort)
	case !decodable(f):
		return nil, ErrUnsupported
	}
	return decodeWhole(a, data, f, minShort)
}

var errNoPreview = fmt.Errorf("%w: it holds no JPEG preview", ErrUnsupported)

// explain adds the remedy to a decoder's error.
func explain(err error, f picture.Format) error {
	switch {
	case err == nil, errors.Is(err, ErrTooLarge), errors.Is(err, ErrTooLong):
		return err
	case errors.Is(err, errNoPreview):
		return fmt.Errorf("this %s %w: open it in your RAW converter and export a JPEG", f.Name(), err)
	case errors.Is(err, ErrUnsupported):
		return fmt.Errorf("this %s %w: export it as JPEG or TIFF", f.Name(), err)
	case errors.Is(err, ErrDamaged):
		return fmt.Errorf("this %s is %w: copy it again from the camera or a backup", f.Name(), err)
	}
	reason, _, _ := strings.Cut(err.Error(), "\n") // what WebAssembly adds is for its makers
	return fmt.Errorf("this %s is %w (%s): copy it again from the camera or a backup", f.Name(), ErrDamaged, reason)
}

// checkSize applies the limits to a picture of width × height pixels of which a
// decoder makes bytesPerPixel each.
func checkSize(width, height, bytesPerPixel, fileSize int) error {
	if width <= 0 || height <= 0 {
		return fmt.Errorf("%w: the header says %d × %d pixels", ErrDamaged, width, height)
	}
	pixels := float64(width) * float64(height)
	if pixels > maxPixels {
		return fmt.Errorf("%w: %d × %d pixels, at most %d million are decoded; save a smaller copy",
			ErrTooLarge, width, height, maxPixels/1_000_000)
	}
	if need := pixels * float64(bytesPerPixel); need > roomyBytes && need > maxInflation*float64(fileSize) {
		return fmt.Errorf("%w: a file of %d kB claims %d × %d pixels (%.0f MB); save it anew if it is really a photo",
			ErrTooLarge, fileSize>>10, width, height, need/(1<<20))
	}
	return nil
}

// reduction is the divisor 1, 2, 4 or 8 by which a picture may shrink and still
// have minShort pixels on its shortest edge.
func reduction(width, height, minShort int) int {
	divisor := 1
	for minShort > 0 && divisor < 8 && min(width, height)/(2*divisor) >= minShort {
		divisor *= 2
	}
	return divisor
}
