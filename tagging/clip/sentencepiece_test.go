package clip

import (
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"testing"
)

// smallTokenizer is a tokenizer.json with a handful of words; merges stand as text or as pairs.
func smallTokenizer(t testing.TB, pairs bool) []byte {
	t.Helper()
	vocab := map[string]int64{"<pad>": 0, "<eos>": 1}
	for b := range 256 {
		vocab[fmt.Sprintf("<0x%02X>", b)] = int64(10 + b)
	}
	for i, token := range []string{"▁", "a", "c", "t", "o", "at", "cat", "▁cat", "ta"} {
		vocab[token] = int64(300 + i)
	}
	merges := []any{"a t", "c at", "▁ cat", "t a"}
	if pairs {
		merges = []any{[2]string{"a", "t"}, [2]string{"c", "at"}, [2]string{"▁", "cat"}, [2]string{"t", "a"}}
	}
	data, err := json.Marshal(map[string]any{"model": map[string]any{"type": "BPE", "vocab": vocab, "merges": merges}})
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestSentencepiece(t *testing.T) {
	for _, pairs := range []bool{false, true} {
		tokens, err := newSentencepiece(smallTokenizer(t, pairs), 8)
		if err != nil {
			t.Fatal(err)
		}
		for text, want := range map[string][]int64{
			"":              {1},
			"A cat":         {301, 307, 1},
			"tat":           {303, 305, 1},             // "a t" ranks before "t a"
			"é":             {10 + 0xC3, 10 + 0xA9, 1}, // not in the vocabulary: its bytes
			"o o o o o o o": {304, 300, 304, 300, 304, 300, 304, 1},
		} {
			if got := tokens.encode(text); !slices.Equal(got, want) {
				t.Errorf("%q: %v, want %v", text, got, want)
			}
		}
	}
}

func TestSentencepieceRefuses(t *testing.T) {
	for name, file := range map[string]string{
		"no JSON":       "tokens",
		"another model": `{"model":{"type":"Unigram"}}`,
		"no end":        `{"model":{"type":"BPE","vocab":{"a":1}}}`,
		"unknown merge": `{"model":{"type":"BPE","vocab":{"a":1},"merges":["a b"]}}`,
	} {
		if _, err := newSentencepiece([]byte(file), 64); err == nil {
			t.Errorf("%s: taken", name)
		}
	}
}

// TestSentencepieceAgainstHuggingFace reads a real tokenizer.json (34 MB, not part of
// the project) and compares with ids that Hugging Face's tokenizer gave for it:
// CATCHLIGHT_TOKENIZER names the file, CATCHLIGHT_TOKENIZER_GOLDEN a JSON list of
// objects with text and ids (lower-cased, no mark at the beginning, no mark at the end).
func TestSentencepieceAgainstHuggingFace(t *testing.T) {
	file, err := os.ReadFile(os.Getenv("CATCHLIGHT_TOKENIZER"))
	if err != nil {
		t.Skip("needs a real tokenizer.json: CATCHLIGHT_TOKENIZER names none")
	}
	tokens, err := newSentencepiece(file, 1000)
	if err != nil {
		t.Fatal(err)
	}
	var golden []struct {
		Text string  `json:"text"`
		IDs  []int64 `json:"ids"`
	}
	readJSON(t, os.Getenv("CATCHLIGHT_TOKENIZER_GOLDEN"), &golden)
	for _, g := range golden {
		if got := tokens.encode(g.Text); !slices.Equal(got, append(g.IDs, tokens.end)) {
			t.Errorf("%q: %v, want %v", g.Text, got, g.IDs)
		}
	}
	t.Logf("%d texts compared", len(golden))
}
