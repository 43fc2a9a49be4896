// Package web asks other computers for files, because the user has named one, and so that nobody on
// the way can read along: by TLS alone, or on this computer itself. It keeps nothing, and neither
// its errors nor what it sends on to others hold an address, which may have a password or a
// signature in it. Any goroutine may call it.
package web

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// patience is how long a file may take to come.
const patience = time.Minute

// mostRedirects is how often a server may send elsewhere, as in net/http.
const mostRedirects = 10

// Check refuses an address at which others on the way can read along or change what comes: all but
// TLS, and this computer itself. Its error is ErrOpen, and names the host. Pure.
func Check(at *url.URL) error {
	if at.Scheme == "https" || at.Scheme == "http" && isHere(at) {
		return nil
	}
	return fmt.Errorf("%s %w", at.Hostname(), ErrOpen)
}

// isHere reports whether an address is on this computer.
func isHere(at *url.URL) bool {
	host := at.Hostname()
	return host == "localhost" || net.ParseIP(host).IsLoopback()
}

// Client is a client like base, or like the default one where that is nil, which follows no
// redirection that Check refuses, nor one from elsewhere into this computer, and tells nobody whom
// it was sent on by. What it refuses is ErrOpen or ErrAstray.
func Client(base *http.Client) *http.Client {
	var own http.Client
	if base != nil {
		own = *base
	}
	own.CheckRedirect = func(req *http.Request, via []*http.Request) error {
		req.Header.Del("Referer")
		switch {
		case len(via) >= mostRedirects:
			return fmt.Errorf("%w without end", ErrAstray)
		case isHere(req.URL) && !isHere(via[0].URL):
			return fmt.Errorf("%w into this computer", ErrAstray)
		}
		return Check(req.URL)
	}
	return &own
}

// WithoutAddress names only the host: addresses, and more so those that a server redirects to, may
// hold passwords and signatures, which must not come into a log. What goes wrong mostly it says in
// plain words, with those of the system behind them. Pure.
func WithoutAddress(err error, host string) error {
	var at *url.Error
	if !errors.As(err, &at) {
		return err
	}
	var name *net.DNSError
	var certificate *tls.CertificateVerificationError
	var dialled *net.OpError
	switch {
	case errors.Is(err, context.Canceled):
	case errors.As(err, &name):
		return fmt.Errorf("%s is not found, this computer may be offline (%w)", host, at.Err)
	case errors.As(err, &certificate):
		return fmt.Errorf("%s does not prove who it is, a log-in page of the network may stand before it, or this computer's clock be wrong (%w)", host, at.Err)
	case at.Timeout():
		return fmt.Errorf("%s does not answer (%w)", host, at.Err)
	case errors.As(err, &dialled) && dialled.Op == "dial":
		return fmt.Errorf("%s cannot be reached, this computer may be offline, or a firewall between them (%w)", host, at.Err)
	}
	return fmt.Errorf("%s: %w", host, at.Err)
}

// Get brings a file of at most so many bytes into memory. It blocks until the file is here, for a
// minute at most, or until ctx ends. base may be nil. Errors name the host, and no more of the address.
func Get(ctx context.Context, base *http.Client, address string, most int64) ([]byte, error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil || req.URL.Host == "" {
		return nil, errors.New("the address is none: give one such as https://example.org/photo.jpg")
	}
	if err := Check(req.URL); err != nil {
		return nil, err
	}
	req.Header.Set("User-Agent", "Catchlight") // many servers answer nobody without
	resp, err := Client(base).Do(req)
	if err != nil {
		return nil, WithoutAddress(err, req.URL.Host)
	}
	defer resp.Body.Close() //nolint:errcheck // only read from
	return body(resp, most)
}

// body is what an answer holds, where it can be the file.
func body(resp *http.Response, most int64) ([]byte, error) {
	host := resp.Request.URL.Host
	tooLarge := fmt.Errorf("%s has a file of more than %d MB: download it, and name the file", host, most>>20)
	switch {
	case resp.StatusCode != http.StatusOK:
		return nil, fmt.Errorf("%s answers %s", host, resp.Status)
	case strings.HasPrefix(resp.Header.Get("Content-Type"), "text/html"):
		return nil, fmt.Errorf("%s answers with a web page instead of the file: give the address of the file itself", host)
	case resp.ContentLength > most:
		return nil, tooLarge
	}
	data, err := io.ReadAll(io.LimitReader(resp.Body, most+1))
	switch {
	case err != nil:
		return nil, fmt.Errorf("%s broke off: %w", host, err)
	case int64(len(data)) > most:
		return nil, tooLarge
	}
	return data, nil
}
