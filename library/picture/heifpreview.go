package picture

import (
	"bytes"
	"encoding/binary"
)

// HEIFPreview returns a copy of a HEIC or AVIF file in which one of its thumbnails
// is the primary picture: the smallest whose shortest edge has minShort pixels or
// more. Nil when there is none that looks like the picture, or minShort is 0.
// Decoders then open a few kilobytes where they would open megabytes. Any goroutine.
func HEIFPreview(data []byte, minShort int) []byte {
	h := readHEIF(data)
	if h == nil || minShort <= 0 {
		return nil
	}
	item := h.preview(minShort)
	if item == 0 {
		return nil
	}
	changed := bytes.Clone(data)
	h = readHEIF(changed)
	if len(h.pitm) == 2 {
		binary.BigEndian.PutUint16(h.pitm, uint16(item))
	} else {
		binary.BigEndian.PutUint32(h.pitm, item)
	}
	return changed
}

// preview is the item of the thumbnail that HEIFPreview chooses, 0 for none.
func (h *heif) preview(minShort int) (best uint32) {
	if w, height := h.size(h.primary); min(w, height) <= minShort || len(h.pitm) == 0 {
		return 0
	}
	shortest := 0
	for _, item := range h.thumbs {
		w, height := h.size(item)
		if short := min(w, height); short >= minShort && (best == 0 || short < shortest) && h.alike(item) {
			best, shortest = item, short
		}
	}
	return best
}

// alike reports whether a thumbnail shows the primary picture as it is: not between
// black bars, not turned another way, and wide enough for libheif's rows.
func (h *heif) alike(item uint32) bool {
	const narrowest = 128 // see package thumb
	w, height := h.size(item)
	fullW, fullH := h.size(h.primary)
	a, b := w*fullH, height*fullW
	return w >= narrowest && max(a, b)-min(a, b) <= max(a, b)/50 && h.orientation(item) == h.orientation(h.primary)
}

// readThumbs reads iref: the items that are thumbnails of the primary picture.
func (h *heif) readThumbs(iref []byte) {
	r := &bits{data: iref}
	width := 2 + 2*min(1, r.uint(4)>>24)
	for kind, box := range Boxes(r.data) {
		e := &bits{data: box}
		item := uint32(e.uint(width))
		for n := e.uint(2); n > 0 && !e.bad; n-- {
			if of := uint32(e.uint(width)); kind == "thmb" && of == h.primary && len(h.thumbs) < maxThumbs {
				h.thumbs = append(h.thumbs, item)
			}
		}
	}
}
