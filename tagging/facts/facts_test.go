package facts

import (
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"catchlight/library"
	"catchlight/library/picture"
	"catchlight/library/thumb"
)

// utc reads "2024-06-21 19:30".
func utc(t *testing.T, text string) time.Time {
	t.Helper()
	at, err := time.Parse("2006-01-02 15:04", text)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

// TestSunHeight compares with NOAA's solar calculator, without refraction.
func TestSunHeight(t *testing.T) {
	for _, c := range []struct {
		at        string
		lat, lon  float64
		want, off float64
	}{
		{"2024-06-20 12:02", 51.4779, 0, 61.96, .05},        // Greenwich at solstice, noon: 90 − 51.48 + 23.44
		{"2024-12-21 11:58", 51.4779, 0, 15.08, .05},        // 90 − 51.48 − 23.44
		{"2024-03-20 12:07", 0, 0, 89.8, .25},               // equinox at the equator
		{"2024-06-20 00:02", 51.4779, 0, -15.08, .05},       // its midnight
		{"2024-12-21 01:54", -33.8688, 151.2093, 79.57, .1}, // Sydney at solstice, noon
		{"2024-06-20 22:44", 69.6492, 18.9553, 3.09, .1},    // Tromsø, midnight sun
		{"1960-06-21 12:02", 51.4779, 0, 61.96, .05},
	} {
		if got := sunHeight(utc(t, c.at), c.lat, c.lon); math.Abs(got-c.want) > c.off {
			t.Errorf("%s at %v, %v: %.2f°, want %.2f°", c.at, c.lat, c.lon, got, c.want)
		}
	}
}

// shot is what a case of the table is made of, as Exif would give it. utc is empty where no zone is
// noted.
type shot struct {
	picture.Shot
	name, camera, lens, taken, utc string
	lat, lon                       float64
	width, height, orientation     int
	burst                          int
	indoors                        bool
	tones                          thumb.Tones
	people                         thumb.People
}

func (c shot) subject(t *testing.T) Subject {
	p := &library.Photo{Path: "/p/" + c.name + ".jpg"}
	p.Details = picture.Details{
		Orientation: max(c.orientation, 1), Width: c.width, Height: c.height, Camera: c.camera, Lens: c.lens,
		Latitude: c.lat, Longitude: c.lon, HasGPS: c.lat != 0 || c.lon != 0, Shot: c.Shot,
	}
	if c.utc != "" {
		p.UTC = utc(t, c.utc)
		p.Taken = p.UTC.In(time.FixedZone("", 3600*int(math.Round(c.lon/15))))
	}
	if c.taken != "" {
		p.Taken = utc(t, c.taken)
	}
	return Subject{Photo: p, Looks: thumb.Fingerprint{Hash: 1, Tones: c.tones, People: c.people}, Burst: c.burst, Indoors: c.indoors}
}

func coloured(c thumb.Colour, share uint8) thumb.Tones {
	t := thumb.Tones{Known: true, Mean: 120, Chroma: 120, Dark: 20, Light: 20}
	t.Colours[c] = share
	return t
}

const berlinLat, berlinLon = 52.52, 13.40

// TestFacts: what Exif and pixels say, and what they do not.
func TestFacts(t *testing.T) {
	face := thumb.Face{X0: .4, Y0: .2, X1: .6, Y1: .5, Score: .9}
	aside := thumb.Face{X0: .65, Y0: .2, X1: .85, Y1: .5, Score: .8}
	small := thumb.Face{X0: .1, Y0: .1, X1: .14, Y1: .16, Score: .8, Part: true}
	seen := func(pose float32, faces ...thumb.Face) thumb.People {
		return thumb.People{Looked: true, Person: pose >= .68 || len(faces) > 0, Pose: pose, Faces: faces}
	}
	for name, c := range map[string]struct {
		shot
		want string
	}{
		"summer noon":                       {shot{utc: "2024-07-01 11:00", lat: berlinLat, lon: berlinLon}, "summer"},
		"evening light":                     {shot{utc: "2024-07-01 18:45", lat: berlinLat, lon: berlinLon}, "golden hour, summer"},
		"as the sun sets":                   {shot{utc: "2024-07-01 19:25", lat: berlinLat, lon: berlinLon}, "sunset, golden hour, summer"},
		"as the sun rises":                  {shot{utc: "2024-07-01 02:55", lat: berlinLat, lon: berlinLon}, "sunrise, golden hour, summer"},
		"after sunset":                      {shot{utc: "2024-10-15 16:55", lat: berlinLat, lon: berlinLon}, "blue hour, autumn"},
		"winter night":                      {shot{utc: "2024-12-28 22:00", lat: berlinLat, lon: berlinLon}, "night, winter"},
		"a white night is no night":         {shot{utc: "2024-06-21 22:10", lat: 59.93, lon: 30.34}, "blue hour, summer"},
		"between blue hour and night":       {shot{utc: "2024-04-15 19:10", lat: berlinLat, lon: berlinLon}, "spring"},
		"no zone and no GPS time":           {shot{taken: "2024-12-28 22:00", lat: berlinLat, lon: berlinLon}, "winter"},
		"no GPS":                            {shot{utc: "2024-12-28 22:00"}, ""},
		"no date":                           {shot{lat: berlinLat, lon: berlinLon}, ""},
		"in a room":                         {shot{utc: "2024-07-01 19:25", lat: berlinLat, lon: berlinLon, indoors: true}, "summer"},
		"southern winter":                   {shot{utc: "2024-07-01 02:00", lat: -33.87, lon: 151.21}, "winter"},
		"southern summer, sun in the north": {shot{utc: "2024-12-28 02:00", lat: -33.87, lon: 151.21}, "summer"},
		"southern sunset":                   {shot{utc: "2024-07-01 21:30", lat: -33.45, lon: -70.67}, "sunset, golden hour, winter"},
		"southern spring, sunrise":          {shot{utc: "2024-10-10 09:30", lat: -34.60, lon: -58.38}, "sunrise, golden hour, spring"},
		"southern autumn":                   {shot{utc: "2024-04-10 14:00", lat: -34.60, lon: -58.38}, "autumn"},
		"tropics have no four seasons":      {shot{utc: "2024-07-01 05:00", lat: 1.35, lon: 103.82}, ""},
		"tropical sunset":                   {shot{utc: "2024-07-01 11:10", lat: 1.35, lon: 103.82}, "sunset, golden hour"},
		"midnight sun":                      {shot{utc: "2024-06-20 22:44", lat: 69.65, lon: 18.96}, "golden hour, summer"},
		"noon of a polar day":               {shot{utc: "2024-06-20 10:44", lat: 69.65, lon: 18.96}, "summer"},
		"noon of a polar night":             {shot{utc: "2024-12-21 10:44", lat: 69.65, lon: 18.96}, "golden hour, winter"},
		"polar night":                       {shot{utc: "2024-12-21 22:44", lat: 78.22, lon: 15.65}, "night, winter"},
		"long exposure":                     {shot{Shot: picture.Shot{Exposure: 1}}, "long exposure"},
		"half a second":                     {shot{Shot: picture.Shot{Exposure: .5}}, ""},
		"flash":                             {shot{Shot: picture.Shot{Flash: true}}, "flash"},
		"near subject":                      {shot{Shot: picture.Shot{Distance: .12}}, "macro"},
		"macro lens":                        {shot{lens: "EF100mm f/2.8L Macro IS USM"}, "macro"},
		"Nikon's micro":                     {shot{lens: "AF-S VR Micro-Nikkor 105mm f/2.8G"}, "macro"},
		"macro lens, far away":              {shot{lens: "EF100mm f/2.8L Macro IS USM", Shot: picture.Shot{Distance: 8}}, ""},
		"macro lens at infinity":            {shot{lens: "EF100mm f/2.8L Macro", Shot: picture.Shot{Distance: float32(math.Inf(1))}}, ""},
		"a zoom that calls itself macro":    {shot{lens: "28-70mm F3.5-4.5 Macro"}, ""},
		"telephoto by its equivalent":       {shot{Shot: picture.Shot{Focal: 70, Focal35: 105}}, "telephoto"},
		"telephoto by its length":           {shot{Shot: picture.Shot{Focal: 300}}, "telephoto"},
		"a length that tells nothing":       {shot{Shot: picture.Shot{Focal: 10}}, ""},
		"wide angle":                        {shot{Shot: picture.Shot{Focal: 10, Focal35: 16}}, "wide angle"},
		"a phone's main lens":               {shot{Shot: picture.Shot{Focal: 5.6, Focal35: 26}}, ""},
		"panorama":                          {shot{width: 6000, height: 3000}, "panorama"},
		"upright panorama":                  {shot{width: 8000, height: 3000, orientation: 6, camera: "X"}, "panorama"},
		"an upright strip of no camera":     {shot{width: 1000, height: 4000}, ""},
		"16:9":                              {shot{width: 1920, height: 1080}, ""},
		"put together by the phone":         {shot{width: 4000, height: 3000, Shot: picture.Shot{Maker: "Apple", Rendered: 6}}, "panorama"},
		"HDR of a phone":                    {shot{Shot: picture.Shot{Maker: "Apple", Rendered: 3}}, "HDR"},
		"custom process of another maker":   {shot{Shot: picture.Shot{Maker: "Canon", Rendered: 3}}, ""},
		"HDR by its name":                   {shot{name: "Kirche_HDR_2"}, "HDR"},
		"HDR by its program":                {shot{Shot: picture.Shot{Software: "Photomatix Pro 6.1"}}, "HDR"},
		"drone":                             {shot{camera: "DJI FC3170", Shot: picture.Shot{Maker: "DJI"}}, "drone, aerial"},
		"a drone maker's hand camera":       {shot{camera: "DJI Osmo Action 3", Shot: picture.Shot{Maker: "DJI"}}, ""},
		"screenshot by its file":            {shot{width: 1170, height: 2532, name: "IMG_1", Shot: picture.Shot{IsScreen: true}}, "screenshot"},
		"screenshot by its name":            {shot{name: "Bildschirmfoto 2024-05-01 um 10.00.00", width: 3000, height: 1000}, "screenshot"},
		"a photo that is only called so":    {shot{name: "Screenshot", Shot: picture.Shot{Exposure: .01}}, ""},
		"burst":                             {shot{burst: 5}, "burst"},
		"two frames":                        {shot{burst: 2}, ""},
		"grey":                              {shot{tones: thumb.Tones{Known: true, Mean: 120, Chroma: 2}}, "black and white"},
		"high key":                          {shot{tones: thumb.Tones{Known: true, Mean: 230, Light: 90, Chroma: 60}}, "high key"},
		"low key":                           {shot{tones: thumb.Tones{Known: true, Mean: 20, Dark: 95, Chroma: 60}}, "low key"},
		"blue":                              {shot{tones: coloured(thumb.Blue, 70)}, "blue"},
		"some blue":                         {shot{tones: coloured(thumb.Blue, 40)}, ""},
		"nobody":                            {shot{people: seen(.3)}, ""},
		"somebody from behind":              {shot{people: seen(.8)}, "person"},
		"portrait":                          {shot{people: seen(.8, face)}, "portrait, person"},
		"a dog that looks like a face":      {shot{people: seen(.2, face)}, "person"},
		"a small face":                      {shot{people: seen(.8, small)}, "person"},
		"couple":                            {shot{people: seen(.8, face, aside), width: 600, height: 400}, "couple, person"},
		"a face and somebody behind":        {shot{people: seen(.8, face, small), width: 600, height: 400}, "portrait, person"},
		"group":                             {shot{people: seen(.8, face, aside, small)}, "group of people, person"},
		"crowd":                             {shot{people: seen(.8, slices.Repeat([]thumb.Face{small}, 12)...)}, "crowd, group of people, person"},
	} {
		var words []string
		for _, f := range Of(c.subject(t)) {
			words = append(words, f.Word)
			if f.Reason.String() == "" {
				t.Errorf("%s: %s has no reason", name, f.Word)
			}
		}
		if got := strings.Join(words, ", "); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

func TestCompany(t *testing.T) {
	faces := func(n int) []thumb.Face { return make([]thumb.Face, n) }
	for want, p := range map[Company]thumb.People{
		Unknown:   {},
		NoPeople:  {Looked: true},
		OnePerson: {Looked: true, Person: true},
		TwoPeople: {Looked: true, Person: true, Faces: faces(2)},
		Group:     {Looked: true, Person: true, Faces: faces(3)},
	} {
		if got := CompanyOf(p); got != want {
			t.Errorf("%+v: %q, want %q", p, got, want)
		}
	}
}

// TestAPhotoOfWhichNothingIsKnownCostsNoMemory: a library has a hundred thousand of them, and all
// are looked at when it is opened.
func TestAPhotoOfWhichNothingIsKnownCostsNoMemory(t *testing.T) {
	bare := shot{name: "IMG_0001", camera: "X", width: 600, height: 400}
	bare.Exposure, bare.Aperture = .01, 4
	s := bare.subject(t)
	if found := Of(s); len(found) > 0 {
		t.Fatalf("%v is known", found)
	}
	if n := testing.AllocsPerRun(10, func() { Of(s) }); n > 2 { // of which one is the race detector's
		t.Errorf("%v things are made for it, and thrown away", n)
	}
}
