package disk

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"runtime"
)

// Regular is an ordinary file that is open for reading. It is an fs.File and an io.ReaderAt. Only
// its owner may use it.
type Regular struct {
	ctx  context.Context
	file *os.File
	info os.FileInfo
	path string
	most int64 // bytes that it may have
	read int64
}

// readStride is how many bytes are read before it is asked whether ctx has ended.
const readStride = 1 << 20

// OpenRegular opens a file that is the user's, or that somebody has given to the user: a photo, a
// sidecar, a list, a model, settings. Every such file is opened by this function, or read by
// ReadRegular. Links are followed, and what they lead to must be a file of at most most bytes
// (ErrNotRegular, ErrTooLarge; a file that grows beyond that fails while it is read), whose content
// is on this device (ErrInCloud): no pipe, device or folder is opened, and none is waited for; nor is
// another file in place of one whose name this system cannot take (ErrName).
// Reading ends with ctx, after a MiB at most. Errors name the path and the remedy, and wrap those
// of package fs. It blocks on the disk; any goroutine may call it.
func OpenRegular(ctx context.Context, path string, most int64) (*Regular, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if err := checkName(path, runtime.GOOS); err != nil {
		return nil, err
	}
	info, err := os.Stat(path) // to open a device may do something already
	if err == nil {
		err = checkRegular(path, info, most)
	}
	if err != nil {
		return nil, asDevice(path, runtime.GOOS, err)
	}
	file, err := os.OpenFile(path, openFlags, 0)
	if err != nil {
		return nil, err
	}
	if info, err = file.Stat(); err == nil {
		err = checkRegular(path, info, most) // it may have become another one
	}
	if err != nil {
		return nil, errors.Join(err, file.Close())
	}
	return &Regular{ctx: ctx, file: file, info: info, path: path, most: most}, nil
}

// ReadRegular reads such a file whole.
func ReadRegular(ctx context.Context, path string, most int64) ([]byte, error) {
	f, err := OpenRegular(ctx, path, most)
	if err != nil {
		return nil, err
	}
	defer f.Close() //nolint:errcheck // only read from
	data := make([]byte, 0, f.info.Size()+1)
	for err == nil {
		if len(data) == cap(data) {
			data = append(data, 0)[:len(data)] // it has grown
		}
		var n int
		n, err = f.Read(data[len(data):cap(data)])
		data = data[:len(data)+n]
	}
	if errors.Is(err, io.EOF) {
		return data, nil
	}
	return nil, err
}

// checkRegular reports why a file is not opened.
func checkRegular(path string, info os.FileInfo, most int64) error {
	switch {
	case !info.Mode().IsRegular():
		return fmt.Errorf("%s is %s, %w: leave it out, or name a file", path, kindOf(info.Mode()), ErrNotRegular)
	case info.Size() > most:
		return tooLarge(path, most)
	}
	return CheckHere(path, info)
}

func tooLarge(path string, most int64) error {
	return fmt.Errorf("%s %w (%s at most): leave it out, or name another file", path, ErrTooLarge, bytesText(most))
}

// kindOf says in words what is no ordinary file.
func kindOf(mode fs.FileMode) string {
	switch {
	case mode.IsDir():
		return "a folder"
	case mode&fs.ModeNamedPipe != 0:
		return "a pipe"
	case mode&fs.ModeSocket != 0:
		return "a socket"
	}
	return "a device"
}

// bytesText is a number of bytes for a person: the largest unit in which it is whole.
func bytesText(n int64) string {
	units := []string{"bytes", "KiB", "MiB", "GiB"}
	for n >= 1<<10 && n%(1<<10) == 0 && len(units) > 1 {
		n, units = n>>10, units[1:]
	}
	return fmt.Sprintf("%d %s", n, units[0])
}

// Read reads on; its error is ctx's once that has ended.
func (f *Regular) Read(p []byte) (int, error) {
	if err := f.ctx.Err(); err != nil {
		return 0, err
	}
	room := f.most - f.read
	n, err := f.file.Read(p[:min(int64(len(p)), readStride, room+1)])
	f.read += int64(n)
	if int64(n) > room {
		return int(room), tooLarge(f.path, f.most)
	}
	return n, err
}

// ReadAt reads at an offset, independent of Read.
func (f *Regular) ReadAt(p []byte, at int64) (int, error) {
	if err := f.ctx.Err(); err != nil {
		return 0, err
	}
	return f.file.ReadAt(p, at)
}

// Stat is what the file was when it was opened. It never fails and does not block.
func (f *Regular) Stat() (fs.FileInfo, error) { return f.info, nil }

// Close closes the file.
func (f *Regular) Close() error { return f.file.Close() }

// Size is the size of a file in bytes, 0 where it is not known. It blocks briefly on the disk.
func Size(path string) int64 {
	info, err := os.Stat(path)
	if err != nil {
		return 0
	}
	return info.Size()
}
