package keywords

import (
	"bytes"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"testing"

	"catchlight/library/picture"
	"catchlight/library/testphoto"
)

// orders calls back with every order of the data sets.
func orders(sets [][]byte, visit func([][]byte)) {
	if len(sets) == 0 {
		visit(nil)
	}
	for i := range sets {
		rest := slices.Delete(slices.Clone(sets), i, i+1)
		orders(rest, func(order [][]byte) { visit(append([][]byte{sets[i]}, order...)) })
	}
}

// Other programs write data sets in any order, with or without 1:90 and 2:00: each edit of them
// must be possible, in JPEG and TIFF, and must leave exactly what was asked for.
func TestEveryEditInEveryOrder(t *testing.T) {
	keywords := [][]byte{testphoto.Dataset(2, 25, "Oma"), testphoto.Dataset(2, 25, "Hund")}
	other := [][]byte{testphoto.Dataset(2, 0, "\x00\x04"), testphoto.UTF8Dataset(), testphoto.Dataset(2, 120, "text")}
	pic := testphoto.JPEG(t)
	for mask := range 1 << len(other) {
		sets := slices.Clone(keywords)
		for i, one := range other {
			if mask>>i&1 == 1 {
				sets = append(sets, one)
			}
		}
		orders(sets, func(order [][]byte) {
			stream := bytes.Join(order, nil)
			everyEdit(t, testphoto.WithSegments(pic, testphoto.IRBSegment(testphoto.IPTCBlock(stream))), picture.JPEG)
			everyEdit(t, testphoto.TIFF(testphoto.Value{Tag: tagIPTC, Kind: kindUndefined, Value: string(stream)}), picture.TIFF)
			everyEdit(t, testphoto.TIFF(testphoto.Value{Tag: tagPhotoshop, Kind: kindByte, Value: string(testphoto.IPTCBlock(stream))}), picture.TIFF)
		})
	}
}

// everyEdit adds, removes, sets and clears.
func everyEdit(t *testing.T, data []byte, f picture.Format) {
	t.Helper()
	held, err := Read(data, f)
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		edit Edit
		want []string
	}{
		"add":            {add("cat"), append(slices.Clone(held.IPTC), "cat")},
		"remove":         {Edit{Remove: []string{"oma"}}, []string{"Hund"}},
		"remove and add": {Edit{Remove: []string{"Oma", "Hund"}, Add: []string{"cat"}}, []string{"cat"}},
		"set":            {Edit{Clear: true, Add: []string{"cat"}}, []string{"cat"}},
		"set to another": {Edit{Clear: true, Add: []string{"Hund", "Käse"}}, []string{"Hund", "Käse"}},
		"clear":          {Edit{Clear: true}, nil},
	} {
		out, err := edited(data, f, c.edit, Rules{})
		if err != nil {
			t.Fatalf("%s of %q: %v", name, data, err)
		}
		got, err := Read(out, f)
		if err != nil || !reflect.DeepEqual(got.IPTC, c.want) || !reflect.DeepEqual(flat(got), append([]string{}, c.want...)) {
			t.Fatalf("%s of %q: %v, IPTC %q, all %q; want %q", name, data, err, got.IPTC, flat(got), c.want)
		}
		if again, err := edited(out, f, c.edit, Rules{}); err != nil || !bytes.Equal(again, out) {
			t.Fatalf("%s of %q: a second run changes it again, %v", name, data, err)
		}
	}
}

// TestKeywordsWithSpacesAroundThem: other programs leave blanks around words, tabs and ends of lines in
// them. The photo can be edited all the same; the words stay apart, and are found by what is shown.
func TestKeywordsWithSpacesAroundThem(t *testing.T) {
	pic, stream := testphoto.JPEG(t), testphoto.UTF8Dataset()
	for _, word := range []string{" lead", "trail ", "New\r\n  York", "tab\tbed", "\nlines\n", "Ka\u0308se\v"} {
		stream = append(stream, testphoto.Dataset(2, 25, word)...)
	}
	data := testphoto.WithSegments(pic, testphoto.IRBSegment(testphoto.IPTCBlock(stream)))
	words := []string{"lead", "trail", "New York", "tab bed", "lines", "Käse"}
	out := mustEdit(t, data, picture.JPEG, add("zebra"))
	got, err := Read(out, picture.JPEG)
	if want := append(slices.Clone(words), "zebra"); err != nil || !slices.Equal(flat(got), want) || !slices.Equal(got.XMP, want) {
		t.Errorf("%v, %q, XMP %q", err, flat(got), got.XMP)
	}
	for _, word := range words {
		out = mustEdit(t, out, picture.JPEG, Edit{Remove: []string{word}})
	}
	if got, err = Read(out, picture.JPEG); err != nil || !slices.Equal(got.IPTC, []string{"zebra"}) || !slices.Equal(got.XMP, got.IPTC) {
		t.Errorf("%v, %q, XMP %q", err, got.IPTC, got.XMP)
	}
}

func TestSplicesAreTidiedWhateverTheirOrder(t *testing.T) {
	data := []byte("0123456789")
	all := Splices{{at: 2, old: 2}, insert(2, "a"), insert(2, "b"), {at: 4, old: 1, text: []byte("c")}, insert(4, "d"), {at: 9, old: 1, text: []byte("xy")}, insert(10, "!")}
	want := "01abdc5678xy!"
	for range len(all) {
		all = append(all[1:], all[0])
		if all[0].at == 2 && string(all[0].text) == "b" {
			continue // insertions at one place keep the order in which they came
		}
		tidy, err := all.tidied(data)
		if err != nil || string(tidy.apply(data)) != want {
			t.Fatalf("%v, %q, want %q", err, tidy.apply(data), want)
		}
		if back, ok := Undone(tidy.apply(data), tidy.Undo(data)); !ok || !bytes.Equal(back.Joined(), data) {
			t.Fatalf("undone: %q", back)
		}
	}
	for name, bad := range map[string]Splices{
		"overlap":          {{at: 2, old: 3}, {at: 4, old: 1}},
		"insertion inside": {{at: 2, old: 3}, insert(3, "x")},
		"behind the end":   {{at: 9, old: 2}},
	} {
		if _, err := bad.tidied(data); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
}

// TestIdentifyFollowsOurWriter: what Apply changes never changes the ID.
func TestIdentifyFollowsOurWriter(t *testing.T) {
	paths, _ := filepath.Glob("../thumb/testdata/*.jpg")
	if len(paths) == 0 {
		t.Fatal("no photos in ../thumb/testdata")
	}
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		written, err := edited(data, picture.JPEG, Edit{Add: []string{"Käse", "animal|cat"}}, Rules{})
		if err != nil {
			t.Fatal(err)
		}
		if len(written) == len(data) || picture.Identify(written, picture.JPEG, 1) != picture.Identify(data, picture.JPEG, 1) {
			t.Errorf("%s: %d bytes became %d, or the ID changed", path, len(data), len(written))
		}
	}
}
