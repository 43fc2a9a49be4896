// Package onnx holds the types of the ONNX model format, generated from the
// specification's own onnx.proto (Apache-2.0; the proto package is renamed so that
// it cannot collide with another copy in the process). Only tagging/clip uses it, to
// rewrite a model's graph.
package onnx

//go:generate protoc --go_out=../../.. --go_opt=module=catchlight --go_opt=Mtagging/clip/onnx/onnx.proto=catchlight/tagging/clip/onnx -I ../../.. tagging/clip/onnx/onnx.proto
