package main

import (
	"context"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"catchlight/app/usage"
	"catchlight/ui/update"
)

// repository is OWNER/NAME of the repository on GitHub of whose releases this program is one. The
// workflow that makes releases sets it with -ldflags "-X main.repository=…", from its own name; a
// program that was built by hand has none, and asks nobody.
var repository = ""

// releases is where the newest release is asked for: $CATCHLIGHT_RELEASES, as of a mirror inside a
// company, else the repository's.
func releases() update.Source {
	if named := os.Getenv("CATCHLIGHT_RELEASES"); named != "" {
		return update.Source{Address: named}
	}
	return update.OfRepository(repository)
}

// versionLine is the JSON line of the version.
type versionLine struct {
	Version string `json:"version"`
	Newest  string `json:"newest"` // "" without --check
	Newer   bool   `json:"newer"`
	Page    string `json:"page"`
	Notes   string `json:"notes"`
}

func (p *program) versionCommand() *cobra.Command {
	var check bool
	cmd := &cobra.Command{
		Use: "version", Short: "Say which version this is, and with --check whether there is a newer one", Args: usage.Takes(0, 0),
		Long: "Prints the version. With --check the page of the releases is asked, once, for the newest one; it learns your computer's\n" +
			"network address, as of every request, and nothing else. Nothing is downloaded, and nothing asks by itself.\n" +
			"$CATCHLIGHT_RELEASES names another place: an address by https:// that answers as GitHub does for a release.",
		Example: "  catchlight version --check",
		RunE:    func(cmd *cobra.Command, _ []string) error { return p.version(cmd.Context(), check) },
	}
	cmd.Flags().BoolVar(&check, "check", false, "ask whether there is a newer version")
	return cmd
}

func (p *program) version(ctx context.Context, check bool) error {
	if !check {
		return p.emit(versionLine{Version: version}, "catchlight version "+version)
	}
	r, err := releases().Newest(ctx)
	if err != nil {
		return err
	}
	line := versionLine{Version: version, Newest: r.Version, Newer: r.NewerThan(version), Page: r.Page, Notes: r.Notes}
	if !line.Newer {
		return p.emit(line, "catchlight "+version+" is the newest version")
	}
	text := "catchlight " + r.Version + " is out; this is " + version
	if r.Page != "" {
		text += ": " + r.Page
	}
	return p.emit(line, append([]string{text}, strings.Split(r.Notes, "\n")...)...)
}
