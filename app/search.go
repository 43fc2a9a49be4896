package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"catchlight/app/usage"
	"catchlight/library"
	"catchlight/library/picture"
	"catchlight/library/thumb"
	"catchlight/tagging"
	"catchlight/tagging/facts"
	"catchlight/tagging/find"
	"catchlight/ui"
)

// searchFlags are the flags of the command search.
type searchFlags struct {
	like, in string
	top      int
	looks    bool
}

func (p *program) searchCommand() *cobra.Command {
	var f searchFlags
	cmd := &cobra.Command{
		Use:   "search WORDS… | --like PHOTO",
		Short: "Find photos by their words and by what they show, the best first",
		Long: "Finds the photos of the library whose keywords, names, folders and places say what is searched; where none do, the\n" +
			"indexed ones that show it. \"without\", \"no\" and - stand before what is not wanted, + before what is. Words may be\n" +
			"in English, German, French, Spanish, Italian, Japanese, Chinese or Ukrainian. The score is a probability with the\n" +
			"built-in model, and 1 for what a photo's words say. Far less likely photos than the best are left out.",
		Example: "  catchlight search dog on a beach\n  catchlight search beach without people --top 20\n" +
			"  catchlight search --like dog.jpg --in ~/Pictures/2026 + snow",
		Args: cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error { return p.search(cmd.Context(), args, &f) },
	}
	cmd.Flags().StringVar(&f.like, "like", "", "find photos like this `PHOTO`")
	cmd.Flags().StringVar(&f.in, "in", "", "only photos under `PATH`")
	cmd.Flags().BoolVar(&f.looks, "looks", false, "find what looks like it as well, where the words of photos are enough")
	usage.AddNumber(cmd.Flags(), &f.top, "top", 10, 0, "at most `N` photos, 0 for all")
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
	if err := usage.CheckWords("the word", words); err != nil {
		return tagging.Query{}, err
	}
	query, err := tagging.ParseQuery(words)
	if f.like != "" && errors.Is(err, tagging.ErrNoWords) {
		return tagging.Query{}, nil
	}
	return query, err
}

func (s *session) search(ctx context.Context, enc tagging.Encoder, query tagging.Query, f *searchFlags) error {
	request, err := s.searchRequest(query, f)
	if err != nil {
		return err
	}
	if f.like != "" {
		vector, err := s.vectorOf(ctx, enc, f.like)
		if err != nil {
			return err
		}
		request.Query.Like = append(request.Query.Like, vector)
	}
	found, err := find.Photos(ctx, enc, s.lib, request)
	if err != nil {
		return err
	}
	s.sayOfSearch(enc, found)
	for _, hit := range found.Hits {
		path := asFound(f.in, hit.Photo.Path)
		score := rounded(float64(hit.Score), 4)
		if err := s.emit(searchLine{at(path), score}, fmt.Sprintf("%.3f  %s", score, path)); err != nil {
			return err
		}
	}
	return nil
}

// searchRequest is what is searched, and where.
func (s *session) searchRequest(query tagging.Query, f *searchFlags) (find.Request, error) {
	r := find.Request{Query: query, Looks: f.looks, Top: f.top}
	r.Query.Language = s.lib.Settings().TagNames
	var err error
	if r.Photos, err = s.searched(f.in); err != nil {
		return r, err
	}
	if r.Vocabulary, err = s.vocabulary(""); err != nil {
		return r, err
	}
	r.Places, err = s.placesOf(r.Photos)
	return r, err
}

// placesOf gives the places of photos; nil where none of them knows where it was taken, or places
// are switched off.
func (s *session) placesOf(photos []*library.Photo) (func(library.ID) string, error) {
	set := s.lib.Settings()
	if set.PlacesOff || !slices.ContainsFunc(photos, func(p *library.Photo) bool { return p.HasGPS }) {
		return nil, nil
	}
	gazetteer, err := facts.NewGazetteer(ui.PlaceLanguage(set))
	if err != nil {
		return nil, err
	}
	places := facts.Places(s.lib.Snapshot(), gazetteer, facts.PlaceLevel(set.PlaceLevel))
	return func(id library.ID) string {
		if place := places[id]; place != nil {
			return place.Path
		}
		return ""
	}, nil
}

// sayOfSearch says how the words were taken, and why there may be less than was hoped for.
func (s *session) sayOfSearch(enc tagging.Encoder, found find.Result) {
	for _, note := range found.Notes {
		s.say("%s", note)
	}
	switch {
	case found.ByWords:
		s.say("%s by their own words; --looks finds what only looks like it, too", counting(len(found.Hits), "photo"))
	case len(found.Hits) == 0 && len(s.lib.VectorBlocks(enc.Profile().Name)) == 0:
		s.say("no indexed photo to search: run \"catchlight index PATH\" first")
	case len(found.Hits) == 0:
		s.say("nothing found")
	}
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

// asFound is the library's path as the user would have named it: under in when that was given, else
// absolute.
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
