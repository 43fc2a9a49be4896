package e2e

import (
	"encoding/pem"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
)

// TestVersionCheck asks a server of this computer, whose certificate only this run trusts, as a user
// asks for updates. No other command asks it anything.
func TestVersionCheck(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("certificates of a run's own are read from a file on Linux alone")
	}
	answer, asked := "", atomic.Int32{}
	server := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked.Add(1)
		_, _ = io.WriteString(w, strings.ReplaceAll(answer, "HOST", r.Host))
	}))
	defer server.Close()
	h := newHome(t)
	trusted := filepath.Join(h.dir, "trusted.pem")
	certificate := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: server.Certificate().Raw})
	if err := os.WriteFile(trusted, certificate, 0o600); err != nil {
		t.Fatal(err)
	}
	asks := func(args ...string) result {
		cmd := h.command(args...)
		cmd.Env = append(cmd.Env, "SSL_CERT_FILE="+trusted, "CATCHLIGHT_RELEASES="+server.URL)
		return h.finish(cmd)
	}
	asks("version").ends(0)
	asks("keywords", "list", "photos").ends(0)
	if asked.Load() != 0 {
		t.Errorf("asked %d times by who did not say --check", asked.Load())
	}
	for _, c := range []struct {
		answer, says string
		status       int
	}{
		{`{"tag_name":"v999.1.2","html_url":"https://HOST/v999.1.2","body":"Kinder.\u001b[2J"}`, `"newest":"999.1.2","newer":true`, 0},
		{`{"tag_name":"v1.2.3"}`, `"newest":"1.2.3","newer":true`, 0}, // a build by hand is older than all
		{"<html>log in", "", 2},
	} {
		answer = c.answer
		r := asks("version", "--check", "--json").ends(c.status)
		if !strings.Contains(r.out, c.says) || strings.Contains(r.out, "\x1b") {
			t.Errorf("%s: %s", c.answer, r.out)
		}
	}
	if asked.Load() != 3 {
		t.Errorf("three checks asked %d times", asked.Load())
	}
	server.Close()
	offline := asks("version", "--check").ends(2, "is this computer online")
	if host := strings.TrimPrefix(server.URL, "https://"); !strings.Contains(offline.err, fmt.Sprintf("%s cannot be reached", host)) {
		t.Errorf("the sentence is %q", offline.err)
	}
}
