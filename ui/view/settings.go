package view

import (
	"cmp"

	"catchlight/library"
	"catchlight/library/safewrite"
	"catchlight/tagging"
)

// Strengths are the strengths that suggestions can have, the surest first.
func Strengths() []tagging.Strength {
	return []tagging.Strength{tagging.Strict, tagging.Balanced, tagging.Loose}
}

// StrengthOf is the strength of suggestions that the user has chosen.
func StrengthOf(s library.Settings) tagging.Strength {
	switch chosen := tagging.Strength(s.Strength); chosen {
	case tagging.Strict, tagging.Balanced, tagging.Loose:
		return chosen
	default:
		return tagging.Balanced
	}
}

// DestinationOf is where the user wants keywords to go.
func DestinationOf(s library.Settings) safewrite.Destination { return cmp.Or(s.To, safewrite.Auto) }
