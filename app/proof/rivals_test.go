package proof

import (
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
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

// TestWritersCompared lets the judge look at what each program that photographers use makes of the
// public corpora, by the same keyword, and prints its counts side by side. Only what ours does is
// asserted: what others do is for docs/COMPARISON.md, which has the figures.
func TestWritersCompared(t *testing.T) {
	if !whole() {
		t.Skip("installs another writer and takes minutes: make compare ARGS=damage")
	}
	before := corpus(t)
	for _, w := range []struct {
		name  string
		write func(photos []string)
	}{
		{"exiftool", running("exiftool", "-q", "-m", "-overwrite_original", "-IPTC:Keywords+=PROBE", "-XMP-dc:Subject+=PROBE")},
		{"exiv2", inTurn("exiv2", "-M", "add Iptc.Application2.Keywords String PROBE", "-M", "set Xmp.dc.subject XmpBag PROBE")},
		{"iptcinfo3", iptcinfo(t)},
	} {
		after := copyTree(t, before)
		w.write(photosUnder(t, after))
		out, _ := judgement(t, before, after, "PROBE")
		t.Logf("%s: %s", w.name, lastLine(out))
	}
	after, h := copyTree(t, before), newHome(t)
	h.add(after, "PROBE")
	out, err := judgement(t, before, after, "PROBE")
	t.Logf("Catchlight: %s", lastLine(out))
	if err != nil {
		t.Errorf("the judge found harm: %v\n%s", err, out)
	}
}

// inTurn is a program that gets each photo alone: it may crash, and then does no other.
func inTurn(program string, args ...string) func([]string) {
	return func(photos []string) {
		for _, photo := range photos {
			running(program, args...)([]string{photo})
		}
	}
}

// running is a program that gets all photos at once, and goes on after one that it cannot read.
func running(program string, args ...string) func([]string) {
	return func(photos []string) {
		_ = exec.Command(program, append(slices.Clone(args), photos...)...).Run() // the judge says what became of them
	}
}

// lastLine is the judge's, with the counts of all classes.
func lastLine(out string) string { return out[strings.LastIndex(out, "\n")+1:] }

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
