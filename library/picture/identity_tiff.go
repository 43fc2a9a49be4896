package picture

import "encoding/binary"

// TIFF tags that matter to a picture (TIFF 6.0; TIFF/EP for SubIFDs).
const (
	tagSubfileType   = 254
	tagImageWidth    = 256
	tagImageLength   = 257
	tagStripOffsets  = 273
	tagStripCounts   = 279
	tagTileOffsets   = 324
	tagTileCounts    = 325
	TagSubIFDs       = 330
	tagJPEGOffset    = 513
	tagJPEGLength    = 514
	tagICCProfile    = 34675
	tiffMaxDirs      = 64
	tiffMaxFields    = 4096 // of a directory
	tiffMaxPartCount = 1 << 20
)

// pictureTags are the tags without which strips and tiles cannot be decoded, in
// ascending order.
var pictureTags = []uint16{
	tagImageWidth, tagImageLength,
	258, // BitsPerSample
	259, // Compression
	262, // PhotometricInterpretation
	266, // FillOrder
	277, // SamplesPerPixel
	278, // RowsPerStrip
	284, // PlanarConfiguration
	292, // T4Options
	317, // Predictor
	320, // ColorMap
	322, // TileWidth
	323, // TileLength
	332, // InkSet
	338, // ExtraSamples
	339, // SampleFormat
	347, // JPEGTables
	529, // YCbCrCoefficients
	530, // YCbCrSubSampling
	532, // ReferenceBlackWhite
}

// TIFFTypeSize is the size in bytes of a value of each TIFF field type.
var TIFFTypeSize = [...]uint64{1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4}

// imageDirs reads the directories of a TIFF file and of the RAW formats that
// only change its magic number.
type imageDirs struct {
	data  []byte
	order binary.ByteOrder
}

// imageDir is one directory: its fields' types and bytes as they stand.
type imageDir map[uint16]imageField

type imageField struct {
	kind  uint16
	value []byte
}

// readImageDirs reads the chain of directories and their SubIFDs, at most 64;
// nil when the data is no TIFF file (or a BigTIFF).
func readImageDirs(data []byte) (*imageDirs, []imageDir) {
	if len(data) < 8 {
		return nil, nil
	}
	t := &imageDirs{data: data}
	switch string(data[:4]) {
	case "II*\x00", "IIRO", "IIRS", "IIU\x00":
		t.order = binary.LittleEndian
	case "MM\x00*", "MMOR":
		t.order = binary.BigEndian
	default:
		return nil, nil
	}
	var dirs []imageDir
	seen := map[uint32]bool{}
	todo := []uint32{t.order.Uint32(data[4:])}
	for len(todo) > 0 && len(dirs) < tiffMaxDirs {
		at := todo[0]
		todo = todo[1:]
		if at == 0 || seen[at] {
			continue
		}
		seen[at] = true
		if dir, next := t.dir(at); dir != nil {
			dirs = append(dirs, dir)
			below := t.numbers(dir[TagSubIFDs])
			todo = append(append(todo, below[:min(len(below), tiffMaxDirs)]...), next)
		}
	}
	return t, dirs
}

// dir reads the directory at an offset and the offset of the next one. Fields
// that leave the file are left out.
func (t *imageDirs) dir(at uint32) (imageDir, uint32) {
	pos, size := uint64(at), uint64(len(t.data))
	if pos+2 > size {
		return nil, 0
	}
	end := pos + 2 + 12*uint64(t.order.Uint16(t.data[pos:]))
	if end > size {
		return nil, 0
	}
	dir := imageDir{}
	for e := pos + 2; e < end && len(dir) < tiffMaxFields; e += 12 {
		if f, ok := t.field(t.data[e : e+12]); ok {
			dir[t.order.Uint16(t.data[e:])] = f
		}
	}
	if end+4 > size {
		return dir, 0
	}
	return dir, t.order.Uint32(t.data[end:])
}

func (t *imageDirs) field(entry []byte) (imageField, bool) {
	kind := t.order.Uint16(entry[2:])
	if int(kind) >= len(TIFFTypeSize) || TIFFTypeSize[kind] == 0 {
		return imageField{}, false
	}
	size := TIFFTypeSize[kind] * uint64(t.order.Uint32(entry[4:]))
	if size <= 4 {
		return imageField{kind, entry[8 : 8+size]}, true
	}
	at := uint64(t.order.Uint32(entry[8:]))
	if at+size > uint64(len(t.data)) {
		return imageField{}, false
	}
	return imageField{kind, t.data[at : at+size]}, true
}

// numbers gives the values of a BYTE, SHORT, LONG or IFD field.
func (t *imageDirs) numbers(f imageField) []uint32 {
	size := 0
	switch f.kind {
	case 1, 3, 4, 13:
		size = int(TIFFTypeSize[f.kind])
	}
	if size == 0 || len(f.value)/size > tiffMaxPartCount {
		return nil
	}
	list := make([]uint32, len(f.value)/size)
	for i := range list {
		switch v := f.value[i*size:]; size {
		case 1:
			list[i] = uint32(v[0])
		case 2:
			list[i] = uint32(t.order.Uint16(v))
		default:
			list[i] = t.order.Uint32(v)
		}
	}
	return list
}

// number gives the first value of a field, 0 when it is absent.
func (t *imageDirs) number(f imageField) int {
	if list := t.numbers(f); len(list) > 0 {
		return int(list[0])
	}
	return 0
}

// SensorParts gives the places in a RAW or DNG file where strips and tiles of sensor data begin: a
// lossy DNG holds them as JPEGs, which are no previews. Any goroutine.
func SensorParts(data []byte) map[int]bool {
	const (
		tagPhotometric = 262
		colourFilter   = 32803 // TIFF/EP: the sensor's mosaic
		linearRaw      = 34892 // DNG: the same, made into pixels
	)
	t, dirs := readImageDirs(data)
	parts := map[int]bool{}
	for _, dir := range dirs {
		if p := t.number(dir[tagPhotometric]); p != colourFilter && p != linearRaw {
			continue
		}
		for _, tag := range []uint16{tagStripOffsets, tagTileOffsets} {
			for _, at := range t.numbers(dir[tag]) {
				parts[int(at)] = true
			}
		}
	}
	return parts
}

// addTIFF hashes the full-size pictures: the directories whose NewSubfileType
// does not say "reduced-size copy". Where there are strips or tiles, pictures
// that only JPEGInterchangeFormat points at are thumbnails.
func (p *payload) addTIFF(data []byte) bool {
	t, dirs := readImageDirs(data)
	if t == nil {
		return false
	}
	found := false
	for _, dir := range dirs {
		if t.number(dir[tagSubfileType])&1 == 0 {
			added, ok := p.addDir(t, dir)
			if !ok {
				return false
			}
			found = found || added
		}
	}
	if !found && len(dirs) > 0 {
		return p.addParts(t, dirs[0], tagJPEGOffset, tagJPEGLength)
	}
	return found
}

// addDir hashes one directory's tags and data; added is false when it has no
// strips or tiles, ok when they leave the file.
func (p *payload) addDir(t *imageDirs, dir imageDir) (added, ok bool) {
	offsets, counts := uint16(tagStripOffsets), uint16(tagStripCounts)
	if _, tiled := dir[tagTileOffsets]; tiled {
		offsets, counts = tagTileOffsets, tagTileCounts
	}
	if _, has := dir[offsets]; !has {
		return false, true
	}
	for _, tag := range pictureTags {
		if f, has := dir[tag]; has && p.spend(len(f.value)) {
			p.Write([]byte{byte(tag >> 8), byte(tag), byte(f.kind)})
			p.Write(f.value)
		}
	}
	return true, p.addParts(t, dir, offsets, counts)
}

// addParts hashes the data that a pair of tags, places and lengths, points at.
func (p *payload) addParts(t *imageDirs, dir imageDir, offsets, counts uint16) bool {
	at, sizes := t.numbers(dir[offsets]), t.numbers(dir[counts])
	if len(at) == 0 || len(at) != len(sizes) {
		return false
	}
	for i := range at {
		start, end := uint64(at[i]), uint64(at[i])+uint64(sizes[i])
		if end > uint64(len(t.data)) || !p.spend(int(sizes[i])) {
			return false
		}
		p.Write(t.data[start:end])
	}
	return true
}
