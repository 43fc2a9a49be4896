package thumb

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"image"
	"image/draw"
	"slices"

	"golang.org/x/image/tiff"

	"catchlight/library/picture"
)

// TIFF tags and values (TIFF 6.0; compression 7 from TIFF Technical Note 2).
const (
	tiffWidth         = 256
	tiffHeight        = 257
	tiffBits          = 258
	tiffCompression   = 259
	tiffColours       = 262
	tiffStripOffsets  = 273
	tiffSamples       = 277
	tiffRowsPerStrip  = 278
	tiffStripCounts   = 279
	tiffPlanar        = 284
	tiffPredictor     = 317
	tiffTileWidth     = 322
	tiffTileHeight    = 323
	tiffTileOffsets   = 324
	tiffTileCounts    = 325
	tiffExtra         = 338
	tiffJPEGTables    = 347
	coloursRGB        = 2
	coloursCMYK       = 5
	compressionJPEG   = 7
	extraPlainAlpha   = 2
	separatePlanes    = 2
	tiffLong          = 4
	tiffDirectoryFrom = 4
	tiffMaxParts      = 1 << 16
)

// decodeTIFF is golang.org/x/image/tiff and, around it, two things that
// photographers' files have and it does not know: CMYK, and JPEG compression.
func decodeTIFF(a *allowance, data []byte) (image.Image, error) {
	d, err := openTIFF(data)
	if err == nil {
		err = checkTIFF(a, data, d)
	}
	switch {
	case err != nil:
		return nil, err
	case d.Number(tiffPlanar) == separatePlanes && d.Number(tiffSamples) > 1:
		return nil, fmt.Errorf("%w: its colours are stored apart", ErrUnsupported)
	case d.Number(tiffCompression) == compressionJPEG:
		return decodeTIFFWithJPEG(a, data, d)
	case d.Number(tiffColours) != coloursCMYK:
		return tiff.Decode(a.reader(data))
	}
	img, err := tiff.Decode(a.reader(rgbInsteadOfCMYK(data, d)))
	if err != nil {
		return nil, err
	}
	return inkImage(img)
}

// checkTIFF applies the limits to the picture and to its parts.
func checkTIFF(a *allowance, data []byte, d picture.Directory) error {
	c, err := tiffConfig(data, d)
	if err != nil {
		return err
	}
	each := bytesPerPixel(c.ColorModel)
	if err := checkSize(c.Width, c.Height, each, len(data)); err != nil {
		return err
	}
	copies := int64(1)
	if d.Number(tiffColours) == coloursCMYK {
		copies = 2
	}
	if err := a.fits(c.Width, c.Height, int64(each)*copies); err != nil {
		return err
	}
	return checkTIFFParts(data, d)
}

func tiffConfig(data []byte, d picture.Directory) (image.Config, error) {
	if d.Number(tiffCompression) == compressionJPEG {
		return image.Config{Width: d.Number(tiffWidth), Height: d.Number(tiffHeight)}, nil
	}
	return tiff.DecodeConfig(bytes.NewReader(rgbInsteadOfCMYK(data, d)))
}

// What the parts of a TIFF may be together: tiles stand over the edge, and some writers store equal
// ones once.
const (
	partPixels      = 4       // times the picture's
	partPixelsRoom  = 4 << 20 // and so many more
	partBytesTimes  = 4       // times the file's
	partBytesRoom   = 1 << 20
	partsMistakenBy = "its parts are together %d times as large as the %s"
)

// checkTIFFParts refuses parts that are together far larger than the picture, or than the file:
// each is decoded whole.
func checkTIFFParts(data []byte, d picture.Directory) error {
	width, height := max(1, int64(d.Number(tiffWidth))), max(1, int64(d.Number(tiffHeight)))
	if across, down := int64(d.Number(tiffTileWidth)), int64(d.Number(tiffTileHeight)); across > 0 && down > 0 {
		all := (width + across - 1) / across * across * ((height + down - 1) / down * down)
		if all > partPixels*width*height+partPixelsRoom {
			return fmt.Errorf("%w: "+partsMistakenBy, ErrDamaged, all/(width*height), "picture")
		}
	}
	sum := int64(0)
	for _, n := range append(slices.Clone(d.Numbers(tiffTileCounts)), d.Numbers(tiffStripCounts)...) {
		sum += int64(n)
	}
	if sum > partBytesTimes*int64(len(data))+partBytesRoom {
		return fmt.Errorf("%w: "+partsMistakenBy, ErrDamaged, sum/int64(len(data)), "file")
	}
	return nil
}

func openTIFF(data []byte) (picture.Directory, error) {
	d, ok := picture.FirstDirectory(data)
	if !ok {
		return d, fmt.Errorf("%w: it has no directory", ErrDamaged)
	}
	return d, nil
}

// rgbInsteadOfCMYK gives a CMYK file a directory that calls its four samples RGB
// with alpha: the same bytes come out of the decoder, to be mixed by inkImage.
// Other files come back as they are.
func rgbInsteadOfCMYK(data []byte, d picture.Directory) []byte {
	if d.Number(tiffColours) != coloursCMYK || d.Number(tiffSamples) != 4 {
		return data
	}
	var order binary.AppendByteOrder = binary.LittleEndian
	if data[0] == 'M' {
		order = binary.BigEndian
	}
	fields := map[uint16][]uint32{tiffColours: {coloursRGB}, tiffExtra: {extraPlainAlpha}}
	for _, tag := range []uint16{
		tiffWidth, tiffHeight, tiffBits, tiffCompression, tiffStripOffsets, tiffSamples, tiffRowsPerStrip, tiffStripCounts,
		tiffPredictor, tiffTileWidth, tiffTileHeight, tiffTileOffsets, tiffTileCounts,
	} {
		if values := d.Numbers(tag); values != nil {
			fields[tag] = values
		}
	}
	return withDirectory(data, order, fields)
}

// withDirectory copies a TIFF file and appends a directory of LONG fields, which
// becomes its first.
func withDirectory(data []byte, order binary.AppendByteOrder, fields map[uint16][]uint32) []byte {
	out := slices.Clone(data)
	var tags []uint16
	places := map[uint16]uint32{}
	for tag, values := range fields {
		tags = append(tags, tag)
		places[tag] = values[0]
		if len(values) > 1 {
			places[tag] = uint32(len(out))
			for _, v := range values {
				out = order.AppendUint32(out, v)
			}
		}
	}
	slices.Sort(tags)
	copy(out[tiffDirectoryFrom:], order.AppendUint32(nil, uint32(len(out))))
	out = order.AppendUint16(out, uint16(len(tags)))
	for _, tag := range tags {
		out = order.AppendUint16(out, tag)
		out = order.AppendUint16(out, tiffLong)
		out = order.AppendUint32(out, uint32(len(fields[tag])))
		out = order.AppendUint32(out, places[tag])
	}
	return append(out, 0, 0, 0, 0)
}

// inkImage mixes samples of ink (255 = full), which stand in the place of R, G, B
// and alpha.
func inkImage(img image.Image) (image.Image, error) {
	b := img.Bounds()
	out := image.NewRGBA(image.Rect(0, 0, b.Dx(), b.Dy()))
	switch img := img.(type) {
	case *image.NRGBA:
		for i, ink := range img.Pix {
			out.Pix[i] = 255 - ink
		}
	case *image.NRGBA64:
		for i := range out.Pix {
			out.Pix[i] = 255 - img.Pix[2*i]
		}
	default:
		return nil, ErrUnsupported
	}
	inkToRGB(out.Pix)
	return out, nil
}

// tiffParts are the strips or tiles of a picture: where they lie in the file, and
// their size in pixels.
type tiffParts struct {
	places, sizes []uint32
	across, down  int
}

func readTIFFParts(d picture.Directory) (p tiffParts, err error) {
	p = tiffParts{d.Numbers(tiffStripOffsets), d.Numbers(tiffStripCounts), d.Number(tiffWidth), d.Number(tiffRowsPerStrip)}
	if p.down == 0 {
		p.down = d.Number(tiffHeight)
	}
	if tiles := d.Numbers(tiffTileOffsets); tiles != nil {
		p = tiffParts{tiles, d.Numbers(tiffTileCounts), d.Number(tiffTileWidth), d.Number(tiffTileHeight)}
	}
	if count := len(p.places); p.across <= 0 || p.down <= 0 || count != len(p.sizes) || count == 0 || count > tiffMaxParts {
		return p, fmt.Errorf("%w: its parts have %d × %d pixels each, and there are %d", ErrDamaged, p.across, p.down, count)
	}
	across := (d.Number(tiffWidth) + p.across - 1) / p.across
	if needed := across * ((d.Number(tiffHeight) + p.down - 1) / p.down); len(p.places) > needed { // the others would show nothing
		p.places, p.sizes = p.places[:needed], p.sizes[:needed]
	}
	return p, nil
}

// decodeTIFFWithJPEG decodes strips or tiles that are JPEGs with common tables.
func decodeTIFFWithJPEG(a *allowance, data []byte, d picture.Directory) (image.Image, error) {
	if d.Number(tiffColours) == coloursCMYK {
		return nil, fmt.Errorf("%w: CMYK in JPEG", ErrUnsupported)
	}
	parts, err := readTIFFParts(d)
	if err != nil {
		return nil, err
	}
	out := image.NewRGBA(image.Rect(0, 0, d.Number(tiffWidth), d.Number(tiffHeight)))
	columns := (out.Rect.Dx() + parts.across - 1) / parts.across
	for i := range parts.places {
		part, err := parts.decode(a, data, d, i)
		if err != nil {
			return nil, fmt.Errorf("part %d of %d: %w", i+1, len(parts.places), err)
		}
		at := image.Pt(i%columns*parts.across, i/columns*parts.down)
		draw.Draw(out, part.Rect.Add(at), part, image.Point{}, draw.Src)
	}
	return out, nil
}

// bytesAsWork is how many bytes are copied and read in the time of a unit of work.
const bytesAsWork = 4

// decode decodes one part, which must not be larger than the parts are.
func (p tiffParts) decode(a *allowance, data []byte, d picture.Directory, i int) (*image.RGBA, error) {
	start, end := uint64(p.places[i]), uint64(p.places[i])+uint64(p.sizes[i])
	if end > uint64(len(data)) {
		return nil, fmt.Errorf("%w: it lies outside the file", ErrDamaged)
	}
	if err := a.spend((int64(len(d.Bytes(tiffJPEGTables))) + int64(p.sizes[i])) / bytesAsWork); err != nil {
		return nil, err
	}
	stream := jpegWithTables(data[start:end], d)
	steps := previewSteps
	if w, h := jpegSize(stream, &steps); w > p.across || h > p.down {
		return nil, fmt.Errorf("%w: it has %d × %d pixels", ErrDamaged, w, h)
	}
	r, err := decodeJPEG(a, stream, 0)
	if err != nil {
		return nil, err
	}
	return r.image, nil
}

// jpegWithTables puts the common tables into a strip, and for RGB the marker by
// which a decoder knows that the colours are not to be converted.
func jpegWithTables(strip []byte, d picture.Directory) []byte {
	const ends = 2 // SOI before, EOI behind
	out := []byte{0xff, 0xd8}
	if d.Number(tiffColours) == coloursRGB {
		out = append(out, "\xff\xee\x00\x0eAdobe\x00\x64\x00\x00\x00\x00\x00"...)
	}
	if tables := d.Bytes(tiffJPEGTables); len(tables) > 2*ends {
		out = append(out, tables[ends:len(tables)-ends]...)
	}
	return append(out, strip[min(ends, len(strip)):]...)
}
