//go:build linux

package e2e

import (
	"net/http"
	"net/http/httptest"
	"sync"
	"syscall"
	"testing"
	"time"
)

// asked is a proxy that lets nothing through and notes for which hosts it was asked.
type asked struct {
	*httptest.Server
	mu    sync.Mutex
	hosts []string
}

func newAsked(t *testing.T) *asked {
	a := &asked{}
	a.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		a.mu.Lock()
		defer a.mu.Unlock()
		a.hosts = append(a.hosts, r.Host)
		w.WriteHeader(http.StatusForbidden)
	}))
	t.Cleanup(a.Close)
	return a
}

func (a *asked) all() []string {
	a.mu.Lock()
	defer a.mu.Unlock()
	return append([]string{}, a.hosts...)
}

// TestNothingIsDownloadedBeforeTheClick: the empty window offers the better model; to look at what
// it would know asks nothing of the network, and the button of the download does.
func TestNothingIsDownloadedBeforeTheClick(t *testing.T) {
	d, proxy := newDisplay(t), newAsked(t)
	h := newHomeWithModel(t)
	cmd := h.withDisplay(d)
	cmd.Env = append(cmd.Env, "HTTPS_PROXY="+proxy.URL, "HTTP_PROXY="+proxy.URL, "NO_PROXY=")
	r, s := h.start(cmd), d.screen()
	x, y := 0, 0
	eventually(t, "the page of the model is open", func() bool { // the offer is there when the model is
		s.click(420, 739)
		time.Sleep(300 * time.Millisecond) // until the next try
		var found bool
		x, y, found = s.accentButton()
		return found && y < 70
	})
	s.shot("better")
	if hosts := proxy.all(); len(hosts) > 0 {
		t.Fatalf("before the click it asked for %v", hosts)
	}
	s.click(x, y)
	eventually(t, "the download begins", func() bool { return len(proxy.all()) > 0 })
	if hosts := proxy.all(); hosts[0] != "huggingface.co:443" {
		t.Errorf("it asks for %v", hosts)
	}
	r.signal(syscall.SIGTERM)
	r.wait().ends(0)
}
