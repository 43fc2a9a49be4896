package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/adrg/xdg"
	"github.com/spf13/cobra"

	"catchlight/tagging/clip"
)

// modelLine is the JSON line of a model.
type modelLine struct {
	Name      string  `json:"name"`
	Installed bool    `json:"installed"`
	Active    bool    `json:"active"`
	Bytes     int64   `json:"bytes"`
	Licence   string  `json:"licence"`
	Speed     float64 `json:"photos_per_second"` // 0: not measured here
	Quantised bool    `json:"quantised"`
}

func (p *program) modelsCommand() *cobra.Command {
	var from string
	get := &cobra.Command{
		Use: "get NAME", Short: "Download a model; what an earlier try brought is kept", Args: cobra.ExactArgs(1),
		Example: "  catchlight models get standard\n  catchlight models get standard --from /media/stick/models",
		RunE:    func(cmd *cobra.Command, args []string) error { return p.modelsGet(cmd.Context(), args[0], from) },
	}
	get.Flags().StringVar(&from, "from", "", "take the files from this `FOLDER|URL`")
	return group("models", "The ladder of models", "  catchlight models list",
		&cobra.Command{
			Use: "list", Short: "List the models", Example: "  catchlight models list", Args: cobra.NoArgs,
			RunE: func(*cobra.Command, []string) error { return p.withLibrary((*session).modelsList) },
		},
		get,
		later("add", "Add a model of your own", "  catchlight models add FOLDER"),
		&cobra.Command{
			Use: "verify [NAME]", Short: "Check the files of a model", Args: cobra.MaximumNArgs(1),
			Example: "  catchlight models verify standard",
			RunE:    func(cmd *cobra.Command, args []string) error { return p.modelsVerify(cmd.Context(), args) },
		},
	)
}

// modelsFolder is where downloaded models lie, each in the folder of its name.
func modelsFolder() string { return filepath.Join(xdg.DataHome, "catchlight", "models") }

// isInstalled tells whether the model of a name can be opened.
func isInstalled(name string) bool {
	info, err := os.Stat(filepath.Join(modelsFolder(), name))
	return name == starterName || err == nil && info.IsDir()
}

func (s *session) modelsList() error {
	active := s.modelName()
	for _, m := range clip.Ladder() {
		line := modelLine{Name: m.Name, Installed: isInstalled(m.Name), Active: m.Name == active, Licence: m.Licence}
		for _, f := range m.Files {
			line.Bytes += f.Bytes
		}
		if err := s.emit(line, line.String()); err != nil {
			return err
		}
	}
	return nil
}

func (l modelLine) String() string {
	state := "not here: catchlight models get " + l.Name
	switch {
	case l.Active && l.Installed:
		state = "in use"
	case l.Installed:
		state = "installed"
	}
	return fmt.Sprintf("%-10s %5.0f MB  %s  %s", l.Name, float64(l.Bytes)/1e6, l.Licence, state)
}

// modelOf is the manifest of a name of the ladder.
func modelOf(name string) (clip.Manifest, error) {
	for _, m := range clip.Ladder() {
		if m.Name == name {
			return m, nil
		}
	}
	return clip.Manifest{}, fmt.Errorf("there is no model %q: see \"catchlight models list\"", name)
}

func (p *program) modelsGet(ctx context.Context, name, from string) error {
	m, err := modelOf(name)
	if err != nil {
		return err
	}
	if isInstalled(name) {
		p.say("%s is installed already", name)
		return nil
	}
	const megabyte = 1 << 20
	line := p.progressLine("Downloading MB")
	folder, err := clip.Install(ctx, m, modelsFolder(), clip.Download{
		From: from, Progress: func(done, total int64) { line.update(int(done/megabyte), int(total/megabyte)) },
	})
	line.clear()
	if err != nil {
		return err
	}
	p.say("%s is installed in %s", name, folder)
	return nil
}

// modelsVerify checks the named model, or all that are installed.
func (p *program) modelsVerify(ctx context.Context, args []string) error {
	names := args
	if len(names) == 0 {
		for _, m := range clip.Ladder() {
			if isInstalled(m.Name) {
				names = append(names, m.Name)
			}
		}
	}
	var failed error
	for _, name := range names {
		model, err := loadModel(name)
		if err == nil {
			err = model.Verify(ctx)
		}
		if err == nil {
			p.say("%s is whole", name)
		}
		failed = errors.Join(failed, err)
	}
	return failed
}

// loadModel finds a model by its name, "" for the starter, or in a folder of the user's. It opens no graph.
func loadModel(name string) (clip.Model, error) {
	if name == "" || name == starterName {
		return clip.Starter(), nil
	}
	if isInstalled(name) {
		return clip.Load(filepath.Join(modelsFolder(), name))
	}
	if info, err := os.Stat(name); err == nil && info.IsDir() {
		return clip.Load(name)
	}
	if _, err := modelOf(name); err != nil {
		return clip.Model{}, fmt.Errorf("there is no model and no folder %q: leave --model out to use the starter", name)
	}
	return clip.Model{}, fmt.Errorf("the model %s is not here: run \"catchlight models get %s\"", name, name)
}
