package main

import (
	"context"
	"errors"
	"fmt"
	"log"
	"path/filepath"
	"sync"
	"time"

	"fyne.io/fyne/v2/app"
	"github.com/adrg/xdg"

	"catchlight/app/dock"
	"catchlight/app/instance"
	"catchlight/library"
	"catchlight/library/disk"
	"catchlight/library/thumb"
	"catchlight/tagging"
	"catchlight/tagging/clip"
	"catchlight/ui"
	"catchlight/ui/failure"
)

// appID names the program to the desktop and to Fyne's own settings (window size); it is the ID of
// FyneApp.toml.
const appID = "app.catchlight.Catchlight"

// Thumbnails may use this much memory and disk, in bytes: in memory those of a dozen screens, for one
// comes from the disk in two milliseconds.
const (
	thumbMemory = 48 << 20
	thumbDisk   = 1 << 30
)

// takeOverWait is how long a start tries to get at a window that is noted, or at its library,
// before it gives up: the window may be just opening, or just closing.
const takeOverWait = 12 * time.Second

// window opens the window on the library and adds paths to it, or hands them to the one that is
// open. It blocks until the window is closed, as Quit does it: also when ctx ends. A start that
// fails is shown, where there is a display, and something to choose or no terminal to read it on.
func (p *program) window(ctx context.Context, paths []string) error {
	err := p.openWindow(ctx, paths)
	if err == nil || ctx.Err() != nil || checkDisplay() != nil {
		return err
	}
	ways := p.ways(err)
	if len(ways) == 0 && isTerminal(p.messages) {
		return err
	}
	p.say("catchlight: %v", err)
	if failure.Show(ctx, app.NewWithID(appID), p.language(), err, ways...) {
		return p.startAnew(ctx)
	}
	return err
}

// language is that of the window, as far as the settings say it, also where the library does not
// open; "" is the system's.
func (p *program) language() string {
	path, err := p.libraryPath()
	if err != nil { // as where the disk is away that the library was moved to: its settings of before may be there
		path, err = p.chosenPath()
	}
	if err != nil {
		return ""
	}
	return library.SettingsBeside(path).Language
}

// openWindow hands paths over to a window that shows, and otherwise takes over itself.
func (p *program) openWindow(ctx context.Context, paths []string) error {
	paths, err := absolute(paths)
	if err != nil {
		return err
	}
	libraryPath, err := p.libraryPath()
	if err != nil {
		return err
	}
	meet, err := instance.For(libraryPath)
	if err != nil {
		return err
	}
	for end := time.Now().Add(takeOverWait); ; {
		mute := meet.HandOver(paths)
		if mute == nil {
			p.say("the window that is open has taken over")
			return nil
		}
		if err := checkDisplay(); err != nil {
			return err
		}
		err = p.withOpenLibrary(func(s *session) error { return s.show(ctx, meet, paths) })
		switch {
		case !errors.Is(err, library.ErrLocked) || ctx.Err() != nil:
			return err
		case time.Now().After(end) && errors.Is(mute, instance.ErrMute):
			return fmt.Errorf("%s: the window that has it open%s does not answer: end that process, then start again (photos and library "+
				"are safe), or use --library", libraryPath, holder(libraryPath))
		case time.Now().After(end), !meet.Noted():
			return err
		}
	}
}

// absolute makes paths independent of the working directory, which another window does not share.
func absolute(paths []string) ([]string, error) {
	var all []string
	for _, path := range paths {
		abs, err := disk.Absolute(path)
		if err != nil {
			return nil, fmt.Errorf("find %s: %w", path, err)
		}
		all = append(all, abs)
	}
	return all, nil
}

// show runs the window, and beside it the listeners for later starts and for what is opened from the
// Dock, and the wait for a signal.
func (s *session) show(ctx context.Context, meet instance.Meeting, paths []string) error {
	thumbs, err := thumb.NewCache(filepath.Join(xdg.CacheHome, "catchlight", "thumbnails"), thumbMemory, thumbDisk)
	if err != nil {
		return err
	}
	defer thumbs.Close()
	thumbs.Around(s.lib.BeginDecoding)
	later, err := meet.Listen()
	if err != nil {
		return err
	}
	log.SetOutput(&quietLog{to: s.messages})
	dock.Listen()
	fyneApp := app.NewWithID(appID)
	var w *ui.Window
	w = ui.New(fyneApp, ui.Deps{
		Library: s.lib, Thumbs: thumbs, ShouldSwitch: s.shouldSwitch, Args: paths, Version: version, Releases: releases(), Model: s.model, Shelf: shelf(),
		People:    s.peopleForWindow(),
		OpenModel: func(name string) (tagging.Encoder, error) { return s.openNamedModel(name, w.Computing) },
		Devices:   func() ([]clip.Device, error) { return clip.Devices("") },
	})
	alive, stop := context.WithCancel(ctx)
	var beside sync.WaitGroup
	beside.Go(func() { later.Serve(alive, w.Open) })
	beside.Go(func() { dock.Serve(alive, w.Open) })
	go s.leaveAnyway(w)
	deaf, deafToo := context.AfterFunc(ctx, w.Quit), func() {}
	fyneApp.Lifecycle().SetOnStarted(func() { deafToo = onlyOnSignal(w.Quit) })
	w.ShowAndRun()
	deaf()
	deafToo()
	stop()
	beside.Wait()
	return nil
}
