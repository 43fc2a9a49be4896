package ui

import (
	"testing"
	"time"
)

func TestWorking(t *testing.T) {
	w := &Window{}
	if w.untouched() < workingFor {
		t.Error("the user works before they have done anything")
	}
	w.touch()
	if w.untouched() >= workingFor {
		t.Error("the user has just done something")
	}
	w.touched.Store(time.Now().Add(-workingFor).UnixNano())
	if w.untouched() < workingFor {
		t.Error("the user has done nothing for a while")
	}
}
