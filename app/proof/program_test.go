package proof

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestMain(m *testing.M) { os.Exit(runAll(m)) }

func runAll(m *testing.M) int {
	dir, err := os.MkdirTemp("", "catchlight-proof-")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, "catchlight")
	build := exec.Command("go", "build", "-ldflags=-s -w", "-tags", tags(), "-o", path, "catchlight/app")
	if out, err := build.CombinedOutput(); err != nil {
		fmt.Fprintf(os.Stderr, "building the program: %v\n%s", err, out)
		return 1
	}
	os.Setenv("CATCHLIGHT_PROOF_PROGRAM", path)
	return m.Run()
}

// tags are the build tags of the Makefile, which passes them on.
func tags() string {
	if t := os.Getenv("CATCHLIGHT_TAGS"); t != "" {
		return t
	}
	return "migrated_fynedo"
}

// whole reports whether the long part runs too.
func whole() bool { return os.Getenv("CATCHLIGHT_PROOF") != "" }

// home is one photographer's computer: a library of its own, nothing shared.
type home struct {
	t   testing.TB
	dir string
}

func newHome(t testing.TB) home { return home{t: t, dir: t.TempDir()} }

func (h home) env() []string {
	return append(os.Environ(),
		"XDG_DATA_HOME="+filepath.Join(h.dir, "data"),
		"XDG_CONFIG_HOME="+filepath.Join(h.dir, "config"),
		"CATCHLIGHT_LIBRARY="+filepath.Join(h.dir, "library.db"),
		"LC_ALL=C.UTF-8")
}

// command is the program with its arguments, ready to start under another program
// (strace, say) when before is not empty.
func (h home) command(before []string, args ...string) *exec.Cmd {
	words := append(append([]string{}, before...), os.Getenv("CATCHLIGHT_PROOF_PROGRAM"))
	words = append(words, args...)
	cmd := exec.Command(words[0], words[1:]...)
	cmd.Env = h.env()
	return cmd
}

// run runs the program to its end and returns its standard output, its messages and its status.
func (h home) run(args ...string) (stdout, stderr string, status int) {
	h.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Minute)
	defer cancel()
	cmd := h.command(nil, args...)
	timed := exec.CommandContext(ctx, cmd.Path, cmd.Args[1:]...)
	timed.Env = cmd.Env
	var out, messages bytes.Buffer
	timed.Stdout, timed.Stderr = &out, &messages
	err := timed.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		h.t.Fatalf("%v: %v", args, err)
	}
	return out.String(), messages.String(), timed.ProcessState.ExitCode()
}

// must is run for a call that has to end with one of the statuses.
func (h home) must(statuses []int, args ...string) string {
	h.t.Helper()
	stdout, stderr, status := h.run(args...)
	for _, s := range statuses {
		if s == status {
			return stdout
		}
	}
	h.t.Fatalf("catchlight %s ended with %d, not %v:\n%s", strings.Join(args, " "), status, statuses, stderr)
	return ""
}

// line is what "catchlight keywords --json" says of one photo.
type line struct {
	Path     string   `json:"path"`
	Keywords []string `json:"keywords"`
	Changed  bool     `json:"changed"`
	To       []string `json:"to"`
	Error    string   `json:"error"`
	Skipped  string   `json:"skipped"`
}

// add adds the keyword to every photo under dir; a photo may fail, the run may not.
func (h home) add(dir, keyword string, more ...string) []line {
	h.t.Helper()
	args := append([]string{"keywords", "add", "--json", "--quiet", "--keyword", keyword}, more...)
	return parse(h.t, h.must([]int{0, 1}, append(args, dir)...))
}

func parse(t testing.TB, stdout string) []line {
	t.Helper()
	var lines []line
	for _, text := range strings.Split(strings.TrimSpace(stdout), "\n") {
		if text == "" || strings.HasPrefix(text, `{"summary"`) {
			continue
		}
		var l line
		if err := json.Unmarshal([]byte(text), &l); err != nil {
			t.Fatalf("not a JSON line: %q: %v", text, err)
		}
		lines = append(lines, l)
	}
	return lines
}

// hashes are the SHA-256 of every file under dir, by relative path.
func hashes(t testing.TB, dir string) map[string]string {
	t.Helper()
	found := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		sum := sha256.Sum256(data)
		rel, _ := filepath.Rel(dir, path)
		found[rel] = hex.EncodeToString(sum[:])
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// same fails the test for every file that differs, is gone or is new.
func same(t testing.TB, want, got map[string]string) {
	t.Helper()
	for path, hash := range want {
		if got[path] != hash {
			t.Errorf("%s differs (now %.8s, was %.8s)", path, got[path], hash)
		}
	}
	for path := range got {
		if _, known := want[path]; !known {
			t.Errorf("%s is left over", path)
		}
	}
}
