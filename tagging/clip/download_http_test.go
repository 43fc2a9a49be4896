package clip

import (
	"context"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
)

// TestInstallThroughAProxy: the proxy leads to a host that only it knows, and reads nothing of what
// goes there.
func TestInstallThroughAProxy(t *testing.T) {
	server := httptest.NewTLSServer(http.HandlerFunc(well))
	t.Cleanup(server.Close)
	var host atomic.Value
	proxy, err := url.Parse(serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		host.Store(r.Method + " " + r.Host)
		lead(t, w, server.Listener.Addr().String())
	})))
	if err != nil {
		t.Fatal(err)
	}
	d, models := quick(), t.TempDir()
	trusted := server.Client().Transport.(*http.Transport).TLSClientConfig
	trusted.ServerName = "example.com" // which the certificate of such servers is for
	d.Client = &http.Client{Transport: &http.Transport{Proxy: http.ProxyURL(proxy), TLSClientConfig: trusted}}
	checkInstalled(t, models, tryInstall(t, offered("https://models.invalid"), models, d), "")
	if host.Load() != "CONNECT models.invalid:443" {
		t.Errorf("the proxy was asked for %v", host.Load())
	}
}

// lead is what a proxy does: it passes bytes between the one who asked and a server.
func lead(t *testing.T, w http.ResponseWriter, to string) {
	there, err := net.Dial("tcp", to)
	if err != nil {
		t.Error(err)
		return
	}
	defer there.Close()
	here, buffered, err := w.(http.Hijacker).Hijack()
	if err != nil {
		t.Error(err)
		return
	}
	defer here.Close()
	_, _ = here.Write([]byte("HTTP/1.1 200 OK\r\n\r\n"))
	go func() { _, _ = io.Copy(there, buffered) }()
	_, _ = io.Copy(here, there)
}

// TestDownloadsAreByTLSAlone: a model's file comes by https, or from this computer; not from
// elsewhere, whoever names the place: the user, a manifest, its mirror, or a server that sends
// there.
func TestDownloadsAreByTLSAlone(t *testing.T) {
	plain := &badServer{}
	address := serve(t, plain)
	places := &http.Client{Transport: dialling(address)}
	for name, c := range map[string]struct {
		from, mirror string
		sent         string // where the server that is asked sends to
		fine         bool
	}{
		"this computer":            {from: address, fine: true},
		"this computer, by name":   {from: "http://localhost:80", fine: true},
		"this computer, IPv6":      {from: "http://[::1]:80", fine: true},
		"plain":                    {from: "http://models.example"},
		"plain, in capitals":       {from: "HTTP://models.example"},
		"an address":               {from: "http://192.0.2.1"},
		"a name that begins alike": {from: "http://localhost.models.example"},
		"an address in a name":     {from: "http://127.0.0.1.models.example"},
		"a user's name alike":      {from: "http://127.0.0.1@models.example"},
		"another kind":             {from: "ftp://models.example"},
		"the manifest":             {mirror: "http://models.example"},
		"a server that sends on":   {from: address, sent: "http://models.example/a.onnx"},
	} {
		t.Run(name, func(t *testing.T) {
			plain.requests.Store(0)
			plain.answers = nil
			if c.sent != "" {
				plain.answers = []http.HandlerFunc{func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, c.sent, http.StatusFound) }}
			}
			d, models, m := quick(), t.TempDir(), offered("http://manifest.example")
			d.From, d.Client = c.from, places
			m.Files[0].Mirrors = []string{c.mirror + "/a.onnx"}
			err := tryInstall(t, m, models, d)
			if c.fine {
				checkInstalled(t, models, err, "")
				return
			}
			if err == nil || !strings.Contains(err.Error(), "https://") || int(plain.requests.Load()) > len(plain.answers) {
				t.Errorf("%v, after %d requests", err, plain.requests.Load())
			}
		})
	}
}

// dialling leads all connections to one server, whatever their addresses say.
func dialling(address string) *http.Transport {
	return &http.Transport{DialContext: func(ctx context.Context, network, _ string) (net.Conn, error) {
		return new(net.Dialer).DialContext(ctx, network, strings.TrimPrefix(address, "http://"))
	}}
}

// TestErrorsKeepSecrets: passwords and signatures in an address, given or redirected to, are in no
// message.
func TestErrorsKeepSecrets(t *testing.T) {
	moved := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "http://user:hidden1@127.0.0.1:1/?signature=hidden2", http.StatusFound)
	}))
	for _, from := range []string{moved, "http://user:hidden1@127.0.0.1:1/hidden2", "http://hidden1 hidden2/", "http://x/%hidden1"} {
		d := quick()
		d.From = from
		err := tryInstall(t, offered("http://127.0.0.1:1"), t.TempDir(), d)
		if err == nil || strings.Contains(err.Error(), "hidden") {
			t.Errorf("%v", err)
		}
	}
}
