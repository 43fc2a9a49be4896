package vocabulary

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const sampleVocabulary = "\ufeff# Lightroom's form\r\nanimal\r\n\tdog\r\n\t\t{hound}\r\n\t\t{= a photo of a good dog}\r\n\tcat\r\n" +
	"[light]\r\n\tsunset\r\n\r\nplace|beach\r\nplace|Café\r\nanimal\r\n\tdog\r\n\t\tpuppy\r\n"

func parse(t testing.TB, text string) *Vocabulary {
	t.Helper()
	v, err := Parse("test.txt", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func TestParse(t *testing.T) {
	v := parse(t, sampleVocabulary)
	var paths []string
	for i, tag := range v.Tags {
		if !tag.Heading {
			paths = append(paths, v.Path(i))
		}
	}
	want := []string{"animal", "animal|dog", "animal|cat", "sunset", "place", "place|beach", "place|Café", "animal|dog|puppy"}
	if !slices.Equal(paths, want) {
		t.Errorf("%q, want %q", paths, want)
	}
	dog, _ := v.Find("HOUND")
	if tag := v.Tags[dog]; tag.Name != "dog" || !slices.Equal(tag.Prompts, []string{"a photo of a good dog"}) {
		t.Errorf("hound is %+v", tag)
	}
	if _, ok := v.Find("  cafe\u0301 "); !ok {
		t.Error("é in two code points is not found")
	}
	if _, ok := v.Find("zebra"); ok {
		t.Error("found what is not there")
	}
	puppy, _ := v.Find("puppy")
	if got := v.Ancestors(puppy); !slices.Equal(got, []string{"animal", "dog"}) {
		t.Errorf("puppy lies below %q", got)
	}
}

func TestParseOfMacAndOfSteps(t *testing.T) {
	v := parse(t, "a\r\t\t\tdeep\r\tb\r{lost}\r")
	if got := []string{v.Path(0), v.Path(1), v.Path(2)}; !slices.Equal(got, []string{"a", "a|deep", "a|b"}) {
		t.Errorf("%q: a tag lies below the nearest one that is higher", got)
	}
}

func TestBadVocabulariesNameTheLineAndTheRemedy(t *testing.T) {
	for text, want := range map[string]string{
		"dog\ncaf\x81\n":     "line 2 is neither UTF-8 nor Windows-1252",
		"dog\n\x00\x00cat\n": "line 2 holds a zero byte",
		"# nothing\n":        "write one tag a line",
		"[light]\n":          "only headings and [categories]",
		"":                   "write one tag a line",
	} {
		_, err := Parse("words.txt", []byte(text))
		if err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), "words.txt") {
			t.Errorf("%q: %v; want words.txt and %q", text, err, want)
		}
	}
	if _, err := Parse("words.txt", nil); !errors.Is(err, ErrEmpty) {
		t.Errorf("%v is not ErrEmpty", err)
	}
}

func TestTwentyThousandTags(t *testing.T) {
	var b strings.Builder
	for i := range 20_000 {
		fmt.Fprintf(&b, "tag %d\n", i)
	}
	v := parse(t, b.String())
	if i, ok := v.Find("Tag 19999"); !ok || i != 19_999 {
		t.Errorf("found %d, %v", i, ok)
	}
}

func TestLoad(t *testing.T) {
	file := filepath.Join(t.TempDir(), "my words.txt")
	if err := os.WriteFile(file, []byte("dog\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if v, err := Load(file); err != nil || len(v.Tags) != 1 {
		t.Errorf("%v, %v", v, err)
	}
	if _, err := Load("esentials"); !errors.Is(err, ErrNotFound) || !strings.Contains(err.Error(), "imagenet-1k") {
		t.Errorf("%v; want ErrNotFound and the names there are", err)
	}
}

func TestBuiltInVocabularies(t *testing.T) {
	least := map[string]int{"essentials": 280, "imagenet-1k": 1000}
	for _, name := range BuiltIn() {
		v, err := Load(name)
		if err != nil {
			t.Fatal(err)
		}
		tags, seen := 0, map[string]bool{}
		for i, tag := range v.Tags {
			if tag.Parent >= i {
				t.Errorf("%s: %q stands before its parent", name, tag.Name)
			}
			if !tag.Heading {
				tags++
				if seen[v.Path(i)] && name == "essentials" {
					t.Errorf("%s holds %q twice", name, v.Path(i))
				}
				seen[v.Path(i)] = true
			}
		}
		if tags < least[name] {
			t.Errorf("%s has %d tags, want at least %d", name, tags, least[name])
		}
		t.Logf("%s: %d tags", name, tags)
	}
}

func TestClassesHaveSynonymsAndAncestors(t *testing.T) {
	v, err := Load("imagenet-1k")
	if err != nil {
		t.Fatal(err)
	}
	shark, ok := v.Find("man-eating shark")
	if !ok || v.Tags[shark].Name != "great white shark" {
		t.Fatalf("man-eating shark is %v", v.Tags[shark])
	}
	if got := v.Path(shark); got != "cartilaginous fish|elasmobranch|shark|mackerel shark|great white shark" {
		t.Error(got)
	}
	parent := v.Tags[v.Tags[shark].Parent]
	if !parent.Heading || parent.Unsaid {
		t.Errorf("%+v should be written as an ancestor and never scored", parent)
	}
}

func FuzzParse(f *testing.F) {
	for _, text := range []string{sampleVocabulary, "\t\t|a||b|\n{=}\n[]\n[ ]", "a\n{}\n{ }", "\xef\xbb\xbf", inLanguages, byAllNames} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		v, err := Parse("fuzz", []byte(text))
		if err != nil {
			return
		}
		again, err := Parse("fuzz", []byte(v.Text(Own)))
		if err != nil || again.Text(Own) != v.Text(Own) || !slices.Equal(pathsOf(again), pathsOf(v)) {
			t.Fatalf("%q comes back from %q as %+v, %v", text, v.Text(Own), again, err)
		}
		for i, tag := range v.Tags {
			if tag.Name == "" || tag.Parent >= i || tag.Parent < -1 {
				t.Errorf("%q: tag %d is %+v", text, i, tag)
			}
			if _, ok := v.Find(tag.Name); !ok {
				t.Errorf("%q: %q is not found", text, tag.Name)
			}
		}
	})
}
