package clip

import "errors"

// Sentinels that callers react to; the errors returned wrap them with the details and the remedy.
var (
	// ErrNoRuntime: the library of ONNX Runtime was not found or could not be loaded.
	ErrNoRuntime = errors.New("ONNX Runtime is missing")
	// ErrWrongModel: a model's file is missing, differs from its manifest, or is no model of the
	// expected shape.
	ErrWrongModel = errors.New("the model cannot be used")
	// ErrNotHere: the model is one that Catchlight offers, and has not been downloaded.
	ErrNotHere = errors.New("the model is not here")
	// ErrClosed: the encoder was used after Close.
	ErrClosed = errors.New("the model is closed")
)
