package main

import (
	"errors"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"catchlight/app/usage"
	"catchlight/library/safewrite"
	"catchlight/tagging"
	"catchlight/tagging/facts"
)

// tagFlags are the flags of the command tag.
type tagFlags struct {
	vocabulary  []string
	threshold   usage.Score
	suggest     usage.Choice
	max         int
	maxGiven    bool
	mode        usage.Choice
	to          usage.Choice
	dryRun      bool
	yes         bool
	noIndexing  bool
	finished    bool
	places      bool
	facts       usage.Choice
	excludeDir  []string
	followLinks bool
	batchSize   int
	device      usage.Choice
}

func (f *tagFlags) add(cmd *cobra.Command) {
	f.suggest = usage.NewChoice("", "strict", "balanced", "loose")
	f.mode = usage.NewChoice("append", "append", "overwrite")
	f.to = usage.NewChoice("", "embedded", "sidecar", "auto")
	f.facts = usage.NewChoice("", string(facts.WantNone), string(facts.WantTags), string(facts.WantAll))
	f.device = usage.NewChoice("", "cpu", "mps", "coreml", "directml", "cuda")
	fs := cmd.Flags()
	fs.StringArrayVar(&f.vocabulary, "vocabulary", nil, "vocabulary `FILE|NAME`: a text file with one tag a line, or imagenet-1k, essentials; may be "+
		"repeated: of a word in several the first one says what holds (default: as in the preferences, else essentials)")
	fs.Var(&f.threshold, "threshold", "suggest every tag whose score is at least `X`")
	fs.Var(&f.suggest, "suggest", "how sure a suggestion must be: strict, balanced or loose")
	usage.AddNumber(fs, &f.max, "max", 8, 1, "at most `N` tags a photo")
	fs.Var(&f.mode, "mode", "append to the photo's keywords, or overwrite those that you did not choose")
	fs.Var(&f.to, "to", "where keywords go: embedded, sidecar or auto (embedded where it is safe)")
	fs.BoolVar(&f.dryRun, "dry-run", false, "suggest and write nothing")
	fs.BoolVar(&f.yes, "yes", false, "write without asking")
	fs.BoolVar(&f.places, "places", false, "add country, region and city by GPS, also from photos of the same camera within 30 minutes")
	fs.Var(&f.facts, "facts", "what the shot itself says, such as sunset, macro or portrait: off, tags (those of the "+
		"vocabulary), or all such words (default: as in the preferences, else tags)")
	fs.BoolVar(&f.finished, "finished", false, "suggest also what is new on photos that you have finished (else it is listed apart)")
	fs.BoolVar(&f.noIndexing, "no-indexing", false, "pass over photos that are not indexed yet")
	addExcludeDir(fs, &f.excludeDir)
	addFollowLinks(fs, &f.followLinks)
	usage.AddNumber(fs, &f.batchSize, "batch-size", 0, 1, "photos that the model takes at once (default: measured for the model)")
	fs.Var(&f.device, "device", "")
	addAliases(fs)
}

// addExcludeDir adds the flag of the commands that go through folders.
func addExcludeDir(fs *pflag.FlagSet, to *[]string) {
	fs.StringArrayVar(to, "exclude-dir", nil, "pass over folders of this `NAME` (may be repeated)")
}

// addFollowLinks adds the flag of the commands that write.
func addFollowLinks(fs *pflag.FlagSet, to *bool) {
	fs.BoolVar(to, "follow-links", false, "change files outside of PATH, too, to which links in it lead")
}

// rtagNames maps rtag's words for a flag to ours.
var rtagNames = map[string]string{
	"tags-filepath":       "vocabulary",
	"skip-index":          "no-indexing",
	"skip-indexing":       "no-indexing",
	"indexing-batch-size": "batch-size",
}

// addAliases accepts rtag's flags without showing them.
func addAliases(fs *pflag.FlagSet) {
	for long, short := range map[string]string{
		"threshold": "t", "mode": "m", "yes": "y", "no-indexing": "n", "batch-size": "b", "device": "d",
	} {
		usage.AddTwin(fs, long, short)
	}
	_ = fs.MarkHidden("device")
	usage.AddNames(fs, rtagNames)
}

// check finds what the parser cannot, before anything is done.
func (f *tagFlags) check(p *program) error {
	if !f.dryRun && !f.yes && !p.canAsk() {
		return errors.New("there is no terminal to ask before photos are changed: add --yes to write, or --dry-run to look")
	}
	return nil
}

// suggestOptions turns the flags into the options of a suggestion. A fixed threshold leaves out the
// limit, unless that was given too.
func (f *tagFlags) suggestOptions(preferred tagging.Strength) tagging.SuggestOptions {
	o := tagging.SuggestOptions{Strength: preferred, Threshold: f.threshold.Value, Max: f.max}
	if f.suggest.Value != "" {
		o.Strength = tagging.Strength(f.suggest.Value)
	}
	if o.Strength == "" {
		o.Strength = tagging.Balanced
	}
	if o.Threshold != nil && !f.maxGiven {
		o.Max = 0
	}
	return o
}

// destination is the flag's, else the preferred one.
func destination(flag usage.Choice, preferred safewrite.Destination) safewrite.Destination {
	if flag.Value != "" {
		return safewrite.Destination(flag.Value)
	}
	return preferred
}
