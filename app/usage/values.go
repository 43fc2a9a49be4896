package usage

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/pflag"
)

// Choice is a flag that takes one of a few words.
type Choice struct {
	Value   string // the one that was given, else the one to begin with
	allowed []string
}

// NewChoice begins with value, which may be "" for none.
func NewChoice(value string, allowed ...string) Choice { return Choice{Value: value, allowed: allowed} }

// String implements pflag.Value.
func (c *Choice) String() string { return c.Value }

// Type implements pflag.Value; --help shows it.
func (c *Choice) Type() string { return strings.Join(c.allowed, "|") }

// Set implements pflag.Value.
func (c *Choice) Set(word string) error {
	if !slices.Contains(c.allowed, word) {
		return fmt.Errorf("use one of %s", strings.Join(c.allowed, ", "))
	}
	c.Value = word
	return nil
}

// Score is a flag that takes a score, from -1 to 1; nil where none was given.
type Score struct{ Value *float64 }

// String implements pflag.Value.
func (s *Score) String() string {
	if s.Value == nil {
		return ""
	}
	return strconv.FormatFloat(*s.Value, 'g', -1, 64)
}

// Type implements pflag.Value; --help shows it.
func (s *Score) Type() string { return "X" }

// Set implements pflag.Value.
func (s *Score) Set(text string) error {
	x, err := strconv.ParseFloat(text, 64)
	if err != nil || x != x || x < -1 || x > 1 {
		return errors.New("a score lies between -1 and 1")
	}
	s.Value = &x
	return nil
}

// AddTwin lets a flag be given by a letter too, which --help does not show.
func AddTwin(fs *pflag.FlagSet, name, letter string) {
	of := fs.Lookup(name)
	twin := fs.VarPF(of.Value, "twin-"+letter, letter, of.Usage)
	twin.NoOptDefVal, twin.Hidden = of.NoOptDefVal, true
}

// AddNames lets flags be given by other names, too: those of other programs, mapped to ours.
func AddNames(fs *pflag.FlagSet, ours map[string]string) {
	fs.SetNormalizeFunc(func(_ *pflag.FlagSet, name string) pflag.NormalizedName {
		return pflag.NormalizedName(cmp.Or(ours[name], name))
	})
}

// number is a flag that takes a whole number, the least or more. A value below the least, which
// only the program can give, is none.
type number struct {
	value *int
	least int
}

// AddNumber adds a flag for a whole number of least or more; initial may be less, for none.
func AddNumber(fs *pflag.FlagSet, value *int, name string, initial, least int, help string) {
	*value = initial
	fs.Var(&number{value, least}, name, help)
}

// String implements pflag.Value.
func (n *number) String() string {
	if n.value == nil || *n.value < n.least {
		return ""
	}
	return strconv.Itoa(*n.value)
}

// Type implements pflag.Value; --help shows it.
func (n *number) Type() string { return "N" }

// Set implements pflag.Value.
func (n *number) Set(text string) error {
	x, err := strconv.Atoi(text)
	if err != nil || x < n.least {
		return fmt.Errorf("give a whole number, %d or more", n.least)
	}
	*n.value = x
	return nil
}
