// Package kit is what the window is drawn with: controls, rows, texts, chips, panes, and the theme
// that they share. It knows Fyne and no photo: a [Chip] is a name with a sign, a [Row] a label with
// a count, and what a click means is said by whoever made them.
//
// # Drawing
//
// A widget here is a fixed list of canvas objects and three functions that measure, place and
// colour them ([Render]). Colours are tokens of the theme ([Tint]); lengths are dp and grow with
// the user's text size where they hold text. Signs and outlines are made in device pixels by a
// [Palette], since Fyne blurs lines of one dp.
//
// # Concurrency
//
// Everything here is made, changed and drawn on Fyne's goroutine, without locks. No callback may
// block.
package kit
