package metadata

import (
	"crypto/sha256"
	"iter"
)

// stretch is what a change leaves between two replaced ranges, or before or behind all of them: the same bytes in the
// old content and in the new.
type stretch struct{ old, now, size int64 }

// stretches yields what the change leaves, in order.
func (fc FileChange) stretches() iter.Seq[stretch] {
	return func(yield func(stretch) bool) {
		var s stretch
		for _, r := range append(fc.Undo[:len(fc.Undo):len(fc.Undo)], Range{Offset: fc.After.Size}) {
			s.size = r.Offset - s.now
			if !yield(s) {
				return
			}
			s.old += s.size + int64(len(r.Old))
			s.now = r.Offset + r.Length
		}
	}
}

// kept is the longest stretch: the whole picture of a JPEG, all but the header of a TIFF file. Of a change in the form
// of earlier versions it is empty.
func (fc FileChange) kept() stretch {
	var longest stretch
	for s := range fc.stretches() {
		if s.size > longest.size && !fc.Whole {
			longest = s
		}
	}
	return longest
}

// seal sets both hashes. The content is hashed in three parts, before the stretch that is kept, that stretch, and behind
// it, so that the hash of the stretch, which is nearly all of the work, serves for both.
func (fc *FileChange) seal(old, now pieces) {
	k := fc.kept()
	middle := now.within(k.now, k.now+k.size).sum()
	fc.Before.Hash = sealed(old, k.old, k.size, middle)
	fc.After.Hash = sealed(now, k.now, k.size, middle)
}

func sealed(content pieces, at, size int64, middle [sha256.Size]byte) [sha256.Size]byte {
	first, last := content.within(0, at).sum(), content.within(at+size, content.size()).sum()
	return pieces{first[:], middle[:], last[:]}.sum()
}

// isBefore and isAfter tell whether data is the content before the change and after it.
func (fc FileChange) isBefore(data []byte) bool {
	k := fc.kept()
	return !fc.Created && fc.Before.holds(data, k.old, k.size, fc.Whole)
}

func (fc FileChange) isAfter(data []byte) bool {
	k := fc.kept()
	return fc.After.holds(data, k.now, k.size, fc.Whole)
}

// holds compares size and hash; the stretch at an offset is the one that was kept. It may come from a damaged record.
func (s Stamp) holds(data []byte, at, size int64, whole bool) bool {
	switch {
	case int64(len(data)) != s.Size || at < 0 || at+size > s.Size:
		return false
	case whole:
		return sha256.Sum256(data) == s.Hash
	}
	content := pieces{data}
	return sealed(content, at, size, content.within(at, at+size).sum()) == s.Hash
}
