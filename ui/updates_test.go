package ui

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"

	"catchlight/ui/kittest"
	"catchlight/ui/update"
)

// TestNothingAsksForUpdatesByItself: a window that starts, fills and works asks nobody; the command
// of the menu does, once.
func TestNothingAsksForUpdatesByItself(t *testing.T) {
	var asked atomic.Int32
	server := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		asked.Add(1)
		_, _ = io.WriteString(w, `{"tag_name":"v9.9.9"}`)
	}))
	defer server.Close()
	r := newRig(t, func(d *Deps) {
		d.Version, d.Releases = "1.0.0", update.Source{Address: server.URL, Client: server.Client()}
	})
	r.full()
	r.menus.call(r.menus.command("about"))
	if asked.Load() != 0 {
		t.Fatalf("asked %d times before the user did", asked.Load())
	}
	r.menus.call(r.menus.command("updates"))
	r.until("the newest version shows", func() bool { return strings.Contains(kittest.Texts(r.centre.object), "Version 9.9.9 is out.") })
	if asked.Load() != 1 {
		t.Errorf("asked %d times", asked.Load())
	}
}
