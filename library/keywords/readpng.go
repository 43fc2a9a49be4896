package keywords

import (
	"bytes"
	"encoding/hex"
	"strings"

	"catchlight/library/picture"
)

// readPNG reads XMP where the specification has it, and the profiles that ImageMagick and others
// write as text in hexadecimal digits.
func (o *otherReader) readPNG(data []byte) {
	for kind, chunk := range picture.PNGChunks(data) {
		if kind != "iTXt" && kind != "tEXt" && kind != "zTXt" {
			continue
		}
		name, value, _ := bytes.Cut(chunk, []byte{0})
		profile, isProfile := strings.CutPrefix(string(name[:min(len(name), 80)]), "Raw profile type ")
		switch {
		case kind == "iTXt" && string(name) == "XML:com.adobe.xmp":
			o.packet(o.internationalText(value))
		case kind == "tEXt" && isProfile:
			o.profile(profile, value)
		case kind == "zTXt" && isProfile && len(value) > 0: // a byte says how it is packed; there is one way
			o.profile(profile, o.inflated(value[1:]))
		}
	}
}

// internationalText is the text of iTXt behind its keyword: compressed or not, method, language, 0,
// translated keyword, 0, text.
func (o *otherReader) internationalText(value []byte) []byte {
	if len(value) < 4 {
		return nil
	}
	parts := bytes.SplitN(value[2:], []byte{0}, 3)
	text := parts[len(parts)-1]
	if value[0] == 1 {
		return o.inflated(text)
	}
	return text
}

// inflated unpacks as much as may still be read, and a byte, so that more is noticed.
func (o *otherReader) inflated(packed []byte) []byte {
	data, err := picture.Inflate(packed, int64(max(0, min(o.left, MaxXMP))))
	if !o.spend(len(data)) || err != nil {
		return nil
	}
	return data
}

// profile reads a name, a length, and the bytes in hexadecimal digits, each on a line of its own or
// more.
func (o *otherReader) profile(kind string, text []byte) {
	if !o.spend(len(text)) {
		return
	}
	lines := bytes.SplitN(bytes.TrimLeft(text, "\n"), []byte("\n"), 3)
	if len(lines) < 3 {
		return
	}
	digits := bytes.Join(bytes.Fields(lines[2]), nil)
	raw := make([]byte, len(digits)/2)
	n, _ := hex.Decode(raw, digits[:len(raw)*2]) // as far as it goes
	raw = raw[:n]
	switch strings.ToLower(kind) {
	case "iptc", "8bim":
		if raw = bytes.TrimPrefix(raw, []byte(irbHeader)); bytes.HasPrefix(raw, []byte{0x1C}) {
			o.stream(raw)
			return
		}
		b, _ := parseIRB(raw) // it is only read
		o.resources(b)
	case "xmp", "app1":
		if raw = bytes.TrimPrefix(raw, []byte(xmpHeader)); isRDF(raw) {
			o.packet(raw)
		}
	}
}
