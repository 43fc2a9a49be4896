package main

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"catchlight/library"
	"catchlight/library/metadata"
)

// tagLabel is what the runs of tag and their decisions are called in the library.
const tagLabel = "tag"

// write writes the suggestions into the photos, after asking where that is due.
func (r *tagRun) write(ctx context.Context) error {
	requests := r.requests()
	if r.flags.dryRun || len(requests) == 0 {
		return ctx.Err()
	}
	if !r.flags.yes {
		if sure, err := r.confirm(ctx, requests); err != nil || !sure {
			return err
		}
	}
	line := r.progressLine("Writing")
	defer line.clear()
	o := library.WriteOptions{Options: r.options(), Each: r.noteWritten}
	o.Progress = func(p library.Progress) { line.update(p.Done, p.Total) }
	if _, err := r.lib.Write(ctx, tagLabel, requests, o); err != nil {
		return err
	}
	return r.remember()
}

func (r *tagRun) options() metadata.Options {
	o := r.writeOptions()
	o.To = destination(r.flags.to, o.To)
	return o
}

// requests lists the edit of each photo with a suggestion; photos whose keywords stay as they are get none.
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
			all = append(all, library.WriteRequest{Path: p.stored.Path, Edit: edit})
		}
	}
	return all
}

// edit adds the tags that the photo does not have. Overwriting, it sets the photo's keywords to the suggestions and to
// those that the user typed or accepted.
func (r *tagRun) edit(has metadata.Keywords, decided, chosen []library.Decision) metadata.Edit {
	if r.flags.mode.value == "overwrite" {
		return metadata.Edit{Clear: true, Add: append(usersOwn(has, decided), words(chosen)...)}
	}
	var fresh []library.Decision
	for _, d := range chosen {
		if !has.Has(d.Tag) {
			fresh = append(fresh, d)
		}
	}
	return metadata.Edit{Add: words(fresh)}
}

// usersOwn lists the photo's keywords that the user typed or accepted one by one.
func usersOwn(has metadata.Keywords, decided []library.Decision) []string {
	var own []library.Decision
	for _, d := range decided {
		chosen := d.Verdict == library.Typed || d.Verdict == library.Accepted && !d.Bulk
		if chosen && has.Has(d.Tag) {
			own = append(own, d)
		}
	}
	return words(own)
}

// words are the keywords that decisions stand for: the hierarchical form where there is one.
func words(ds []library.Decision) []string {
	var all []string
	for _, d := range ds {
		if d.Path != "" {
			all = append(all, d.Path)
		} else {
			all = append(all, d.Tag)
		}
	}
	return all
}

// leaf is "dog" for "animal|dog".
func leaf(word string) string { return word[strings.LastIndexByte(word, '|')+1:] }

// leaves are the last words of hierarchical keywords, each once.
func leaves(all []string) []string {
	var out []string
	seen := map[string]bool{}
	for _, word := range all {
		if name := leaf(word); !seen[metadata.Fold(name)] {
			seen[metadata.Fold(name)] = true
			out = append(out, name)
		}
	}
	return out
}

// noteWritten records what became of one photo.
func (r *tagRun) noteWritten(w library.WriteResult) {
	r.mu.Lock()
	defer r.mu.Unlock()
	i, ok := r.at[w.Path]
	if !ok {
		return
	}
	line := &r.lines[i]
	switch {
	case w.Err != nil:
		line.Error = reason(w.Err)
	case w.Changed:
		line.Written, line.To = leaves(w.Added), w.To
		r.changed++
	}
}

// remember stores the tags that were written as accepted in bulk: they are known as a model's, and teach nothing.
func (r *tagRun) remember() error {
	var all []library.Decision
	for i, p := range r.photos {
		for _, d := range r.chosen[p.id] {
			if slices.Contains(r.lines[i].Written, d.Tag) {
				all = append(all, d)
			}
		}
	}
	if len(all) == 0 {
		return nil
	}
	return r.lib.Decide(tagLabel, all...)
}

// confirm says in plain words what the write would do, in how many files, and asks.
func (r *tagRun) confirm(ctx context.Context, requests []library.WriteRequest) (bool, error) {
	var plan writePlan
	o := library.WriteOptions{Options: r.options(), DryRun: true, Workers: 1, Each: plan.add}
	if _, err := r.lib.Write(ctx, tagLabel, requests, o); err != nil {
		return false, err
	}
	if plan.photos == 0 {
		return false, nil
	}
	_, _ = fmt.Fprintln(r.messages, plan.sentence())
	return r.ask(ctx, "Write?")
}
