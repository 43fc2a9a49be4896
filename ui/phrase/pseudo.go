package phrase

import (
	"encoding/json"
	"regexp"
	"strings"
	"unicode/utf8"
)

// placeholder is what a text has its data put into.
var placeholder = regexp.MustCompile(`\{\{[^}]*\}\}`)

// foreign writes English letters as others that look alike.
var foreign = strings.NewReplacer(
	"a", "ä", "b", "ƀ", "c", "ç", "d", "đ", "e", "é", "f", "ƒ", "g", "ğ", "h", "ħ", "i", "í",
	"j", "ĵ", "k", "ķ", "l", "ļ", "m", "ɱ", "n", "ñ", "o", "ö", "p", "þ", "q", "ɋ", "r", "ŕ",
	"s", "š", "t", "ţ", "u", "ü", "v", "ʋ", "w", "ŵ", "x", "ẋ", "y", "ý", "z", "ž",
	"A", "Å", "B", "Ɓ", "C", "Ç", "D", "Ð", "E", "É", "F", "Ƒ", "G", "Ğ", "H", "Ħ", "I", "Í",
	"J", "Ĵ", "K", "Ķ", "L", "Ļ", "M", "Ṁ", "N", "Ñ", "O", "Ö", "P", "Þ", "Q", "Ɋ", "R", "Ŕ",
	"S", "Š", "T", "Ţ", "U", "Ü", "V", "Ṽ", "W", "Ŵ", "X", "Ẋ", "Y", "Ý", "Z", "Ž",
)

// pseudo is a catalogue in Pseudo; what cannot be read as one is returned as it is.
func pseudo(english []byte) []byte {
	var texts map[string]any
	if json.Unmarshal(english, &texts) != nil {
		return english
	}
	for key, text := range texts {
		switch t := text.(type) {
		case string:
			texts[key] = disguise(t)
		case map[string]any:
			for form, text := range t {
				if s, ok := text.(string); ok {
					t[form] = disguise(s)
				}
			}
		}
	}
	data, err := json.Marshal(texts)
	if err != nil {
		return english
	}
	return data
}

// disguise is a text in foreign letters, longer by 30 %; what its data are put into stays.
func disguise(text string) string {
	var b strings.Builder
	at, letters := 0, 0
	write := func(part string) {
		b.WriteString(foreign.Replace(part))
		letters += utf8.RuneCountInString(part)
	}
	for _, span := range placeholder.FindAllStringIndex(text, -1) {
		write(text[at:span[0]])
		b.WriteString(text[span[0]:span[1]])
		at = span[1]
	}
	write(text[at:])
	b.WriteString(strings.Repeat("ž", (letters*3+9)/10))
	return b.String()
}
