// Package clip runs the models: it turns photos and texts into vectors with ONNX Runtime on this
// machine. It is the only importer of onnxruntime_go.
//
// # How it works
//
// A Model is a Manifest (what the files are, what goes in and comes out, how pictures are prepared
// and texts are cut into tokens) and a place where the files are. Ladder lists the manifests of the
// models that Catchlight offers. A Shelf is the folder of those that the user has: it lists them,
// downloads one of the ladder (Shelf.Get: resumable, and visible only when every hash is right),
// copies one of the user's own after the runtime has tried it (probe), and removes them. Both have
// to see: sight lets a model name what is on five photos. Load reads a folder, also one without a
// manifest when its files have the names of rclip's models or of Hugging Face's exports. Open finds
// the runtime, checks the files and the graphs' inputs and outputs against the manifest, and gives
// an Encoder; a graph is loaded by the first call that runs it, so that a program that finds all
// vectors in the library loads none. Pictures: shortest edge to the model's edge with Pillow's
// bicubic filter (to the bit, in vector code where the processor has it), centre crop, normalise,
// channel by channel. Texts: tokens by the manifest's tokenizer, padded to the longest of the batch
// or to the context. Vectors leave at unit length.
//
// Inferences run on one thread each and side by side, which keeps all cores as busy as threads
// within an inference do and needs no waiting. Batches are small, because memory grows with them
// and speed does not.
//
// # Devices
//
// Options.Device asks for another device than the processor. It computes the first 16 photos beside
// the processor, whose vectors count; when it differs, fails or is missing, then or later, the
// processor goes on, and Options.Said hears why.
//
// # Two image towers
//
// Quantized rewrites a model's image tower to compute in 8 bits: two to three times as fast, and a
// little different. Towers decides which of the two a library is worked on with. The 8-bit one has
// to earn it, on each machine: on the first 16 photos of an index run it must agree with the whole
// one (mean cosine .99, least .97), keep the best tag on 98 % of them, and be faster (try, Trial).
// Vectors of the two have different names and are never mixed; vectors of texts are shared.
//
// # Concurrency
//
// An Encoder may be used by any goroutine; ONNX Runtime runs calls side by side on its threads. The
// runtime's environment belongs to the process and is counted: the first Open makes it, the last
// Close ends it. Close waits for calls under way.
//
// # What can go wrong
//
// ErrNoRuntime says where the library was looked for; ErrWrongModel names the file and what differs
// from the manifest.
package clip
