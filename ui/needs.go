package ui

import (
	"time"

	"fyne.io/fyne/v2/lang"
)

// need is what a command needs to run. The zero need is always met.
type need struct {
	met  func(*Window) bool
	says string // why the command cannot run now
}

// can reports whether the command can run now.
func (c *command) can(w *Window) bool { return c.needs.met == nil || c.needs.met(w) }

func someHere() need {
	return need{func(w *Window) bool { return w.list.hasPhotos() }, lang.X("needs.photos", "There are no photos here")}
}

func aSelection() need {
	return need{func(w *Window) bool { return w.list.hasSelection() }, lang.X("needs.selection", "No photo is selected")}
}

func theGrid() need {
	return need{(*Window).gridShown, lang.X("needs.grid", "A page is open in place of the photos")}
}

func thePhotos() need {
	return need{(*Window).onPhotos, lang.X("needs.grid", "A page is open in place of the photos")}
}

func aPhoto() need {
	return need{func(w *Window) bool { return w.pages.canEnlarge() }, lang.X("needs.photo", "There is no photo to enlarge")}
}

func theLoupe() need {
	return need{func(w *Window) bool { return w.pages.loupeShown() }, lang.X("needs.loupe", "Only in the loupe")}
}

func theReview() need {
	return need{func(w *Window) bool { return w.pages.reviewShown() }, lang.X("needs.review", "Only while a tag is reviewed")}
}

func aPass() need {
	return need{func(w *Window) bool { return w.pages.inPass() }, lang.X("needs.review", "Only while a tag is reviewed")}
}

func theEditor() need {
	return need{func(w *Window) bool { return w.pages.editorShown() }, lang.X("needs.vocabulary", "Only on the page of the vocabulary")}
}

func aModel() need {
	return need{func(w *Window) bool { return w.engine != nil && w.engine.Ready() }, lang.X("needs.model", "There is no model yet")}
}

func openTags() need {
	return need{func(w *Window) bool { return w.pages.canReview() }, lang.X("needs.tags", "A review needs photos and a model")}
}

func aFilter() need {
	return need{func(w *Window) bool { return w.filters.Any() }, lang.X("needs.filter", "No filter is set")}
}

func aStack() need {
	return need{func(w *Window) bool { return w.folding.canStack() }, lang.X("needs.stack", "The photo is in no burst and no pair")}
}

func aBurst() need {
	return need{func(w *Window) bool { return w.folding.inBurst() }, lang.X("needs.burst", "The photo is in no burst")}
}

func aJob() need {
	shown := func(w *Window) bool { return !w.jobs.Idle() && len(w.jobs.Shown(time.Now())) > 0 }
	return need{shown, lang.X("jobs.none", "No job is running.")}
}

func aMessage() need {
	return need{func(w *Window) bool { return w.bar != nil && w.bar.Answer() != nil }, lang.X("needs.message", "Nothing waits for an answer")}
}

func aChange() need {
	return need{(*Window).changedSelected, lang.X("needs.change", "No selected picture has changed")}
}

func words() need {
	return need{func(w *Window) bool { return w.decider.canTag() }, lang.X("needs.words", "Only on photos that are selected in the grid or the loupe")}
}

func aWord() need {
	return need{func(w *Window) bool { return w.decider.canDecide() }, lang.X("needs.selection", "No photo is selected")}
}

func aLastWord() need {
	return need{
		func(w *Window) bool { return w.decider.lastTyped != "" && w.decider.canTag() },
		lang.X("needs.lastWord", "No keyword was added yet, or no photo is selected"),
	}
}

func aSetWord(n int) need {
	return need{
		func(w *Window) bool { return w.decider.canTag() && w.decider.set().Word(n) != "" },
		lang.X("needs.setWord", "The set has no such word, or no photo is selected"),
	}
}
