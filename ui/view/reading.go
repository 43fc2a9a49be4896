package view

import "catchlight/tagging"

// Reading is what a model makes of a search, once it has read it. Any goroutine may use it; nothing
// blocks.
type Reading struct {
	model string // the key of the vectors that its direction can be compared with
	ended chan struct{}
	aim   *tagging.Aim
}

// NewReading returns the reading of a model, by the key of its vectors, that has begun.
func NewReading(model string) *Reading {
	return &Reading{model: model, ended: make(chan struct{})}
}

// End says where the model looks, nil where it could not read the search. It may be called once.
func (r *Reading) End(aim *tagging.Aim) {
	r.aim = aim
	close(r.ended)
}

// Direction is where the model looks; nil until it has read the search, where it could not, and for
// no reading at all.
func (r *Reading) Direction() *tagging.Aim {
	if r == nil {
		return nil
	}
	select {
	case <-r.ended:
		return r.aim
	default:
		return nil
	}
}

// read is the request with what the model has made of its search.
func (req Request) read() Request {
	if req.unread() == nil {
		return req
	}
	select {
	case <-req.Reading.ended:
		req.heard, req.Direction = true, req.Reading.aim
	default:
	}
	return req
}

// unread is closed when the model has read the request's search; nil where nothing is to come.
func (req Request) unread() <-chan struct{} {
	if req.Reading == nil || req.heard {
		return nil
	}
	return req.Reading.ended
}
