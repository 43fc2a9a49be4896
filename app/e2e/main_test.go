package e2e

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"
)

// programPath is the program under test, runtimePath the library of ONNX Runtime ("" where there is
// none). Both are set once by TestMain.
var programPath, runtimePath string

func TestMain(m *testing.M) { os.Exit(testAll(m)) }

func testAll(m *testing.M) int {
	dir, err := os.MkdirTemp("", "catchlight-e2e-")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer os.RemoveAll(dir)
	_ = os.Chmod(dir, 0o755) // a test runs the program as another user
	programPath = filepath.Join(dir, "catchlight")
	build := exec.Command("go", "build", "-ldflags=-s -w", "-tags", tags(), "-o", programPath, "catchlight/app")
	if out, err := build.CombinedOutput(); err != nil {
		fmt.Fprintf(os.Stderr, "building the program: %v\n%s", err, out)
		return 1
	}
	runtimePath = findRuntime()
	return m.Run()
}

func tags() string {
	if t := os.Getenv("CATCHLIGHT_TAGS"); t != "" {
		return t
	}
	return "migrated_fynedo"
}

// findRuntime looks where make puts ONNX Runtime: in the user's cache and beside the built program.
// The cache may hold that of other systems as well, for which packages were made here.
func findRuntime() string {
	cache, _ := os.UserCacheDir()
	library := "libonnxruntime.so*"
	switch runtime.GOOS {
	case "darwin":
		library = "libonnxruntime*.dylib"
	case "windows":
		library = "onnxruntime.dll"
	}
	for _, pattern := range []string{
		os.Getenv("CATCHLIGHT_ONNXRUNTIME"),
		filepath.Join(cache, "catchlight", "onnxruntime-*", library),
		filepath.Join("..", "..", "build", library),
	} {
		if found, _ := filepath.Glob(pattern); len(found) > 0 {
			abs, _ := filepath.Abs(found[0])
			return abs
		}
	}
	return ""
}

// home is one photographer's computer: a library, settings and caches of its own, and a folder of
// photos.
type home struct {
	*testing.T
	dir, photos string
	runtime     string
}

func newHome(t *testing.T) home {
	t.Helper()
	dir := t.TempDir()
	h := home{t, dir, filepath.Join(dir, "photos"), runtimePath}
	if err := os.MkdirAll(h.photos, 0o755); err != nil {
		t.Fatal(err)
	}
	return h
}

// newHomeWithModel is newHome for tests that run the model.
func newHomeWithModel(t *testing.T) home {
	t.Helper()
	if runtimePath == "" {
		t.Skip("needs ONNX Runtime: run make build, or set CATCHLIGHT_ONNXRUNTIME")
	}
	return newHome(t)
}

func (h home) env() []string {
	var env []string
	for _, v := range os.Environ() {
		if !strings.HasPrefix(v, "XDG_") && !strings.HasPrefix(v, "CATCHLIGHT_") && !strings.HasPrefix(v, "WAYLAND_") {
			env = append(env, v)
		}
	}
	return append(env,
		"HOME="+h.dir,
		"XDG_DATA_HOME="+filepath.Join(h.dir, "data"),
		"XDG_CONFIG_HOME="+filepath.Join(h.dir, "config"),
		"XDG_CACHE_HOME="+filepath.Join(h.dir, "cache"),
		"XDG_RUNTIME_DIR="+h.dir,
		"XDG_SESSION_TYPE=x11",
		"LIBGL_ALWAYS_SOFTWARE=1",
		"CATCHLIGHT_ONNXRUNTIME="+h.runtime)
}

// command is the program, ready to start in the home's folder without a terminal.
func (h home) command(args ...string) *exec.Cmd {
	cmd := exec.Command(programPath, args...)
	cmd.Env, cmd.Dir = h.env(), h.dir
	return cmd
}

// result is what a run left behind.
type result struct {
	home
	args   []string
	status int
	out    string
	err    string
}

// run runs the program to its end.
func (h home) run(args ...string) result {
	h.Helper()
	return h.finish(h.command(args...))
}

func (h home) finish(cmd *exec.Cmd) result {
	h.Helper()
	var out, messages bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &messages
	err := cmd.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		h.Fatal(err)
	}
	return result{h, cmd.Args[1:], cmd.ProcessState.ExitCode(), out.String(), messages.String()}
}

// ends fails the test unless the run ended with that status, and unless its messages hold every one
// of the sentences.
func (r result) ends(status int, sentences ...string) result {
	r.Helper()
	if r.status != status {
		r.Fatalf("catchlight %v: status %d, want %d\n%s%s", r.args, r.status, status, r.out, r.err)
	}
	for _, s := range sentences {
		if !strings.Contains(r.err, s) {
			r.Errorf("catchlight %v does not say %q:\n%s", r.args, s, r.err)
		}
	}
	if status == 2 && r.out != "" {
		r.Errorf("catchlight %v: status 2, but %q on standard output", r.args, r.out)
	}
	return r
}

// line is one JSON line of the program: every field that a test looks at.
type line struct {
	Path                           string
	Suggestions, Later             []suggestion
	Written, Removed, To           []string
	Keywords, IPTC, XMP, Sidecar   []string
	Skipped, Error, Why            string
	Indexed, Changed, Restored     bool
	Score                          float64
	Photos, Vectors, Decisions     int
	Tags                           int
	Top1, Top5, F1, MAP, Precision float64
	Summary                        *summary
}

type suggestion struct {
	Tag, Reason string
	Score       float64
}

type summary struct {
	Photos, Indexed, Suggested, Written, Sidecars, Failed int
	Seconds                                               float64
}

// runLine is one JSON line of undo --list.
type runLine struct {
	Run              uint64
	Photos, Keywords int
	Undone           bool
}

func (r result) lines() []line   { r.Helper(); return decode[line](r) }
func (r result) runs() []runLine { r.Helper(); return decode[runLine](r) }

// nullValue is a null where a value stands, not the name of a field.
var nullValue = regexp.MustCompile(`[:,\[]\s*null\b`)

// decode reads the JSON lines; a null anywhere breaks the contract.
func decode[L any](r result) []L {
	r.Helper()
	if nullValue.MatchString(r.out) {
		r.Errorf("catchlight %v prints null:\n%s", r.args, r.out)
	}
	var all []L
	for text := range strings.Lines(r.out) {
		var l L
		if err := json.Unmarshal([]byte(text), &l); err != nil {
			r.Fatalf("catchlight %v prints %q: %v", r.args, text, err)
		}
		all = append(all, l)
	}
	return all
}

// summed splits the lines into those of photos and the summary, which is the last one and the only
// one.
func (r result) summed() ([]line, summary) {
	r.Helper()
	all := r.lines()
	if len(all) == 0 || all[len(all)-1].Summary == nil {
		r.Fatalf("catchlight %v: the last line is no summary:\n%s%s", r.args, r.out, r.err)
	}
	photos := all[:len(all)-1]
	for i, l := range photos {
		if l.Summary != nil || i > 0 && photos[i-1].Path >= l.Path {
			r.Errorf("catchlight %v: line %d (%s) is out of order", r.args, i, l.Path)
		}
	}
	return photos, *all[len(all)-1].Summary
}
