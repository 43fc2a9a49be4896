package preferences

import (
	"runtime"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"catchlight/library"
	"catchlight/tagging/clip"
	"catchlight/ui/kit"
	"catchlight/ui/phrase"
)

// memories are how much memory photos may take while they are decoded, in MB; 0 is the default.
var memories = []int{256, 0, 1024, 2048}

// performance is the section of what work may take.
func (p *preferences) performance() []fyne.CanvasObject {
	s := p.settings()
	titles := []string{lang.X("prefs.memoryLeast", "256 MB"), lang.X("prefs.memoryUsual", "512 MB (usual)"), "1 GB", "2 GB"}
	memory := kit.NewSelect(titles, max(slices.Index(memories, s.Memory), 0), func(i int) {
		p.deps.Keep(func(s *library.Settings) { s.Memory = memories[i] })
	})
	list := []fyne.CanvasObject{
		newLabelled(lang.X("prefs.workers", "Photos at once"), p.workers()),
		noted(lang.X("prefs.whenIdle", "Only while I do nothing in Catchlight"), lang.X("prefs.whenIdleNote", "Photos are indexed when nothing was touched in the window for half a minute."),
			s.WhenIdle, func(on bool) { p.deps.Keep(func(s *library.Settings) { s.WhenIdle = on }) }),
		kit.NewRule(),
		newLabelled(lang.X("prefs.memory", "Photos in memory"), memory),
		kit.NewParagraph(lang.X("prefs.memoryNote", "How much photos may take while they are being read; the model itself is not counted. From the next run on."), kit.StyleCaption),
		kit.NewRule(), kit.NewText(lang.X("prefs.device", "What computes photos"), kit.StyleBold),
	}
	return append(list, p.device()...)
}

// workers is how many photos are computed at once.
func (p *preferences) workers() fyne.CanvasObject {
	titles := []string{lang.X("prefs.workersUsual", "As many as there are cores")}
	for n := range max(runtime.NumCPU()-1, 1) {
		titles = append(titles, phrase.Number(n+1))
	}
	return kit.NewSelect(titles, min(p.settings().Workers, len(titles)-1), func(i int) {
		p.deps.Keep(func(s *library.Settings) { s.Workers = i })
	})
}

// findDevices asks what there is, and shows the section anew.
func (p *preferences) findDevices() {
	p.deps.Engine.FindDevices(func() {
		if p.deps.Open(p.page) {
			p.show()
		}
	})
}

// device is the choice of what computes, where there is one.
func (p *preferences) device() []fyne.CanvasObject {
	en, devices, set := p.deps.Engine, []clip.Device{clip.CPU}, p.settings()
	others, known := en.Devices()
	if !known {
		p.findDevices()
	}
	devices = append(devices, others...)
	if chosen := clip.Device(set.Device); !slices.Contains(devices, chosen) {
		devices = append(devices, chosen)
	}
	says := kit.NewParagraph(en.Computing(), kit.StyleCaption)
	if len(devices) == 1 && !known {
		return []fyne.CanvasObject{says} // until it is known what there is
	}
	if len(devices) == 1 {
		says.SetText(lang.X("prefs.noDevice", "The processor. There is no other device here that the model’s runtime can use."))
		return []fyne.CanvasObject{says}
	}
	var labels [][2]string
	for _, d := range devices {
		label := d.String()
		if d == clip.CPU {
			label = lang.X("prefs.processor", "The processor")
		}
		labels = append(labels, [2]string{label, ""})
	}
	pick := choice(labels, slices.Index(devices, clip.Device(set.Device)), func(i int) { en.SetDevice(devices[i]) })
	note := lang.X("prefs.deviceNote", "On the first 16 photos the processor computes too; when the results differ or the device fails, it goes on alone.")
	return []fyne.CanvasObject{pick, kit.NewParagraph(note, kit.StyleCaption), says}
}
