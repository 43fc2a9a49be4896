package help

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"catchlight/ui/jobs"
	"catchlight/ui/kit"
	"catchlight/ui/kittest"
	"catchlight/ui/page"
	"catchlight/ui/testwindow"
	"catchlight/ui/update"
)

// asking opens the page on a server with that answer and waits for what it says.
func asking(t *testing.T, version string, answer http.HandlerFunc) (p *page.Page, opened *string, said func(string)) {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(kit.NewTheme("", 1))
	server := httptest.NewTLSServer(answer)
	group, q, opened := jobs.NewGroup(t.Context()), &testwindow.Goroutine{}, new(string)
	t.Cleanup(func() { group.End(0, 0); server.Close() })
	p = Updates(Checking{
		Version: version, Source: update.Source{Address: server.URL, Client: server.Client()},
		Group: group, Post: q.Post, Open: func(at string) { *opened = at },
	})
	return p, opened, func(want string) {
		t.Helper()
		q.Until(t, "the page says "+want, func() bool { return strings.Contains(kittest.Texts(p.Body), want) })
	}
}

// TestUpdates: each answer has its sentence, and names who was asked.
func TestUpdates(t *testing.T) {
	release := func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.WriteString(w, `{"tag_name":"v1.4.0","html_url":"https://`+r.Host+`/v1.4.0","body":"Kinder."}`)
	}
	for name, c := range map[string]struct {
		version string
		answer  http.HandlerFunc
		says    string
		page    bool
	}{
		"newer":       {"1.3.0", release, "Version 1.4.0 is out.", true},
		"the same":    {"1.4.0", release, "You have the newest version.", false},
		"older":       {"1.5.0", release, "You have the newest version.", false},
		"of no known": {"development", release, "Version 1.4.0 is out.", true},
		"none":        {"1.3.0", http.NotFound, "has no release yet.", false},
		"nonsense":    {"1.3.0", func(http.ResponseWriter, *http.Request) {}, "no release. Is there a log-in page", false},
	} {
		t.Run(name, func(t *testing.T) {
			// One answer; the next would be there before it is seen that somebody is asked.
			answers := make(chan struct{}, 1)
			answers <- struct{}{}
			p, opened, says := asking(t, c.version, func(w http.ResponseWriter, r *http.Request) {
				select {
				case <-answers:
				case <-t.Context().Done():
				}
				c.answer(w, r)
			})
			says(c.says)
			says("is asked only when you open this page")
			if !c.page {
				kittest.Button(t, p.Body, "Ask again").Tapped(nil)
				says("Asking 127.0.0.1:")
				return
			}
			says("Kinder.")
			kittest.Button(t, p.Body, "Open its page in the browser").Tapped(nil)
			if !strings.HasPrefix(*opened, "https://127.0.0.1:") || !strings.HasSuffix(*opened, "/v1.4.0") {
				t.Errorf("opened %q", *opened)
			}
		})
	}
}

// TestLeavingUpdatesGivesUp: a server that does not answer holds nothing up.
func TestLeavingUpdatesGivesUp(t *testing.T) {
	came, gone := make(chan struct{}), make(chan struct{})
	p, _, says := asking(t, "1.3.0", func(_ http.ResponseWriter, r *http.Request) {
		close(came)
		<-r.Context().Done()
		close(gone)
	})
	says("Asking")
	<-came
	p.Close()
	<-gone
}

// TestUpdatesOfNoRelease: a program that was built by hand asks nobody and says so.
func TestUpdatesOfNoRelease(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(kit.NewTheme("", 1))
	group, q := jobs.NewGroup(t.Context()), &testwindow.Goroutine{}
	defer group.End(0, 0)
	p := Updates(Checking{Version: "1.3.0", Group: group, Post: q.Post})
	q.Until(t, "it says why", func() bool { return strings.Contains(kittest.Texts(p.Body), "was not made by a release") })
}
