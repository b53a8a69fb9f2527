package json

import (
	"encoding"
	"encoding/base64"
	"errors"
	"reflect"
	"strconv"
	"strings"
	"unicode"
)

// scan finds the end of the value that begins at data[at]. If end is -1, the text ends too soon, and a context says that
// it ends within a literal; if end is -2, the byte at bad is wrong, and context says where it was found.
func scan(data []byte, at int) (end, bad int, context string)

// unquote returns the value of a valid string literal.
func unquote(literal []byte) string

func isLetterOrDigit(c rune) bool { return unicode.IsLetter(c) || unicode.IsDigit(c) }

// Unmarshaler is implemented by types that decode themselves.
type Unmarshaler interface {
	UnmarshalJSON([]byte) error
}

// A SyntaxError describes text that is not JSON.
type SyntaxError struct {
	msg    string
	Offset int64 // the error was found after reading so many bytes
}

func (e *SyntaxError) Error() string { return e.msg }

// An UnmarshalTypeError describes a JSON value that does not fit a Go type.
type UnmarshalTypeError struct {
	Value  string       // "bool", "array", "number -5"
	Type   reflect.Type // of the Go value
	Offset int64        // the error was found after reading so many bytes
	Struct string       // the struct type that holds the field
	Field  string       // the path to the field from the root
}

func (e *UnmarshalTypeError) Error() string {
	if e.Struct != "" || e.Field != "" {
		return "json: cannot unmarshal " + e.Value + " into Go struct field " + e.Struct + "." + e.Field + " of type " + e.Type.String()
	}
	return "json: cannot unmarshal " + e.Value + " into Go value of type " + e.Type.String()
}

// An UnmarshalFieldError is not used any more.
type UnmarshalFieldError struct {
	Key   string
	Type  reflect.Type
	Field reflect.StructField
}

func (e *UnmarshalFieldError) Error() string {
	return "json: cannot unmarshal object key " + strconv.Quote(e.Key) + " into unexported field " + e.Field.Name + " of type " + e.Type.String()
}

// An InvalidUnmarshalError describes an argument of Unmarshal that is not a pointer, or nil.
type InvalidUnmarshalError struct {
	Type reflect.Type
}

func (e *InvalidUnmarshalError) Error() string {
	switch {
	case e.Type == nil:
		return "json: Unmarshal(nil)"
	case e.Type.Kind() != reflect.Pointer:
		return "json: Unmarshal(non-pointer " + e.Type.String() + ")"
	}
	return "json: Unmarshal(nil " + e.Type.String() + ")"
}

// quoteByte returns c as error texts show it.
func quoteByte(c byte) string {
	switch c {
	case '\'':
		return `'\''`
	case '"':
		return `'"'`
	}
	s := strconv.Quote(string(rune(c)))
	return "'" + s[1:len(s)-1] + "'"
}

func syntaxError(data []byte, bad int, context string) error {
	return &SyntaxError{"invalid character " + quoteByte(data[bad]) + " " + context, int64(bad + 1)}
}

// checkValid returns a *SyntaxError unless data is one value with space around it.
func checkValid(data []byte) error {
	end, bad, context := scan(data, 0)
	switch end {
	case -1:
		if context != "" {
			return &SyntaxError{"invalid character ' ' " + context, int64(len(data))}
		}
		return &SyntaxError{"unexpected end of JSON input", int64(len(data))}
	case -2:
		return syntaxError(data, bad, context)
	}
	for i := end; i < len(data); i++ {
		if !isSpace(data[i]) {
			return syntaxError(data, i, "after top-level value")
		}
	}
	return nil
}

func isSpace(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' }

// Unmarshal decodes JSON into what v points to.
func Unmarshal(data []byte, v any) error {
	if err := checkValid(data); err != nil {
		return err
	}
	d := decoder{data: data}
	return d.decode(v)
}

// A decoder walks text that has been found valid. The first mistake that does not prevent going on is kept in saved.
type decoder struct {
	data          []byte
	at            int
	saved         error
	path          []string     // of fields
	inStruct      reflect.Type // that holds the last of path
	useNumber     bool
	disallowOther bool
}

func (d *decoder) decode(v any) error {
	rv := reflect.ValueOf(v)
	if rv.Kind() != reflect.Pointer || rv.IsNil() {
		return &InvalidUnmarshalError{reflect.TypeOf(v)}
	}
	d.skipSpace()
	if err := d.value(rv); err != nil {
		return d.withContext(err)
	}
	return d.saved
}

func (d *decoder) withContext(err error) error {
	if e, ok := err.(*UnmarshalTypeError); ok && (d.inStruct != nil || len(d.path) > 0) {
		if d.inStruct != nil {
			e.Struct = d.inStruct.Name()
		}
		path := strings.Join(d.path, ".")
		if e.Field != "" {
			path += "." + e.Field
		}
		e.Field = path
	}
	return err
}

func (d *decoder) save(err error) {
	if d.saved == nil {
		d.saved = d.withContext(err)
	}
}

// mismatch notes that a value does not fit t.
func (d *decoder) mismatch(value string, t reflect.Type, offset int) {
	d.save(&UnmarshalTypeError{Value: value, Type: t, Offset: int64(offset)})
}

func (d *decoder) skipSpace() {
	for d.at < len(d.data) && isSpace(d.data[d.at]) {
		d.at++
	}
}

// next skips space, takes one byte, and skips space again.
func (d *decoder) next() byte {
	d.skipSpace()
	c := d.data[d.at]
	d.at++
	d.skipSpace()
	return c
}

// stringLiteral takes the string literal that begins here.
func (d *decoder) stringLiteral() []byte {
	begin := d.at
	for d.at++; d.data[d.at] != '"'; d.at++ {
		if d.data[d.at] == '\\' {
			d.at++
		}
	}
	d.at++
	return d.data[begin:d.at]
}

// literal takes the number, boolean, null or string that begins here.
func (d *decoder) literal() []byte {
	if d.data[d.at] == '"' {
		return d.stringLiteral()
	}
	begin := d.at
	for d.at < len(d.data) {
		switch d.data[d.at] {
		case ',', ']', '}', ' ', '\n', '\t', '\r', ':':
			return d.data[begin:d.at]
		}
		d.at++
	}
	return d.data[begin:]
}

// skip takes the value that begins here.
func (d *decoder) skip() []byte {
	begin := d.at
	if c := d.data[begin]; c != '{' && c != '[' {
		return d.literal()
	}
	end, _, _ := scan(d.data, d.at)
	d.at = end
	return d.data[begin:end]
}

// The types of most values. They have no methods, so they do not decode themselves.
var (
	stringType = reflect.TypeFor[string]()
	intType    = reflect.TypeFor[int]()
	floatType  = reflect.TypeFor[float64]()
	boolType   = reflect.TypeFor[bool]()
)

func isPlain(v reflect.Value) bool {
	switch v.Kind() {
	case reflect.String:
		return v.Type() == stringType
	case reflect.Int:
		return v.Type() == intType
	case reflect.Float64:
		return v.Type() == floatType
	case reflect.Bool:
		return v.Type() == boolType
	}
	return false
}

// indirect follows and makes pointers, up to a value that decodes itself, or for null up to one that can be nil.
func indirect(v reflect.Value, decodingNull bool) (Unmarshaler, encoding.TextUnmarshaler, reflect.Value) {
	start, hasAddr := v, false
	if isPlain(v) {
		return nil, nil, v
	}
	if v.Kind() != reflect.Pointer && v.Type().Name() != "" && v.CanAddr() {
		hasAddr = true
		v = v.Addr()
	}
	for {
		if v.Kind() == reflect.Interface && !v.IsNil() {
			if e := v.Elem(); e.Kind() == reflect.Pointer && !e.IsNil() && (!decodingNull || e.Elem().Kind() == reflect.Pointer) {
				hasAddr = false
				v = e
				continue
			}
		}
		if v.Kind() != reflect.Pointer {
			break
		}
		if decodingNull && v.CanSet() {
			break
		}
		if e := v.Elem(); e.Kind() == reflect.Interface && !e.IsNil() {
			if inner := e.Elem(); inner.Kind() == reflect.Pointer && inner.Pointer() == v.Pointer() {
				v = e // a pointer to itself
				break
			}
		}
		if v.IsNil() {
			v.Set(reflect.New(v.Type().Elem()))
		}
		if t := v.Type(); v.CanInterface() && (t.NumMethod() > 0 || t.Elem().Name() != "") {
			if u, ok := v.Interface().(Unmarshaler); ok {
				return u, nil, reflect.Value{}
			}
			if !decodingNull {
				if u, ok := v.Interface().(encoding.TextUnmarshaler); ok {
					return nil, u, reflect.Value{}
				}
			}
		}
		if hasAddr {
			v = start
			hasAddr = false
		} else {
			v = v.Elem()
		}
	}
	return nil, nil, v
}

// value decodes the value that begins here into v; an invalid v skips it.
func (d *decoder) value(v reflect.Value) error {
	if !v.IsValid() {
		d.skip()
		return nil
	}
	switch d.data[d.at] {
	case '{':
		return d.object(v)
	case '[':
		return d.array(v)
	}
	offset := d.at
	return d.store(d.literal(), v, false, offset)
}

// any decodes the value that begins here into a new value.
func (d *decoder) any() any {
	switch d.data[d.at] {
	case '{':
		m := map[string]any{}
		d.next()
		for d.data[d.at] != '}' {
			key := unquote(d.stringLiteral())
			d.next() // colon
			m[key] = d.any()
			d.skipSpace()
			if d.data[d.at] == ',' {
				d.next()
			}
		}
		d.at++
		return m
	case '[':
		list := []any{}
		d.next()
		for d.data[d.at] != ']' {
			list = append(list, d.any())
			d.skipSpace()
			if d.data[d.at] == ',' {
				d.next()
			}
		}
		d.at++
		return list
	}
	literal := d.literal()
	switch literal[0] {
	case 'n':
		return nil
	case 't', 'f':
		return literal[0] == 't'
	case '"':
		return unquote(literal)
	}
	n, err := d.number(string(literal))
	if err != nil {
		d.save(err)
	}
	return n
}

func (d *decoder) number(s string) (any, error) {
	if d.useNumber {
		return Number(s), nil
	}
	f, err := strconv.ParseFloat(s, 64)
	if err != nil {
		return nil, &UnmarshalTypeError{Value: "number " + s, Type: reflect.TypeOf(0.0), Offset: int64(d.at) + 1}
	}
	return f, nil
}

func (d *decoder) array(v reflect.Value) error {
	begin := d.at
	declared := v.Type()
	u, ut, v := indirect(v, false)
	if u != nil {
		return u.UnmarshalJSON(d.skip())
	}
	if ut != nil {
		d.mismatch("array", declared, begin+1)
		d.skip()
		return nil
	}
	switch v.Kind() {
	case reflect.Interface:
		if v.NumMethod() == 0 {
			v.Set(reflect.ValueOf(d.any()))
			return nil
		}
		d.mismatch("array", v.Type(), begin+1)
		d.skip()
		return nil
	case reflect.Array, reflect.Slice:
	default:
		d.mismatch("array", v.Type(), begin+1)
		d.skip()
		return nil
	}
	d.next()
	i := 0
	for ; d.data[d.at] != ']'; i++ {
		if v.Kind() == reflect.Slice {
			if i >= v.Cap() {
				v.Grow(1)
			}
			if i >= v.Len() {
				v.SetLen(i + 1)
			}
		}
		var elem reflect.Value
		if i < v.Len() {
			elem = v.Index(i)
		}
		if err := d.value(elem); err != nil {
			return err
		}
		d.skipSpace()
		if d.data[d.at] == ',' {
			d.next()
		}
	}
	d.at++
	if v.Kind() == reflect.Array {
		for ; i < v.Len(); i++ {
			v.Index(i).SetZero()
		}
	} else if i < v.Len() {
		v.SetLen(i)
	}
	if i == 0 && v.Kind() == reflect.Slice {
		v.Set(reflect.MakeSlice(v.Type(), 0, 0))
	}
	return nil
}

func (d *decoder) object(v reflect.Value) error {
	begin := d.at
	declared := v.Type()
	u, ut, v := indirect(v, false)
	if u != nil {
		return u.UnmarshalJSON(d.skip())
	}
	if ut != nil {
		d.mismatch("object", declared, begin+1)
		d.skip()
		return nil
	}
	t := v.Type()
	var info *typeInfo
	switch v.Kind() {
	case reflect.Interface:
		if v.NumMethod() == 0 {
			v.Set(reflect.ValueOf(d.any()))
			return nil
		}
		d.mismatch("object", t, begin+1)
		d.skip()
		return nil
	case reflect.Map:
		k := t.Key().Kind()
		if k != reflect.String && !(k >= reflect.Int && k <= reflect.Uintptr) && !reflect.PointerTo(t.Key()).Implements(textUnmarshalerType) {
			d.mismatch("object", t, begin+1)
			d.skip()
			return nil
		}
		if v.IsNil() {
			v.Set(reflect.MakeMap(t))
		}
	case reflect.Struct:
		info = fieldsOf(t)
	default:
		d.mismatch("object", t, begin+1)
		d.skip()
		return nil
	}
	inStruct, depth := d.inStruct, len(d.path)
	d.next()
	for d.data[d.at] != '}' {
		keyAt := d.at
		key := unquote(d.stringLiteral())
		d.next() // colon
		var target reflect.Value
		quoted := false
		if info == nil {
			target = reflect.New(t.Elem()).Elem()
		} else if f := findField(info, key); f != nil {
			target = v
			quoted = f.quoted
			for _, i := range f.index {
				if target.Kind() == reflect.Pointer {
					if target.IsNil() {
						if !target.CanSet() {
							d.save(errors.New("json: cannot set embedded pointer to unexported struct: " + target.Type().Elem().String()))
							target, quoted = reflect.Value{}, false
							break
						}
						target.Set(reflect.New(target.Type().Elem()))
					}
					target = target.Elem()
				}
				target = target.Field(i)
			}
			d.path = append(d.path, f.name)
			d.inStruct = t
		} else if d.disallowOther {
			d.save(errors.New("json: unknown field " + strconv.Quote(key)))
		}
		var err error
		if quoted {
			err = d.quotedValue(target)
		} else {
			err = d.value(target)
		}
		if err != nil {
			return err
		}
		if info == nil {
			k, ok, err := d.mapKey(t.Key(), key, keyAt)
			if err != nil {
				return err
			}
			if ok {
				v.SetMapIndex(k, target)
			}
		}
		d.inStruct, d.path = inStruct, d.path[:depth]
		d.skipSpace()
		if d.data[d.at] == ',' {
			d.next()
		}
	}
	d.at++
	return nil
}

// findField prefers an exact match, and takes one that differs in case.
func findField(info *typeInfo, key string) *field {
	if i, ok := info.byName[key]; ok {
		return &info.fields[i]
	}
	for i := range info.fields {
		if strings.EqualFold(info.fields[i].name, key) {
			return &info.fields[i]
		}
	}
	return nil
}

// mapKey makes a key of type t.
func (d *decoder) mapKey(t reflect.Type, key string, at int) (k reflect.Value, ok bool, err error) {
	if reflect.PointerTo(t).Implements(textUnmarshalerType) {
		p := reflect.New(t)
		err := p.Interface().(encoding.TextUnmarshaler).UnmarshalText([]byte(key))
		return p.Elem(), err == nil, err
	}
	k = reflect.New(t).Elem()
	switch {
	case t.Kind() == reflect.String:
		k.SetString(key)
		return k, true, nil
	case k.CanInt():
		n, err := strconv.ParseInt(key, 10, 64)
		if err == nil && !t.OverflowInt(n) {
			k.SetInt(n)
			return k, true, nil
		}
	default:
		n, err := strconv.ParseUint(key, 10, 64)
		if err == nil && !t.OverflowUint(n) {
			k.SetUint(n)
			return k, true, nil
		}
	}
	d.mismatch("number "+key, t, at+1)
	return k, false, nil
}

// quotedValue decodes a value of the option "string".
func (d *decoder) quotedValue(v reflect.Value) error {
	if c := d.data[d.at]; c == '"' {
		offset := d.at
		text := unquote(d.stringLiteral())
		return d.store([]byte(text), v, true, offset)
	} else if c == 'n' {
		offset := d.at
		return d.store(d.literal(), v, false, offset)
	}
	d.skip()
	d.save(errors.New("json: invalid use of ,string struct tag, trying to unmarshal unquoted value into " + v.Type().String()))
	return nil
}

func wrongQuoted(item []byte, t reflect.Type) error {
	return errors.New("json: invalid use of ,string struct tag, trying to unmarshal " + strconv.Quote(string(item)) + " into " + t.String())
}

// store decodes a literal into v. With `quoted` it comes from within a string and may be wrong.
func (d *decoder) store(item []byte, v reflect.Value, quoted bool, offset int) error {
	if len(item) == 0 {
		d.save(wrongQuoted(item, v.Type()))
		return nil
	}
	isNull := string(item) == "null"
	declared := v.Type()
	u, ut, v := indirect(v, isNull)
	if u != nil {
		return u.UnmarshalJSON(item)
	}
	end := offset + len(item)
	if ut != nil {
		if item[0] != '"' {
			if quoted {
				d.save(wrongQuoted(item, declared))
				return nil
			}
			kind := "number"
			switch item[0] {
			case 'n':
				kind = "null"
			case 't', 'f':
				kind = "bool"
			}
			d.mismatch(kind, declared, end)
			return nil
		}
		return ut.UnmarshalText([]byte(unquote(item)))
	}
	t := v.Type()
	if quoted && checkValid(item) != nil {
		return wrongQuoted(item, t)
	}
	switch c := item[0]; c {
	case 'n':
		switch v.Kind() {
		case reflect.Interface, reflect.Pointer, reflect.Map, reflect.Slice:
			v.SetZero()
		}
	case 't', 'f':
		switch {
		case v.Kind() == reflect.Bool:
			v.SetBool(c == 't')
		case v.Kind() == reflect.Interface && v.NumMethod() == 0:
			v.Set(reflect.ValueOf(c == 't'))
		case quoted:
			d.save(wrongQuoted(item, t))
		default:
			d.mismatch("bool", t, end)
		}
	case '"':
		s := unquote(item)
		switch {
		case v.Kind() == reflect.Slice && t.Elem().Kind() == reflect.Uint8:
			b, err := base64.StdEncoding.DecodeString(s)
			if err != nil {
				d.save(err)
				break
			}
			v.SetBytes(b)
		case v.Kind() == reflect.String:
			if t == numberType && !isNumber(s) {
				return errors.New("json: invalid number literal, trying to unmarshal " + strconv.Quote(string(item)) + " into Number")
			}
			v.SetString(s)
		case v.Kind() == reflect.Interface && v.NumMethod() == 0:
			v.Set(reflect.ValueOf(s))
		default:
			d.mismatch("string", t, end)
		}
	case '{', '[':
		d.save(wrongQuoted(item, t))
	default:
		s := string(item)
		fits := true
		switch {
		case v.Kind() == reflect.Interface && v.NumMethod() == 0:
			n, err := d.number(s)
			if err != nil {
				d.save(err)
				break
			}
			v.Set(reflect.ValueOf(n))
		case v.CanInt():
			n, err := strconv.ParseInt(s, 10, 64)
			if fits = err == nil && !v.OverflowInt(n); fits {
				v.SetInt(n)
			}
		case v.CanUint():
			n, err := strconv.ParseUint(s, 10, 64)
			if fits = err == nil && !v.OverflowUint(n); fits {
				v.SetUint(n)
			}
		case v.CanFloat():
			n, err := strconv.ParseFloat(s, t.Bits())
			if fits = err == nil && !v.OverflowFloat(n); fits {
				v.SetFloat(n)
			}
		case v.Kind() == reflect.String && t == numberType:
			v.SetString(s)
		case quoted:
			d.save(wrongQuoted(item, t))
		default:
			d.mismatch("number", t, end)
		}
		if !fits {
			d.mismatch("number "+s, t, end)
		}
	}
	return nil
}
