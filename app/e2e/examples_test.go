package e2e

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestSearchByExamples: words and photos with signs and weights, photos on the web among them, and
// folders that are passed over.
func TestSearchByExamples(t *testing.T) {
	h := newHomeWithModel(t)
	h.copyIn(realPhotos(t)...)
	h.run("index", "photos").ends(0)
	first := func(words ...string) string {
		t.Helper()
		hits := h.run(append([]string{"search", "--json", "--looks", "--top", "1"}, words...)...).ends(0).lines()
		if len(hits) == 0 {
			return ""
		}
		return filepath.Base(hits[0].Path)
	}
	cat, rocket := filepath.Join(h.dir, "photos", "cat.jpg"), filepath.Join(h.dir, "photos", "rocket.jpg")
	asked := ""
	web := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked = r.URL.Path
		if r.URL.Path != "/of/a/cat" {
			http.NotFound(w, r)
			return
		}
		if data, err := os.ReadFile(cat); err == nil {
			_, _ = w.Write(data)
		}
	}))
	defer web.Close()
	for words, want := range map[string]string{
		"4:cat + coffee":                           "cat.jpg",
		"cat + 4:coffee":                           "espresso.jpg",
		cat + " + .1:rocket":                       "cat.jpg",
		".1:" + cat + " + 9:" + rocket:             "rocket.jpg",
		rocket + " - " + cat:                       "rocket.jpg",
		web.URL + "/of/a/cat":                      "cat.jpg",
		"2:" + web.URL + "/of/a/cat - " + rocket:   "cat.jpg",
		"-s " + web.URL + "/of/a/cat -a " + rocket: "rocket.jpg",
	} {
		if got := first(strings.Fields(words)...); got != want {
			t.Errorf("%s: %s, want %s", words, got, want)
		}
	}
	if got := first("--in", ".", "--exclude-dir", "photos/", "kitten"); got != "" {
		t.Errorf("%s is in a folder that is passed over", got)
	}
	h.run("search", web.URL+"/of/nothing").ends(2, "404")
	asked = ""
	h.run("search", "http://a.example/of/a/cat").ends(2, "https:// only")
	h.run("search", "--json", "kitten").ends(0)
	if asked != "" {
		t.Errorf("a search without an address asks for %s", asked)
	}
}
