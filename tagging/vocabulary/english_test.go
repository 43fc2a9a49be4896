package vocabulary

import (
	"strings"
	"testing"

	"catchlight/library/keywords"
)

// TestEnglish: what a model is shown for names of other languages.
func TestEnglish(t *testing.T) {
	for _, c := range []struct{ list, language, want string }{
		{"Katze\nchats\n猫\nкіт\ndog\n", "", "cat cat cat cat dog"},
		{"Hund\nKatze\nBoot\nRock\nZug\n", "", "dog cat boat skirt train"},
		{"dog\ncat\nboot\nrock\nhose\n", "", "dog cat boot rock hose"},
		{"boot\n", "de", "boat"},
		{"Vögel\n\tKranich\n", "", "bird crane (bird)"},
		{"bird\n\tcranes\n", "", "bird crane bird"},
		{"Kraniche\n", "", "crane (bird)"},
		{"Großmutter Erna\n2019\n", "de", "Großmutter Erna 2019"},
	} {
		v := parse(t, c.list).In(c.language)
		var shown []string
		for i := range v.Tags {
			shown = append(shown, v.English(i))
		}
		if got := strings.Join(shown, " "); got != c.want {
			t.Errorf("%q in %q: %q, want %q", c.list, c.language, got, c.want)
		}
	}
}

// TestBuiltInInOtherLanguages: every tag keeps its place, the model is shown the same, and a photo
// of the English word has the tag, unless the language calls another one so. No two tags have one
// name.
func TestBuiltInInOtherLanguages(t *testing.T) {
	v, err := Load(Essentials)
	if err != nil {
		t.Fatal(err)
	}
	for _, language := range []string{"de", "fr", "es", "it", "ja", "zh", "uk"} {
		in, named, seen := v.In(language), 0, map[string]bool{}
		for i, tag := range in.Tags {
			if tag.Name != v.Tags[i].Name {
				named++
			}
			if in.English(i) != v.English(i) || tag.Parent != v.Tags[i].Parent {
				t.Errorf("%s: %q is shown as %q, want %q", language, tag.Name, in.English(i), v.English(i))
			}
			if seen[keywords.Fold(tag.Name)] {
				t.Errorf("%s: two tags are called %q", language, tag.Name)
			}
			seen[keywords.Fold(tag.Name)] = true
			english := keywords.Keywords{All: []keywords.Keyword{{Name: v.Tags[i].Name}}}
			other, found := in.Find(v.Tags[i].Name) // "café" is the French word for another tag
			if !tag.Heading && !in.Has(english, tag.Name) && (!found || in.Tags[other].Name != v.Tags[i].Name) {
				t.Errorf("%s: a photo of %q lacks %q", language, v.Tags[i].Name, tag.Name)
			}
		}
		if named < len(v.Tags)*8/10 {
			t.Errorf("%s: %d of %d tags have names", language, named, len(v.Tags))
		}
	}
	if own := parse(t, "cat\n").In("de"); own.Tags[0].Name != "cat" {
		t.Errorf("the user's own word became %q", own.Tags[0].Name)
	}
}

// TestOwnNamesInOtherLanguages: a list that says a name in a language is one in it when tags are:
// what the tags say goes before the lexicon, every old name goes on to count, and the model is
// shown the same.
func TestOwnNamesInOtherLanguages(t *testing.T) {
	const list = "animal\n\tdog\n\t\t{de= Köter}\n\tcat\n\tUrmel\n\tpuppy\n\t\t{de= Hund}\nboat\n\t{en= ship}\n"
	for language, want := range map[string]string{
		"de-AT": "Tier Köter Katze Urmel Hund Schiff", "": "animal dog cat Urmel puppy boat",
		"fr": "animal dog cat Urmel puppy boat", "pt": "animal dog cat Urmel puppy boat",
	} {
		v := parse(t, list)
		in := v.In(language)
		var names []string
		for i, tag := range in.Tags {
			names = append(names, tag.Name)
			if in.English(i) != v.English(i) {
				t.Errorf("%q: %q is shown as %q, want %q", language, tag.Name, in.English(i), v.English(i))
			}
			if old, ok := in.Find(v.Tags[i].Name); !ok || old != i {
				t.Errorf("%q: %q is not found under its old name", language, tag.Name)
			}
		}
		if got := strings.Join(names, " "); got != want {
			t.Errorf("%q: %s, want %s", language, got, want)
		}
	}
	v := parse(t, list)
	for _, c := range []struct{ said, otherwise, language string }{{"Köter", "Hund", "de"}, {"", "chien", "fr"}, {"", "", "pt"}} {
		if said, otherwise := v.NameIn(1, c.language); said != c.said || otherwise != c.otherwise {
			t.Errorf("%s: %q, %q", c.language, said, otherwise)
		}
	}
}

// TestWhatATagTakesAlong: the hierarchy that files get says which of the tags above are words.
func TestWhatATagTakesAlong(t *testing.T) {
	v := parse(t, "animal\n\tdog\n\t\t{^+}\n\tcat\n\t\t{^-}\n\tfox\n[light]\n\tsunset\n\t\t{^+}\n")
	want := []string{"animal", "{animal}|dog", "[animal]|cat", "animal|fox", "light", "[light]|sunset"}
	for i := range v.Tags {
		if got := v.Written(i); got != want[i] {
			t.Errorf("%q, want %q", got, want[i])
		}
	}
}

// TestAlone: a tag by itself is read as it is among the others, whose language and order say what it
// means.
func TestAlone(t *testing.T) {
	for _, c := range []struct{ list, language, want string }{
		{"Hund\nKatze\nBoot\n", "", "boat"},
		{"dog\ncat\nboot\n", "", "boot"},
		{"dog\ncat\nBoot\n", "de", "Boot"},
		{"Urmel\nBoot\n", "de", "boat"},
		{"Hund\nVogel\n\tKraniche\n", "", "crane (bird)"},
		{"dog\nbird\n\tcranes\n", "", "crane bird"},
	} {
		v := parse(t, c.list).In(c.language)
		last := len(v.Tags) - 1
		one := v.Alone(v.Tags[last].Parent, v.Tags[last])
		if got := one.English(len(one.Tags) - 1); got != c.want || got != v.English(last) {
			t.Errorf("the last of %q in %q is %q alone and %q among the others, want %q", c.list, c.language, got, v.English(last), c.want)
		}
		for i, tag := range one.Tags {
			if tag.Parent != i-1 || tag.Heading != (i < len(one.Tags)-1) {
				t.Errorf("%q: %+v", c.list, one.Tags)
			}
		}
	}
}
