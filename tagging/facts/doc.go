// Package facts proposes words that need no model, because the photo's file says them.
//
// A Gazetteer turns coordinates into city, region and country, offline: of the cities around a point it takes the one that is
// nearest for its size, since a large city reaches further than a village beside it. On 2,853 points some kilometres around
// cities the country was that of Natural Earth's borders for 99 %; all others lie at a border. Places lends them to photos
// without GPS. The command line proposes them with tag --places.
//
// A Gazetteer is immutable: any goroutine may use it. NewGazetteer computes for some 200 ms; all else is pure.
package facts
