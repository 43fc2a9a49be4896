package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"catchlight/library"
	"catchlight/tagging"
	"catchlight/tagging/clip"
	"catchlight/tagging/vocabulary"
)

// session is the program with its library open.
type session struct {
	*program
	lib *library.Library
}

// withLibrary opens the library for a command, does the work, keeps a backup when one is due, and
// closes the library again.
func (p *program) withLibrary(work func(s *session) error) error {
	return p.withOpenLibrary(func(s *session) error {
		err := work(s)
		if errors.Is(err, library.ErrDamaged) {
			return err // it says what to do; a copy would be damaged too
		}
		if _, failed := s.lib.BackUp(context.Background()); failed != nil {
			s.say("no backup of the library was made: %v", failed)
		}
		return err
	})
}

// withOpenLibrary opens the library, does the work and closes it again. It says what the start put
// right of a write that was cut short.
func (p *program) withOpenLibrary(work func(s *session) error) error {
	lib, err := p.openLibrary()
	if err != nil {
		return err
	}
	err = work(&session{program: p, lib: lib})
	return errors.Join(err, lib.Close())
}

func (p *program) openLibrary() (*library.Library, error) {
	path, err := p.libraryPath()
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, fmt.Errorf("make the library's folder (choose another place with --library): %w", err)
	}
	if library.IsBackup(path) {
		return nil, fmt.Errorf("%s is a copy of a library: put it in its place with \"catchlight library restore %s\", "+
			"or copy it into another folder to look into it", path, path)
	}
	lib, err := library.Open(path)
	if errors.Is(err, library.ErrLocked) {
		return nil, fmt.Errorf("%s: %w%s: close the window or use --library", path, library.ErrLocked, holder(path))
	}
	if err != nil {
		return nil, err
	}
	if p.memoryMB > 0 {
		lib.Memory().Limit(int64(p.memoryMB) << 20)
	}
	for _, sentence := range lib.Recovered() {
		p.say("%s", sentence)
	}
	return lib, nil
}

// holder names the process that has a library open, where that is known: its window may not show.
func holder(path string) string {
	if pid := library.Holder(path); pid > 0 {
		return fmt.Sprintf(" (process %d)", pid)
	}
	return ""
}

// modelName is the model to use: --model, else the one chosen in the preferences, else the starter.
func (s *session) modelName() string { return clip.Chosen(s.model, s.lib.Settings().Model) }

// openModel opens the model of that name, the starter for "", or the one in that folder. It blocks
// for as long as the model takes to load.
func openModel(name string, o clip.Options) (tagging.Encoder, error) {
	model, err := shelf().Find(name)
	if err != nil {
		return nil, err
	}
	return clip.Open(model, o)
}

// vocabulary is the named ones together, else those chosen in the preferences, else essentials.
func (s *session) vocabulary(named ...string) (*vocabulary.Vocabulary, error) {
	named = slices.DeleteFunc(slices.Clone(named), func(name string) bool { return name == "" })
	preferred := len(named) == 0
	if preferred {
		named = vocabulary.InUse(s.lib.Settings())
	}
	load := vocabulary.NamedTogether
	if preferred {
		load = vocabulary.LoadTogether
	}
	v, err := load(s.lib.Vocabularies(), named, cmp.Or(s.tagNames, s.lib.Settings().TagNames))
	if preferred && errors.Is(err, vocabulary.ErrNotFound) {
		return nil, fmt.Errorf("%w: it is the one of the preferences; choose another there, or name one", err)
	}
	return v, err
}
