package thumb

import "encoding/binary"

// firstWebPFrame turns an animated WebP into a still one of its first frame,
// which golang.org/x/image/webp can read; other data comes back as it is.
// Layout: https://developers.google.com/speed/webp/docs/riff_container
func firstWebPFrame(data []byte) []byte {
	const frameHeader = 16
	for pos := 12; pos+8 <= len(data); {
		size := int(binary.LittleEndian.Uint32(data[pos+4:]))
		end := min(pos+8+size, len(data))
		if string(data[pos:pos+4]) == "ANMF" && end-pos > 8+frameHeader {
			header := data[pos+8:]
			return stillWebP(header[6:12], data[pos+8+frameHeader:end])
		}
		pos = end + size&1
	}
	return data
}

// stillWebP wraps a frame's chunks. With an ALPH chunk it needs a VP8X before
// them, made from the frame's size (three bytes each, less one).
func stillWebP(size, chunks []byte) []byte {
	out := []byte("RIFF\x00\x00\x00\x00WEBP")
	if len(chunks) >= 4 && string(chunks[:4]) == "ALPH" {
		const alpha = 0x10
		out = append(out, "VP8X\x0a\x00\x00\x00"...)
		out = append(out, alpha, 0, 0, 0)
		out = append(out, size...)
	}
	out = append(out, chunks...)
	binary.LittleEndian.PutUint32(out[4:], uint32(len(out)-8))
	return out
}
