package main

import (
	"catchlight/library"
	"catchlight/tagging"
	"catchlight/tagging/facts"
	"catchlight/ui"
)

// suggestPlaces adds where the photos were taken, when that is asked for. A place that the user has refused on a photo, or that
// its file names already, is left out.
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
		r.lines[i].Place = place.Path
		r.chosen[p.id] = append(r.chosen[p.id], library.Decision{
			Photo: p.id, Tag: place.Name, Verdict: library.Accepted, Run: true, Model: facts.PlacesModel, Path: place.Path,
		})
	}
	return nil
}
