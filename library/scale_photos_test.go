package library

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"testing"
	"time"

	"golang.org/x/sync/errgroup"
)

// scalePhotosEnv is how many photos TestMakeScale makes; scaleFolder of them lie in one folder.
const (
	scalePhotosEnv = "CATCHLIGHT_SCALE_PHOTOS"
	scaleFolder    = 1000
)

// TestMakeScale makes a folder of small photos that all differ in their pixels, to measure
// Catchlight with large libraries:
//
//	CATCHLIGHT_SCALE=FOLDER CATCHLIGHT_SCALE_PHOTOS=100000 go test -run TestMakeScale ./library
//
// They are JPEGs of 96 × 64 pixels, with a date, a camera and a place of their own in EXIF. What is
// there already stays.
func TestMakeScale(t *testing.T) {
	n, err := strconv.Atoi(os.Getenv(scalePhotosEnv))
	root := os.Getenv(scaleEnv)
	if err != nil || root == "" {
		t.Skipf("set %s to a folder and %s to a number", scaleEnv, scalePhotosEnv)
	}
	var workers errgroup.Group
	for w := range runtime.NumCPU() {
		workers.Go(func() error {
			for i := w; i < n; i += runtime.NumCPU() {
				if err := makeScalePhoto(root, i); err != nil {
					return err
				}
			}
			return nil
		})
	}
	if err := workers.Wait(); err != nil {
		t.Fatal(err)
	}
}

func makeScalePhoto(root string, i int) error {
	path := filepath.Join(root, fmt.Sprintf("%04d", i/scaleFolder), fmt.Sprintf("IMG_%06d.jpg", i))
	if _, err := os.Stat(path); err == nil {
		return nil
	}
	if i%scaleFolder < runtime.NumCPU() {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
	}
	var pixels bytes.Buffer
	if err := jpeg.Encode(&pixels, scalePicture(i), &jpeg.Options{Quality: 80}); err != nil {
		return err
	}
	data := append([]byte{0xff, 0xd8}, scaleEXIF(i)...)
	return os.WriteFile(path, append(data, pixels.Bytes()[2:]...), 0o644)
}

// scalePicture is two gradients and 20 blocks that spell the number in black and white.
func scalePicture(i int) image.Image {
	m := image.NewRGBA(image.Rect(0, 0, 96, 64))
	hue := float64(i) * 0.618
	for y := range 64 {
		for x := range 96 {
			m.Set(x, y, color.RGBA{wave(hue, x), wave(hue+2, y), wave(hue+4, x+y), 255})
		}
	}
	for bit := range 20 {
		for p := range 64 {
			m.Set(8+bit%10*8+p%8, 24+bit/10*8+p/8, color.Gray{uint8(i >> bit & 1 * 255)})
		}
	}
	return m
}

func wave(hue float64, at int) uint8 { return uint8(128 + 100*math.Sin(hue+float64(at)/30)) }

// scaleEXIF is an APP1 segment with camera, date and place.
func scaleEXIF(i int) []byte {
	le := binary.LittleEndian
	taken := time.Date(2016, 1, 1, 8, 0, 0, 0, time.UTC).Add(time.Duration(i)*37*time.Minute).Format("2006:01:02 15:04:05") + "\x00"
	tiff := append([]byte("II*\x00"), 8, 0, 0, 0)
	entry := func(tag, kind uint16, count, value uint32) {
		tiff = le.AppendUint32(le.AppendUint32(le.AppendUint16(le.AppendUint16(tiff, tag), kind), count), value)
	}
	const ifd0, exifIFD, gpsIFD, data = 8, 8 + 2 + 3*12 + 4, 8 + 2 + 3*12 + 4 + 2 + 12 + 4, 8 + 2 + 3*12 + 4 + 2 + 12 + 4 + 2 + 4*12 + 4
	tiff = le.AppendUint16(tiff, 3)
	entry(0x010f, 2, 12, data)
	entry(0x8769, 4, 1, exifIFD)
	entry(0x8825, 4, 1, gpsIFD)
	tiff = append(tiff, 0, 0, 0, 0)
	tiff = le.AppendUint16(tiff, 1)
	entry(0x9003, 2, 20, data+12)
	tiff = append(tiff, 0, 0, 0, 0)
	tiff = le.AppendUint16(tiff, 4)
	entry(1, 2, 2, 'N')
	entry(2, 5, 3, data+32)
	entry(3, 2, 2, 'E')
	entry(4, 5, 3, data+56)
	tiff = append(tiff, 0, 0, 0, 0)
	tiff = append(tiff, fmt.Sprintf("Camera %03d\x00\x00", i/100%5)[:12]...)
	tiff = append(tiff, taken...)
	for _, degrees := range []int{30 + i/1000%30, 5 + i/1000%25} {
		for _, part := range []int{degrees, i % 60, i / 60 % 60} {
			tiff = le.AppendUint32(le.AppendUint32(tiff, uint32(part)), 1)
		}
	}
	segment := append([]byte("Exif\x00\x00"), tiff...)
	return append(binary.BigEndian.AppendUint16([]byte{0xff, 0xe1}, uint16(len(segment)+2)), segment...)
}
