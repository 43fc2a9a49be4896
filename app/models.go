package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"

	"github.com/adrg/xdg"
	"github.com/spf13/cobra"

	"catchlight/app/usage"
	"catchlight/library"
	"catchlight/tagging"
	"catchlight/tagging/clip"
)

// modelLine is the JSON line of a model.
type modelLine struct {
	Name      string  `json:"name"`
	Installed bool    `json:"installed"`
	Active    bool    `json:"active"`
	Bytes     int64   `json:"bytes"`
	Licence   string  `json:"licence"`
	Speed     float64 `json:"photos_per_second"` // of the last index run of some length here; 0: there was none
	Quantised bool    `json:"quantised"`         // this library is worked on with the 8-bit tower
	Vectors   int     `json:"vectors"`           // of the library's photos
	Problem   string  `json:"problem"`           // why an installed model cannot be used

	Trial *clip.Outcome `json:"trial,omitempty"` // of the 8-bit tower on this machine
}

func (p *program) modelsCommand() *cobra.Command {
	var from string
	get := &cobra.Command{
		Use: "get NAME", Short: "Download a model; what an earlier try brought is kept", Args: usage.Takes(1, 1),
		Example: "  catchlight models get standard\n  catchlight models get standard --from /media/stick/models",
		RunE:    func(cmd *cobra.Command, args []string) error { return p.modelsGet(cmd.Context(), args[0], from) },
	}
	get.Flags().StringVar(&from, "from", "", "take the files from this `FOLDER|URL`")
	return group("models", "The ladder of models", "  catchlight models list",
		&cobra.Command{
			Use: "list", Short: "List the models", Example: "  catchlight models list", Args: usage.Takes(0, 0),
			RunE: func(*cobra.Command, []string) error { return p.withLibrary((*session).modelsList) },
		},
		get,
		&cobra.Command{
			Use: "add FOLDER", Short: "Copy a model from a folder or a USB stick", Args: usage.Takes(1, 1),
			Long: "Copies a model into Catchlight's data folder, after it has been tried. The folder holds a model.json, or files named\n" +
				"as rclip's (visual.onnx, textual.onnx) or Hugging Face's (vision_model.onnx, text_model.onnx, flat or in onnx).",
			Example: "  catchlight models add /media/stick/my-model",
			RunE:    func(cmd *cobra.Command, args []string) error { return p.modelsAdd(cmd.Context(), args[0]) },
		},
		&cobra.Command{
			Use: "verify [NAME]", Short: "Check the files of a model", Args: usage.Takes(0, 1),
			Example: "  catchlight models verify standard",
			RunE:    func(cmd *cobra.Command, args []string) error { return p.modelsVerify(cmd.Context(), args) },
		},
		p.modelsRemoveCommand(),
	)
}

func (p *program) modelsRemoveCommand() *cobra.Command {
	var vectors bool
	cmd := &cobra.Command{
		Use: "remove NAME", Short: "Delete the files of a model; with --vectors what it made of the photos too", Args: usage.Takes(1, 1),
		Long: "Deletes a model's files. The library keeps the vectors that the model made, so that a later download goes on where\n" +
			"it was; --vectors forgets them too, and \"library compact\" then gives the space back. Decisions always stay.",
		Example: "  catchlight models remove fast\n  catchlight models remove fast --vectors && catchlight library compact",
		RunE: func(_ *cobra.Command, args []string) error {
			return p.withLibrary(func(s *session) error { return s.modelsRemove(args[0], vectors) })
		},
	}
	cmd.Flags().BoolVar(&vectors, "vectors", false, "forget the vectors that the model made, too")
	return cmd
}

// shelf is where the user's models lie, each in the folder of its name.
func shelf() clip.Shelf { return clip.Shelf(filepath.Join(xdg.DataHome, "catchlight", "models")) }

func (s *session) modelsList() error {
	active, vectors := s.modelName(), s.lib.Info().Models
	for _, o := range shelf().Offers() {
		line := modelLine{
			Name: o.Manifest.Name, Installed: o.Installed, Active: o.Manifest.Name == active, Licence: o.Manifest.Licence,
			Bytes: o.Manifest.Bytes(), Vectors: vectors[clip.VectorsName(o.Manifest.Name)], Problem: reason(o.Problem),
		}
		if o.Installed && o.Problem == nil {
			if err := s.describeTowers(&line, vectors); err != nil {
				return err
			}
		}
		if err := s.emit(line, line.String()); err != nil {
			return err
		}
	}
	return nil
}

// describeTowers says which image tower of an installed model is used, and what became of the trial
// of the 8-bit one.
func (s *session) describeTowers(line *modelLine, vectors map[string]int) error {
	towers, err := s.towers(line.Name)
	if err != nil {
		return err
	}
	key := towers.VectorsName()
	line.Quantised = towers.Small()
	if tuning, known := tagging.Tuned(s.lib, key); known {
		line.Speed = rounded(tuning.Speed, 1)
	}
	line.Vectors = vectors[key]
	if outcome, tried := towers.Outcome(); tried {
		line.Trial = &outcome
	}
	return nil
}

func (l modelLine) String() string {
	state := "not here: catchlight models get " + l.Name
	switch {
	case l.Problem != "":
		state = l.Problem
	case l.Active && l.Installed:
		state = "in use"
	case l.Installed:
		state = "installed"
	}
	if l.Quantised {
		state += ", in 8 bits"
	}
	if l.Speed > 0 {
		state += fmt.Sprintf(", %.3g photos/s here", l.Speed)
	}
	if l.Trial != nil {
		state += " (" + l.Trial.String() + ")"
	}
	return fmt.Sprintf("%-20s %5.0f MB  %-15s  %s", l.Name, megabytes(l.Bytes), licenceText(l.Licence), state)
}

func megabytes(n int64) float64 { return float64(n) / 1e6 }

func licenceText(licence string) string {
	if licence == "" {
		return "licence unknown"
	}
	return licence
}

func (p *program) modelsGet(ctx context.Context, name, from string) error {
	m, err := clip.Offered(name)
	if err != nil {
		return err
	}
	p.say("%s: %s, %.0f MB, licence %s", m.Title, m.Source, megabytes(m.Bytes()), licenceText(m.Licence))
	folder := ""
	err = p.transfer("Downloading MB", func(d clip.Download) error {
		d.From = from
		folder, err = shelf().Get(ctx, m, d)
		return err
	})
	if err != nil {
		return err
	}
	p.say("%s is installed in %s", name, folder)
	return nil
}

// transfer runs work with a line of its progress.
func (p *program) transfer(verb string, work func(clip.Download) error) error {
	line := p.progressLine(verb)
	err := work(clip.Download{Progress: func(done, total int64) { line.update(int(done/1e6), int(total/1e6)) }})
	line.clear()
	return err
}

func (p *program) modelsAdd(ctx context.Context, folder string) error {
	var added clip.Model
	err := p.transfer("Copying MB", func(d clip.Download) (err error) {
		added, err = shelf().Add(ctx, folder, d)
		return err
	})
	if err != nil {
		return err
	}
	m := added.Manifest
	p.say("%s is installed: %.0f MB, %s; use it with --model %s", m.Name, megabytes(m.Bytes()), licenceText(m.Licence), m.Name)
	return nil
}

// modelsVerify checks the named model, or all that are installed.
func (p *program) modelsVerify(ctx context.Context, args []string) error {
	names := args
	if len(names) == 0 {
		for _, o := range shelf().Offers() {
			if o.Installed {
				names = append(names, o.Manifest.Name)
			}
		}
	}
	var failed error
	for _, name := range names {
		model, err := shelf().Find(name)
		if err == nil {
			err = model.Verify(ctx)
		}
		if err == nil {
			p.say("%s is whole", name)
		} else {
			err = fmt.Errorf("%s: %w", name, err)
		}
		failed = errors.Join(failed, err)
	}
	return failed
}

// modelsRemove deletes a model's files, its vectors when asked, and goes back to the starter where
// it was the chosen one.
func (s *session) modelsRemove(name string, vectors bool) error {
	err := shelf().Remove(name)
	counts, kept := s.lib.Info().Models, 0
	keys := clip.StoredNames(name)
	for _, key := range keys {
		kept += counts[key]
	}
	if err != nil && (!vectors || kept == 0) {
		return err
	}
	if set := s.lib.Settings(); set.Model == name {
		set.Model = ""
		if err := s.lib.SetSettings(set); err != nil {
			return err
		}
		s.say("suggestions come from the starter again")
	}
	if !vectors || kept == 0 {
		s.say("%s is removed; %s stay in the library", name, library.Counted(kept, "vector", "vectors"))
		return nil
	}
	for _, key := range keys {
		if err := s.lib.ForgetModel(key); err != nil {
			return err
		}
	}
	s.say("%s is removed, and %s; \"catchlight library compact\" gives the space back", name, library.Counted(kept, "vector", "vectors"))
	return nil
}
