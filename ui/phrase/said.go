package phrase

import (
	"encoding/json"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"fyne.io/fyne/v2/lang"

	"catchlight/assets"
)

// saidPrefix is put before the keys of what the program says below the window, where it knows no
// language: why a photo gets a sidecar, what went wrong. It says that in English, on the command
// line too, with the data in it; the catalogue has these sentences with placeholders in the place
// of the data, so that what was said leads back to its text.
const saidPrefix = "said."

// Said is what library or tagging have said in English, in the language of the window: an error, a
// reason, a note. What stands in no catalogue, as what the system says, stays as it is.
func Said(english string) string {
	if Locale() == "en" || english == "" {
		return english
	}
	parts, between := clauses(english)
	var out strings.Builder
	for i := 0; i < len(parts); {
		text, next := longest(parts, between, i)
		out.WriteString(text)
		if next < len(parts) {
			out.WriteString(between[next-1])
		}
		i = next
	}
	return out.String()
}

// clauseEnd is where one thing that is said ends, and its reason or remedy begins.
var clauseEnd = regexp.MustCompile(`: |; |\. `)

// clauses takes a sentence apart, with what stands between each two parts.
func clauses(english string) (parts, between []string) {
	at := 0
	for _, span := range clauseEnd.FindAllStringIndex(english, -1) {
		parts, between = append(parts, english[at:span[0]]), append(between, english[span[0]:span[1]])
		at = span[1]
	}
	return append(parts, english[at:]), between
}

// longest translates as many parts from the i-th on as are one text, and says where the next one
// begins; a single part that is none stays.
func longest(parts, between []string, i int) (text string, next int) {
	for j := len(parts); j > i; j-- {
		whole := parts[i]
		for k := i + 1; k < j; k++ {
			whole += between[k-1] + parts[k]
		}
		if text, known := oneSaid(whole); known {
			return text, j
		}
	}
	return parts[i], i + 1
}

// pattern is a text that may have been said, with its data anywhere.
type pattern struct {
	key, english string
	counts       bool // its n has plural forms
	as           *regexp.Regexp
	fixed        int // letters of its own; the pattern with most of them is meant
}

// patterns are those of the English catalogue, the most telling first.
var patterns = sync.OnceValue(func() []pattern {
	var texts map[string]json.RawMessage
	if json.Unmarshal(assets.English(), &texts) != nil {
		return nil
	}
	var all []pattern
	for key, raw := range texts {
		if !strings.HasPrefix(key, saidPrefix) {
			continue
		}
		var text string
		forms := map[string]string{}
		if json.Unmarshal(raw, &text) == nil {
			all = append(all, newPattern(key, text, text, false))
		} else if json.Unmarshal(raw, &forms) == nil {
			all = append(all, newPattern(key, forms["one"], forms["other"], true), newPattern(key, forms["other"], forms["other"], true))
		}
	}
	slices.SortFunc(all, func(a, b pattern) int {
		if a.fixed != b.fixed {
			return b.fixed - a.fixed
		}
		return strings.Compare(a.key, b.key)
	})
	return all
})

func newPattern(key, text, english string, counts bool) pattern {
	var as strings.Builder
	at := 0
	for _, span := range placeholder.FindAllStringIndex(text, -1) {
		name := strings.Trim(text[span[0]:span[1]], "{}. ")
		data := ".+?"
		if counts && name == "n" {
			data = "[0-9][0-9,]*" // or a clause that ends as a count does would be one
		}
		as.WriteString(regexp.QuoteMeta(text[at:span[0]]) + "(?P<" + name + ">" + data + ")")
		at = span[1]
	}
	as.WriteString(regexp.QuoteMeta(text[at:]))
	return pattern{key, english, counts, regexp.MustCompile("^(?s:" + as.String() + ")$"), len(placeholder.ReplaceAllString(text, ""))}
}

// oneSaid is one text in the language of the window, with what is said within it.
func oneSaid(english string) (text string, known bool) {
	say, sayN := lang.X, lang.XN // their keys are not in the source: TestWhatIsSaidBelowTheWindow looks at them
	small, capital := lowered(english)
	for _, p := range patterns() {
		found := p.as.FindStringSubmatch(english)
		raised := found == nil && capital
		if raised {
			found = p.as.FindStringSubmatch(small)
		}
		if found == nil {
			continue
		}
		data := map[string]any{}
		for i, name := range p.as.SubexpNames()[1:] {
			data[name] = Said(found[i+1])
		}
		if p.counts {
			n, _ := strconv.Atoi(strings.ReplaceAll(found[p.as.SubexpIndex("n")], ",", ""))
			text = sayN(p.key, p.english, n, data)
		} else {
			text = say(p.key, p.english, data)
		}
		if raised {
			text = raise(text)
		}
		return text, true
	}
	return "", false
}

// fileName is a text that begins with one.
var fileName = regexp.MustCompile(`^[^\s:]*\.\w+[\s:,;]`)

// lowered is a text with a small letter at its beginning; capital reports whether it had another.
func lowered(text string) (small string, capital bool) {
	first, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToLower(first)) + text[size:], unicode.IsUpper(first)
}

// raise is a text with a capital at its beginning; the name of a file there is not another one.
func raise(text string) string {
	if fileName.MatchString(text) {
		return text
	}
	first, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(first)) + text[size:]
}
