package facts

import (
	"math"
	"time"
)

// Heights of the sun in degrees, as photographers' almanacs have them (PhotoPills, The
// Photographer's Ephemeris): the golden hour ends when the blue one begins. Night is when not even
// the horizon can be seen at sea, the end of nautical twilight.
const (
	goldenTop, goldenBottom = 6.0, -4.0
	blueBottom              = -8.0
	nightTop                = -12.0
)

// sun is how high the sun stood, where place and moment are known and the photo was not taken in a
// room.
func (s *Subject) sun() (height float64, known bool) {
	p := s.Photo
	if s.Indoors || s.onScreen || !p.HasGPS || p.UTC.IsZero() {
		return 0, false
	}
	return sunHeight(p.UTC, p.Latitude, p.Longitude), true
}

// between gives a rule for heights of the sun.
func (s *Subject) between(bottom, top float64) Reason {
	height, known := s.sun()
	if !known || height <= bottom || height > top {
		return Reason{}
	}
	if height < 0 {
		return Reason{Kind: SunBelow, Number: math.Round(-height)}
	}
	return Reason{Kind: SunOver, Number: math.Round(height)}
}

func goldenHour(s *Subject) Reason { return s.between(goldenBottom, goldenTop) }
func blueHour(s *Subject) Reason   { return s.between(blueBottom, goldenBottom) }
func night(s *Subject) Reason      { return s.between(-91, nightTop) }

func sunrise(s *Subject) Reason { return s.atHorizon(true, SunRoseLater, SunRoseBefore) }
func sunset(s *Subject) Reason  { return s.atHorizon(false, SunSetLater, SunSetBefore) }

// atHorizon says how long before or after sunrise or sunset the photo was taken.
func (s *Subject) atHorizon(up bool, later, before ReasonKind) Reason {
	if _, known := s.sun(); !known {
		return Reason{}
	}
	p := s.Photo
	apart, rises, ok := crossing(p.UTC, p.Latitude, p.Longitude)
	if !ok || rises != up {
		return Reason{}
	}
	minutes := float64(apart.Abs() / time.Minute)
	if apart > 0 {
		return Reason{Kind: later, Number: minutes}
	}
	return Reason{Kind: before, Number: minutes}
}

// tropics is the latitude below which there are wet and dry seasons rather than four.
const tropics = 20

// season gives the rule for one of the four, by calendar months as meteorologists count them.
// Without GPS the hemisphere is not known.
func season(name string) func(s *Subject) Reason {
	order := [...]string{"winter", "spring", "summer", "autumn"}
	return func(s *Subject) Reason {
		p := s.Photo
		if !p.HasGPS || p.Taken.IsZero() || math.Abs(p.Latitude) < tropics || s.onScreen {
			return Reason{}
		}
		_, month, _ := p.Taken.Date()
		quarter, half := int(month)%12/3, NorthernMonth
		if p.Latitude < 0 {
			quarter, half = (quarter+2)%4, SouthernMonth
		}
		if order[quarter] != name {
			return Reason{}
		}
		return Reason{Kind: half, Number: float64(month)}
	}
}
