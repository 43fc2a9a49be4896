package metadata

import "time"

// Details are what the file says about its photo. Every field may be zero: not
// known. Orientation is EXIF's 1 to 8 (0 is read as 1 everywhere); Width and
// Height are as stored, before the orientation is applied; Rating is 0 to 5, or
// -1 for rejected.
type Details struct {
	Orientation, Width, Height int
	Taken                      time.Time
	Camera, Lens, Title        string
	Rating                     int
	Latitude, Longitude        float64
	HasGPS                     bool
}

// ReadDetails reads what it can from a whole file in memory. It never fails.
func ReadDetails(data []byte, f Format) Details {
	return Details{}
}
