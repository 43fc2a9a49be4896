// Package tagging proposes words for photos.
//
// # How it works
//
// An Encoder (package clip has the real ones) turns photos and texts into vectors of unit length in
// one space. A vocabulary.Vocabulary is the user's ordered set of tags. Vectors gives each tag one
// vector: its name in the model's templates, encoded, averaged and brought to unit length; they are
// kept in the library, so that a vocabulary costs its texts once per model. Index gives each photo
// one vector, also kept in the library. From then on everything is arithmetic in memory: TagVectors
// multiplies (Scores: the cosine of two unit vectors) and chooses (Suggest), Search ranks. For many
// photos at once SuggestAll and Search go over the blocks in which the library keeps its vectors,
// on all cores.
//
// # Which tags
//
// A fixed cut is the wrong shape: either nothing gets a tag or everything gets many. The rule
// compares a tag with the photo's best one but for words that hold for much of any library: value =
// score − gap·(best − score), cut at one of three strengths; where a model asks for it, what the
// tag scores on any photo is taken off. docs/TAGGING.md has the figures, and what was tried
// instead. Headings are never scored. Where several tags below one compete and none is clear, that
// one is proposed in their place (hedge). Of a tag and one above it only the more specific one is
// proposed; those above are words to add when it is written. LookCloser gives vectors of the whole
// photo and of four crops.
//
// # Learning
//
// TagVectors.Learn derives what the user's single decisions teach: the tag's vector goes towards
// photos with a yes and away from those with a no (Rocchio), scaled so that its scores keep their
// mean and spread over the library, and the value that it needs moves by a logistic line with a
// strong prior, to let one more photo in for each yes at most. Decisions in bulk teach nothing, but
// for the line of a review, which counts by its place. What a tag learns depends on its own
// decisions alone, so only what has changed is learned again.
//
// # Indexing
//
// Two readers bring files into memory ahead, within a budget of bytes. As many workers as cores
// take a batch to the model when one is ready, and decode a file at the smallest scale that serves
// the model (and the thumbnail) otherwise; so they never wait for each other, and only as many
// photos are decoded at a time as there are workers. One goroutine stores the vectors, 64 at a time
// or those of a second. Before a photo is decoded its file is compared with what the library knows:
// a vector is never stored for a picture that is no longer there.
//
// A run starts with the model's own batch and a worker for each core; its tuner measures the
// inferences and climbs to better neighbours. What it finds is kept in the library by machine and
// model (Tuned). Vectors do not depend on it. While the user works in the window the run leaves
// them a core (IndexOptions.Yield). A trial of the model's 8-bit tower may go on beside it, see
// package clip.
//
// # Concurrency
//
// TagVectors, Rule and Suggestion are immutable once made: any goroutine may use them. Suggest,
// Scores and the like are pure and do not block. Index, Vectors, SuggestAll, Search and
// Pictures.Encode block, obey their context where they take one, and wait for every goroutine that
// they started before they return.
//
// # What can go wrong
//
// A photo that cannot be read or decoded fails alone, with its path and reason; a model that fails
// stops the run. An interrupted Index keeps what it stored: the next one computes only the rest.
package tagging
