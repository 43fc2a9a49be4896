package ui

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"catchlight/library"
	"catchlight/tagging"
	"catchlight/tagging/clip"
	"catchlight/ui/jobs"
	"catchlight/ui/kit"
	"catchlight/ui/preferences"
)

// namedModels opens models of any name. Those that wait do so in their first inference, until the
// channel is closed.
type namedModels struct {
	mu     sync.Mutex
	open   map[string]int
	waits  map[string]chan struct{}
	errors map[string]error
}

func newNamedModels() *namedModels {
	return &namedModels{open: map[string]int{}, waits: map[string]chan struct{}{}, errors: map[string]error{}}
}

func (m *namedModels) openModel(name string) (tagging.Encoder, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if err := m.errors[name]; err != nil {
		return nil, err
	}
	m.open[name]++
	return &namedModel{models: m, name: name, wait: m.waits[name]}, nil
}

func (m *namedModels) opened(name string) int {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.open[name]
}

type namedModel struct {
	colours
	models *namedModels
	name   string
	wait   chan struct{}
	closed bool
}

func (n *namedModel) Profile() tagging.Profile {
	p := colours{}.Profile()
	p.Name = clip.VectorsName(n.name)
	return p
}

func (n *namedModel) Images(ctx context.Context, inputs [][]float32) ([][]float32, error) {
	if n.closed {
		return nil, errors.New("used after it was closed")
	}
	if n.wait != nil {
		select {
		case <-n.wait:
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
	return inputs, nil
}

func (n *namedModel) Close() error {
	n.models.mu.Lock()
	defer n.models.mu.Unlock()
	if n.closed {
		return errors.New("closed twice")
	}
	n.closed = true
	n.models.open[n.name]--
	return nil
}

func newSwitchRig(t *testing.T, models *namedModels, prepare func(*Deps)) *rig {
	t.Helper()
	return newRig(t, func(d *Deps) {
		d.OpenModel, d.Shelf = models.openModel, clip.Shelf(t.TempDir())
		if prepare != nil {
			prepare(d)
		}
	})
}

func (r *rig) vectorsOf(model string) int {
	return r.deps.Library.Info().Models[clip.VectorsName(model)]
}

func TestTheOldModelSuggestsUntilTheNewOneIsReady(t *testing.T) {
	models := newNamedModels()
	models.waits["fast"] = make(chan struct{})
	r := newSwitchRig(t, models, nil)
	r.full()
	r.engine.Use("fast")
	r.until("the switch is under way", func() bool { return models.opened("fast") == 1 })
	r.says(r.bar.Object, "Fast", "suggestions come from Starter until then")
	if r.engine.Model() != "starter" || r.engine.Tags().Model != clip.VectorsName("starter") || r.view.Review != 3 {
		t.Errorf("%s suggests with vectors of %s on %d photos", r.engine.Model(), r.engine.Tags().Model, r.view.Review)
	}
	if r.settings().Model != "fast" {
		t.Errorf("the settings name %q", r.settings().Model)
	}
	r.search.Find("red")
	r.until("the old model searches", func() bool { return r.search.Reading().Direction() != nil })
	close(models.waits["fast"])
	r.until("the new model took over", func() bool {
		return r.engine.Model() == "fast" && r.engine.Tags().Model == "fast" && r.jobs.Idle() && r.search.Reading().Direction() != nil && r.view.Unindexed == 0
	})
	r.until("the old model is closed", func() bool { return models.opened("starter") == 0 && models.opened("fast") == 1 })
	r.says(r.bar.Object, "Suggestions come from Fast now.")
	if r.vectorsOf("starter") != 3 || r.vectorsOf("fast") != 3 {
		t.Errorf("%d and %d vectors", r.vectorsOf("starter"), r.vectorsOf("fast"))
	}
}

func TestAStoppedSwitchLeavesTheOldModel(t *testing.T) {
	for _, paused := range []bool{false, true} {
		t.Run(fmt.Sprintf("paused %v", paused), func(t *testing.T) { stopSwitch(t, paused) })
	}
}

func stopSwitch(t *testing.T, paused bool) {
	models := newNamedModels()
	models.waits["fast"] = make(chan struct{})
	r := newSwitchRig(t, models, nil)
	r.full()
	r.engine.Use("fast")
	r.until("the switch is under way", func() bool { return models.opened("fast") == 1 })
	if paused {
		r.jobs.Pause(r.engine.Switching())
		r.until("it is paused", func() bool { return r.engine.Switching().State() == jobs.Paused })
	}
	r.jobs.Stop(r.engine.Switching())
	r.until("all is as before", func() bool { return r.jobs.Idle() && models.opened("fast") == 0 })
	if r.settings().Model != "starter" || r.engine.Model() != "starter" || r.engine.Target() != "" {
		t.Errorf("in use %q, chosen %q, target %q", r.engine.Model(), r.settings().Model, r.engine.Target())
	}
	r.says(r.bar.Object, "Stopped. Suggestions still come from Starter")
	r.engine.Use("fast")
	r.engine.Use("starter")
	r.until("the first model is taken back", func() bool { return r.jobs.Idle() && models.opened("fast") == 0 })
	if r.settings().Model != "starter" || r.engine.Model() != "starter" || models.opened("starter") != 1 {
		t.Errorf("in use %q, chosen %q", r.engine.Model(), r.settings().Model)
	}
}

// TestASwitchGoesOnAfterARestart: the model that has seen the photos stands in for the chosen one
// until that has, too.
func TestASwitchGoesOnAfterARestart(t *testing.T) {
	models := newNamedModels()
	models.waits["fast"] = make(chan struct{})
	r := newSwitchRig(t, models, nil)
	r.full()
	r.keep(func(s *library.Settings) { s.Model = "fast" })
	r.engine.Open() // as at a start
	r.until("the starter stands in", func() bool {
		return r.engine.Target() == "fast" && r.engine.Switching() != nil && r.engine.Model() == "starter"
	})
	close(models.waits["fast"])
	r.until("the switch has ended", func() bool { return r.engine.Model() == "fast" && r.jobs.Idle() })
	r.engine.Open()
	r.until("no stand-in any more", func() bool { return r.jobs.Idle() && models.opened("fast") == 1 })
	if r.engine.Model() != "fast" || r.engine.Target() != "" {
		t.Errorf("in use %q, target %q", r.engine.Model(), r.engine.Target())
	}
}

func TestAMissingModelGivesWayToTheStarter(t *testing.T) {
	for want, err := range map[string]error{
		"The Standard model is missing. Using Starter": fmt.Errorf("open: %w", clip.ErrNotHere),
		"The Standard model cannot be used.":           fmt.Errorf("%w: visual.onnx has 7 bytes", clip.ErrWrongModel),
	} {
		t.Run(want, func(t *testing.T) { missModel(t, want, err) })
	}
}

func missModel(t *testing.T, want string, err error) {
	models := newNamedModels()
	models.errors["standard"] = err
	r := newSwitchRig(t, models, func(d *Deps) {
		s := d.Library.Settings()
		s.Model = "standard"
		if err := d.Library.SetSettings(s); err != nil {
			t.Fatal(err)
		}
	})
	r.until("the starter is open", func() bool { return r.engine.Ready() && r.jobs.Idle() })
	r.says(r.bar.Object, want, "[Download]")
	if r.settings().Model != "standard" || r.engine.Model() != "starter" {
		t.Errorf("in use %q, chosen %q", r.engine.Model(), r.settings().Model)
	}
	r.intake.add([]string{r.photos()})
	r.until("the starter suggests", func() bool { return r.view != nil && r.view.Review == 3 && r.jobs.Idle() })
}

func TestThatABrokenModelIsNotTaken(t *testing.T) {
	models := newNamedModels()
	r := newSwitchRig(t, models, nil)
	r.full()
	models.errors["fast"] = errors.New("no memory left")
	r.engine.Use("fast")
	r.until("it is said", func() bool { return r.jobs.Idle() && r.board.Latest().Alert })
	r.says(r.bar.Object, "Suggestions still come from Starter", "no memory left")
	if r.settings().Model != "starter" || models.opened("starter") != 1 {
		t.Errorf("chosen %q", r.settings().Model)
	}
}

func TestTheModelPanel(t *testing.T) {
	hold := make(chan struct{})
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Length", "88648915")
		_, _ = w.Write(make([]byte, 2_000_000))
		w.(http.Flusher).Flush()
		select {
		case <-hold:
		case <-r.Context().Done():
		}
	}))
	t.Cleanup(server.Close)
	defer close(hold)
	models := newNamedModels()
	r := newSwitchRig(t, models, func(d *Deps) { d.Download = clip.Download{From: server.URL, Pause: time.Millisecond} })
	r.full()
	r.pages.open(newPreferencesAt(r.Window, preferences.Model))
	r.until("the figures are there", func() bool { return strings.Contains(texts(r.centre.object), "has seen 3 of 3 photos") })
	r.says(r.centre.object, "Starter", "in use", "43 MB", "licence Apache-2.0", "Fast", "343 MB", "licence MIT", "Best", "1,536 MB", "[Download]", "[Add a model folder…]")
	r.engine.Models.Download("fast")
	r.until("bytes come", func() bool {
		j := r.engine.Models.Downloading("fast")
		if j == nil {
			return false
		}
		done, _ := j.Counts()
		return done >= 2_000_000
	})
	r.pages.refreshPage()
	r.says(r.centre.object, "2 of 343 MB")
	r.bar.Refresh()
	r.says(r.bar.Object, "Downloading Fast · 2 of 343 MB")
	r.jobs.Pause(r.engine.Models.Downloading("fast"))
	r.until("it is paused", func() bool { return r.engine.Models.Downloading("fast").State() == jobs.Paused })
	r.says(r.bar.Object, "paused")
	r.jobs.Stop(r.engine.Models.Downloading("fast"))
	r.until("it has stopped", func() bool { return r.jobs.Idle() })
	r.until("what is here is told", func() bool { return strings.Contains(texts(r.centre.object), "2 MB are here already") })
	r.engine.Models.AskRemove("fast", r.pages.lookAgain)
	r.says(r.bar.Object, "Remove the files of Fast?", "[Remove]")
	r.board.Question().Do()
	r.until("it is gone", func() bool { return !strings.Contains(texts(r.centre.object), "here already") })
}

func TestPreferencesGoBackToTheDefaults(t *testing.T) {
	r := newRig(t, nil)
	r.full()
	r.apply(func(s *library.Settings) { s.To = "sidecar" })
	r.apply(func(s *library.Settings) { s.TextSize = 125 })
	r.pages.open(newPreferencesAt(r.Window, "writing"))
	r.pages.page().Actions[0].(*kit.Button).OnTapped()
	if s := r.deps.Library.Settings(); s.To != "" || s.TextSize != 125 {
		t.Errorf("%+v", s)
	}
	r.pages.open(newPreferencesAt(r.Window, "look"))
	r.pages.page().Actions[0].(*kit.Button).OnTapped()
	if s := r.deps.Library.Settings(); s.TextSize != 0 {
		t.Errorf("%+v", s)
	}
	r.pages.open(newPreferencesAt(r.Window, "keys"))
	if !r.pages.page().Actions[0].(*kit.Button).Disabled() {
		t.Error("there is nothing to set back here")
	}
}

func TestTheOtherTowerTakesOverInOneStep(t *testing.T) {
	models := newNamedModels()
	r := newSwitchRig(t, models, nil)
	r.full()
	r.engine.SetQuantised(clip.QuantisedOff)
	r.until("the model is opened anew", func() bool { return r.jobs.Idle() && r.engine.Target() == "" && models.opened("starter") == 1 })
	if r.settings().Quantised != "off" || r.engine.Model() != "starter" || r.view.Review != 3 || !r.engine.Ready() {
		t.Errorf("%q, %q, %d to review", r.settings().Quantised, r.engine.Model(), r.view.Review)
	}
}

func TestTheDeviceIsChosenWhereThereIsOne(t *testing.T) {
	for _, there := range []bool{true, false} {
		t.Run(fmt.Sprint(there), func(t *testing.T) { chooseDevice(t, there) })
	}
}

func chooseDevice(t *testing.T, there bool) {
	r := newSwitchRig(t, newNamedModels(), func(d *Deps) {
		if there {
			d.Devices = func() ([]clip.Device, error) { return []clip.Device{clip.CUDA}, nil }
		}
	})
	r.full()
	r.pages.open(newPreferencesAt(r.Window, "performance"))
	if !there {
		r.shows(r.centre.object, "no other device")
		return
	}
	r.until("the device is found", func() bool { found, _ := r.engine.Devices(); return len(found) == 1 })
	if all := texts(r.centre.object); strings.Contains(all, "no other device") {
		t.Errorf("with a device:\n%s", all)
	}
	r.engine.SetDevice(clip.CUDA)
	r.until("the model is opened anew", func() bool { return r.jobs.Idle() && r.engine.Target() == "" })
	r.Computing("computing on CUDA, which agrees")
	r.until("it is said", func() bool { return strings.Contains(texts(r.bar.Object), "computing on CUDA") })
	if r.deps.Library.Settings().Device != "cuda" {
		t.Errorf("%+v", r.deps.Library.Settings())
	}
}
