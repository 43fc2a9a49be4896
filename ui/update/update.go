// Package update asks where the program's releases are for the newest one, when the user says so,
// and never by itself. It draws nothing, keeps nothing and downloads nothing: it says what there is,
// and the user gets it as the first one was got.
package update

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
)

const (
	patience      = 20 * time.Second // for the whole answer
	mostBytes     = 1 << 20          // of an answer; that for a release with thirty files has 60 kB
	mostRedirects = 3                // a repository that was renamed sends on once
	mostNotes     = 4000             // runes of what is new
)

// Source is where the newest release is asked for. The zero value knows no place.
type Source struct {
	Address string       // of a release as GitHub's interface describes it; https only
	Client  *http.Client // nil is one of its own, through the proxy of the environment
}

// OfRepository is the source of the releases of OWNER/NAME on GitHub; "" knows no place.
func OfRepository(name string) Source {
	if name == "" {
		return Source{}
	}
	return Source{Address: "https://api.github.com/repos/" + name + "/releases/latest"}
}

// Host is who is asked; "" where no place is known.
func (s Source) Host() string {
	at, err := url.Parse(s.Address)
	if err != nil {
		return ""
	}
	return at.Host
}

// Release is the newest one.
type Release struct {
	Version string // as "1.2.3"
	Page    string // where it can be had: https, and of the host that was asked; "" where none was named
	Notes   string // what is new, in its makers' words: plain text of visible characters, may be ""
}

// Newest asks once, and sends nothing but the request: no version, no system, no name. It blocks
// until there is an answer, for twenty seconds at most, or until ctx ends. Its errors name the host
// and wrap one of this package's.
func (s Source) Newest(ctx context.Context) (Release, error) {
	if s.Address == "" {
		return Release{}, ErrNowhere
	}
	at, err := url.Parse(s.Address)
	if err != nil || at.Host == "" {
		return Release{}, fmt.Errorf("the address of the releases is none: %w", ErrNowhere)
	}
	if at.Scheme != "https" {
		return Release{}, fmt.Errorf("%s %w", at.Host, ErrOpen)
	}
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	answer, err := s.ask(ctx, at)
	if err != nil {
		return Release{}, fmt.Errorf("%s %w", at.Host, err)
	}
	release, err := parse(answer, at.Host)
	if err != nil {
		return Release{}, fmt.Errorf("%s %w", at.Host, err)
	}
	return release, nil
}

// ask is the one request, and its answer.
func (s Source) ask(ctx context.Context, at *url.URL) ([]byte, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, at.String(), nil)
	if err != nil {
		return nil, ErrNowhere
	}
	req.Header.Set("Accept", "application/vnd.github+json")
	req.Header.Set("User-Agent", "Catchlight") // GitHub answers nobody without
	resp, err := s.client().Do(req)
	switch {
	case errors.Is(err, ErrOpen):
		return nil, ErrOpen
	case err != nil:
		return nil, unreachable(err)
	}
	defer resp.Body.Close() //nolint:errcheck // only read from
	switch resp.StatusCode {
	case http.StatusOK:
	case http.StatusNotFound, http.StatusGone:
		return nil, ErrNoRelease
	default:
		return nil, fmt.Errorf("%w (%s)", ErrRefused, resp.Status)
	}
	answer, err := io.ReadAll(io.LimitReader(resp.Body, mostBytes+1))
	switch {
	case err != nil:
		return nil, unreachable(err)
	case len(answer) > mostBytes:
		return nil, ErrNonsense
	}
	return answer, nil
}

// unreachable is why there was no answer, without the address, which its caller names.
func unreachable(err error) error {
	if at := (*url.Error)(nil); errors.As(err, &at) {
		err = at.Err
	}
	return fmt.Errorf("%w (%w)", ErrUnreachable, err)
}

// client is the HTTP client: it keeps nothing and follows no redirection that others can read.
func (s Source) client() *http.Client {
	var own http.Client
	if s.Client != nil {
		own = *s.Client
	}
	own.Jar = nil
	own.CheckRedirect = func(req *http.Request, via []*http.Request) error {
		if req.URL.Scheme != "https" {
			return ErrOpen
		}
		if len(via) > mostRedirects {
			return errors.New("it sends on without end")
		}
		return nil
	}
	return &own
}

// parse reads an answer of host.
func parse(answer []byte, host string) (Release, error) {
	var said struct {
		Tag   string `json:"tag_name"`
		Page  string `json:"html_url"`
		Notes string `json:"body"`
	}
	if json.Unmarshal(answer, &said) != nil {
		return Release{}, ErrNonsense
	}
	r := Release{Version: strings.TrimPrefix(said.Tag, "v"), Notes: plain(said.Notes)}
	if _, ok := numbers(r.Version); !ok {
		return Release{}, ErrNonsense
	}
	// What is opened in a browser is never an address that an answer made up.
	if at, err := url.Parse(said.Page); err == nil && at.Scheme == "https" && at.User == nil && at.Host == strings.TrimPrefix(host, "api.") {
		r.Page = at.String()
	}
	return r, nil
}

// plain is text without what steers a terminal or turns letters, cut where it is long.
func plain(text string) string {
	text = strings.Map(func(r rune) rune {
		switch {
		case r == '\n', unicode.IsPrint(r):
			return r
		case unicode.IsSpace(r):
			return ' '
		}
		return -1
	}, strings.ReplaceAll(strings.ToValidUTF8(text, ""), "\r\n", "\n"))
	if runes := []rune(text); len(runes) > mostNotes {
		text = string(runes[:mostNotes]) + "…"
	}
	return strings.TrimSpace(text)
}

// NewerThan reports whether the release is newer than version. What is no version, as that of a
// build by hand, is older than all of them.
func (r Release) NewerThan(version string) bool {
	mine, known := numbers(version)
	theirs, _ := numbers(r.Version)
	return !known || slices.Compare(theirs[:], mine[:]) > 0
}

// released are the names that a release may have.
var released = regexp.MustCompile(`^(\d{1,6})\.(\d{1,6})(?:\.(\d{1,6}))?$`)

// numbers are the parts of a version, and whether it is one.
func numbers(version string) (parts [3]int, ok bool) {
	found := released.FindStringSubmatch(version)
	if found == nil {
		return parts, false
	}
	for i := range parts {
		parts[i], _ = strconv.Atoi(found[i+1]) // digits, or nothing, which is 0
	}
	return parts, true
}
