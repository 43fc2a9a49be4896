package facts

import (
	"math"

	"catchlight/library/thumb"
)

// The rules of the models' card: chosen on 128 everyday photos and looked at on 256.
const (
	portraitHeight, portraitPose = .15, .59
	groupFrom, crowdFrom         = 3, 10
	// Two faces are a couple when they are of like size, and nearer to each other than so many
	// faces.
	coupleSizes, coupleApart = 1.8, 4
)

func (s *Subject) faces() []thumb.Face { return s.Looks.People.Faces }

func (s *Subject) countsFaces() Reason { return Reason{Kind: Faces, Number: float64(len(s.faces()))} }

func person(s *Subject) Reason {
	switch {
	case !s.Looks.People.Person:
		return Reason{}
	case len(s.faces()) > 0:
		return s.countsFaces()
	}
	return Reason{Kind: Figure}
}

// portrait is one face that is not far away, large, above a body: that keeps dogs out. Small ones
// may be behind it.
func portrait(s *Subject) Reason {
	faces := s.faces()
	if len(faces) == 0 || faces[0].Part || len(faces) > 1 && !faces[1].Part || faces[0].Y1-faces[0].Y0 < portraitHeight || s.Looks.People.Pose < portraitPose {
		return Reason{}
	}
	return Reason{Kind: LargeFace}
}

// couple is two people side by side and nobody else.
func couple(s *Subject) Reason {
	faces := s.faces()
	if len(faces) != 2 {
		return Reason{}
	}
	a, b := faces[0], faces[1]
	width, height := s.Photo.Upright()
	wide, high := max(float64(width), 1), max(float64(height), 1)
	sizeA, sizeB := float64(a.Y1-a.Y0)*high, float64(b.Y1-b.Y0)*high
	apart := math.Hypot(float64(a.X0+a.X1-b.X0-b.X1)/2*wide, float64(a.Y0+a.Y1-b.Y0-b.Y1)/2*high)
	if max(sizeA, sizeB) > coupleSizes*min(sizeA, sizeB) || apart > coupleApart*min(sizeA, sizeB) {
		return Reason{}
	}
	return Reason{Kind: FacesAside}
}

func group(s *Subject) Reason {
	if len(s.faces()) < groupFrom {
		return Reason{}
	}
	return s.countsFaces()
}

func crowd(s *Subject) Reason {
	if len(s.faces()) < crowdFrom {
		return Reason{}
	}
	return s.countsFaces()
}

// Company is how many people there are on a photo, as it is filtered by.
type Company string

// The values; Unknown where nobody has looked.
const (
	Unknown   Company = ""
	NoPeople  Company = "no people"
	OnePerson Company = "one person"
	TwoPeople Company = "two people"
	Group     Company = "group"
)

// Companies are those that can be told, from the least to the most people.
func Companies() []Company { return []Company{NoPeople, OnePerson, TwoPeople, Group} }

// CompanyOf counts people by their faces; somebody who is seen only as a figure is one. Pure.
func CompanyOf(p thumb.People) Company {
	switch faces := len(p.Faces); {
	case !p.Looked:
		return Unknown
	case faces >= groupFrom:
		return Group
	case faces == 2:
		return TwoPeople
	case p.Person:
		return OnePerson
	}
	return NoPeople
}
