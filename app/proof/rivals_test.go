package proof

import (
	"os/exec"
	"path/filepath"
	"testing"
)

// TestJudgeFindsHarm shows that the protocol can tell: two writers that photographers
// meet must fail it.
func TestJudgeFindsHarm(t *testing.T) {
	if !whole() {
		t.Skip("installs other writers: runs by make proof")
	}
	t.Run("iptcinfo3", func(t *testing.T) { failsTheJudge(t, iptcinfo(t)) })
	t.Run("go-jpeg-image-structure", func(t *testing.T) { failsTheJudge(t, rewriter(t)) })
}

func failsTheJudge(t *testing.T, writer func(photos []string)) {
	t.Helper()
	before := corpus(t)
	after := copyTree(t, before)
	photos, err := filepath.Glob(filepath.Join(after, "*.[jJ][pP]*[gG]"))
	if err != nil {
		t.Fatal(err)
	}
	writer(photos)
	out, err := judgement(t, before, after, "PROBE")
	t.Log(out)
	if err == nil {
		t.Error("the judge found no harm: it cannot tell")
	}
}

const iptcScript = `
import sys, iptcinfo3
for path in sys.argv[1:]:
    try:
        info = iptcinfo3.IPTCInfo(path, force=True)
        info["keywords"] = info["keywords"] + [b"PROBE"]
        info.save()
    except Exception as error:
        print(path, error, file=sys.stderr)
`

// iptcinfo writes as rtag does, by the Python package IPTCInfo3.
func iptcinfo(t testing.TB) func([]string) {
	t.Helper()
	env := filepath.Join(t.TempDir(), "venv")
	for _, step := range [][]string{{"python3", "-m", "venv", env}, {filepath.Join(env, "bin", "pip"), "-q", "install", "iptcinfo3==2.3.0"}} {
		if out, err := exec.Command(step[0], step[1:]...).CombinedOutput(); err != nil {
			t.Skipf("cannot install iptcinfo3: %v: %s", err, out)
		}
	}
	return func(photos []string) {
		_ = exec.Command(filepath.Join(env, "bin", "python"), append([]string{"-c", iptcScript}, photos...)...).Run()
	}
}

func rewriter(t testing.TB) func([]string) {
	t.Helper()
	program := filepath.Join(t.TempDir(), "rival")
	build := exec.Command("go", "build", "-o", program, ".")
	build.Dir = "rival"
	if out, err := build.CombinedOutput(); err != nil {
		t.Skipf("cannot build the other writer: %v: %s", err, out)
	}
	return func(photos []string) { _ = exec.Command(program, photos...).Run() }
}
