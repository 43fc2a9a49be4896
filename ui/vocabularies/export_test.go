package vocabularies

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"catchlight/tagging/vocabulary"
	"catchlight/ui/jobs"
	"catchlight/ui/kit"
	"catchlight/ui/phrase"
)

// TestExportTouchesNoFileThatIsThere: a list gets a file of its own in the folder, whatever has its
// name already: another list, a photo, a folder.
func TestExportTouchesNoFileThatIsThere(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(kit.NewTheme("", 1))
	phrase.Speak("en")
	for _, ending := range []string{".txt", ".csv", ".tsv"} {
		t.Run(ending, func(t *testing.T) {
			folder, posted, said, shows := t.TempDir(), make(chan func(), 1), "", ""
			names := []string{"mine" + ending, "mine-2" + ending}
			for _, name := range names {
				if err := os.WriteFile(filepath.Join(folder, name), []byte("of the user"), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			if err := os.Mkdir(filepath.Join(folder, "mine-3"+ending), 0o700); err != nil {
				t.Fatal(err)
			}
			draft, err := vocabulary.NewDraft("mine", []byte("animal\n\tdog\n\tcat\n"))
			if err != nil {
				t.Fatal(err)
			}
			group := jobs.NewGroup(context.Background())
			e := &Editor{draft: draft, list: source{name: "mine"}, deps: Deps{
				Errands: jobs.NewErrands(group, func(f func()) { posted <- f }), AskFolder: func(chosen func(string)) { chosen(folder) },
				Saved: func(text, path string) { said, shows = text, path }, Fail: func(what string, err error) { t.Error(what, err) },
			}}
			e.export(ending)
			(<-posted)()
			written := filepath.Join(folder, "mine-4"+ending)
			if v, data, err := vocabulary.Read(written); err != nil || len(v.Tags) != 3 {
				t.Errorf("%s has %q: %v", written, data, err)
			}
			if !strings.Contains(said, filepath.Base(written)) || shows != written {
				t.Errorf("%q does not say where the list is, and leads to %q", said, shows)
			}
			for _, name := range names {
				if data, err := os.ReadFile(filepath.Join(folder, name)); err != nil || string(data) != "of the user" {
					t.Errorf("%s has %q now, %v", name, data, err)
				}
			}
		})
	}
}
