package inspector

import (
	"testing"

	"catchlight/library/picture"
)

func TestTheExposureIsWrittenAsOnCameras(t *testing.T) {
	for want, s := range map[string]picture.Shot{
		"":                               {},
		"1/250 s  f/2.8  ISO 400  85 mm": {Exposure: .004, Aperture: 2.8, ISO: 400, Focal: 85},
		"1/8000 s":                       {Exposure: 1. / 8000},
		"1/4 s  f/11":                    {Exposure: .25, Aperture: 11},
		"0.5 s":                          {Exposure: .5},
		"30 s  f/5.6  ISO 100":           {Exposure: 30, Aperture: 5.6, ISO: 100},
		"f/1.8  4.2 mm":                  {Aperture: 1.78, Focal: 4.2},
		"ISO 12800":                      {ISO: 12800},
		"1/60 s  flash":                  {Exposure: 1. / 60, Flash: true},
	} {
		if got := exposureLine(&s); got != want {
			t.Errorf("%+v: %q, want %q", s, got, want)
		}
	}
}
