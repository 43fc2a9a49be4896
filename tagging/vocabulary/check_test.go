package vocabulary

import (
	"strings"
	"testing"
)

// problems are the findings as "tag: problem".
func problems(v *Vocabulary, found []Finding) string {
	var all []string
	for _, f := range found {
		all = append(all, v.Tags[f.Tag].Name+": "+f.Problem)
	}
	return strings.Join(all, ", ")
}

func TestCheckNames(t *testing.T) {
	v := parse(t, "fruit\n\torange\ncolour\n\torange\n\tred\n\t\t{= the colour red}\ndog\n\t{hound}\nhound\n弥生土器\nкошка\n\t{= a cat}\ncafé\n"+
		"[2024]\n\tAnna\n[2025]\n\tAnna\n")
	found := Check(v, Knowledge{})
	want := "hound: same as another tag, 弥生土器: not in the model's language, Anna: two meanings, Anna: two meanings"
	if got := problems(v, found); got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
	for _, f := range found {
		if f.Text == "" || len(f.Cures) == 0 || len(f.Cures) > 2 {
			t.Errorf("%+v", f)
		}
	}
	if got := problems(v, Check(v, Knowledge{Multilingual: true})); strings.Contains(got, NotItsTongue) {
		t.Errorf("a multilingual model: %s", got)
	}
}

// TestCheckAsksForTheSense: a word of two senses is asked about where nothing says which is meant,
// with both readings and the line that settles it; in any language.
func TestCheckAsksForTheSense(t *testing.T) {
	for _, c := range []struct{ list, asked string }{
		{"train\nsquash\ncricket\nrice\norange\ncrane\nseal\n", "train squash cricket rice orange crane seal"},
		{"kite\njaguar\nmouse\nbat\nturkey\nseal\npalm\nbow\n", "kite jaguar mouse bat turkey seal palm bow"},
		{"2024\n\tCranes\n", "Cranes"},
		{"birds\n\tcrane\nmachines\n\tconstruction\n\t\tcrane\n", ""},
		{"Vögel\n\tcrane\n", ""},
		{"crane\n\t{= a photo of a crane bird}\n[seal]\n\tpup\n", ""},
		{"dog\nbeach\n", ""},
	} {
		v := parse(t, c.list)
		var asked []string
		for _, f := range Check(v, Knowledge{}) {
			asked = append(asked, v.Tags[f.Tag].Name)
			if f.Problem != TwoMeanings || len(f.Cures) != 2 || !strings.Contains(f.Cures[0], "{= a photo of ") {
				t.Errorf("%+v", f)
			}
			settled := parse(t, v.Tags[f.Tag].Name+"\n\t{= "+v.Unsettled()[0].Prompts[0]+"}\n")
			if again := Check(settled, Knowledge{}); len(again) > 0 {
				t.Errorf("%q is asked about again: %+v", v.Tags[f.Tag].Name, again)
			}
		}
		if got := strings.Join(asked, " "); got != c.asked {
			t.Errorf("%q: asked for %q, want %q", c.list, got, c.asked)
		}
	}
}

// TestCheckByTheModel: what the model does not know is named, and nothing is said of what it knows.
func TestCheckByTheModel(t *testing.T) {
	v := parse(t, "rhesus macaque\nchimpanzee\nVulpes vulpes\n")
	found := Check(v, Knowledge{Alike: [][2]int{{0, 1}}, Unknown: []int{2}})
	if got, want := problems(v, found), "chimpanzee: same as another tag, Vulpes vulpes: not known to the model"; got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
	for _, f := range found {
		if cures := strings.Join(f.Cures, " "); strings.Contains(cures, "remove") {
			t.Errorf("%q: nothing is to be removed for what a model cannot do", cures)
		}
	}
}
