package main

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"catchlight/app/usage"
	"catchlight/library"
	"catchlight/tagging"
	"catchlight/tagging/clip"
	"catchlight/tagging/rclip"
)

// rclipModel is the model of rclip 3.
const rclipModel = "standard"

// rclipLine is the JSON line of a photo of rclip's index.
type rclipLine struct {
	place
	Reused bool   `json:"reused"`
	Why    string `json:"why"` // it was not
}

// rclipSummary is the last JSON line.
type rclipSummary struct {
	Photos int              `json:"photos"`
	Reused int              `json:"reused"`
	Known  int              `json:"known"`
	Groups []rclipGroupLine `json:"groups"`
}

// rclipGroupLine says how photos of one kind were judged.
type rclipGroupLine struct {
	Format  string  `json:"format"`
	Turned  bool    `json:"turned"`
	Photos  int     `json:"photos"`
	Checked int     `json:"checked"`
	Mean    float64 `json:"mean"`
	Least   float64 `json:"least"`
	Taken   bool    `json:"taken"`
}

func (p *program) importRclipCommand() *cobra.Command {
	return &cobra.Command{
		Use: "import-rclip [DB]", Short: "Take over the index of rclip", Args: usage.Takes(0, 1),
		Long: "Reads rclip's db.sqlite3 (by default that in $RCLIP_DATADIR, else in rclip's data folder) and takes over the vectors of\n" +
			"photos that have the size and time that rclip saw. Photos are added to the library on the way. A sample of each kind of\n" +
			"photo is computed anew and compared first. It needs rclip's model: the one named standard, or --model FOLDER.",
		Example: "  catchlight library import-rclip\n  catchlight library import-rclip ~/.local/share/rclip/db.sqlite3",
		RunE: func(cmd *cobra.Command, args []string) error {
			return p.withLibrary(func(s *session) error { return s.importRclip(cmd.Context(), slices.Concat(args, rclipPlaces())) })
		},
	}
}

// rclipPlaces are where rclip keeps its index.
func rclipPlaces() []string {
	if dir := os.Getenv("RCLIP_DATADIR"); dir != "" {
		return []string{filepath.Join(dir, "db.sqlite3")}
	}
	home, _ := os.UserHomeDir() // without one there is no index
	dir := filepath.Join(home, ".local", "share")
	switch runtime.GOOS {
	case "windows":
		dir = filepath.Join(home, "AppData", "Roaming")
	case "darwin":
		dir = filepath.Join(home, "Library", "Application Support")
	}
	return []string{filepath.Join(dir, "rclip", "db.sqlite3")}
}

// importRclip takes over the first of the places.
func (s *session) importRclip(ctx context.Context, places []string) error {
	enc, err := s.openRclipModel(places[0])
	if err != nil {
		return err
	}
	line := s.progressLine("Reading")
	whys := map[string]int{}
	var unprinted error
	done, err := rclip.Reuse(ctx, s.lib, enc, places[0], rclip.Options{
		Progress: func(p library.Progress) { line.update(p.Done, p.Total) },
		Each: func(path string, reused bool, why error) {
			line.clear()
			if why != nil {
				whys[reason(why)]++
			}
			unprinted = errors.Join(unprinted, s.emit(rclipLine{at(path), reused, reason(why)}, ""))
		},
	})
	line.clear()
	if err := errors.Join(err, enc.Close(), unprinted); err != nil {
		return err
	}
	return s.sayReused(done, whys)
}

func (s *session) openRclipModel(index string) (tagging.Encoder, error) {
	name := s.model
	if name == "" {
		name = rclipModel
	}
	enc, err := openModel(name, clip.Options{})
	if !errors.Is(err, clip.ErrNotHere) {
		return enc, err
	}
	downloaded := filepath.Join(filepath.Dir(index), "ViT-B-32-256-datacomp_s34b_b86k") // by rclip, see its model_download.py
	if _, statErr := os.Stat(downloaded); statErr == nil {
		return nil, fmt.Errorf("rclip's vectors are those of the model %s, which is not here: take rclip's own copy by \"catchlight models add %s\"", name, downloaded)
	}
	return nil, fmt.Errorf("rclip's vectors can only be checked with its model: %w", err)
}

func (s *session) sayReused(done rclip.Reused, whys map[string]int) error {
	sum := rclipSummary{Photos: done.Photos, Reused: done.Reused, Known: done.Known, Groups: []rclipGroupLine{}}
	for _, g := range done.Groups {
		sum.Groups = append(sum.Groups, rclipGroupLine{
			string(g.Format), g.Turned, g.Photos, g.Checked, rounded(g.Mean, 4), rounded(g.Least, 4), g.Taken,
		})
		s.say("%s: %d of %s checked, cosine %.4f in the mean, %.4f at least: %s", groupTitle(g), g.Checked,
			library.Counted(g.Photos, "photo", "photos"), g.Mean, g.Least, map[bool]string{true: "taken over", false: "left out"}[g.Taken])
	}
	for _, why := range slices.Sorted(maps.Keys(whys)) {
		s.say("%s not taken over: %s", library.Counted(whys[why], "photo", "photos"), why)
	}
	plain := fmt.Sprintf("%s in rclip's index: %s taken over, %d known already", library.Counted(sum.Photos, "photo", "photos"), library.Counted(sum.Reused, "vector", "vectors"), sum.Known)
	return s.emit(summaryLine{sum}, strings.Split(plain, "\n")...)
}

func groupTitle(g rclip.Group) string {
	if g.Turned {
		return g.Format.Name() + ", turned"
	}
	return g.Format.Name()
}
