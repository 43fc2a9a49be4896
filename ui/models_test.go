package ui

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"catchlight/library"
	"catchlight/tagging"
	"catchlight/tagging/clip"
	"catchlight/ui/jobs"
	"catchlight/ui/models"
	"catchlight/ui/preferences"
)

// TestTheBetterModelIsOfferedOnce: in the empty window, and in the inspector after the first run;
// what it would know is on a page; nothing is asked of the network before the click on Download;
// and who does not want the offer never sees it again.
func TestTheBetterModelIsOfferedOnce(t *testing.T) {
	var asked atomic.Int32
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked.Add(1)
		w.Header().Set("Content-Length", "351826068")
		_, _ = w.Write(make([]byte, 3_000_000))
		w.(http.Flusher).Flush()
		<-r.Context().Done()
	}))
	t.Cleanup(server.Close)
	r := newSwitchRig(t, newNamedModels(), func(d *Deps) { d.Download = clip.Download{From: server.URL, Pause: time.Millisecond} })
	r.shows(r.centre.object, "Standard also understands", "606 MB, downloaded once", "[What would it know?]")
	if r.better.tagged.Object.Visible() || !r.better.empty.Object.Visible() {
		t.Error("it is offered twice beside an empty library")
	}
	r.full()
	tagged := r.better.tagged.Object
	r.until("it is offered in the inspector", tagged.Visible)
	r.says(r.inspector.Object, "Standard also understands", "606 MB")
	buttonOf(t, r.inspector.Object, "What would it know?").OnTapped()
	r.shows(r.centre.object, "What Standard would know", "huggingface.co", "Licence MIT", "your 3 photos", "Photos never leave this computer")
	if asked.Load() != 0 {
		t.Fatalf("the network was asked %d times before the click", asked.Load())
	}
	buttonOf(t, r.centre.object, "Download 606 MB").OnTapped()
	r.until("bytes come", func() bool {
		r.pages.refreshPage()
		return strings.Contains(texts(r.centre.object), "3 of 606 MB")
	})
	if tagged.Visible() {
		t.Error("it is offered while it is being downloaded")
	}
	r.jobs.Stop(r.engine.Models.Downloading("standard"))
	r.shows(r.centre.object, "3 MB are here already", "[Download 606 MB]")
	r.pages.close()
	r.until("it is offered again", tagged.Visible)
	buttonOf(t, r.inspector.Object, "Dismiss").OnTapped()
	if tagged.Visible() {
		t.Error("it is offered after that")
	}
	r.engine.Open() // as at a start
	r.until("the model is open again", func() bool { return r.jobs.Idle() && r.engine.Ready() })
	if _, offered := r.engine.Models.Better(); offered || !r.deps.Library.Settings().NoOffer || r.better.empty.Object.Visible() || tagged.Visible() {
		t.Error("it is offered again at the next start")
	}
}

// TestADownloadThatFailsCanBeTriedAgain: the reason stands on the page with the way to try again, and
// there one sees how far it is.
func TestADownloadThatFailsCanBeTriedAgain(t *testing.T) {
	var there atomic.Bool
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !there.Load() {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Length", "351826068")
		_, _ = w.Write(make([]byte, 3_000_000))
		w.(http.Flusher).Flush()
		<-r.Context().Done()
	}))
	t.Cleanup(server.Close)
	r := newSwitchRig(t, newNamedModels(), func(d *Deps) { d.Download = clip.Download{From: server.URL, Pause: time.Millisecond} })
	r.engine.Models.Download("standard")
	r.shows(r.bar.Object, "The model was not downloaded: ", "404", "[Try again]", "[Show]")
	buttonOf(t, r.bar.Object, "Show").OnTapped()
	r.says(r.centre.object, "The model was not downloaded\n", "of the Standard model", "404")
	there.Store(true)
	buttonOf(t, r.centre.object, "Try again").OnTapped()
	r.until("it comes, and the page of models says so", func() bool {
		r.pages.refreshPage()
		return strings.Contains(texts(r.centre.object), "3 of 606 MB")
	})
	if r.pages.close(); r.pages.page() != nil {
		t.Errorf("behind it is %s, which is about the try before", r.pages.page().ID)
	}
	r.jobs.Stop(r.engine.Models.Downloading("standard"))
}

// TestADownloadThatWaitsSaysSo: without a network it would stand still for half a minute.
func TestADownloadThatWaitsSaysSo(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }))
	t.Cleanup(server.Close)
	r := newSwitchRig(t, newNamedModels(), func(d *Deps) { d.Download = clip.Download{From: server.URL, Pause: time.Hour} })
	r.engine.Models.Download("standard")
	r.shows(r.bar.Object, "Downloading Standard", "no answer, trying again")
	r.pages.open(newPreferencesAt(r.Window, preferences.Model))
	r.shows(r.centre.object, "no answer, trying again")
	r.jobs.Stop(r.engine.Models.Downloading("standard"))
	r.until("it is stopped", r.jobs.Idle)
}

// TestThePageNamesWhatTheModelInUseCannotSuggest: the words of the vocabulary in use, also where it
// comes into use while the page is open.
func TestThePageNamesWhatTheModelInUseCannotSuggest(t *testing.T) {
	r := newRig(t, func(d *Deps) {
		writeFile(t, d.Library.Settings().Vocabulary, "red\ngreen\nzyzzyva\n")
		d.OpenModel = func(string) (tagging.Encoder, error) { return classes{}, nil }
	})
	r.until("the better model is known", func() bool { _, offered := r.engine.Models.Better(); return offered })
	r.pages.openBetter()
	r.shows(r.centre.object, "Of the 3 tags of colours", "(zyzzyva)")
	other := filepath.Join(r.dir, "moods.txt")
	writeFile(t, other, "blue\nromantic\nlonely\n")
	r.engine.Vocabularies.Read(other)
	r.shows(r.centre.object, "Of the 3 tags of moods", "(romantic)", "(lonely)")
	if all := texts(r.centre.object); strings.Contains(all, "zyzzyva") || strings.Contains(all, "(blue)") {
		t.Errorf("it names too much:\n%s", all)
	}
}

// TestTwoModelsLookAtTheSamePhotos: both say what they see, and nothing changes until the button is
// pressed.
func TestTwoModelsLookAtTheSamePhotos(t *testing.T) {
	named := newNamedModels()
	r := newSwitchRig(t, named, nil)
	r.full()
	r.pages.compareModel("fast")
	r.shows(r.centre.object, "Fast beside the model in use", "Suggestions of both: 3, of Starter alone: 0, of Fast alone: 0.", "red", "green", "blue")
	if r.engine.Model() != "starter" || r.settings().Model != "" || r.decisionCount() != 0 || r.vectorsOf("fast") != 3 || named.opened("fast") != 0 {
		t.Errorf("%s in use, %q chosen, %d decisions, %d vectors", r.engine.Model(), r.settings().Model, r.decisionCount(), r.vectorsOf("fast"))
	}
	buttonOf(t, r.centre.object, "Use Fast").OnTapped()
	r.until("it has taken over", func() bool { return r.engine.Model() == "fast" && r.jobs.Idle() && r.pages.page() == nil })
}

// decisionCount counts the decisions on all photos.
func (r *rig) decisionCount() (n int) {
	for _, p := range r.snap.Photos() {
		n += len(r.snap.Decisions(p.ID))
	}
	return n
}

// TestAModelThatCannotBeOpenedIsNotOffered: the page says why, and offers nothing to use.
func TestAModelThatCannotBeOpenedIsNotOffered(t *testing.T) {
	named := newNamedModels()
	named.errors["fast"] = errors.New("visual.onnx is cut short")
	r := newSwitchRig(t, named, nil)
	r.full()
	r.pages.compareModel("fast")
	r.shows(r.centre.object, "could not be compared", "visual.onnx is cut short")
	if buttonOf(t, r.centre.object, "Use Fast").Visible() || r.engine.Model() != "starter" {
		t.Error("it can be used")
	}
}

// TestAComparisonCanBeStopped: by its button, by leaving the page, and by the job bar.
func TestAComparisonCanBeStopped(t *testing.T) {
	for how, stop := range map[string]func(*rig){
		"its button": func(r *rig) { buttonOf(r.t, r.centre.object, "Stop").OnTapped() },
		"leaving":    func(r *rig) { r.pages.close() },
		"the bar":    func(r *rig) { r.jobs.Stop(r.jobs.In(jobs.Try)[0]) },
	} {
		t.Run(how, func(t *testing.T) {
			named := newNamedModels()
			named.waits["fast"] = make(chan struct{})
			r := newSwitchRig(t, named, nil)
			r.full()
			r.pages.compareModel("fast")
			r.until("it is under way", func() bool { return named.opened("fast") == 1 })
			stop(r)
			r.until("all is as before", func() bool { return r.jobs.Idle() && named.opened("fast") == 0 })
			if r.pages.page() != nil {
				r.says(r.centre.object, "Stopped.")
			}
			if r.engine.Model() != "starter" || r.vectorsOf("fast") != 0 {
				t.Errorf("%s in use, %d vectors", r.engine.Model(), r.vectorsOf("fast"))
			}
		})
	}
}

// TestComparedPhotosAreSpread over what is shown, each once, and only those that can be seen.
func TestComparedPhotosAreSpread(t *testing.T) {
	r := newRig(t, nil)
	r.full()
	seen := r.list.chosenOrAll()
	if got := models.Spread(seen); len(got) != 3 {
		t.Errorf("%d of three photos", len(got))
	}
	var many []*library.Photo
	for i := range 60 {
		p := *seen[0]
		p.Picture[0] += byte(i / 2) // each picture twice
		many = append(many, &p)
	}
	got := models.Spread(many)
	if len(got) != models.Compared || got[0] != many[0] || got[models.Compared-1] != many[len(many)-2] {
		t.Errorf("%d photos of %d", len(got), len(many))
	}
	gone := *seen[0]
	gone.Missing = true
	if got := models.Spread([]*library.Photo{&gone}); len(got) != 0 {
		t.Error("a photo that is away is to be looked at")
	}
}
