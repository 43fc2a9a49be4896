package safewrite

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"catchlight/library/keywords"
	"catchlight/library/picture"
	"catchlight/library/sidecar"
	"catchlight/library/testphoto"
)

// sidecarOf is a sidecar that says whose it is, and holds a word.
func sidecarOf(extension, word string) []byte {
	says := ""
	if extension != "" {
		says = `<rdf:Description rdf:about="" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" photoshop:SidecarForExtension="` + extension + `"/>`
	}
	return []byte(testphoto.Packet(testphoto.Description(testphoto.Bag("dc:subject", word)) + says))
}

// A sidecar that says, or whose name says, that it is another file's is neither read nor written.
// One that may be several files' is read for each and written for none.
func TestWhoseSidecar(t *testing.T) {
	const alone = "left alone"
	for name, c := range map[string]struct {
		photo, others string // others: files beside it
		sidecar, says string
		read          bool
		writes        string // the sidecar that is written; alone: and that another was not
	}{
		"its own":                            {"a.png", "", "a.xmp", "", true, "a.xmp"},
		"its own, with an ending":            {"a.png", "", "a.xmp", "PNG", true, "a.xmp"},
		"a video's":                          {"a.png", "a.MOV", "a.xmp", "MOV", false, "a.png.xmp"},
		"a video's that is elsewhere":        {"a.png", "", "a.xmp", "mov", false, "a.png.xmp"},
		"a video's, beside a RAW":            {"a.nef", "a.mov", "a.xmp", "MOV", false, "a.nef.xmp"},
		"the JPEG's, beside a RAW":           {"a.nef", "a.jpg", "a.xmp", "jpg", false, "a.nef.xmp"},
		"the JPEG's says so":                 {"a.heic", "a.jpg", "a.XMP", "heic", true, "a.XMP"},
		"two pictures'":                      {"a.png", "a.webp", "a.xmp", "", true, "a.png.xmp " + alone},
		"two pictures', in capitals":         {"a.png", "A.WEBP", "a.xmp", "", true, "a.png.xmp " + alone},
		"three pictures'":                    {"a.png", "a.webp a.gif", "a.xmp", "", true, "a.png.xmp " + alone},
		"a live photo's":                     {"a.heic", "a.mov", "a.xmp", "", true, "a.heic.xmp " + alone},
		"the RAW's":                          {"a.png", "a.cr2", "a.xmp", "", false, "a.png.xmp"},
		"the RAW's, of three":                {"a.png", "a.CR2 a.mov", "a.xmp", "", false, "a.png.xmp"},
		"of the RAW with a JPEG and a video": {"a.cr2", "a.jpg a.mov", "a.xmp", "", true, "a.xmp"},
		"two RAWs'":                          {"a.cr2", "a.dng a.jpg", "a.xmp", "", true, "a.cr2.xmp " + alone},
		"named after another photo":          {"a.jpg.png", "a.jpg", "a.jpg.xmp", "", false, "a.jpg.png.xmp"},
		"named after it, which goes first":   {"a.png", "a.webp", "a.png.xmp", "webp", true, "a.png.xmp"},
		"beside a text":                      {"a.png", "a.txt a.json", "a.xmp", "", true, "a.xmp"},
		"beside another name":                {"a.png", "a-b.webp ab.mov", "a.xmp", "", true, "a.xmp"},
	} {
		t.Run(name, func(t *testing.T) {
			data := []byte("\x89PNG\r\n\x1a\n")
			if f, _ := picture.FormatOf(c.photo); f == picture.RAW {
				data = testphoto.TIFF()
			} else if strings.HasSuffix(c.photo, "heic") {
				data = []byte("\x00\x00\x00\x18ftypheic\x00\x00\x00\x00")
			}
			path := photoFile(t, c.photo, data)
			dir := filepath.Dir(path)
			for _, other := range strings.Fields(c.others) {
				writeFile(t, filepath.Join(dir, other), data)
			}
			before := sidecarOf(c.says, "old")
			writeFile(t, filepath.Join(dir, c.sidecar), before)
			if k, _ := new(sidecar.Folders).ReadKeywords(path); k.Has("old") != c.read {
				t.Errorf("read: %q", namesOf(k))
			}
			change := write(t, path, adding("dog"), Options{})
			want, said := strings.CutSuffix(c.writes, " "+alone)
			if len(change.Files) != 1 || filepath.Base(change.Files[0].Path) != want || strings.Contains(change.Why, alone) != said {
				t.Errorf("wrote %+v, said %q", change.Files, change.Why)
			}
			if kept := slices.Equal(readFile(t, filepath.Join(dir, c.sidecar)), before); kept != (want != c.sidecar) {
				t.Errorf("%s: kept %v", c.sidecar, kept)
			}
			k, err := new(sidecar.Folders).ReadKeywords(path)
			if err != nil || !k.Has("dog") || k.Has("old") != c.read {
				t.Errorf("afterwards: %v, %q", err, namesOf(k))
			}
			if own := string(readFile(t, filepath.Join(dir, want))); strings.Contains(own, ">old<") != c.read {
				t.Errorf("the words of a shared sidecar are carried: %s", own)
			}
		})
	}
}

// What a shared sidecar holds cannot be taken away, which is said; an edit that is for it alone
// writes nothing.
func TestRemoveFromASharedSidecar(t *testing.T) {
	path := photoFile(t, "a.png", []byte("\x89PNG\r\n\x1a\n"))
	shared := filepath.Join(filepath.Dir(path), "a.xmp")
	writeFile(t, filepath.Join(filepath.Dir(path), "a.webp"), nil)
	writeFile(t, shared, sidecarOf("", "old"))
	c := write(t, path, keywords.Edit{Remove: []string{"old"}}, Options{})
	if len(c.Files) > 0 || len(c.Removed) > 0 || !strings.Contains(c.Why, "a.xmp") || !strings.Contains(c.Why, "a.webp") {
		t.Errorf("%+v", c)
	}
	c = write(t, path, keywords.Edit{Add: []string{"new"}, Remove: []string{"old"}}, Options{})
	if k := string(readFile(t, path+".xmp")); strings.Contains(k, "old") || !strings.Contains(k, "new") || len(c.Removed) > 0 {
		t.Errorf("%+v: %s", c, k)
	}
}
