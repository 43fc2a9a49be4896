package facts

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"catchlight/assets"
)

// Place is where a photo was taken. Region and City may be empty: not known.
type Place struct{ Country, Region, City string }

// PlaceLevel is how exactly places are proposed.
type PlaceLevel string

// The levels; "" is LevelCity.
const (
	LevelCity    PlaceLevel = "city"
	LevelRegion  PlaceLevel = "region"
	LevelCountry PlaceLevel = "country"
)

// Path is the place as a hierarchy with | between the levels ("Italy|Lazio|Rome"), down to a level.
// A city that is named as its region is one step.
func (p Place) Path(level PlaceLevel) string {
	steps := []string{p.Country}
	if p.Region != "" && level != LevelCountry {
		steps = append(steps, p.Region)
	}
	if p.City != "" && level != LevelCountry && level != LevelRegion {
		steps = append(steps, p.City)
	}
	return strings.Join(slices.Compact(steps), "|")
}

// Gazetteer turns coordinates into places, offline: 120,000 cities of GeoNames (CC BY 4.0) and
// where they are. Immutable; any goroutine may use it. It takes some 8 MB.
type Gazetteer struct {
	countries []string // of each region
	regions   []string
	cities    []city
	starts    []int32 // the first city of each square degree, from south to north and west to east
}

type city struct {
	name     string
	lat, lon float32
	reach    float32 // km
	region   int32
}

const (
	// density is how many people live on a square kilometre of a city: it makes a radius of a
	// population. Measured on Berlin, Munich and Rome, which have 1,800 to 4,800.
	density = 2500
	// A village reaches so far, in km.
	leastReach = 1.5
	// A photo is in a city, or at it, up to here; further out only region and country are told, and
	// nothing beyond.
	farFromCity, farFromAll = 40.0, 200.0
)

// NewGazetteer reads the list inside the program. Countries are named in the language of a BCP 47
// tag, in English where that is unknown; regions and cities have the names that are known
// internationally, as the list has no others. It computes for some 200 ms.
func NewGazetteer(tag string) (*Gazetteer, error) {
	r, err := gzip.NewReader(bytes.NewReader(assets.Places()))
	if err != nil {
		return nil, fmt.Errorf("read the list of places: %w", err)
	}
	text, err := io.ReadAll(r)
	if err != nil {
		return nil, fmt.Errorf("read the list of places: %w", err)
	}
	b := gazetteerBuilder{names: countryNames(tag), alone: map[string]int32{}}
	lines := bufio.NewScanner(strings.NewReader(string(text)))
	for inCities := false; lines.Scan(); {
		switch fields := strings.Split(lines.Text(), "\t"); {
		case inCities:
			b.addCity(fields)
		case len(fields) < 2:
			inCities = true
		default:
			b.addRegion(fields[0], fields[1])
		}
	}
	if len(b.cities) == 0 || b.bad {
		return nil, errors.New("read the list of places: it is damaged")
	}
	return b.gazetteer(), nil
}

// countryNames names countries by their ISO 3166 code.
func countryNames(tag string) func(code string) string {
	wanted, err := language.Parse(tag)
	if err != nil {
		wanted = language.English
	}
	in, english := display.Regions(wanted), display.Regions(language.English)
	return func(code string) string {
		region, err := language.ParseRegion(code)
		if err != nil {
			return code
		}
		if in != nil {
			if name := in.Name(region); name != "" {
				return name
			}
		}
		return english.Name(region)
	}
}

type gazetteerBuilder struct {
	Gazetteer
	names func(code string) string
	alone map[string]int32 // the nameless region of a country
	bad   bool
}

func (b *gazetteerBuilder) addRegion(code, name string) int32 {
	b.countries, b.regions = append(b.countries, b.names(code)), append(b.regions, name)
	return int32(len(b.regions) - 1)
}

// addCity reads name, latitude, longitude, population in hundreds, region, and for -1 the country.
func (b *gazetteerBuilder) addCity(f []string) {
	if len(f) < 5 {
		b.bad = true
		return
	}
	lat, err1 := strconv.ParseFloat(f[1], 32)
	lon, err2 := strconv.ParseFloat(f[2], 32)
	people, err3 := strconv.ParseFloat(f[3], 32)
	region, err4 := strconv.Atoi(f[4])
	if errors.Join(err1, err2, err3, err4) != nil || region < 0 && len(f) < 6 || region >= len(b.regions) {
		b.bad = true
		return
	}
	if region < 0 {
		at, known := b.alone[f[5]]
		if !known {
			at = b.addRegion(f[5], "")
			b.alone[f[5]] = at
		}
		region = int(at)
	}
	reach := math.Max(leastReach, math.Sqrt(100*people/(math.Pi*density)))
	b.cities = append(b.cities, city{f[0], float32(lat), float32(lon), float32(reach), int32(region)})
}

func (b *gazetteerBuilder) gazetteer() *Gazetteer {
	g := b.Gazetteer
	slices.SortStableFunc(g.cities, func(a, b city) int { return square(a.lat, a.lon) - square(b.lat, b.lon) })
	g.starts = make([]int32, squares+1)
	for _, c := range g.cities {
		g.starts[square(c.lat, c.lon)+1]++
	}
	for i := range squares {
		g.starts[i+1] += g.starts[i]
	}
	return &g
}

// squares are those of a degree on each side.
const squares = 180 * 360

func square(lat, lon float32) int {
	y := min(max(int(math.Floor(float64(lat)))+90, 0), 179)
	x := (int(math.Floor(float64(lon))) + 180 + 360) % 360
	return y*360 + x
}

// Find tells the place of coordinates in degrees; ok is false at sea, and far from everything. Of
// the cities around it takes the one that is nearest for its size. Some microseconds; does not
// block.
func (g *Gazetteer) Find(lat, lon float64) (p Place, ok bool) {
	if !(math.Abs(lat) <= 90) || !(math.Abs(lon) <= 180) {
		return Place{}, false
	}
	best, distance := g.nearest(lat, lon)
	if best == nil {
		return Place{}, false
	}
	p = Place{Country: g.countries[best.region], Region: g.regions[best.region]}
	if distance <= farFromCity {
		p.City = best.name
	}
	return p, true
}

// nearest looks in the squares around; a second, wider look is only for what is far from all.
func (g *Gazetteer) nearest(lat, lon float64) (best *city, distance float64) {
	narrow := math.Cos(lat * math.Pi / 180)
	for _, within := range []float64{farFromCity, farFromAll} {
		least := math.Inf(1)
		for c := range g.around(lat, lon, within) {
			d := kilometres(float64(c.lat)-lat, float64(c.lon)-lon, narrow)
			if worth := d / float64(c.reach); d <= within && worth < least {
				best, distance, least = c, d, worth
			}
		}
		if best != nil {
			return best, distance
		}
	}
	return nil, 0
}

const degree = 111.2 // km, of latitude

// around gives the cities in the squares that a circle touches.
func (g *Gazetteer) around(lat, lon, within float64) func(yield func(*city) bool) {
	return func(yield func(*city) bool) {
		dy := within / degree
		dx := min(dy/math.Max(.05, math.Cos(lat*math.Pi/180)), 179)
		for y := math.Floor(lat - dy); y <= lat+dy; y++ {
			for x := math.Floor(lon - dx); x <= lon+dx; x++ {
				if y < -90 || y >= 90 {
					continue
				}
				s := square(float32(y), float32(x))
				for i := g.starts[s]; i < g.starts[s+1]; i++ {
					if !yield(&g.cities[i]) {
						return
					}
				}
			}
		}
	}
}

// kilometres is the length of a difference in degrees, as if the globe were flat here: right to a
// percent for what is looked for. narrow is how much shorter a degree of longitude is than one of
// latitude.
func kilometres(dy, dx, narrow float64) float64 {
	if dx > 180 {
		dx -= 360
	} else if dx < -180 {
		dx += 360
	}
	dx *= narrow
	return degree * math.Sqrt(dy*dy+dx*dx)
}
