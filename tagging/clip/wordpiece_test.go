package clip

import (
	"bufio"
	"encoding/json"
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"

	"catchlight/assets"
	"catchlight/library/testphoto"
)

func starterTokens(t testing.TB) *wordpiece {
	t.Helper()
	table, err := fs.ReadFile(assets.Starter(), "vocab.txt")
	if err != nil {
		t.Fatal(err)
	}
	w, err := newWordpiece(table, 128)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func TestWordpiece(t *testing.T) {
	w := starterTokens(t)
	for text, want := range map[string][]int64{
		"":                       {101, 102},
		"#hashtag @user":         {101, 1001, 23325, 15900, 1030, 5310, 102},
		"50mm f/1.8":             {101, 2753, 7382, 1042, 1013, 1015, 1012, 1022, 102},
		"ATM":                    {101, 27218, 102},
		"Café\u0007":             {101, 7668, 102},
		"[CLS]":                  {101, 1031, 18856, 2015, 1033, 102},
		"東京":                     {101, 1879, 1755, 102},
		strings.Repeat("a", 101): {101, 100, 102},
	} {
		if got := w.tokens(text); !slices.Equal(got, want) {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	}
}

func TestWordpieceCutsLongTexts(t *testing.T) {
	ids := starterTokens(t).tokens(strings.Repeat("dog ", 500))
	if len(ids) != 128 || ids[0] != 101 || ids[127] != 102 {
		t.Errorf("%d ids from %d to %d, want 128 from 101 to 102", len(ids), ids[0], ids[len(ids)-1])
	}
}

func TestWordpieceRefusesATableWithoutMarks(t *testing.T) {
	if _, err := newWordpiece([]byte("dog\ncat\n"), 128); err == nil {
		t.Error("a table without [CLS] was taken")
	}
}

func TestWordpieceLikeTheReference(t *testing.T) {
	file, err := os.Open(testphoto.Shared(t, "golden", "starter", "wordpiece.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	w, seen, wrong := starterTokens(t), 0, 0
	for lines := bufio.NewScanner(file); lines.Scan(); seen++ {
		var golden struct {
			Text string
			IDs  []int64
		}
		if err := json.Unmarshal(lines.Bytes(), &golden); err != nil {
			t.Fatal(err)
		}
		if got := w.tokens(golden.Text); !slices.Equal(got, golden.IDs) {
			if wrong++; wrong <= 10 {
				t.Errorf("%q: %v, want %v", golden.Text, got, golden.IDs)
			}
		}
	}
	t.Logf("%d texts, %d differ", seen, wrong)
	if seen != 2975 || wrong > 0 {
		t.Errorf("%d of %d texts differ; want 0 of 2975", wrong, seen)
	}
}

func FuzzWordpiece(f *testing.F) {
	for _, text := range []string{"", "a photo of a dog", "Ünïcode ½ 東京", "\xff\xfe", "a\u200db", "##ing"} {
		f.Add(text)
	}
	w := starterTokens(f)
	f.Fuzz(func(t *testing.T, text string) {
		ids := w.tokens(text)
		if len(ids) < 2 || len(ids) > 128 || ids[0] != w.first || ids[len(ids)-1] != w.last {
			t.Errorf("%q: %v is not framed", text, ids)
		}
	})
}
