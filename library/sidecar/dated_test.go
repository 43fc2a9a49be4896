package sidecar

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"catchlight/library/picture"
	"catchlight/library/testphoto"
)

// exifDated is an Exif segment with two dates: of the picture, and of its file. "" leaves one out.
func exifDated(made, file string) []byte {
	const exifAt = 8 + 2 + 12 + 4 // behind the header and the directory that points to it
	number := map[string]bool{made: true, file: true}
	delete(number, "")
	var fields [][]byte
	var texts string
	for tag, text := range map[uint16]string{0x9003: made, 0x9004: file} {
		if text != "" {
			at := exifAt + 2 + 12*len(number) + 4 + len(texts)
			fields = append(fields, testphoto.Field(tag, 2, uint32(len(text)+1), uint32(at)))
			texts += text + "\x00"
		}
	}
	return testphoto.ExifSegment(string(testphoto.Directory(fields...))+texts, testphoto.Field(0x8769, 4, 1, exifAt))
}

func xmpDated(properties string) string {
	return testphoto.Packet(`<rdf:Description rdf:about="" xmlns:photoshop="` + "http://ns.adobe.com/photoshop/1.0/" + `" xmlns:exif="` + "http://ns.adobe.com/exif/1.0/" + `" xmlns:xmp="` + "http://ns.adobe.com/xap/1.0/" + `" ` + properties + `/>`)
}

// A scan has the date of the picture, wherever a program has put it, before that of its scan.
func TestDated(t *testing.T) {
	iptc := func(day, clock string) []byte {
		return testphoto.IRBSegment(testphoto.IPTCBlock(testphoto.Dataset(2, 55, day), testphoto.Dataset(2, 60, clock)))
	}
	made := xmpDated(`photoshop:DateCreated="1957-08-12"`)
	for name, c := range map[string]struct {
		segments [][]byte
		sidecar  string
		want     string
	}{
		"Exif goes first":          {[][]byte{exifDated("2001:02:03 04:05:06", ""), testphoto.XMPSegment(made)}, made, "2001-02-03T04:05:06Z"},
		"XMP before the scan's":    {[][]byte{exifDated("", "2019:01:01 00:00:00"), testphoto.XMPSegment(made)}, "", "1957-08-12T00:00:00Z"},
		"IPTC before the scan's":   {[][]byte{exifDated("", "2019:01:01 00:00:00"), iptc("19570812", "101500+0200")}, "", "1957-08-12T10:15:00+02:00"},
		"the scan's alone":         {[][]byte{exifDated("", "2019:01:01 00:00:00")}, "", "2019-01-01T00:00:00Z"},
		"a sidecar":                {nil, made, "1957-08-12T00:00:00Z"},
		"XMP before a sidecar":     {[][]byte{testphoto.XMPSegment(xmpDated(`exif:DateTimeOriginal="1999-12-31T23:59+01:00"`))}, made, "1999-12-31T23:59:00+01:00"},
		"the file's in XMP":        {[][]byte{testphoto.XMPSegment(xmpDated(`xmp:CreateDate="2019-01-01T10:00:00.5-05:00"`))}, "", "2019-01-01T10:00:00.5-05:00"},
		"an element":               {[][]byte{testphoto.XMPSegment(testphoto.Packet(`<rdf:Description rdf:about="" xmlns:p="` + "http://ns.adobe.com/photoshop/1.0/" + `"><p:DateCreated> 1957-08 </p:DateCreated></rdf:Description>`))}, "", "1957-08-01T00:00:00Z"},
		"a year in IPTC":           {[][]byte{iptc("19570000", "")}, "", "1957-01-01T00:00:00Z"},
		"a time without a zone":    {[][]byte{iptc("19570812", "101500")}, "", "1957-08-12T10:15:00Z"},
		"a damaged time":           {[][]byte{iptc("19570812", "10x")}, "", "1957-08-12T00:00:00Z"},
		"nothing that makes sense": {[][]byte{iptc("195708", "10"), testphoto.XMPSegment(xmpDated(`photoshop:DateCreated="soon"`))}, "", "0001-01-01T00:00:00Z"},
	} {
		data := testphoto.WithSegments(testphoto.JPEG(t), c.segments...)
		path := filepath.Join(t.TempDir(), "scan.jpg")
		if err := os.WriteFile(path, data, 0o644); err != nil {
			t.Fatal(err)
		}
		if c.sidecar != "" {
			if err := os.WriteFile(filepath.Join(filepath.Dir(path), "scan.xmp"), []byte(c.sidecar), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		k, err := new(Folders).ReadKeywords(path)
		if got := k.Dated(picture.ReadDetails(data, picture.JPEG)).Taken.Format(time.RFC3339Nano); err != nil || got != c.want {
			t.Errorf("%s: %v, %s, want %s", name, err, got, c.want)
		}
		if err := os.Remove(path); err != nil {
			t.Error(err)
		}
	}
}
