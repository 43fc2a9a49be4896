package main

import (
	"bytes"
	"encoding/json"
	"image"
	"image/jpeg"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// putPhoto makes a small JPEG without keywords.
func putPhoto(t *testing.T, path string) {
	t.Helper()
	var photo bytes.Buffer
	if err := jpeg.Encode(&photo, image.NewGray(image.Rect(0, 0, 16, 16)), nil); err != nil {
		t.Fatal(err)
	}
	put(t, path, photo.String())
}

// TestTableForAnAgency: what the file has, in the file's order, as many as are asked for; a photo
// that cannot be read has no row and the status says so; nothing but the table stands on standard
// output.
func TestTableForAnAgency(t *testing.T) {
	folder := t.TempDir()
	photos := filepath.Join(folder, "photos")
	putPhoto(t, filepath.Join(photos, "a.jpg"))
	putPhoto(t, filepath.Join(photos, "b.jpg"))
	add := []string{"keywords", "add", "--keyword", "zebra", "--keyword", "Löwe, alt", "--keyword", "animal|dog"}
	if got := with(t, folder, append(add, filepath.Join(photos, "a.jpg"))...); got.status != statusDone {
		t.Fatal(got)
	}
	export := []string{"export", "csv", "--agency", "own", "--order", "file", "--most", "2", "--columns", "File=filename,Tags=keywords,Free=empty"}
	want := "File,Tags,Free\na.jpg,\"zebra, Löwe alt\",\nb.jpg,,\n"
	got := with(t, folder, append(export, photos)...)
	if got.status != statusDone || got.out != want || !strings.Contains(got.err, "b.jpg: 0 keywords of at least 1") ||
		!strings.Contains(got.err, "dog") {
		t.Errorf("%+v, want %q", got, want)
	}
	table := filepath.Join(folder, "table.csv")
	put(t, filepath.Join(photos, "c.jpg"), "no photo")
	got = with(t, folder, append(export, "--json", "--out", table, photos)...)
	data, err := os.ReadFile(table)
	if got.status != statusSomeFailed || err != nil || string(data) != want || !strings.Contains(got.err, "c.jpg") {
		t.Errorf("%+v; %q, %v", got, data, err)
	}
	lines := strings.Split(strings.TrimSpace(got.out), "\n")
	var line tableLine
	if err := json.Unmarshal([]byte(lines[0]), &line); err != nil || len(lines) != 4 || len(line.Keywords) != 2 || len(line.LeftOut) != 1 {
		t.Errorf("%v, %s", err, got.out)
	}
	if sum := lines[3]; sum != `{"summary":{"photos":3,"rows":2,"incomplete":1,"failed":1}}` {
		t.Error(sum)
	}
	if got := with(t, folder, append(export, "--out", table, photos)...); got.status != statusWrong || !strings.Contains(got.err, "--force") {
		t.Errorf("a table was replaced: %+v", got)
	}
}

// TestATableIsNeverWrittenOverAPhoto, even with --force.
func TestATableIsNeverWrittenOverAPhoto(t *testing.T) {
	folder := t.TempDir()
	photo := filepath.Join(folder, "a.jpg")
	putPhoto(t, photo)
	before, _ := os.ReadFile(photo)
	got := with(t, folder, "export", "csv", "--agency", "own", "--order", "file", "--force", "--out", photo, photo)
	if now, _ := os.ReadFile(photo); got.status != statusWrong || !bytes.Equal(now, before) {
		t.Errorf("%+v", got)
	}
}
