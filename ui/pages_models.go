package ui

import (
	"catchlight/library"
	"catchlight/tagging/clip"
	"catchlight/ui/empty"
	"catchlight/ui/grades"
	"catchlight/ui/models"
	"catchlight/ui/preferences"
)

// offers are the lines that offer a better model: in place of the photos of an empty library, and,
// once photos were tagged, in the inspector.
type offers struct{ empty, tagged *models.Line }

// newOffers makes the lines; they offer nothing before they are refreshed.
func newOffers(w *Window) offers {
	line := func(better func() (clip.Manifest, bool)) *models.Line {
		return models.NewLine(models.LineDeps{
			Better: better, Dismiss: w.engine.Models.DismissBetter, Hint: w.bar.HintFor,
			Open: func() { w.pages.openBetter() },
		})
	}
	o := offers{empty: line(w.engine.Models.Better), tagged: line(func() (clip.Manifest, bool) {
		if w.view == nil || w.view.Total == 0 || w.view.Unindexed > 0 || w.jobs.Indexing() {
			return clip.Manifest{}, false
		}
		return w.engine.Models.Better()
	})}
	o.empty.Object.Margin, o.empty.Object.Top = 24, 16
	o.empty.Object.Widest, o.empty.Object.Centre = empty.FrameWidth, true // below the frame
	return o
}

// refresh shows what is offered now.
func (o offers) refresh() {
	o.empty.Update()
	o.tagged.Update()
}

// openBetter shows what the model that is offered would know.
func (pg *pages) openBetter() {
	if m, offered := pg.w.engine.Models.Better(); offered {
		pg.open(models.NewBetter(pg.modelDeps(), m))
	}
}

// compareModel shows what a model that is on this computer says beside the one in use.
func (pg *pages) compareModel(name string) {
	pg.open(models.NewComparison(pg.modelDeps(), name))
}

// modelDeps is what the pages of models work with.
func (pg *pages) modelDeps() models.Deps {
	w := pg.w
	return models.Deps{
		Engine: w.engine, Queue: w.jobs, Thumbnails: w.thumbnails,
		Photos: func() *library.Snapshot { return w.snap }, Sample: w.list.chosenOrAll,
		Compare: pg.compareModel, Choose: func() { pg.open(newPreferencesAt(w, preferences.Model)) },
		Back: pg.close, Hint: w.bar.HintFor,
	}
}

// openGrades compares what the model suggests with the keywords that photos have.
func (pg *pages) openGrades() {
	w := pg.w
	pg.open(grades.New(grades.Deps{
		Engine: w.engine, Queue: w.jobs, FromKeywords: func() { pg.previewImport("") }, Hint: w.bar.HintFor,
	}))
}
