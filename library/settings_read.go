package library

import (
	"bytes"
	"encoding/json"
	"reflect"
	"strings"
)

// settingsField is a name in the file with its value, which is JSON.
type settingsField struct {
	name  string
	value json.RawMessage
}

// readFields reads an object of JSON as people write it by hand: with commas too many or missing,
// comments, values without quotes, or cut off. proper: it is JSON; whole: it was read to its end,
// so that what is not among the fields is not there.
func readFields(data []byte) (fields []settingsField, proper, whole bool) {
	r := fieldReader{rest: bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))}
	if !r.skip("{") {
		return nil, false, false
	}
	closed, lost := false, false
	for !r.ended() {
		if closed = r.skip("}"); closed {
			continue // what a bracket too many has cut off is read all the same
		}
		if f, ok := r.field(); ok {
			fields = append(fields, f)
			continue
		}
		lost = true
		r.nextLine()
	}
	return fields, json.Valid(data), closed && !lost
}

// fieldReader is what is left to read.
type fieldReader struct{ rest []byte }

// skip passes over spaces, commas and comments, then over the sign, where it stands there.
func (r *fieldReader) skip(sign string) bool {
	for {
		r.rest = bytes.TrimLeft(r.rest, " \t\r\n,")
		switch {
		case bytes.HasPrefix(r.rest, []byte("//")), bytes.HasPrefix(r.rest, []byte("#")):
			r.nextLine()
		case bytes.HasPrefix(r.rest, []byte("/*")):
			_, r.rest, _ = bytes.Cut(r.rest[2:], []byte("*/"))
		default:
			rest, found := bytes.CutPrefix(r.rest, []byte(sign))
			r.rest = rest
			return found
		}
	}
}

func (r *fieldReader) ended() bool {
	r.skip("")
	return len(r.rest) == 0
}

func (r *fieldReader) nextLine() { _, r.rest, _ = bytes.Cut(r.rest, []byte("\n")) }

// field reads a name and its value; false where there is none.
func (r *fieldReader) field() (f settingsField, ok bool) {
	name, ok := r.value()
	if !ok || json.Unmarshal(name, &f.name) != nil || !r.skip(":") {
		return f, false
	}
	if f.value, ok = r.value(); ok {
		return f, true
	}
	end := bytes.IndexAny(r.rest, ",{}[]\r\n")
	if end <= 0 || bytes.IndexByte([]byte("{["), r.rest[end]) >= 0 {
		return f, false
	}
	bare := strings.Trim(string(r.rest[:end]), " \t\"'")
	f.value, _ = json.Marshal(bare) // a string always can be
	r.rest = r.rest[end:]
	return f, true
}

// value reads one value of JSON.
func (r *fieldReader) value() (json.RawMessage, bool) {
	r.skip("")
	var value json.RawMessage
	d := json.NewDecoder(bytes.NewReader(r.rest))
	if d.Decode(&value) != nil {
		return nil, false
	}
	r.rest = r.rest[d.InputOffset():]
	return value, true
}

// settingNamed gives a setting of this version by its name, in any case.
func settingNamed(name string) (string, bool) {
	of := reflect.TypeFor[Settings]()
	for i := range of.NumField() {
		own, _, _ := strings.Cut(of.Field(i).Tag.Get("json"), ",")
		if strings.EqualFold(own, name) {
			return own, true
		}
	}
	return name, false
}

// setField sets one setting; the error says that the value is of another kind.
func setField(s *Settings, name string, value json.RawMessage) error {
	one, err := json.Marshal(map[string]json.RawMessage{name: value})
	if err != nil {
		return err
	}
	var read Settings // of its own: a list is shared with whoever has the settings of before
	if err := json.Unmarshal(one, &read); err != nil {
		return err
	}
	from, to := reflect.ValueOf(read), reflect.ValueOf(s).Elem()
	for i := range from.NumField() {
		if own, _, _ := strings.Cut(from.Type().Field(i).Tag.Get("json"), ","); own == name {
			to.Field(i).Set(from.Field(i))
		}
	}
	return nil
}

// fieldsOf are the settings that are not at their default, by name.
func fieldsOf(s Settings) map[string]json.RawMessage {
	all := map[string]json.RawMessage{}
	data, _ := json.Marshal(s) // numbers, strings and truths always can be
	_ = json.Unmarshal(data, &all)
	return all
}
