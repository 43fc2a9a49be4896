package phrase

import (
	"errors"
	"testing"
)

func TestNumber(t *testing.T) {
	for n, want := range map[int]string{0: "0", 999: "999", 1000: "1,000", 1234567: "1,234,567", -12345: "-12,345"} {
		if got := Number(n); got != want {
			t.Errorf("%d is written %q", n, got)
		}
	}
}

// TestASentenceKeepsNames: it begins with a capital, but for the name of a file, which is none then.
func TestASentenceKeepsNames(t *testing.T) {
	Speak("en")
	for said, want := range map[string]string{
		"the disk is full":                "The disk is full.",
		"text.onnx of it: the line broke": "text.onnx of it: the line broke.",
		"dsc_1.nef: it is read-only":      "dsc_1.nef: it is read-only.",
		"e.g. this":                       "E.g. this.",
	} {
		if got := Sentence(errors.New(said)); got != want {
			t.Errorf("%q is said as %q", said, got)
		}
	}
}
