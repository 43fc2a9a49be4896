package vocabulary

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"catchlight/library"
)

// byteOrderMark begins a text of Windows.
const byteOrderMark = "\ufeff"

// decodeText gives the text of a list with \n at the end of each line: UTF-8, UTF-16 with or
// without its mark, and what Western lists of older programs are in, line by line, for files that
// were glued together hold both: Windows-1252, or Mac Roman where lines end as only an old Mac ends
// them. notes say what it was, where that was not plain
// UTF-8: an export will be.
func decodeText(name string, data []byte) (text string, notes []string, err error) {
	if order, name, is := utf16Order(data); is {
		data, err = unicode.UTF16(order, unicode.UseBOM).NewDecoder().Bytes(data)
		if err != nil {
			return "", nil, fmt.Errorf("vocabulary %s: its UTF-16 cannot be read (%w): save it as UTF-8", name, err)
		}
		notes = append(notes, fmt.Sprintf("The file is encoded as %s; exports are UTF-8.", name))
	} else if bytes.Contains(data, []byte(byteOrderMark)) {
		notes = append(notes, "The file has a byte order mark; exports have none.")
	}
	text = withoutMarks(string(data))
	older := oldCode{charmap.Windows1252, "Windows-1252"}
	if strings.Contains(text, "\r") && !strings.Contains(text, "\n") {
		older = oldCode{charmap.Macintosh, "Mac Roman"}
	}
	if lines := strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text); lines != text {
		text = lines
		notes = append(notes, "Lines end as on Windows or an old Mac; in exports with a line feed.")
	}
	text, western, err := decodeLines(name, text, older)
	return text, append(notes, western...), err
}

// withoutMarks takes byte order marks out, also inside where files were glued together, and those
// that only come about when another one between their bytes has gone.
func withoutMarks(text string) string {
	if !strings.Contains(text, byteOrderMark) {
		return text
	}
	out := make([]byte, 0, len(text))
	for i := range len(text) {
		if out = append(out, text[i]); text[i] == byteOrderMark[len(byteOrderMark)-1] {
			out = bytes.TrimSuffix(out, []byte(byteOrderMark))
		}
	}
	return string(out)
}

// utf16Order recognises UTF-16 by its mark, else by the zero that each Latin letter and line end
// has beside it.
func utf16Order(data []byte) (order unicode.Endianness, name string, is bool) {
	switch {
	case bytes.HasPrefix(data, []byte("\xff\xfe")):
		return unicode.LittleEndian, "UTF-16 (little-endian)", true
	case bytes.HasPrefix(data, []byte("\xfe\xff")):
		return unicode.BigEndian, "UTF-16 (big-endian)", true
	case len(data)%2 != 0:
		return unicode.LittleEndian, "", false
	}
	var zeros [2]int // at even and at odd places
	for i, b := range data {
		if b == 0 {
			zeros[i%2]++
		}
	}
	switch {
	case zeros[0] == 0 && zeros[1] > len(data)/4:
		return unicode.LittleEndian, "UTF-16 (little-endian)", true
	case zeros[1] == 0 && zeros[0] > len(data)/4:
		return unicode.BigEndian, "UTF-16 (big-endian)", true
	}
	return unicode.LittleEndian, "", false
}

// oldCode is how letters were stored before there was Unicode.
type oldCode struct {
	code *charmap.Charmap
	name string
}

// decodeLines makes UTF-8 of the lines that are in an older code, and refuses what is no text.
func decodeLines(name, text string, older oldCode) (decoded string, notes []string, err error) {
	if utf8.ValidString(text) && strings.IndexByte(text, 0) < 0 {
		return text, nil, nil
	}
	lines, western, sample := strings.Split(text, "\n"), 0, ""
	for i, line := range lines {
		if strings.IndexByte(line, 0) >= 0 {
			return "", nil, fmt.Errorf("vocabulary %s, line %d holds a zero byte: it is no text file; save the list as UTF-8 text", name, i+1)
		}
		if utf8.ValidString(line) {
			continue
		}
		lines[i], err = older.code.NewDecoder().String(line)
		if err != nil || strings.ContainsRune(lines[i], utf8.RuneError) {
			return "", nil, fmt.Errorf("vocabulary %s, line %d is neither UTF-8 nor %s (%q): save the file as UTF-8", name, i+1, older.name, shorten(line))
		}
		if western++; sample == "" {
			sample = fmt.Sprintf("line %d: %s", i+1, strings.TrimSpace(shorten(lines[i])))
		}
	}
	return strings.Join(lines, "\n"), []string{fmt.Sprintf(
		"%s read as %s (%s): where letters are wrong, save the file as UTF-8. Exports are UTF-8.", library.Counted(western, "line was", "lines were"), older.name, sample)}, nil
}

// shorten is the beginning of a line, for a message.
func shorten(line string) string {
	if len(line) <= 60 {
		return line
	}
	return strings.ToValidUTF8(line[:60], "") + "…"
}
