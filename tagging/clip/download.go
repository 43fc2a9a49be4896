package clip

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"time"

	"catchlight/library/disk"
)

// Download says how a model is brought onto this machine. The zero value takes the
// files from where the manifest says, through the proxy of the environment.
type Download struct {
	// From replaces the manifest's places: a folder (a USB stick, say) or the address
	// of a mirror that holds the files under their paths in the model.
	From string
	// Progress hears of bytes, all files together; it is called often and must be quick.
	Progress func(done, total int64)
	// Again hears why a try has brought no file, before the next one; nil: nobody does.
	Again func(error)
	// Client is the HTTP client; nil is http.DefaultClient.
	Client *http.Client
	// Pause is the wait before the first new try; it doubles each time. 0 is a second.
	Pause time.Duration
	// Stall is how long a server may send nothing. 0 is half a minute.
	Stall time.Duration
	// Sight looks whether a model sees, before it is installed, and refuses it by its error; nil is
	// Model.sight. Only tests, whose small models see nothing, have another.
	Sight func(context.Context, Model) error
}

// see lets a model that is not installed yet look at photos.
func (d Download) see(ctx context.Context, m Model) error {
	if d.Sight != nil {
		return d.Sight(ctx, m)
	}
	return m.sight(ctx)
}

// Tries without one new byte before a download is given up.
const maxTries = 5

// install brings the model's files into the folder of its name under models and
// returns that folder, for Load. It blocks for as long as the download takes. Files come into a
// hidden folder first, where a later call finds what an earlier one had and goes on
// from there; only when every size and SHA-256 is right, and the model has named what is on photos
// (Download.Sight), does the folder get its name, so a half download is never loaded. What sees
// nothing is deleted. Errors name the file and the remedy.
func install(ctx context.Context, m Manifest, models string, d Download) (folder string, err error) {
	if err := m.checkName(); err != nil {
		return "", err
	}
	target := filepath.Join(models, m.Name)
	if _, err := os.Stat(target); err == nil {
		return target, nil
	}
	part := Shelf(models).part(m.Name)
	if err := os.MkdirAll(part, 0o755); err != nil {
		return "", fmt.Errorf("folder for the model: %w", err)
	}
	if err := room(m, part); err != nil {
		return "", err
	}
	if err := d.files(ctx, m, part); err != nil {
		return "", err
	}
	if err := writeManifest(m, part); err != nil {
		return "", err
	}
	if err := d.see(ctx, Model{Manifest: m, files: modelFolder(part)}); errors.Is(err, ErrWrongModel) {
		return "", errors.Join(err, os.RemoveAll(part)) // all of it is as published: nothing to go on from
	} else if err != nil {
		return "", err
	}
	if err := os.Rename(part, target); err != nil {
		return "", fmt.Errorf("install the model: %w", err)
	}
	return target, nil
}

func writeManifest(m Manifest, folder string) error {
	data, err := json.MarshalIndent(m, "", "  ")
	if err == nil {
		err = os.WriteFile(filepath.Join(folder, manifestFile), append(data, '\n'), 0o644)
	}
	if err != nil {
		return fmt.Errorf("manifest of the model: %w", err)
	}
	return nil
}

func (d Download) files(ctx context.Context, m Manifest, folder string) error {
	count := counter{report: d.Progress}
	for _, f := range m.Files {
		count.total += f.Bytes
	}
	for _, f := range m.Files {
		if !filepath.IsLocal(filepath.FromSlash(f.Path)) || f.Bytes <= 0 || f.SHA256 == "" {
			return fmt.Errorf("%w: the manifest of %s must give %q a path inside the model, a size and a SHA-256", ErrWrongModel, m.Title, f.Path)
		}
		if err := d.file(ctx, f, folder, &count); err != nil {
			return fmt.Errorf("%s of the %s model: %w", f.Path, m.Title, err)
		}
		count.next(f.Bytes)
	}
	return nil
}

// file brings one file; a wrong hash is told apart from a line that broke: the file
// is then fetched once more from its first byte.
func (d Download) file(ctx context.Context, f File, folder string, count *counter) error {
	path := filepath.Join(folder, filepath.FromSlash(f.Path))
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	for again := range 2 {
		if err := d.whole(ctx, f, path, count); err != nil {
			return err
		}
		err := Model{files: modelFolder(folder)}.verify(ctx, f)
		if err == nil || ctx.Err() != nil {
			return err
		}
		if removed := os.Remove(path); again == 1 || removed != nil { // nothing of it is here, whoever asks
			return errors.Join(err, removed)
		}
	}
	return nil
}

// whole goes on with the file until it is complete, from one place after another.
func (d Download) whole(ctx context.Context, f File, path string, count *counter) error {
	var errs []error
	for _, place := range d.places(f) {
		err := d.from(ctx, place, f, path, count)
		if err == nil || ctx.Err() != nil {
			return err
		}
		if len(errs) == 0 || errs[len(errs)-1].Error() != err.Error() { // a mirror on the same host fails for the same reason
			errs = append(errs, err)
		}
	}
	return fmt.Errorf("%w; check the network or give a mirror or a folder that holds the files", errors.Join(errs...))
}

func (d Download) places(f File) []string {
	if d.From != "" {
		return []string{strings.TrimSuffix(d.From, "/") + "/" + f.Path}
	}
	return append([]string{f.From}, f.Mirrors...)
}

// from tries one place until the file is complete or it brings nothing new any more.
func (d Download) from(ctx context.Context, place string, f File, path string, count *counter) error {
	pause := positive(d.Pause, time.Second)
	most := disk.Size(path) // a server that sends the same bytes again and again brings nothing new
	for tries := 0; ; tries++ {
		err := d.try(ctx, place, f, path, count)
		var final finalError
		if err == nil || ctx.Err() != nil || errors.As(err, &final) {
			return err
		}
		if size := disk.Size(path); size > most {
			most, tries, pause = size, 0, positive(d.Pause, time.Second)
		}
		if tries == maxTries-1 {
			return err
		}
		if d.Again != nil {
			d.Again(err)
		}
		if err := sleep(ctx, pause); err != nil {
			return err
		}
		pause *= 2
	}
}

// modeOf is the mode of a copy: that of a file of the user's own is not readable for more people
// than the file is.
func modeOf(place string) fs.FileMode {
	info, err := os.Stat(place)
	if strings.Contains(place, "://") || err != nil {
		return 0o644
	}
	return info.Mode().Perm()&0o644 | 0o600
}

// openFrom gives a file of the disk from a byte on.
func openFrom(ctx context.Context, place string, have int64) (body io.ReadCloser, at int64, err error) {
	file, err := disk.OpenRegular(ctx, place, mostTower)
	if err != nil {
		return nil, 0, finalError{err}
	}
	return struct {
		io.Reader
		io.Closer
	}{io.NewSectionReader(file, have, mostTower), file}, have, nil
}

// finalError is an answer that asking again does not change.
type finalError struct{ error }

// Unwrap gives the reason.
func (e finalError) Unwrap() error { return e.error }

// errRange: the server has no byte at the place from which to go on.
var errRange = errors.New("the server cannot go on from here")

// try asks once for what is missing of the file and appends what comes.
func (d Download) try(ctx context.Context, place string, f File, path string, count *counter) error {
	out, err := os.OpenFile(path, os.O_CREATE|os.O_WRONLY, modeOf(place))
	if err != nil {
		return finalError{err}
	}
	err = errors.Join(d.append(ctx, place, f, out, count), out.Sync(), out.Close())
	if disk.IsFull(err) {
		return finalError{fmt.Errorf("%w: free some space and try again, what is here stays", err)}
	}
	return err
}

func (d Download) append(ctx context.Context, place string, f File, out *os.File, count *counter) error {
	have, err := out.Seek(0, io.SeekEnd)
	if err != nil || have == f.Bytes {
		return err
	}
	if have > f.Bytes { // not what it should be: from the first byte
		if have, err = 0, out.Truncate(0); err != nil {
			return finalError{err}
		}
	}
	ctx, stop := newWatch(ctx, positive(d.Stall, 30*time.Second))
	defer stop.end()
	body, at, err := d.open(ctx, place, f, have)
	if errors.Is(err, errRange) { // what is here is longer than what is there: begin again
		return errors.Join(err, out.Truncate(0))
	}
	if err != nil {
		return stop.explain(err)
	}
	defer body.Close() //nolint:errcheck // only read from
	if at != have {    // begins again
		if err := out.Truncate(at); err != nil {
			return finalError{err}
		}
	}
	if _, err := out.Seek(at, io.SeekStart); err != nil {
		return finalError{err}
	}
	return stop.explain(copyExactly(out, body, f.Bytes-at, count.from(at), stop))
}

// copyExactly copies n bytes; fewer mean that the line broke, more that the server
// does not have the file that it should.
func copyExactly(out io.Writer, body io.Reader, n int64, moved func(int64), stop *watch) error {
	buffer := make([]byte, 256<<10)
	body = io.LimitReader(body, n+1)
	for n > 0 {
		got, err := body.Read(buffer)
		stop.reset()
		if int64(got) > n {
			return finalError{errors.New("the server sends more than the file has")}
		}
		if _, err := out.Write(buffer[:got]); err != nil {
			return finalError{err}
		}
		n -= int64(got)
		moved(int64(got))
		if err != nil && n > 0 {
			return fmt.Errorf("the line broke with %d bytes to go: %w", n, err)
		}
	}
	return nil
}

// open gives the file from the byte that is asked for or, where the place cannot do
// that, from an earlier one; at says which.
func (d Download) open(ctx context.Context, place string, f File, have int64) (body io.ReadCloser, at int64, err error) {
	if !strings.Contains(place, "://") {
		return openFrom(ctx, place, have)
	}
	return d.request(ctx, place, f, have)
}
