package library

import (
	"bytes"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"go.etcd.io/bbolt"

	"catchlight/library/bolt"
	"catchlight/library/keywords"
	"catchlight/library/picture"
)

func TestShotRecord(t *testing.T) {
	want := &Photo{ID: 7, Path: "/p/a.jpg", reader: photoReader, Keywords: keywords.Keywords{People: []string{"Ann", "Bo"}}}
	want.Shot = picture.Shot{
		Maker: "Apple", Software: "17", Exposure: 2.5, Aperture: 2.8, ISO: 6400, Focal: 60, Focal35: 90, Distance: .25,
		Flash: true, Rendered: 3, IsScreen: true, UTC: time.Date(2024, 7, 1, 19, 30, 0, 0, time.UTC),
	}
	record := want.record().Encode()
	got := new(bolt.Photo)
	sound := got.Decode(7, record, nil)
	if !sound || got.Shot != want.Shot || !slices.Equal(got.Keywords.People, want.Keywords.People) || got.Reader != photoReader {
		t.Errorf("%+v", got)
	}
	for n := range record { // a record that ends anywhere is read or damaged, and never more
		if p := new(bolt.Photo); p.Decode(7, record[:n], nil) && p.Shot == want.Shot {
			t.Errorf("%d of %d bytes are the whole", n, len(record))
		}
	}
}

// TestPhotosOfEarlierReadersAreReadAgain: what the program has learned to read since is there after
// the next import, though the file is as it was; then it is not read any more.
func TestPhotosOfEarlierReadersAreReadAgain(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "a.jpg"), jpegOf(1))
	write(t, filepath.Join(dir, "a.jpg.xmp"), []byte(`<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description `+
		`rdf:about="" xmlns:E="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"><E:PersonInImage><rdf:Bag><rdf:li>Ann Lee</rdf:li></rdf:Bag>`+
		`</E:PersonInImage></rdf:Description></rdf:RDF>`))
	l := newLibrary(t)
	id := imported(t, l, dir).Photos[0]
	old := *l.Snapshot().Photo(id)
	old.reader, old.Keywords.People = 0, nil
	record := bytes.TrimSuffix(old.record().Encode(), []byte{0}) // as it was before there were readers
	l = harmed(t, l, func(tx *bbolt.Tx) error { return tx.Bucket([]byte("photos")).Put(keyOf(id), record) })
	if in := imported(t, l, dir); in.Photos[0] != id {
		t.Errorf("it is another photo: %v", in.Photos)
	}
	p := l.Snapshot().Photo(id)
	if !slices.Equal(p.Keywords.People, []string{"Ann Lee"}) || p.reader != photoReader {
		t.Errorf("people %q, reader %d", p.Keywords.People, p.reader)
	}
	if found := l.Snapshot().Find(Query{Where: Has(FacetKeyword, Value{Name: "ann lee"})}); len(found.Photos) != 1 {
		t.Error("it is not found by the name")
	}
	if found := l.Snapshot().Find(Query{Where: Has(FacetProvenance, Value{Name: Named})}); len(found.Photos) != 1 {
		t.Error("it is not found by whose word that is")
	}
	imported(t, l, dir)
	if again := l.Snapshot().Photo(id); again != p {
		t.Error("it was read once more")
	}
}
