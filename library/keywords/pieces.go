package keywords

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"hash/crc32"
	"io"
)

// Pieces is content that lies in several stretches of memory, most of them shared with the content
// that it replaces: so a photo of some megabytes is held once while it is written, not twice.
type Pieces [][]byte

// Size is its length in bytes.
func (p Pieces) Size() int64 {
	sum := 0
	for _, piece := range p {
		sum += len(piece)
	}
	return int64(sum)
}

// Joined returns the content in one stretch.
func (p Pieces) Joined() []byte { return bytes.Join(p, nil) }

// Within returns the content from one offset to another, as pieces.
func (p Pieces) Within(from, to int64) Pieces {
	var out Pieces
	at := int64(0)
	for _, piece := range p {
		end := at + int64(len(piece))
		if start, stop := max(at, from), min(end, to); start < stop {
			out = append(out, piece[start-at:stop-at])
		}
		at = end
	}
	return out
}

// Sum is the SHA-256 of the content.
func (p Pieces) Sum() [sha256.Size]byte {
	h := sha256.New()
	for _, piece := range p {
		h.Write(piece)
	}
	return [sha256.Size]byte(h.Sum(nil))
}

// HeldBy compares a file from its beginning to its end, as far at a time as fits into a processor's
// cache.
func (p Pieces) HeldBy(f io.ReaderAt) bool {
	buffer := make([]byte, min(p.Size()+1, 1<<17))
	for at := int64(0); ; {
		n, err := f.ReadAt(buffer, at)
		rest, equal := p.after(buffer[:n])
		if !equal {
			return false
		}
		p, at = rest, at+int64(n)
		if err != nil {
			return err == io.EOF && p.Size() == 0
		}
	}
}

// after returns what follows text in the content; false when the content does not begin with it.
func (p Pieces) after(text []byte) (Pieces, bool) {
	for len(p) > 0 && len(p[0]) <= len(text) {
		if !bytes.HasPrefix(text, p[0]) {
			return nil, false
		}
		text, p = text[len(p[0]):], p[1:]
	}
	if len(text) == 0 || len(p) == 0 {
		return p, len(text) == 0
	}
	return append(Pieces{p[0][len(text):]}, p[1:]...), bytes.HasPrefix(p[0], text)
}

// Checksum is the content's CRC by the polynomial of Ethernet and by that of iSCSI (RFC 3720),
// which processors compute at ten gigabytes a second.
func (p Pieces) Checksum() (sum [8]byte) {
	var ethernet, iscsi uint32
	table := crc32.MakeTable(crc32.Castagnoli)
	for _, piece := range p {
		ethernet = crc32.Update(ethernet, crc32.IEEETable, piece)
		iscsi = crc32.Update(iscsi, table, piece)
	}
	binary.BigEndian.PutUint32(sum[:], ethernet)
	binary.BigEndian.PutUint32(sum[4:], iscsi)
	return sum
}
