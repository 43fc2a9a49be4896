package facts

import (
	"math"
	"time"

	"catchlight/library"
	"catchlight/library/keywords"
)

// PlacesModel is what decisions on places name as their model.
const PlacesModel = "places"

// PlaceTag is a place proposed for a photo; derived, never stored.
type PlaceTag struct {
	Name string // the last step of Path
	Path string // "Italy|Lazio|Rome"
	Near bool   // the photo has no GPS: the place is that of one taken shortly before or after with the same camera
}

// nearby is how long before or after a photo another may tell where its camera was.
const nearby = 30 * time.Minute

// Places proposes a place for each photo that knows where it was taken, and for those of the same
// camera within half an hour of one that does. Photos that are Missing count too. Pure; some 10 µs
// for each 100 m on which there are photos.
func Places(snap *library.Snapshot, g *Gazetteer, level PlaceLevel) map[library.ID]*PlaceTag {
	tags, known := map[library.ID]*PlaceTag{}, map[[2]int]*PlaceTag{}
	photos := snap.Sorted(library.ByTaken)
	for _, p := range photos {
		if !p.HasGPS {
			continue
		}
		at := [2]int{int(math.Floor(p.Latitude * 1000)), int(math.Floor(p.Longitude * 1000))} // some 100 m
		tag, found := known[at]
		if !found {
			tag = g.tag(p.Latitude, p.Longitude, level)
			known[at] = tag
		}
		if tag != nil {
			tags[p.ID] = tag
		}
	}
	if len(tags) > 0 {
		addNearby(tags, photos)
	}
	return tags
}

// tag is the place of coordinates as it is proposed, nil where there is none.
func (g *Gazetteer) tag(lat, lon float64, level PlaceLevel) *PlaceTag {
	place, ok := g.Find(lat, lon)
	if !ok {
		return nil
	}
	path := place.Path(level)
	return &PlaceTag{Name: keywords.Leaf(path), Path: path}
}

// addNearby goes through the photos by time, forth and back, and remembers for each camera the last
// one with a place.
func addNearby(tags map[library.ID]*PlaceTag, photos []*library.Photo) {
	apart := map[library.ID]time.Duration{}
	for _, back := range []bool{false, true} {
		last := map[string]*library.Photo{}
		for i := range photos {
			p := photos[i]
			if back {
				p = photos[len(photos)-1-i]
			}
			if p.Camera == "" || p.Taken.IsZero() {
				continue
			}
			if p.HasGPS {
				last[p.Camera] = p
				continue
			}
			from := last[p.Camera]
			if from == nil || tags[from.ID] == nil {
				continue
			}
			d := p.Taken.Sub(from.Taken).Abs()
			if known, ok := apart[p.ID]; d <= nearby && (!ok || d < known) {
				apart[p.ID] = d
				tags[p.ID] = &PlaceTag{Name: tags[from.ID].Name, Path: tags[from.ID].Path, Near: true}
			}
		}
	}
}
