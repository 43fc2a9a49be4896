package asked

import (
	"bytes"
	"image"
	"image/png"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"catchlight/library/picture"
)

// TestRead: photos are told from words wherever they stand, with their sign and weight. What a flag of
// the command says is tried with it.
func TestRead(t *testing.T) {
	for words, want := range map[string]struct {
		texts, photos int
		first         Example
	}{
		"dog":                               {1, 0, Example{}},
		"./dog":                             {1, 0, Example{}},
		"./dog.txt ../x dog.jpg":            {1, 0, Example{}},
		"./dog.jpg":                         {0, 1, Example{Place: "./dog.jpg", Weight: 1}},
		"../dog.CR2 + sea":                  {1, 1, Example{Place: "../dog.CR2", Weight: 1}},
		"sea - .5:/p/dog.heic":              {1, 1, Example{Place: "/p/dog.heic", Weight: -.5}},
		"https://a.org/dog":                 {0, 1, Example{Place: "https://a.org/dog", Weight: 1}},
		"- 2:https://a.org:8/d?x=1:2 cat":   {1, 1, Example{Place: "https://a.org:8/d?x=1:2", Weight: -2}},
		"https:/a.org ftp://a.org a://b":    {1, 0, Example{}},
		"- ./a.jpg + https://a.org/b":       {0, 2, Example{Place: "./a.jpg", Weight: -1}},
		"0:./a.jpg 0.0:https://a.org/b sea": {1, 0, Example{}},
	} {
		q, photos, err := Line{Words: strings.Fields(words)}.Read()
		if err != nil || len(q.With)+len(q.Without) != want.texts || len(photos) != want.photos || want.photos > 0 && *photos[0] != want.first {
			t.Errorf("%s: %+v, %d photos, %v", words, q, len(photos), err)
		}
	}
	if _, _, err := (Line{Words: []string{"dog\ncat"}}).Read(); err == nil {
		t.Error("two lines are one word")
	}
	if _, photos, err := (Line{Like: []string{"2:a.jpg", "plain name", "https://a.org/x"}}).Read(); err != nil || len(photos) != 3 || photos[0].Weight != 2 {
		t.Errorf("%+v, %v", photos, err)
	}
}

// TestFetch: a photo on the web comes into memory, whatever its address is called, and nothing else
// does; neither what is said nor an error has what may be secret in an address.
func TestFetch(t *testing.T) {
	var photo bytes.Buffer
	if err := png.Encode(&photo, image.NewRGBA(image.Rect(0, 0, 30, 20))); err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch name := strings.TrimPrefix(r.URL.Path, "/"); {
		case strings.HasPrefix(name, "photo"):
			_, _ = w.Write(photo.Bytes())
		case name == "script.js":
			_, _ = w.Write([]byte("alert('secret')"))
		case name == "half.jpg":
			_, _ = w.Write([]byte("\x89PNG\r\n\x1a\n"))
		default:
			http.NotFound(w, r)
		}
	}))
	defer server.Close()
	for path, why := range map[string]string{
		"/photo": "", "/photo.png": "", "/photo.jpg": "", "/photo.php?file=secret": "", "/script.js": "is not a photo", "/gone.jpg": "404",
	} {
		e := &Example{Place: strings.Replace(server.URL, "http://", "http://me:secret@", 1) + path}
		said := ""
		err := e.Fetch(t.Context(), func(place string, _ int) { said = place })
		switch {
		case why == "" && (err != nil || e.Fetched == nil || e.Fetched.Format != picture.PNG || said == ""):
			t.Errorf("%s: %+v, %v", path, e.Fetched, err)
		case why != "" && (err == nil || !strings.Contains(err.Error(), why) || e.Fetched != nil):
			t.Errorf("%s: %v", path, err)
		}
		if strings.Contains(said, "secret") || err != nil && strings.Contains(err.Error(), "secret") {
			t.Errorf("%s: %s, %v", path, said, err)
		}
		if why == "" {
			if p, err := e.Fetched.Decode(t.Context(), 0); err != nil || p.Width != 30 || p.Height != 20 {
				t.Errorf("%s: %v", path, err)
			}
		}
	}
	open := &Example{Place: "http://a.example/secret.jpg"}
	if err := open.Fetch(t.Context(), nil); err == nil || !strings.Contains(err.Error(), "download the photo") || strings.Contains(err.Error(), "secret") {
		t.Errorf("without TLS: %v", err)
	}
	file := &Example{Place: "./dog.jpg"}
	if err := file.Fetch(t.Context(), nil); err != nil || file.Fetched != nil {
		t.Errorf("a file is fetched: %v", err)
	}
}
