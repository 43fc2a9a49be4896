package main

import (
	"cmp"
	"slices"

	"catchlight/library"
	"catchlight/tagging"
	"catchlight/tagging/facts"
	"catchlight/tagging/vocabulary"
	"catchlight/ui"
)

// factFinder says what is known of the photos of a run without its model.
type factFinder struct {
	facts.Finder
	vocabulary *vocabulary.Vocabulary
	all        bool // also words that the vocabulary lacks
}

// newFactFinder prepares for the photos of a library as it is now; nil where facts are switched
// off.
func (r *tagRun) newFactFinder() *factFinder {
	wanted := facts.WantedBy(cmp.Or(r.flags.facts.Value, r.lib.Settings().Facts))
	if wanted == facts.WantNone {
		return nil
	}
	return &factFinder{
		Finder:     facts.Finder{Library: r.lib, Words: facts.NewWords(r.vocabulary), Stacks: r.lib.Stacks(r.lib.Snapshot(), r.model)},
		vocabulary: r.vocabulary, all: wanted == facts.WantAll,
	}
}

// add puts the tags that are known of a photo into what its model has suggested; reasons are why,
// by tag. missing are the words that the vocabulary lacks, when they are asked for. A nil finder
// adds nothing.
func (f *factFinder) add(p *library.Photo, found []tagging.Suggestion, o tagging.SuggestOptions) (
	all []tagging.Suggestion, reasons map[int]string, missing []facts.Fact,
) {
	if f == nil {
		return found, nil, nil
	}
	tags := make([]int, len(found))
	for i, sg := range found {
		tags[i] = sg.Tag
	}
	known := f.About(p, tags)
	reasons = map[int]string{}
	var sure []int
	for _, proof := range f.Words.Proofs(known) {
		sure = append(sure, proof.Tag)
		reasons[proof.Tag] = proof.Reason.String()
	}
	if f.all {
		missing = slices.DeleteFunc(f.Words.Missing(known), func(w facts.Fact) bool { return o.Exclude(w.Word) })
	}
	return tagging.AddSure(f.vocabulary, found, sure, o), reasons, missing
}

// shotLine is how a photo was taken, for scripts. Numbers are 0 where they are not known.
type shotLine struct {
	Camera   string  `json:"camera"`
	Lens     string  `json:"lens"`
	Taken    string  `json:"taken"`      // RFC 3339, on the camera's clock; "" not known
	UTC      string  `json:"utc"`        // RFC 3339; "" where the zone is not known
	Exposure float64 `json:"exposure_s"` // seconds
	Aperture float64 `json:"aperture"`   // the f-number
	ISO      int     `json:"iso"`
	Focal    float64 `json:"focal_mm"`    // of the lens
	Focal35  float64 `json:"focal_35_mm"` // on 35-mm film
	Distance float64 `json:"distance_m"`  // to the subject; -1 infinite
	Flash    bool    `json:"flash"`       // it fired
}

// shotOf is how a photo was taken.
func shotOf(p *library.Photo) *shotLine {
	const stamp = "2006-01-02T15:04:05Z07:00"
	line := &shotLine{
		Camera: p.Camera, Lens: p.Lens, ISO: int(p.ISO), Flash: p.Flash, Exposure: rounded(float64(p.Exposure), 6),
		Aperture: rounded(float64(p.Aperture), 2), Focal: rounded(float64(p.Focal), 2), Focal35: rounded(float64(p.Focal35), 2), Distance: -1,
	}
	if !p.IsFar() {
		line.Distance = rounded(float64(p.Distance), 3)
	}
	if !p.Taken.IsZero() {
		line.Taken = p.Taken.Format(stamp)
	}
	if !p.UTC.IsZero() {
		line.UTC = p.UTC.Format(stamp)
	}
	return line
}

// suggestPlaces adds where the photos were taken, when that is asked for. A place that the user has
// refused on a photo, that its file names already or that the list keeps private is left out.
func (r *tagRun) suggestPlaces() error {
	if !r.flags.places {
		return nil
	}
	set, now := r.lib.Settings(), r.lib.Snapshot()
	gazetteer, err := facts.NewGazetteer(ui.PlaceLanguage(set))
	if err != nil {
		return err
	}
	refusals := tagging.NewRefusals(r.vocabulary)
	places := facts.Places(now, gazetteer, facts.PlaceLevel(set.PlaceLevel))
	for i, p := range r.photos {
		place := places[p.id]
		if place == nil || r.lines[i].Error != "" || refusals.On(now.Decisions(p.id))(place.Name) {
			continue
		}
		path, sayable := r.vocabulary.Sayable(place.Path)
		if !sayable {
			continue
		}
		r.lines[i].Place = path
		r.chosen[p.id] = append(r.chosen[p.id], library.Decision{
			Photo: p.id, Tag: place.Name, Verdict: library.Accepted, Run: true, Model: facts.PlacesModel, Path: path,
		})
	}
	return nil
}
