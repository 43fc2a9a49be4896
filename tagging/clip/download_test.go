package clip

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"catchlight/library/disk"
)

// content is what the test's server holds: big enough to come in several pieces.
func content() []byte { return bytes.Repeat([]byte("catchlight model bytes "), 40_000) }

// badServer is a server that answers its nth request by the nth of its answers, and
// every later one well. It counts the requests.
type badServer struct {
	answers  []http.HandlerFunc
	requests atomic.Int32
}

func (s *badServer) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	n := int(s.requests.Add(1)) - 1
	if n < len(s.answers) {
		s.answers[n](w, r)
		return
	}
	well(w, r)
}

func well(w http.ResponseWriter, r *http.Request) {
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(content()))
}

func drops(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Length", strconv.Itoa(len(content())))
	_, _ = w.Write(content()[:len(content())/3])
	panic(http.ErrAbortHandler)
}

func ignoresRange(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(content()) }

func corrupts(w http.ResponseWriter, _ *http.Request) {
	data := content()
	data[7] ^= 1
	_, _ = w.Write(data)
}

func truncates(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(content()[:1000]) }

func liesLonger(w http.ResponseWriter, _ *http.Request) {
	_, _ = w.Write(append(content(), "and more"...))
}

func fails(w http.ResponseWriter, _ *http.Request) {
	http.Error(w, "busy", http.StatusServiceUnavailable)
}

func gone(w http.ResponseWriter, _ *http.Request) { http.Error(w, "gone", http.StatusNotFound) }

func stalls(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Length", strconv.Itoa(len(content())))
	_, _ = w.Write(content()[:5000])
	w.(http.Flusher).Flush()
	<-r.Context().Done()
}

func redirects(w http.ResponseWriter, r *http.Request) {
	http.Redirect(w, r, "/elsewhere", http.StatusFound)
}

func liesShorter(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Length", "1000")
	_, _ = w.Write(content()[:1000])
}

// liesAboutTheRange says that it goes on, and begins elsewhere.
func liesAboutTheRange(w http.ResponseWriter, r *http.Request) {
	if r.Header.Get("Range") == "" {
		drops(w, r)
		return
	}
	w.Header().Set("Content-Range", "bytes 7-"+strconv.Itoa(len(content())-1)+"/"+strconv.Itoa(len(content())))
	w.WriteHeader(http.StatusPartialContent)
	_, _ = w.Write(content()[7:])
}

func announcesMore(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Length", strconv.Itoa(len(content())+1))
	_, _ = w.Write(content())
}

func delays(w http.ResponseWriter, r *http.Request) {
	for piece := range slices.Chunk(content(), 200_000) {
		_, _ = w.Write(piece)
		w.(http.Flusher).Flush()
		select {
		case <-time.After(20 * time.Millisecond):
		case <-r.Context().Done():
		}
	}
}

func logsIn(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	_, _ = w.Write([]byte("<html>Welcome to the hotel's network"))
}

func circles(w http.ResponseWriter, r *http.Request) {
	http.Redirect(w, r, r.URL.Path, http.StatusFound)
}

// times repeats an answer.
func times(n int, answer http.HandlerFunc) []http.HandlerFunc {
	return slices.Repeat([]http.HandlerFunc{answer}, n)
}

// offered is a manifest of one file that the server offers.
func offered(address string) Manifest {
	sum := sha256.Sum256(content())
	return Manifest{Name: "test", Title: "Test", Files: []File{{Path: "onnx/a.onnx", Bytes: int64(len(content())), SHA256: hex.EncodeToString(sum[:]), From: address + "/a.onnx"}}}
}

// quick waits for nothing between tries, and long for a server: a busy machine is no stall.
func quick() Download {
	return Download{Pause: time.Millisecond, Stall: time.Minute, Sight: unseeing}
}

// unseeing stands for Model.sight where files are no models, or see nothing.
func unseeing(context.Context, Model) error { return nil }

func TestInstall(t *testing.T) {
	for name, test := range map[string]struct {
		answers  []http.HandlerFunc
		requests int    // 0: not told
		fails    string // "": must work
		stall    time.Duration
	}{
		"well":                     {requests: 1},
		"drops and goes on":        {answers: []http.HandlerFunc{drops}, requests: 2},
		"drops for ever but moves": {answers: []http.HandlerFunc{drops, drops}, requests: 3},
		"knows no ranges":          {answers: []http.HandlerFunc{drops, ignoresRange}, requests: 2},
		"corrupts once":            {answers: []http.HandlerFunc{corrupts}, requests: 2},
		"corrupts twice":           {answers: []http.HandlerFunc{corrupts, corrupts}, requests: 2, fails: "SHA-256"},
		"truncates":                {answers: []http.HandlerFunc{truncates}, requests: 2},
		"lies about the length":    {answers: []http.HandlerFunc{liesLonger}, fails: "more than"},
		"busy for a while":         {answers: []http.HandlerFunc{fails, fails}, requests: 3},
		"busy for ever":            {answers: []http.HandlerFunc{fails, fails, fails, fails, fails, fails}, requests: maxTries, fails: "503"},
		"gone":                     {answers: []http.HandlerFunc{gone}, requests: 1, fails: "404"},
		"stalls":                   {answers: []http.HandlerFunc{stalls}, stall: 200 * time.Millisecond},
		"redirects":                {answers: []http.HandlerFunc{redirects}, requests: 2},
		"redirects in a circle":    {answers: times(100, circles), fails: "redirects"},
		"delays":                   {answers: []http.HandlerFunc{delays}, requests: 1},
		"has less than it should":  {answers: times(20, liesShorter), requests: maxTries, fails: "bytes to go"},
		"announces more":           {answers: times(20, announcesMore), requests: 1, fails: "bytes, not"},
		"begins elsewhere":         {answers: times(100, liesAboutTheRange), fails: "line broke"},
		"begins elsewhere once":    {answers: times(2, liesAboutTheRange), requests: 3},
		"a log-in page":            {answers: []http.HandlerFunc{logsIn}, requests: 1, fails: "web page"},
	} {
		t.Run(name, func(t *testing.T) {
			server := &badServer{answers: test.answers}
			address := serve(t, server)
			models := t.TempDir()
			d := quick()
			d.Stall = cmp.Or(test.stall, d.Stall)
			err := tryInstall(t, offered(address), models, d)
			checkInstalled(t, models, err, test.fails)
			if got := int(server.requests.Load()); test.requests > 0 && got != test.requests {
				t.Errorf("%d requests, want %d", got, test.requests)
			}
			if begun := Shelf(models).has(offered(address)); test.fails == "SHA-256" && begun != 0 {
				t.Errorf("%d bytes that are known to be wrong count as here", begun)
			}
		})
	}
}

func serve(t testing.TB, h http.Handler) string {
	t.Helper()
	server := httptest.NewServer(h)
	t.Cleanup(server.Close)
	return server.URL
}

func tryInstall(t testing.TB, m Manifest, models string, d Download) error {
	t.Helper()
	_, err := install(t.Context(), m, models, d)
	return err
}

func checkInstalled(t testing.TB, models string, err error, fails string) {
	t.Helper()
	data, readErr := os.ReadFile(filepath.Join(models, "test", "onnx", "a.onnx"))
	switch {
	case fails == "" && err != nil:
		t.Errorf("not installed: %v", err)
	case fails == "" && !bytes.Equal(data, content()):
		t.Errorf("the file differs or is absent: %v", readErr)
	case fails != "" && (err == nil || !strings.Contains(err.Error(), fails)):
		t.Errorf("error %v does not say %q", err, fails)
	case fails != "" && readErr == nil:
		t.Error("a model that failed is installed")
	}
}

func TestInstallTakesTheMirror(t *testing.T) {
	m := offered(serve(t, http.HandlerFunc(gone)))
	m.Files[0].Mirrors = []string{serve(t, http.HandlerFunc(well)) + "/a.onnx"}
	models := t.TempDir()
	checkInstalled(t, models, tryInstall(t, m, models, quick()), "")
}

func TestInstallFromAFolder(t *testing.T) {
	stick, models := t.TempDir(), t.TempDir()
	if err := os.MkdirAll(filepath.Join(stick, "onnx"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(stick, "onnx", "a.onnx"), content(), 0o644); err != nil {
		t.Fatal(err)
	}
	d := quick()
	d.From = stick
	checkInstalled(t, models, tryInstall(t, offered("http://127.0.0.1:1"), models, d), "")
}

// TestInstallGoesOn cancels a download and starts it again: the second asks only for the rest.
func TestInstallGoesOn(t *testing.T) {
	var asked atomic.Value
	server := &badServer{answers: []http.HandlerFunc{stalls, func(w http.ResponseWriter, r *http.Request) {
		asked.Store(r.Header.Get("Range"))
		well(w, r)
	}}}
	m, models := offered(serve(t, server)), t.TempDir()
	ctx, cancel := context.WithCancel(t.Context())
	d := quick()
	d.Progress = func(done, _ int64) {
		if done >= 5000 {
			cancel()
		}
	}
	if _, err := install(ctx, m, models, d); !errors.Is(err, context.Canceled) {
		t.Fatalf("cancelled: %v", err)
	}
	checkInstalled(t, models, tryInstall(t, m, models, quick()), "")
	if got := asked.Load(); got != "bytes=5000-" {
		t.Errorf("asked for %q", got)
	}
}

func TestInstallReportsAllBytes(t *testing.T) {
	last, m := int64(0), offered(serve(t, http.HandlerFunc(well)))
	d := quick()
	d.Progress = func(done, total int64) {
		if done < last || total != m.Files[0].Bytes {
			t.Errorf("%d of %d after %d", done, total, last)
		}
		last = done
	}
	models := t.TempDir()
	checkInstalled(t, models, tryInstall(t, m, models, d), "")
	if last != m.Files[0].Bytes {
		t.Errorf("the last report says %d bytes", last)
	}
}

func TestInstallRefusesPathsOutside(t *testing.T) {
	m := offered("http://127.0.0.1:1")
	m.Files[0].Path = "../a.onnx"
	if err := tryInstall(t, m, t.TempDir(), quick()); !errors.Is(err, ErrWrongModel) {
		t.Errorf("%v", err)
	}
}

func TestInstallLooksForRoomFirst(t *testing.T) {
	server := &badServer{}
	m, models := offered(serve(t, server)), t.TempDir()
	m.Files[0].Bytes = 1 << 60
	err := tryInstall(t, m, models, quick())
	if _, _, known := disk.FreeSpace(models); !known {
		t.Skip("this system does not tell how much is free")
	}
	if err == nil || !strings.Contains(err.Error(), "make room") || server.requests.Load() != 0 {
		t.Errorf("%v after %d requests", err, server.requests.Load())
	}
}

// TestInstallOnAFullDisk writes to the device that is always full in place of a file.
func TestInstallOnAFullDisk(t *testing.T) {
	if _, err := os.Stat("/dev/full"); err != nil {
		t.Skip("this system has no /dev/full")
	}
	server := &badServer{}
	m, models := offered(serve(t, server)), t.TempDir()
	folder := filepath.Join(models, ".test.part", "onnx")
	if err := errors.Join(os.MkdirAll(folder, 0o755), os.Symlink("/dev/full", filepath.Join(folder, "a.onnx"))); err != nil {
		t.Fatal(err)
	}
	if err := tryInstall(t, m, models, quick()); err == nil || !strings.Contains(err.Error(), "free some space") {
		t.Errorf("%v", err)
	}
	if n := server.requests.Load(); n != 1 {
		t.Errorf("a full disk is tried %d times", n)
	}
}
