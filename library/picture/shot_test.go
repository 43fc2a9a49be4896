package picture

import (
	"encoding/binary"
	"math"
	"testing"
	"time"
)

// shotBlock is an Exif block with a few fields of the Exif and the GPS directory.
func shotBlock(order binary.AppendByteOrder, exif, gps []exifField) []byte {
	main := []exifField{{0x010f, 2, []byte("Apple\x00")}, {0x0131, 2, []byte("17.4\x00")}}
	return exifBlock(order, main, exif, gps)
}

func rational(order binary.AppendByteOrder, tag uint16, numbers ...uint32) exifField {
	var b []byte
	for _, n := range numbers {
		b = order.AppendUint32(b, n)
	}
	return exifField{tag, 5, b}
}

func TestReadShot(t *testing.T) {
	for name, order := range map[string]binary.AppendByteOrder{"II": binary.LittleEndian, "MM": binary.BigEndian} {
		short := func(tag, n uint16) exifField { return exifField{tag, 3, order.AppendUint16(nil, n)} }
		d := ReadDetails(shotBlock(order, []exifField{
			rational(order, 0x829a, 5, 2), rational(order, 0x829d, 28, 10), short(0x8827, 6400),
			rational(order, 0x9206, 25, 100), short(0x9209, 0x19), rational(order, 0x920a, 600, 10),
			{0x9286, 7, []byte("ASCII\x00\x00\x00Screenshot")},
			short(0xa401, 3), short(0xa405, 90),
		}, nil), TIFF)
		want := Shot{
			Maker: "Apple", Software: "17.4", Exposure: 2.5, Aperture: 2.8, ISO: 6400, Focal: 60, Focal35: 90,
			Distance: .25, Flash: true, Rendered: 3, IsScreen: true,
		}
		if d.Shot != want || !d.IsHDR() || d.IsPanorama() {
			t.Errorf("%s: %+v", name, d.Shot)
		}
	}
}

// TestReadShotOddNumbers: what no camera writes is not known.
func TestReadShotOddNumbers(t *testing.T) {
	order := binary.LittleEndian
	d := ReadDetails(shotBlock(order, []exifField{
		rational(order, 0x829a, 1, 0), rational(order, 0x829d, 0, 1), rational(order, 0x9206, math.MaxUint32, 1),
		rational(order, 0x920a, math.MaxUint32, 1),
	}, nil), TIFF)
	if d.Exposure != 0 || d.Aperture != 0 || d.Focal != 0 || !math.IsInf(float64(d.Distance), 1) {
		t.Errorf("%+v", d.Shot)
	}
}

// TestReadMoment: the moment in UTC is known by the zone that belongs to the date, or by GPS, or
// not at all.
func TestReadMoment(t *testing.T) {
	const original, digitized, changed = 0x9003, 0x9004, 0x0132
	text := func(tag uint16, s string) exifField { return exifField{tag, 2, []byte(s + "\x00")} }
	order := binary.LittleEndian
	stamp := text(original, "2024:07:01 21:30:00")
	gpsTime := func(day string, h, m, s uint32) []exifField {
		return []exifField{rational(order, 7, h, 1, m, 1, s, 1), text(0x1d, day)}
	}
	at := func(h, m int) time.Time { return time.Date(2024, 7, 1, h, m, 0, 0, time.UTC) }
	for name, c := range map[string]struct {
		main, exif, gps []exifField
		want            time.Time
	}{
		"no zone":                       {exif: []exifField{stamp}},
		"its zone":                      {exif: []exifField{stamp, text(0x9011, "+02:00")}, want: at(19, 30)},
		"UTC as Z":                      {exif: []exifField{stamp, text(0x9011, "Z")}, want: at(21, 30)},
		"no zone, though there is text": {exif: []exifField{stamp, text(0x9011, "   :  ")}},
		"zone of the same date": {
			main: []exifField{text(changed, "2024:07:01 21:30:00")}, exif: []exifField{stamp, text(0x9010, "-03:00")},
			want: at(24, 30),
		},
		"zone of a later edit": {
			main: []exifField{text(changed, "2024:07:02 10:00:00")}, exif: []exifField{stamp, text(0x9010, "-03:00")},
		},
		"zone of the scan": {
			exif: []exifField{text(digitized, "2024:07:01 21:30:00"), text(0x9012, "+01:00")}, want: at(20, 30),
		},
		"GPS":                  {exif: []exifField{stamp}, gps: gpsTime("2024:07:01", 19, 31, 0), want: at(19, 31)},
		"GPS of another day":   {exif: []exifField{stamp}, gps: gpsTime("2024:06:28", 19, 31, 0)},
		"the zone before GPS":  {exif: []exifField{stamp, text(0x9011, "+02:00")}, gps: gpsTime("2024:07:01", 19, 0, 0), want: at(19, 30)},
		"a GPS clock, no date": {exif: []exifField{stamp}, gps: gpsTime("2024:07:01", 19, 31, 0)[:1]},
	} {
		d := ReadDetails(exifBlock(order, c.main, c.exif, c.gps), TIFF)
		if !d.UTC.Equal(c.want) {
			t.Errorf("%s: %v, want %v", name, d.UTC, c.want)
		}
	}
}
