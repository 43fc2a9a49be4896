package view

import (
	"slices"
	"testing"

	"catchlight/library/keywords"
)

// FuzzCompleted: any words can be completed on a line, one behind the other.
func FuzzCompleted(f *testing.F) {
	f.Add("Paris, France", `12" vinyl`, "，")
	f.Add("巴黎，法国", `"quoted"`, "；")
	f.Add(`","`, "a|b", "\n")
	f.Fuzz(func(t *testing.T, a, b, separator string) {
		sign := []rune(separator + ",")[0]
		if !keywords.IsSeparator(sign) {
			sign = ','
		}
		words := slices.DeleteFunc([]string{keywords.Clean(a), keywords.Clean(b)}, func(w string) bool { return w == "" })
		line := ""
		for _, word := range words {
			line = Completed(line, word) + string(sign)
		}
		if got := keywords.LineWords(line); !slices.Equal(got, words) && len(words) > 0 {
			t.Errorf("completed, %q became %q", words, got)
		}
	})
}
