package chips

import (
	"time"

	"fyne.io/fyne/v2/lang"

	"catchlight/tagging/facts"
	"catchlight/ui/phrase"
)

// ReasonText is why a word is known to be true of a photo, in a few words; "" for none.
func ReasonText(r facts.Reason) string {
	data := map[string]any{"n": phrase.Short(r.Number), "m": phrase.Short(r.Other), "name": r.Name}
	for _, say := range []func(facts.Reason, map[string]any) string{peopleText, cameraText, fileText, lightText, sunText} {
		if text := say(r, data); text != "" {
			return text
		}
	}
	return ""
}

func peopleText(r facts.Reason, data map[string]any) string {
	switch r.Kind {
	case facts.Faces:
		return lang.XN("reason.faces", "{{.n}} faces", int(r.Number), data)
	case facts.LargeFace:
		return lang.X("reason.largeFace", "1 large face")
	case facts.FacesAside:
		return lang.X("reason.facesAside", "2 faces side by side")
	case facts.Figure:
		return lang.X("reason.figure", "the figure of a person")
	}
	return ""
}

func cameraText(r facts.Reason, data map[string]any) string {
	switch r.Kind {
	case facts.Exposed:
		return lang.X("reason.exposed", "exposed for {{.n}} s", data)
	case facts.FlashFired:
		return lang.X("reason.flash", "the flash fired")
	case facts.Near:
		return lang.X("reason.near", "{{.n}} m from the subject", data)
	case facts.MacroLens:
		return lang.X("reason.macroLens", "a macro lens: {{.name}}", data)
	case facts.Focal35:
		return lang.X("reason.focal35", "a lens of {{.n}} mm on 35-mm film", data)
	case facts.Focal:
		return lang.X("reason.focal", "a lens of {{.n}} mm", data)
	case facts.InRow:
		return lang.X("reason.inRow", "one of {{.n}} frames in a row", data)
	case facts.ByDrone:
		return lang.X("reason.drone", "taken by a drone: {{.name}}", data)
	}
	return ""
}

func fileText(r facts.Reason, data map[string]any) string {
	switch r.Kind {
	case facts.FileSays:
		return lang.X("reason.fileSays", "the file says so")
	case facts.FileCalledSo:
		return lang.X("reason.fileCalledSo", "the file is called so")
	case facts.PutTogether:
		return lang.X("reason.putTogether", "the camera put it together")
	case facts.Shape:
		return lang.X("reason.shape", "{{.n}} × {{.m}} pixels", data)
	case facts.Exposures:
		return lang.X("reason.exposures", "the camera made it of several exposures")
	case facts.MadeWith:
		return lang.X("reason.madeWith", "made with {{.name}}", data)
	}
	return ""
}

func lightText(r facts.Reason, data map[string]any) string {
	data["month"] = monthText(r.Month())
	switch r.Kind {
	case facts.NoColours:
		return lang.X("reason.noColours", "it has no colours")
	case facts.AllBright:
		return lang.X("reason.allBright", "nearly all of it is bright")
	case facts.AllDark:
		return lang.X("reason.allDark", "nearly all of it is dark")
	case facts.ShareOf:
		return lang.X("reason.share", "{{.n}} % of it", data)
	case facts.NorthernMonth:
		return lang.X("reason.north", "taken in {{.month}} in the northern hemisphere", data)
	case facts.SouthernMonth:
		return lang.X("reason.south", "taken in {{.month}} in the southern hemisphere", data)
	}
	return ""
}

func sunText(r facts.Reason, data map[string]any) string {
	n := int(r.Number)
	switch r.Kind {
	case facts.SunOver:
		return lang.X("reason.sunOver", "the sun was {{.n}}° over the horizon", data)
	case facts.SunBelow:
		return lang.X("reason.sunBelow", "the sun was {{.n}}° below the horizon", data)
	case facts.SunRoseLater:
		return lang.XN("reason.roseLater", "the sun rose {{.n}} minutes later", n, data)
	case facts.SunRoseBefore:
		return lang.XN("reason.roseBefore", "the sun rose {{.n}} minutes before", n, data)
	case facts.SunSetLater:
		return lang.XN("reason.setLater", "the sun set {{.n}} minutes later", n, data)
	case facts.SunSetBefore:
		return lang.XN("reason.setBefore", "the sun set {{.n}} minutes before", n, data)
	}
	return ""
}

// monthText is the name of a month as it stands behind "taken in"; "" for none.
func monthText(m time.Month) string {
	switch m {
	case time.January:
		return lang.X("reason.month.january", "January")
	case time.February:
		return lang.X("reason.month.february", "February")
	case time.March:
		return lang.X("reason.month.march", "March")
	case time.April:
		return lang.X("reason.month.april", "April")
	case time.May:
		return lang.X("reason.month.may", "May")
	case time.June:
		return lang.X("reason.month.june", "June")
	case time.July:
		return lang.X("reason.month.july", "July")
	case time.August:
		return lang.X("reason.month.august", "August")
	case time.September:
		return lang.X("reason.month.september", "September")
	case time.October:
		return lang.X("reason.month.october", "October")
	case time.November:
		return lang.X("reason.month.november", "November")
	case time.December:
		return lang.X("reason.month.december", "December")
	}
	return ""
}
