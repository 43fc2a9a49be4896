package vocabulary

import (
	"fmt"
	"strings"
	"testing"

	"catchlight/library/keywords"
)

func TestFromKeywords(t *testing.T) {
	flat := func(names ...string) (k keywords.Keywords) {
		for _, name := range names {
			k.All = append(k.All, keywords.Keyword{Name: name})
		}
		return k
	}
	with := func(k keywords.Keywords, paths ...string) keywords.Keywords {
		k.Hierarchy = paths
		return k
	}
	for name, c := range map[string]struct {
		photos []keywords.Keywords
		want   string
	}{
		"words, as most spell them": {
			[]keywords.Keywords{flat("Anna", "beach"), flat("anna"), flat("Anna", "Anna")}, "Anna 3, beach 1",
		},
		"a hierarchy": {
			[]keywords.Keywords{with(flat("dog", "animal"), "animal|dog"), flat("dog"), with(flat("cat"), "animal|cat")},
			"animal 2, animal|cat 1, animal|dog 2",
		},
		"where most put it": {
			[]keywords.Keywords{with(flat(), "a|x"), with(flat(), "b|x"), with(flat(), "b|x")}, "a 1, b 2, b|x 3",
		},
		"a category":       {[]keywords.Keywords{with(flat("sunset"), "[light]|sunset")}, "light 1, sunset 1"},
		"a ring":           {[]keywords.Keywords{with(flat(), "a|b"), with(flat(), "b|a")}, "a 2, b 2"},
		"signs and blanks": {[]keywords.Keywords{flat("{odd}", "# x", " ", "=")}, "# x 1, = 1, {odd} 1"},
		"nothing":          {nil, ""},
	} {
		v, photos := FromKeywords("mine", c.photos)
		var got []string
		for i := range v.Tags {
			got = append(got, fmt.Sprint(v.Path(i), " ", photos[i]))
		}
		if strings.Join(got, ", ") != c.want {
			t.Errorf("%s: %s, want %s", name, strings.Join(got, ", "), c.want)
		}
		if len(v.Tags) == 0 {
			continue
		}
		again, err := Parse("mine", []byte(v.Text(Own)))
		if err != nil || len(again.Tags) != len(v.Tags) {
			t.Errorf("%s: read back as %+v, %v", name, again, err)
		}
	}
}

func FuzzFromKeywords(f *testing.F) {
	f.Add("a|b|a", "x\xff", "[")
	f.Add("[a]|b", "b", "B")
	f.Fuzz(func(t *testing.T, path, first, second string) {
		all := []keywords.Keywords{
			{Hierarchy: []string{path}, All: []keywords.Keyword{{Name: first}}},
			{Hierarchy: []string{second + "|" + first}, All: []keywords.Keyword{{Name: second}}},
		}
		v, photos := FromKeywords("mine", all)
		for i, tag := range v.Tags {
			if tag.Parent >= i || photos[i] < 1 || photos[i] > 2 {
				t.Errorf("%+v on %d photos", tag, photos[i])
			}
		}
	})
}
