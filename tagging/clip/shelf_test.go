package clip

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"catchlight/library/testphoto"
	"catchlight/tagging/clip/onnx"
)

// tinyFiles are the files of a small model whose towers run.
func tinyFiles(t testing.TB) map[string][]byte {
	t.Helper()
	files := map[string][]byte{}
	for _, name := range []string{"vision_model.onnx", "text_model.onnx"} {
		data, err := os.ReadFile(filepath.Join(testphoto.Shared(t, "bench", "tiny"), name))
		if err != nil {
			t.Fatal(err)
		}
		files[name] = data
	}
	return files
}

func TestShelfAddsAModelOfAKnownLayout(t *testing.T) {
	stick, shelf := fill(t, tinyFiles(t)), Shelf(filepath.Join(t.TempDir(), "models"))
	added, err := shelf.Add(t.Context(), stick, quick())
	if err != nil {
		t.Fatal(err)
	}
	name := added.Manifest.Name
	direct, err := Load(stick)
	if err != nil || direct.Manifest.Name != name {
		t.Errorf("the vectors of the copy are kept as %s, those of the folder as %s (%v)", name, direct.Manifest.Name, err)
	}
	found, err := shelf.Find(name)
	if err == nil {
		err = found.Verify(t.Context())
	}
	if err != nil || len(found.Manifest.Files) != 2 || found.Manifest.Files[0].SHA256 == "" || found.Manifest.Files[0].Bytes == 0 {
		t.Errorf("%+v, %v", found.Manifest.Files, err)
	}
	if _, err := shelf.Add(t.Context(), stick, quick()); err == nil || !strings.Contains(err.Error(), "installed already") {
		t.Errorf("added twice: %v", err)
	}
	offers := shelf.Offers()
	if last := offers[len(offers)-1]; len(offers) != 5 || last.Manifest.Name != name || !last.Installed || last.Problem != nil {
		t.Errorf("%+v", offers)
	}
	if err := shelf.Remove(name); err != nil || shelf.Has(name) {
		t.Errorf("removed: %v", err)
	}
}

// TestShelfRefuses: each folder is refused before anything is copied, with the file and what
// differs.
func TestShelfRefuses(t *testing.T) {
	const f32, i64 = onnx.TensorProto_FLOAT, onnx.TensorProto_INT64
	whole := tinyFiles(t)
	manifest := func(change func(*Manifest)) []byte {
		m, err := Load(fill(t, whole))
		if err != nil {
			t.Fatal(err)
		}
		m.Manifest.Name = "mine"
		change(&m.Manifest)
		data, err := json.Marshal(m.Manifest)
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	hollow := tinyGraph(t, valueInfo("pixel_values", f32, -1, 3, 32, 32), valueInfo("image_embeds", f32, -1, 16))
	for name, c := range map[string]struct {
		change func(*Manifest)
		file   string // replaced by data
		data   []byte
		says   []string
	}{
		"other size":      {func(m *Manifest) { m.Image.Edge = 64 }, "", nil, []string{"vision_model.onnx", "[-1 3 32 32]", "[-1 3 64 64]"}},
		"other length":    {func(m *Manifest) { m.Dim = 512 }, "", nil, []string{"vision_model.onnx", "image_embeds", "512"}},
		"other input":     {func(m *Manifest) { m.Text.Input = "tokens" }, "", nil, []string{"text_model.onnx", "tokens", "input_ids"}},
		"no tokenizer":    {func(m *Manifest) { m.Text.Tokenizer = "tiktoken" }, "", nil, []string{"tiktoken"}},
		"file missing":    {func(m *Manifest) { m.Text.Tokens = "tokenizer.json" }, "", nil, []string{"tokenizer.json"}},
		"path outside":    {func(m *Manifest) { m.Files = []File{{Path: "../../etc/passwd"}} }, "", nil, []string{"../../etc/passwd"}},
		"name outside":    {func(m *Manifest) { m.Name = "../mine" }, "", nil, []string{"../mine", "name"}},
		"the starter":     {func(m *Manifest) { m.Name = "starter" }, "", nil, []string{"starter"}},
		"a name of ours":  {func(m *Manifest) { m.Name = "standard" }, "", nil, []string{"standard", "name of its own"}},
		"texts as pixels": {func(*Manifest) {}, "vision_model.onnx", tinyGraph(t, valueInfo("pixel_values", i64, -1, 3, 32, 32), valueInfo("image_embeds", f32, -1, 16)), []string{"INT64", "FLOAT"}},
		"no graph behind": {func(*Manifest) {}, "vision_model.onnx", hollow, []string{"vision_model.onnx"}},
		"hash of another": {func(m *Manifest) {
			m.Files = []File{{Path: "text_model.onnx", Bytes: 38133, SHA256: strings.Repeat("0", 64)}}
		}, "", nil, []string{"text_model.onnx", "SHA-256"}},
		"size of another": {func(m *Manifest) {
			m.Files = []File{{Path: "text_model.onnx", Bytes: 7, SHA256: strings.Repeat("0", 64)}}
		}, "", nil, []string{"text_model.onnx", "38133 bytes instead of 7"}},
		"no pixels' range": {func(m *Manifest) { m.Image.Std[1] = 0 }, "", nil, []string{"image.std"}},
	} {
		t.Run(name, func(t *testing.T) {
			files := map[string][]byte{"model.json": manifest(c.change)}
			for name, data := range whole {
				files[name] = data
			}
			if c.file != "" {
				files[c.file] = c.data
			}
			shelf := Shelf(t.TempDir())
			_, err := shelf.Add(t.Context(), fill(t, files), quick())
			if !errors.Is(err, ErrWrongModel) {
				t.Fatalf("%v", err)
			}
			for _, word := range c.says {
				if !strings.Contains(err.Error(), word) {
					t.Errorf("%q does not say %q", err, word)
				}
			}
			if n := len(shelf.Offers()); n != 4 {
				t.Errorf("%d models are offered", n)
			}
		})
	}
}

// TestShelfStopsInTheMiddle: what a cancelled copy left is no model, and goes with Remove.
func TestShelfStopsInTheMiddle(t *testing.T) {
	stick, shelf := fill(t, tinyFiles(t)), Shelf(t.TempDir())
	ctx, cancel := context.WithCancel(t.Context())
	_, err := shelf.Add(ctx, stick, Download{Progress: func(int64, int64) { cancel() }, Sight: unseeing})
	if !errors.Is(err, context.Canceled) || len(shelf.Offers()) != 4 {
		t.Fatalf("%v, %d offers", err, len(shelf.Offers()))
	}
	m, err := Load(stick)
	if err != nil {
		t.Fatal(err)
	}
	if err := shelf.Remove(m.Manifest.Name); err != nil {
		t.Error(err)
	}
	if left, err := os.ReadDir(string(shelf)); err != nil || len(left) != 0 {
		t.Errorf("%v is left, %v", left, err)
	}
}

func TestShelfNamesWhatIsMissing(t *testing.T) {
	shelf := Shelf(t.TempDir())
	if _, err := shelf.Find("standard"); !errors.Is(err, ErrNotHere) || !strings.Contains(err.Error(), "models get standard") {
		t.Errorf("%v", err)
	}
	if _, err := shelf.Find("nonsense"); !errors.Is(err, ErrWrongModel) {
		t.Errorf("%v", err)
	}
	if m, err := shelf.Find(""); err != nil || m.Manifest.Name != "starter" {
		t.Errorf("%s, %v", m.Manifest.Name, err)
	}
	for _, name := range []string{"starter", "../models", "", "nonsense"} {
		if err := shelf.Remove(name); err == nil {
			t.Errorf("%q was removed", name)
		}
	}
}

// TestDamagedModelIsOfferedWithItsProblem: a list that hides it would leave the user without a
// remedy.
func TestDamagedModelIsOfferedWithItsProblem(t *testing.T) {
	shelf := Shelf(t.TempDir())
	added, err := shelf.Add(t.Context(), fill(t, tinyFiles(t)), quick())
	if err != nil {
		t.Fatal(err)
	}
	folder := filepath.Join(string(shelf), added.Manifest.Name)
	for _, damage := range []error{
		os.Truncate(filepath.Join(folder, "text_model.onnx"), 100), os.WriteFile(filepath.Join(folder, manifestFile), []byte("{"), 0o644),
	} {
		offers := shelf.Offers()
		if o := offers[len(offers)-1]; damage != nil || !o.Installed || !errors.Is(o.Problem, ErrWrongModel) {
			t.Errorf("%+v, %v", o, damage)
		}
	}
}

// TestProbeFindsTheStarterWhole: the runtime's own view of a whole model agrees with the manifest.
func TestProbeFindsTheStarterWhole(t *testing.T) {
	if err := Starter().probe(t.Context()); err != nil {
		t.Error(err)
	}
}

// TestLadderIsComplete: what a download and a reader of the manifests need is there.
func TestLadderIsComplete(t *testing.T) {
	for _, m := range Ladder()[1:] {
		if m.Licence == "" || m.Source == "" || len(m.Revision) != 40 || m.Bytes() < 300e6 || len(m.Templates) == 0 || m.Rule.Balanced <= 0 {
			t.Errorf("%+v", m)
		}
		for _, f := range m.Files {
			if len(f.SHA256) != 64 || !strings.Contains(f.From, m.Revision) {
				t.Errorf("%s: %+v", m.Name, f)
			}
		}
	}
}

// FuzzManifest: whatever a folder's model.json says, reading and checking it ends with a model or
// an error, and opening none of it with more memory than its files have.
func FuzzManifest(f *testing.F) {
	for _, m := range Ladder() {
		data, err := json.Marshal(m)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Add([]byte(`{"name":"x","dim":1e9,"image":{"edge":1000000000,"std":[1,1,1]}}`))
	f.Add([]byte(`{"files":[{"path":"../../../etc/passwd","bytes":-1}]}`))
	graph := tinyGraph(f, valueInfo("input", onnx.TensorProto_FLOAT, -1, -1, -1, -1), valueInfo("output", onnx.TensorProto_FLOAT, -1, -1))
	f.Fuzz(func(t *testing.T, manifest []byte) {
		folder := fill(t, map[string][]byte{manifestFile: manifest, "visual.onnx": graph, "textual.onnx": graph})
		shelf := Shelf(t.TempDir())
		if _, err := shelf.Add(t.Context(), folder, quick()); err == nil {
			t.Error("a model whose graphs compute nothing was added")
		}
		if left := shelf.Offers(); len(left) != 4 {
			t.Errorf("%d models are offered", len(left))
		}
	})
}

// TestBetterIsOfferedToWhoHasTheStarterOnly: whoever has chosen another model has chosen.
func TestBetterIsOfferedToWhoHasTheStarterOnly(t *testing.T) {
	offers := func(change func([]Offer) []Offer) []Offer {
		var all []Offer
		for _, m := range Ladder() {
			all = append(all, Offer{Manifest: m, Installed: m.Name == StarterName})
		}
		return change(all)
	}
	for name, c := range map[string]struct {
		change func([]Offer) []Offer
		want   bool
	}{
		"the starter alone":      {func(all []Offer) []Offer { return all }, true},
		"a download was stopped": {func(all []Offer) []Offer { all[2].Begun = 7; return all }, true},
		"another of the ladder":  {func(all []Offer) []Offer { all[1].Installed = true; return all }, false},
		"that itself, damaged":   {func(all []Offer) []Offer { all[2].Installed, all[2].Problem = true, ErrWrongModel; return all }, false},
		"one of the user's own": {func(all []Offer) []Offer {
			return append(all, Offer{Manifest: Manifest{Name: "mine"}, Installed: true})
		}, false},
		"no ladder": {func([]Offer) []Offer { return nil }, false},
	} {
		if m, offered := Better(offers(c.change)); offered != c.want || offered && (m.Bytes() < 1e8 || m.Host() != "huggingface.co") {
			t.Errorf("%s: %v, %s of %d bytes from %s", name, offered, m.Name, m.Bytes(), m.Host())
		}
	}
}
