package tagging

// Tag is an entry of a vocabulary.
type Tag struct {
	Name     string
	Synonyms []string // other names: for search, import and merging; in the vector only where the model's manifest wants it
	Prompts  []string // texts that replace the model's templates; usually none
	Parent   int      // index of the tag above, -1 at the top
	Heading  bool     // orders others and is never proposed
}

// Vocabulary is an ordered set of tags. A parent stands before its children. Immutable once made.
type Vocabulary struct {
	Name string
	Tags []Tag
}

// ParseVocabulary reads a text of one tag a line; see LoadVocabulary for the forms. name is used in errors.
func ParseVocabulary(name string, data []byte) (*Vocabulary, error) { return nil, ErrEmptyVocabulary }

// LoadVocabulary gives the built-in vocabulary of that name (imagenet-1k, essentials) or reads a file.
func LoadVocabulary(nameOrFile string) (*Vocabulary, error) { return nil, ErrNoVocabulary }

// BuiltIn lists the names of the built-in vocabularies.
func BuiltIn() []string { return []string{"essentials", "imagenet-1k"} }

// Path is the hierarchy of a tag with | between the levels ("animal|dog"), its bare name at the top.
func (v *Vocabulary) Path(i int) string { return v.Tags[i].Name }

// Ancestors are the names above a tag, the topmost first, headings included.
func (v *Vocabulary) Ancestors(i int) []string { return nil }

// Find looks a tag up by name or synonym, whatever its case or Unicode form.
func (v *Vocabulary) Find(name string) (int, bool) { return 0, false }
