package view

import (
	"cmp"

	"catchlight/library/keywords"
)

// CompareNames orders names as people look for them: without regard to case.
func CompareNames(a, b string) int {
	return cmp.Or(cmp.Compare(keywords.Fold(a), keywords.Fold(b)), cmp.Compare(a, b))
}
