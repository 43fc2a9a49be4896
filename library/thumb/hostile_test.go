package thumb

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"runtime"
	"strings"
	"testing"
	"time"

	"catchlight/library/picture"
)

// Files that cost their reader far more than their maker. Each function makes one kind.

// segment is a JPEG segment.
func segment(marker byte, payload ...byte) []byte {
	head := []byte{0xff, marker, 0, 0}
	binary.BigEndian.PutUint16(head[2:], uint16(len(payload)+2))
	return append(head, payload...)
}

// scanBomb is a progressive grey JPEG of many scans, each of which says of all blocks that nothing
// is in them.
func scanBomb(width, height, scans int) []byte {
	size := binary.BigEndian.AppendUint16(binary.BigEndian.AppendUint16(nil, uint16(height)), uint16(width))
	out := append([]byte{0xff, 0xd8}, segment(0xdb, append([]byte{0}, bytes.Repeat([]byte{1}, 64)...)...)...)
	out = append(out, segment(0xc2, append(append([]byte{8}, size...), 1, 1, 0x11, 0)...)...)
	one := make([]byte, 16) // one code of one bit
	one[0] = 1
	out = append(out, segment(0xc4, append(append([]byte{0}, one...), 0)...)...)       // DC: no difference
	out = append(out, segment(0xc4, append(append([]byte{0x10}, one...), 0xe0)...)...) // AC: a run of 2^14 blocks and more
	blocks := ((width + 7) / 8) * ((height + 7) / 8)
	out = append(out, segment(0xda, 1, 1, 0, 0, 0, 0)...)
	out = append(out, make([]byte, (blocks+7)/8)...)
	run := bitWriter{}
	for left := blocks; left > 0; left -= 1<<14 + 1<<13 { // the 14 bits are 01 0000…, so that no byte is 0xff
		run.put(0, 1)
		run.put(1<<13, 14)
	}
	for range scans {
		out = append(append(out, segment(0xda, 1, 1, 0, 1, 63, 0)...), run.bytes()...)
	}
	return append(out, 0xff, 0xd9)
}

// bitWriter puts bits together, the highest first.
type bitWriter struct {
	done []byte
	n    uint
	last byte
}

func (b *bitWriter) put(v uint32, count int) {
	for i := count - 1; i >= 0; i-- {
		b.last = b.last<<1 | byte(v>>i&1)
		if b.n++; b.n%8 == 0 {
			b.done, b.last = append(b.done, b.last), 0
		}
	}
}

func (b *bitWriter) bytes() []byte {
	if b.n%8 == 0 {
		return b.done
	}
	return append(bytes.Clone(b.done), b.last<<(8-b.n%8))
}

// tableBomb is a JPEG of many tables, which a decoder makes ready one by one.
func tableBomb(tables int) []byte {
	one := make([]byte, 16)
	one[0] = 1
	table := segment(0xc4, append(append([]byte{0}, one...), 0)...)
	bomb := scanBomb(64, 64, 1)
	return append(append(bomb[:2:2], bytes.Repeat(table, tables)...), bomb[2:]...)
}

// startsBomb is a RAW file full of starts of JPEGs, from each of which segments lead to the end.
func startsBomb(size int) []byte {
	return append([]byte("II*\x00\x08\x00\x00\x00\x00\x00\x00\x00\x00\x00"), bytes.Repeat([]byte("\xff\xe0\x00\x05\xff\xd8\xff"), size/7)...)
}

// tileBomb is a TIFF whose tiles are one and the same JPEG, each as large as the picture.
func tileBomb(t testing.TB, edge, tiles int) []byte {
	t.Helper()
	tile := encoded(t, func(b *bytes.Buffer) error { return jpeg.Encode(b, image.NewGray(image.Rect(0, 0, edge, edge)), nil) })
	return tiffOf(edge, edge, compressionJPEG, edge, edge, tile, tiles)
}

// tiffOf is a grey TIFF with tiles that all lie in one place.
func tiffOf(width, height, compression, across, down int, tile []byte, tiles int) []byte {
	long := binary.LittleEndian.AppendUint32
	out := append([]byte("II*\x00\x00\x00\x00\x00"), tile...)
	if len(out)%2 == 1 {
		out = append(out, 0)
	}
	places := len(out)
	for range tiles {
		out = long(out, 8)
	}
	for range tiles {
		out = long(out, uint32(len(tile)))
	}
	binary.LittleEndian.PutUint32(out[4:], uint32(len(out)))
	fields := [][3]int{
		{tiffWidth, 1, width},
		{tiffHeight, 1, height},
		{tiffBits, 1, 8},
		{tiffCompression, 1, compression},
		{tiffColours, 1, 1},
		{tiffSamples, 1, 1},
		{tiffTileWidth, 1, across},
		{tiffTileHeight, 1, down},
		{tiffTileOffsets, tiles, places},
		{tiffTileCounts, tiles, places + 4*tiles},
	}
	if tiles == 1 {
		fields[8][2], fields[9][2] = 8, len(tile)
	}
	out = binary.LittleEndian.AppendUint16(out, uint16(len(fields)))
	for _, f := range fields {
		out = binary.LittleEndian.AppendUint16(binary.LittleEndian.AppendUint16(out, uint16(f[0])), tiffLong)
		out = long(long(out, uint32(f[1])), uint32(f[2]))
	}
	return long(out, 0)
}

// bitmapBomb is a bitmap of eight pixels a byte.
func bitmapBomb(width, height int) []byte {
	return append(fmt.Appendf(nil, "P4\n%d %d\n", width, height), make([]byte, (width+7)/8*height)...)
}

// flatPNG is a PNG of one colour with transparency.
func flatPNG(t testing.TB, width, height int) []byte {
	t.Helper()
	e := png.Encoder{CompressionLevel: png.BestSpeed}
	return encoded(t, func(b *bytes.Buffer) error { return e.Encode(b, flat{width, height}) })
}

// flat is a picture of one colour that takes no memory.
type flat struct{ width, height int }

func (f flat) ColorModel() color.Model { return color.NRGBAModel }
func (f flat) Bounds() image.Rectangle { return image.Rect(0, 0, f.width, f.height) }
func (f flat) At(int, int) color.Color { return color.NRGBA{200, 100, 50, 128} }

// jxlOf is a JPEG XL whose header claims a size: that of the small picture is replaced (ISO/IEC
// 18181-1, D.2; bits lowest first).
func jxlOf(t testing.TB, width, height int) []byte {
	t.Helper()
	small := testFile(t, "made/quadrants.jxl")[2:]
	bit := func(i int) byte { return small[i/8] >> (i % 8) & 1 }
	rest := 1 + 5 + 3 // small, height / 8 − 1, ratio
	if bit(6)|bit(7)|bit(8) == 0 {
		rest += 5 // width / 8 − 1
	}
	var all []byte // a bit each
	put := func(v, n int) {
		for i := range n {
			all = append(all, byte(v>>i&1))
		}
	}
	put(0, 1)
	put(2, 2)
	put(height-1, 18)
	put(0, 3)
	put(2, 2)
	put(width-1, 18)
	for i := rest; i < 8*len(small); i++ {
		all = append(all, bit(i))
	}
	out := append([]byte{0xff, 0x0a}, make([]byte, (len(all)+7)/8)...)
	for i, b := range all {
		out[2+i/8] |= b << (i % 8)
	}
	return out
}

// TestHostileFiles: each kind is refused or done within the limits of work and memory, whatever the
// file says.
func TestHostileFiles(t *testing.T) {
	deflated := []byte("x\x9c\x03\x00\x00\x00\x00\x01") // an empty stream
	for name, c := range map[string]struct {
		data   []byte
		format picture.Format
		want   error // nil: it is shown
	}{
		"progressive JPEG of 5,000 scans":       {scanBomb(4000, 4000, 5000), picture.JPEG, ErrTooLong},
		"the same behind bytes of nothing":      {bytes.Replace(scanBomb(4000, 4000, 5000), []byte{0xff, 0xda}, []byte{0, 0xff, 0xda}, -1), picture.JPEG, ErrTooLong},
		"the same in a RAW file":                {append([]byte("II*\x00\x08\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"), scanBomb(4000, 4000, 5000)...), picture.RAW, ErrTooLong},
		"the same as the strip of a TIFF":       {tiffOf(4000, 4000, compressionJPEG, 4000, 4000, scanBomb(4000, 4000, 5000), 1), picture.TIFF, ErrTooLong},
		"JPEG of 100,000 tables":                {tableBomb(100_000), picture.JPEG, ErrTooLong},
		"progressive JPEG too large for memory": {scanBomb(65000, 9000, 1), picture.JPEG, ErrTooLarge},
		"RAW full of starts":                    {startsBomb(1 << 20), picture.RAW, ErrUnsupported},
		"TIFF of 5,000 tiles, each the picture": {tileBomb(t, 1024, 5000), picture.TIFF, ErrDamaged},
		"TIFF of tiles far beyond the picture":  {tiffOf(60000, 1, 8, 16, 60000, deflated, 3750), picture.TIFF, ErrDamaged},
		"TIFF whose tiles are the file, often":  {tiffOf(4096, 4096, 32773, 16, 16, make([]byte, 1<<20), 65536), picture.TIFF, ErrDamaged},
		"JPEG XL that claims 200 megapixels":    {jxlOf(t, 20000, 10000), picture.JXL, ErrTooLarge},
		"JPEG XL that claims 60 megapixels":     {jxlOf(t, 10000, 6000), picture.JXL, ErrDamaged},
		"PNG of 80 megapixels in 600 kB":        {flatPNG(t, 10000, 8000), picture.PNG, ErrTooLarge},
	} {
		t.Run(name, func(t *testing.T) {
			p, err := Decode(t.Context(), c.data, c.format, 1, 200)
			if c.want == nil && (err != nil || p == nil) || c.want != nil && !errors.Is(err, c.want) {
				t.Errorf("%d bytes: %v, want %v", len(c.data), err, c.want)
			}
		})
	}
}

// TestWorkIsCountedBeforeItIsDone: what a file costs is known from its segments.
func TestWorkIsCountedBeforeItIsDone(t *testing.T) {
	for name, c := range map[string]struct {
		data        []byte
		least, most int64
		many        bool
	}{
		"baseline":             {encoded(t, func(b *bytes.Buffer) error { return jpeg.Encode(b, image.NewGray(image.Rect(0, 0, 800, 800)), nil) }), 10_000, 4*tableCost + 10_000, false},
		"ten scans of nothing": {scanBomb(800, 800, 9), 100_000, 2*tableCost + 100_000, true},
		"progressive photo":    {testFile(t, "made/progressive.jpg"), 1, maxWork / 100, true},
	} {
		if s := countScans(c.data); s.cost < c.least || s.cost > c.most || s.many != c.many {
			t.Errorf("%s: %d, want %d to %d; many scans: %v", name, s.cost, c.least, c.most, s.many)
		}
	}
}

// TestWholePicturesLeaveRoomForTheWindow: of formats that are decoded at full size, the largest
// that is let in and the window around it stay below a gigabyte and a half; what cameras take, 150
// megapixels and their file, is let in.
func TestWholePicturesLeaveRoomForTheWindow(t *testing.T) {
	const window, most = 480 << 20, 1_500_000_000 // measured: docs/SECURITY.md
	const camera, file = 150_000_000, 250_000_000
	if maxWhole+window > most {
		t.Errorf("%d MB and the window are too much", maxWhole>>20)
	}
	for name, c := range map[string]struct {
		width, height, file int
		perPixel            int64
		want                error
	}{
		"a camera's PNG":           {14204, camera / 14204, file, 4, nil},
		"a camera's TIFF, 16 bits": {11648, 8736, 100 << 20, 8, nil},
		"264 megapixels":           {16000, 16500, 17 << 20, 4, ErrTooLarge},
		"a file as large":          {4000, 4000, maxWhole, 4, ErrTooLarge},
		"132 in 16 bits":           {16000, 8250, 17 << 20, 8, ErrTooLarge},
		"132 in two copies":        {16000, 8250, 17 << 20, 2 * 4, ErrTooLarge},
	} {
		if err := newAllowance(t.Context(), c.file).fits(c.width, c.height, c.perPixel); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
	claims := map[picture.Format][]byte{
		picture.PNG:  padded(claimOf(t, picture.PNG, 16000, 16500), 17<<20),
		picture.BMP:  padded(claimOf(t, picture.BMP, 16000, 16500), 17<<20),
		picture.TIFF: padded(claimOf(t, picture.TIFF, 16000, 16500), 17<<20),
		picture.PNM:  padded(claimOf(t, picture.PNM, 16000, 16500), 17<<20),
	}
	for f, data := range claims { // each decoder asks before it makes room
		if _, err := Decode(t.Context(), data, f, 1, 100); !errors.Is(err, ErrTooLarge) || !strings.Contains(err.Error(), "896") {
			t.Errorf("%s of 264 megapixels: %v", f, err)
		}
	}
}

// padded is data with zeros behind it, so that its claim is none that a small file makes.
func padded(data []byte, size int) []byte { return append(data, make([]byte, size-len(data))...) }

// TestMemoryOfABitmap: eight pixels a byte in the file do not become 32 bytes in memory.
func TestMemoryOfABitmap(t *testing.T) {
	data := bitmapBomb(8000, 8000)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	if _, err := Decode(t.Context(), data, picture.PNM, 1, 200); err != nil {
		t.Fatal(err)
	}
	runtime.ReadMemStats(&after)
	if used := after.TotalAlloc - before.TotalAlloc; used > 2*8000*8000 {
		t.Errorf("%d MB for 64 megapixels", used>>20)
	}
}

// TestAGuestKeepsToItsMemory: a picture that is larger than its header says is refused, whatever it
// takes.
func TestAGuestKeepsToItsMemory(t *testing.T) {
	for f, name := range map[picture.Format]string{picture.HEIC: "quadrants.heic", picture.AVIF: "quadrants.avif", picture.JXL: "quadrants.jxl"} {
		data := testFile(t, "made/"+name)
		format := foreignFormats[f]
		work := func(g *guest) (*raster, error) { return format.raster(g, data, 0) }
		if r, err := format.program.run(newAllowance(t.Context(), len(data)), 0, guestBase, work); err != nil || r == nil {
			t.Errorf("%s: %v", f, err)
		}
		_, err := format.program.run(newAllowance(t.Context(), len(data)), 0, 5<<16, work)
		if err == nil {
			t.Errorf("%s is decoded in 320 kB", f)
		}
	}
}

// TestADecodeThatIsNotWantedAnyMoreEnds: with the caller's context, and no guest keeps room for
// ever.
func TestADecodeThatIsNotWantedAnyMoreEnds(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for f, name := range map[picture.Format]string{
		picture.JPEG: "cat.jpg", picture.TIFF: "made/tiles.tif", picture.WebP: "made/lossy.webp", picture.HEIC: "made/quadrants.heic", picture.JXL: "made/quadrants.jxl",
	} {
		if p, err := Decode(ctx, testFile(t, name), f, 1, 0); p != nil || !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v", f, err)
		}
	}
}

// TestAGuestThatIsGivenUpHoldsItsRoomUntilItEnds: so that many of them together are bounded too.
func TestAGuestThatIsGivenUpHoldsItsRoomUntilItEnds(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	started, finish := make(chan struct{}), make(chan struct{})
	gone := make(chan error)
	p := foreignFormats[picture.JXL].program
	go func() {
		_, err := p.run(newAllowance(ctx, 1000), 0, maxMemory, func(*guest) (*raster, error) {
			close(started)
			<-finish
			panic("a fault in the engine")
		})
		gone <- err
	}()
	<-started
	cancel()
	if err := <-gone; !errors.Is(err, context.Canceled) {
		t.Errorf("given up: %v", err)
	}
	if guestRoom.TryAcquire(maxMemory) {
		t.Error("it left its room while it works")
	}
	close(finish)
	if err := guestRoom.Acquire(t.Context(), maxMemory); err != nil {
		t.Fatal(err)
	}
	guestRoom.Release(maxMemory)
}

// TestTheTimeOfAGuestIsCounted: with the time that it computes.
func TestTheTimeOfAGuestIsCounted(t *testing.T) {
	a := newAllowance(t.Context(), 0)
	var computed time.Duration
	_, err := a.await(make(chan outcome), func() time.Duration { computed += time.Second; return computed }, 3*time.Second)
	if !errors.Is(err, ErrTooLong) || computed != 4*time.Second {
		t.Errorf("after %v: %v", computed, err)
	}
}

// TestWeight: what is not known goes alone; a guest weighs what it may take.
func TestWeight(t *testing.T) {
	if w := Weight(picture.JXL, 19_000, 0, 0, 494); w != maxMemory {
		t.Errorf("a JPEG XL of unknown size weighs %d", w)
	}
	if w := Weight(picture.HEIC, 1<<20, 4000, 3000, 494); w < 12_000_000*13 || w > maxMemory/2 {
		t.Errorf("a HEIC of 12 megapixels weighs %d", w)
	}
}
