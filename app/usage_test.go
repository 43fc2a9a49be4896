package main

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// TestWrongFlagsEverywhere: whatever is wrong with whichever flag of whichever command, the program
// says so in its own words, names the flag as it was typed, and does nothing.
func TestWrongFlagsEverywhere(t *testing.T) {
	eachCommand(func(words []string, cmd *cobra.Command) {
		wrong(t, words, "--no-such-flag-at-all", "there is no flag --no-such-flag-at-all", "--help")
		cmd.Flags().VisitAll(func(f *pflag.Flag) {
			if f.Name == "help" || f.Name == "version" {
				return
			}
			flag := "--" + f.Name
			if f.Hidden && f.Shorthand != "" {
				flag = "-" + f.Shorthand // the twin of another
			}
			switch {
			case f.Value.Type() == "bool":
				wrong(t, words, flag+"=perhaps", flag, "takes no value")
			case f.Value.Type() == "N":
				wrong(t, words, "--"+f.Name+"=many", flag+" many", "give a whole number")
				wrong(t, words, "--"+f.Name+"=-7", flag+" -7", "or more")
				wrong(t, words, flag, flag, "needs a value")
			case f.Value.Type() == "X" || strings.Contains(f.Value.Type(), "|"):
				wrong(t, words, "--"+f.Name+"=perhaps", flag+" perhaps")
				wrong(t, words, flag, flag, "needs a value")
			case f.Value.Type() != "string" && !strings.HasPrefix(f.Value.Type(), "string"):
				t.Errorf("%s %s: what is wrong with a %s?", cmd.CommandPath(), flag, f.Value.Type())
			default:
				wrong(t, words, flag, flag, "needs a value")
			}
		})
	})
}

// eachCommand calls do for every command with the words that name it.
func eachCommand(do func(words []string, cmd *cobra.Command)) {
	var walk func(cmd *cobra.Command)
	walk = func(cmd *cobra.Command) {
		if !cmd.Hidden {
			do(strings.Fields(cmd.CommandPath())[1:], cmd)
		}
		for _, member := range cmd.Commands() {
			walk(member)
		}
	}
	walk(rootCommand(newProgram(nil, nil, nil)))
}

// wrong runs a command with a word that is wrong.
func wrong(t *testing.T, words []string, word string, sentences ...string) {
	t.Helper()
	got := try(t, append(words[:len(words):len(words)], word)...)
	for _, sentence := range sentences {
		if got.status != statusWrong || got.out != "" || !strings.Contains(got.err, sentence) {
			t.Errorf("%s %s: status %d, out %q, messages %q; want 2, nothing, %q", strings.Join(words, " "), word, got.status, got.out, got.err, sentence)
		}
	}
	for _, foreign := range []string{"strconv", "invalid argument", "shorthand", "flag needs", "arg(s)"} {
		if strings.Contains(got.err, foreign) {
			t.Errorf("%s %s: %q has the parser's %q", strings.Join(words, " "), word, got.err, foreign)
		}
	}
}

// TestNumbersOfArguments: too few and too many are said with what the command takes.
func TestNumbersOfArguments(t *testing.T) {
	eachCommand(func(words []string, cmd *cobra.Command) {
		for n := range 4 {
			err := cmd.ValidateArgs(make([]string, n))
			if err != nil && (!strings.Contains(err.Error(), cmd.CommandPath()) || strings.Contains(err.Error(), "arg(s)")) {
				t.Errorf("%s with %d: %v", cmd.CommandPath(), n, err)
			}
		}
	})
}

// proseFits fails where a line of help that could be broken is wider than the terminal. Examples are
// to be copied whole, and so are the lines that begin with a flag of many choices.
func proseFits(t *testing.T, help string, columns int) {
	t.Helper()
	_, flags, _ := strings.Cut(help, "\nFlags:")
	before, _, _ := strings.Cut(help, "\nExamples:")
	for line := range strings.SplitSeq(before+"\n"+flags, "\n") {
		name, _, _ := strings.Cut(strings.TrimLeft(line, " "), "   ")
		if utf8.RuneCountInString(line) > columns && len(name) < columns/3 && !strings.HasPrefix(line, "  catchlight ") {
			t.Errorf("a line of %d columns: %s", utf8.RuneCountInString(line), line)
		}
	}
}
