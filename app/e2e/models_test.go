package e2e

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"catchlight/library/testphoto"
)

// modelLine is one JSON line of models list.
type modelLine struct {
	Name              string
	Installed, Active bool
	Bytes             int64
	Licence           string
	Vectors           int
	Problem           string
}

func (h home) models() map[string]modelLine {
	h.Helper()
	byName := map[string]modelLine{}
	for _, l := range decode[modelLine](h.run("models", "list", "--json").ends(0)) {
		byName[l.Name] = l
	}
	return byName
}

// ownModel is a folder of a model of the user's own that sees: the starter's files under another
// name.
func ownModel(t *testing.T) string {
	t.Helper()
	starter, dir := filepath.Join("..", "..", "assets", "starter"), filepath.Join(t.TempDir(), "stick")
	if err := os.CopyFS(dir, os.DirFS(starter)); err != nil {
		t.Fatal(err)
	}
	manifest := filepath.Join(dir, "model.json")
	data, err := os.ReadFile(manifest)
	if err != nil {
		t.Fatal(err)
	}
	renamed := strings.Replace(string(data), `"name": "starter"`, `"name": "mine"`, 1)
	if err := os.WriteFile(manifest, []byte(renamed), 0o644); err != nil || renamed == string(data) {
		t.Fatal("the manifest has another form", err)
	}
	return dir
}

// TestBlindModel: a model that names none of the program's photos is not added, and what it saw is
// told.
func TestBlindModel(t *testing.T) {
	stick := testphoto.Shared(t, "bench", "tiny")
	h := newHomeWithModel(t)
	h.run("models", "add", stick).ends(2, "of 5 photos and must name 4", `where there is "cat"`)
	if n := len(h.models()); n != 4 {
		t.Errorf("%d models are listed", n)
	}
}

// TestOwnModel adds a model from a stick, indexes with it beside the starter, and removes it with
// its vectors: those of the starter stay.
func TestOwnModel(t *testing.T) {
	stick, name := ownModel(t), "mine"
	h := newHomeWithModel(t)
	h.put("a.jpg", makeJPEG(t, 1))
	h.run("index", "photos").ends(0)
	h.run("models", "add", stick).ends(0, "is installed")
	_, sum := h.run("index", "--json", "--model", name, "photos").ends(0).summed()
	if own := h.models()[name]; sum.Indexed != 1 || !own.Installed || own.Vectors != 1 {
		t.Fatalf("%q: %+v, %+v", name, sum, own)
	}
	_, sum = h.run("index", "--json", "--model", stick, "photos").ends(0).summed()
	if sum.Indexed != 0 {
		t.Error("the folder that was added counts as another model")
	}
	h.run("models", "verify").ends(0, name+" is whole")
	h.run("models", "remove", name).ends(0, "1 vector stay")
	h.run("index", "--model", name, "photos").ends(2, name)
	h.run("models", "remove", name, "--vectors").ends(0, "library compact")
	h.run("models", "remove", name, "--vectors").ends(2, "no model")
	if _, sum := h.run("index", "--json", "photos").ends(0).summed(); sum.Indexed != 0 {
		t.Error("the starter's vectors are gone with the other's")
	}
}

// TestGetSaysWhyNot: no network, a server without the files, a proxy; the licence is said before.
func TestGetSaysWhyNot(t *testing.T) {
	h := newHome(t)
	var asked atomic.Value
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked.Store(r.Host)
		http.NotFound(w, r)
	}))
	t.Cleanup(server.Close)
	h.run("models", "get", "standard", "--from", server.URL+"?key=hidden").ends(2, "404", "licence MIT", "606 MB")
	h.run("models", "get", "standard", "--from", filepath.Join(h.dir, "no-stick")).ends(2, "no-stick", "visual.onnx")
	cmd := h.command("models", "get", "standard", "--from", "https://models.invalid/x?key=hidden")
	cmd.Env = append(cmd.Env, "HTTPS_PROXY="+strings.Replace(server.URL, "://", "://me:hidden@", 1))
	got := h.finish(cmd).ends(2, "Not Found")
	if asked.Load() != "models.invalid:443" || strings.Contains(got.err, "hidden") {
		t.Errorf("the proxy was asked for %v; %s", asked.Load(), got.err)
	}
	h.run("models", "get", "standard", "--from", "http://models.invalid/x?key=hidden").ends(2, "https://")
	if l := h.models()["standard"]; l.Installed {
		t.Error("what was not there is installed")
	}
}

// TestDamagedModel is named, with the remedy, and does not hide the others.
func TestDamagedModel(t *testing.T) {
	stick := ownModel(t)
	h := newHomeWithModel(t)
	h.run("models", "add", stick).ends(0)
	towers, _ := filepath.Glob(filepath.Join(h.dir, "data", "catchlight", "models", "*", "image.onnx"))
	if len(towers) != 1 {
		t.Fatal(towers)
	}
	if err := os.Truncate(towers[0], 1000); err != nil {
		t.Fatal(err)
	}
	name := filepath.Base(filepath.Dir(towers[0]))
	if l := h.models()[name]; !strings.Contains(l.Problem, "image.onnx has 1000 bytes") {
		t.Errorf("%+v", l)
	}
	h.put("a.jpg", makeJPEG(t, 1))
	h.run("index", "--model", name, "photos").ends(2, "image.onnx")
	h.run("models", "verify").ends(2, "starter is whole", "image.onnx")
}
