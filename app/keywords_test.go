package main

import (
	"bytes"
	"context"
	"errors"
	"io"
	"strings"
	"testing"

	"catchlight/library"
	"catchlight/library/keywords"
	"catchlight/tagging/query"
)

// TestInterruptedKeywords: a list that is interrupted stops; a run that was says what it has done,
// and which photos it has not reached, without reading them.
func TestInterruptedKeywords(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for _, lists := range []bool{true, false} {
		var out bytes.Buffer
		p := newProgram(nil, &out, &out)
		r := &keywordsRun{session: &session{program: p}, lists: lists, files: []library.File{{Path: "a.jpg", Abs: "/a.jpg"}, {Path: "b.jpg", Abs: "/b.jpg"}}}
		r.results = map[string]library.WriteResult{"/a.jpg": {Path: "/a.jpg", Changed: true, Keywords: keywords.Keywords{All: []keywords.Keyword{{Name: "dog"}}}}}
		err := r.report(ctx, nil)
		want := "a.jpg: dog (changed)\nb.jpg: – (the run was cut short)\n"
		if lists {
			want = ""
		}
		if out.String() != want || lists && !errors.Is(err, context.Canceled) {
			t.Errorf("lists %v: %q, %v", lists, out.String(), err)
		}
	}
}

// TestLostVocabulary: one that was chosen and is gone is named with what to do.
func TestLostVocabulary(t *testing.T) {
	lib, err := library.Open(t.TempDir() + "/library.db")
	if err != nil {
		t.Fatal(err)
	}
	defer lib.Close()
	if err := lib.SetSettings(library.Settings{Vocabulary: "gone"}); err != nil {
		t.Fatal(err)
	}
	s := &session{program: newProgram(nil, nil, io.Discard), lib: lib}
	if _, err := s.vocabulary(""); err == nil || !strings.Contains(err.Error(), "gone") || !strings.Contains(err.Error(), "preferences; choose another there") {
		t.Errorf("%v", err)
	}
	if _, err := s.vocabulary("away"); err == nil || strings.Contains(err.Error(), "preferences") {
		t.Errorf("%v", err)
	}
	r, err := s.searchRequest(query.Query{With: query.Texts("dog")}, &searchFlags{})
	if err != nil || r.Vocabulary != nil {
		t.Errorf("a search needs no vocabulary: %v", err)
	}
}
