package engine

import (
	"context"

	"fyne.io/fyne/v2/lang"

	"catchlight/library"
	"catchlight/tagging"
	"catchlight/tagging/evaluate"
	"catchlight/tagging/vocabulary"
	"catchlight/ui/jobs"
	"catchlight/ui/message"
	"catchlight/ui/phrase"
	"catchlight/ui/view"
)

// Graded is the vocabulary in use, graded with the model in use on the keywords that photos have.
type Graded struct {
	evaluate.Table
	Vocabulary *vocabulary.Vocabulary

	profile tagging.Profile // of the model
}

// Grade grades the vocabulary in use as a job, and calls then on the window's goroutine, with an
// error where it could not be graded; stopped says that the user has stopped it. Nothing changes. It
// returns the job, nil while there are no suggestions to be had.
func (vs *Vocabularies) Grade(then func(g Graded, stopped bool, err error)) *jobs.Job {
	en := vs.en
	if !en.Ready() || en.encoder == nil {
		return nil
	}
	var encoder tagging.Encoder
	var tags *view.Tagset
	job := &jobs.Job{
		Lane: jobs.Try,
		Says: func(done, total int) string {
			if total == 0 {
				return lang.X("job.grade", "Comparing with your keywords")
			}
			return lang.X("job.grading", "Comparing with the keywords of {{.n}} of {{.m}}", map[string]any{"n": phrase.Number(done), "m": phrase.Number(total)})
		},
		Begin: func() { encoder, tags = en.encoder, en.tags },
		Work: func(ctx context.Context, j *jobs.Job) (func(bool), error) {
			lib := en.deps.Library
			table, err := evaluate.GradeKeywords(ctx, encoder, lib, tags.Vocabulary, lib.Snapshot().Photos(), evaluate.TableOptions{
				Strength: view.StrengthOf(lib.Settings()), Progress: ProgressOf(j),
			})
			return func(stopped bool) { then(Graded{table, tags.Vocabulary, encoder.Profile()}, stopped, err) }, err
		},
		Dropped: func() { then(Graded{}, true, nil) },
	}
	en.deps.Queue.Add(job)
	return job
}

// TakeLines lets the tags whose best lines hold be suggested from these on; TakeRule lets all tags
// be suggested by the rule that is offered; ForgetTaken goes back to the model's own rule. Each says
// so, with an undo.
func (vs *Vocabularies) TakeLines(g Graded) {
	lines := g.Lines()
	said := lang.XN("grade.linesTaken", "{{.n}} tags are suggested by the line that fits your keywords.", len(lines), phrase.Count(len(lines)))
	vs.retune(said, func(set *library.Settings) { tagging.UseLines(set, g.profile.TakenKey(), lines) })
}

// TakeRule is explained at TakeLines.
func (vs *Vocabularies) TakeRule(g Graded) {
	vs.retune(lang.X("grade.ruleTaken", "All tags are suggested by the rule that fits your keywords."), func(set *library.Settings) {
		jobs.LogError(tagging.UseRule(set, g.profile, g.Rule.Rule))
	})
}

// ForgetTaken is explained at TakeLines.
func (vs *Vocabularies) ForgetTaken(g Graded) {
	vs.retune(lang.X("grade.forgotten", "All tags are suggested by the model’s own rule again."), func(set *library.Settings) {
		tagging.UseOwnRule(set, g.profile.TakenKey())
	})
}

// retune changes by which lines and rule tags are suggested.
func (vs *Vocabularies) retune(said string, change func(*library.Settings)) {
	before := vs.en.deps.Library.Settings()
	apply := func(change func(*library.Settings)) {
		vs.en.deps.Keep(change)
		vs.Load()
	}
	apply(change)
	vs.en.deps.Board.Show(&message.Result{Text: said, Action: lang.X("cmd.undo", "Undo"), Do: func() {
		apply(func(set *library.Settings) { set.Lines, set.Rules = before.Lines, before.Rules })
		vs.en.deps.Board.Show(message.Undone(said))
	}})
}
