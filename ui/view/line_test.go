package view

import (
	"slices"
	"testing"

	"catchlight/library/keywords"
)

func TestLineWords(t *testing.T) {
	for line, want := range map[string][]string{
		"":                            nil,
		" , ,":                        nil,
		"dog":                         {"dog"},
		" dog , cat ":                 {"dog", "cat"},
		`"Paris, France"`:             {"Paris, France"},
		` "Paris, France" , dog`:      {"Paris, France", "dog"},
		`dog, "Paris, Fr`:             {"dog", "Paris, Fr"},
		`"12"" vinyl, rare", dog`:     {`12" vinyl, rare`, "dog"},
		`5" disk, dog`:                {`5" disk`, "dog"},
		`"Big" cats, dog`:             {`"Big" cats`, "dog"},
		`"", dog`:                     {"dog"},
		`東京, "京都, 日本"`:                {"東京", "京都, 日本"},
		"animal|dog, São Paulo, 📷, é": {"animal|dog", "São Paulo", "📷", "é"},
	} {
		if got := LineWords(line); !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", line, got, want)
		}
	}
}

// FuzzLineOf: any words come back from their line, and each can be completed on it.
func FuzzLineOf(f *testing.F) {
	f.Add("Paris, France", `12" vinyl`, `"quoted"`)
	f.Add(`","`, `""`, "a|b")
	f.Fuzz(func(t *testing.T, a, b, c string) {
		words := slices.DeleteFunc([]string{keywords.Clean(a), keywords.Clean(b), keywords.Clean(c)}, func(w string) bool { return w == "" })
		if got := LineWords(LineOf(words)); !slices.Equal(got, words) && len(words) > 0 {
			t.Errorf("%q became %q", words, got)
		}
		line := ""
		for _, word := range words {
			line = Completed(line, word) + ","
		}
		if got := LineWords(line); !slices.Equal(got, words) && len(words) > 0 {
			t.Errorf("completed, %q became %q", words, got)
		}
	})
}
