package facts

import (
	"fmt"
	"math"
	"strings"
	"time"
)

// Reason is why a word is true of a photo: a kind, and what belongs to it. It is a value, so that
// whoever shows it can say it in the user's language; String says it in English. The zero value is
// none.
type Reason struct {
	Kind   ReasonKind
	Number float64 // faces, seconds, metres, mm, pixels, frames, percent, degrees, minutes, or the month
	Other  float64 // the picture's height in pixels, beside its width
	Name   string  // of the lens, the camera or the program
}

// ReasonKind is what a reason speaks of.
type ReasonKind uint8

// The kinds. What stands behind one is what its Number or Name says; with none it needs neither.
const (
	NoReason      ReasonKind = iota
	Faces                    // how many
	LargeFace                // the only large one
	FacesAside               // two of them side by side
	Figure                   // somebody who is seen without a face
	FileSays                 // the file says what it is
	FileCalledSo             // so does its name
	ByDrone                  // Name: the camera
	Exposed                  // seconds
	FlashFired               //
	Near                     // metres from the subject
	MacroLens                // Name: the lens
	Focal35                  // mm on 35-mm film
	Focal                    // mm
	PutTogether              // by the camera, of several pictures
	Shape                    // pixels, and Other
	Exposures                // several, merged by the camera
	MadeWith                 // Name: the program
	InRow                    // frames
	NoColours                //
	AllBright                //
	AllDark                  //
	ShareOf                  // percent of the picture
	SunOver                  // degrees over the horizon
	SunBelow                 // degrees below it
	SunRoseLater             // minutes
	SunRoseBefore            // minutes
	SunSetLater              // minutes
	SunSetBefore             // minutes
	NorthernMonth            // in the northern hemisphere
	SouthernMonth            // in the southern one
)

// inEnglish are the reasons as the command line says them: {n} and {m} are the numbers, {month} the
// one that the number stands for, {name} the name.
var inEnglish = map[ReasonKind]string{
	Faces: "{n} faces", LargeFace: "1 large face", FacesAside: "2 faces side by side", Figure: "the figure of a person",
	FileSays: "the file says so", FileCalledSo: "the file is called so", ByDrone: "taken by a drone: {name}",
	Exposed: "exposed for {n} s", FlashFired: "the flash fired", Near: "{n} m from the subject", MacroLens: "a macro lens: {name}",
	Focal35: "a lens of {n} mm on 35-mm film", Focal: "a lens of {n} mm", PutTogether: "the camera put it together",
	Shape: "{n} × {m} pixels", Exposures: "the camera made it of several exposures", MadeWith: "made with {name}", InRow: "one of {n} frames in a row",
	NoColours: "it has no colours", AllBright: "nearly all of it is bright", AllDark: "nearly all of it is dark", ShareOf: "{n} % of it",
	SunOver: "the sun was {n}° over the horizon", SunBelow: "the sun was {n}° below the horizon",
	SunRoseLater: "the sun rose {n} minutes later", SunRoseBefore: "the sun rose {n} minutes before",
	SunSetLater: "the sun set {n} minutes later", SunSetBefore: "the sun set {n} minutes before",
	NorthernMonth: "taken in {month} in the northern hemisphere", SouthernMonth: "taken in {month} in the southern hemisphere",
}

// Known reports whether it is a reason.
func (r Reason) Known() bool { return r.Kind != NoReason }

// Month is the one that the number of NorthernMonth and SouthernMonth stands for.
func (r Reason) Month() time.Month { return time.Month(r.Number) }

// String says it in English, in a few words; "" for none.
func (r Reason) String() string {
	if r.Kind == Faces && r.Number == 1 {
		return "1 face"
	}
	return strings.NewReplacer("{n}", short(r.Number), "{m}", short(r.Other), "{name}", r.Name, "{month}", r.Month().String()).Replace(inEnglish[r.Kind])
}

// short is a number with as many digits as a reader can use: two places behind the point where it
// is below ten.
func short(x float64) string {
	if x >= 10 {
		return fmt.Sprintf("%.0f", math.Round(x))
	}
	return strings.TrimSuffix(strings.TrimRight(fmt.Sprintf("%.2f", x), "0"), ".")
}
