package problems

import (
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"catchlight/library"
	"catchlight/library/keywords"
	"catchlight/ui/kit"
	"catchlight/ui/phrase"
)

// act is a button.
type act struct {
	label string
	do    func()
}

// group is one reason: what it means, and what can be done.
type group struct {
	problem      library.Problem
	title, means string
	detail       func(*library.Photo) string                             // of one photo; nil: its folder
	lists        func(*problemsPage, *library.Photo) []fyne.CanvasObject // of keywords that contradict each other, side by side; may be nil
	first        func(*problemsPage, []*library.Photo) []act             // what helps most, with one photo and with many; may be nil
	forAll       func(Acts, []*library.Photo) []act                      // what else can be done with one photo and with many
	forOne       func(*problemsPage, *library.Photo) []act               // with one alone; may be nil
}

// acts are what can be done with photos of the group.
func (g group) acts(page *problemsPage, photos []*library.Photo) []act {
	var all []act
	if g.first != nil {
		all = g.first(page, photos)
	}
	all = append(all, g.forAll(page.deps.Acts, photos)...)
	if g.forOne != nil && len(photos) == 1 {
		all = append(all, g.forOne(page, photos[0])...)
	}
	return all
}

// groups are the reasons in the order in which they are told.
func groups() []group {
	return []group{
		{
			problem: library.ProblemOverruled, title: lang.X("problems.overruled", "Changed by another program"),
			means: lang.X("problems.overruledDo", "It has taken words out of the file that you had put there, or put back some that you had removed. Both: yours go back with the next write, and what the other program wrote stays."),
			lists: fileAndMine, forOne: reveals,
			forAll: func(a Acts, photos []*library.Photo) []act {
				return overruledActs(a, photos)
			},
		},
		{
			problem: library.ProblemDisagree, title: lang.X("problems.disagree", "Photo and sidecar disagree"),
			means: lang.X("problems.disagreeDo", "The photo has keywords that its sidecar lacks: programs show one or the other. What you choose is shown before it is written."),
			lists: photoAndSidecar, forOne: reveals,
			forAll: func(a Acts, photos []*library.Photo) []act {
				return []act{
					{lang.X("problems.keepBothSee", "Keep both…"), func() { a.Settle(photos, both) }},
					{lang.X("problems.keepPhoto", "Keep the photo’s…"), func() { a.Settle(photos, thePhoto) }},
					{lang.X("problems.keepSidecar", "Keep the sidecar’s…"), func() { a.Settle(photos, theSidecar) }},
					ignores(a, library.ProblemDisagree, photos),
				}
			},
		},
		{
			problem: library.ProblemTwoSidecars, title: lang.X("problems.twoSidecars", "Two sidecars"),
			means:  lang.X("problems.twoSidecarsDo", "They say different things, and each program reads one of them. Keep both puts all keywords into each."),
			detail: sidecarNames, lists: besides, forOne: keepsOne,
			forAll: func(a Acts, photos []*library.Photo) []act {
				return []act{
					{lang.X("problems.keepBothSee", "Keep both…"), func() { a.Settle(photos, both) }},
					ignores(a, library.ProblemTwoSidecars, photos),
				}
			},
		},
		{
			problem: library.ProblemUnwritten, title: lang.X("problems.unwritten", "Not written"),
			means:  lang.X("problems.unwrittenDo", "The last write could not change these safely, and left them as they were. A sidecar beside the photo always can be written where its folder can."),
			forOne: reveals,
			forAll: func(a Acts, photos []*library.Photo) []act {
				return []act{
					{lang.X("problems.useSidecar", "Use a sidecar…"), func() { a.UseSidecar(photos) }},
					{lang.X("problems.writeAgain", "Write again…"), func() { a.Write(photos) }},
					ignores(a, library.ProblemUnwritten, photos),
				}
			},
		},
		{
			problem: library.ProblemMissing, title: lang.X("problems.missing", "Missing"),
			means: lang.X("problems.missingDo", "The file is not where it was. Connect the disk, or add the folder at its new place: Catchlight knows the photos again. One that is gone for good can leave the library."),
			first: findsFolder,
			forAll: func(a Acts, photos []*library.Photo) []act {
				return []act{ignores(a, library.ProblemMissing, photos), removes(a, photos)}
			},
		},
		{
			problem: library.ProblemUnreadable, title: lang.X("problems.broken", "Cannot be read"),
			means:  lang.X("problems.brokenDo", "The rest of the library is not affected. Replace the file by a sound copy, then add it again; or remove it from the library."),
			detail: func(p *library.Photo) string { return phrase.Said(p.Problem) }, forOne: reveals,
			forAll: func(a Acts, photos []*library.Photo) []act {
				return append(retries(library.ProblemUnreadable)(a, photos), removes(a, photos))
			},
		},
		{
			problem: library.ProblemPartial, title: lang.X("problems.partial", "Not shown, or only in part"),
			means:  lang.X("problems.partialDo", "The picture is damaged, cut short, or of a kind that Catchlight cannot decode: nothing or only a part of it can be seen, and no tags are suggested. Copy it again from the camera or a backup, or export it as JPEG."),
			forOne: reveals, forAll: retries(library.ProblemPartial),
		},
		{
			problem: library.ProblemPicture, title: lang.X("problems.changed", "Picture changed"),
			means:  lang.X("problems.changedDo", "Another program has edited the picture. Your decisions were kept, but they were made on the old one: look whether they still hold."),
			forOne: reveals,
			forAll: func(a Acts, photos []*library.Photo) []act {
				return []act{{lang.X("problems.keepDecisions", "Keep the decisions"), func() { a.Seen(photos) }}}
			},
		},
	}
}

// overruledActs say whose words hold, as far as there is a difference.
func overruledActs(a Acts, photos []*library.Photo) []act {
	isPutBack := func(p *library.Photo) bool {
		return slices.ContainsFunc(p.Keywords.All, func(k keywords.Keyword) bool { return p.PutBack(k.Name) })
	}
	var acts []act
	if slices.ContainsFunc(photos, (*library.Photo).HasTakenOut) {
		acts = append(acts, act{lang.X("problems.keepBoth", "Keep both"), func() { a.KeepBoth(photos) }})
	}
	if slices.ContainsFunc(photos, isPutBack) {
		acts = append(acts, act{lang.X("problems.keepMine", "Keep mine"), func() { a.KeepMine(photos) }})
	}
	return append(acts, act{lang.X("problems.keepFile", "Keep the file’s"), func() { a.KeepFile(photos) }})
}

func ignores(a Acts, problem library.Problem, photos []*library.Photo) act {
	return act{lang.X("problems.ignore", "Ignore"), func() { a.Ignore(problem, photos) }}
}

func removes(a Acts, photos []*library.Photo) act {
	return act{lang.X("cmd.remove", "Remove from library"), func() { a.Remove(photos) }}
}

// retries are to read photos again, or to leave them alone.
func retries(problem library.Problem) func(Acts, []*library.Photo) []act {
	return func(a Acts, photos []*library.Photo) []act {
		return []act{{lang.X("problems.retry", "Try again"), func() { a.Retry(photos) }}, ignores(a, problem, photos)}
	}
}

func reveals(page *problemsPage, p *library.Photo) []act {
	return []act{{lang.X("cmd.reveal", "Show in file manager"), func() { page.deps.Acts.Reveal(p.Path) }}}
}

// findsFolder asks where the folder of photos is now, if they are all of one that has gone.
func findsFolder(page *problemsPage, photos []*library.Photo) []act {
	gone, last := "", ""
	for _, p := range photos {
		folder := filepath.Dir(p.Path)
		if folder == last {
			continue
		}
		last = folder
		if folder = goneFolder(page.deps.Snapshot(), folder); folder == "" || gone != "" && folder != gone {
			return nil
		}
		gone = folder
	}
	return []act{{lang.X("folder.find", "Find folder…"), func() { page.deps.Acts.FindFolder(gone) }}}
}

// goneFolder is the highest folder above a folder that has gone with it; "" where that is there.
func goneFolder(snap *library.Snapshot, folder string) string {
	if !snap.Offline(folder) {
		return ""
	}
	for above := filepath.Dir(folder); above != folder && snap.Offline(above); above = filepath.Dir(folder) {
		folder = above
	}
	return folder
}

func sidecarNames(p *library.Photo) string {
	var names []string
	for _, path := range p.Keywords.Find {
		names = append(names, filepath.Base(path))
	}
	return strings.Join(names, ", ")
}

// fileAndMine are the keywords of a file, and those that the user wants it to have, with the sign of
// who put there what the other side lacks.
func fileAndMine(page *problemsPage, p *library.Photo) []fyne.CanvasObject {
	var file, mine []kit.Chip
	for _, k := range p.Keywords.All {
		chip := chipOf(k.Name, kit.InFile)
		if p.PutBack(k.Name) {
			chip.State = kit.PutBack
		} else {
			mine = append(mine, chip)
		}
		file = append(file, chip)
	}
	for _, word := range page.deps.Snapshot().Pending(p.ID).Add {
		chip := chipOf(keywords.Leaf(word), kit.Accepted)
		if page.deps.Snapshot().Typed(p.ID, chip.Name) {
			chip.State = kit.ByHand
		}
		mine = append(mine, chip)
	}
	return sideBySide(lang.X("problems.inFile", "In the file"), file, lang.X("problems.mine", "Yours"), mine)
}

// photoAndSidecar are the keywords that stand in a photo, and in its sidecars.
func photoAndSidecar(_ *problemsPage, p *library.Photo) []fyne.CanvasObject {
	photo, sidecar := stands(p)
	return sideBySide(lang.X("problems.inPhoto", "Photo"), beside(photo, sidecar), lang.X("problems.inSidecar", "Sidecar"), beside(sidecar, photo))
}

// besides are the keywords of a photo's sidecars, two side by side; nothing until they are read.
func besides(page *problemsPage, p *library.Photo) []fyne.CanvasObject {
	var rows []fyne.CanvasObject
	for pair := range slices.Chunk(page.speaking(p), 2) {
		one, other := pair[0], pair[len(pair)-1]
		words := beside(one.Keywords(), other.Keywords())
		if name := filepath.Base(one.Path); len(pair) == 2 {
			rows = append(rows, sideBySide(name, words, filepath.Base(other.Path), beside(other.Keywords(), one.Keywords()))...)
		} else {
			rows = append(rows, oneSide(name, words))
		}
	}
	return rows
}

// keepsOne are, beside all else, to go by one of a photo's sidecars.
func keepsOne(page *problemsPage, p *library.Photo) []act {
	var acts []act
	found := page.speaking(p)
	for _, s := range found {
		var all []string
		for _, other := range found {
			all = append(all, other.Keywords()...)
		}
		label := lang.X("problems.keepOf", "Keep those of {{.file}}…", map[string]any{"file": filepath.Base(s.Path)})
		acts = append(acts, act{label, func() { page.deps.Acts.Settle([]*library.Photo{p}, only(s.Keywords(), all)) }})
	}
	return append(acts, reveals(page, p)...)
}

// beside are the words of one file; those that another lacks carry a plus. All of them stand in
// files: nobody has decided on one.
func beside(words, others []string) []kit.Chip {
	alone := lacking(words, others)
	var chips []kit.Chip
	for _, word := range words {
		if slices.Contains(alone, word) {
			word = "+ " + word
		}
		chips = append(chips, chipOf(word, kit.InFile))
	}
	return chips
}

func chipOf(word string, state kit.State) kit.Chip {
	return kit.Chip{Name: word, State: state, Label: word}
}

// sideBySide are two lists of words.
func sideBySide(oneName string, one []kit.Chip, otherName string, other []kit.Chip) []fyne.CanvasObject {
	return []fyne.CanvasObject{kit.NewHalves(oneSide(oneName, one), oneSide(otherName, other))}
}

// oneSide is a list of words with its name.
func oneSide(name string, words []kit.Chip) fyne.CanvasObject {
	caption := kit.NewText(name, kit.StyleCaption)
	if len(words) == 0 {
		return kit.NewColumn(4, caption, kit.NewText(lang.X("write.noWords", "no keywords"), kit.StyleFaint))
	}
	return kit.NewColumn(4, caption, kit.NewWords(words))
}
