// Package preview draws small pictures into a terminal, in the way that the terminal understands. It
// reads no file, and nothing of a photo but its pixels gets into what it draws, so that no name can
// steer the terminal. Its own few lines, because the ways are few and short.
package preview

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"image"
	"image/jpeg"
	"image/png"
	"strconv"
	"strings"
)

// Way is how a terminal shows pictures; the zero value is not at all.
type Way string

// The ways, the best last.
const (
	Colours256 Way = "256 colours" // half blocks: two pixels in each character
	TrueColour Way = "true colour" // the same
	ITerm      Way = "iTerm2"      // iterm2.com/documentation-images.html
	Kitty      Way = "kitty"       // sw.kovidgoyal.net/kitty/graphics-protocol
)

// WayOf tells by its environment how a terminal shows pictures. Within tmux and screen, which pass
// pictures through only where they are told to, it is half blocks. Pure.
func WayOf(environment func(string) string) Way {
	term, program := environment("TERM"), environment("TERM_PROGRAM")
	windows := environment("WT_SESSION") != ""
	switch konsole, _ := strconv.Atoi(environment("KONSOLE_VERSION")); {
	case term == "dumb" || term == "" && !windows:
		return ""
	case environment("TMUX") != "" || strings.HasPrefix(term, "tmux") || strings.HasPrefix(term, "screen"):
	case term == "xterm-kitty" || term == "xterm-ghostty" || environment("KITTY_WINDOW_ID") != "" || program == "ghostty":
		return Kitty
	case konsole >= 220400, environment("LC_TERMINAL") == "iTerm2", environment("MLTERM") != "",
		program == "iTerm.app", program == "WezTerm", program == "mintty":
		return ITerm
	}
	depth := environment("COLORTERM")
	if depth == "truecolor" || depth == "24bit" || windows || strings.HasSuffix(term, "-direct") {
		return TrueColour
	}
	return Colours256
}

// rowPixels and columnPixels are what a character is taken to measure, since few terminals say.
const (
	rowPixels    = 20
	columnPixels = 8
)

// Room is how large a picture may be, in pixels, to be shown at most so high, in pixels of the screen,
// in a terminal of so many columns. Pure.
func (w Way) Room(height, columns int) (width, most int) {
	columns = max(columns-1, 1) // the last one would break the line
	if w == ITerm || w == Kitty {
		return columns * columnPixels, height
	}
	return columns, 2 * max(height/rowPixels, 1)
}

// Draw is what makes a terminal show a picture that lies within Room, with the line break after it;
// empty where it shows none. Pure.
func (w Way) Draw(picture *image.RGBA) []byte {
	switch w {
	case ITerm:
		return inITerm(picture)
	case Kitty:
		return inKitty(picture)
	case TrueColour:
		return inBlocks(picture, trueColour)
	case Colours256:
		return inBlocks(picture, of256)
	}
	return nil
}

// quality of JPEGs: they are looked at once.
const quality = 85

func inITerm(picture *image.RGBA) []byte {
	var file bytes.Buffer
	if jpeg.Encode(&file, picture, &jpeg.Options{Quality: quality}) != nil {
		return nil // a picture without pixels, or wider than a JPEG can be
	}
	size := picture.Rect.Size()
	return fmt.Appendf(nil, "\x1b]1337;File=inline=1;size=%d;preserveAspectRatio=1;width=%dpx;height=%dpx:%s\a\n",
		file.Len(), size.X, size.Y, base64.StdEncoding.EncodeToString(file.Bytes()))
}

// kittyChunk is how much of a picture one escape of kitty's may hold.
const kittyChunk = 4096

func inKitty(picture *image.RGBA) []byte {
	var file bytes.Buffer
	if png.Encode(&file, picture) != nil {
		return nil
	}
	left := base64.StdEncoding.EncodeToString(file.Bytes())
	var out []byte
	for first := "a=T,f=100,q=2,"; left != ""; first = "" {
		part := left[:min(kittyChunk, len(left))]
		left = left[len(part):]
		more := 0
		if left != "" {
			more = 1
		}
		out = fmt.Appendf(out, "\x1b_G%sm=%d;%s\x1b\\", first, more, part)
	}
	return append(out, '\n')
}

// inBlocks draws two rows of pixels as one of characters: upper half blocks, in the colour of the
// upper pixel on the colour of the lower one.
func inBlocks(picture *image.RGBA, colour func(r, g, b uint8) string) []byte {
	var out []byte
	box := picture.Rect
	for y := box.Min.Y; y < box.Max.Y; y += 2 {
		before := ""
		for x := box.Min.X; x < box.Max.X; x++ {
			upper := picture.RGBAAt(x, y)
			set := "38;" + colour(upper.R, upper.G, upper.B)
			if y+1 < box.Max.Y {
				lower := picture.RGBAAt(x, y+1)
				set += ";48;" + colour(lower.R, lower.G, lower.B)
			}
			if set != before {
				out = fmt.Appendf(out, "\x1b[%sm", set)
			}
			before, out = set, append(out, "▀"...)
		}
		out = append(out, "\x1b[0m\n"...)
	}
	return out
}

func trueColour(r, g, b uint8) string { return fmt.Sprintf("2;%d;%d;%d", r, g, b) }

// of256 is the nearest colour of the cube of 6 × 6 × 6 that xterm has from 16 on, or of its 24 greys
// from 232 on.
func of256(r, g, b uint8) string {
	level := func(v uint8) int { // whose values are 0, 95, 135, 175, 215, 255
		if v < 48 {
			return 0
		}
		return max(1, (int(v)-35)/40)
	}
	if r == g && g == b && r >= 4 && r < 247 {
		return fmt.Sprintf("5;%d", 232+min((int(r)-3)/10, 23))
	}
	return fmt.Sprintf("5;%d", 16+36*level(r)+6*level(g)+level(b))
}
