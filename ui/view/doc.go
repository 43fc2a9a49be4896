// Package view is what the window shows, apart from how it is drawn: which photos a scope holds and
// in which order, the words of each, what the sidebar counts, the cells of the grid. All of it
// follows from the library's snapshot, the stored vectors and a [Request]; nothing is stored.
//
// A [Builder] makes a [State] of each request, on the goroutine that runs it, and hands it over
// whole. What a state counts is what a click on the row shows, for both are made of the same
// filters.
//
// The package knows neither the window nor the toolkit it is drawn with.
package view
