// Package json encodes and decodes JSON as in RFC 7159.
//
// The scanner and everything about strings is native (json.cc); the values are walked with package reflect.
package json

import (
	"bytes"
	"encoding"
	"encoding/base64"
	"errors"
	"internal/race"
	"math"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// quote returns s as a JSON string; html also escapes <, > and &.
func quote(s string, html bool) string

// compact removes space that means nothing (unless spaces), and escapes <, >, &, U+2028 and U+2029 if html.
func compact(data []byte, html, spaces bool) []byte

func indent(data []byte, prefix, step string) []byte

// Marshaler is implemented by types that encode themselves.
type Marshaler interface {
	MarshalJSON() ([]byte, error)
}

// An UnsupportedTypeError is returned for a value of a type that JSON cannot express.
type UnsupportedTypeError struct {
	Type reflect.Type
}

func (e *UnsupportedTypeError) Error() string { return "json: unsupported type: " + e.Type.String() }

// An UnsupportedValueError is returned for a value that JSON cannot express, such as NaN.
type UnsupportedValueError struct {
	Value reflect.Value
	Str   string
}

func (e *UnsupportedValueError) Error() string { return "json: unsupported value: " + e.Str }

// InvalidUTF8Error is not used any more; invalid UTF-8 becomes U+FFFD.
type InvalidUTF8Error struct {
	S string
}

func (e *InvalidUTF8Error) Error() string {
	return "json: invalid UTF-8 in string: " + strconv.Quote(e.S)
}

// A MarshalerError is an error of a MarshalJSON or MarshalText method.
type MarshalerError struct {
	Type       reflect.Type
	Err        error
	sourceFunc string
}

func (e *MarshalerError) Error() string {
	return "json: error calling " + e.sourceFunc + " for type " + e.Type.String() + ": " + e.Err.Error()
}

func (e *MarshalerError) Unwrap() error { return e.Err }

// Marshal returns the JSON encoding of v.
func Marshal(v any) ([]byte, error) {
	e := encoder{html: true}
	if err := e.value(reflect.ValueOf(v), false); err != nil {
		return nil, err
	}
	return e.out, nil
}

// MarshalIndent is Marshal and Indent.
func MarshalIndent(v any, prefix, indentation string) ([]byte, error) {
	b, err := Marshal(v)
	if err != nil {
		return nil, err
	}
	return indent(b, prefix, indentation), nil
}

// Valid reports whether data is valid JSON.
func Valid(data []byte) bool { return checkValid(data) == nil }

// Compact appends src without insignificant space to dst.
func Compact(dst *bytes.Buffer, src []byte) error {
	if err := checkValid(src); err != nil {
		return err
	}
	dst.Write(compact(src, false, false))
	return nil
}

// Indent appends src to dst with each element on its own line, which begins with prefix and copies of indentation.
func Indent(dst *bytes.Buffer, src []byte, prefix, indentation string) error {
	if err := checkValid(src); err != nil {
		return err
	}
	dst.Write(indent(bytes.TrimLeft(src, " \t\r\n"), prefix, indentation))
	return nil
}

// HTMLEscape appends src to dst with <, >, &, U+2028 and U+2029 escaped.
func HTMLEscape(dst *bytes.Buffer, src []byte) { dst.Write(compact(src, true, true)) }

// RawMessage is an encoded JSON value, left as it stands.
type RawMessage []byte

// MarshalJSON returns m.
func (m RawMessage) MarshalJSON() ([]byte, error) {
	if m == nil {
		return []byte("null"), nil
	}
	return m, nil
}

// UnmarshalJSON sets *m to a copy of data.
func (m *RawMessage) UnmarshalJSON(data []byte) error {
	if m == nil {
		return errors.New("json.RawMessage: UnmarshalJSON on nil pointer")
	}
	*m = append((*m)[:0], data...)
	return nil
}

// A Number is the literal of a JSON number.
type Number string

// String returns the literal.
func (n Number) String() string { return string(n) }

// Float64 returns the number as a float64.
func (n Number) Float64() (float64, error) { return strconv.ParseFloat(string(n), 64) }

// Int64 returns the number as an int64.
func (n Number) Int64() (int64, error) { return strconv.ParseInt(string(n), 10, 64) }

func isNumber(s string) bool {
	return s != "" && (s[0] == '-' || s[0] >= '0' && s[0] <= '9') && checkValid([]byte(s)) == nil && s[len(s)-1] > ' '
}

// Types that encode or decode themselves.
var (
	marshalerType       = reflect.TypeFor[Marshaler]()
	textMarshalerType   = reflect.TypeFor[encoding.TextMarshaler]()
	unmarshalerType     = reflect.TypeFor[Unmarshaler]()
	textUnmarshalerType = reflect.TypeFor[encoding.TextUnmarshaler]()
	numberType          = reflect.TypeFor[Number]()
)

// typeInfo is what the encoder knows of a type.
type typeInfo struct {
	marshals, pointerMarshals         bool // MarshalJSON: by a value, by its address
	textMarshals, pointerTextMarshals bool
	methods                           bool // one of them
	fields                            []field
	byName                            map[string]int
	hasFields                         bool
}

// infos has what is known of types, under infoMutex. An info does not change once its fields are there.
var (
	infoMutex sync.Mutex
	infos     = map[reflect.Type]*typeInfo{}
)

func infoOf(t reflect.Type) *typeInfo {
	if race.Enabled {
		// The cache is no synchronization between those who use it.
		race.Disable()
		defer race.Enable()
	}
	infoMutex.Lock()
	defer infoMutex.Unlock()
	info := infos[t]
	if info == nil {
		info = new(typeInfo)
		infos[t] = info
		info.marshals = t.Implements(marshalerType)
		info.textMarshals = t.Implements(textMarshalerType)
		if t.Kind() != reflect.Pointer {
			p := reflect.PointerTo(t)
			info.pointerMarshals = p.Implements(marshalerType)
			info.pointerTextMarshals = p.Implements(textMarshalerType)
		}
		info.methods = info.marshals || info.textMarshals || info.pointerMarshals || info.pointerTextMarshals
	}
	return info
}

// A field is a field of a struct, perhaps promoted, that is encoded.
type field struct {
	name      string
	key       string // quoted, with colon
	plainKey  string // the same without HTML escapes
	index     []int
	typ       reflect.Type
	tagged    bool
	omitEmpty bool
	omitZero  bool
	quoted    bool
}

// fieldsOf returns the fields of a struct type in their order, and sets the map from names.
func fieldsOf(t reflect.Type) *typeInfo {
	info := infoOf(t)
	if race.Enabled {
		// The cache is no synchronization between those who use it.
		race.Disable()
		defer race.Enable()
	}
	infoMutex.Lock()
	defer infoMutex.Unlock()
	if info.hasFields {
		return info
	}
	info.hasFields = true
	var all []field
	collectFields(t, nil, []reflect.Type{t}, &all)
	// Of fields with one name, the one with the shortest path wins, then the one with a tag; a tie drops them all.
	best := map[string]int{}
	dropped := make([]bool, len(all))
	for i, f := range all {
		j, found := best[f.name]
		if !found {
			best[f.name] = i
			continue
		}
		g := all[j]
		switch {
		case len(f.index) < len(g.index) || len(f.index) == len(g.index) && f.tagged && !g.tagged:
			dropped[j] = true
			best[f.name] = i
		case len(f.index) == len(g.index) && f.tagged == g.tagged:
			dropped[i], dropped[j] = true, true
		default:
			dropped[i] = true
		}
	}
	info.byName = map[string]int{}
	for i, f := range all {
		if !dropped[i] {
			info.byName[f.name] = len(info.fields)
			info.fields = append(info.fields, f)
		}
	}
	return info
}

func validName(s string) bool {
	for _, c := range s {
		if !strings.ContainsRune("!#$%&()*+-./:;<=>?@[]^_{|}~ ", c) && !isLetterOrDigit(c) {
			return false
		}
	}
	return s != ""
}

// collectFields adds the fields of t, and in their places those of embedded structs; around are the types on the way.
func collectFields(t reflect.Type, index []int, around []reflect.Type, all *[]field) {
	for i := range t.NumField() {
		sf := t.Field(i)
		ft := sf.Type
		if ft.Name() == "" && ft.Kind() == reflect.Pointer {
			ft = ft.Elem()
		}
		if !sf.IsExported() && !(sf.Anonymous && ft.Kind() == reflect.Struct) {
			continue
		}
		tag := sf.Tag.Get("json")
		if tag == "-" {
			continue
		}
		name, options, _ := strings.Cut(tag, ",")
		if !validName(name) {
			name = ""
		}
		path := append(slices.Clone(index), i)
		if name == "" && sf.Anonymous && ft.Kind() == reflect.Struct {
			if !slices.Contains(around, ft) {
				collectFields(ft, path, append(slices.Clone(around), ft), all)
			}
			continue
		}
		f := field{name: name, tagged: name != "", index: path, typ: sf.Type}
		if name == "" {
			f.name = sf.Name
		}
		f.key, f.plainKey = quote(f.name, true)+":", quote(f.name, false)+":"
		for _, option := range strings.Split(options, ",") {
			switch option {
			case "omitempty":
				f.omitEmpty = true
			case "omitzero":
				f.omitZero = true
			case "string":
				switch k := ft.Kind(); {
				case k == reflect.Bool, k >= reflect.Int && k <= reflect.Float64, k == reflect.String:
					f.quoted = true
				}
			}
		}
		*all = append(*all, f)
	}
}

// An encoder appends encoded values to out.
type encoder struct {
	out   []byte
	html  bool
	depth int // of pointers, maps and slices; a great depth may be a cycle
	seen  map[visit]bool
}

type visit struct {
	pointer uintptr
	length  int
	typ     reflect.Type
}

const suspiciousDepth = 1000

// enter notes that v is being encoded, and reports a cycle.
func (e *encoder) enter(v reflect.Value) (visit, error) {
	e.depth++
	if e.depth <= suspiciousDepth {
		return visit{}, nil
	}
	at := visit{pointer: v.Pointer(), typ: v.Type()}
	if v.Kind() == reflect.Slice {
		at.length = v.Len()
	}
	if e.seen[at] {
		return at, &UnsupportedValueError{v, "encountered a cycle via " + v.Type().String()}
	}
	if e.seen == nil {
		e.seen = map[visit]bool{}
	}
	e.seen[at] = true
	return at, nil
}

func (e *encoder) leave(at visit) {
	e.depth--
	if at.typ != nil {
		delete(e.seen, at)
	}
}

func (e *encoder) string(s string) { e.out = append(e.out, quote(s, e.html)...) }
func (e *encoder) text(s string)   { e.out = append(e.out, s...) }

// literal adds a number or boolean, in quotes for the option "string".
func (e *encoder) literal(s string, quoted bool) {
	if quoted {
		s = `"` + s + `"`
	}
	e.out = append(e.out, s...)
}

func (e *encoder) marshal(v reflect.Value) error {
	if v.Kind() == reflect.Pointer && v.IsNil() {
		e.text("null")
		return nil
	}
	m, ok := v.Interface().(Marshaler)
	if !ok {
		e.text("null")
		return nil
	}
	b, err := m.MarshalJSON()
	if err == nil {
		err = checkValid(b)
	}
	if err != nil {
		return &MarshalerError{v.Type(), err, "MarshalJSON"}
	}
	e.out = append(e.out, compact(b, e.html, false)...)
	return nil
}

func (e *encoder) marshalText(v reflect.Value) error {
	if v.Kind() == reflect.Pointer && v.IsNil() {
		e.text("null")
		return nil
	}
	m, ok := v.Interface().(encoding.TextMarshaler)
	if !ok {
		e.text("null")
		return nil
	}
	b, err := m.MarshalText()
	if err != nil {
		return &MarshalerError{v.Type(), err, "MarshalText"}
	}
	e.string(string(b))
	return nil
}

func (e *encoder) value(v reflect.Value, quoted bool) error {
	if !v.IsValid() {
		e.text("null")
		return nil
	}
	if info := infoOf(v.Type()); info.methods {
		switch {
		case info.pointerMarshals && !info.marshals && v.CanAddr():
			return e.marshal(v.Addr())
		case info.marshals:
			return e.marshal(v)
		case info.pointerTextMarshals && !info.textMarshals && v.CanAddr():
			return e.marshalText(v.Addr())
		case info.textMarshals:
			return e.marshalText(v)
		}
	}
	switch v.Kind() {
	case reflect.Bool:
		e.literal(strconv.FormatBool(v.Bool()), quoted)
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		e.literal(strconv.FormatInt(v.Int(), 10), quoted)
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		e.literal(strconv.FormatUint(v.Uint(), 10), quoted)
	case reflect.Float32:
		return e.float(v, 32, quoted)
	case reflect.Float64:
		return e.float(v, 64, quoted)
	case reflect.String:
		return e.stringValue(v, quoted)
	case reflect.Interface:
		return e.value(v.Elem(), false)
	case reflect.Pointer:
		if v.IsNil() {
			e.text("null")
			return nil
		}
		at, err := e.enter(v)
		if err != nil {
			return err
		}
		defer e.leave(at)
		return e.value(v.Elem(), quoted)
	case reflect.Struct:
		return e.structValue(v)
	case reflect.Map:
		return e.mapValue(v)
	case reflect.Slice:
		return e.slice(v)
	case reflect.Array:
		return e.elements(v)
	default:
		return &UnsupportedTypeError{v.Type()}
	}
	return nil
}

func (e *encoder) float(v reflect.Value, bits int, quoted bool) error {
	f := v.Float()
	if math.IsInf(f, 0) || math.IsNaN(f) {
		return &UnsupportedValueError{v, strconv.FormatFloat(f, 'g', -1, bits)}
	}
	// As in ECMAScript: an exponent for the very large and very small.
	format := byte('f')
	if a := math.Abs(f); a != 0 {
		if bits == 64 && (a < 1e-6 || a >= 1e21) || bits == 32 && (float32(a) < 1e-6 || float32(a) >= 1e21) {
			format = 'e'
		}
	}
	s := strconv.FormatFloat(f, format, -1, bits)
	if n := len(s); format == 'e' && n >= 4 && s[n-4:n-1] == "e-0" {
		s = s[:n-2] + s[n-1:]
	}
	e.literal(s, quoted)
	return nil
}

func (e *encoder) stringValue(v reflect.Value, quoted bool) error {
	s := v.String()
	if v.Type() == numberType {
		if s == "" {
			s = "0"
		}
		if !isNumber(s) {
			return errors.New("json: invalid number literal " + strconv.Quote(s))
		}
		e.literal(s, quoted)
		return nil
	}
	if quoted {
		s = quote(s, e.html)
	}
	e.string(s)
	return nil
}

func isEmpty(v reflect.Value) bool {
	switch v.Kind() {
	case reflect.Array, reflect.Map, reflect.Slice, reflect.String:
		return v.Len() == 0
	case reflect.Struct:
		return false
	}
	return v.IsZero()
}

func isZero(v reflect.Value) bool {
	if z, ok := v.Interface().(interface{ IsZero() bool }); ok {
		if k := v.Kind(); (k == reflect.Pointer || k == reflect.Interface) && v.IsNil() {
			return true
		}
		return z.IsZero()
	}
	if v.CanAddr() {
		if z, ok := v.Addr().Interface().(interface{ IsZero() bool }); ok {
			return z.IsZero()
		}
	}
	return v.IsZero()
}

func (e *encoder) structValue(v reflect.Value) error {
	info := fieldsOf(v.Type())
	e.out = append(e.out, '{')
	first := true
fields:
	for i := range info.fields {
		f := &info.fields[i]
		fv := v
		for _, index := range f.index {
			if fv.Kind() == reflect.Pointer {
				if fv.IsNil() {
					continue fields
				}
				fv = fv.Elem()
			}
			fv = fv.Field(index)
		}
		if f.omitEmpty && isEmpty(fv) || f.omitZero && isZero(fv) {
			continue
		}
		if !first {
			e.out = append(e.out, ',')
		}
		first = false
		if e.html {
			e.text(f.key)
		} else {
			e.text(f.plainKey)
		}
		if err := e.value(fv, f.quoted); err != nil {
			return err
		}
	}
	e.out = append(e.out, '}')
	return nil
}

type keyAndValue struct {
	key   string
	value reflect.Value
}

// keyText returns the text of a map's key.
func keyText(k reflect.Value) (string, error) {
	if k.Kind() == reflect.String {
		return k.String(), nil
	}
	if m, ok := k.Interface().(encoding.TextMarshaler); ok {
		if k.Kind() == reflect.Pointer && k.IsNil() {
			return "", nil
		}
		b, err := m.MarshalText()
		return string(b), err
	}
	if k.CanInt() {
		return strconv.FormatInt(k.Int(), 10), nil
	}
	return strconv.FormatUint(k.Uint(), 10), nil
}

func (e *encoder) mapValue(v reflect.Value) error {
	t := v.Type()
	if k := t.Key().Kind(); k != reflect.String && !(k >= reflect.Int && k <= reflect.Uintptr) && !t.Key().Implements(textMarshalerType) {
		return &UnsupportedTypeError{t}
	}
	if v.IsNil() {
		e.text("null")
		return nil
	}
	at, err := e.enter(v)
	if err != nil {
		return err
	}
	defer e.leave(at)
	pairs := make([]keyAndValue, 0, v.Len())
	for it := v.MapRange(); it.Next(); {
		key, err := keyText(it.Key())
		if err != nil {
			return &MarshalerError{t, err, "MarshalText"}
		}
		pairs = append(pairs, keyAndValue{key, it.Value()})
	}
	slices.SortFunc(pairs, func(a, b keyAndValue) int { return strings.Compare(a.key, b.key) })
	e.out = append(e.out, '{')
	for i, p := range pairs {
		if i > 0 {
			e.out = append(e.out, ',')
		}
		e.string(p.key)
		e.out = append(e.out, ':')
		if err := e.value(p.value, false); err != nil {
			return err
		}
	}
	e.out = append(e.out, '}')
	return nil
}

func (e *encoder) slice(v reflect.Value) error {
	if v.IsNil() {
		e.text("null")
		return nil
	}
	if elem := v.Type().Elem(); elem.Kind() == reflect.Uint8 {
		if info := infoOf(elem); !info.pointerMarshals && !info.pointerTextMarshals {
			e.text(`"` + base64.StdEncoding.EncodeToString(v.Bytes()) + `"`)
			return nil
		}
	}
	at, err := e.enter(v)
	if err != nil {
		return err
	}
	defer e.leave(at)
	return e.elements(v)
}

func (e *encoder) elements(v reflect.Value) error {
	e.out = append(e.out, '[')
	for i := range v.Len() {
		if i > 0 {
			e.out = append(e.out, ',')
		}
		if err := e.value(v.Index(i), false); err != nil {
			return err
		}
	}
	e.out = append(e.out, ']')
	return nil
}
