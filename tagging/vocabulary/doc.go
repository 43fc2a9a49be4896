// Package vocabulary knows the user's words: an ordered set of tags, the files they come from and
// go to, and what is wrong with them. It needs no model and no photo.
//
// # Reading and writing
//
// Load and LoadOwn give a vocabulary by name or file; Parse reads a list (one tag a line, tabs make
// a hierarchy; the keyword lists of Lightroom, Bridge, Photo Mechanic and darktable), parseTable
// tables. Text writes one back in a Form. Nothing of a list is changed in silence: Notes say what
// was taken otherwise than it stands there, Compare what an export would write otherwise. Merge
// takes another list over.
//
// # Editing
//
// A Draft is the text of a list, line by line. Add, Rename, Set, Move, Merge and Delete change the
// lines that they are about, and no others; Moves say where the tags went, and Follow which
// decisions go with them.
//
// # Names
//
// A tag is found by its name or a synonym, whatever the case or Unicode form (Find), and keywords
// of a photo stand for a tag under each of its names that means no other (Has, NamesOf).
//
// # Languages
//
// English is what a model is shown for a tag: the lexicon's word for a name of another language,
// and the sense that the tags around it say where the word has two. In names the built-in tags in
// another language. Unsettled are the words of two senses that nothing settles.
//
// # Checking
//
// Check finds tags that cannot work: by their names, by which pairs are the same to a model, by what
// it does not know, and by the photos of a library that it would suggest them on (Knowledge, which
// whoever knows the model gives). FromKeywords makes a vocabulary of what photos have already.
//
// # Concurrency
//
// A Vocabulary is immutable once made: any goroutine may use it. All but Load, LoadOwn and Read is
// pure.
package vocabulary
