package picture

import (
	"encoding/binary"
	"math"
	"slices"
)

// Boxes goes through boxes of an ISO base media file (ISO/IEC 14496-12,
// section 4.2). A size of 0, or one that leaves the data, means "to the end".
func Boxes(data []byte) func(yield func(kind string, payload []byte) bool) {
	return func(yield func(string, []byte) bool) {
		for pos := uint64(0); pos+8 <= uint64(len(data)); {
			size, header := uint64(binary.BigEndian.Uint32(data[pos:])), uint64(8)
			if size == 1 && pos+16 <= uint64(len(data)) {
				size, header = binary.BigEndian.Uint64(data[pos+8:]), 16
			}
			if left := uint64(len(data)) - pos; size == 0 || size > left {
				size = left
			}
			if size < header || !yield(string(data[pos+4:pos+8]), data[pos+header:pos+size]) {
				return
			}
			pos += size
		}
	}
}

// mediaBox gives the payload of the first box of a kind, nil when there is none.
func mediaBox(data []byte, kind string) []byte {
	for k, payload := range Boxes(data) {
		if k == kind {
			return payload
		}
	}
	return nil
}

// addBoxes hashes the top-level boxes of some kinds; false when there is none.
func (p *payload) addBoxes(data []byte, kinds ...string) bool {
	found := false
	for kind, box := range Boxes(data) {
		if slices.Contains(kinds, kind) && len(box) > 0 {
			found = true
			p.Write(box)
		}
	}
	return found
}

// Bounds on what a meta box can claim. Real ones have some hundred items, the parts of one picture,
// some ten properties, and one thumbnail or two.
const (
	maxItems      = 1 << 16
	maxUses       = 256 // properties of an item
	maxProperties = 1 << 15
	maxThumbs     = 64
)

// heif is what the meta box of a HEIC or AVIF file says (ISO/IEC 23008-12).
type heif struct {
	data       []byte
	pitm       []byte // where the primary item stands in the file
	primary    uint32
	thumbs     []uint32          // items that are its thumbnails
	kinds      map[uint32]string // of each item
	places     []heifPlace       // in the order of the file
	properties []heifProperty
	uses       map[uint32][]int // of each item: its properties, from 1, in their order
	idat       []byte
}

type heifProperty struct {
	kind    string
	payload []byte
}

// heifPlace is one stretch of an item's data.
type heifPlace struct {
	item        uint32
	inside      bool // counted from the start of idat, not of the file
	start, size uint64
}

// readHEIF reads the meta box; nil when there is none.
func readHEIF(data []byte) *heif {
	meta := mediaBox(data, "meta")
	if len(meta) < 4 {
		return nil
	}
	h := &heif{data: data, kinds: map[uint32]string{}, uses: map[uint32][]int{}}
	for kind, box := range Boxes(meta[4:]) {
		r := &bits{data: box}
		switch kind {
		case "pitm":
			width := 2 + 2*min(1, r.uint(4)>>24)
			h.pitm = r.data[:min(width, uint64(len(r.data)))]
			h.primary = uint32(r.uint(width))
		case "iref":
			h.readThumbs(box)
		case "iinf":
			h.readKinds(box)
		case "iloc":
			h.readPlaces(r)
		case "idat":
			h.idat = box
		case "iprp":
			for kind, payload := range Boxes(mediaBox(box, "ipco")) {
				if len(h.properties) < maxProperties {
					h.properties = append(h.properties, heifProperty{kind, payload})
				}
			}
			h.readUses(&bits{data: mediaBox(box, "ipma")})
		}
	}
	return h
}

// bits reads big-endian numbers; beyond the end they are 0 and bad is set.
type bits struct {
	data []byte
	bad  bool
}

func (r *bits) uint(size uint64) (n uint64) {
	if uint64(len(r.data)) < size {
		r.bad, r.data = true, nil
		return 0
	}
	for _, b := range r.data[:size] {
		n = n<<8 | uint64(b)
	}
	r.data = r.data[size:]
	return n
}

func (h *heif) readKinds(iinf []byte) {
	r := &bits{data: iinf}
	r.uint(2 + 2*min(1, r.uint(4)>>24)) // the count: the boxes tell
	for kind, box := range Boxes(r.data) {
		e := &bits{data: box}
		version := e.uint(4) >> 24
		if kind != "infe" || version < 2 {
			continue
		}
		id := uint32(e.uint(2 * (version - 1)))
		e.uint(2) // protection
		if len(e.data) >= 4 && len(h.kinds) < maxItems {
			h.kinds[id] = string(e.data[:4])
		}
	}
}

// readPlaces reads iloc. Widths of 0 make entries that take no room, so their
// number has a bound of its own.
func (h *heif) readPlaces(r *bits) {
	const maxPlaces = 1 << 16
	version := r.uint(4) >> 24
	widths := r.uint(2)
	idWidth := 2 + 2*(min(version, 2)>>1)
	for count := r.uint(idWidth); count > 0 && !r.bad; count-- {
		id, method := uint32(r.uint(idWidth)), uint64(0)
		if version > 0 {
			method = r.uint(2) & 15
		}
		r.uint(2) // the file: always this one
		base := r.uint(widths >> 4 & 15)
		for parts := r.uint(2); parts > 0 && !r.bad; parts-- {
			if version > 0 {
				r.uint(widths & 15)
			}
			start := base + r.uint(widths>>12)
			size := r.uint(widths >> 8 & 15)
			if method > 1 {
				start = math.MaxUint64 // inside another item: not followed
			}
			h.places = append(h.places, heifPlace{id, method == 1, start, size})
			if len(h.places) > maxPlaces {
				return
			}
		}
	}
}

// readUses reads ipma: which item has which properties.
func (h *heif) readUses(r *bits) {
	head := r.uint(4)
	idWidth, useWidth := 2+2*min(1, head>>24), 1+head&1
	for count := r.uint(4); count > 0 && !r.bad; count-- {
		id := uint32(r.uint(idWidth))
		for n := r.uint(1); n > 0 && !r.bad; n-- {
			index := r.uint(useWidth) & (1<<(8*useWidth-1) - 1) // the top bit: essential
			if uses := h.uses[id]; len(uses) < maxUses && (uses != nil || len(h.uses) < maxItems) {
				h.uses[id] = append(uses, int(index))
			}
		}
	}
}

// of gives the properties of an item in their order.
func (h *heif) of(item uint32) []heifProperty {
	var list []heifProperty
	for _, index := range h.uses[item] {
		if index >= 1 && index <= len(h.properties) {
			list = append(list, h.properties[index-1])
		}
	}
	return list
}

// bytes gives the data of a place, false when it leaves the file.
func (h *heif) bytes(pl heifPlace) ([]byte, bool) {
	from := h.data
	if pl.inside {
		from = h.idat
	}
	size := uint64(len(from))
	if pl.start > size || pl.size > size-pl.start {
		return nil, false
	}
	if pl.size == 0 {
		return from[pl.start:], true
	}
	return from[pl.start : pl.start+pl.size], true
}

// MIMEItems goes through the data of the items of a HEIC or AVIF file that have a MIME type, as XMP
// does. Parts may be the same stretch of the file again and again.
func MIMEItems(data []byte) func(yield func(text []byte) bool) {
	return func(yield func([]byte) bool) {
		h := readHEIF(data)
		if h == nil {
			return
		}
		for _, pl := range h.places {
			text, ok := h.bytes(pl)
			if ok && h.kinds[pl.item] == "mime" && !yield(text) {
				return
			}
		}
	}
}

// addItems hashes the items that are pictures or parts of one, and the
// properties that a decoder needs.
func (p *payload) addItems(data []byte) bool {
	h := readHEIF(data)
	if h == nil {
		return false
	}
	found := false
	for _, pl := range h.places {
		switch h.kinds[pl.item] {
		case "Exif", "mime", "uri ", "":
			continue
		}
		part, ok := h.bytes(pl)
		if !ok || !p.spend(len(part)) {
			return false
		}
		found = true
		p.Write(part)
	}
	for _, property := range h.properties {
		switch property.kind {
		case "hvcC", "av1C", "ispe", "clap", "irot", "imir":
			p.Write(property.payload)
		}
	}
	return found
}

// size is a picture's size as stored, 0 when it is not told.
func (h *heif) size(item uint32) (width, height int) {
	for _, property := range h.of(item) {
		if property.kind == "ispe" && len(property.payload) >= 12 {
			r := &bits{data: property.payload[4:]}
			return int(r.uint(4)), int(r.uint(4))
		}
	}
	return 0, 0
}

// What turning a quarter to the left, mirroring left and right, and mirroring top
// and bottom make of each EXIF orientation.
var (
	turnedLeft  = [9]int{0, 8, 5, 6, 7, 4, 1, 2, 3}
	mirroredLR  = [9]int{0, 2, 1, 4, 3, 6, 5, 8, 7}
	mirroredTB  = [9]int{0, 4, 3, 2, 1, 8, 7, 6, 5}
	heifMirrors = [2]*[9]int{&mirroredLR, &mirroredTB} // imir's axis: 0 vertical, 1 horizontal
)

// orientation is what irot and imir say, as an EXIF orientation. HEIF readers go
// by these and not by the Exif item (ISO/IEC 23000-22, 7.3.6.7).
func (h *heif) orientation(item uint32) int {
	o := 1
	for _, property := range h.of(item) {
		if len(property.payload) == 0 {
			continue
		}
		switch v := property.payload[0]; property.kind {
		case "irot":
			for range v & 3 {
				o = turnedLeft[o]
			}
		case "imir":
			o = heifMirrors[v&1][o]
		}
	}
	return o
}

// profile is the ICC profile of the primary picture, nil when there is none.
func (h *heif) profile() []byte {
	for _, property := range h.of(h.primary) {
		if property.kind == "colr" && len(property.payload) > 4 {
			switch string(property.payload[:4]) {
			case "prof", "rICC":
				return property.payload[4:]
			}
		}
	}
	return nil
}
