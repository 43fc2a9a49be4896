package usage

import (
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// WrongFlag is what the parser says of a flag, in plain words and with what to do. It is for the
// root's SetFlagErrorFunc: all commands below inherit that.
func WrongFlag(cmd *cobra.Command, err error) error {
	var unknown *pflag.NotExistError
	var alone *pflag.ValueRequiredError
	var bad *pflag.InvalidValueError
	switch {
	case errors.As(err, &unknown) && unknown.GetSpecifiedShortnames() != "":
		return unknownLetter(cmd, "-"+unknown.GetSpecifiedShortnames())
	case errors.As(err, &unknown):
		return unknownFlag(cmd, unknown.GetSpecifiedName())
	case errors.As(err, &alone):
		return fmt.Errorf("%s needs a value: see %s", shownFlag(alone.GetFlag()), helpOf(cmd))
	case errors.As(err, &bad) && bad.GetFlag().Value.Type() == "bool":
		return fmt.Errorf("%s takes no value: leave out %q", shownFlag(bad.GetFlag()), "="+bad.GetValue())
	case errors.As(err, &bad):
		return fmt.Errorf("%s %s: %w", shownFlag(bad.GetFlag()), bad.GetValue(), bad.Unwrap())
	}
	return fmt.Errorf("%w: see %s", err, helpOf(cmd))
}

// unknownFlag names a flag that is not there, and one that may have been meant.
func unknownFlag(cmd *cobra.Command, name string) error {
	var known []string
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		if !f.Hidden {
			known = append(known, f.Name)
		}
	})
	if meant := nearest(name, known); meant != "" {
		return fmt.Errorf("there is no flag --%s: did you mean --%s? See %s", name, meant, helpOf(cmd))
	}
	return fmt.Errorf("there is no flag --%s: see %s", name, helpOf(cmd))
}

// unknownLetter is about what begins with one dash: a path, or a word of a search, more often than a
// flag.
func unknownLetter(cmd *cobra.Command, word string) error {
	if strings.Contains(cmd.Use, "WORDS") {
		return fmt.Errorf("there is no flag %s: what is not wanted is written %q, or %q before all words; see %s",
			word, "- "+strings.TrimLeft(word, "-"), "--", helpOf(cmd))
	}
	return fmt.Errorf("there is no flag %s: a name that begins with a dash is given as .%c%s, or after %q; see %s",
		word, os.PathSeparator, word, "--", helpOf(cmd))
}

// shownFlag is a flag as it was given; twins of a flag have one letter each.
func shownFlag(f *pflag.Flag) string {
	if f.Hidden && f.Shorthand != "" {
		return "-" + f.Shorthand
	}
	return "--" + f.Name
}

// helpOf is the command that explains cmd, in quotes.
func helpOf(cmd *cobra.Command) string { return strconv.Quote(cmd.CommandPath() + " --help") }

// nearest is the name that a misspelt one may be meant for, "" for none, by the measure that cobra
// has for commands.
func nearest(word string, names []string) string {
	known := &cobra.Command{SuggestionsMinimumDistance: min(2, utf8.RuneCountInString(word)/2)}
	for _, name := range names {
		known.AddCommand(&cobra.Command{Use: name, Run: func(*cobra.Command, []string) {}})
	}
	return append(known.SuggestionsFor(word), "")[0]
}

// members are the names of the commands right below cmd.
func members(cmd *cobra.Command) []string {
	var names []string
	for _, c := range cmd.Commands() {
		names = append(names, c.Name())
	}
	return names
}

// Takes makes a check of how many arguments a command was given, whose Use says what they are.
func Takes(least, most int) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		_, names, _ := strings.Cut(cmd.Use, " ")
		switch {
		case len(args) < least:
			return fmt.Errorf("%q needs %s: see %s", cmd.CommandPath(), names, helpOf(cmd))
		case len(args) > most && most == 0:
			return fmt.Errorf("%q takes no arguments, and was given %q: see %s", cmd.CommandPath(), args[0], helpOf(cmd))
		case len(args) > most:
			return fmt.Errorf("%q takes %s alone, and was given %q too: see %s", cmd.CommandPath(), names, args[most], helpOf(cmd))
		}
		return nil
	}
}

// UnknownMember is the error of a group that was called without one of its members.
func UnknownMember(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return fmt.Errorf("%q needs one more word: see %s", cmd.CommandPath(), helpOf(cmd))
	}
	if meant := nearest(args[0], members(cmd)); meant != "" {
		return fmt.Errorf("%q has no command %q: did you mean %q?", cmd.CommandPath(), args[0], cmd.CommandPath()+" "+meant)
	}
	return fmt.Errorf("%q has no command %q: see %s", cmd.CommandPath(), args[0], helpOf(cmd))
}

// NotACommand reports, as an error, a word in place of a command or path that is neither: a slip, in
// most cases. What has a separator or an ending is a path, and the window's to judge: its disk may
// be away.
func NotACommand(root *cobra.Command, args []string) error {
	if len(args) == 0 || strings.ContainsFunc(args[0], func(r rune) bool { return r == '.' || r < utf8.RuneSelf && os.IsPathSeparator(uint8(r)) }) {
		return nil
	}
	if _, err := os.Lstat(args[0]); err == nil {
		return nil
	}
	if meant := nearest(args[0], members(root)); meant != "" {
		return fmt.Errorf("%s is neither a command nor a photo or folder here: did you mean %q?", args[0], "catchlight "+meant)
	}
	return fmt.Errorf("%s is neither a command nor a photo or folder here: see %s", args[0], helpOf(root))
}

// CheckWords refuses words of the user's, named by what they are, that would silently become others:
// bytes of another character set, which are no letters and would be dropped, and line breaks,
// without which two words would be one.
func CheckWords(what string, words []string) error {
	for _, word := range words {
		if !utf8.ValidString(word) {
			return fmt.Errorf("%s %q is not in UTF-8: set the terminal, or the file that it comes from, to UTF-8", what, word)
		}
		if strings.ContainsAny(strings.TrimSpace(word), "\n\r\u2028\u2029") {
			return fmt.Errorf("%s %q has several lines: give each word by itself", what, word)
		}
	}
	return nil
}
