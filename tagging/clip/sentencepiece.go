package clip

import (
	"encoding/json"
	"fmt"
	"strings"
)

// sentencepiece is the byte-pair flavour of SentencePiece that SigLIP2 takes from
// Gemma, read from the tokenizer.json that comes with the model. It merges over the
// whole text, spaces written as ▁; a character that is not in the vocabulary goes in
// as its bytes. Safe for concurrent use.
type sentencepiece struct {
	ids     map[string]int64
	merges  map[[2]int64]ranked
	bytes   [256]int64
	end     int64
	context int
}

// newSentencepiece reads a tokenizer.json; context is the number of tokens of a text.
func newSentencepiece(file []byte, context int) (*sentencepiece, error) {
	var content struct {
		Model struct {
			Type   string           `json:"type"`
			Vocab  map[string]int64 `json:"vocab"`
			Merges []mergeRule      `json:"merges"`
		} `json:"model"`
	}
	if err := json.Unmarshal(file, &content); err != nil {
		return nil, fmt.Errorf("%w: tokenizer.json: %w", ErrWrongModel, err)
	}
	if content.Model.Type != "BPE" {
		return nil, fmt.Errorf("%w: tokenizer.json: a tokenizer of type %q, not BPE", ErrWrongModel, content.Model.Type)
	}
	t := &sentencepiece{ids: content.Model.Vocab, merges: make(map[[2]int64]ranked, len(content.Model.Merges)), context: context}
	if err := t.addMerges(content.Model.Merges); err != nil {
		return nil, err
	}
	return t, t.addMarks()
}

// mergeRule is a pair of tokens, which the format writes as one text or as two.
type mergeRule [2]string

// UnmarshalJSON reads both forms.
func (m *mergeRule) UnmarshalJSON(data []byte) error {
	if data[0] == '[' {
		return json.Unmarshal(data, (*[2]string)(m))
	}
	var text string
	if err := json.Unmarshal(data, &text); err != nil {
		return err
	}
	m[0], m[1], _ = strings.Cut(text, " ")
	return nil
}

func (t *sentencepiece) addMerges(rules []mergeRule) error {
	for rank, rule := range rules {
		left, knownLeft := t.ids[rule[0]]
		right, knownRight := t.ids[rule[1]]
		joined, known := t.ids[rule[0]+rule[1]]
		if !known || !knownLeft || !knownRight {
			return fmt.Errorf("%w: tokenizer.json: merge %d of %q and %q names an unknown token", ErrWrongModel, rank, rule[0], rule[1])
		}
		if _, twice := t.merges[[2]int64{left, right}]; !twice {
			t.merges[[2]int64{left, right}] = ranked{rank: int64(rank), id: joined}
		}
	}
	return nil
}

// addMarks looks up the tokens that no text spells: the bytes (a byte without one is
// a character of the vocabulary and never asked for) and the end of the text.
func (t *sentencepiece) addMarks() error {
	for b := range t.bytes {
		t.bytes[b] = t.ids[fmt.Sprintf("<0x%02X>", b)]
	}
	end, known := t.ids["<eos>"]
	if !known {
		return fmt.Errorf("%w: tokenizer.json has no token <eos>", ErrWrongModel)
	}
	t.end = end
	return nil
}

// encode returns the lower-cased text's ids with the end mark last, cut to the
// context, not padded. Marks spelled out in a user's text stay text.
func (t *sentencepiece) encode(text string) []int64 {
	ids := mergePairs(t.characters(strings.ReplaceAll(lower(text), " ", "▁")), t.merges)
	if len(ids) >= t.context {
		ids = ids[:t.context-1]
	}
	return append(ids, t.end)
}

func (t *sentencepiece) characters(text string) []int64 {
	var ids []int64
	for _, r := range text {
		c := string(r)
		if id, known := t.ids[c]; known {
			ids = append(ids, id)
			continue
		}
		for i := range len(c) {
			ids = append(ids, t.bytes[c[i]])
		}
	}
	return ids
}
