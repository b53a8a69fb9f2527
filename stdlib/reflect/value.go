package reflect

import "strconv"

// Value is the reflection interface to a Go value. The zero Value represents no value: IsValid returns false, Kind
// returns Invalid, String returns "<invalid Value>", and all other methods panic.
type Value struct {
	typ  *rtype
	ptr  *byte // where the value lies in memory
	flag uintptr
}

const (
	flagAddr       uintptr = 1 << iota // ptr is the variable itself, not a copy
	flagStickyRO                       // reached through an unexported field that is not embedded
	flagEmbedRO                        // reached through an unexported embedded field, whose exported fields are free
	flagMethod                         // a method bound to its receiver: ptr points to a boundMethod
	flagMethodExpr                     // a method expression: ptr points to a methodExpr

	flagRO = flagStickyRO | flagEmbedRO
)

// readOnly returns the flag of what is reached through v other than by a field: nothing frees that again.
func (v Value) readOnly() uintptr {
	if v.flag&flagRO != 0 {
		return flagStickyRO
	}
	return 0
}

// A ValueError is the panic of a method on a Value that does not support it.
type ValueError struct {
	Method string
	Kind   Kind
}

func (e *ValueError) Error() string {
	if e.Kind == 0 {
		return "reflect: call of " + e.Method + " on zero Value"
	}
	return "reflect: call of " + e.Method + " on " + e.Kind.String() + " Value"
}

// Memory. A *byte here is the address of a value of the type beside it.
func unpack(x any) (t *rtype, ptr *byte)
func pack(t *rtype, ptr *byte) any
func newObject(t *rtype) *byte
func newArray(t *rtype, n int) *byte
func move(t *rtype, to, from *byte)
func zero(t *rtype, to *byte)
func isZero(t *rtype, ptr *byte) bool
func offset(ptr *byte, bytes int) *byte
func loadPointer(ptr *byte) *byte
func storePointer(ptr, value *byte)
func loadBool(ptr *byte) bool
func loadInt(t *rtype, ptr *byte) int64
func loadUint(t *rtype, ptr *byte) uint64
func loadFloat(t *rtype, ptr *byte) float64
func loadComplex(t *rtype, ptr *byte) complex128
func loadString(ptr *byte) string
func loadIface(ptr *byte) (t *rtype, value *byte)
func storeInt(t *rtype, ptr *byte, x uint64)
func storeFloat(t *rtype, ptr *byte, x float64)
func storeComplex(t *rtype, ptr *byte, x complex128)
func storeString(ptr *byte, s string)
func storeIface(ptr *byte, x any)
func address(p *byte) uintptr
func makeSlice(t *rtype, length, capacity int) *byte
func sliceHeader(ptr *byte) (data *byte, length, capacity int)
func storeSlice(ptr, data *byte, length, capacity int)
func makeMap(t *rtype, n int) *byte
func mapLen(ptr *byte) int
func mapFind(t *rtype, ptr, key *byte) *byte
func mapSet(t *rtype, ptr, key, value *byte)
func mapRemove(t *rtype, ptr, key *byte)
func mapClear(ptr *byte)
func mapIter(t *rtype, ptr *byte) *byte
func mapNext(iter *byte) (key, value *byte)
func equal(t *rtype, a, b *byte) bool
func bytesToString(ptr *byte) string
func runesToString(ptr *byte) string
func stringToBytes(t *rtype, s string) *byte
func stringToRunes(t *rtype, s string) *byte
func methodExprBox(t *rtype, i int) *byte

// ValueOf returns a Value of what i holds; the zero Value for nil.
func ValueOf(i any) Value {
	t, ptr := unpack(i)
	return Value{typ: t, ptr: ptr}
}

// New returns a pointer to a new zero value of type typ.
func New(typ Type) Value {
	if typ == nil {
		panic("reflect: New(nil)")
	}
	t := typ.common()
	return pointerValue(t, newObject(t))
}

// pointerValue returns a Value of type *t that points to target.
func pointerValue(t *rtype, target *byte) Value {
	pt := pointerTo(t)
	v := Value{typ: pt, ptr: newObject(pt)}
	storePointer(v.ptr, target)
	return v
}

// NewAt returns a pointer to a value of type typ at p, which is a pointer of any type in Golite.
func NewAt(typ Type, p any) Value {
	_, ptr := unpack(p)
	return pointerValue(typ.common(), loadPointer(ptr))
}

// Zero returns the zero value of typ; it is not addressable.
func Zero(typ Type) Value {
	if typ == nil {
		panic("reflect: Zero(nil)")
	}
	t := typ.common()
	return Value{typ: t, ptr: newObject(t)}
}

// Indirect returns what v points to, v itself if it is no pointer.
func Indirect(v Value) Value {
	if v.Kind() != Pointer {
		return v
	}
	return v.Elem()
}

// IsValid reports whether v represents a value.
func (v Value) IsValid() bool { return v.typ != nil }

// Kind returns v's Kind, Invalid for the zero Value.
func (v Value) Kind() Kind {
	if v.typ == nil {
		return Invalid
	}
	return Kind(v.typ.kind)
}

// Type returns v's type.
func (v Value) Type() Type {
	if v.typ == nil {
		panic(&ValueError{"reflect.Value.Type", Invalid})
	}
	return v.typ
}

func (v Value) must(k Kind, method string) {
	if v.Kind() != k {
		panic(&ValueError{"reflect.Value." + method, v.Kind()})
	}
}

func (v Value) mustBeExported(method string) {
	if v.typ == nil {
		panic(&ValueError{"reflect.Value." + method, Invalid})
	}
	if v.flag&flagRO != 0 {
		panic("reflect: reflect.Value." + method + " using value obtained using unexported field")
	}
}

func (v Value) mustBeAssignable(method string) {
	v.mustBeExported(method)
	if v.flag&flagAddr == 0 {
		panic("reflect: reflect.Value." + method + " using unaddressable value")
	}
}

// CanAddr reports whether Addr works: elements of slices, fields and elements of addressable structs and arrays, and
// what pointers point to.
func (v Value) CanAddr() bool { return v.flag&flagAddr != 0 }

// CanSet reports whether v can be changed: it is addressable and was not reached through unexported fields.
func (v Value) CanSet() bool { return v.flag&(flagAddr|flagRO) == flagAddr }

// CanInterface reports whether Interface works.
func (v Value) CanInterface() bool {
	if v.typ == nil {
		panic(&ValueError{"reflect.Value.CanInterface", Invalid})
	}
	return v.flag&flagRO == 0
}

// Addr returns a pointer to v.
func (v Value) Addr() Value {
	if v.flag&flagAddr == 0 {
		panic("reflect.Value.Addr of unaddressable value")
	}
	p := pointerValue(v.typ, v.ptr)
	p.flag = v.flag & flagRO
	return p
}

// UnsafeAddr returns the address of v as a number.
func (v Value) UnsafeAddr() uintptr {
	if v.flag&flagAddr == 0 {
		panic("reflect.Value.UnsafeAddr of unaddressable value")
	}
	return address(v.ptr)
}

// Interface returns v's value.
func (v Value) Interface() (i any) {
	if v.typ == nil {
		panic(&ValueError{"reflect.Value.Interface", Invalid})
	}
	if v.flag&flagRO != 0 {
		panic("reflect.Value.Interface: cannot return value obtained from unexported field or method")
	}
	return v.any()
}

func (v Value) any() any {
	if v.Kind() == Interface {
		t, ptr := loadIface(v.ptr)
		if t == nil {
			return nil
		}
		return pack(t, ptr)
	}
	if v.flag&(flagMethod|flagMethodExpr) != 0 {
		method := v
		v = MakeFunc(v.typ, func(args []Value) []Value {
			if typeVariadic(method.typ) {
				return method.call("CallSlice", args)
			}
			return method.call("Call", args)
		})
	}
	return pack(v.typ, v.ptr)
}

// Bool returns v's value, of kind Bool.
func (v Value) Bool() bool {
	v.must(Bool, "Bool")
	return loadBool(v.ptr)
}

// CanInt reports whether Int works.
func (v Value) CanInt() bool { k := v.Kind(); return k >= Int && k <= Int64 }

// CanUint reports whether Uint works.
func (v Value) CanUint() bool { k := v.Kind(); return k >= Uint && k <= Uintptr }

// CanFloat reports whether Float works.
func (v Value) CanFloat() bool { k := v.Kind(); return k == Float32 || k == Float64 }

// CanComplex reports whether Complex works.
func (v Value) CanComplex() bool { k := v.Kind(); return k == Complex64 || k == Complex128 }

// CanConvert reports whether Convert works.
func (v Value) CanConvert(t Type) bool {
	if !v.Type().ConvertibleTo(t) {
		return false
	}
	if v.Kind() == Slice {
		n := -1
		if t.Kind() == Array {
			n = t.Len()
		} else if t.Kind() == Pointer && t.Elem().Kind() == Array {
			n = t.Elem().Len()
		}
		return n <= v.Len()
	}
	return true
}

// Int returns v's value, of a signed integer kind.
func (v Value) Int() int64 {
	if !v.CanInt() {
		panic(&ValueError{"reflect.Value.Int", v.Kind()})
	}
	return loadInt(v.typ, v.ptr)
}

// Uint returns v's value, of an unsigned integer kind.
func (v Value) Uint() uint64 {
	if !v.CanUint() {
		panic(&ValueError{"reflect.Value.Uint", v.Kind()})
	}
	return loadUint(v.typ, v.ptr)
}

// Float returns v's value, of a float kind.
func (v Value) Float() float64 {
	if !v.CanFloat() {
		panic(&ValueError{"reflect.Value.Float", v.Kind()})
	}
	return loadFloat(v.typ, v.ptr)
}

// Complex returns v's value, of a complex kind.
func (v Value) Complex() complex128 {
	if !v.CanComplex() {
		panic(&ValueError{"reflect.Value.Complex", v.Kind()})
	}
	return loadComplex(v.typ, v.ptr)
}

// String returns v's value, of kind String; for others "<T Value>".
func (v Value) String() string {
	switch v.Kind() {
	case String:
		return loadString(v.ptr)
	case Invalid:
		return "<invalid Value>"
	}
	return "<" + v.typ.String() + " Value>"
}

// Bytes returns v's bytes, of kind Slice or an addressable Array of bytes.
func (v Value) Bytes() []byte {
	switch v.Kind() {
	case Slice:
		if typeElem(v.typ).Kind() != Uint8 {
			panic("reflect.Value.Bytes of non-byte slice")
		}
		return sliceBytes(v.ptr)
	case Array:
		if typeElem(v.typ).Kind() != Uint8 {
			panic("reflect.Value.Bytes of non-byte array")
		}
		if !v.CanAddr() {
			panic("reflect.Value.Bytes of unaddressable byte array")
		}
		return v.Slice(0, v.Len()).Bytes()
	}
	panic(&ValueError{"reflect.Value.Bytes", v.Kind()})
}

// sliceBytes reads a slice of bytes.
func sliceBytes(ptr *byte) []byte

// Elem returns what the interface v holds or the pointer v points to; the zero Value for nil.
func (v Value) Elem() Value {
	switch v.Kind() {
	case Interface:
		t, ptr := loadIface(v.ptr)
		return Value{typ: t, ptr: ptr, flag: v.readOnly()}
	case Pointer:
		p := loadPointer(v.ptr)
		if p == nil {
			return Value{}
		}
		return Value{typ: typeElem(v.typ), ptr: p, flag: v.flag&flagRO | flagAddr}
	}
	panic(&ValueError{"reflect.Value.Elem", v.Kind()})
}

// NumField returns the number of fields of the struct v.
func (v Value) NumField() int {
	v.must(Struct, "NumField")
	return typeNumField(v.typ)
}

// Field returns the i'th field of the struct v.
func (v Value) Field(i int) Value {
	v.must(Struct, "Field")
	typ, off, exported, embedded := typeFieldPlace(v.typ, i)
	if typ == nil {
		panic("reflect: Field index out of range")
	}
	flag := v.flag & (flagAddr | flagStickyRO)
	if !exported && embedded {
		flag |= flagEmbedRO
	} else if !exported {
		flag |= flagStickyRO
	}
	return Value{typ: typ, ptr: offset(v.ptr, off), flag: flag}
}

// FieldByIndex returns the nested field of a path of indexes; it panics on a nil embedded pointer.
func (v Value) FieldByIndex(index []int) Value {
	for i, x := range index {
		if i > 0 && v.Kind() == Pointer && typeElem(v.typ).Kind() == Struct {
			if v.IsNil() {
				panic("reflect: indirection through nil pointer to embedded struct field " + typeName(typeElem(v.typ)))
			}
			v = v.Elem()
		}
		v = v.Field(x)
	}
	return v
}

type nilEmbedded struct{ name string }

func (e nilEmbedded) Error() string {
	return "reflect: indirection through nil pointer to embedded struct field " + e.name
}

// FieldByIndexErr is FieldByIndex with an error instead of a panic for nil pointers.
func (v Value) FieldByIndexErr(index []int) (Value, error) {
	for i, x := range index {
		if i > 0 && v.Kind() == Pointer && typeElem(v.typ).Kind() == Struct {
			if v.IsNil() {
				return Value{}, nilEmbedded{typeName(typeElem(v.typ))}
			}
			v = v.Elem()
		}
		v = v.Field(x)
	}
	return v, nil
}

// FieldByName returns the named field; the zero Value if there is none.
func (v Value) FieldByName(name string) Value {
	v.must(Struct, "FieldByName")
	if f, ok := v.typ.FieldByName(name); ok {
		return v.FieldByIndex(f.Index)
	}
	return Value{}
}

// FieldByNameFunc returns the field whose name matches; the zero Value if there is none.
func (v Value) FieldByNameFunc(match func(string) bool) Value {
	if f, ok := v.typ.FieldByNameFunc(match); ok {
		return v.FieldByIndex(f.Index)
	}
	return Value{}
}

// Len returns the length of v: Array, Chan, Map, Slice, String, or pointer to array.
func (v Value) Len() int {
	switch v.Kind() {
	case Array:
		return typeLen(v.typ)
	case Chan:
		return chanLen(v.ptr)
	case Map:
		return mapLen(v.ptr)
	case Slice:
		_, n, _ := sliceHeader(v.ptr)
		return n
	case String:
		return len(loadString(v.ptr))
	case Pointer:
		if e := typeElem(v.typ); e.Kind() == Array {
			return typeLen(e)
		}
		panic("reflect: call of reflect.Value.Len on ptr to non-array Value")
	}
	panic(&ValueError{"reflect.Value.Len", v.Kind()})
}

// Cap returns the capacity of v: Array, Chan, Slice, or pointer to array.
func (v Value) Cap() int {
	switch v.Kind() {
	case Array:
		return typeLen(v.typ)
	case Chan:
		return chanCap(v.ptr)
	case Slice:
		_, _, c := sliceHeader(v.ptr)
		return c
	case Pointer:
		if e := typeElem(v.typ); e.Kind() == Array {
			return typeLen(e)
		}
		panic("reflect: call of reflect.Value.Cap on ptr to non-array Value")
	}
	panic(&ValueError{"reflect.Value.Cap", v.Kind()})
}

// Index returns the i'th element of v: Array, Slice or String.
func (v Value) Index(i int) Value {
	switch v.Kind() {
	case Array:
		if i < 0 || i >= typeLen(v.typ) {
			panic("reflect: array index out of range")
		}
		e := typeElem(v.typ)
		return Value{typ: e, ptr: offset(v.ptr, i*typeSize(e)), flag: v.flag&flagAddr | v.readOnly()}
	case Slice:
		data, n, _ := sliceHeader(v.ptr)
		if i < 0 || i >= n {
			panic("reflect: slice index out of range")
		}
		e := typeElem(v.typ)
		return Value{typ: e, ptr: offset(data, i*typeSize(e)), flag: v.readOnly() | flagAddr}
	case String:
		s := loadString(v.ptr)
		if i < 0 || i >= len(s) {
			panic("reflect: string index out of range")
		}
		b := ValueOf(s[i])
		b.flag = v.readOnly()
		return b
	}
	panic(&ValueError{"reflect.Value.Index", v.Kind()})
}

// IsNil reports whether v is nil: Chan, Func, Interface, Map, Pointer, Slice.
func (v Value) IsNil() bool {
	switch v.Kind() {
	case Chan, Func, Interface, Map, Pointer, Slice, UnsafePointer:
		if v.flag&(flagMethod|flagMethodExpr) != 0 {
			return false
		}
		return loadPointer(v.ptr) == nil
	}
	panic(&ValueError{"reflect.Value.IsNil", v.Kind()})
}

// IsZero reports whether v is the zero value of its type.
func (v Value) IsZero() bool {
	switch v.Kind() {
	case Invalid:
		panic(&ValueError{"reflect.Value.IsZero", Invalid})
	case Float32, Float64:
		f := v.Float()
		return f == 0 && 1/f > 0
	case Complex64, Complex128:
		c := v.Complex()
		return real(c) == 0 && 1/real(c) > 0 && imag(c) == 0 && 1/imag(c) > 0
	case Array:
		for i := 0; i < v.Len(); i++ {
			if !v.Index(i).IsZero() {
				return false
			}
		}
		return true
	case Struct:
		for i := 0; i < v.NumField(); i++ {
			if !v.Field(i).IsZero() {
				return false
			}
		}
		return true
	case String:
		return v.Len() == 0
	case Chan, Func, Interface, Map, Pointer, Slice, UnsafePointer:
		return v.IsNil()
	}
	return isZero(v.typ, v.ptr)
}

// Pointer returns v's value as a number: Chan, Func, Map, Pointer, Slice, String.
func (v Value) Pointer() uintptr {
	switch v.Kind() {
	case Chan, Func, Map, Pointer, Slice, String, UnsafePointer:
		return address(loadPointer(v.ptr))
	}
	panic(&ValueError{"reflect.Value.Pointer", v.Kind()})
}

// UnsafePointer is Pointer; Golite has no unsafe pointers.
func (v Value) UnsafePointer() uintptr { return v.Pointer() }

// SetZero sets v to the zero value of its type.
func (v Value) SetZero() {
	v.mustBeAssignable("SetZero")
	zero(v.typ, v.ptr)
}

// assignTo returns v as a value of type t, for an assignment in the named method.
func (v Value) assignTo(method string, t *rtype) Value {
	if v.typ == t {
		return v
	}
	if typeAssignable(v.typ, t) {
		if t.Kind() == Interface {
			r := Value{typ: t, ptr: newObject(t)}
			if v.Kind() == Interface && v.IsNil() {
				return r
			}
			storeIface(r.ptr, v.any())
			return r
		}
		return Value{typ: t, ptr: v.ptr, flag: v.flag}
	}
	panic(method + ": value of type " + v.typ.String() + " is not assignable to type " + t.String())
}

// Set assigns x to v.
func (v Value) Set(x Value) {
	v.mustBeAssignable("Set")
	x.mustBeExported("Set")
	x = x.assignTo("reflect.Set", v.typ)
	move(v.typ, v.ptr, x.ptr)
}

// SetBool sets v, of kind Bool.
func (v Value) SetBool(x bool) {
	v.mustBeAssignable("SetBool")
	v.must(Bool, "SetBool")
	n := uint64(0)
	if x {
		n = 1
	}
	storeInt(v.typ, v.ptr, n)
}

// SetInt sets v, of a signed integer kind.
func (v Value) SetInt(x int64) {
	v.mustBeAssignable("SetInt")
	if !v.CanInt() {
		panic(&ValueError{"reflect.Value.SetInt", v.Kind()})
	}
	storeInt(v.typ, v.ptr, uint64(x))
}

// SetUint sets v, of an unsigned integer kind.
func (v Value) SetUint(x uint64) {
	v.mustBeAssignable("SetUint")
	if !v.CanUint() {
		panic(&ValueError{"reflect.Value.SetUint", v.Kind()})
	}
	storeInt(v.typ, v.ptr, x)
}

// SetFloat sets v, of a float kind.
func (v Value) SetFloat(x float64) {
	v.mustBeAssignable("SetFloat")
	if !v.CanFloat() {
		panic(&ValueError{"reflect.Value.SetFloat", v.Kind()})
	}
	storeFloat(v.typ, v.ptr, x)
}

// SetComplex sets v, of a complex kind.
func (v Value) SetComplex(x complex128) {
	v.mustBeAssignable("SetComplex")
	if !v.CanComplex() {
		panic(&ValueError{"reflect.Value.SetComplex", v.Kind()})
	}
	storeComplex(v.typ, v.ptr, x)
}

// SetString sets v, of kind String.
func (v Value) SetString(x string) {
	v.mustBeAssignable("SetString")
	v.must(String, "SetString")
	storeString(v.ptr, x)
}

// SetBytes sets v, a slice of bytes.
func (v Value) SetBytes(x []byte) {
	v.mustBeAssignable("SetBytes")
	v.must(Slice, "SetBytes")
	if typeElem(v.typ).Kind() != Uint8 {
		panic("reflect.Value.SetBytes of non-byte slice")
	}
	move(v.typ, v.ptr, ValueOf(x).ptr)
}

// SetLen sets the length of the slice v.
func (v Value) SetLen(n int) {
	v.mustBeAssignable("SetLen")
	v.must(Slice, "SetLen")
	data, _, c := sliceHeader(v.ptr)
	if n < 0 || n > c {
		panic("reflect: slice length out of range in SetLen")
	}
	storeSlice(v.ptr, data, n, c)
}

// SetCap sets the capacity of the slice v.
func (v Value) SetCap(n int) {
	v.mustBeAssignable("SetCap")
	v.must(Slice, "SetCap")
	data, l, c := sliceHeader(v.ptr)
	if n < l || n > c {
		panic("reflect: slice capacity out of range in SetCap")
	}
	storeSlice(v.ptr, data, l, n)
}

// Grow makes room for n more elements in the slice v.
func (v Value) Grow(n int) {
	v.mustBeAssignable("Grow")
	v.must(Slice, "Grow")
	if n < 0 {
		panic("reflect.Value.Grow: negative len")
	}
	data, l, c := sliceHeader(v.ptr)
	if l+n <= c {
		return
	}
	grown := makeSlice(v.typ, l, max(l+n, 2*c))
	to, _, newCap := sliceHeader(grown)
	e := typeElem(v.typ)
	for i := 0; i < l; i++ {
		move(e, offset(to, i*typeSize(e)), offset(data, i*typeSize(e)))
	}
	storeSlice(v.ptr, to, l, newCap)
}

// Clear empties the map v or zeroes the elements of the slice v.
func (v Value) Clear() {
	switch v.Kind() {
	case Slice:
		data, n, _ := sliceHeader(v.ptr)
		e := typeElem(v.typ)
		for i := 0; i < n; i++ {
			zero(e, offset(data, i*typeSize(e)))
		}
	case Map:
		mapClear(v.ptr)
	default:
		panic(&ValueError{"reflect.Value.Clear", v.Kind()})
	}
}

// Slice returns v[i:j] of a slice, string or addressable array.
func (v Value) Slice(i, j int) Value {
	if v.Kind() == String {
		s := loadString(v.ptr)
		if i < 0 || j < i || j > len(s) {
			panic("reflect.Value.Slice: string slice index out of bounds")
		}
		r := Value{typ: v.typ, ptr: newObject(v.typ), flag: v.readOnly()}
		storeString(r.ptr, s[i:j])
		return r
	}
	_, _, c := v.backing("Slice")
	return v.slice3("Slice", i, j, c)
}

// Slice3 returns v[i:j:k] of a slice or addressable array.
func (v Value) Slice3(i, j, k int) Value { return v.slice3("Slice3", i, j, k) }

func (v Value) backing(method string) (data *byte, t *rtype, c int) {
	switch v.Kind() {
	case Array:
		if v.flag&flagAddr == 0 {
			panic("reflect.Value." + method + ": slice of unaddressable array")
		}
		return v.ptr, sliceOf(typeElem(v.typ)), typeLen(v.typ)
	case Slice:
		data, _, c := sliceHeader(v.ptr)
		return data, v.typ, c
	}
	panic(&ValueError{"reflect.Value." + method, v.Kind()})
}

func (v Value) slice3(method string, i, j, k int) Value {
	data, t, c := v.backing(method)
	if i < 0 || j < i || k < j || k > c {
		panic("reflect.Value." + method + ": slice index out of bounds")
	}
	r := Value{typ: t, ptr: newObject(t), flag: v.readOnly()}
	if k > i {
		data = offset(data, i*typeSize(typeElem(t)))
	}
	storeSlice(r.ptr, data, j-i, k-i)
	return r
}

// MakeSlice returns a new slice value.
func MakeSlice(typ Type, length, capacity int) Value {
	if typ.Kind() != Slice {
		panic("reflect.MakeSlice of non-slice type")
	}
	if length < 0 {
		panic("reflect.MakeSlice: negative len")
	}
	if capacity < 0 {
		panic("reflect.MakeSlice: negative cap")
	}
	if length > capacity {
		panic("reflect.MakeSlice: len > cap")
	}
	if size := typ.Elem().Size(); size > 0 && uintptr(capacity) > 1<<48/size {
		panic("runtime: allocation size out of range")
	}
	return Value{typ: typ.common(), ptr: makeSlice(typ.common(), length, capacity)}
}

// Append appends values to the slice s.
func Append(s Value, x ...Value) Value {
	s.must(Slice, "Append")
	n := s.Len()
	r := Value{typ: s.typ, ptr: newObject(s.typ), flag: flagAddr}
	move(s.typ, r.ptr, s.ptr)
	r.Grow(len(x))
	r.SetLen(n + len(x))
	for i, v := range x {
		r.Index(n + i).Set(v)
	}
	r.flag = s.readOnly()
	return r
}

// AppendSlice appends the elements of the slice t to s.
func AppendSlice(s, t Value) Value {
	t.must(Slice, "AppendSlice")
	if s.typ != t.typ {
		panic("reflect.AppendSlice: " + s.typ.String() + " != " + t.typ.String())
	}
	list := make([]Value, t.Len())
	for i := range list {
		list[i] = t.Index(i)
	}
	return Append(s, list...)
}

// Copy copies elements of src to dst until one of them ends, and returns how many.
func Copy(dst, src Value) int {
	if k := dst.Kind(); k != Array && k != Slice {
		panic(&ValueError{"reflect.Copy", k})
	}
	n := min(dst.Len(), src.Len())
	values := make([]Value, n)
	for i := range values {
		values[i] = ValueOf(src.Index(i).any())
		if src.Kind() != String && typeElem(src.typ).Kind() == Interface {
			values[i] = src.Index(i).copied()
		}
	}
	for i, v := range values {
		dst.Index(i).Set(v)
	}
	return n
}

// copied returns v in memory of its own.
func (v Value) copied() Value {
	r := Value{typ: v.typ, ptr: newObject(v.typ), flag: v.readOnly()}
	move(v.typ, r.ptr, v.ptr)
	return r
}

// MakeMap returns a new map value.
func MakeMap(typ Type) Value { return MakeMapWithSize(typ, 0) }

// MakeMapWithSize returns a new map value with room for about n entries.
func MakeMapWithSize(typ Type, n int) Value {
	if typ.Kind() != Map {
		panic("reflect.MakeMapWithSize of non-map type")
	}
	return Value{typ: typ.common(), ptr: makeMap(typ.common(), n)}
}

// MapIndex returns the value of key in the map v; the zero Value if there is none.
func (v Value) MapIndex(key Value) Value {
	v.must(Map, "MapIndex")
	key = key.assignTo("reflect.Value.MapIndex", typeKey(v.typ))
	p := mapFind(v.typ, v.ptr, key.ptr)
	if p == nil {
		return Value{}
	}
	return Value{typ: typeElem(v.typ), ptr: p, flag: v.readOnly() | key.readOnly()}.copied()
}

// SetMapIndex sets the value of key in the map v; the zero Value deletes it.
func (v Value) SetMapIndex(key, elem Value) {
	v.must(Map, "SetMapIndex")
	v.mustBeExported("SetMapIndex")
	key.mustBeExported("SetMapIndex")
	key = key.assignTo("reflect.Value.SetMapIndex", typeKey(v.typ))
	if elem.typ == nil {
		mapRemove(v.typ, v.ptr, key.ptr)
		return
	}
	elem.mustBeExported("SetMapIndex")
	elem = elem.assignTo("reflect.Value.SetMapIndex", typeElem(v.typ))
	mapSet(v.typ, v.ptr, key.ptr, elem.ptr)
}

// MapKeys returns the keys of the map v in unspecified order.
func (v Value) MapKeys() []Value {
	v.must(Map, "MapKeys")
	keys := make([]Value, 0, v.Len())
	for it := v.MapRange(); it.Next(); {
		keys = append(keys, it.Key())
	}
	return keys
}

// A MapIter walks over a map.
type MapIter struct {
	m          Value
	iter       *byte
	key, value *byte
}

// MapRange returns an iterator over the map v; call Next before each entry.
func (v Value) MapRange() *MapIter {
	v.must(Map, "MapRange")
	return &MapIter{m: v}
}

// Next goes to the next entry and reports whether there is one.
func (it *MapIter) Next() bool {
	if !it.m.IsValid() {
		panic("MapIter.Next called on an iterator that does not have an associated map Value")
	}
	if it.iter == nil {
		it.iter = mapIter(it.m.typ, it.m.ptr)
	} else if it.key == nil {
		panic("MapIter.Next called on exhausted iterator")
	}
	it.key, it.value = mapNext(it.iter)
	return it.key != nil
}

func (it *MapIter) mustBeAtEntry(method string) {
	if it.iter == nil {
		panic(method + " called before Next")
	}
	if it.key == nil {
		panic(method + " called on exhausted iterator")
	}
}

// Key returns the key of the current entry.
func (it *MapIter) Key() Value {
	it.mustBeAtEntry("MapIter.Key")
	return Value{typ: typeKey(it.m.typ), ptr: it.key, flag: it.m.readOnly()}.copied()
}

// Value returns the value of the current entry.
func (it *MapIter) Value() Value {
	it.mustBeAtEntry("MapIter.Value")
	return Value{typ: typeElem(it.m.typ), ptr: it.value, flag: it.m.readOnly()}.copied()
}

// Reset makes it walk over v; the zero Value releases the map.
func (it *MapIter) Reset(v Value) { *it = MapIter{m: v} }

// SetIterKey assigns the key of the current entry to v.
func (v Value) SetIterKey(it *MapIter) {
	it.mustBeAtEntry("reflect: Value.SetIterKey")
	v.Set(it.Key())
}

// SetIterValue assigns the value of the current entry to v.
func (v Value) SetIterValue(it *MapIter) {
	it.mustBeAtEntry("reflect: Value.SetIterValue")
	v.Set(it.Value())
}

// NumMethod returns the number of v's exported methods.
func (v Value) NumMethod() int {
	if v.typ == nil {
		panic(&ValueError{"reflect.Value.NumMethod", Invalid})
	}
	return typeNumMethod(v.typ)
}

// OverflowInt reports whether v's type cannot represent x.
func (v Value) OverflowInt(x int64) bool {
	if !v.CanInt() {
		panic(&ValueError{"reflect.Value.OverflowInt", v.Kind()})
	}
	return v.typ.OverflowInt(x)
}

// OverflowUint reports whether v's type cannot represent x.
func (v Value) OverflowUint(x uint64) bool {
	if !v.CanUint() {
		panic(&ValueError{"reflect.Value.OverflowUint", v.Kind()})
	}
	return v.typ.OverflowUint(x)
}

// OverflowFloat reports whether v's type cannot represent x.
func (v Value) OverflowFloat(x float64) bool {
	if !v.CanFloat() {
		panic(&ValueError{"reflect.Value.OverflowFloat", v.Kind()})
	}
	return v.typ.OverflowFloat(x)
}

// OverflowComplex reports whether v's type cannot represent x.
func (v Value) OverflowComplex(x complex128) bool {
	if !v.CanComplex() {
		panic(&ValueError{"reflect.Value.OverflowComplex", v.Kind()})
	}
	return v.typ.OverflowComplex(x)
}

// Comparable reports whether v can be compared with ==.
func (v Value) Comparable() bool {
	switch v.Kind() {
	case Invalid:
		return true
	case Interface:
		return v.IsNil() || v.Elem().Comparable()
	case Array:
		for i := 0; i < v.Len(); i++ {
			if !v.Index(i).Comparable() {
				return false
			}
		}
		return true
	case Struct:
		for i := 0; i < v.NumField(); i++ {
			if !v.Field(i).Comparable() {
				return false
			}
		}
		return true
	}
	return typeComparable(v.typ)
}

// Equal reports whether v == u; two zero Values are equal.
func (v Value) Equal(u Value) bool {
	if v.Kind() == Interface {
		v = v.Elem()
	}
	if u.Kind() == Interface {
		u = u.Elem()
	}
	if !v.IsValid() || !u.IsValid() {
		return v.IsValid() == u.IsValid()
	}
	if v.typ != u.typ {
		return false
	}
	if k := v.Kind(); k == Func || k == Map || k == Slice {
		panic("reflect.Value.Equal: values of type " + v.typ.String() + " are not comparable")
	}
	return equal(v.typ, v.ptr, u.ptr)
}

// Convert returns v converted to type t.
func (v Value) Convert(t Type) Value {
	to := t.common()
	if !typeConvertible(v.typ, to) {
		panic("reflect.Value.Convert: value of type " + v.typ.String() + " cannot be converted to type " + t.String())
	}
	r := Value{typ: to, ptr: newObject(to), flag: v.readOnly()}
	from, kind := v.Kind(), to.Kind()
	switch {
	case kind == Interface:
		return Value{typ: v.typ, ptr: v.ptr}.assignTo("reflect.Value.Convert", to)
	case isInteger(from) && isInteger(kind):
		storeInt(to, r.ptr, v.bits())
	case isInteger(from) && (kind == Float32 || kind == Float64):
		if v.CanInt() {
			storeFloat(to, r.ptr, float64(v.Int()))
		} else {
			storeFloat(to, r.ptr, float64(v.Uint()))
		}
	case v.CanFloat() && isInteger(kind):
		if kind >= Uint {
			storeInt(to, r.ptr, uint64(v.Float()))
		} else {
			storeInt(to, r.ptr, uint64(int64(v.Float())))
		}
	case v.CanFloat() && from != kind:
		storeFloat(to, r.ptr, v.Float())
	case v.CanComplex() && from != kind:
		storeComplex(to, r.ptr, v.Complex())
	case isInteger(from) && kind == String:
		s := "\uFFFD"
		if n := int64(v.bits()); n >= 0 && n <= 0x10FFFF {
			s = string(rune(n))
		}
		storeString(r.ptr, s)
	case from == Slice && kind == String:
		if typeElem(v.typ).Kind() == Uint8 {
			storeString(r.ptr, bytesToString(v.ptr))
		} else {
			storeString(r.ptr, runesToString(v.ptr))
		}
	case from == String && kind == Slice:
		if typeElem(to).Kind() == Uint8 {
			r.ptr = stringToBytes(to, v.String())
		} else {
			r.ptr = stringToRunes(to, v.String())
		}
	case from == Slice && kind == Array:
		if n := typeLen(to); n > v.Len() {
			panic("reflect: cannot convert slice with length " + strconv.Itoa(v.Len()) + " to array with length " + strconv.Itoa(n))
		}
		data, _, _ := sliceHeader(v.ptr)
		move(to, r.ptr, data)
	case from == Slice && kind == Pointer:
		if n := typeLen(typeElem(to)); n > v.Len() {
			panic("reflect: cannot convert slice with length " + strconv.Itoa(v.Len()) + " to pointer to array with length " + strconv.Itoa(n))
		}
		data, _, _ := sliceHeader(v.ptr)
		storePointer(r.ptr, data)
	default: // identical underlying types
		move(to, r.ptr, v.ptr)
	}
	return r
}

func isInteger(k Kind) bool { return k >= Int && k <= Uintptr }

// bits returns an integer extended to 64 bits.
func (v Value) bits() uint64 {
	if v.CanInt() {
		return uint64(v.Int())
	}
	return v.Uint()
}

// Swapper returns a function that swaps elements of a slice.
func Swapper(slice any) func(i, j int) {
	v := ValueOf(slice)
	if v.Kind() != Slice {
		panic(&ValueError{Method: "Swapper", Kind: v.Kind()})
	}
	data, n, _ := sliceHeader(v.ptr)
	e := typeElem(v.typ)
	size := typeSize(e)
	tmp := newObject(e)
	return func(i, j int) {
		if uint(i) >= uint(n) || uint(j) >= uint(n) {
			panic("reflect: slice index out of range")
		}
		a, b := offset(data, i*size), offset(data, j*size)
		move(e, tmp, a)
		move(e, a, b)
		move(e, b, tmp)
	}
}

// DeepEqual reports whether x and y are deeply equal: of identical types, with deeply equal elements, fields and
// targets. Functions are equal only if both are nil; NaN is unequal to itself; nil and empty slices differ.
func DeepEqual(x, y any) bool

// TypeAssert is v.Interface().(T) without the allocation.
func TypeAssert[T any](v Value) (T, bool) {
	if v.typ == nil {
		panic(&ValueError{"reflect.TypeAssert", Invalid})
	}
	if v.flag&flagRO != 0 {
		panic("reflect.TypeAssert: cannot return value obtained from unexported field or method")
	}
	x, ok := v.any().(T)
	return x, ok
}

// SliceHeader is the layout of a slice.
//
// Deprecated: it is of use only with unsafe.
type SliceHeader struct {
	Data uintptr
	Len  int
	Cap  int
}

// StringHeader is the layout of a string.
//
// Deprecated: it is of use only with unsafe.
type StringHeader struct {
	Data uintptr
	Len  int
}
