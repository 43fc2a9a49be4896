package facts

import (
	"math"
	"time"
)

// sunHeight is how high the centre of the sun stands over the horizon, in degrees, at a moment and
// at a place in degrees, without refraction. By the formulas of NOAA's solar calculator (after
// Meeus, "Astronomical Algorithms"): right to some hundredths of a degree between 1900 and 2100.
func sunHeight(at time.Time, latitude, longitude float64) float64 {
	at = at.UTC()
	days := float64(at.Unix())/86400 + 2440587.5 - 2451545 // since noon of 2000-01-01
	century := days / 36525
	declination, equation := sunOf(century)
	minutes := float64(at.Hour()*60+at.Minute()) + float64(at.Second())/60
	solar := math.Mod(minutes+equation+4*longitude+1440, 1440) // true solar time, minutes
	hour := solar/4 - 180
	return degrees(math.Asin(sin(latitude)*sin(declination) + cos(latitude)*cos(declination)*cos(hour)))
}

// sunOf is the sun's declination in degrees and the equation of time in minutes, at a Julian
// century since 2000.
func sunOf(century float64) (declination, equation float64) {
	mean := math.Mod(280.46646+century*(36000.76983+century*.0003032), 360)
	anomaly := 357.52911 + century*(35999.05029-.0001537*century)
	eccentricity := .016708634 - century*(.000042037+.0000001267*century)
	centre := sin(anomaly)*(1.914602-century*(.004817+.000014*century)) +
		sin(2*anomaly)*(.019993-.000101*century) + sin(3*anomaly)*.000289
	node := 125.04 - 1934.136*century
	longitude := mean + centre - .00569 - .00478*sin(node)
	oblique := 23 + (26+(21.448-century*(46.815+century*(.00059-century*.001813)))/60)/60 + .00256*cos(node)
	y := math.Pow(math.Tan(radians(oblique/2)), 2)
	equation = 4 * degrees(y*sin(2*mean)-2*eccentricity*sin(anomaly)+4*eccentricity*y*sin(anomaly)*cos(2*mean)-
		y*y/2*sin(4*mean)-1.25*eccentricity*eccentricity*sin(2*anomaly))
	return degrees(math.Asin(sin(oblique) * sin(longitude))), equation
}

func radians(degrees float64) float64 { return degrees * math.Pi / 180 }
func degrees(radians float64) float64 { return radians * 180 / math.Pi }
func sin(degrees float64) float64     { return math.Sin(radians(degrees)) }
func cos(degrees float64) float64     { return math.Cos(radians(degrees)) }

const (
	// horizon is the height of the sun's centre when its upper edge touches the horizon: half its
	// width, and refraction.
	horizon = -.833
	// atSunset is how long before and after the sun crosses the horizon a photo shows a sunrise or
	// sunset.
	atSunset = 30 * time.Minute
)

// crossing is when the sun crosses the horizon nearest to a moment, by less than atSunset; up says
// that it rises. ok is false when it does not: at noon, at night, and on polar days, whatever the
// hour.
func crossing(at time.Time, latitude, longitude float64) (apart time.Duration, up, ok bool) {
	const step = time.Minute
	height := func(d time.Duration) float64 { return sunHeight(at.Add(d), latitude, longitude) - horizon }
	for apart = 0; apart <= atSunset; apart += step {
		for _, d := range []time.Duration{apart, -apart - step} {
			if before, after := height(d), height(d+step); (before < 0) != (after < 0) {
				return d, after >= 0, true
			}
		}
	}
	return 0, false, false
}
