package main

import (
	"cmp"
	"context"
	"errors"
	"path/filepath"
	"runtime/debug"

	"github.com/adrg/xdg"

	"catchlight/tagging"
	"catchlight/tagging/clip"
)

// engine is the open model of a session, with the image tower that the library is to be worked on
// with. A run may find that this is the other one: then reopen replaces it.
type engine struct {
	tagging.Encoder
	towers  clip.Towers
	options clip.Options
	closer  bool // looks closer (tagging.LookCloser)
}

// garbagePercent is how far the heap may grow over what is in use before it is collected, half of Go's
// usual waste: photos under way are large, and there are few other things to collect.
const garbagePercent = 50

// withModel opens the chosen model, does the work and frees the model again.
func (s *session) withModel(work func(e *engine) error) error {
	debug.SetGCPercent(garbagePercent)
	e, err := s.openEngine(s.modelName(), func(sentence string) { s.say("%s", sentence) })
	if err != nil {
		return err
	}
	e.lookCloser(s.closer)
	err = work(e)
	return errors.Join(err, e.Close())
}

// lookCloser makes the engine look closer, if it is to.
func (e *engine) lookCloser(closer bool) {
	if e.closer = closer; closer {
		e.Encoder = tagging.LookCloser(e.Encoder)
	}
}

// shouldSwitch is tagging.IndexOptions.ShouldSwitch: who looks closer stays with the tower that is
// open.
func (e *engine) shouldSwitch() func(context.Context, [][]float32) bool {
	if e.closer {
		return nil
	}
	return e.towers.ShouldSwitch(e.Encoder)
}

// openEngine opens a model; said hears which device computes, when another than the processor was
// asked for.
func (s *session) openEngine(name string, said func(string)) (*engine, error) {
	towers, err := s.towers(name)
	if err != nil {
		return nil, err
	}
	o := clip.Options{Said: said}
	if o.Device, err = clip.ParseDevice(cmp.Or(s.device, s.lib.Settings().Device)); err != nil {
		return nil, err
	}
	enc, err := towers.Open(o)
	if err != nil {
		return nil, err
	}
	return &engine{Encoder: enc, towers: towers, options: o}, nil
}

// towers are the two image towers of a model, "" the starter's, with what the user has said about
// them.
func (s *session) towers(name string) (clip.Towers, error) {
	model, err := shelf().Find(name)
	if err != nil {
		return clip.Towers{}, err
	}
	said := s.quantised
	if said == "" {
		said = s.lib.Settings().Quantised
	}
	use, err := clip.ParseQuantised(said)
	return clip.Towers{
		Model: model, Library: s.lib, Use: use, Folder: filepath.Join(xdg.CacheHome, "catchlight", "towers"),
	}, err
}

// reopen goes over to the tower that the library has outgrown the open one for.
func (e *engine) reopen() error {
	enc, err := e.towers.Open(e.options)
	if err != nil {
		return err
	}
	old := e.Encoder
	e.Encoder = enc
	e.lookCloser(e.closer)
	return old.Close()
}

// openNamedModel opens a model for the window.
func (s *session) openNamedModel(name string, said func(string)) (tagging.Encoder, error) {
	e, err := s.openEngine(name, said)
	if err != nil {
		return nil, err
	}
	return e.Encoder, nil
}

// shouldSwitch is tagging.IndexOptions.ShouldSwitch for a model that openNamedModel gave.
func (s *session) shouldSwitch(name string, enc tagging.Encoder) func(context.Context, [][]float32) bool {
	towers, err := s.towers(name)
	if err != nil {
		return nil
	}
	return towers.ShouldSwitch(enc)
}
