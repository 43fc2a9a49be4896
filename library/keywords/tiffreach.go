package keywords

import "catchlight/library/picture"

// What is appended to a TIFF file must not be taken for a part of the old one: where a directory or
// a value lies partly behind the end of the file, a reader that found it cut off would find
// something there.

// reachesInto refuses such files, for so many bytes to append.
func (t *tiffFile) reachesInto(growth int) error {
	r := reach{tiffFile: t, seen: map[uint64]bool{}, old: uint64(len(t.data)), end: uint64(len(t.data) + growth)}
	for at := uint64(t.order.Uint32(t.data[4:])); r.isNew(at); {
		at = r.directory(at)
	}
	for len(r.todo) > 0 {
		at := r.todo[0]
		if r.todo = r.todo[1:]; r.isNew(at) {
			r.directory(at) // nobody goes on from here to the next
		}
	}
	if r.found {
		return refuse("parts of it are cut off")
	}
	return nil
}

// maxDirectories and maxReach bound how many directories are looked at, and their bytes: cameras
// and scanners write some ten, fax machines one a page.
const (
	maxDirectories = 4096
	maxReach       = 4 << 20
)

// Tags of fields that point to directories.
const (
	tagExif    = 34665
	tagGPS     = 34853
	tagInterop = 40965
)

// reach follows the directories of a file.
type reach struct {
	*tiffFile
	old, end uint64   // where the file ends, and where it will
	todo     []uint64 // directories that fields name
	seen     map[uint64]bool
	fields   uint64 // bytes of directories
	found    bool   // something that reaches into what is appended
}

// isNew reports whether to look at a directory.
func (r *reach) isNew(at uint64) bool {
	isNew := at != 0 && !r.seen[at] && len(r.seen) < maxDirectories
	r.seen[at] = true
	return isNew
}

// directory looks at one, and at what its fields point to. It returns where the next one is, 0 for
// nowhere.
func (r *reach) directory(at uint64) uint64 {
	end := at + 2
	if end <= r.old {
		end += 12*uint64(r.order.Uint16(r.data[at:])) + 4
	}
	if r.fields += end - at; r.fields > maxReach {
		r.found = true // as far as can be told
	}
	r.found = r.found || at < r.end && end > r.old
	if r.found || end > r.old {
		return 0
	}
	for entry := at + 2; entry < end-4; entry += 12 {
		r.field(r.data[entry : entry+12])
	}
	return uint64(r.order.Uint32(r.data[end-4:]))
}

func (r *reach) field(raw []byte) {
	tag, kind := r.order.Uint16(raw), r.order.Uint16(raw[2:])
	count, at := uint64(r.order.Uint32(raw[4:])), uint64(r.order.Uint32(raw[8:]))
	if int(kind) >= len(picture.TIFFTypeSize) {
		return
	}
	end := at + count*picture.TIFFTypeSize[kind]
	isInline := end-at <= 4
	r.found = r.found || !isInline && at < r.end && end > r.old
	switch tag {
	case tagExif, tagGPS, tagInterop, picture.TagSubIFDs:
		if isInline {
			r.todo = append(r.todo, at)
		} else if end <= r.old && picture.TIFFTypeSize[kind] == 4 {
			for i := range min(count, maxDirectories) {
				r.todo = append(r.todo, uint64(r.order.Uint32(r.data[at+4*i:])))
			}
		}
	}
}
