package main

import (
	"context"
	"image"

	"catchlight/library"
	"catchlight/library/thumb"
	"catchlight/tagging"
	"catchlight/tagging/clip"
	"catchlight/tagging/facts"
)

// looksForPeople reports whether people are to be looked for on photos: neither --no-people nor the
// preferences say no.
func (s *session) looksForPeople() bool { return !s.noPeople && !s.lib.Settings().PeopleOff }

// withPeople opens the detectors of people, does the work and frees them. find is nil where nobody
// is to be looked for.
func (s *session) withPeople(work func(find tagging.LookForPeople) error) error {
	if !s.looksForPeople() {
		return work(nil)
	}
	detectors, err := clip.OpenPeople("")
	if err != nil {
		return err
	}
	defer detectors.Close() //nolint:errcheck // it frees memory; nothing depends on it
	return work(detectors.Find)
}

// peopleForWindow looks for people as long as the preferences say so; nil where --no-people says
// not to, or where the detectors cannot be opened, which is said when the model cannot be either.
// They are not closed: a photo may still be under way when the window has gone.
func (s *session) peopleForWindow() tagging.LookForPeople {
	if s.noPeople {
		return nil
	}
	detectors, err := clip.OpenPeople("")
	if err != nil {
		return nil
	}
	return func(ctx context.Context, img *image.RGBA) (thumb.People, error) {
		if !s.looksForPeople() {
			return thumb.People{}, nil
		}
		return detectors.Find(ctx, img)
	}
}

// findPeople looks for people on photos that have had their vectors before there were detectors.
func (s *session) findPeople(ctx context.Context, e *engine, find tagging.LookForPeople, photos []photo) error {
	if find == nil {
		return nil
	}
	var stored []*library.Photo
	for _, p := range photos {
		if p.err == nil && p.stored != nil {
			stored = append(stored, p.stored)
		}
	}
	line := s.progressLine("Looking for people")
	defer line.clear()
	return tagging.FindPeople(ctx, s.lib, tagging.DecodeEdge(e.Profile()), tagging.WithoutPeople(s.lib, stored), tagging.IndexOptions{
		People: find, Progress: func(p library.Progress) { line.update(p.Done, p.Total) },
	})
}

// peopleLine is who was found on a photo, for scripts: whether there is anybody, how many, and
// where their faces are.
type peopleLine struct {
	Person  bool       `json:"person"`
	Company string     `json:"company"` // "no people", "one person", "two people", "group"
	Faces   []faceLine `json:"faces"`
}

// faceLine is a face: left, top, right, bottom in parts of the upright photo.
type faceLine struct {
	Box   [4]float64 `json:"box"`
	Score float64    `json:"score"`
}

// peopleOf is nil where nobody has looked.
func (s *session) peopleOf(p *library.Photo) *peopleLine {
	if p == nil {
		return nil
	}
	looks, _ := s.lib.Fingerprint(p.Picture)
	if !looks.People.Looked {
		return nil
	}
	line := &peopleLine{Person: looks.People.Person, Company: string(facts.CompanyOf(looks.People)), Faces: []faceLine{}}
	for _, f := range looks.People.Faces {
		var box [4]float64
		for i, x := range [4]float32{f.X0, f.Y0, f.X1, f.Y1} {
			box[i] = rounded(float64(x), 4)
		}
		line.Faces = append(line.Faces, faceLine{box, rounded(float64(f.Score), 4)})
	}
	return line
}
