package keywords

import "catchlight/library/picture"

// content is a photo's bytes, parsed as far as keywords go. One of jpeg and tiff is set for the
// formats that can be edited.
type content struct {
	carriers
	format  picture.Format
	jpeg    *jpegFile
	tiff    *tiffFile
	behind  []*iim // of a JPEG: what stands behind the picture, where no edit reaches
	problem error  // why that may not be all, and why it must not be edited
}

// parse never fails: what cannot be read is a problem, and missing.
func parse(data []byte, f picture.Format) content {
	c := content{format: f}
	switch f {
	case picture.JPEG:
		c.jpeg = readJPEG(data)
		c.carriers, c.problem = c.jpeg.carriers(), c.jpeg.problem
		c.behind = afcpStreams(data)
		c.addStream(c.behind...)
	case picture.TIFF, picture.DNG:
		c.tiff, c.problem = readTIFF(data)
		c.carriers = c.tiff.carriers()
	default:
		c.carriers, c.problem = readOther(data, f)
	}
	return c
}

// embedded is an edit of a photo's own bytes, planned and verified. There are no splices when there
// is nothing to do.
type embedded struct {
	splices Splices
	plan    embedPlan
	content content // after it
}

// embed plans an edit, applies it and verifies the result. Its error is a *Refusal.
func (c content) embed(r request, rules Rules) (embedded, error) {
	if err := c.editable(rules); err != nil {
		return embedded{}, err
	}
	done := embedded{plan: c.plan(r)}
	if done.plan.empty() {
		return done, nil
	}
	var err error
	if c.jpeg != nil {
		done.splices, err = c.jpeg.embed(&done.plan)
	} else {
		done.splices, err = c.tiff.embed(done.plan)
	}
	if err != nil || len(done.splices) == 0 {
		return done, err
	}
	now, err := c.edited(done.splices)
	if err != nil {
		return done, err
	}
	done.content = parse(now, c.format)
	done.content.addStream(c.behind...)
	return done, c.verify(done.content, done.plan)
}

// edited returns as much of the new content as a look at it needs: of a JPEG no more than the
// header of its first scan, for no splice reaches further, and what is behind the last one is the
// old bytes themselves.
func (c content) edited(s Splices) ([]byte, error) {
	if c.jpeg == nil {
		return s.apply(c.tiff.data), nil
	}
	if last := s[len(s)-1]; last.at+last.old > c.jpeg.sos {
		return nil, refuse("the picture would change")
	}
	return s.apply(c.jpeg.data[:c.jpeg.scan]), nil
}

func (c content) editable(r Rules) error {
	if err := r.Refuses(c.format); err != nil {
		return err
	}
	switch {
	case c.problem != nil:
		return c.problem
	case c.jpeg != nil && !r.AllowC2PA && c.jpeg.isSigned():
		return refuse("it carries Content Credentials (C2PA), which an edit would break")
	}
	return nil
}
