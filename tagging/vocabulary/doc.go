// Package vocabulary knows the user's words: an ordered set of tags, the files they come from and go to, and what is wrong
// with them. It needs no model and no photo.
//
// # Reading and writing
//
// Load and LoadOwn give a vocabulary by name or file; Parse reads a list (one tag a line, tabs make a hierarchy; the keyword
// lists of Lightroom, Bridge, Photo Mechanic and darktable), ParseTable tables. Text writes one back in a Form. Nothing of a
// list is changed in silence: Notes say what was taken otherwise than it stands there, Compare what an export would write
// otherwise. Merge takes another list over.
//
// # Names
//
// A tag is found by its name or a synonym, whatever the case or Unicode form (Find), and keywords of a photo stand for a tag
// under each of its names that means no other (Has, NamesOf).
//
// # Checking
//
// Check finds tags that cannot work: by their names alone, by which pairs are the same to a model, and by how often each is
// suggested (SuggestionStats). Whoever knows the model gives these two.
//
// # Concurrency
//
// A Vocabulary is immutable once made: any goroutine may use it. All but Load, LoadOwn and Read is pure.
package vocabulary
