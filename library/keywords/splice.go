package keywords

import (
	"bytes"
	"cmp"
	"slices"
)

// splice replaces the old bytes at offset at by text. Editors return splices rather than new files:
// what no splice names cannot change, and what they replace is the undo record.
type splice struct {
	at, old int
	text    []byte
}

func insert(at int, text string) splice { return splice{at: at, text: []byte(text)} }

// Insertion is all that an empty file gets.
func Insertion(text []byte) Splices { return Splices{{text: text}} }

func (s splice) growth() int { return len(s.text) - s.old }

// Splices come from editors in any order. Who applies them has them tidied first, which is the one
// place where they are put in order and their overlaps refused.
type Splices []splice

// shifted returns the splices of a part as splices of the whole, in which the part begins at offset
// by.
func (s Splices) shifted(by int) Splices {
	moved := slices.Clone(s)
	for i := range moved {
		moved[i].at += by
	}
	return moved
}

// growth is by how many bytes the splices make the data longer.
func (s Splices) growth() int {
	sum := 0
	for _, one := range s {
		sum += one.growth()
	}
	return sum
}

// growthFrom is the growth of the splices at or behind an offset.
func (s Splices) growthFrom(at int) int {
	sum := 0
	for _, one := range s {
		if one.at >= at {
			sum += one.growth()
		}
	}
	return sum
}

// tidied returns the splices in ascending order, without what they share with the data and without
// those that change nothing. Insertions at one offset keep their order, and stand before what is
// replaced there. Overlaps are refused.
func (s Splices) tidied(data []byte) (Splices, error) {
	s = slices.Clone(s)
	slices.SortStableFunc(s, inOrder)
	var out Splices
	end := 0
	for _, one := range s {
		if one.at < end || one.at+one.old > len(data) {
			return nil, refuse("its parts overlap")
		}
		end = one.at + one.old
		if one = one.trimmed(data); one.old > 0 || len(one.text) > 0 {
			out = append(out, one)
		}
	}
	return out, nil
}

// inOrder compares by offset; an insertion goes before a replacement.
func inOrder(a, b splice) int {
	return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(min(a.old, 1), min(b.old, 1)))
}

// trimmed takes off the common beginning and end of the old bytes and the new.
func (s splice) trimmed(data []byte) splice {
	old := data[s.at : s.at+s.old]
	if bytes.Equal(old, s.text) {
		return splice{at: s.at}
	}
	for s.old > 0 && len(s.text) > 0 && data[s.at] == s.text[0] {
		s.at, s.old, s.text = s.at+1, s.old-1, s.text[1:]
	}
	for s.old > 0 && len(s.text) > 0 && data[s.at+s.old-1] == s.text[len(s.text)-1] {
		s.old, s.text = s.old-1, s.text[:len(s.text)-1]
	}
	return s
}

// Pieces returns the new data without copying it: what stays of the old, and the texts between; the
// splices must be tidied. The last piece is all that is behind the last splice.
func (s Splices) Pieces(data []byte) Pieces {
	out := make(Pieces, 0, 2*len(s)+1)
	at := 0
	for _, one := range s {
		out = append(out, data[at:one.at], one.text)
		at = one.at + one.old
	}
	return append(out, data[at:])
}

// apply returns the new data; the splices must be tidied.
func (s Splices) apply(data []byte) []byte { return s.Pieces(data).Joined() }

// Undo returns the ranges that turn the new data back into the old; the splices must be tidied.
func (s Splices) Undo(data []byte) []Range {
	ranges := make([]Range, len(s))
	shift := 0
	for i, one := range s {
		ranges[i] = Range{
			Offset: int64(one.at + shift),
			Length: int64(len(one.text)),
			Old:    bytes.Clone(data[one.at : one.at+one.old]),
		}
		shift += one.growth()
	}
	return ranges
}

// Undone is the inverse of Pieces: the old data from the new and its ranges. It reports false when
// they do not fit.
func Undone(data []byte, ranges []Range) (Pieces, bool) {
	back := make(Splices, len(ranges))
	end := int64(0)
	for i, r := range ranges {
		if r.Offset < end || r.Length < 0 || r.Offset+r.Length > int64(len(data)) {
			return nil, false
		}
		end = r.Offset + r.Length
		back[i] = splice{at: int(r.Offset), old: int(r.Length), text: r.Old}
	}
	return back.Pieces(data), true
}

// Range is one replaced stretch: the Length bytes at Offset of the new file stand in place of Old.
type Range struct {
	Offset, Length int64
	Old            []byte
}
