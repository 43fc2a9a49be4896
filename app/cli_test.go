package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"catchlight/assets"
)

// result is what a command line left behind.
type result struct {
	status   int
	out, err string
}

// try runs the program in this process, without a terminal and with a library of its own.
func try(t *testing.T, args ...string) result {
	t.Helper()
	t.Setenv("CATCHLIGHT_LIBRARY", filepath.Join(t.TempDir(), "library.db"))
	null, err := os.Open(os.DevNull)
	if err != nil {
		t.Fatal(err)
	}
	defer null.Close()
	var out, messages bytes.Buffer
	status := run(args, null, &out, &messages)
	return result{status, out.String(), messages.String()}
}

// TestWrongUsage: status 2, a sentence, and nothing on standard output.
func TestWrongUsage(t *testing.T) {
	for line, sentence := range map[string]string{
		"tag":                                     "no terminal",
		"tag --yes --max 0":                       "--max",
		"tag --yes --max many":                    "--max",
		"tag --yes --threshold 7":                 "between -1 and 1",
		"tag --yes --mode replace":                "append, overwrite",
		"tag --yes --suggest maybe":               "strict, balanced, loose",
		"tag --yes --no-such-flag":                "no-such-flag",
		"tag --dry-run --device tpu":              "cpu, mps",
		"tag -y -b -3":                            "-b -3: give a whole number",
		"search":                                  "search",
		"search dog --top -1":                     "--top",
		"search dog --paths --null":               "one of",
		"search dog --json --null":                "one of",
		"keywords":                                "needs one more word",
		"keywords rename x":                       "rename",
		"keywords add a.jpg":                      "--keyword",
		"keywords add --keyword dog":              "name the photos",
		"keywords add --keyword a||b .":           "visible character",
		"keywords set --allow raw .":              "dng, c2pa",
		"keywords list --keyword dog .":           "keyword",
		"export":                                  "needs one more word",
		"export csv .":                            "--agency",
		"export csv --agency nobody .":            "adobe",
		"export csv --agency own":                 "name the photos",
		"export csv --agency own --columns x .":   "--columns",
		"export csv --agency own --order best .":  "certain, file",
		"undo --last 3":                           "one of",
		"undo --last --list":                      "one of",
		"undo one two":                            "\"two\" too",
		"eval":                                    "needs DIR",
		"eval --border -1 .":                      "--border",
		"models":                                  "needs one more word",
		"models add no-such-folder":               "no folder",
		"models remove nothing":                   "no model",
		"models remove starter":                   "part of the program",
		"models get nothing":                      "no model",
		"models verify nothing":                   "no model",
		"tag --yes --model nothing":               "no model",
		"tag --yes --model standard":              "models get standard",
		"vocabulary import":                       "needs FILE",
		"vocabulary import no-such.txt":           "no-such.txt",
		"vocabulary check no-such.txt":            "no-such.txt",
		"vocabulary export essentials --format x": "lightroom",
		"vocabulary show":                         "needs FILE|NAME",
		"vocabulary show no-such-thing":           "no-such-thing",
		"library import-rclip --json path":        "models get standard",
		"library info now":                        "no arguments",
		"serach dog":                              "did you mean \"catchlight search\"",
		"no-such-command":                         "neither a command nor a photo",
		"vocabulary shw essentials":               "did you mean \"catchlight vocabulary show\"",
		"tag --treshold .2":                       "did you mean --threshold",
		"search dog -cat":                         "\"- cat\"",
		"keywords list -a.jpg":                    "./-a.jpg",
		"index --batch-size -1":                   "1 or more",
		"grade --take --forget":                   "the one or the others",
		"keywords add --keyword K\xe4se .":        "UTF-8",
		"search K\xe4se":                          "UTF-8",
	} {
		t.Run(line, func(t *testing.T) {
			got := try(t, strings.Fields(line)...)
			if got.status != statusWrong || got.out != "" || !strings.Contains(got.err, sentence) {
				t.Errorf("status %d, out %q, messages %q; want 2, nothing, %q", got.status, got.out, got.err, sentence)
			}
		})
	}
}

// TestUndoWithoutRuns: nothing to undo is wrong usage, an empty list is not.
func TestUndoWithoutRuns(t *testing.T) {
	if got := try(t, "undo", "--json"); got.status != statusDone || got.out != "" {
		t.Errorf("the list: %+v", got)
	}
	for _, line := range []string{"undo --last", "undo 7", "undo seven"} {
		if got := try(t, strings.Fields(line)...); got.status != statusWrong || got.out != "" {
			t.Errorf("%s: %+v", line, got)
		}
	}
}

// TestHelpEverywhere: each command explains itself with an example that starts with the program's
// name.
func TestHelpEverywhere(t *testing.T) {
	var walk func(cmd *cobra.Command)
	walk = func(cmd *cobra.Command) {
		if !cmd.Hidden {
			words := append(strings.Fields(cmd.CommandPath())[1:], "--help")
			got := try(t, words...)
			if got.status != statusDone || !strings.Contains(got.out, "Examples:\n  catchlight ") || cmd.Short == "" {
				t.Errorf("%s: %+v", cmd.CommandPath(), got)
			}
			proseFits(t, got.out, 80)
			for _, hidden := range []string{"twin-", "--filepath-only", "--subtract", "--device", "--tags-filepath", "--skip-index"} {
				if strings.Contains(got.out, hidden) {
					t.Errorf("%s shows %s", cmd.CommandPath(), hidden)
				}
			}
		}
		for _, member := range cmd.Commands() {
			walk(member)
		}
	}
	walk(rootCommand(newProgram(nil, nil, nil)))
}

// TestManualPageIsWhole: the manual page has each command and each common flag, and no others.
func TestManualPageIsWhole(t *testing.T) {
	page, err := os.ReadFile(filepath.Join("..", "packaging", "linux", "catchlight.1"))
	if err != nil {
		t.Fatal(err)
	}
	root := rootCommand(newProgram(nil, nil, nil))
	want := commandNames(root)
	root.PersistentFlags().VisitAll(func(f *pflag.Flag) {
		if !f.Hidden {
			want = append(want, "--"+f.Name)
		}
	})
	var got []string
	for _, item := range regexp.MustCompile(`(?m)^\.It (?:Cm (.*)|Fl (-[a-z-]+).*)$`).FindAllStringSubmatch(string(page), -1) {
		if got = append(got, item[1]); item[1] == "" {
			got[len(got)-1] = "-" + item[2]
		}
	}
	slices.Sort(want)
	slices.Sort(got)
	if !slices.Equal(got, want) {
		t.Errorf("the manual page has\n%q\nand the program\n%q", got, want)
	}
}

// commandNames names the commands below one that do something, as they are typed after it.
func commandNames(above *cobra.Command) (names []string) {
	for _, cmd := range above.Commands() {
		switch {
		case cmd.Hidden:
		case cmd.HasSubCommands():
			for _, name := range commandNames(cmd) {
				names = append(names, cmd.Name()+" "+name)
			}
		default:
			names = append(names, cmd.Name())
		}
	}
	return names
}

// TestLibraryInfo: the common flags work before and after the command, and the line has the fields
// of the contract.
func TestLibraryInfo(t *testing.T) {
	for _, words := range [][]string{{"library", "info", "--json"}, {"--json", "library", "info"}, {"library", "--json", "info"}} {
		got := try(t, words...)
		var line map[string]any
		if err := json.Unmarshal([]byte(got.out), &line); err != nil || got.status != statusDone {
			t.Fatalf("%v: %+v: %v", words, got, err)
		}
		for _, field := range []string{"photos", "vectors", "decisions", "bytes", "format", "path"} {
			if _, ok := line[field]; !ok {
				t.Errorf("%v: no field %s in %s", words, field, got.out)
			}
		}
	}
}

// TestLibraryPlace: --library beats the environment, the environment beats the data folder.
func TestLibraryPlace(t *testing.T) {
	p := newProgram(nil, nil, nil)
	t.Setenv("CATCHLIGHT_LIBRARY", "")
	if path, _ := p.libraryPath(); !strings.HasSuffix(path, filepath.Join("catchlight", "library.db")) {
		t.Errorf("default: %s", path)
	}
	t.Setenv("CATCHLIGHT_LIBRARY", filepath.Join(t.TempDir(), "named.db"))
	if path, _ := p.libraryPath(); filepath.Base(path) != "named.db" {
		t.Errorf("environment: %s", path)
	}
	p.libraryFile = "given.db"
	if path, _ := p.libraryPath(); filepath.Base(path) != "given.db" || !filepath.IsAbs(path) {
		t.Errorf("flag: %s", path)
	}
}

// starterBytes is what the files of the model in the program take, without its manifest.
func starterBytes(t *testing.T) (sum int64) {
	t.Helper()
	files, err := fs.ReadDir(assets.Starter(), ".")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		info, err := f.Info()
		if err != nil {
			t.Fatal(err)
		}
		if f.Name() != "model.json" {
			sum += info.Size()
		}
	}
	return sum
}

// TestModelsList: the starter is there and in use; each model has the fields of the contract.
func TestModelsList(t *testing.T) {
	got := try(t, "models", "list", "--json")
	first, _, _ := strings.Cut(got.out, "\n")
	want := fmt.Sprintf(`{"name":"starter","installed":true,"active":true,"bytes":%d,"licence":"Apache-2.0","photos_per_second":0,"quantised":false`, starterBytes(t))
	if got.status != statusDone || !strings.HasPrefix(first, want) || strings.Count(got.out, "\n") < 4 {
		t.Errorf("%+v, want first %s", got, want)
	}
	if got := try(t, "models", "verify", "starter"); got.status != statusDone {
		t.Errorf("%+v", got)
	}
}
