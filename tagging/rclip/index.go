package rclip

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"os"
	"time"

	"github.com/ncruces/go-sqlite3"
	_ "github.com/ncruces/go-sqlite3/embed" // SQLite itself, as WebAssembly
)

// leastVersion is the first version of rclip's index whose vectors are those of CLIP ViT-B-32-256
// DataComp (rclip 3). Its file names no model: an older version is another model's, of a newer one
// the sample tells.
const leastVersion = 3

// mostValue bounds a value of the index in bytes: SQLite has little memory here, and ends the
// program when it is full.
const mostValue = 1 << 20

// index is rclip's index, open for reading. It belongs to one goroutine.
type index struct{ db *sqlite3.Conn }

// entry is a photo of the index.
type entry struct {
	row  int64
	path string
	time float64 // of the last change, seconds since 1970
	size int64
}

// open opens an index. Errors name the file and the remedy.
func open(ctx context.Context, file string) (*index, error) {
	if info, err := os.Stat(file); err != nil {
		return nil, fmt.Errorf("%w: name rclip's db.sqlite3", err)
	} else if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%s is no file: name rclip's db.sqlite3", file)
	}
	db, err := sqlite3.OpenFlags(file, sqlite3.OPEN_READONLY)
	if err != nil {
		return nil, fmt.Errorf("open rclip's index %s: %w", file, err)
	}
	db.SetInterrupt(ctx)
	db.Limit(sqlite3.LIMIT_LENGTH, mostValue)
	x := &index{db}
	if err := x.checkVersion(); err != nil {
		return nil, errors.Join(fmt.Errorf("%s: %w", file, err), db.Close())
	}
	return x, nil
}

func (x *index) checkVersion() error {
	version := int64(1)
	err := x.each("SELECT version FROM db_version", func(s *sqlite3.Stmt) error {
		version = s.ColumnInt64(0)
		return nil
	})
	switch {
	case err != nil:
		return fmt.Errorf("this is no index of rclip: name its db.sqlite3 (%w)", err)
	case version < leastVersion:
		return fmt.Errorf("the index is of an rclip before version 3, which used another model: let a new rclip index the photos, or let Catchlight")
	}
	return nil
}

// entries lists the photos that rclip has not marked as deleted, by path. No system has longer ones
// than are asked for.
func (x *index) entries() ([]entry, error) {
	var all []entry
	err := x.each("SELECT id, filepath, modified_at, size FROM images WHERE deleted IS NULL AND octet_length(filepath) <= 32768 ORDER BY filepath", func(s *sqlite3.Stmt) error {
		all = append(all, entry{row: s.ColumnInt64(0), path: s.ColumnText(1), time: s.ColumnFloat(2), size: s.ColumnInt64(3)})
		return nil
	})
	return all, err
}

// length is how many values most of the index's vectors have; 0 for an empty one.
func (x *index) length() (values int, err error) {
	err = x.each("SELECT octet_length(vector) / 4 FROM images WHERE deleted IS NULL GROUP BY 1 ORDER BY count(*) DESC LIMIT 1", func(s *sqlite3.Stmt) error {
		values = int(s.ColumnInt64(0))
		return nil
	})
	return values, err
}

// vectors calls take with the vector of each row that is wanted, nil for one that is none.
func (x *index) vectors(wanted map[int64]bool, dim int, take func(row int64, vector []float32) error) error {
	return x.each("SELECT id, CASE WHEN octet_length(vector) <= 65536 THEN vector END FROM images WHERE deleted IS NULL", func(s *sqlite3.Stmt) error {
		row := s.ColumnInt64(0)
		if !wanted[row] {
			return nil
		}
		return take(row, unpack(s.ColumnRawBlob(1), dim))
	})
}

// each runs a query and calls take with each row.
func (x *index) each(query string, take func(*sqlite3.Stmt) error) error {
	s, _, err := x.db.Prepare(query)
	if err != nil {
		return fmt.Errorf("read rclip's index: %w", err)
	}
	for s.Step() {
		if err := take(s); err != nil {
			return errors.Join(err, s.Close())
		}
	}
	if err := errors.Join(s.Err(), s.Close()); err != nil {
		return fmt.Errorf("read rclip's index: %w", err)
	}
	return nil
}

func (x *index) close() error { return x.db.Close() }

// unpack reads numpy's bytes of a vector and brings it to unit length; nil for what is no vector of
// dim values.
func unpack(data []byte, dim int) []float32 {
	if len(data) != 4*dim {
		return nil
	}
	vector := make([]float32, dim)
	sum := 0.0
	for i := range vector {
		vector[i] = math.Float32frombits(binary.LittleEndian.Uint32(data[4*i:]))
		sum += float64(vector[i]) * float64(vector[i])
	}
	if !(sum > 1e-6 && sum < 1e6) { // NaN too
		return nil
	}
	for i := range vector {
		vector[i] /= float32(math.Sqrt(sum))
	}
	return vector
}

// sameTime compares a file's time with Python's: seconds with the precision of a double.
func (e entry) sameTime(t time.Time) bool {
	const rounding = 1e-6 // a double holds today's seconds to 2.4e-7
	return math.Abs(float64(t.Unix())+float64(t.Nanosecond())/1e9-e.time) < rounding
}
