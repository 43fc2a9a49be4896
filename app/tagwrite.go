package main

import (
	"context"
	"slices"

	"catchlight/library"
	"catchlight/library/keywords"
	"catchlight/library/safewrite"
)

// tagLabel is what the runs of tag and their decisions are called in the library.
const tagLabel = "tag"

// write writes the suggestions into the photos, after asking where that is due.
func (r *tagRun) write(ctx context.Context) error {
	requests := r.requests()
	switch {
	case len(requests) == 0:
		return ctx.Err()
	case r.flags.dryRun:
		return r.plan(ctx, requests, r.notePlanned)
	case !r.flags.yes:
		if sure, err := r.confirm(ctx, requests); err != nil || !sure {
			return err
		}
	}
	line := r.progressLine("Writing")
	defer line.clear()
	o := r.writing()
	o.Each, o.Decide = r.noteWritten, r.decisions
	o.Progress = func(p library.Progress) { line.update(p.Done, p.Total) }
	_, err := r.lib.Write(ctx, tagLabel, requests, o)
	return err
}

// plan finds out what a write would do to each photo, and writes nothing.
func (r *tagRun) plan(ctx context.Context, requests []library.WriteRequest, each func(library.WriteResult)) error {
	line := r.progressLine("Looking")
	defer line.clear()
	o := r.writing()
	o.DryRun, o.Each = true, each
	o.Progress = func(p library.Progress) { line.update(p.Done, p.Total) }
	_, err := r.lib.Write(ctx, tagLabel, requests, o)
	return err
}

// writing is how the run writes, and where it may.
func (r *tagRun) writing() library.WriteOptions {
	o := library.WriteOptions{Options: r.lib.Settings().FileOptions(library.ParentsOnCommand), Named: r.paths, FollowLinks: r.flags.followLinks}
	o.To = destination(r.flags.to, o.To)
	return o
}

// requests lists the edit of each photo with a suggestion; photos whose keywords stay as they are
// get none.
func (r *tagRun) requests() []library.WriteRequest {
	now := r.lib.Snapshot()
	var all []library.WriteRequest
	for _, p := range r.photos {
		chosen := r.chosen[p.id]
		if len(chosen) == 0 {
			continue
		}
		edit := r.edit(p.stored.Keywords, now.Decisions(p.id), chosen)
		if edit.Clear || len(edit.Add) > 0 {
			all = append(all, library.WriteRequest{Photo: p.id, Path: p.stored.Path, Edit: edit})
		}
	}
	return all
}

// edit adds the tags that the photo does not have. Overwriting, it sets the photo's keywords to the
// suggestions and to those that the user typed or accepted.
func (r *tagRun) edit(has keywords.Keywords, decided, chosen []library.Decision) keywords.Edit {
	if r.flags.mode.Value == "overwrite" {
		own := usersOwn(has, decided)
		return keywords.Edit{Clear: true, Add: library.Words(append(own, r.notHeld(keywordsOf(own), chosen)...), decided)}
	}
	return keywords.Edit{Add: library.Words(r.notHeld(has, chosen), decided)}
}

// hierarchy is what a write adds for a tag on a photo. Overwriting, it brings all its other names
// that go along, also those that the file has: what is there does not stay by itself.
func (r *tagRun) hierarchy(p *library.Photo, tag int, now *library.Snapshot) string {
	if r.flags.mode.Value == "overwrite" {
		return r.vocabulary.Hierarchy(tag)
	}
	before := now.Hierarchy(library.Decision{Photo: p.ID, Tag: r.vocabulary.Tags[tag].Name})
	return r.vocabulary.HierarchyOn(p, tag, before)
}

// notHeld are the chosen tags that keywords do not hold by any of their names.
func (r *tagRun) notHeld(has keywords.Keywords, chosen []library.Decision) []library.Decision {
	return slices.DeleteFunc(slices.Clone(chosen), func(d library.Decision) bool { return r.vocabulary.Has(has, d.Tag) })
}

// keywordsOf are the words of decisions, as a photo would have them.
func keywordsOf(ds []library.Decision) keywords.Keywords {
	var k keywords.Keywords
	for _, d := range ds {
		k.All = append(k.All, keywords.Keyword{Name: d.Tag})
	}
	return k
}

// usersOwn are the decisions on keywords of the photo that the user typed or accepted.
func usersOwn(has keywords.Keywords, decided []library.Decision) []library.Decision {
	return slices.DeleteFunc(slices.Clone(decided), func(d library.Decision) bool { return !d.IsUsersYes() || !has.Has(d.Tag) })
}

// leaves are the last words of hierarchical keywords, each once.
func leaves(all []string) []string {
	var out []string
	seen := map[string]bool{}
	for _, word := range all {
		if name := keywords.Leaf(word); !seen[keywords.Fold(name)] {
			seen[keywords.Fold(name)] = true
			out = append(out, name)
		}
	}
	return out
}

// noteWritten records what became of one photo.
func (r *tagRun) noteWritten(w library.WriteResult) {
	line := r.note(w)
	if line == nil || w.Err != nil || !w.Changed {
		return
	}
	line.Written = leaves(w.Added)
	r.changed++
	if slices.Contains(w.To, safewrite.SidecarFile) && !slices.Contains(w.To, safewrite.Embedded) {
		r.beside++
	}
}

// notePlanned records what would become of one photo.
func (r *tagRun) notePlanned(w library.WriteResult) {
	if line := r.note(w); line != nil && w.Err == nil && w.Changed {
		line.planned = leaves(w.Added)
	}
}

// note records what a write does, or would do, to a photo, but for the words that it adds. The
// library calls it on one goroutine at a time; nil for a photo that is not of this run.
func (r *tagRun) note(w library.WriteResult) *tagLine {
	i, ok := r.at[w.Path]
	if !ok {
		return nil
	}
	line := &r.lines[i]
	line.Error = r.photos[i].reason(w.Failure())
	if w.Err == nil && w.Changed {
		line.Removed, line.To, line.Why = leaves(w.Removed), w.To, w.Why
	}
	return line
}

// decisions are what a write stands for: tags that are new on the photo are accepted by the run,
// and words of an earlier run that it takes away are open again. What the user has said of a word
// stays. Any goroutine may call it.
func (r *tagRun) decisions(w library.WriteResult) []library.Decision {
	i, ok := r.at[w.Path]
	if !ok {
		return nil
	}
	id := r.photos[i].id
	stand := r.lib.Snapshot().Decisions(id)
	added, removed := folded(leaves(w.Added)), folded(leaves(w.Removed))
	var all []library.Decision
	for _, d := range r.chosen[id] {
		if added[keywords.Fold(d.Tag)] {
			all = append(all, d)
		}
	}
	for _, d := range stand {
		key := keywords.Fold(d.Tag)
		switch {
		case d.IsUsersYes():
			all = slices.DeleteFunc(all, func(own library.Decision) bool { return keywords.Fold(own.Tag) == key })
		case d.Run && removed[key]:
			all = append(all, library.Decision{Tag: d.Tag, Verdict: library.Undecided})
		}
	}
	return all
}

// folded are the keys of words.
func folded(words []string) map[string]bool {
	keys := map[string]bool{}
	for _, word := range words {
		keys[keywords.Fold(word)] = true
	}
	return keys
}

// confirm says in plain words what the write would do, in how many files, and asks.
func (r *tagRun) confirm(ctx context.Context, requests []library.WriteRequest) (bool, error) {
	var plan writePlan
	if err := r.plan(ctx, requests, plan.add); err != nil || plan.photos == 0 {
		return false, err
	}
	r.tell("%s", plan.sentence())
	sure, err := r.ask(ctx, "Write?")
	r.refused = err == nil && !sure
	return sure, err
}
