package main

import (
	"cmp"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"sync/atomic"

	"github.com/adrg/xdg"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"catchlight/app/usage"
	"catchlight/library"
	"catchlight/tagging/lexicon"
)

// program is what all commands share: the streams and the common flags. It is filled in by cobra
// before a command runs and only read after that.
type program struct {
	in       *os.File
	out      io.Writer
	messages io.Writer

	libraryFile string
	model       string
	quantised   string
	memoryMB    int
	device      string
	closer      bool // of the commands that have the flag
	tagNames    string
	json        bool
	quiet       bool
	noPeople    bool

	windowed *atomic.Bool // the window is what runs, no command
}

func newProgram(in *os.File, out, messages io.Writer) *program {
	return &program{in: in, out: out, messages: messages, windowed: new(atomic.Bool)}
}

// addCommonFlags gives cmd and all commands below it the flags that work everywhere.
func (p *program) addCommonFlags(cmd *cobra.Command) {
	f := cmd.PersistentFlags()
	f.StringVar(&p.libraryFile, "library", "", "library `FILE` (default: $CATCHLIGHT_LIBRARY, else in your data folder)")
	f.StringVar(&p.model, "model", "", "model `NAME|FOLDER` (default: the one chosen in the preferences, else the starter)")
	f.StringVar(&p.quantised, "quantised", "",
		"compute photos in 8 bits: `auto|on|off` (default: as in the preferences, else auto: when the model has earned it here)")
	usage.AddNumber(f, &p.memoryMB, "memory", 0, 1, "memory for photos that are being decoded, in `MB` (default: as in the preferences, else 512)")
	f.StringVar(&p.device, "device", "", "compute photos on `cpu|coreml|directml|cuda` (default: as in the preferences, else cpu)")
	_ = f.MarkHidden("device") // untested where there is another than the processor: see docs/MODELS.md
	f.StringVar(&p.tagNames, "tag-names", "", "name the built-in tags, and yours that have names in it, in a `LANGUAGE`: "+strings.Join(lexicon.Languages(), ", ")+
		" (default: as in the preferences, else en)")
	f.BoolVar(&p.noPeople, "no-people", false, "do not look for people on photos (default: as in the preferences)")
	f.BoolVar(&p.json, "json", false, "print one JSON object a line on standard output")
	f.BoolVar(&p.quiet, "quiet", false, "no messages but failures, no progress")
}

// libraryPath is where the library lies: --library, else $CATCHLIGHT_LIBRARY, else the user's data
// folder; or where it was moved to from there.
func (p *program) libraryPath() (string, error) {
	path, err := p.chosenPath()
	if err != nil {
		return "", err
	}
	return library.Moved(path)
}

// chosenPath is where the library lies, if it has not been moved from there.
func (p *program) chosenPath() (string, error) {
	return filepath.Abs(cmp.Or(p.libraryFile, os.Getenv("CATCHLIGHT_LIBRARY"), filepath.Join(xdg.DataHome, "catchlight", "library.db")))
}

// addCloser adds the flag of the commands that look at photos.
func (p *program) addCloser(fs *pflag.FlagSet) {
	fs.BoolVar(&p.closer, "closer", false, "look closer: at four parts of each photo beside the whole, for five times the computing; such "+
		"vectors are kept apart and serve this option only")
}

// Exit statuses, as the manual of the command line names them.
const (
	statusDone        = 0
	statusSomeFailed  = 1
	statusWrong       = 2
	statusInterrupted = 130 // 128 + SIGINT, what a shell reports
)

// errSomeFailed says that the run went to its end and that each photo that failed has been named
// already.
var errSomeFailed = errors.New("some photos failed")

// status is the exit status that an error ends the program with. A run that a signal cut short ends
// with 130 whatever else happened; a window that a signal closed has done what it was asked.
func status(ctx context.Context, err error) int {
	switch {
	case err == nil:
		return statusDone
	case ctx.Err() != nil || errors.Is(err, context.Canceled):
		return statusInterrupted
	case errors.Is(err, errSomeFailed), errors.Is(err, library.ErrStopped):
		return statusSomeFailed
	}
	return statusWrong
}

// finish says what ended the program, when anything did, and returns its exit status.
func (p *program) finish(ctx context.Context, err error) int {
	s := status(ctx, err)
	switch {
	case s == statusInterrupted:
		p.say("interrupted: what was done stays done, the next run continues")
	case s == statusWrong, errors.Is(err, library.ErrStopped):
		p.tell("catchlight: %s", ending(err)) // said even with --quiet: it is why the status is what it is
	}
	return s
}

// ending is why the program ends, without what has been said photo by photo.
func ending(err error) string {
	var whys []string
	for _, one := range joined(err) {
		if !errors.Is(one, errSomeFailed) {
			whys = append(whys, library.Ending(one))
		}
	}
	return strings.Join(whys, "; ")
}

// joined are the errors that errors.Join has put together.
func joined(err error) []error {
	several, ok := err.(interface{ Unwrap() []error })
	if !ok || reflect.TypeOf(err) != reflect.TypeOf(errors.Join(err)) { // those of Errorf share a sentence
		return []error{err}
	}
	var all []error
	for _, one := range several.Unwrap() {
		all = append(all, joined(one)...)
	}
	return all
}
