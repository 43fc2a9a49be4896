package update

import (
	"compress/gzip"
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
)

const fine = `{"tag_name":"v1.4.0","html_url":"https://HOST/releases/v1.4.0","body":"Faster.\r\nKinder.","assets":[{"name":"a"}]}`

// says answers with a text, in which HOST is the host that was asked.
func says(text string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.WriteString(w, strings.ReplaceAll(text, "HOST", r.Host))
	}
}

// fails answers with a status.
func fails(status int) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(status) }
}

// TestWhatAnAnswerMayBe: everything that can come, or not come, ends with a release or with a
// sentence that names the host; never with an address that was not asked.
func TestWhatAnAnswerMayBe(t *testing.T) {
	others := httptest.NewServer(says(fine)) // whom everybody on the way can read
	defer others.Close()
	for name, c := range map[string]struct {
		answer http.HandlerFunc
		want   Release
		err    error
	}{
		"a release":                     {answer: says(fine), want: Release{Version: "1.4.0", Page: "https://HOST/releases/v1.4.0", Notes: "Faster.\nKinder."}},
		"two numbers, and nothing else": {answer: says(`{"tag_name":"2.0"}`), want: Release{Version: "2.0"}},
		"a page of another host":        {answer: says(`{"tag_name":"1.4.0","html_url":"https://elsewhere.example/x"}`), want: Release{Version: "1.4.0"}},
		"a page that is no page":        {answer: says(`{"tag_name":"1.4.0","html_url":"file:///etc/passwd"}`), want: Release{Version: "1.4.0"}},
		"a page for all to read":        {answer: says(`{"tag_name":"1.4.0","html_url":"http://HOST/x"}`), want: Release{Version: "1.4.0"}},
		"a page with a password":        {answer: says(`{"tag_name":"1.4.0","html_url":"https://me:secret@HOST/x"}`), want: Release{Version: "1.4.0"}},
		"notes that steer":              {answer: says(`{"tag_name":"1.4.0","body":"a\u001b[2Jb\u202ec\td"}`), want: Release{Version: "1.4.0", Notes: "a[2Jbc d"}},
		"renamed": {answer: func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path == "/new" {
				says(fine)(w, r)
				return
			}
			http.Redirect(w, r, "/new", http.StatusMovedPermanently)
		}, want: Release{Version: "1.4.0", Page: "https://HOST/releases/v1.4.0", Notes: "Faster.\nKinder."}},
		"no release":     {answer: fails(404), err: ErrNoRelease},
		"too many asked": {answer: fails(403), err: ErrRefused},
		"broken":         {answer: fails(500), err: ErrRefused},
		"nothing":        {answer: says(""), err: ErrNonsense},
		"a log-in page":  {answer: says("<html>Please log in"), err: ErrNonsense},
		"another answer": {answer: says(`{"message":"hello"}`), err: ErrNonsense},
		"no version":     {answer: says(`{"tag_name":"nightly"}`), err: ErrNonsense},
		"a trial":        {answer: says(`{"tag_name":"v2.0.0-rc1"}`), err: ErrNonsense},
		"a command":      {answer: says(`{"tag_name":"1.4.0; rm -rf /"}`), err: ErrNonsense},
		"a list":         {answer: says(`[` + fine + `]`), err: ErrNonsense},
		"without end":    {answer: endless, err: ErrNonsense},
		"small on the way and without end": {answer: func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			packed := gzip.NewWriter(w)
			defer packed.Close()
			fill(packed)
		}, err: ErrNonsense},
		"half of one": {answer: func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "1000")
			_, _ = io.WriteString(w, fine[:40])
		}, err: ErrUnreachable},
		"sent where others read": {answer: func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, others.URL, http.StatusFound)
		}, err: ErrOpen},
		"sent on without end": {answer: func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, r.URL.Path+"x", http.StatusFound)
		}, err: ErrUnreachable},
	} {
		t.Run(name, func(t *testing.T) {
			server := httptest.NewTLSServer(c.answer)
			defer server.Close()
			host := strings.TrimPrefix(server.URL, "https://")
			got, err := Source{Address: server.URL + "/latest", Client: server.Client()}.Newest(t.Context())
			c.want.Page = strings.ReplaceAll(c.want.Page, "HOST", host)
			if got != c.want || !errors.Is(err, c.err) {
				t.Errorf("got %+v, %v", got, err)
			}
			if err != nil && (!strings.HasPrefix(err.Error(), host+" ") || strings.Contains(err.Error(), "/latest")) {
				t.Errorf("the sentence does not name the host alone: %v", err)
			}
		})
	}
}

// endless is an answer that does not end before its reader has had enough.
func endless(w http.ResponseWriter, _ *http.Request) { fill(w) }

func fill(w io.Writer) {
	_, err := io.WriteString(w, `{"body":"`)
	for range 64 * mostBytes >> 10 {
		if err != nil {
			return
		}
		_, err = io.WriteString(w, strings.Repeat("x", 1<<10))
	}
}

// TestWhoCannotBeAsked: nothing is sent to a place that is none, that is not private, or whose
// certificate is not its own.
func TestWhoCannotBeAsked(t *testing.T) {
	var requests atomic.Int32
	count := func(http.ResponseWriter, *http.Request) { requests.Add(1) }
	plain, private := httptest.NewServer(http.HandlerFunc(count)), httptest.NewTLSServer(http.HandlerFunc(count))
	defer plain.Close()
	defer private.Close()
	gone := httptest.NewTLSServer(nil)
	gone.Close()
	for address, want := range map[string]error{
		"": ErrNowhere, "releases": ErrNowhere, "https://": ErrNowhere, "%": ErrNowhere,
		plain.URL: ErrOpen, "ftp://releases.example": ErrOpen,
		private.URL:                ErrUnreachable, // of a certificate that nobody vouches for
		gone.URL:                   ErrUnreachable,
		"https://releases.invalid": ErrUnreachable,
	} {
		if _, err := (Source{Address: address}).Newest(t.Context()); !errors.Is(err, want) {
			t.Errorf("%q: %v", address, err)
		}
	}
	if requests.Load() > 0 {
		t.Errorf("%d requests were answered", requests.Load())
	}
	ended, end := context.WithCancel(t.Context())
	end()
	if _, err := (Source{Address: private.URL, Client: private.Client()}).Newest(ended); !errors.Is(err, context.Canceled) {
		t.Errorf("given up: %v", err)
	}
}

// TestNothingButTheRequest: whoever is asked learns the address of the computer, as of every
// request, and nothing of the program or its user.
func TestNothingButTheRequest(t *testing.T) {
	asked := 0
	server := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked++
		body, _ := io.ReadAll(r.Body)
		var names []string
		for name := range r.Header {
			names = append(names, name)
		}
		slices.Sort(names)
		if r.Method != http.MethodGet || len(body) > 0 || r.URL.RawQuery != "" || !slices.Equal(names, []string{"Accept", "Accept-Encoding", "User-Agent"}) ||
			r.UserAgent() != "Catchlight" {
			t.Errorf("%s %s with %v and %q", r.Method, r.URL, r.Header, body)
		}
		w.Header().Set("Set-Cookie", "you=known")
		says(fine)(w, r)
	}))
	defer server.Close()
	s := Source{Address: server.URL, Client: server.Client()}
	for range 2 {
		if _, err := s.Newest(t.Context()); err != nil {
			t.Error(err)
		}
	}
	if asked != 2 {
		t.Errorf("asked %d times", asked)
	}
}

// TestNewerThan: only a later release is newer; an earlier one, which somebody might offer to bring
// old faults back, never is.
func TestNewerThan(t *testing.T) {
	for _, c := range []struct {
		mine, theirs string
		newer        bool
	}{
		{"1.4.0", "1.4.1", true},
		{"1.4.0", "1.10.0", true},
		{"1.4.0", "2.0", true},
		{"1.4.0", "1.4.0", false},
		{"1.4.0", "1.4", false},
		{"1.4.1", "1.4.0", false},
		{"2.0.0", "1.9.9", false},
		{"development", "1.4.0", true},
		{"", "1.4.0", true},
	} {
		if newer := (Release{Version: c.theirs}).NewerThan(c.mine); newer != c.newer {
			t.Errorf("%s after %s: %v", c.theirs, c.mine, newer)
		}
	}
}

// FuzzAnswer: no answer gives a version that is none, a page of somebody else, or text that steers.
func FuzzAnswer(f *testing.F) {
	f.Add([]byte(fine))
	f.Add([]byte(`{"tag_name":"v1.0.0","html_url":"https://api.releases.example@other.example/"}`))
	f.Add([]byte(`{"tag_name":"1.0","body":"\u001b]0;x\u0007\ud800"}`))
	f.Fuzz(func(t *testing.T, answer []byte) {
		r, err := parse(answer, "api.releases.example")
		if err != nil {
			return
		}
		if _, ok := numbers(r.Version); !ok {
			t.Errorf("version %q", r.Version)
		}
		if r.Page != "" && r.Page != "https://releases.example" && !strings.HasPrefix(r.Page, "https://releases.example/") &&
			!strings.HasPrefix(r.Page, "https://releases.example?") && !strings.HasPrefix(r.Page, "https://releases.example#") {
			t.Errorf("page %q", r.Page)
		}
		if strings.ContainsAny(r.Notes, "\x1b\x07\u202e") || len([]rune(r.Notes)) > mostNotes+1 {
			t.Errorf("notes %q", r.Notes)
		}
	})
}
