package library

import (
	"errors"
	"strings"
	"testing"
)

func TestWalled(t *testing.T) {
	want := errors.New("read only half")
	if err := Walled("a.txt", func() error { return want }); !errors.Is(err, want) {
		t.Error(err)
	}
	var nothing []int
	if err := Walled("a.txt", func() error { return errors.New(string(rune(nothing[7]))) }); err == nil || !strings.Contains(err.Error(), "a.txt is damaged") {
		t.Errorf("a panic became %v", err)
	}
}
