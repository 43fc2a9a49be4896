package clip

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"catchlight/library/testphoto"
)

// bpeContext is the context of OpenAI's models.
const bpeContext = 77

func newTestBPE(t testing.TB) *bpe {
	t.Helper()
	table, err := os.ReadFile(filepath.Join("..", "..", "assets", "tokens", "bpe_simple_vocab_16e6.txt.gz"))
	if err != nil {
		t.Fatal(err)
	}
	tokens, err := newBPE(table, bpeContext)
	if err != nil {
		t.Fatal(err)
	}
	return tokens
}

func TestBPE(t *testing.T) {
	tokens := newTestBPE(t)
	for text, want := range map[string][]int64{
		"":                          {49406, 49407},
		"a photo of a cat":          {49406, 320, 1125, 539, 320, 2368, 49407},
		"  A\u00a0Photo\tof a CAT ": {49406, 320, 1125, 539, 320, 2368, 49407},
		"it's a dog's life":         {49406, 585, 568, 320, 1929, 568, 970, 49407},
	} {
		if got := tokens.encode(text); !slices.Equal(got, want) {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	}
}

func TestBPEKeepsMarksAsText(t *testing.T) {
	ids := newTestBPE(t).encode("<|endoftext|> dog")
	if slices.Contains(ids[:len(ids)-1], bpeEnd) {
		t.Errorf("a user's text became the end mark: %v", ids)
	}
}

func TestBPECutsLongTexts(t *testing.T) {
	text := ""
	for range 100 {
		text += "dog "
	}
	ids := newTestBPE(t).encode(text)
	if len(ids) != bpeContext || ids[bpeContext-1] != bpeEnd {
		t.Errorf("%d ids, the last %d; want %d and the end mark", len(ids), ids[len(ids)-1], bpeContext)
	}
}

func TestBPERefusesADamagedTable(t *testing.T) {
	if _, err := newBPE([]byte("no table"), bpeContext); err == nil {
		t.Error("a table that is none was taken")
	}
}

// TestBPEAgainstHuggingFace compares with the ids that Hugging Face's tokenizer
// gives. The two texts that differ spell the marks out: there they become marks,
// here a user's text stays text.
func TestBPEAgainstHuggingFace(t *testing.T) {
	tokens := newTestBPE(t)
	all, differ := 0, 0
	for _, name := range []string{"names", "caps", "texts", "fuzz"} {
		texts, want := goldenTexts(t, name)
		for i, text := range texts {
			all++
			if got := tokens.encode(text); !slices.Equal(got, cut(want[i])) {
				differ++
				t.Logf("%q: %v, Hugging Face %v", text, got, want[i])
			}
		}
	}
	t.Logf("%d of %d texts equal", all-differ, all)
	if differ > 2 {
		t.Errorf("%d texts differ", differ)
	}
}

// cut shortens ids as CLIP's context demands; the golden ids are whole.
func cut(ids []int64) []int64 {
	if len(ids) <= bpeContext {
		return ids
	}
	return append(slices.Clone(ids[:bpeContext-1]), bpeEnd)
}

func goldenTexts(t testing.TB, name string) (texts []string, ids [][]int64) {
	t.Helper()
	dir := testphoto.Shared(t, "golden", "clip-bpe")
	readJSON(t, filepath.Join(dir, name+".json"), &texts)
	readJSON(t, filepath.Join(dir, "ref-"+name+".json"), &ids)
	return texts, ids
}

func readJSON(t testing.TB, path string, into any) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, into); err != nil {
		t.Fatal(err)
	}
}

func FuzzBPE(f *testing.F) {
	tokens := newTestBPE(f)
	for _, text := range []string{"", "a photo of a cat", "it's", "İstanbul", "\xff\xfe", "富士山", "😀'll 12"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		ids := tokens.encode(text)
		if len(ids) < 2 || len(ids) > bpeContext || ids[0] != bpeStart || ids[len(ids)-1] != bpeEnd {
			t.Fatalf("%q: %v", text, ids)
		}
		for _, id := range ids[1 : len(ids)-1] {
			if id < 0 || id >= bpeStart {
				t.Fatalf("%q: id %d", text, id)
			}
		}
	})
}
