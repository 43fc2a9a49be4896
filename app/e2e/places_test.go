package e2e

import (
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"catchlight/library/testphoto"
)

// TestTagPlaces: places are written when they are asked for, and only then; undo takes them back to
// the byte.
func TestTagPlaces(t *testing.T) {
	testphoto.Needs(t, "exiftool")
	h := newHomeWithModel(t)
	h.copyIn(realPhotos(t)[:1]...)
	photos, _ := filepath.Glob(filepath.Join(h.dir, "photos", "*.jpg"))
	if len(photos) != 1 {
		t.Fatalf("%d photos", len(photos))
	}
	exiftool := func(args ...string) string {
		out, err := exec.Command("exiftool", append(args, photos[0])...).Output()
		if err != nil {
			t.Fatal(err)
		}
		return string(out)
	}
	exiftool("-q", "-overwrite_original", "-GPSLatitude=41.8902", "-GPSLatitudeRef=N", "-GPSLongitude=12.4922", "-GPSLongitudeRef=E")
	before := h.hashes()
	tag := []string{"tag", "--json", "--vocabulary", h.vocabulary("qwertz\n"), "--suggest", "strict", "photos"}
	out := h.run(append(tag, "--dry-run")...).ends(0).out
	if strings.Contains(out, "Rome") {
		t.Errorf("without --places: %s", out)
	}
	out = h.run(append(tag, "--dry-run", "--places")...).ends(0).out
	if !strings.Contains(out, `"place":"Italy|Lazio|Rome"`) {
		t.Errorf("with --places: %s", out)
	}
	for list, want := range map[string]string{"qwertz\n[Rome]\n": "", "qwertz\n[Italy]\n": `"Lazio|Rome"`} { // kept private
		out = h.run("tag", "--json", "--vocabulary", h.vocabulary(list), "--dry-run", "--places", "photos").ends(0).out
		if !strings.Contains(out, want) || strings.Contains(out, "Rome") != (want != "") || strings.Contains(out, "Italy") {
			t.Errorf("with %q, want %q: %s", list, want, out)
		}
	}
	h.unchanged(before)
	h.vocabulary("qwertz\n")
	h.run(append(tag, "--yes", "--places")...).ends(0)
	if got := strings.TrimSpace(exiftool("-s3", "-HierarchicalSubject")); got != "Italy|Lazio|Rome" {
		t.Errorf("the file says %q", got)
	}
	h.run("undo", "--last").ends(0)
	h.unchanged(before)
}
