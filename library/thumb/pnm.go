package thumb

import (
	"bufio"
	"errors"
	"fmt"
	"image"
	"image/color"
	"io"
)

// pnmHeader is the start of a portable anymap (netpbm.sourceforge.net/doc/pnm.html):
// P1 to P3 are text, P4 to P6 bytes; bitmap, grey, colour.
type pnmHeader struct {
	kind          byte // '1' to '6'
	width, height int
	maximum       int // the sample value of white; 1 for bitmaps
}

var errPNM = errors.New("not a portable anymap")

// channels is the number of samples a pixel.
func (h pnmHeader) channels() int {
	if h.kind == '3' || h.kind == '6' {
		return 3
	}
	return 1
}

func readPNMHeader(r *bufio.Reader) (h pnmHeader, err error) {
	var magic [2]byte
	if _, err := io.ReadFull(r, magic[:]); err != nil || magic[0] != 'P' || magic[1] < '1' || magic[1] > '6' {
		return h, errPNM
	}
	h = pnmHeader{kind: magic[1], maximum: 1}
	fields := []*int{&h.width, &h.height}
	if h.kind != '1' && h.kind != '4' {
		fields = append(fields, &h.maximum)
	}
	for _, field := range fields {
		if *field, err = pnmNumber(r); err != nil {
			return h, err
		}
	}
	if h.maximum < 1 || h.maximum > 65535 {
		return h, fmt.Errorf("%w: a maximum of %d", errPNM, h.maximum)
	}
	return h, nil
}

// pnmNumber reads a decimal number and the one character behind it, passing over
// white space and comments before it.
func pnmNumber(r *bufio.Reader) (int, error) {
	c, err := pnmSkip(r)
	if err != nil {
		return 0, err
	}
	n := 0
	for ; err == nil && c >= '0' && c <= '9'; c, err = r.ReadByte() {
		if n = n*10 + int(c-'0'); n > maxPixels {
			return 0, fmt.Errorf("%w: a number beyond %d", errPNM, maxPixels)
		}
	}
	if err != nil && !errors.Is(err, io.EOF) {
		return 0, err
	}
	return n, nil
}

// pnmSkip gives the first digit after white space and comments.
func pnmSkip(r *bufio.Reader) (byte, error) {
	for {
		c, err := r.ReadByte()
		switch {
		case err != nil:
			return 0, io.ErrUnexpectedEOF
		case c == '#':
			if _, err := r.ReadString('\n'); err != nil {
				return 0, io.ErrUnexpectedEOF
			}
		case c >= '0' && c <= '9':
			return c, nil
		case c != ' ' && (c < '\t' || c > '\r'):
			return 0, fmt.Errorf("%w: %q where a number should be", errPNM, c)
		}
	}
}

func pnmConfig(r io.Reader) (image.Config, error) {
	h, err := readPNMHeader(bufio.NewReader(r))
	model := color.RGBAModel
	if h.channels() == 1 {
		model = color.GrayModel
	}
	return image.Config{ColorModel: model, Width: h.width, Height: h.height}, err
}

// decodePNM decodes the first picture of the data. The caller has checked the
// size by pnmConfig.
func decodePNM(r io.Reader) (image.Image, error) {
	buffered := bufio.NewReader(r)
	h, err := readPNMHeader(buffered)
	if err != nil {
		return nil, err
	}
	if h.channels() == 1 {
		img := image.NewGray(image.Rect(0, 0, h.width, h.height))
		err = h.readRows(buffered, func(y int, row []uint16) { h.paintGrey(img.Pix[y*img.Stride:][:img.Stride], row) })
		return whole(img, err)
	}
	img := image.NewRGBA(image.Rect(0, 0, h.width, h.height))
	err = h.readRows(buffered, func(y int, row []uint16) { h.paint(img.Pix[y*img.Stride:][:img.Stride], row) })
	return whole(img, err)
}

// whole is the picture only where nothing of it is missing.
func whole(img image.Image, err error) (image.Image, error) {
	if err != nil {
		return nil, err
	}
	return img, nil
}

// readRows reads all rows, one after the other, and gives each to paint.
func (h pnmHeader) readRows(r *bufio.Reader, paint func(y int, row []uint16)) error {
	row := make([]uint16, h.width*h.channels())
	for y := range h.height {
		if err := h.readRow(r, row); err != nil {
			return fmt.Errorf("row %d of %d: %w", y+1, h.height, err)
		}
		paint(y, row)
	}
	return nil
}

// readRow reads the samples of one row.
func (h pnmHeader) readRow(r *bufio.Reader, row []uint16) error {
	switch h.kind {
	case '1':
		return readPNMDigits(r, row)
	case '2', '3':
		for i := range row {
			n, err := pnmNumber(r)
			if err != nil {
				return err
			}
			row[i] = uint16(min(n, h.maximum))
		}
		return nil
	case '4':
		return readPNMBits(r, row)
	}
	return h.readBytes(r, row)
}

// readPNMDigits reads a text bitmap, whose digits need no space between them.
func readPNMDigits(r *bufio.Reader, row []uint16) error {
	for i := range row {
		c, err := pnmSkip(r)
		if err != nil {
			return err
		}
		row[i] = uint16(c - '0')
	}
	return nil
}

func readPNMBits(r *bufio.Reader, row []uint16) error {
	for i := 0; i < len(row); i += 8 {
		c, err := r.ReadByte()
		if err != nil {
			return io.ErrUnexpectedEOF
		}
		for j := range min(8, len(row)-i) {
			row[i+j] = uint16(c >> (7 - j) & 1)
		}
	}
	return nil
}

// readBytes reads samples of one byte, or of two where the maximum needs them.
func (h pnmHeader) readBytes(r *bufio.Reader, row []uint16) error {
	for i := range row {
		c, err := r.ReadByte()
		value := uint16(c)
		if h.maximum > 255 && err == nil {
			c, err = r.ReadByte()
			value = value<<8 | uint16(c)
		}
		if err != nil {
			return io.ErrUnexpectedEOF
		}
		row[i] = min(value, uint16(h.maximum))
	}
	return nil
}

// paint turns samples of three colours into opaque pixels.
func (h pnmHeader) paint(pix []byte, row []uint16) {
	for x := range len(row) / 3 {
		for c := range 3 {
			pix[4*x+c] = h.level(row[3*x+c])
		}
		pix[4*x+3] = 255
	}
}

// paintGrey turns samples into grey. In a bitmap 1 is black.
func (h pnmHeader) paintGrey(pix []byte, row []uint16) {
	for x, value := range row {
		if h.kind == '1' || h.kind == '4' {
			value = 1 - min(value, 1)
		}
		pix[x] = h.level(value)
	}
}

func (h pnmHeader) level(value uint16) byte { return byte((int(value)*255 + h.maximum/2) / h.maximum) }
