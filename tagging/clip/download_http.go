package clip

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
)

func (d Download) request(ctx context.Context, place string, f File, have int64) (io.ReadCloser, int64, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, place, nil)
	if err != nil {
		return nil, 0, finalError{withoutAddress(err, "the mirror")}
	}
	if have > 0 {
		req.Header.Set("Range", fmt.Sprintf("bytes=%d-", have))
	}
	if err := checkPrivate(req.URL); err != nil {
		return nil, 0, err
	}
	resp, err := d.client().Do(req)
	if err != nil {
		return nil, 0, withoutAddress(err, req.URL.Host)
	}
	at, err := accept(resp, f, have)
	if err != nil {
		resp.Body.Close() //nolint:errcheck // only read from
		return nil, 0, err
	}
	return resp.Body, at, nil
}

// mostRedirects is how often a server may send elsewhere, as in net/http.
const mostRedirects = 10

// client is the HTTP client, which follows no redirection to a place that others can read along.
func (d Download) client() *http.Client {
	var own http.Client
	if d.Client != nil {
		own = *d.Client
	}
	own.CheckRedirect = func(req *http.Request, via []*http.Request) error {
		if len(via) >= mostRedirects {
			return finalError{errors.New("it redirects without end")}
		}
		return checkPrivate(req.URL)
	}
	return &own
}

// checkPrivate refuses an address at which others on the way can read along or change what comes:
// all but TLS, and this computer itself.
func checkPrivate(at *url.URL) error {
	host := at.Hostname()
	if at.Scheme == "https" || at.Scheme == "http" && (host == "localhost" || net.ParseIP(host).IsLoopback()) {
		return nil
	}
	return finalError{fmt.Errorf("%s is asked by https:// only, so that nobody on the way reads along: give such an address, or a folder", host)}
}

// accept reads from an answer's head at which byte its body starts, and refuses
// answers that cannot be the file.
func accept(resp *http.Response, f File, have int64) (at int64, err error) {
	switch {
	case resp.StatusCode == http.StatusPartialContent:
		if _, err := fmt.Sscanf(resp.Header.Get("Content-Range"), "bytes %d-", &at); err != nil || at != have {
			return 0, errRange
		}
	case strings.HasPrefix(resp.Header.Get("Content-Type"), "text/html") && resp.StatusCode < 300:
		return 0, finalError{fmt.Errorf("%s answers with a web page instead of the file: is there a log-in page in the way", resp.Request.URL.Host)}
	case resp.StatusCode == http.StatusRequestedRangeNotSatisfiable:
		return 0, errRange
	case resp.StatusCode == http.StatusOK: // the server knows no ranges
	case resp.StatusCode >= 500 || resp.StatusCode == http.StatusTooManyRequests:
		return 0, fmt.Errorf("%s answers %s", resp.Request.URL.Host, resp.Status)
	default:
		return 0, finalError{fmt.Errorf("%s answers %s", resp.Request.URL.Host, resp.Status)}
	}
	if resp.ContentLength >= 0 && at+resp.ContentLength > f.Bytes {
		return 0, finalError{fmt.Errorf("%s has a file of %d bytes, not %d", resp.Request.URL.Host, at+resp.ContentLength, f.Bytes)}
	}
	return at, nil
}

// withoutAddress names only the host: addresses, and more so those that a server redirects to, may
// hold passwords and signatures, which must not come into a log.
func withoutAddress(err error, host string) error {
	var at *url.Error
	if !errors.As(err, &at) {
		return err
	}
	return fmt.Errorf("%s: %w", host, at.Err)
}
