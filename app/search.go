package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"catchlight/app/asked"
	"catchlight/app/preview"
	"catchlight/app/usage"
	"catchlight/library"
	"catchlight/library/picture"
	"catchlight/library/thumb"
	"catchlight/tagging"
	"catchlight/tagging/facts"
	"catchlight/tagging/find"
	"catchlight/tagging/query"
	"catchlight/tagging/vocabulary"
	"catchlight/ui"
)

// searchFlags are the flags of the command search.
type searchFlags struct {
	like             []string
	in               string
	excludeDir       []string
	top              int
	looks            bool
	paths, null      bool
	preview          bool
	previewHeight    int      // in pixels
	wanted, unwanted []string // rclip's --add and --subtract
}

func (p *program) searchCommand() *cobra.Command {
	var f searchFlags
	cmd := &cobra.Command{
		Use:   "search WORDS… | --like PHOTO",
		Short: "Find photos by their words and by what they show, the best first",
		Long: "Finds the photos of the library whose keywords, names, folders and places say what is searched; where none do, the\n" +
			"indexed ones that show it. \"without\", \"no\" and - stand before what is not wanted, + before what is. Words may be\n" +
			"in English, German, French, Spanish, Italian, Japanese, Chinese or Ukrainian. The score is a probability with the\n" +
			"built-in model, and 1 for what a photo's words say. Far less likely photos than the best are left out.\n" +
			"A photo is named by --like, by a path that begins with . or /, or by an address that begins with https://, from\n" +
			"which it is fetched for this search; after - photos are to be unlike it. A weight before words or a photo, as in\n" +
			"2:dog and 0.5:./dog.jpg, says how much they count beside the others. --paths and --null are for other programs.",
		Example: "  catchlight search dog on grass\n  catchlight search beach without people --top 20\n" +
			"  catchlight search --like dog.jpg --in ~/Pictures/2026 + snow\n" +
			"  catchlight search --preview ./racing-car.jpg - 2:sports car + snow\n  catchlight search --null cat | xargs -0 cp -t ~/cats",
		Args: cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error { return p.search(cmd.Context(), args, &f) },
	}
	f.add(cmd.Flags())
	return cmd
}

func (f *searchFlags) add(fs *pflag.FlagSet) {
	fs.StringArrayVar(&f.like, "like", nil, "find photos like this `PHOTO`, a file or a https:// address (may be repeated: like all of them)")
	fs.StringVar(&f.in, "in", "", "only photos under `PATH`")
	addExcludeDir(fs, &f.excludeDir)
	fs.BoolVar(&f.looks, "looks", false, "find what looks like it as well, where the words of photos are enough")
	usage.AddNumber(fs, &f.top, "top", 10, 0, "at most `N` photos, 0 for all")
	fs.BoolVar(&f.paths, "paths", false, "print the paths alone, one a line")
	fs.BoolVar(&f.null, "null", false, "print the paths alone, each with a zero byte after it, as xargs -0 takes them")
	fs.BoolVar(&f.preview, "preview", false, "show a small picture of each photo in the terminal")
	usage.AddNumber(fs, &f.previewHeight, "preview-height", 400, 1, "height of these pictures, in `PIXELS`")
	f.addAliases(fs)
}

// addAliases accepts rclip's flags without showing them.
func (f *searchFlags) addAliases(fs *pflag.FlagSet) {
	fs.StringArrayVarP(&f.wanted, "add", "a", nil, "")
	fs.StringArrayVarP(&f.unwanted, "subtract", "s", nil, "")
	fs.BoolP("no-indexing", "n", false, "")               // a search never indexes
	usage.AddNumber(fs, new(int), "batch-size", 0, 0, "") // the same
	fs.Bool("experimental-raw-support", false, "")        // RAW files are photos as others
	for long, short := range map[string]string{"top": "t", "paths": "f", "preview": "p", "preview-height": "H", "batch-size": "b"} {
		usage.AddTwin(fs, long, short)
	}
	for _, name := range []string{"add", "subtract", "no-indexing", "batch-size", "experimental-raw-support"} {
		_ = fs.MarkHidden(name)
	}
	usage.AddNames(fs, map[string]string{
		"filepath-only": "paths", "sub": "subtract", "skip-index": "no-indexing", "skip-indexing": "no-indexing",
		"indexing-batch-size": "batch-size",
	})
}

func (p *program) search(ctx context.Context, words []string, f *searchFlags) error {
	if err := f.checkForm(p.json); err != nil {
		return err
	}
	q, examples, err := f.asked(words)
	if err != nil {
		return err
	}
	for _, e := range examples {
		if err := e.Fetch(ctx, p.sayFetched); err != nil {
			return err
		}
	}
	return p.withLibrary(func(s *session) error {
		return s.withModel(func(e *engine) error { return s.search(ctx, e.Encoder, q, examples, f) })
	})
}

// asked is what is searched: words, which may be none beside photos.
func (f *searchFlags) asked(words []string) (query.Query, []*asked.Example, error) {
	line := asked.Line{Words: words, Wanted: f.wanted, Unwanted: f.unwanted, Like: f.like}
	q, examples, err := line.Read()
	if err == nil && q.IsEmpty() && len(examples) == 0 {
		err = fmt.Errorf("%w: name what the photos should show", tagging.ErrNoWords)
	}
	return q, examples, err
}

func (p *program) sayFetched(place string, size int) {
	p.say("fetched %s for this search, %.2f MB", place, megabytes(int64(size)))
}

// checkForm refuses two forms of results at once.
func (f *searchFlags) checkForm(json bool) error {
	asked := slices.DeleteFunc([]bool{json, f.paths, f.null, f.preview}, func(given bool) bool { return !given })
	if len(asked) > 1 {
		return errors.New("give one of --json, --paths, --null and --preview")
	}
	return nil
}

func (s *session) search(ctx context.Context, enc tagging.Encoder, q query.Query, examples []*asked.Example, f *searchFlags) error {
	request, err := s.searchRequest(q, f)
	if err != nil {
		return err
	}
	if request.Query.Like, err = s.likenesses(ctx, enc, examples); err != nil {
		return err
	}
	found, err := find.Photos(ctx, enc, s.lib, request)
	if err != nil {
		return err
	}
	s.sayOfSearch(enc, found, len(request.Photos))
	draw := s.previewer(f)
	for _, hit := range found.Hits {
		err := s.tellHit(asFound(f.in, hit.Photo.Path), float64(hit.Score), f)
		if err == nil && draw != nil {
			err = draw(ctx, hit.Photo)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// tellHit prints a photo that was found, in the form that was asked for.
func (s *session) tellHit(path string, score float64, f *searchFlags) error {
	switch score = rounded(score, 4); {
	case f.null:
		return s.hand(path, "\x00")
	case f.paths:
		return s.hand(path, "\n")
	default:
		return s.emit(searchLine{at(path), score}, fmt.Sprintf("%.3f  %s", score, path))
	}
}

// searchRequest is what is searched, and where.
func (s *session) searchRequest(q query.Query, f *searchFlags) (find.Request, error) {
	r := find.Request{Query: q, Looks: f.looks, Top: f.top}
	r.Query.Language = s.lib.Settings().TagNames
	var err error
	if r.Photos, err = s.searched(f.in, f.excludeDir); err != nil {
		return r, err
	}
	if r.Vocabulary, err = s.vocabulary(""); errors.Is(err, vocabulary.ErrNotFound) {
		s.say("searched without synonyms: %v", err)
	} else if err != nil {
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

// sayOfSearch says how the words were taken, and why there may be less than was hoped for among so
// many photos.
func (s *session) sayOfSearch(enc tagging.Encoder, found find.Result, among int) {
	for _, note := range found.Notes {
		s.say("%s", note)
	}
	switch {
	case found.ByWords:
		s.say("%s by their own words; --looks finds what only looks like it, too", library.Counted(len(found.Hits), "photo", "photos"))
	case len(found.Hits) == 0 && len(s.lib.VectorBlocks(enc.Profile().Name)) == 0:
		s.say("no indexed photo to search: run \"catchlight index PATH\" first")
	case among == 0:
		s.say("no photo of the library is in these folders: see what --in and --exclude-dir leave")
	case len(found.Hits) == 0:
		s.say("nothing found: no photo is likely enough to show it; search for fewer or plainer words")
	}
}

// searched lists the library's photos, those under in when it is given, without those in folders that
// are passed over.
func (s *session) searched(in string, passedOver []string) ([]*library.Photo, error) {
	snap, root := s.lib.Snapshot(), ""
	photos := snap.Photos()
	if in != "" {
		var err error
		if root, err = filepath.Abs(in); err != nil {
			return nil, err
		}
		if _, err := os.Stat(root); err != nil {
			return nil, fmt.Errorf("--in: %w", err)
		}
		photos = snap.Find(library.Query{Where: library.In(root)}).Photos
	}
	if len(passedOver) == 0 {
		return photos, nil
	}
	out := library.NewExcluded(passedOver)
	return slices.DeleteFunc(slices.Clone(photos), func(p *library.Photo) bool { return out.Holds(root, p.Path) }), nil
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

// likenesses are the examples as the model sees them.
func (s *session) likenesses(ctx context.Context, enc tagging.Encoder, examples []*asked.Example) ([]query.Likeness, error) {
	var all []query.Likeness
	for _, e := range examples {
		vector, err := s.vectorOf(ctx, enc, e)
		if err != nil {
			return nil, err
		}
		all = append(all, query.Likeness{Vector: vector, Weight: e.Weight})
	}
	return all, nil
}

// vectorOf is the vector of a photo: the stored one, else computed for this search and not kept.
func (s *session) vectorOf(ctx context.Context, enc tagging.Encoder, e *asked.Example) ([]float32, error) {
	if e.Fetched != nil {
		decoded, err := e.Fetched.Decode(ctx, 2*enc.Profile().Edge)
		if err != nil {
			return nil, err
		}
		return seen(ctx, enc, decoded)
	}
	abs, err := filepath.Abs(e.Place)
	if err != nil {
		return nil, err
	}
	if p := s.lib.Snapshot().ByPath(abs); p != nil {
		if v, ok := s.lib.Vector(enc.Profile().Name, p.Picture); ok {
			return v, nil
		}
	}
	if _, ok := picture.FormatOf(abs); !ok {
		return nil, fmt.Errorf("--like %s: its extension is not that of a photo", e.Place)
	}
	decoded, err := thumb.DecodeFile(ctx, abs, 2*enc.Profile().Edge)
	if err != nil {
		return nil, fmt.Errorf("--like: %w", err)
	}
	return seen(ctx, enc, decoded)
}

// seen is the vector of one picture.
func seen(ctx context.Context, enc tagging.Encoder, p *thumb.Picture) ([]float32, error) {
	vectors, err := enc.Images(ctx, [][]float32{enc.Prepare(p)})
	if err != nil {
		return nil, err
	}
	return vectors[0], nil
}

// previewer is what draws a photo into the terminal below its line; nil where nobody asked for it, or
// where it cannot be, which is said.
func (s *session) previewer(f *searchFlags) func(context.Context, *library.Photo) error {
	if !f.preview {
		return nil
	}
	if !isTerminal(s.out) {
		s.say("--preview shows pictures in a terminal alone, and the results go elsewhere: they come without")
		return nil
	}
	way := preview.WayOf(os.Getenv)
	if way == "" {
		s.say("this terminal (TERM=%s) shows no pictures: the results come without; --paths hands them to a viewer", os.Getenv("TERM"))
		return nil
	}
	width, height := way.Room(f.previewHeight, columnsOf(s.out))
	return func(ctx context.Context, p *library.Photo) error {
		decoded, err := thumb.DecodeFile(ctx, p.Path, min(width, height))
		if err != nil {
			s.warn(p.Path, err.Error())
			return ctx.Err()
		}
		return s.draw(way.Draw(decoded.Fit(width, height)))
	}
}
