package metadata

import (
	"bytes"
	"fmt"
	"io"

	"github.com/bep/imagemeta"
)

// maxXMP bounds the XMP that is read from a photo or a sidecar. Photoshop's history makes packets of some MB.
const maxXMP = 16 << 20

// otherFormats are those in which imagemeta finds the XMP packet.
var otherFormats = map[Format]imagemeta.ImageFormat{
	PNG: imagemeta.PNG, WebP: imagemeta.WebP, HEIC: imagemeta.HEIF, AVIF: imagemeta.AVIF,
}

// readOther reads the keywords of formats that are never written. RAW formats are read as far as they are built
// like TIFF, as most are; those of which nothing is known hold none.
func readOther(data []byte, f Format) (carriers, error) {
	c := carriers{}
	c.iptc, _ = parseIIM(nil)
	if format, known := otherFormats[f]; known {
		text, err := findXMP(data, format)
		if len(text) > 0 {
			c.xmp, err = parseXMP(text)
		}
		return c, err
	}
	if t, _ := readTIFF(data); f == RAW {
		return t.carriers(), nil
	}
	return c, nil
}

// findXMP returns the first XMP packet of a photo.
func findXMP(data []byte, format imagemeta.ImageFormat) (text []byte, err error) {
	defer func() {
		if crash := recover(); crash != nil {
			err = fmt.Errorf("its metadata is malformed: %v", crash)
		}
	}()
	_, err = imagemeta.Decode(imagemeta.Options{
		R:           bytes.NewReader(data),
		ImageFormat: format,
		Sources:     imagemeta.XMP,
		Warnf:       func(string, ...any) {},
		HandleXMP: func(r io.Reader) error {
			packet, err := io.ReadAll(io.LimitReader(r, maxXMP))
			if text == nil {
				text = packet
			}
			return err
		},
	})
	return text, err
}
