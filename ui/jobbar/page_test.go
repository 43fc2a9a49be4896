package jobbar

import (
	"context"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"catchlight/ui/jobs"
	"catchlight/ui/kit"
	"catchlight/ui/kittest"
	"catchlight/ui/message"
)

// waiting is a job that works until it is told to stop.
func waiting() *jobs.Job {
	return &jobs.Job{
		Lane: jobs.Index, Says: func(done, _ int) string { return "working on " + string(rune('a'+done)) },
		Work: func(ctx context.Context, _ *jobs.Job) (func(bool), error) {
			<-ctx.Done()
			return nil, ctx.Err()
		},
	}
}

// heldJob is a job that broke off.
func heldJob() *jobs.Job {
	return &jobs.Job{
		Lane: jobs.Write, Says: func(int, int) string { return "the disk is full" },
		Held: &jobs.Hold{Again: "Retry", Do: func() {}},
	}
}

// TestAJobThatStandsIsNotDrawnAnew: a job that is paused, or waits for the user, stands for hours.
func TestAJobThatStandsIsNotDrawnAnew(t *testing.T) {
	b, d := newBar(t)
	d.Queue.Hold(heldJob())
	if b.text.Text != "the disk is full" {
		t.Fatalf("it says %q", b.text.Text)
	}
	b.text.Text = "not drawn since"
	if b.Refresh(); b.text.Text != "not drawn since" {
		t.Error("a job that stands as before is drawn anew")
	}
	if d.Board.Show(&message.Result{Text: "done"}); b.text.Text != "the disk is full" || b.speed.Visible() {
		t.Errorf("beside a result it says %q", b.text.Text)
	}
}

// TestARowStaysWhileItsJobDoes, and says how far that is: the keyboard may be on one of its buttons,
// or a click half done.
func TestARowStaysWhileItsJobDoes(t *testing.T) {
	_, d := newBar(t)
	p := NewPage(d.Queue)
	column := p.Body.(*kit.Scroll).Content.(*kit.Column)
	rows := func() []fyne.CanvasObject { return slices.Clone(column.Objects()) }
	says := func(working string) {
		t.Helper()
		got, want := kittest.Texts(p.Body), "the disk is full\n[Retry]\n[Stop]\n"+working+"\n"
		if !strings.HasPrefix(got, want) {
			t.Errorf("it says %q, want %q", got, want)
		}
	}
	none := rows()
	working := waiting()
	d.Queue.Add(working)
	d.Queue.Hold(heldJob())
	p.Tick()
	before := rows()
	says("working on a")
	working.Report(1, 4)
	if p.Tick(); !slices.Equal(rows(), before) {
		t.Error("with progress all rows are others")
	}
	says("working on b")
	if d.Queue.Pause(working); working.OnHold() {
		p.Tick()
	}
	if !slices.Equal(rows(), before) {
		t.Error("after a pause all rows are others")
	}
	d.Queue.Stop(d.Queue.In(jobs.Write)[0])
	if p.Tick(); len(rows()) != 1 || rows()[0] != before[1] {
		t.Error("with one row gone the other is another")
	}
	if slices.Equal(none, rows()) {
		t.Error("there was a row before there was a job")
	}
}
