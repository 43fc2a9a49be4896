package usage

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"
)

// Fit makes the help of a command, and of all below it, fit a terminal of so many columns. In a Long
// text an empty line ends a paragraph; other line breaks are the source's alone.
func Fit(cmd *cobra.Command, columns int) {
	wrapped := fmt.Sprintf(".FlagUsagesWrapped %d ", columns)
	cmd.SetUsageTemplate(strings.ReplaceAll(cmd.UsageTemplate(), ".FlagUsages ", wrapped))
	fitLong(cmd, columns)
}

func fitLong(cmd *cobra.Command, columns int) {
	var paragraphs []string
	for paragraph := range strings.SplitSeq(cmd.Long, "\n\n") {
		paragraphs = append(paragraphs, wrap(paragraph, columns))
	}
	cmd.Long = strings.Join(paragraphs, "\n\n")
	for _, member := range cmd.Commands() {
		fitLong(member, columns)
	}
}

// wrap breaks text into lines of so many columns at most, but for longer words.
func wrap(text string, columns int) string {
	var out strings.Builder
	used := 0
	for _, word := range strings.Fields(text) {
		width := utf8.RuneCountInString(word)
		switch {
		case used == 0:
		case used+1+width > columns:
			out.WriteByte('\n')
			used = 0
		default:
			out.WriteByte(' ')
			used++
		}
		out.WriteString(word)
		used += width
	}
	return out.String()
}
