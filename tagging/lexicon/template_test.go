package lexicon

import "testing"

func TestInTemplate(t *testing.T) {
	for word, want := range map[string]string{
		"dog": "a photo of a dog", "athlete": "a photo of an athlete", "Opera house": "a photo of an Opera house",
		"unicorn": "a photo of a unicorn", "ukulele": "a photo of a ukulele", "umbrella": "a photo of an umbrella", "uninhabited island": "a photo of an uninhabited island",
		"European": "a photo of a European", "one-way street": "a photo of a one-way street", "hourglass": "a photo of an hourglass",
		"house": "a photo of a house", "SUV": "a photo of an SUV", "USB stick": "a photo of a USB stick", "X-ray": "a photo of an X-ray",
		"UFO": "a photo of a UFO", "Éclair": "a photo of an Éclair", "": "a photo of a ", "8 ball": "a photo of an 8 ball", "猫": "a photo of a 猫",
		"Anna": "a photo of an Anna", "uniform": "a photo of a uniform",
	} {
		const template = "a photo of a {}"
		got := InTemplate(template, word)
		if got != want {
			t.Errorf("%q: %q, want %q", word, got, want)
		}
		if back := WordIn(template, got); back != word {
			t.Errorf("%q came back as %q", got, back)
		}
	}
	for _, c := range []struct{ template, word, want string }{
		{"{}", "owl", "owl"},
		{"a {}, a bird", "owl", "an owl, a bird"},
		{"a photo of the {}", "owl", "a photo of the owl"},
		{"a close-up photo of a {}", "eye", "a close-up photo of an eye"},
		{"a photo of a small {}", "eye", "a photo of a small eye"},
		{"a sofa {}", "eye", "a sofa eye"},
	} {
		if got := InTemplate(c.template, c.word); got != c.want || WordIn(c.template, got) != c.word {
			t.Errorf("%q in %q: %q, back %q", c.word, c.template, got, WordIn(c.template, got))
		}
	}
	for _, text := range []string{"a photo of an dog", "a photo of a owl", "owl", "a photo of"} {
		if word := WordIn("a photo of a {}", text); word != "" {
			t.Errorf("%q is said to have %q", text, word)
		}
	}
}

// FuzzInTemplate: any word comes back from the text that it was put into.
func FuzzInTemplate(f *testing.F) {
	f.Add("a photo of a {}", "owl")
	f.Add("{}", "")
	f.Add("a {} on a {}", "8")
	f.Fuzz(func(t *testing.T, template, word string) {
		text := InTemplate(template, word)
		if word != "" && template == "a photo of a {}" && WordIn(template, text) != word {
			t.Errorf("%q in %q became %q", word, template, WordIn(template, text))
		}
	})
}
