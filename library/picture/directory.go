package picture

// Directory is the first directory of a TIFF file, for decoders that need more
// than a whole picture. It shares the file's memory.
type Directory struct {
	file   *imageDirs
	fields imageDir
}

// FirstDirectory reads it; false when the data is no TIFF file. Never panics.
func FirstDirectory(data []byte) (Directory, bool) {
	t, dirs := readImageDirs(data)
	if len(dirs) == 0 {
		return Directory{}, false
	}
	return Directory{t, dirs[0]}, true
}

// Numbers gives the values of a BYTE, SHORT or LONG field, nil when the field is
// absent, of another type, or leaves the file.
func (d Directory) Numbers(tag uint16) []uint32 { return d.file.numbers(d.fields[tag]) }

// Number gives the first of them, 0 when there is none.
func (d Directory) Number(tag uint16) int { return d.file.number(d.fields[tag]) }

// Bytes gives the value of a field of any type as it stands in the file.
func (d Directory) Bytes(tag uint16) []byte { return d.fields[tag].value }
