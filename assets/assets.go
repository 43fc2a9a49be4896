// Package assets holds the files that are built into the program: the starter model, the built-in
// vocabularies, the token tables, and (in files of their own) icons and translations. It knows
// nothing of what is in them; the packages that use them do. Everything here is read-only and may
// be read by any goroutine.
package assets

import (
	"embed"
	"io/fs"
)

//go:embed starter/image.onnx starter/text.onnx starter/vocab.txt starter/words.txt starter/astray.tsv starter/model.json
var starter embed.FS

//go:embed vocabularies/imagenet-1k.tsv vocabularies/essentials.txt
var vocabularies embed.FS

//go:embed models/fast.json models/standard.json models/best.json
var models embed.FS

//go:embed tokens/bpe_simple_vocab_16e6.txt.gz
var clipTokens []byte

// Starter is the folder of the starter model: image.onnx, text.onnx, vocab.txt, words.txt, astray.tsv
// and its manifest model.json (see tagging/clip). 43 MB, held by the executable itself and paged in when
// read.
func Starter() fs.FS { return below(starter, "starter") }

// Vocabularies is the folder of the built-in vocabularies: imagenet-1k.tsv (WordNet's classes with
// synonyms and parents) and essentials.txt (one tag a line, indented by tabs).
func Vocabularies() fs.FS { return below(vocabularies, "vocabularies") }

// Models is the folder of the manifests of the models that can be downloaded: fast.json,
// standard.json, best.json.
func Models() fs.FS { return below(models, "models") }

// CLIPTokens is the gzipped table of merges that OpenAI published with CLIP (MIT), 1.3 MB. Not to
// be changed.
func CLIPTokens() []byte { return clipTokens }

// below gives a folder of an embedded tree. It cannot fail: fs.Sub only checks the form of the
// name.
func below(tree embed.FS, folder string) fs.FS {
	sub, _ := fs.Sub(tree, folder)
	return sub
}
