package inspector

import (
	"testing"

	"fyne.io/fyne/v2/test"
)

func TestTheTourEndsWithItsLastStepAndIsRemembered(t *testing.T) {
	store := test.NewTempApp(t).Preferences()
	changes := 0
	changed := func() { changes++ }
	tour := NewTour(store, changed)
	tour.Seen(StepAdd, false)
	if tour.Done(StepAdd) || changes != 0 {
		t.Error("a step is done that was not")
	}
	tour.Seen(StepAdd, true)
	tour.Seen(StepAdd, true)
	tour.Seen(StepDecide, true)
	if !tour.On() || changes != 2 {
		t.Errorf("after two steps the tour is on: %v, after %d changes", tour.On(), changes)
	}
	if again := NewTour(store, changed); !again.Done(StepAdd) || !again.Done(StepDecide) || again.Done(StepWrite) {
		t.Error("the steps are not remembered")
	}
	tour.Seen(StepWrite, true)
	if tour.On() || NewTour(store, changed).On() {
		t.Error("the tour goes on after its last step, or comes back by itself")
	}
	if tour.Restart(); !tour.On() || tour.Done(StepAdd) || NewTour(store, changed).Done(StepAdd) {
		t.Error("the tour does not begin anew")
	}
	if tour.Skip(); tour.On() || NewTour(store, changed).On() {
		t.Error("the tour cannot be skipped")
	}
}
