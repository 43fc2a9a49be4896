package thumb

import (
	"encoding/binary"
	"image"
	"io"

	"golang.org/x/image/webp"
)

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

// decodeWebP decodes a still WebP. The package says YCbCr for lossy pictures, and
// package image takes that for JPEG's full range, while VP8 has the range of
// television (RFC 6386, section 9.2): black is 16, white 235. So the colours are
// converted here.
func decodeWebP(r io.Reader) (image.Image, error) {
	img, err := webp.Decode(r)
	if err != nil {
		return nil, err
	}
	switch img := img.(type) {
	case *image.YCbCr:
		return studioToNRGBA(img, nil, 0), nil
	case *image.NYCbCrA:
		return studioToNRGBA(&img.YCbCr, img.A, img.AStride), nil
	}
	return img, nil
}

// studioToNRGBA converts a 4:2:0 picture, with alpha or without.
func studioToNRGBA(img *image.YCbCr, alpha []byte, alphaStride int) *image.NRGBA {
	b := img.Rect
	out := image.NewNRGBA(image.Rect(0, 0, b.Dx(), b.Dy()))
	cb, cr := make([]int, (b.Dx()+1)/2), make([]int, (b.Dx()+1)/2)
	for y := range b.Dy() {
		blendRows(cb, img.Cb, img.CStride, y, b.Dy())
		blendRows(cr, img.Cr, img.CStride, y, b.Dy())
		luma, pix := img.Y[y*img.YStride:], out.Pix[y*out.Stride:]
		for x := range b.Dx() {
			p := pix[4*x : 4*x+4 : 4*x+4]
			p[0], p[1], p[2] = studioToRGB(int(luma[x]), between(cb, x), between(cr, x))
			p[3] = 255
			if alpha != nil {
				p[3] = alpha[y*alphaStride+x]
			}
		}
	}
	return out
}

// blendRows and between place chroma between its samples as libwebp's smooth
// upsampling does: three parts of the nearer sample, one of the farther, in both
// directions. blendRows makes a row for line y, four times as large.
func blendRows(row []int, plane []byte, stride, y, height int) {
	near := y / 2
	far := min(max(near-1+2*(y&1), 0), (height-1)/2)
	for i := range row {
		row[i] = 3*int(plane[near*stride+i]) + int(plane[far*stride+i])
	}
}

func between(row []int, x int) int {
	near := x / 2
	far := min(max(near-1+2*(x&1), 0), len(row)-1)
	return (3*row[near] + row[far] + 8) >> 4
}

// studioToRGB is BT.601 with libwebp's constants (src/dsp/yuv.h), in 1/64.
func studioToRGB(y, u, v int) (r, g, b byte) {
	luma := y * 19077 >> 8
	return clip6(luma + v*26149>>8 - 14234),
		clip6(luma - u*6419>>8 - v*13320>>8 + 8708),
		clip6(luma + u*33050>>8 - 17685)
}

func clip6(v int) byte { return byte(min(max(v>>6, 0), 255)) }
