package clip

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"

	"catchlight/library/web"
)

func (d Download) request(ctx context.Context, place string, f File, have int64) (io.ReadCloser, int64, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, place, nil)
	if err != nil {
		return nil, 0, finalError{web.WithoutAddress(err, "the mirror")}
	}
	if have > 0 {
		req.Header.Set("Range", fmt.Sprintf("bytes=%d-", have))
	}
	if err := web.Check(req.URL); err != nil {
		return nil, 0, refused(err)
	}
	resp, err := web.Client(d.Client).Do(req)
	if err != nil {
		return nil, 0, refused(web.WithoutAddress(err, req.URL.Host))
	}
	at, err := accept(resp, f, have)
	if err != nil {
		resp.Body.Close() //nolint:errcheck // only read from
		return nil, 0, err
	}
	return resp.Body, at, nil
}

// refused makes an error final that asking again does not change.
func refused(err error) error {
	switch {
	case errors.Is(err, web.ErrOpen):
		return finalError{fmt.Errorf("%w: give such an address, or a folder", err)}
	case errors.Is(err, web.ErrAstray):
		return finalError{err}
	}
	return err
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
