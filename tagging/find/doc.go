// Package find finds photos as people type: by what their words say, and by what they show.
//
// A search is cut into phrases (tagging.Phrases). Words are read first: keywords and decisions,
// file names, folders and places, each also under its synonyms, the words above it in the
// vocabulary, in the plural and in other languages. Photos whose words say all that is wanted are
// found alone: they are certain. Where there are none, the model says how likely each phrase is
// true that a photo's words do not say, these are multiplied, and what is far less likely than the
// best is left out. What is not wanted is asked of both: a photo whose words say it is never found.
//
// Photos is the door. It blocks for the time of encoding the phrases and of one pass over the
// photos, obeys its context, and any goroutine may call it. Aim is for the window, which shows photos
// by their words while one types: it reads what was typed by the same rules, and goes no further.
package find
