package thumb

// People is what is known of the people on a picture: how many faces and where, whether there is
// anybody. Nothing says who they are. Package tagging/people finds them.
type People struct {
	Looked bool    // somebody has looked; else the rest is not known
	Person bool    // there is one
	Pose   float32 // how sure it is that a whole person is there, 0 to 1
	Faces  []Face  // each once, the surest first; not to be changed
}

// Face is where a face is, from brows to chin: left, top, right and bottom in parts of the upright
// picture's width and height, 0 to 1.
type Face struct {
	X0, Y0, X1, Y1 float32
	Score          float32 // how sure it is, 0 to 1
	Part           bool    // it is so small that it was found only in a part of the picture, looked at closely
}
