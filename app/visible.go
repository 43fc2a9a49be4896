package main

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// visible is text as it may reach a terminal, in one line: what would steer the terminal, break the
// line or turn the order of letters stands as its escape (\x1b, \n, \u202e), and so do bytes that
// are no UTF-8.
func visible(text string) string {
	if strings.IndexFunc(text, steers) < 0 && utf8.ValidString(text) {
		return text
	}
	var out strings.Builder
	for len(text) > 0 {
		r, size := utf8.DecodeRuneInString(text)
		switch {
		case r == utf8.RuneError && size == 1:
			fmt.Fprintf(&out, `\x%02x`, text[0])
		case steers(r):
			out.WriteString(strings.Trim(strconv.QuoteRuneToASCII(r), "'"))
		default:
			out.WriteRune(r)
		}
		text = text[size:]
	}
	return out.String()
}

// steers reports whether a character does something else than to be seen: controls, the ends of
// lines and paragraphs, and what turns the order of letters (Unicode Standard Annex 9, explicit
// directional formatting).
func steers(r rune) bool {
	return unicode.IsControl(r) || r == '\u2028' || r == '\u2029' || r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069'
}

// visibleArgs makes the texts among the arguments of a message visible.
func visibleArgs(args []any) []any {
	safe := make([]any, len(args))
	for i, arg := range args {
		switch a := arg.(type) {
		case string:
			safe[i] = visible(a)
		case error:
			safe[i] = visible(oneLine(a))
		case fmt.Stringer:
			safe[i] = visible(a.String())
		case []string:
			safe[i] = visible(strings.Join(a, ", "))
		default:
			safe[i] = arg
		}
	}
	return safe
}

// oneLine is an error without the line breaks of errors.Join.
func oneLine(err error) string { return strings.ReplaceAll(err.Error(), "\n", "; ") }

// visibleJSON escapes what JSON would let through: the same that visible does, by JSON's own
// escapes, so that the value stays what it is.
func visibleJSON(line []byte) []byte {
	line = bytes.TrimSuffix(line, []byte("\n"))
	if bytes.IndexFunc(line, steers) < 0 {
		return append(line, '\n')
	}
	var out []byte
	for _, r := range string(line) {
		if steers(r) {
			out = fmt.Appendf(out, `\u%04x`, r)
		} else {
			out = utf8.AppendRune(out, r)
		}
	}
	return append(out, '\n')
}

// place is a path in a JSON line. Of one that is no UTF-8 the bytes that are none stand as U+DC80
// to U+DCFF, as Python and others have them (PEP 383), and path_bytes holds all of them, so that
// every program can find the file again.
type place struct {
	Path      pathText  `json:"path"`
	PathBytes pathBytes `json:"path_bytes,omitempty"`
}

// at is the place of a path.
func at(path string) place {
	p := place{Path: pathText(path)}
	if !utf8.ValidString(path) {
		p.PathBytes = pathBytes(path)
	}
	return p
}

// pathText is a path as JSON has it.
type pathText string

// MarshalJSON implements json.Marshaler.
func (p pathText) MarshalJSON() ([]byte, error) {
	out := []byte{'"'}
	for text := string(p); len(text) > 0; {
		r, size := utf8.DecodeRuneInString(text)
		switch {
		case r == utf8.RuneError && size == 1:
			out = fmt.Appendf(out, `\udc%02x`, text[0])
		case r == '"' || r == '\\':
			out = append(out, '\\', byte(r))
		case r < ' ' || steers(r):
			out = fmt.Appendf(out, `\u%04x`, r)
		default:
			out = utf8.AppendRune(out, r)
		}
		text = text[size:]
	}
	return append(out, '"'), nil
}

// pathBytes are the bytes of a path, base64 in JSON.
type pathBytes string

// MarshalText implements encoding.TextMarshaler.
func (p pathBytes) MarshalText() ([]byte, error) {
	return []byte(base64.StdEncoding.EncodeToString([]byte(p))), nil
}
