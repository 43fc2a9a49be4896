package ui

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"catchlight/library"
	"catchlight/tagging/clip"
	"catchlight/ui/jobs"
	"catchlight/ui/kit"
)

// memories are how much memory photos may take while they are decoded, in MB; 0 is the default.
var memories = []int{256, 0, 1024, 2048}

// performance is the section of what work may take.
func (p *preferences) performance() []fyne.CanvasObject {
	w := p.w
	titles := []string{lang.X("prefs.memoryLeast", "256 MB"), lang.X("prefs.memoryUsual", "512 MB (usual)"), "1 GB", "2 GB"}
	memory := kit.NewSelect(titles, max(slices.Index(memories, w.settings.Memory), 0), func(i int) {
		w.keep(func(s *library.Settings) { s.Memory = memories[i] })
	})
	list := []fyne.CanvasObject{
		labelled(lang.X("prefs.memory", "Photos in memory"), memory),
		kit.NewParagraph(lang.X("prefs.memoryNote", "How much photos may take while they are being read; the model itself is not counted. From the next run on."), kit.StyleCaption),
		kit.NewRule(), kit.NewText(lang.X("prefs.device", "What computes photos"), kit.StyleBold),
	}
	return append(list, p.device()...)
}

// findDevices asks the model's runtime what there is, which loads it, and shows the section anew.
func (p *preferences) findDevices() {
	found := []clip.Device{}
	p.w.errands.Enqueue(func() error {
		devices, err := p.w.deps.Devices()
		found = append(found, devices...)
		return err
	}, func(err error) {
		jobs.LogError(err)
		p.w.engine.devices = found // empty, not nil: they are known
		if w := p.w; w.pages.page() == p.page {
			p.show()
		}
	})
}

// device is the choice of what computes, where there is one.
func (p *preferences) device() []fyne.CanvasObject {
	w, devices := p.w, []clip.Device{clip.CPU}
	if w.deps.Devices != nil && w.engine.devices == nil {
		p.findDevices()
	}
	devices = append(devices, w.engine.devices...)
	if chosen := clip.Device(w.settings.Device); !slices.Contains(devices, chosen) {
		devices = append(devices, chosen)
	}
	says := kit.NewParagraph(w.engine.computing, kit.StyleCaption)
	if len(devices) == 1 && w.deps.Devices != nil && w.engine.devices == nil {
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
	pick := choice(labels, slices.Index(devices, clip.Device(w.settings.Device)), func(i int) { w.engine.setDevice(devices[i]) })
	note := lang.X("prefs.deviceNote", "On the first 16 photos the processor computes too; when the results differ or the device fails, it goes on alone.")
	return []fyne.CanvasObject{pick, kit.NewParagraph(note, kit.StyleCaption), says}
}
