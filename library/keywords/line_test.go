package keywords

import (
	"slices"
	"testing"
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
		"dog; cat;tree":               {"dog", "cat", "tree"},
		"狗，猫、树；天空":                    {"狗", "猫", "树", "天空"},
		"كلب، قطة؛ شجرة":              {"كلب", "قطة", "شجرة"},
		"dog\ncat\r\ntree\tsky":       {"dog", "cat", "tree", "sky"},
		`"巴黎，法国"，狗`:                   {"巴黎，法国", "狗"},
		`"AC;DC"; dog`:                {"AC;DC", "dog"},
		`“Paris, France”, dog`:        {"Paris, France", "dog"},
		`„Köln, Dom“; „Hund”`:         {"Köln, Dom", "Hund"},
		`« Lyon, Rhône », chien`:      {"Lyon, Rhône", "chien"},
		`»Graz, Uhrturm«, ”golden”`:   {"Graz, Uhrturm", "golden"},
		`「京都、日本」、＂犬、猫＂`:             {"京都、日本", "犬、猫"},
		`dog, “Paris, Fr`:           {"dog", "“Paris", "Fr"},
		`“Big” cats, dog`:           {"“Big” cats", "dog"},
		`ˮ, 5″ disk, l’eau, ‘a, b’`: {"ˮ", "5″ disk", "l’eau", "‘a", "b’"},
	} {
		if got := LineWords(line); !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", line, got, want)
		}
	}
}

// FuzzLineOf: any words come back from their line.
func FuzzLineOf(f *testing.F) {
	f.Add("Paris, France", `12" vinyl`, `"quoted"`)
	f.Add(`","`, `""`, "a|b")
	f.Add("“Paris”", "»a, b«", "「")
	f.Fuzz(func(t *testing.T, a, b, c string) {
		words := slices.DeleteFunc([]string{Clean(a), Clean(b), Clean(c)}, func(w string) bool { return w == "" })
		if got := LineWords(LineOf(words)); !slices.Equal(got, words) && len(words) > 0 {
			t.Errorf("%q became %q", words, got)
		}
	})
}
