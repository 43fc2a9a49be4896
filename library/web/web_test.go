package web

import (
	"context"
	"crypto/tls"
	"errors"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
)

func TestCheck(t *testing.T) {
	for address, private := range map[string]bool{
		"https://a.org/x": true, "https://10.0.0.1/x": true, "http://localhost:1/x": true, "http://127.0.0.1/x": true,
		"http://[::1]:8080/x": true, "http://a.org/x": false, "http://10.0.0.1/x": false, "http://localhost.a.org/x": false,
		"ftp://a.org/x": false, "file:///etc/passwd": false, "http:///x": false, "gopher://localhost": false,
	} {
		at, err := url.Parse(address)
		if err != nil {
			t.Fatal(err)
		}
		if err := Check(at); (err == nil) != private || err != nil && !errors.Is(err, ErrOpen) {
			t.Errorf("%s: %v", address, err)
		}
	}
}

// server answers each path as its handler does, by TLS.
func server(t *testing.T, handlers map[string]http.HandlerFunc) (*http.Client, string) {
	t.Helper()
	mux := http.NewServeMux()
	for path, handle := range handlers {
		mux.HandleFunc(path, handle)
	}
	s := httptest.NewTLSServer(mux)
	t.Cleanup(s.Close)
	return s.Client(), s.URL
}

// TestGet: the file, or a reason that names the host, and never what may be secret in the address.
func TestGet(t *testing.T) {
	sendTo := func(place string) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, place, http.StatusFound) }
	}
	var sentOnBy string
	client, base := server(t, map[string]http.HandlerFunc{
		"/photo": func(w http.ResponseWriter, r *http.Request) {
			sentOnBy = r.Header.Get("Referer")
			_, _ = w.Write([]byte("photo"))
		},
		"/page":  func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("<!doctype html><p>log in")) },
		"/large": func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(make([]byte, 2<<20)) },
		"/endless": func(w http.ResponseWriter, _ *http.Request) {
			for range 64 { // of no length that is said before
				_, _ = w.Write(make([]byte, 64<<10))
				w.(http.Flusher).Flush()
			}
		},
		"/said":  func(w http.ResponseWriter, _ *http.Request) { w.Header().Set("Content-Length", "9999999999") },
		"/moved": sendTo("/photo"), "/circle": sendTo("/circle"), "/open": sendTo("http://a.org/secret"), "/elsewhere": sendTo("file:///etc/passwd"),
		"/short": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "10")
			_, _ = w.Write([]byte("photo"))
		},
	})
	for path, want := range map[string]string{
		"/photo?secret": "", "/moved?secret": "", "/gone?secret": "404", "/page?secret": "web page", "/large?secret": "more than 1 MB",
		"/endless?secret": "more than 1 MB", "/said?secret": "more than 1 MB", "/circle?secret": "without end",
		"/open?secret": "https:// only", "/elsewhere?secret": "https:// only", "/short?secret": "broke off",
	} {
		data, err := Get(t.Context(), client, base+path, 1<<20)
		switch {
		case want == "" && (err != nil || string(data) != "photo"):
			t.Errorf("%s: %q, %v", path, data, err)
		case want != "" && (err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "secret") || data != nil):
			t.Errorf("%s: %d bytes, %v", path, len(data), err)
		}
	}
	if sentOnBy != "" {
		t.Errorf("the server learns that it was sent on by %s", sentOnBy)
	}
}

// TestNobodySendsIntoThisComputer: what listens here is asked when the user names it, and not when
// somebody else does.
func TestNobodySendsIntoThisComputer(t *testing.T) {
	asked := func(address string, via ...string) error {
		request := func(address string) *http.Request {
			r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address, nil)
			if err != nil {
				t.Fatal(err)
			}
			return r
		}
		var before []*http.Request
		for _, v := range via {
			before = append(before, request(v))
		}
		return Client(nil).CheckRedirect(request(address), before)
	}
	for _, here := range []string{"http://localhost/x", "https://127.0.0.1/x", "http://[::1]/x"} {
		if err := asked(here, "https://a.org/x"); !errors.Is(err, ErrAstray) {
			t.Errorf("%s: %v", here, err)
		}
		if err := asked(here, "http://localhost/y"); err != nil {
			t.Errorf("%s from here: %v", here, err)
		}
	}
}

func TestGetRefuses(t *testing.T) {
	ended, end := context.WithCancel(t.Context())
	end()
	if _, err := Get(ended, nil, "https://localhost:1/x", 1); !errors.Is(err, context.Canceled) {
		t.Errorf("interrupted: %v", err)
	}
	for _, address := range []string{"", "https://", "https:///x", "http://%zz/secret", "photo.jpg", "\x00://"} {
		if _, err := Get(t.Context(), nil, address, 1); err == nil || strings.Contains(err.Error(), "secret") {
			t.Errorf("%q: %v", address, err)
		}
	}
}

// TestWhatGoesWrongIsSaidPlainly, with what the system says behind it, for whoever has to find out.
func TestWhatGoesWrongIsSaidPlainly(t *testing.T) {
	system := errors.New("system")
	for want, err := range map[string]error{
		"a.org is not found, this computer may be offline (lookup a.org: no such host)":                                                                                   &net.DNSError{Err: "no such host", Name: "a.org", IsNotFound: true},
		"a.org cannot be reached, this computer may be offline, or a firewall between them (dial tcp: system)":                                                            &net.OpError{Op: "dial", Net: "tcp", Err: system},
		"a.org does not answer (context deadline exceeded)":                                                                                                               context.DeadlineExceeded,
		"a.org does not prove who it is, a log-in page of the network may stand before it, or this computer's clock be wrong (tls: failed to verify certificate: system)": &tls.CertificateVerificationError{Err: system},
		"a.org: context canceled": context.Canceled,
		"a.org: system":           system,
	} {
		got := WithoutAddress(&url.Error{Op: "Get", URL: "https://a.org/secret", Err: err}, "a.org")
		if got.Error() != want || !errors.Is(got, err) {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
