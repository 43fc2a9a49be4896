package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"catchlight/library"
	"catchlight/library/picture"
	"catchlight/library/thumb"
	"catchlight/tagging"
)

// searchFlags are the flags of the command search.
type searchFlags struct {
	like, in string
	top      int
}

func (p *program) searchCommand() *cobra.Command {
	var f searchFlags
	cmd := &cobra.Command{
		Use:   "search WORDS… | --like PHOTO",
		Short: "Find indexed photos by what they show, the best first",
		Long: "Finds the photos of the library that are indexed, by their score with the words or with another photo. + and -\n" +
			"stand as arguments of their own before words that are wanted or not.",
		Example: "  catchlight search dog on a beach\n  catchlight search beach - people --top 20\n" +
			"  catchlight search --like dog.jpg --in ~/Pictures/2026 + snow",
		Args: cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error { return p.search(cmd.Context(), args, &f) },
	}
	cmd.Flags().StringVar(&f.like, "like", "", "find photos like this `PHOTO`")
	cmd.Flags().StringVar(&f.in, "in", "", "only photos under `PATH`")
	cmd.Flags().IntVar(&f.top, "top", 10, "at most `N` photos, 0 for all")
	return cmd
}

func (p *program) search(ctx context.Context, words []string, f *searchFlags) error {
	query, err := f.query(words)
	if err != nil {
		return err
	}
	return p.withLibrary(func(s *session) error {
		return s.withModel(func(e *engine) error { return s.search(ctx, e.Encoder, query, f) })
	})
}

// query reads the words, which may be none beside --like.
func (f *searchFlags) query(words []string) (tagging.Query, error) {
	if f.top < 0 {
		return tagging.Query{}, fmt.Errorf("--top %d: give 0 (all) or more", f.top)
	}
	query, err := tagging.ParseQuery(words)
	if f.like != "" && errors.Is(err, tagging.ErrNoWords) {
		return tagging.Query{}, nil
	}
	return query, err
}

func (s *session) search(ctx context.Context, enc tagging.Encoder, query tagging.Query, f *searchFlags) error {
	photos, err := s.searched(f.in)
	if err != nil {
		return err
	}
	if f.like != "" {
		vector, err := s.vectorOf(ctx, enc, f.like)
		if err != nil {
			return err
		}
		query.Like = append(query.Like, vector)
	}
	if note := tagging.UnreadableQuery(query, enc.Profile()); note != "" {
		s.say("%s", note)
	}
	direction, err := tagging.Direction(ctx, enc, s.lib, query)
	if err != nil {
		return err
	}
	hits := tagging.Search(s.lib, enc.Profile().Name, direction, photos, f.top)
	if len(hits) == 0 {
		s.say("no indexed photo to search: run \"catchlight index PATH\" first")
	}
	for _, hit := range hits {
		path := asFound(f.in, hit.Photo.Path)
		score := rounded(float64(hit.Score), 4)
		if err := s.emit(searchLine{at(path), score}, fmt.Sprintf("%.3f  %s", score, path)); err != nil {
			return err
		}
	}
	return nil
}

// searched lists the library's photos, those under in when it is given.
func (s *session) searched(in string) ([]*library.Photo, error) {
	snap := s.lib.Snapshot()
	if in == "" {
		return snap.Photos(), nil
	}
	root, err := filepath.Abs(in)
	if err != nil {
		return nil, err
	}
	if _, err := os.Stat(root); err != nil {
		return nil, fmt.Errorf("--in: %w", err)
	}
	return snap.Find(library.Query{Where: library.In(root)}).Photos, nil
}

// asFound is the library's path as the user would have named it: under in when that was given, else absolute.
func asFound(in, path string) string {
	if in == "" {
		return path
	}
	root, err := filepath.Abs(in)
	if err != nil {
		return path
	}
	rel, err := filepath.Rel(root, path)
	if err != nil {
		return path
	}
	return filepath.Join(in, rel)
}

// vectorOf is the vector of a photo: the stored one, else computed for this search and not kept.
func (s *session) vectorOf(ctx context.Context, enc tagging.Encoder, path string) ([]float32, error) {
	abs, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	profile := enc.Profile()
	if p := s.lib.Snapshot().ByPath(abs); p != nil {
		if v, ok := s.lib.Vector(profile.Name, p.Picture); ok {
			return v, nil
		}
	}
	if _, ok := picture.FormatOf(abs); !ok {
		return nil, fmt.Errorf("--like %s: its extension is not that of a photo", path)
	}
	picture, err := thumb.DecodeFile(ctx, abs, 2*profile.Edge)
	if err != nil {
		return nil, fmt.Errorf("--like: %w", err)
	}
	vectors, err := enc.Images(ctx, [][]float32{enc.Prepare(picture)})
	if err != nil {
		return nil, err
	}
	return vectors[0], nil
}
