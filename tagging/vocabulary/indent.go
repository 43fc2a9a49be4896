package vocabulary

import (
	"fmt"
	"math"
	"strings"

	"catchlight/library"
)

// indents says how the lines of a list are indented: by tabs, or by spaces where an editor has made
// spaces of them.
type indents struct {
	level int // columns of a level; a tab reaches to the next multiple
	least int // a line with fewer spaces than this has them by accident
	notes []string
}

// indentsOf looks at the lines that begin with spaces. The smallest number of them is a level. A
// single one is one only where there are lines with two: in "a, b, c" cut at its commas every line
// but the first has it.
func indentsOf(text string) indents {
	counts := map[int]int{} // lines by the number of spaces before them
	for line := range strings.Lines(text) {
		if spaces := len([]rune(line)) - len([]rune(strings.TrimLeftFunc(line, isSpace))); spaces > 0 && strings.TrimSpace(line) != "" {
			counts[spaces]++
		}
	}
	if counts[2] == 0 {
		delete(counts, 1)
	}
	in, lines := indents{level: 1, least: math.MaxInt}, 0
	for spaces, n := range counts {
		in.least = min(in.least, spaces)
		lines += n
	}
	if lines > 0 {
		in.level = in.least
		in.notes = []string{fmt.Sprintf("%s, %d to a level; exports have tabs.",
			library.Counted(lines, "line is indented by spaces", "lines are indented by spaces"), in.level)}
	}
	return in
}

// isSpace reports whether a rune is a space of some width, also one at which no line may be broken.
func isSpace(r rune) bool { return r == ' ' || r == '\u00a0' || r == '\u3000' }

// cut gives the columns that a line is indented by, and the rest.
func (in indents) cut(line string) (width int, rest string) {
	spaces := 0
	for i, r := range line {
		switch {
		case r == '\t':
			width, spaces = in.sum(width, spaces)/in.level*in.level+in.level, 0
		case isSpace(r):
			spaces++
		default:
			return in.sum(width, spaces), line[i:]
		}
	}
	return in.sum(width, spaces), ""
}

// sum adds spaces to columns, where they are meant.
func (in indents) sum(width, spaces int) int {
	if spaces < in.least {
		return width
	}
	return width + spaces
}
