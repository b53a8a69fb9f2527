// Package reflect lets a program look at values of any type.
//
// A *rtype is the address of the runtime's description of a type, so equal types are equal pointers. A Value is a type,
// the address of a value in memory, and flags.
package reflect

import "strconv"

// A Kind is the kind of type that a Type is.
type Kind uint

const (
	Invalid Kind = iota
	Bool
	Int
	Int8
	Int16
	Int32
	Int64
	Uint
	Uint8
	Uint16
	Uint32
	Uint64
	Uintptr
	Float32
	Float64
	Complex64
	Complex128
	Array
	Chan
	Func
	Interface
	Map
	Pointer
	Slice
	String
	Struct
	UnsafePointer
)

// Ptr is the old name of Pointer.
const Ptr = Pointer

var kindNames = [...]string{"invalid", "bool", "int", "int8", "int16", "int32", "int64", "uint", "uint8", "uint16", "uint32",
	"uint64", "uintptr", "float32", "float64", "complex64", "complex128", "array", "chan", "func", "interface", "map", "ptr",
	"slice", "string", "struct", "unsafe.Pointer"}

// String returns the name of k.
func (k Kind) String() string {
	if k < Kind(len(kindNames)) {
		return kindNames[k]
	}
	return "kind" + strconv.Itoa(int(k))
}

// ChanDir is a channel type's direction.
type ChanDir int

const (
	RecvDir ChanDir             = 1 << iota // <-chan
	SendDir                                 // chan<-
	BothDir = RecvDir | SendDir             // chan
)

func (d ChanDir) String() string {
	switch d {
	case SendDir:
		return "chan<-"
	case RecvDir:
		return "<-chan"
	case BothDir:
		return "chan"
	}
	return "ChanDir" + strconv.Itoa(int(d))
}

// Type describes a Go type. Methods that a kind of type does not have panic. Types are compared with ==.
type Type interface {
	// Align and FieldAlign return alignments in bytes.
	Align() int
	FieldAlign() int
	// Method returns the i'th exported method, sorted by name; NumMethod counts them (an interface's unexported too).
	Method(int) Method
	MethodByName(string) (Method, bool)
	NumMethod() int
	// Name returns the name within its package of a defined type, else "".
	Name() string
	// PkgPath returns the import path of the package of a defined type, else "".
	PkgPath() string
	// Size returns the bytes of a value.
	Size() uintptr
	// String returns a readable form with short package names; it may be ambiguous.
	String() string
	Kind() Kind
	Implements(u Type) bool
	AssignableTo(u Type) bool
	ConvertibleTo(u Type) bool
	Comparable() bool
	// Bits returns the size in bits of a number type.
	Bits() int
	ChanDir() ChanDir
	IsVariadic() bool
	// Elem returns the element type of an array, channel, map, pointer or slice.
	Elem() Type
	Field(i int) StructField
	FieldByIndex(index []int) StructField
	FieldByName(name string) (StructField, bool)
	FieldByNameFunc(match func(string) bool) (StructField, bool)
	In(i int) Type
	Key() Type
	Len() int
	NumField() int
	NumIn() int
	NumOut() int
	Out(i int) Type
	OverflowComplex(x complex128) bool
	OverflowFloat(x float64) bool
	OverflowInt(x int64) bool
	OverflowUint(x uint64) bool
	CanSeq() bool
	CanSeq2() bool

	common() *rtype
}

// rtype stands where the runtime's description of a type lies; it is never made by Go code, which reads the kind alone.
type rtype struct{ kind uint8 }

func typeOf(x any) *rtype
func typeSize(t *rtype) int
func typeAlign(t *rtype) int
func typeString(t *rtype) string
func typeName(t *rtype) string
func typePkgPath(t *rtype) string
func typeElem(t *rtype) *rtype
func typeKey(t *rtype) *rtype
func typeLen(t *rtype) int
func typeNumField(t *rtype) int
func typeField(t *rtype, i int) (name, pkgPath string, typ *rtype, tag string, offset int, embedded bool)

// typeFieldPlace returns where the i'th field lies; a nil type when there is none.
func typeFieldPlace(t *rtype, i int) (typ *rtype, offset int, exported, embedded bool)
func typeNumIn(t *rtype) int
func typeIn(t *rtype, i int) *rtype
func typeNumOut(t *rtype) int
func typeOut(t *rtype, i int) *rtype
func typeVariadic(t *rtype) bool
func typeChanDir(t *rtype) int
func typeNumMethod(t *rtype) int
func typeMethod(t *rtype, i int) (name, pkgPath string, typ *rtype)
func typeImplements(t, iface *rtype) bool
func typeComparable(t *rtype) bool
func typeAssignable(from, to *rtype) bool
func typeConvertible(from, to *rtype) bool
func typeIsNamed(t *rtype) bool

// Types that the program may not mention are made on demand.
func pointerTo(t *rtype) *rtype
func sliceOf(t *rtype) *rtype
func mapOf(key, elem *rtype) *rtype
func arrayOf(n int, elem *rtype) *rtype
func chanOf(dir int, elem *rtype) *rtype
func funcOf(in, out []*rtype, variadic bool) *rtype

// toType avoids an interface that holds a nil pointer.
func toType(t *rtype) Type {
	if t == nil {
		return nil
	}
	return t
}

// TypeOf returns the dynamic type of i, nil for a nil interface.
func TypeOf(i any) Type { return toType(typeOf(i)) }

// TypeFor returns the Type of T.
func TypeFor[T any]() Type {
	var p *T
	return toType(typeElem(typeOf(p)))
}

func (t *rtype) common() *rtype  { return t }
func (t *rtype) Align() int      { return typeAlign(t) }
func (t *rtype) FieldAlign() int { return typeAlign(t) }
func (t *rtype) Kind() Kind      { return Kind(t.kind) }
func (t *rtype) Size() uintptr   { return uintptr(typeSize(t)) }
func (t *rtype) String() string  { return typeString(t) }
func (t *rtype) Name() string    { return typeName(t) }
func (t *rtype) PkgPath() string { return typePkgPath(t) }
func (t *rtype) NumMethod() int  { return typeNumMethod(t) }

func (t *rtype) must(k Kind, method string) {
	if t.Kind() != k {
		panic("reflect: " + method + " of non-" + k.String() + " type " + t.String())
	}
}

func (t *rtype) Bits() int {
	k := t.Kind()
	if k < Int || k > Complex128 {
		panic("reflect: Bits of non-arithmetic Type " + t.String())
	}
	return typeSize(t) * 8
}

func (t *rtype) ChanDir() ChanDir {
	t.must(Chan, "ChanDir")
	return ChanDir(typeChanDir(t))
}

func (t *rtype) IsVariadic() bool {
	t.must(Func, "IsVariadic")
	return typeVariadic(t)
}

func (t *rtype) Elem() Type {
	switch t.Kind() {
	case Array, Chan, Map, Pointer, Slice:
		return typeElem(t)
	}
	panic("reflect: Elem of invalid type " + t.String())
}

func (t *rtype) Key() Type {
	t.must(Map, "Key")
	return typeKey(t)
}

func (t *rtype) Len() int {
	t.must(Array, "Len")
	return typeLen(t)
}

func (t *rtype) NumField() int {
	t.must(Struct, "NumField")
	return typeNumField(t)
}

func (t *rtype) In(i int) Type {
	t.must(Func, "In")
	return typeIn(t, i)
}

func (t *rtype) NumIn() int {
	t.must(Func, "NumIn")
	return typeNumIn(t)
}

func (t *rtype) Out(i int) Type {
	t.must(Func, "Out")
	return typeOut(t, i)
}

func (t *rtype) NumOut() int {
	t.must(Func, "NumOut")
	return typeNumOut(t)
}

func (t *rtype) Implements(u Type) bool {
	if u == nil {
		panic("reflect: nil type passed to Type.Implements")
	}
	if u.Kind() != Interface {
		panic("reflect: non-interface type passed to Type.Implements")
	}
	return typeImplements(t, u.common())
}

func (t *rtype) AssignableTo(u Type) bool {
	if u == nil {
		panic("reflect: nil type passed to Type.AssignableTo")
	}
	return typeAssignable(t, u.common())
}

func (t *rtype) ConvertibleTo(u Type) bool {
	if u == nil {
		panic("reflect: nil type passed to Type.ConvertibleTo")
	}
	return typeConvertible(t, u.common())
}

func (t *rtype) Comparable() bool { return typeComparable(t) }

func (t *rtype) OverflowComplex(x complex128) bool {
	switch t.Kind() {
	case Complex64:
		return overflowFloat32(real(x)) || overflowFloat32(imag(x))
	case Complex128:
		return false
	}
	panic("reflect: OverflowComplex of non-complex type " + t.String())
}

func (t *rtype) OverflowFloat(x float64) bool {
	switch t.Kind() {
	case Float32:
		return overflowFloat32(x)
	case Float64:
		return false
	}
	panic("reflect: OverflowFloat of non-float type " + t.String())
}

func overflowFloat32(x float64) bool {
	if x < 0 {
		x = -x
	}
	return 3.40282346638528859811704183484516925440e+38 < x && x <= 1.79769313486231570814527423731704356798070e+308
}

func (t *rtype) OverflowInt(x int64) bool {
	switch t.Kind() {
	case Int, Int8, Int16, Int32, Int64:
		bits := uint(typeSize(t) * 8)
		return x != (x<<(64-bits))>>(64-bits)
	}
	panic("reflect: OverflowInt of non-int type " + t.String())
}

func (t *rtype) OverflowUint(x uint64) bool {
	switch t.Kind() {
	case Uint, Uint8, Uint16, Uint32, Uint64, Uintptr:
		bits := uint(typeSize(t) * 8)
		return x != (x<<(64-bits))>>(64-bits)
	}
	panic("reflect: OverflowUint of non-uint type " + t.String())
}

// isYield reports whether t is func(K..., V) bool with n parameters before.
func (t *rtype) isIterator(n int) bool {
	if t.Kind() != Func || typeNumIn(t) != 1 || typeNumOut(t) != 0 {
		return false
	}
	y := typeIn(t, 0)
	return y.Kind() == Func && typeNumIn(y) == n && typeNumOut(y) == 1 && typeOut(y, 0).Kind() == Bool
}

func (t *rtype) CanSeq() bool {
	switch t.Kind() {
	case Int8, Int16, Int32, Int64, Int, Uint8, Uint16, Uint32, Uint64, Uint, Uintptr, Array, Slice, Chan, String, Map:
		return true
	case Func:
		return t.isIterator(1)
	case Pointer:
		return typeElem(t).Kind() == Array
	}
	return false
}

func (t *rtype) CanSeq2() bool {
	switch t.Kind() {
	case Array, Slice, String, Map:
		return true
	case Func:
		return t.isIterator(2)
	case Pointer:
		return typeElem(t).Kind() == Array
	}
	return false
}

// Method represents a single method.
type Method struct {
	Name    string
	PkgPath string // of an unexported method of an interface, else ""
	Type    Type   // with the receiver as first parameter, but for interfaces
	Func    Value  // with the receiver as first argument; invalid for interfaces
	Index   int    // for Type.Method
}

// IsExported reports whether the method is exported.
func (m Method) IsExported() bool { return m.PkgPath == "" }

func (t *rtype) Method(i int) Method {
	if i < 0 || i >= typeNumMethod(t) {
		panic("reflect: Method index out of range")
	}
	name, pkgPath, typ := typeMethod(t, i)
	m := Method{Name: name, PkgPath: pkgPath, Type: toType(typ), Index: i}
	if t.Kind() != Interface {
		in := []*rtype{t}
		for j := 0; j < typeNumIn(typ); j++ {
			in = append(in, typeIn(typ, j))
		}
		var out []*rtype
		for j := 0; j < typeNumOut(typ); j++ {
			out = append(out, typeOut(typ, j))
		}
		full := funcOf(in, out, typeVariadic(typ))
		m.Type = full
		m.Func = Value{typ: full, ptr: methodExprBox(t, i), flag: flagMethodExpr}
	}
	return m
}

func (t *rtype) MethodByName(name string) (Method, bool) {
	for i := 0; i < typeNumMethod(t); i++ {
		if n, _, _ := typeMethod(t, i); n == name {
			return t.Method(i), true
		}
	}
	return Method{}, false
}

// A StructField describes a single field of a struct.
type StructField struct {
	Name      string
	PkgPath   string // of an unexported field, else ""
	Type      Type
	Tag       StructTag
	Offset    uintptr // bytes
	Index     []int   // for Type.FieldByIndex
	Anonymous bool    // an embedded field
}

// IsExported reports whether the field is exported.
func (f StructField) IsExported() bool { return f.PkgPath == "" }

// A StructTag is the tag string of a field: pairs key:"value" separated by spaces.
type StructTag string

// Get returns the value of key, "" if there is none.
func (tag StructTag) Get(key string) string {
	v, _ := tag.Lookup(key)
	return v
}

// Lookup returns the value of key and whether it is there.
func (tag StructTag) Lookup(key string) (value string, ok bool) {
	s := string(tag)
	for s != "" {
		i := 0
		for i < len(s) && s[i] == ' ' {
			i++
		}
		s = s[i:]
		i = 0
		for i < len(s) && s[i] > ' ' && s[i] != ':' && s[i] != '"' && s[i] != 0x7f {
			i++
		}
		if i == 0 || i+1 >= len(s) || s[i] != ':' || s[i+1] != '"' {
			return "", false
		}
		name := s[:i]
		s = s[i+1:]
		i = 1
		for i < len(s) && s[i] != '"' {
			if s[i] == '\\' {
				i++
			}
			i++
		}
		if i >= len(s) {
			return "", false
		}
		if name == key {
			value, err := strconv.Unquote(s[:i+1])
			return value, err == nil
		}
		s = s[i+1:]
	}
	return "", false
}

func (t *rtype) Field(i int) StructField {
	t.must(Struct, "Field")
	if i < 0 || i >= typeNumField(t) {
		panic("reflect: Field index out of bounds")
	}
	name, pkgPath, typ, tag, offset, embedded := typeField(t, i)
	return StructField{Name: name, PkgPath: pkgPath, Type: toType(typ), Tag: StructTag(tag), Offset: uintptr(offset),
		Index: []int{i}, Anonymous: embedded}
}

func (t *rtype) FieldByIndex(index []int) StructField {
	var f StructField
	var typ Type = t
	for i, x := range index {
		if i > 0 {
			if typ.Kind() == Pointer && typ.Elem().Kind() == Struct {
				typ = typ.Elem()
			}
		}
		f = typ.Field(x)
		typ = f.Type
	}
	f.Index = append([]int(nil), index...)
	return f
}

func (t *rtype) FieldByName(name string) (StructField, bool) {
	return t.FieldByNameFunc(func(s string) bool { return s == name })
}

// FieldByNameFunc searches breadth first, as Go's selectors do: a match at one depth hides deeper ones, two matches at
// one depth hide each other.
func (t *rtype) FieldByNameFunc(match func(string) bool) (result StructField, ok bool) {
	t.must(Struct, "FieldByNameFunc")
	type level struct {
		typ   *rtype
		index []int
	}
	current := []level{{typ: t}}
	visited := map[*rtype]bool{}
	for len(current) > 0 {
		var next []level
		count := map[*rtype]int{}
		for _, l := range current {
			count[l.typ]++
		}
		found := 0
		seen := map[*rtype]bool{}
		for _, l := range current {
			if visited[l.typ] || seen[l.typ] {
				continue
			}
			seen[l.typ] = true
			for i := 0; i < typeNumField(l.typ); i++ {
				f := l.typ.Field(i)
				index := append(append([]int(nil), l.index...), i)
				if match(f.Name) {
					found += count[l.typ]
					result = f
					result.Index = index
					continue
				}
				if f.Anonymous {
					e := f.Type.common()
					if e.Kind() == Pointer {
						e = typeElem(e)
					}
					if e.Kind() == Struct {
						for n := 0; n < count[l.typ]; n++ {
							next = append(next, level{e, index})
						}
					}
				}
			}
		}
		if found == 1 {
			return result, true
		}
		if found > 1 {
			return StructField{}, false
		}
		for typ := range seen {
			visited[typ] = true
		}
		current = next
	}
	return StructField{}, false
}

// VisibleFields returns all fields of a struct type that a selector reaches, embedded ones after what they stand in.
func VisibleFields(t Type) []StructField {
	if t == nil {
		panic("reflect: VisibleFields(nil)")
	}
	if t.Kind() != Struct {
		panic("reflect.VisibleFields of non-struct type")
	}
	var fields []StructField
	byName := map[string]int{}
	visiting := map[Type]bool{}
	var walk func(t Type, index []int)
	walk = func(t Type, index []int) {
		if visiting[t] {
			return
		}
		visiting[t] = true
		for i := 0; i < t.NumField(); i++ {
			f := t.Field(i)
			f.Index = append(append([]int(nil), index...), i)
			add := true
			if old, ok := byName[f.Name]; ok {
				o := &fields[old]
				if len(f.Index) == len(o.Index) {
					o.Name = "" // two at one depth: neither is visible
					add = false
				} else if len(f.Index) < len(o.Index) {
					o.Name = ""
				} else {
					add = false
				}
			}
			if add {
				byName[f.Name] = len(fields)
				fields = append(fields, f)
			}
			if f.Anonymous {
				e := f.Type
				if e.Kind() == Pointer {
					e = e.Elem()
				}
				if e.Kind() == Struct {
					walk(e, f.Index)
				}
			}
		}
		delete(visiting, t)
	}
	walk(t, nil)
	visible := fields[:0]
	for _, f := range fields {
		if f.Name != "" {
			visible = append(visible, f)
		}
	}
	return visible
}

// PointerTo returns the pointer type with element t.
func PointerTo(t Type) Type { return pointerTo(t.common()) }

// PtrTo is the old name of PointerTo.
func PtrTo(t Type) Type { return PointerTo(t) }

// SliceOf returns the slice type with element t.
func SliceOf(t Type) Type { return sliceOf(t.common()) }

// MapOf returns the map type with the given key and element types.
func MapOf(key, elem Type) Type {
	if !key.Comparable() {
		panic("reflect.MapOf: invalid key type " + key.String())
	}
	return mapOf(key.common(), elem.common())
}

// ArrayOf returns the array type with the given length and element.
func ArrayOf(length int, elem Type) Type {
	if length < 0 {
		panic("reflect: negative length passed to ArrayOf")
	}
	return arrayOf(length, elem.common())
}

// ChanOf returns the channel type with the given direction and element.
func ChanOf(dir ChanDir, t Type) Type {
	if dir == 0 || dir > BothDir {
		panic("reflect.ChanOf: invalid dir")
	}
	return chanOf(int(dir), t.common())
}

// FuncOf returns the function type with the given parameters and results.
func FuncOf(in, out []Type, variadic bool) Type {
	if variadic && (len(in) == 0 || in[len(in)-1].Kind() != Slice) {
		panic("reflect.FuncOf: last arg of variadic func must be slice")
	}
	list := func(types []Type) []*rtype {
		r := make([]*rtype, len(types))
		for i, t := range types {
			r[i] = t.common()
		}
		return r
	}
	return funcOf(list(in), list(out), variadic)
}

// isIdentifier reports whether a field may have the name.
func isIdentifier(name string) bool

func structOf(names, pkgPaths []string, types []*rtype, tags []string, embedded []bool) *rtype

// StructOf returns the struct type with the given fields, of which it reads Name, PkgPath, Type, Tag and Anonymous.
func StructOf(fields []StructField) Type {
	n := len(fields)
	names, pkgPaths, tags := make([]string, n), make([]string, n), make([]string, n)
	types, embedded := make([]*rtype, n), make([]bool, n)
	seen := map[string]bool{}
	pkgPath := "" // of all unexported fields
	for i, f := range fields {
		if f.Name == "" {
			panic("reflect.StructOf: field " + strconv.Itoa(i) + " has no name")
		}
		if !isIdentifier(f.Name) {
			panic("reflect.StructOf: field " + strconv.Itoa(i) + " has invalid name")
		}
		if f.Type == nil {
			panic("reflect.StructOf: field " + strconv.Itoa(i) + " has no type")
		}
		if first := f.Name[0]; first < 0x80 && (first < 'A' || first > 'Z') && f.PkgPath == "" {
			panic("reflect.StructOf: field \"" + f.Name + "\" is unexported but missing PkgPath")
		}
		if f.PkgPath != "" {
			if pkgPath == "" {
				pkgPath = f.PkgPath
			} else if pkgPath != f.PkgPath {
				panic("reflect.Struct: fields with different PkgPath " + pkgPath + " and " + f.PkgPath)
			}
		}
		if seen[f.Name] && f.Name != "_" {
			panic("reflect.StructOf: duplicate field " + f.Name)
		}
		seen[f.Name] = true
		names[i], pkgPaths[i], types[i], tags[i], embedded[i] = f.Name, f.PkgPath, f.Type.common(), string(f.Tag), f.Anonymous
	}
	size := 0
	for _, f := range fields {
		size += len(f.Type.String())
	}
	if size > 1<<16 {
		panic("reflect.StructOf: the type's name would be too long")
	}
	return structOf(names, pkgPaths, types, tags, embedded)
}
