package keywords

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"regexp"
	"slices"

	"catchlight/library/picture"
)

// Markers beside those of identity.go, and the signatures of the segments that matter here.
const (
	markerTEM   = 0x01
	markerDQT   = 0xDB
	markerAPP1  = 0xE1
	markerAPP2  = 0xE2
	markerAPP11 = 0xEB
	markerAPP13 = 0xED

	exifHeader     = "Exif\x00" // a sixth byte follows, usually NUL
	xmpHeader      = "http://ns.adobe.com/xap/1.0/\x00"
	extendedHeader = "http://ns.adobe.com/xmp/extension/\x00"
	irbHeader      = "Photoshop 3.0\x00"
	oldIRBHeader   = "Adobe_Photoshop2.5:"
	mpfHeader      = "MPF\x00"

	maxPayload = 0xFFFF - 2 // bytes of one segment
	maxPacket  = 65502      // XMP specification part 3, 1.1.3
)

// segment is a marker segment of a JPEG, as offsets into the file.
type segment struct {
	marker byte
	start  int // the first FF of the marker, fill bytes included
	body   int // behind the length
	end    int
}

// jpegFile is a scanned JPEG: its segments up to the first scan. Everything from there on is never
// looked into.
type jpegFile struct {
	data     []byte
	segments []segment
	sos      int // the first scan
	scan     int // behind its header

	xmpAt *packetSegment // main XMP packet, nil: none
	xmp   *packet
	others
	pieces  []piece // segments that hold parts of the image resources
	irb     *irb
	iptc    *iim
	problem error // the first refusal that concerns keywords; what could be read is there
}

// maxSegments is how many full ones would make 2 GiB; photos have some hundred.
const maxSegments = 1 << 15

// scanJPEG walks the markers. Fill bytes and empty segments are legal; anything else between
// segments, and a file without a scan, is refused, with the segments found so far.
func scanJPEG(data []byte) (*jpegFile, error) {
	j := &jpegFile{data: data}
	if len(data) < 4 || data[0] != 0xFF || data[1] != picture.MarkerSOI {
		return j, refuse("it is not a JPEG")
	}
	for at := 2; ; {
		s, ok := segmentAt(data, at)
		switch {
		case !ok:
			return j, refuse("its segments are damaged or cut off")
		case s.marker == picture.MarkerSOS:
			j.sos, j.scan = s.start, s.end
			return j, nil
		case s.marker == picture.MarkerEOI || s.marker == picture.MarkerSOI:
			return j, refuse("it holds no picture")
		case len(j.segments) == maxSegments:
			return j, refuse("it has too many segments")
		}
		j.segments = append(j.segments, s)
		at = s.end
	}
}

func segmentAt(data []byte, at int) (segment, bool) {
	s := segment{start: at}
	for at < len(data) && data[at] == 0xFF {
		at++
	}
	if at == s.start || at >= len(data) || data[at] == 0 {
		return s, false
	}
	s.marker = data[at]
	s.body, s.end = at+1, at+1
	if isStandalone(s.marker) {
		return s, true
	}
	if at+3 > len(data) {
		return s, false
	}
	size := int(binary.BigEndian.Uint16(data[at+1:]))
	s.body, s.end = at+3, at+1+size
	return s, size >= 2 && s.end <= len(data)
}

// isStandalone names the markers without a length.
func isStandalone(marker byte) bool {
	return marker == markerTEM || marker >= picture.MarkerRST0 && marker <= picture.MarkerRST7 || marker == picture.MarkerSOI || marker == picture.MarkerEOI
}

func (j *jpegFile) payload(s segment) []byte { return j.data[s.body:s.end] }

func (j *jpegFile) is(s segment, marker byte, header string) bool {
	return s.marker == marker && bytes.HasPrefix(j.payload(s), []byte(header))
}

// find returns the segments with a marker and header.
func (j *jpegFile) find(marker byte, header string) []segment {
	var found []segment
	for _, s := range j.segments {
		if j.is(s, marker, header) {
			found = append(found, s)
		}
	}
	return found
}

// readJPEG scans a JPEG and parses its keywords. It always returns what could be read; problem says
// why that is not all, or why it must not be edited.
func readJPEG(data []byte) *jpegFile {
	j, err := scanJPEG(data)
	j.note(err)
	j.readXMP()
	j.readIRB()
	j.readExif()
	return j
}

// note keeps the first problem.
func (j *jpegFile) note(err error) { j.problem = cmp.Or(j.problem, err) }

func (j *jpegFile) readXMP() {
	for _, s := range j.packetSegments() {
		p, err := j.packet(j.data[s.text:s.end])
		j.note(err)
		if j.xmpAt == nil {
			j.xmpAt, j.xmp = &s, p
			continue
		}
		j.note(refuse("it has several XMP packets"))
		j.addPacket(p)
	}
	j.readExtended()
}

// readExtended reads the keywords in Extended XMP. Panoramas and depth maps can make it larger than
// what is read of XMP: then its parts are looked at one by one.
func (j *jpegFile) readExtended() {
	parts := j.extended()
	if size := Pieces(parts).Size(); size > MaxXMP {
		if slices.ContainsFunc(parts, namesKeywords) {
			j.note(refuse("its keywords stand in Extended XMP of more than 16 MB"))
			j.unread = true
		}
		return
	}
	if text := Pieces(parts).Joined(); hidesKeywords(text) {
		j.note(refuse("its keywords stand in Extended XMP"))
		p, _ := j.packet(text) // refused already
		j.addPacket(p)
	}
}

// packetSegment is a segment that holds an XMP packet.
type packetSegment struct {
	segment
	text   int  // offset of the packet
	hidden bool // behind a header that few programs know
}

// packetStart is how packets begin.
var packetStart = regexp.MustCompile(`<(\?xpacket|x:xmpmeta|x:xapmeta|rdf:RDF)`)

// packetSegments returns the segments with the header of XMP, and those with another one that hold
// a packet all the same: photo sites have spoiled the header rather than take the packet out.
// ExifTool reads those, too.
func (j *jpegFile) packetSegments() []packetSegment {
	var found []packetSegment
	for _, s := range j.segments {
		switch {
		case j.is(s, markerAPP1, xmpHeader):
			found = append(found, packetSegment{segment: s, text: s.body + len(xmpHeader)})
		case s.marker != markerAPP1 || j.is(s, markerAPP1, exifHeader) || j.is(s, markerAPP1, extendedHeader):
		default:
			if at := packetStart.FindIndex(j.payload(s)); at != nil {
				found = append(found, packetSegment{segment: s, text: s.body + at[0], hidden: true})
			}
		}
	}
	return found
}

// readExif looks for keywords in Exif's first directory, where they stand in TIFF files but not in
// photos.
func (j *jpegFile) readExif() {
	for i, s := range j.find(markerAPP1, exifHeader) {
		if i == maxOthers {
			j.note(refuse("it has too many blocks of Exif"))
			return
		}
		block := j.payload(s)[min(len(exifHeader)+1, len(j.payload(s))):]
		if !bytes.HasPrefix(block, []byte("II*\x00")) && !bytes.HasPrefix(block, []byte("MM\x00*")) {
			j.note(refuse("its Exif is so damaged that some programs read nothing of the file"))
		}
		t, _ := readTIFF(block) // what else is wrong with it does not concern keywords
		j.stray = append(j.stray, t.stray...)
		if t.find(tagXMP) == nil && t.find(tagIPTC) == nil {
			continue
		}
		j.note(refuse("its Exif holds keywords of its own"))
		j.addPacket(t.xmp)
		j.addStream(t.iptc)
	}
}

// extended returns the parts of Extended XMP in order of offset; header, GUID(32), full length(4),
// offset(4).
func (j *jpegFile) extended() [][]byte {
	const offsetAt, textAt = len(extendedHeader) + 36, len(extendedHeader) + 40
	var parts [][]byte
	for _, s := range j.find(markerAPP1, extendedHeader) {
		if payload := j.payload(s); len(payload) >= textAt {
			parts = append(parts, payload[offsetAt:])
		}
	}
	slices.SortStableFunc(parts, func(a, b []byte) int {
		return cmp.Compare(binary.BigEndian.Uint32(a), binary.BigEndian.Uint32(b))
	})
	for i, part := range parts {
		parts[i] = part[textAt-offsetAt:]
	}
	return parts
}

// namesKeywords looks for the name of a keyword property.
func namesKeywords(text []byte) bool {
	for _, list := range listNames {
		if bytes.Contains(text, []byte(":"+list.local)) {
			return true
		}
	}
	return false
}

// hidesKeywords looks for a keyword property by its namespace and name.
func hidesKeywords(text []byte) bool {
	if len(text) == 0 {
		return false
	}
	for _, list := range listNames {
		if bytes.Contains(text, []byte(list.space)) && bytes.Contains(text, []byte(":"+list.local)) {
			return true
		}
	}
	return false
}

// maxIRB bounds the image resources that are put together, in bytes: those of Photoshop's own files
// have some MB.
const maxIRB = 64 << 20

// piece is a segment that holds the image resources from start to end of the whole sequence.
type piece struct {
	segment
	from, to int
}

func (j *jpegFile) readIRB() {
	var text []byte
	for _, s := range j.find(markerAPP13, irbHeader) {
		part := j.payload(s)[len(irbHeader):]
		if len(text) > maxIRB {
			j.note(refuse("its Photoshop block is larger than 64 MB"))
			break
		}
		j.pieces = append(j.pieces, piece{segment: s, from: len(text), to: len(text) + len(part)})
		text = append(text, part...)
	}
	var err error
	j.irb, err = parseIRB(text)
	j.note(err)
	var more []*iim
	j.iptc, more, err = j.irb.iptc()
	j.note(err)
	j.addStream(more...)
	j.readOldIRB()
}

// readOldIRB reads what Photoshop 2.5 wrote.
func (j *jpegFile) readOldIRB() {
	const header = len(oldIRBHeader) + 8
	for i, s := range j.find(markerAPP13, oldIRBHeader) {
		if j.note(refuse("its Photoshop block is of version 2.5")); i == maxOthers {
			return
		}
		old, _ := parseIRB(j.payload(s)[min(header, s.end-s.body):])
		stream, more, _ := old.iptc()
		j.addStream(append(more, stream)...)
	}
}

// insertAt is where new segments go: behind the leading APP0 and behind Exif, but before MPF, whose
// offsets count from its own place.
func (j *jpegFile) insertAt() int {
	at, leading := 2, true
	for _, s := range j.segments {
		if j.is(s, markerAPP2, mpfHeader) {
			break
		}
		isExif := j.is(s, markerAPP1, exifHeader)
		leading = leading && (s.marker == picture.MarkerAPP0 || isExif)
		if leading || isExif {
			at = s.end
		}
	}
	return at
}
