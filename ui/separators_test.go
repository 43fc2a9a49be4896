package ui

import (
	"slices"
	"strings"
	"testing"
)

// TestSeveralWordsAreTypedAlikeEverywhere: whatever comma or semicolon a script has, wherever the
// window takes several words; and one that holds a comma stands in quotes.
func TestSeveralWordsAreTypedAlikeEverywhere(t *testing.T) {
	r := newRig(t, nil)
	r.full()
	e := r.words("red\n")
	list := "red\n"
	for i, between := range []string{", ", ";", "，", "、", "；", "، ", "؛"} {
		mark := string(rune('a' + i))
		words := []string{"dog " + mark, "Paris, France " + mark, "cat " + mark}
		line := words[0] + between + `"` + words[1] + `"` + between + words[2]
		e.Choose("red")
		r.fill(e.Field("synonyms"), line)
		list = strings.TrimSuffix(list, "\n") + "\n\t{" + strings.Join(words, "}\n\t{") + "}\n"
		r.listSays(list)
	}
	for i, between := range []string{", ", ";", "，", "、", "؛"} {
		mark := string(rune('A' + i))
		words := []string{"sea " + mark, "Rome, Italy " + mark, "sky " + mark}
		line := words[0] + between + `"` + words[1] + `"` + between + words[2]
		e.Choose("red")
		e.NewTag()
		r.fill(e.Typing(), line)
		list = strings.Replace(list, "}\nsea", "}\n\x00sea", 1)
		head, tail, _ := strings.Cut(list, "\x00")
		list = head + strings.Join(words, "\n") + "\n" + tail
		r.listSays(list)
		r.pages.close()
		r.list.goTo(i % len(r.list.ids))
		r.typed(line)
		var typed []string
		for _, d := range r.snap.Decisions(r.list.ids[i%len(r.list.ids)]) {
			typed = append(typed, d.Tag)
		}
		for _, word := range words {
			if !slices.Contains(typed, word) {
				t.Errorf("%q put %q on the photo, without %q", line, typed, word)
			}
		}
		e = r.editing()
	}
}
