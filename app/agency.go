package main

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"catchlight/app/usage"
	"catchlight/library"
	"catchlight/library/disk"
	"catchlight/library/keywords"
	"catchlight/library/picture"
	"catchlight/tagging"
	"catchlight/tagging/agency"
	"catchlight/tagging/vocabulary"
)

// tableFlags are the flags of export csv.
type tableFlags struct {
	agency, out, category, columns string

	order       usage.Choice
	least, most int
	force       bool
	excludeDir  []string
}

func (p *program) tablesCommand() *cobra.Command {
	return group("export", "Tables of keywords for stock agencies", "  catchlight export csv --agency adobe --out adobe.csv photos", p.tableCommand())
}

func (p *program) tableCommand() *cobra.Command {
	f := tableFlags{order: usage.NewChoice(string(agency.Certain), agency.Orders()...)}
	cmd := &cobra.Command{
		Use: "csv PATH…", Short: "Write the table that a stock agency reads: file names, titles, keywords",
		Long: "Writes a table in UTF-8 with the columns of the agency, one row a photo, to --out or standard output. A photo gets\n" +
			"the keywords that its file has, or will have after the next write, as many as the agency takes: in the\n" +
			"order into which you have dragged them in the window; where you have not, those that you typed first, then the most\n" +
			"certain ones, or with --order file as they stand in the file. What the agency would refuse is said photo by photo.\n" +
			"No photo is changed.",
		Example: "  catchlight export csv --agency adobe --out adobe.csv ~/Pictures/2026\n" +
			"  catchlight export csv --agency own --columns 'File=filename,Tags=keywords' --most 30 photo.jpg",
		Args: cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error { return p.table(cmd.Context(), args, &f) },
	}
	fs := cmd.Flags()
	fs.StringVar(&f.agency, "agency", "", "for whom: `"+strings.Join(agency.Names(), "|")+"`")
	fs.StringVarP(&f.out, "out", "o", "", "write the table to `FILE` (default: standard output; with --json there is none)")
	fs.BoolVar(&f.force, "force", false, "replace FILE where it exists")
	fs.Var(&f.order, "order", "which keywords come first, and stay where there are too many: certain or file")
	fs.StringVar(&f.category, "category", "", "`NAME` of the category of all rows, as the agency has it")
	fs.StringVar(&f.columns, "columns", "", "columns of your own: a `LIST` of filename, title, keywords, category and empty with commas, each as HEAD=FIELD for another head")
	usage.AddNumber(fs, &f.least, "least", -1, 0, "fewest keywords of a photo (default: the agency's)")
	usage.AddNumber(fs, &f.most, "most", -1, 0, "most keywords of a photo, 0 for all (default: the agency's)")
	addExcludeDir(fs, &f.excludeDir)
	return cmd
}

// profile is what the flags ask for.
func (f *tableFlags) profile() (agency.Profile, error) {
	if f.agency == "" {
		return agency.Profile{}, fmt.Errorf("name the agency: --agency %s", strings.Join(agency.Names(), ", "))
	}
	profile, err := agency.Find(f.agency)
	if err != nil {
		return profile, err
	}
	var columns []agency.Column
	if f.columns != "" {
		if columns, err = agency.ParseColumns(f.columns); err != nil {
			return profile, fmt.Errorf("--columns: %w", err)
		}
	}
	return profile.With(columns, f.least, f.most), nil
}

func (p *program) table(ctx context.Context, paths []string, f *tableFlags) error {
	profile, err := f.profile()
	if err != nil {
		return err
	}
	if len(paths) == 0 {
		return errors.New("name the photos or folders (. is the working directory)")
	}
	if _, isPhoto := picture.FormatOf(f.out); isPhoto {
		return fmt.Errorf("--out %s would be taken for a photo: give the table another name, such as keywords.csv", f.out)
	}
	if _, err := os.Lstat(f.out); f.out != "" && err == nil && !f.force {
		return fmt.Errorf("%s exists: choose another name, or add --force to replace it", f.out)
	}
	return p.withLibrary(func(s *session) error {
		photos, err := s.photos(ctx, paths, f.excludeDir)
		if err != nil {
			return err
		}
		return s.writeTable(ctx, profile, photos, f)
	})
}

// writeTable makes the rows of the photos that can be read, writes them, and reports.
func (s *session) writeTable(ctx context.Context, profile agency.Profile, photos []photo, f *tableFlags) error {
	words, err := s.agencyWords(ctx, photos, agency.Order(f.order.Value))
	if err != nil {
		return err
	}
	var listed []agency.Photo
	var failed []photo
	var rowed []photo
	for _, p := range photos {
		if p.err != nil || p.stored == nil {
			failed = append(failed, p)
			continue
		}
		title := cmp.Or(p.stored.Keywords.Title, p.stored.Title)
		listed = append(listed, agency.Photo{Path: p.path, Title: title, Category: f.category, Words: words[p.id]})
		rowed = append(rowed, p)
	}
	rows := profile.Rows(listed, agency.Order(f.order.Value))
	if err := s.putTable(profile, rows, f); err != nil {
		return err
	}
	return s.reportTable(rowed, rows, failed)
}

// agencyWords are the keywords of photos; for the certain order with what the model says of them.
func (s *session) agencyWords(ctx context.Context, photos []photo, o agency.Order) (map[library.ID][]agency.Word, error) {
	words, snap := map[library.ID][]agency.Word{}, s.lib.Snapshot()
	judged := false
	for _, p := range photos {
		if p.stored != nil && p.err == nil {
			words[p.id] = agency.WordsOf(p.stored, snap.Decisions(p.id), snap.WordOrder(p.id))
			judged = judged || len(words[p.id]) > 1
		}
	}
	if o != agency.Certain || !judged {
		return words, nil
	}
	return words, s.withModel(func(e *engine) error { return s.judge(ctx, e.Encoder, photos, words) })
}

// judge fills in how sure the model is of the words of photos.
func (s *session) judge(ctx context.Context, enc tagging.Encoder, photos []photo, words map[library.ID][]agency.Word) error {
	var all keywords.Keywords
	for _, list := range words {
		for _, w := range list {
			all.All = append(all.All, keywords.Keyword{Name: w.Name})
		}
	}
	v, _ := vocabulary.FromKeywords("", []keywords.Keywords{all})
	tags, err := s.tagVectors(ctx, enc, v)
	if err != nil {
		return err
	}
	tags = tags.Learn(s.lib, s.lib.Snapshot())
	unindexed := 0
	for _, p := range photos {
		if len(words[p.id]) == 0 {
			continue
		}
		vector, ok := s.lib.Vector(enc.Profile().Name, p.stored.Picture)
		if !ok {
			unindexed++
			continue
		}
		sure := tags.Sureness(vector)
		for i := range words[p.id] {
			w := &words[p.id][i]
			if tag, ok := v.Find(w.Name); ok {
				w.Score, w.Known = sure(tag)
			}
		}
	}
	if unindexed > 0 {
		s.say("%s not indexed: keywords that you did not type stay in the order of the file there (\"catchlight index\")", library.Counted(unindexed, "photo", "photos"))
	}
	return nil
}

// putTable writes the table to where it was asked for.
func (s *session) putTable(profile agency.Profile, rows []agency.Row, f *tableFlags) error {
	var table bytes.Buffer
	if err := profile.Write(&table, rows); err != nil {
		return err
	}
	if note := profile.TooLarge(len(rows), table.Len()); note != "" {
		s.say("%s", note)
	}
	write := func(w io.Writer) error { _, err := w.Write(table.Bytes()); return err }
	switch {
	case f.out != "":
		if err := disk.Replace(f.out, write); err != nil {
			return fmt.Errorf("write the table: %w", err)
		}
		s.say("%s for %s written to %s", library.Counted(len(rows), "row", "rows"), profile.Title, f.out)
		return nil
	case s.json:
		return nil
	}
	return write(s.out)
}

// reportTable says of each photo what is missing; with --json it prints a line for each.
func (s *session) reportTable(photos []photo, rows []agency.Row, failed []photo) error {
	sum := tableSummary{Photos: len(photos) + len(failed), Rows: len(rows), Failed: len(failed)}
	for i, r := range rows {
		if len(r.Missing) > 0 {
			sum.Incomplete++
			s.say("%s: %s", photos[i].path, strings.Join(r.Missing, "; "))
		}
		if len(r.LeftOut) > 0 {
			s.say("%s: left out, for there are too many: %s", photos[i].path, strings.Join(r.LeftOut, ", "))
		}
		line := tableLine{
			place: at(photos[i].path), Title: r.Title,
			Keywords: list(r.Keywords), LeftOut: list(r.LeftOut), Missing: list(r.Missing),
		}
		if err := s.emit(line); err != nil {
			return err
		}
	}
	for _, p := range failed {
		line := tableLine{place: at(p.path), Keywords: []string{}, LeftOut: []string{}, Missing: []string{}, Error: p.reason(p.err)}
		s.warn(p.path, line.Error)
		if err := s.emit(line); err != nil {
			return err
		}
	}
	if sum.Incomplete > 0 {
		s.say("%d of %s would be refused: see what is missing", sum.Incomplete, library.Counted(sum.Rows, "row", "rows"))
	}
	return errors.Join(s.emit(summaryLine{sum}), failures(sum.Failed))
}
