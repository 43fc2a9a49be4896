package main

import (
	"bytes"
	"context"
	_ "embed" // the page
	"encoding/base64"
	"encoding/json"
	"fmt"
	"html/template"
	"image/jpeg"
	"io"
	"path/filepath"

	"github.com/disintegration/imaging"

	"catchlight/library/disk"
	"catchlight/library/thumb"
	"catchlight/tagging/evaluate"
)

// reportPage is the report of eval as one file without anything from elsewhere: it can be sent and
// kept.
//
//go:embed report.html
var reportPage string

const (
	// reportedPhotos is how many photos a report shows at most: each takes some 4 KB.
	reportedPhotos = 600
	pictureHeight  = 126 // pixels, half as many again as are shown
)

// reportFile is what the page shows.
type reportFile struct {
	Dir, Model, Vocabulary string
	evaluate.Report
	pictures map[string]*reportPicture
	ctx      context.Context // of the command: the page asks for pictures while it is made
}

// reportPicture is a small picture that stands in the page itself.
type reportPicture struct {
	Path string
	Data template.URL
}

// Rule is the fitted rule as a manifest has it.
func (r *reportFile) Rule() (template.HTML, error) {
	data, err := json.Marshal(r.Fit.Rule)
	return template.HTML(data), err //nolint:gosec // five numbers under names of ours
}

// Picture is a photo for the page; nil for one that cannot be shown, and when there are enough.
func (r *reportFile) Picture(path string) *reportPicture {
	if p, known := r.pictures[path]; known || len(r.pictures) >= reportedPhotos {
		return p
	}
	if r.holds(path) {
		r.pictures[path] = smallPicture(r.ctx, path, r.shown(path))
	}
	return r.pictures[path]
}

// holds reports whether a photo lies in the folder that was named, wherever links lead: a report is
// given to others, and shows them nothing from elsewhere.
func (r *reportFile) holds(path string) bool {
	real, err := filepath.EvalSymlinks(path)
	if err != nil || real == filepath.Clean(path) {
		return err == nil // no link on the way
	}
	dir, err := filepath.EvalSymlinks(r.Dir)
	if err != nil {
		return false
	}
	rel, err := filepath.Rel(dir, real)
	return err == nil && filepath.IsLocal(rel)
}

// shown is the path as the reader of the page knows it.
func (r *reportFile) shown(path string) string {
	if rel, err := filepath.Rel(r.Dir, path); err == nil {
		return rel
	}
	return path
}

func smallPicture(ctx context.Context, path, name string) *reportPicture {
	decoded, err := thumb.DecodeFile(ctx, path, pictureHeight)
	if err != nil {
		return nil // it was decoded to be measured: the file has gone since
	}
	var data bytes.Buffer
	if err := jpeg.Encode(&data, imaging.Resize(decoded.Image, 0, pictureHeight, imaging.Box), &jpeg.Options{Quality: 65}); err != nil {
		return nil
	}
	return &reportPicture{name, template.URL("data:image/jpeg;base64," + base64.StdEncoding.EncodeToString(data.Bytes()))} //nolint:gosec // our own bytes
}

// write makes or replaces the file at path; where that fails, the one that was there stays.
func (r *reportFile) write(path string) error {
	r.pictures = map[string]*reportPicture{}
	page, err := template.New("report").Parse(reportPage)
	if err != nil {
		return err
	}
	if err := disk.Replace(path, func(w io.Writer) error { return page.Execute(w, r) }); err != nil {
		return fmt.Errorf("write the report %s: %w", path, err)
	}
	return nil
}
