package assets

import (
	"embed"
	"io/fs"
)

//go:embed lexicon/lexicon.tsv lexicon/senses.tsv lexicon/english.txt
var lexicon embed.FS

// Lexicon is the folder of everyday words: lexicon.tsv (English words, their synonyms and seven
// languages), senses.tsv (words with two senses), english.txt (English words that mean something
// else in another language). See tagging/lexicon.
func Lexicon() fs.FS { return below(lexicon, "lexicon") }
