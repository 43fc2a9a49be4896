package preview

import (
	"bytes"
	"encoding/base64"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"regexp"
	"strings"
	"testing"
)

func TestWayOf(t *testing.T) {
	for set, want := range map[string]Way{
		"":                              "",
		"TERM=dumb":                     "",
		"TERM=dumb COLORTERM=truecolor": "",
		"TERM=xterm":                    Colours256,
		"TERM=xterm-256color COLORTERM=truecolor":                  TrueColour,
		"TERM=xterm-direct":                                        TrueColour,
		"WT_SESSION=x":                                             TrueColour,
		"TERM=xterm-kitty":                                         Kitty,
		"TERM=xterm-ghostty":                                       Kitty,
		"TERM=xterm-256color TERM_PROGRAM=iTerm.app":               ITerm,
		"TERM=xterm-256color TERM_PROGRAM=WezTerm":                 ITerm,
		"TERM=xterm-256color LC_TERMINAL=iTerm2":                   ITerm,
		"TERM=xterm MLTERM=3.9":                                    ITerm,
		"TERM=xterm-256color KONSOLE_VERSION=220400":               ITerm,
		"TERM=xterm-256color KONSOLE_VERSION=210800":               Colours256,
		"TERM=screen-256color TERM_PROGRAM=iTerm.app":              Colours256,
		"TERM=tmux-256color KITTY_WINDOW_ID=1 COLORTERM=truecolor": TrueColour,
		"TERM=xterm-kitty TMUX=/tmp/x":                             Colours256,
	} {
		values := map[string]string{}
		for pair := range strings.FieldsSeq(set) {
			name, value, _ := strings.Cut(pair, "=")
			values[name] = value
		}
		if got := WayOf(func(name string) string { return values[name] }); got != want {
			t.Errorf("%s: %q, want %q", set, got, want)
		}
	}
}

// painted is a picture of which each pixel has a colour of its own.
func painted(width, height int) *image.RGBA {
	p := image.NewRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		for x := range width {
			p.SetRGBA(x, y, color.RGBA{uint8(x * 7), uint8(y * 11), uint8(x * y), 255})
		}
	}
	return p
}

// TestDrawnFilesAreThePicture: what a terminal decodes has the size and the colours of the picture.
func TestDrawnFilesAreThePicture(t *testing.T) {
	p := painted(120, 90) // several of kitty's escapes
	parts := regexp.MustCompile(`\x1b_G(a=T,f=100,q=2,)?m=([01]);([^\x1b]*)\x1b\\`).FindAllStringSubmatch(string(Kitty.Draw(p)), -1)
	var text string
	for i, part := range parts {
		if (i == 0) != (part[1] != "") || (i < len(parts)-1) != (part[2] == "1") || len(part[3]) > kittyChunk {
			t.Errorf("part %d of %d: %.40q", i, len(parts), part[0])
		}
		text += part[3]
	}
	data, err := base64.StdEncoding.DecodeString(text)
	if err != nil || len(parts) < 2 {
		t.Fatal(len(parts), err)
	}
	got, err := png.Decode(bytes.NewReader(data))
	if err != nil || got.Bounds() != p.Rect || color.RGBAModel.Convert(got.At(50, 60)) != p.At(50, 60) {
		t.Errorf("kitty: %v, %v", got.Bounds(), err)
	}
	escape := regexp.MustCompile(`^\x1b\]1337;File=inline=1;size=(\d+);preserveAspectRatio=1;width=120px;height=90px:([A-Za-z0-9+/=]+)\x07\n$`)
	found := escape.FindSubmatch(ITerm.Draw(p))
	if found == nil {
		t.Fatalf("iTerm2: %.80q", ITerm.Draw(p))
	}
	if data, err = base64.StdEncoding.DecodeString(string(found[2])); err != nil {
		t.Fatal(err)
	}
	if got, err = jpeg.Decode(bytes.NewReader(data)); err != nil || got.Bounds() != p.Rect {
		t.Errorf("iTerm2: %v", err)
	}
}

// TestBlocks: two pixels in each character, and the terminal's own colours after each line.
func TestBlocks(t *testing.T) {
	red, blue, grey := color.RGBA{255, 0, 0, 255}, color.RGBA{0, 0, 255, 255}, color.RGBA{128, 128, 128, 255}
	p := image.NewRGBA(image.Rect(0, 0, 2, 3))
	for i, c := range []color.RGBA{red, red, blue, blue, grey, red} {
		p.SetRGBA(i%2, i/2, c)
	}
	for way, want := range map[Way]string{
		TrueColour: "\x1b[38;2;255;0;0;48;2;0;0;255m▀▀\x1b[0m\n\x1b[38;2;128;128;128m▀\x1b[38;2;255;0;0m▀\x1b[0m\n",
		Colours256: "\x1b[38;5;196;48;5;21m▀▀\x1b[0m\n\x1b[38;5;244m▀\x1b[38;5;196m▀\x1b[0m\n",
		"":         "",
	} {
		if got := string(way.Draw(p)); got != want {
			t.Errorf("%s: %q, want %q", way, got, want)
		}
	}
}

// TestOf256: each colour comes near to itself, by xterm's own table.
func TestOf256(t *testing.T) {
	levels := []int{0, 95, 135, 175, 215, 255}
	for r := 0; r < 256; r += 5 {
		for g := 0; g < 256; g += 5 {
			var is [3]int
			text := of256(uint8(r), uint8(g), uint8(g))
			n := 0
			for _, digit := range strings.TrimPrefix(text, "5;") {
				n = 10*n + int(digit-'0')
			}
			if n >= 232 {
				is = [3]int{8 + 10*(n-232), 8 + 10*(n-232), 8 + 10*(n-232)}
			} else {
				is = [3]int{levels[(n-16)/36], levels[(n-16)/6%6], levels[(n-16)%6]}
			}
			for i, want := range []int{r, g, g} {
				if off := is[i] - want; off > 48 || off < -48 {
					t.Errorf("%d %d: %s is %v", r, g, text, is)
				}
			}
		}
	}
}

// TestRoom: whatever is asked, a picture fits into the terminal's lines and has a pixel at least.
func TestRoom(t *testing.T) {
	for _, way := range []Way{Colours256, TrueColour, ITerm, Kitty} {
		for _, c := range [][2]int{{400, 80}, {1, 1}, {5000, 500}, {19, 0}} {
			width, height := way.Room(c[0], c[1])
			blocks := way == TrueColour || way == Colours256
			if width < 1 || height < 1 || blocks && (width >= max(c[1], 2) || height%2 != 0 || height > max(c[0]/10, 2)) {
				t.Errorf("%s, %v: %d × %d", way, c, width, height)
			}
		}
	}
}
