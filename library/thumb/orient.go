package thumb

import (
	"image"

	"github.com/disintegration/imaging"
)

// upright applies an EXIF orientation: what has to be done to a stored picture
// so that it is seen as it was taken. 0, 1 and unknown values change nothing.
func upright(img *image.RGBA, orientation int) *image.RGBA {
	switch orientation {
	case 2:
		return opaque(imaging.FlipH(img))
	case 3:
		return opaque(imaging.Rotate180(img))
	case 4:
		return opaque(imaging.FlipV(img))
	case 5:
		return opaque(imaging.Transpose(img))
	case 6:
		return opaque(imaging.Rotate270(img)) // imaging turns to the left
	case 7:
		return opaque(imaging.Transverse(img))
	case 8:
		return opaque(imaging.Rotate90(img))
	}
	return img
}

// opaque looks at the same pixels as RGBA: without transparency the two layouts
// are one.
func opaque(img *image.NRGBA) *image.RGBA {
	return &image.RGBA{Pix: img.Pix, Stride: img.Stride, Rect: img.Rect}
}

// Fit gives the picture scaled to lie within maxW × maxH pixels, with bicubic
// filtering over all source pixels; a smaller picture is not enlarged and comes
// back as it is. Any goroutine; takes some milliseconds, so not on the window's.
func (p *Picture) Fit(maxW, maxH int) *image.RGBA {
	b := p.Image.Rect
	if b.Dx() <= maxW && b.Dy() <= maxH {
		return p.Image
	}
	return opaque(imaging.Fit(p.Image, max(1, maxW), max(1, maxH), imaging.CatmullRom))
}
