package vocabulary

import (
	"slices"
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

// TestCheckByPhotos: what would be suggested on more than half of a library, and on none of it; not
// what nobody would wonder at, and not where there are too few photos to say so.
func TestCheckByPhotos(t *testing.T) {
	list := "animal\n\tdog\n\tcat\n[light]\n\tnight\n"
	for _, c := range []struct {
		name   string
		photos int
		on     []int // of animal, dog, cat, light, night
		told   []int
		want   string
	}{
		{"none and most", 100, []int{0, 51, 0, 0, 1}, nil, "dog: fires on more than half, cat: never fires"},
		{"half is not more", 100, []int{50, 1, 1, 0, 50}, nil, ""},
		{"a tag above goes along", 100, []int{0, 1, 1, 0, 1}, nil, ""},
		{"with none below it is found", 100, []int{0, 0, 0, 0, 1}, nil, "animal: never fires, dog: never fires, cat: never fires"},
		{"told without the model", 100, []int{1, 1, 1, 0, 0}, []int{4}, ""},
		{"few for the list", 19, []int{0, 19, 0, 0, 0}, nil, ""},
		{"just enough", 20, []int{0, 11, 0, 0, 0}, nil, "dog: fires on more than half, cat: never fires, night: never fires"},
		{"nobody has looked", 0, nil, nil, ""},
	} {
		v := parse(t, list)
		told := func(tag int) bool { return slices.Contains(c.told, tag) }
		found := Check(v, Knowledge{Fired: Fired{Photos: c.photos, On: c.on, Tells: told}})
		if got := problems(v, found); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
		for _, f := range found {
			if !strings.Contains(f.Text, v.Tags[f.Tag].Name) || len(f.Cures) == 0 || len(f.Cures) > 2 {
				t.Errorf("%s: %+v", c.name, f)
			}
		}
	}
	v := parse(t, list)
	fired := Fired{Photos: 100, On: make([]int, 5)}
	if got := problems(v, Check(v, Knowledge{Fired: fired, Unknown: []int{0, 1, 2, 4}})); strings.Contains(got, NeverFires) {
		t.Errorf("what the model does not know: %s", got)
	}
	long := parse(t, "a\nb\nc\nd\ne\n")
	if got := problems(long, Check(long, Knowledge{Fired: Fired{Photos: 24, On: []int{13, 0, 0, 0, 0}}})); got != "a: fires on more than half" {
		t.Errorf("few photos for a longer list: %s", got)
	}
	if few, enough := (Fired{Photos: 19}).TooFew(v), fired.TooFew(v); few != 20 || enough != 0 {
		t.Errorf("it takes %d, %d", few, enough)
	}
}
