package facts

import (
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"

	"catchlight/library"
	"catchlight/library/testphoto"
)

// english is the gazetteer of these tests, read once.
var english = sync.OnceValues(func() (*Gazetteer, error) { return NewGazetteer("en") })

func TestGazetteer(t *testing.T) {
	g, err := english()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		what     string
		lat, lon float64
		want     string
	}{
		{"the Marienplatz", 48.1374, 11.5755, "Germany|Bavaria|Munich"},
		{"a quarter of a city", 52.4993, 13.4034, "Germany|Berlin"},
		{"a town beside a larger one", 51.1981, 6.6850, "Germany|North Rhine-Westphalia|Neuss"},
		{"the Colosseum", 41.8902, 12.4922, "Italy|Lazio|Rome"},
		{"the Vatican", 41.9022, 12.4539, "Vatican City"},
		{"Times Square", 40.7580, -73.9855, "United States|New York|New York City"},
		{"the Opera", -33.8568, 151.2153, "Australia|New South Wales|Sydney"},
		{"Shibuya", 35.6595, 139.7005, "Japan|Tokyo"},
		{"Copacabana", -22.9711, -43.1822, "Brazil|Rio de Janeiro"},
		{"east of the date line", -16.7936, -179.9920, "Fiji|Northern"},
		{"the middle of the Atlantic", 30, -40, ""},
		{"the pole", -90, 0, ""},
		{"no coordinates", math.NaN(), 0, ""},
		{"beyond the globe", 91, 0, ""},
	} {
		p, ok := g.Find(c.lat, c.lon)
		if got := p.Path(LevelCity); ok != (c.want != "") || ok && got != c.want {
			t.Errorf("%s: %q, want %q", c.what, got, c.want)
		}
	}
}

func TestPlacePath(t *testing.T) {
	p := Place{"Italy", "Lazio", "Rome"}
	for level, want := range map[PlaceLevel]string{"": "Italy|Lazio|Rome", LevelCity: "Italy|Lazio|Rome", LevelRegion: "Italy|Lazio", LevelCountry: "Italy"} {
		if got := p.Path(level); got != want {
			t.Errorf("%q: %q, want %q", level, got, want)
		}
	}
}

func TestCountriesInTheUsersLanguage(t *testing.T) {
	for tag, want := range map[string]string{"de": "Italien|Lazio|Rome", "ja": "イタリア|Lazio|Rome", "de-AT": "Italien|Lazio|Rome", "no such language": "Italy|Lazio|Rome"} {
		g, err := NewGazetteer(tag)
		if err != nil {
			t.Fatal(err)
		}
		p, _ := g.Find(41.8902, 12.4922)
		if got := p.Path(""); got != want {
			t.Errorf("%s: %q, want %q", tag, got, want)
		}
	}
}

// TestPlaces: GPS tells, and lends its place for half an hour to photos of the same camera.
func TestPlaces(t *testing.T) {
	testphoto.Needs(t, "exiftool")
	dir := t.TempDir()
	data, err := os.ReadFile(filepath.Join("..", "..", "library", "thumb", "testdata", "cat.jpg"))
	if err != nil {
		t.Fatal(err)
	}
	rome := []string{"-GPSLatitude=41.8902", "-GPSLatitudeRef=N", "-GPSLongitude=12.4922", "-GPSLongitudeRef=E"}
	munich := []string{"-GPSLatitude=48.1374", "-GPSLatitudeRef=N", "-GPSLongitude=11.5755", "-GPSLongitudeRef=E"}
	shots := []struct {
		name, time, camera string
		gps                []string
		want               PlaceTag
	}{
		{"a.jpg", "10:00:00", "X", rome, PlaceTag{"Rome", "Italy|Lazio|Rome", false}},
		{"b.jpg", "10:20:00", "X", nil, PlaceTag{"Rome", "Italy|Lazio|Rome", true}},
		{"c.jpg", "10:31:00", "X", nil, PlaceTag{"Munich", "Germany|Bavaria|Munich", true}},
		{"d.jpg", "10:50:00", "X", munich, PlaceTag{"Munich", "Germany|Bavaria|Munich", false}},
		{"e.jpg", "11:21:00", "X", nil, PlaceTag{}},
		{"f.jpg", "10:01:00", "Y", nil, PlaceTag{}},
		{"g.jpg", "", "X", nil, PlaceTag{}},
	}
	for _, s := range shots {
		path := filepath.Join(dir, s.name)
		if err := os.WriteFile(path, data, 0o644); err != nil {
			t.Fatal(err)
		}
		args := append([]string{"-q", "-overwrite_original", "-Model=" + s.camera}, s.gps...)
		if s.time != "" {
			args = append(args, "-DateTimeOriginal=2024:06:01 "+s.time)
		}
		if out, err := exec.Command("exiftool", append(args, path)...).CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
	}
	lib, err := library.Open(filepath.Join(t.TempDir(), "library.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer lib.Close()
	if _, err := lib.Import(t.Context(), []string{dir}, library.ImportOptions{}); err != nil {
		t.Fatal(err)
	}
	g, err := english()
	if err != nil {
		t.Fatal(err)
	}
	tags := Places(lib.Snapshot(), g, LevelCity)
	for _, s := range shots {
		got := tags[lib.Snapshot().ByPath(filepath.Join(dir, s.name)).ID]
		if got == nil {
			got = &PlaceTag{}
		}
		if *got != s.want {
			t.Errorf("%s: %+v, want %+v", s.name, *got, s.want)
		}
	}
}

func BenchmarkGazetteer(b *testing.B) {
	b.Run("read", func(b *testing.B) {
		for b.Loop() {
			if _, err := NewGazetteer("en"); err != nil {
				b.Fatal(err)
			}
		}
	})
	g, err := english()
	if err != nil {
		b.Fatal(err)
	}
	b.Run("find", func(b *testing.B) {
		for b.Loop() {
			g.Find(48.1374, 11.5755)
		}
	})
}
