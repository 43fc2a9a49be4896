// Package vectors keeps the vectors of pictures in memory, by model, as they stand in the library
// file: blocks of 64 rows with half precision. It knows neither the file (see File) nor a model.
//
// A block is the unit of reading and storing. In memory a block is never changed but replaced, so
// that whoever scores many photos reads blocks without a lock; what changes is stored first.
package vectors
