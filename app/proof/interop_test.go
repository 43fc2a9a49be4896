package proof

import (
	"os"
	"os/exec"
	"path/filepath"
	"sort"
	"strings"
	"testing"

	"catchlight/library/testphoto"
)

// TestAdobeShowsTheKeyword asks Adobe's own XMP toolkit (exempi), which reconciles
// IPTC and XMP as Lightroom and Bridge do.
func TestAdobeShowsTheKeyword(t *testing.T) {
	testphoto.Needs(t, "exempi")
	dir := photoFolder(t, freePhoto(t))
	h := newHome(t)
	h.add(dir, "PROBE")
	h.add(dir, "富士山")
	out, err := exec.Command("exempi", "-x", filepath.Join(dir, "photo.jpg")).Output()
	if err != nil {
		t.Fatal(err)
	}
	for _, word := range []string{"PROBE", "富士山"} {
		if !strings.Contains(string(out), "<rdf:li>"+word+"</rdf:li>") {
			t.Errorf("Adobe's toolkit does not show %s:\n%s", word, out)
		}
	}
}

// TestDarktableReads lets darktable import what we wrote, embedded and in a sidecar,
// flat and as a hierarchy, and reads the tags in its database.
func TestDarktableReads(t *testing.T) {
	testphoto.Needs(t, "darktable-cli", "python3")
	for _, to := range []string{"embedded", "sidecar"} {
		for _, word := range []string{"PROBE", "animal|PROBE"} {
			t.Run(to+" "+word, func(t *testing.T) {
				dir := photoFolder(t, freePhoto(t))
				newHome(t).add(dir, word, "--to", to)
				if tags := darktableTags(t, dir); !strings.Contains(tags, "\n"+word+"\n") {
					t.Errorf("darktable has the tags %q", tags)
				}
			})
		}
	}
}

const tagQuery = `
import sqlite3, sys
for row in sqlite3.connect(sys.argv[1]).execute("select name from tags order by name"):
    print(row[0])
`

// darktableTags imports the folder's photo into a new darktable and returns its tags, one a line.
func darktableTags(t testing.TB, dir string) string {
	t.Helper()
	config := t.TempDir()
	cmd := exec.Command("darktable-cli", filepath.Join(dir, "photo.jpg"), filepath.Join(t.TempDir(), "out.jpg"), "--width", "64",
		"--core", "--configdir", config, "--cachedir", config, "--library", filepath.Join(config, "library.db"))
	cmd.Env = append(os.Environ(), "HOME="+config)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("darktable: %v\n%s", err, out)
	}
	out, err := exec.Command("python3", "-c", tagQuery, filepath.Join(config, "data.db")).Output()
	if err != nil {
		t.Fatal(err)
	}
	return "\n" + string(out)
}

// TestForeignSidecar writes beside a photo whose sidecar another program made: what
// that program wrote is still there, byte for byte outside the keywords.
func TestForeignSidecar(t *testing.T) {
	testphoto.Needs(t, "exiftool")
	for name, packet := range foreignSidecars() {
		t.Run(name, func(t *testing.T) {
			dir := photoFolder(t, freePhoto(t))
			path := filepath.Join(dir, "photo.xmp")
			if err := os.WriteFile(path, []byte(packet), 0o644); err != nil {
				t.Fatal(err)
			}
			before := xmpTags(t, path)
			newHome(t).add(dir, "PROBE", "--to", "sidecar")
			after := xmpTags(t, path)
			if got := strings.Join(without(after, before), " "); !strings.Contains(got, "PROBE") {
				t.Errorf("the keyword is not in the sidecar: %v", after)
			}
			for _, lost := range without(before, after) {
				if !strings.HasPrefix(lost, "Subject") && !strings.HasPrefix(lost, "HierarchicalSubject") {
					t.Errorf("lost: %s", lost)
				}
			}
		})
	}
}

func foreignSidecars() map[string]string {
	const head = `<?xml version="1.0" encoding="UTF-8"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">`
	const tail = `</rdf:RDF></x:xmpmeta>`
	return map[string]string{
		"darktable":  head + `<rdf:Description rdf:about="" xmlns:darktable="http://darktable.sf.net/" darktable:xmp_version="5"><darktable:history><rdf:Seq><rdf:li darktable:num="0" darktable:operation="flip" darktable:enabled="1" darktable:params="ffffffff"/></rdf:Seq></darktable:history></rdf:Description>` + tail,
		"lightroom":  head + `<rdf:Description rdf:about="" xmlns:crs="http://ns.adobe.com/camera-raw-settings/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:lr="http://ns.adobe.com/lightroom/1.0/" crs:Exposure2012="+0.35"><dc:subject><rdf:Bag><rdf:li>old</rdf:li></rdf:Bag></dc:subject><lr:hierarchicalSubject><rdf:Bag><rdf:li>things|old</rdf:li></rdf:Bag></lr:hierarchicalSubject></rdf:Description>` + tail,
		"attributes": head + `<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:Rating="4" xmp:Label="Green"/>` + tail,
	}
}

// xmpTags are the sidecar's tags as exiftool prints them, a line each, sorted.
func xmpTags(t testing.TB, path string) []string {
	t.Helper()
	out, err := exec.Command("exiftool", "-s2", "-a", "-u", "-XMP:all", path).Output()
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(string(out)), "\n")
	sort.Strings(lines)
	return lines
}

// without are the lines of a that b lacks.
func without(a, b []string) []string {
	known := map[string]bool{}
	for _, line := range b {
		known[line] = true
	}
	var rest []string
	for _, line := range a {
		if !known[line] {
			rest = append(rest, line)
		}
	}
	return rest
}
