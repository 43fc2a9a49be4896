package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"catchlight/app/usage"
	"catchlight/library"
	"catchlight/library/keywords"
	"catchlight/library/safewrite"
	"catchlight/library/sidecar"
)

// keywordsFlags are the flags of the commands under keywords.
type keywordsFlags struct {
	keywords  []string
	to        usage.Choice
	naming    usage.Choice
	keepTime  bool
	ancestors bool
	allow     []string
	dryRun    bool

	excludeDir  []string
	followLinks bool
}

func (p *program) keywordsCommand() *cobra.Command {
	return group("keywords", "List and change the keywords of files", "  catchlight keywords list photo.jpg",
		p.keywordsMember("list", "Show the keywords of photos", "  catchlight keywords list --json ~/Pictures/2026"),
		p.keywordsMember("add", "Add keywords to photos", "  catchlight keywords add --keyword dog --keyword 'place|beach' photo.jpg"),
		p.keywordsMember("remove", "Remove keywords from photos", "  catchlight keywords remove --keyword dog ~/Pictures/2026"),
		p.keywordsMember("set", "Replace all keywords of photos", "  catchlight keywords set --keyword dog photo.jpg\n"+
			"  catchlight keywords set photo.jpg     # removes all"),
	)
}

// keywordsMember is one of list, add, remove, set. They do at once what they are told; undo takes
// it back.
func (p *program) keywordsMember(verb, short, example string) *cobra.Command {
	f := keywordsFlags{to: usage.NewChoice("", "embedded", "sidecar", "auto"), naming: usage.NewChoice("", "stem", "append")}
	cmd := &cobra.Command{
		Use: verb + " PATH…", Short: short, Example: example, Args: cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error { return p.keywords(cmd.Context(), verb, args, &f) },
	}
	addExcludeDir(cmd.Flags(), &f.excludeDir)
	if verb != "list" {
		f.add(cmd)
	}
	return cmd
}

func (f *keywordsFlags) add(cmd *cobra.Command) {
	fs := cmd.Flags()
	fs.StringArrayVar(&f.keywords, "keyword", nil, "keyword `K`, may be repeated; a|b|c is c below b below a")
	fs.Var(&f.to, "to", "where keywords go: embedded, sidecar or auto (embedded where it is safe)")
	fs.Var(&f.naming, "sidecar-name", "name of a new sidecar: stem (IMG_1.xmp) or append (IMG_1.JPG.xmp)")
	fs.BoolVar(&f.keepTime, "keep-mtime", false, "keep the files' modification time")
	fs.BoolVar(&f.ancestors, "ancestors", false, "write the parents of a|b|c as keywords, too")
	fs.StringSliceVar(&f.allow, "allow", nil, "embed in formats that get a sidecar by default: `dng,c2pa`")
	addFollowLinks(fs, &f.followLinks)
	fs.BoolVar(&f.dryRun, "dry-run", false, "show what would change and write nothing")
}

func (p *program) keywords(ctx context.Context, verb string, paths []string, f *keywordsFlags) error {
	edit, err := f.edit(verb)
	if err != nil {
		return err
	}
	if len(paths) == 0 {
		return errors.New("name the photos or folders (. is the working directory)")
	}
	return p.withLibrary(func(s *session) error {
		files, passed, err := s.lib.Files(ctx, paths, f.excludeDir)
		if err != nil {
			return err
		}
		s.tellPassed(passed)
		r := &keywordsRun{session: s, files: files, paths: paths, edit: edit, dryRun: f.dryRun, results: map[string]library.WriteResult{}}
		if verb == "list" {
			r.lists = true
			return r.report(ctx, nil)
		}
		if !f.dryRun {
			err = s.meet(ctx, paths, f.excludeDir)
		}
		if err == nil {
			err = r.write(ctx, verb, edit, f)
		}
		return r.report(ctx, err)
	})
}

// edit is what verb asks of every photo.
func (f *keywordsFlags) edit(verb string) (keywords.Edit, error) {
	if (verb == "add" || verb == "remove") && len(f.keywords) == 0 {
		return keywords.Edit{}, fmt.Errorf("keywords %s needs at least one --keyword, as in --keyword dog", verb)
	}
	if err := usage.CheckWords("--keyword", f.keywords); err != nil {
		return keywords.Edit{}, err
	}
	for _, k := range f.keywords {
		if slices.ContainsFunc(strings.Split(k, "|"), func(part string) bool { return keywords.Clean(part) == "" }) {
			return keywords.Edit{}, fmt.Errorf("--keyword %q: a keyword needs at least one visible character at each level", k)
		}
	}
	for _, a := range f.allow {
		if a != "dng" && a != "c2pa" {
			return keywords.Edit{}, fmt.Errorf("--allow %q: use dng, c2pa or both", a)
		}
	}
	switch verb {
	case "remove":
		return keywords.Edit{Remove: f.keywords}, nil
	case "set":
		return keywords.Edit{Clear: true, Add: f.keywords}, nil
	}
	return keywords.Edit{Add: f.keywords}, nil
}

// options are the preferences, changed by the flags.
func (f *keywordsFlags) options(o safewrite.Options) safewrite.Options {
	o.To = destination(f.to, o.To)
	if f.naming.Value != "" {
		o.Naming = sidecar.Naming(f.naming.Value)
	}
	o.KeepTime = o.KeepTime || f.keepTime
	o.Ancestors = o.Ancestors || f.ancestors
	o.AllowDNG = o.AllowDNG || slices.Contains(f.allow, "dng")
	o.AllowC2PA = o.AllowC2PA || slices.Contains(f.allow, "c2pa")
	return o
}

// keywordsRun is one run of a command under keywords. Listing and planning import nothing: each
// photo is read once.
type keywordsRun struct {
	*session
	files   []library.File
	paths   []string
	edit    keywords.Edit
	dryRun  bool
	lists   bool            // and changes nothing
	folders sidecar.Folders // of those that are read

	results map[string]library.WriteResult // by the library's path
}

// meet brings photos into the library, so that it can remember what is decided on them, wherever
// they go from here. What is wrong with a photo its write will say.
func (s *session) meet(ctx context.Context, paths, exclude []string) error {
	line := s.progressLine("Reading")
	defer line.clear()
	_, err := s.lib.Import(ctx, paths, library.ImportOptions{
		ExcludeDirs: exclude, Progress: func(p library.Progress) { line.update(p.Done, p.Total) },
	})
	return err
}

func (r *keywordsRun) write(ctx context.Context, verb string, edit keywords.Edit, f *keywordsFlags) error {
	var requests []library.WriteRequest
	for _, file := range r.files {
		if file.Err == nil {
			requests = append(requests, library.WriteRequest{Path: file.Abs, Edit: edit})
		}
	}
	line := r.progressLine("Writing")
	defer line.clear()
	_, err := r.lib.Write(ctx, "keywords "+verb, requests, library.WriteOptions{
		Options: f.options(r.lib.Settings().FileOptions(library.ParentsOnCommand)), DryRun: f.dryRun, Each: r.note, Named: r.paths, FollowLinks: f.followLinks,
		Decide:   func(w library.WriteResult) []library.Decision { return w.EditDecisions(edit, len(requests) > 1) },
		Progress: func(p library.Progress) { line.update(p.Done, p.Total) },
	})
	return err
}

func (r *keywordsRun) note(w library.WriteResult) {
	r.results[w.Path] = w
}

// report prints a line for every photo with the keywords that it has now.
func (r *keywordsRun) report(ctx context.Context, err error) error {
	failed := 0
	for _, file := range r.files {
		if r.lists && ctx.Err() != nil {
			return errors.Join(ctx.Err(), failures(failed))
		}
		line := r.line(ctx, file)
		if line.Error != "" {
			failed++
			r.warn(file.Path, line.Error)
		}
		if e := r.emit(line, plainKeywords(line)); e != nil {
			return errors.Join(err, e)
		}
	}
	return errors.Join(err, failures(failed))
}

func (r *keywordsRun) line(ctx context.Context, file library.File) keywordsLine {
	line := keywordsLine{place: at(file.Path), LeadsTo: pathText(file.LeadsTo), DryRun: r.dryRun, Error: library.Sentence(file.Path, file.Err)}
	var has keywords.Keywords
	if file.Err == nil {
		has = r.outcome(ctx, file, &line)
	}
	for _, k := range has.All {
		line.Keywords = append(line.Keywords, k.Name)
	}
	for _, h := range has.Hierarchy {
		if strings.Contains(h, "|") { // a word at the top is there already
			line.Keywords = append(line.Keywords, h)
		}
	}
	line.Keywords, line.Added, line.Removed = list(line.Keywords), list(line.Added), list(line.Removed)
	line.People = list(has.People)
	line.IPTC, line.XMP, line.Sidecar, line.To = list(has.IPTC), list(has.XMP), list(has.Sidecar), list(line.To)
	return line
}

// outcome fills in what became of a photo, and returns the keywords that it has now. Those that a
// run which was cut short has not reached are not read.
func (r *keywordsRun) outcome(ctx context.Context, file library.File, line *keywordsLine) keywords.Keywords {
	w, reached := r.results[file.Abs]
	if !reached && ctx.Err() != nil {
		line.Skipped = cutShort
		return keywords.Keywords{}
	}
	if reached {
		line.Error, line.Why = library.Sentence(file.Abs, w.Failure()), w.Why
		line.Changed, line.To, line.Added, line.Removed = w.Changed, w.To, w.Added, w.Removed
		line.Skipped = skippedWords(r.edit, w)
	}
	if reached && w.Err == nil && !r.dryRun {
		return w.Keywords
	}
	now, err := r.folders.ReadKeywords(file.Abs)
	if !reached {
		line.Error = library.Sentence(file.Abs, err)
	}
	return now
}

// skippedWords says which words of an edit a photo did not have, or had already; "" where something
// was done for each.
func skippedWords(e keywords.Edit, w library.WriteResult) string {
	if w.Err != nil {
		return ""
	}
	var parts []string
	touched := folded(append(leaves(w.Removed), leaves(w.Added)...))
	untouched := func(words []string, there bool) string {
		var names []string
		for _, word := range words {
			if name := keywords.Leaf(word); !touched[keywords.Fold(name)] && w.Keywords.Has(name) == there {
				names = append(names, strconv.Quote(word))
			}
		}
		return strings.Join(names, ", ")
	}
	if names := untouched(e.Remove, false); names != "" {
		parts = append(parts, names+" was not there")
	}
	if names := untouched(e.Add, true); names != "" && !w.Changed {
		parts = append(parts, names+" was there already")
	}
	return strings.Join(parts, "; ")
}

// plainKeywords is a photo's line for a person.
func plainKeywords(l keywordsLine) string {
	if l.Error != "" && !l.Changed {
		return ""
	}
	var notes []string
	switch {
	case l.Changed && l.DryRun:
		notes = append(notes, "would change"+wordsChanged(l.Added, l.Removed))
	case l.Changed:
		notes = append(notes, "changed")
	}
	for _, note := range []string{library.WriteResult{To: l.To, Why: l.Why}.Where(), l.Skipped} {
		if note != "" {
			notes = append(notes, note)
		}
	}
	if l.LeadsTo != "" && l.Why == "" {
		notes = append(notes, "a link to "+string(l.LeadsTo))
	}
	text := string(l.Path) + ": " + cmp.Or(strings.Join(l.Keywords, ", "), "–")
	if len(l.People) > 0 {
		text += " · people: " + strings.Join(l.People, ", ")
	}
	if len(notes) > 0 {
		text += " (" + strings.Join(notes, "; ") + ")"
	}
	return text
}

// wordsChanged is ": add dog, remove cat".
func wordsChanged(added, removed []string) string {
	var parts []string
	if len(added) > 0 {
		parts = append(parts, "add "+strings.Join(leaves(added), ", "))
	}
	if len(removed) > 0 {
		parts = append(parts, "remove "+strings.Join(leaves(removed), ", "))
	}
	return ": " + strings.Join(parts, "; ")
}
