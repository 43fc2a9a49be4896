// Package facts proposes words that need no model, because the photo's file says them.
//
// A Gazetteer turns coordinates into city, region and country, offline: of the cities around a
// point it takes the one that is nearest for its size, since a large city reaches further than a
// village beside it. On 2,853 points some kilometres around cities the country was that of Natural
// Earth's borders for 99 %; all others lie at a border. Places lends them to photos without GPS.
// The command line proposes them with tag --places.
//
// Of tells what the shot itself says: golden hour, night or winter from the sun over the place,
// long exposure, flash, macro or telephoto from Exif, black and white or a colour from the pixels,
// how many people there are from their faces; each word with its reason. What is not known for sure
// is not said: without a zone nobody knows where the sun was. Words finds the tags that such a word
// speaks of, by name or synonym in seven languages; words that the vocabulary lacks are proposed on
// demand alone (tag --facts all).
//
// A Gazetteer is immutable: any goroutine may use it. NewGazetteer computes for some 200 ms; all
// else is pure.
package facts
