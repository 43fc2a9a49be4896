package library

import (
	"math"

	"catchlight/library/picture"
)

// photoReader numbers what the program reads of a file. A photo that was read by an earlier one is read again at the next
// import, though its file is as it was. 1: how the picture was taken, and the people that its file names.
const photoReader = 1

// readings appends what readers from 1 on have read; older programs leave it unread.
func (e *encoder) readings(p *Photo) {
	e.uint(uint64(p.reader))
	if p.reader == 0 {
		return
	}
	e.shot(&p.Shot)
	e.strings(p.Keywords.People)
}

func (d *decoder) readings(p *Photo) {
	if len(d.data) == 0 {
		return
	}
	if p.reader = uint8(min(d.uint(), math.MaxUint8)); p.reader == 0 {
		return
	}
	p.Shot = d.shot()
	p.Keywords.People = d.strings()
}

func (e *encoder) shot(s *picture.Shot) {
	e.string(s.Maker)
	e.string(s.Software)
	for _, x := range []float32{s.Exposure, s.Aperture, s.Focal, s.Focal35, s.Distance} {
		e.uint(uint64(math.Float32bits(x)))
	}
	e.int(int64(s.ISO))
	e.bool(s.Flash)
	e.uint(uint64(s.Rendered))
	e.bool(s.IsScreen)
	e.time(s.UTC)
}

func (d *decoder) shot() picture.Shot {
	s := picture.Shot{Maker: d.string(), Software: d.string()}
	for _, x := range []*float32{&s.Exposure, &s.Aperture, &s.Focal, &s.Focal35, &s.Distance} {
		*x = math.Float32frombits(uint32(d.uint()))
	}
	s.ISO, s.Flash, s.Rendered = int32(d.int()), d.bool(), uint8(d.uint())
	s.IsScreen, s.UTC = d.bool(), d.time()
	return s
}
