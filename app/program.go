package main

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"

	"github.com/adrg/xdg"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"catchlight/tagging/lexicon"
)

// program is what all commands share: the streams and the common flags. It is filled in by cobra before a command runs
// and only read after that.
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
	f.IntVar(&p.memoryMB, "memory", 0, "memory for photos that are being decoded, in `MB` (default: as in the preferences, else 512)")
	f.StringVar(&p.device, "device", "", "compute photos on `cpu|coreml|directml|cuda` (default: as in the preferences, else cpu)")
	_ = f.MarkHidden("device") // untested where there is another than the processor: see docs/MODELS.md
	f.StringVar(&p.tagNames, "tag-names", "", "name the built-in tags in a `LANGUAGE`: "+strings.Join(lexicon.Languages(), ", ")+
		" (default: as in the preferences, else en)")
	f.BoolVar(&p.noPeople, "no-people", false, "do not look for people on photos (default: as in the preferences)")
	f.BoolVar(&p.json, "json", false, "print one JSON object a line on standard output")
	f.BoolVar(&p.quiet, "quiet", false, "no messages but failures, no progress")
}

// libraryPath is where the library lies: --library, else $CATCHLIGHT_LIBRARY, else the user's data folder.
func (p *program) libraryPath() (string, error) {
	if p.libraryFile != "" {
		return filepath.Abs(p.libraryFile)
	}
	if named := os.Getenv("CATCHLIGHT_LIBRARY"); named != "" {
		return filepath.Abs(named)
	}
	return filepath.Join(xdg.DataHome, "catchlight", "library.db"), nil
}

// addCloser adds the flag of the commands that look at photos.
func (p *program) addCloser(fs *pflag.FlagSet) {
	fs.BoolVar(&p.closer, "closer", false, "look closer: at four parts of each photo beside the whole, for five times the computing; such\n"+
		"vectors are kept apart and serve this option only")
}
