package bolt

import (
	"encoding/hex"
	"reflect"
	"testing"
	"time"

	"catchlight/library/keywords"
	"catchlight/library/picture"
	"catchlight/library/safewrite"
	"catchlight/library/thumb"
)

// Libraries of users hold these bytes: a change of a record that changes them needs a version of
// it, see doc.go.
const (
	goldenPhoto = "0200082f702fff2e6a7067d80401e096e0b00d050000046a706567010200000000000000000000000000000100086120" +
		"726561736f6e6306f02ea01f01e096e0b00d05a03800014300014c0001540101000000000000f83f00000000000002c0" +
		"020003646f6702000363617404010005617c646f67010701070108010001780606010300000000000000000000000000" +
		"000001e096e0b00d050001e096e0b00d05000100014d00008080808104000000000000000000010003416e6e"
	goldenDecision = "0101030180cfe0b00d05000003446f6700016d000a616e696d616c7c646f67"
	goldenSource   = "0100022f700100042f702f7801000a2f702f782f612e6a706709000000000000000000000000000000"
	goldenRun      = "010180cfe0b00d050000057772697465030401"
	goldenRecord   = "020700062f612e6a7067010003646f6701000363617401010100072f2e612e746d7001020180cfe0b00d050001000000" +
		"00000000000000000000000000000000000000000000000000000000040180cfe0b00d05000200000000000000000000" +
		"0000000000000000000000000000000000000000000100062f622e6a7067010608036f6c640101030180cfe0b00d0500" +
		"0003446f6700016d000a616e696d616c7c646f6702000180cfe0b00d050006000009"
	goldenFingerprint = "0201020304050607083fc000000000"
)

func samplePhoto() *Photo {
	moment := time.Date(2026, 11, 29, 12, 0, 0, 5, time.FixedZone("", 3600))
	p := &Photo{
		ID: 7, Path: "/p/\xff.jpg", Size: 300, ModTime: moment.UTC(), Format: picture.JPEG, Picture: picture.ID{1, 2},
		Missing: true, Problem: "a reason", SidecarStamp: 99, PictureChanged: true, SeenPicture: picture.ID{3},
		StatusAt: moment.UTC(), Since: moment.UTC(), Reader: 1,
	}
	p.Details = picture.Details{
		Orientation: 6, Width: 6000, Height: 4000, Taken: moment, Camera: "C", Lens: "L", Title: "T", Rating: -1,
		HasGPS: true, Latitude: 1.5, Longitude: -2.25,
	}
	p.Keywords = keywords.Keywords{
		All: []keywords.Keyword{{Name: "dog", In: keywords.XMP}, {Name: "cat", In: keywords.Sidecar}}, Hierarchy: []string{"a|dog"},
		IPTC: []string{"dog"}, XMP: []string{"dog"}, Sidecar: []string{"cat"}, Find: []string{"x"}, Title: "T", Rating: 3,
	}
	p.Shot.Maker, p.Shot.Exposure, p.Keywords.People = "M", 2.5, []string{"Ann"}
	return p
}

func sampleDecision() Decision {
	return Decision{
		Photo: 7, Tag: "Dog", Verdict: Accepted, Bulk: true, Run: true, Time: time.Date(2026, 11, 29, 12, 0, 0, 5, time.UTC),
		Model: "m", Path: "animal|dog",
	}
}

func sampleRecord() *Record {
	moment := time.Date(2026, 11, 29, 12, 0, 0, 5, time.UTC)
	return &Record{
		Run: 1, Number: 2, Photo: 7, Path: "/a.jpg", Added: []string{"dog"}, Removed: []string{"cat"}, Reverting: true,
		Files: []FileRecord{{
			FileChange: safewrite.FileChange{
				Path: "/a.jpg", Temp: "/.a.tmp", Created: true,
				Before: safewrite.Stamp{Size: 1, ModTime: moment, Hash: [32]byte{1}},
				After:  safewrite.Stamp{Size: 2, ModTime: moment, Hash: [32]byte{2}},
				Undo:   []keywords.Range{{Offset: 3, Length: 4, Old: []byte("old")}},
			},
			State: Restored, RestoreAt: "/b.jpg",
		}},
		Decisions: []WriteDecision{{Now: sampleDecision(), Before: Decision{Photo: 7, Tag: "Dog", Verdict: Rejected, Time: moment}}},
	}
}

func TestRecordsStayAsTheyAre(t *testing.T) {
	source := Source{Path: "/p", Excluded: []string{"/p/x"}, Removed: []RemovedPhoto{{Path: "/p/x/a.jpg", Picture: picture.ID{9}}}}
	run := Run{ID: 1, Time: time.Date(2026, 11, 29, 12, 0, 0, 5, time.UTC), Label: "write", Photos: 3, Keywords: 4, Undone: true}
	fingerprint := thumb.Fingerprint{Hash: 0x0102030405060708, Sharpness: 1.5}
	photo, decision, record := new(Photo), Decision{}, (*Record)(nil)
	for what, test := range map[string]struct {
		want  string
		data  []byte
		again func(data []byte) bool // what is read is what was stored
	}{
		"photo": {goldenPhoto, samplePhoto().Encode(), func(data []byte) bool {
			return photo.Decode(7, data, nil) && reflect.DeepEqual(photo, samplePhoto())
		}},
		"decision": {goldenDecision, encodeDecision(sampleDecision()), func(data []byte) (sound bool) {
			decision, sound = decodeDecision(7, data, nil)
			return sound && decision == sampleDecision()
		}},
		"source": {goldenSource, source.Encode(), func(data []byte) bool {
			got, sound := DecodeSource(data)
			return sound && reflect.DeepEqual(got, source)
		}},
		"run": {goldenRun, encodeRun(run), func(data []byte) bool {
			got, sound := decodeRun(1, data)
			return sound && got == run
		}},
		"record": {goldenRecord, sampleRecord().encode(), func(data []byte) (sound bool) {
			record, sound = decodeRecord(sampleRecord().key(), data)
			return sound && reflect.DeepEqual(record, sampleRecord())
		}},
		"fingerprint": {goldenFingerprint, encodeFingerprint(fingerprint), func(data []byte) bool {
			got, sound := decodeFingerprint(data)
			return sound && reflect.DeepEqual(got, fingerprint)
		}},
	} {
		if got := hex.EncodeToString(test.data); got != test.want {
			t.Errorf("%s: %s", what, got)
		}
		if !test.again(test.data) {
			t.Errorf("%s: it is read as another", what)
		}
	}
}
