package safewrite

import (
	"crypto/sha256"
	"iter"

	"catchlight/library/keywords"
)

// unchangedSpan is what a change leaves between two replaced ranges, or before or behind all of
// them: the same bytes in the old content and in the new.
type unchangedSpan struct{ old, now, size int64 }

// unchangedSpans yields what the change leaves, in order.
func (fc FileChange) unchangedSpans() iter.Seq[unchangedSpan] {
	return func(yield func(unchangedSpan) bool) {
		var s unchangedSpan
		for _, r := range append(fc.Undo[:len(fc.Undo):len(fc.Undo)], keywords.Range{Offset: fc.After.Size}) {
			s.size = r.Offset - s.now
			if !yield(s) {
				return
			}
			s.old += s.size + int64(len(r.Old))
			s.now = r.Offset + r.Length
		}
	}
}

// longestSpan is the longest stretch: the whole picture of a JPEG, all but the header of a TIFF
// file. Of a change in the form of earlier versions it is empty.
func (fc FileChange) longestSpan() unchangedSpan {
	var longest unchangedSpan
	for s := range fc.unchangedSpans() {
		if s.size > longest.size && !fc.LegacyHash {
			longest = s
		}
	}
	return longest
}

// seal sets both hashes. What is before the stretch that is kept and what is behind it count by
// their SHA-256. The stretch, which is nearly the whole of a photo, is in both contents, and counts
// by a checksum of 64 bits: SHA-256 over it would take longer than all else that a write computes,
// and nothing here has to withstand forgers. It tells what other programs, crashes and disks have
// changed; a short run of changed bytes, as they leave it, never escapes a CRC.
func (fc *FileChange) seal(old, now keywords.Pieces) {
	k := fc.longestSpan()
	check := now.Within(k.now, k.now+k.size).Checksum()
	fc.Before.Hash = sealed(old, k.old, k.size, check)
	fc.After.Hash = sealed(now, k.now, k.size, check)
}

func sealed(content keywords.Pieces, at, size int64, check [8]byte) [sha256.Size]byte {
	first, last := content.Within(0, at).Sum(), content.Within(at+size, content.Size()).Sum()
	return keywords.Pieces{first[:], check[:], last[:]}.Sum()
}

// isBefore and isAfter report whether content, in pieces, is the file before the change and after
// it.
func (fc FileChange) isBefore(content ...[]byte) bool {
	k := fc.longestSpan()
	return !fc.Created && fc.Before.matches(content, k.old, k.size, fc.LegacyHash)
}

func (fc FileChange) isAfter(content ...[]byte) bool {
	k := fc.longestSpan()
	return fc.After.matches(content, k.now, k.size, fc.LegacyHash)
}

// matches compares size and hash; the stretch at an offset is the one that was kept. It may come
// from a damaged record.
func (s Stamp) matches(content keywords.Pieces, at, size int64, legacy bool) bool {
	switch {
	case content.Size() != s.Size || at < 0 || at+size > s.Size:
		return false
	case legacy:
		return content.Sum() == s.Hash
	}
	return sealed(content, at, size, content.Within(at, at+size).Checksum()) == s.Hash
}
