package reflect

// funcCaller, methodCaller and funcMaker return the adapters that the compiler made for the func type t, nil if it made
// none. An adapter gets the addresses of arguments and results.
func funcCaller(t *rtype) func(fn *byte, args, results **byte)
func methodCaller(t *rtype) func(fn, receiver *byte, args, results **byte)
func funcMaker(t *rtype, handler func(args, results **byte)) *byte

// methodEntry returns the code of the i'th exported method of t and the word that stands for a receiver at ptr.
func methodEntry(t *rtype, i int, ptr *byte) (code, receiver *byte, typ *rtype)

// methodExpr reads what methodExprBox wrote.
func methodExpr(box *byte) (t *rtype, i int)

// A boundMethod is what the ptr of a Value with flagMethod points to.
type boundMethod struct {
	code, receiver *byte
	typ            *rtype // without receiver
}

func boxMethod(m *boundMethod) *byte
func unboxMethod(ptr *byte) *boundMethod

// Method returns v's i'th exported method, bound to v.
func (v Value) Method(i int) Value {
	if v.typ == nil {
		panic(&ValueError{"reflect.Value.Method", Invalid})
	}
	if i < 0 || i >= typeNumMethod(v.typ) {
		panic("reflect: Method index out of range")
	}
	t, ptr := v.typ, v.ptr
	if v.Kind() == Interface {
		if v.IsNil() {
			panic("reflect: Method on nil interface value")
		}
		name, _, _ := typeMethod(t, i)
		return v.Elem().MethodByName(name)
	}
	m := &boundMethod{}
	m.code, m.receiver, m.typ = methodEntry(t, i, ptr)
	return Value{typ: m.typ, ptr: boxMethod(m), flag: v.readOnly() | flagMethod}
}

// MethodByName returns v's method of that name, bound to v; the zero Value if there is none.
func (v Value) MethodByName(name string) Value {
	if v.typ == nil {
		panic(&ValueError{"reflect.Value.MethodByName", Invalid})
	}
	for i := 0; i < typeNumMethod(v.typ); i++ {
		if n, _, _ := typeMethod(v.typ, i); n == name {
			return v.Method(i)
		}
	}
	return Value{}
}

// Call calls the function v with arguments in and returns its results. For a variadic function the rest of in becomes
// the last parameter.
func (v Value) Call(in []Value) []Value {
	v.must(Func, "Call")
	v.mustBeExported("Call")
	return v.call("Call", in)
}

// CallSlice calls the variadic function v with the slice in[len(in)-1] as its last parameter.
func (v Value) CallSlice(in []Value) []Value {
	v.must(Func, "CallSlice")
	v.mustBeExported("CallSlice")
	return v.call("CallSlice", in)
}

func (v Value) call(op string, in []Value) []Value {
	t := v.typ
	if v.flag&flagMethodExpr != 0 {
		if len(in) == 0 {
			panic("reflect: Call with too few input arguments")
		}
		recv, i := methodExpr(v.ptr)
		bound := in[0].assignTo("reflect.Value.Call", recv).Method(i)
		return bound.call(op, in[1:])
	}
	n := typeNumIn(t)
	variadic := typeVariadic(t)
	if op == "CallSlice" {
		if !variadic {
			panic("reflect: CallSlice of non-variadic function")
		}
		if len(in) < n {
			panic("reflect: CallSlice with too few input arguments")
		}
		if len(in) > n {
			panic("reflect: CallSlice with too many input arguments")
		}
	} else {
		fixed := n
		if variadic {
			fixed--
		}
		if len(in) < fixed {
			panic("reflect: Call with too few input arguments")
		}
		if !variadic && len(in) > n {
			panic("reflect: Call with too many input arguments")
		}
	}
	for _, x := range in {
		if x.Kind() == Invalid {
			panic("reflect: " + op + " using zero Value argument")
		}
	}
	if variadic && op == "Call" {
		slice := typeIn(t, n-1)
		rest := MakeSlice(slice, len(in)-(n-1), len(in)-(n-1))
		for i := n - 1; i < len(in); i++ {
			if !in[i].Type().AssignableTo(typeElem(slice)) {
				panic("reflect: cannot use " + in[i].typ.String() + " as type " + typeElem(slice).String() + " in " + op)
			}
			rest.Index(i - (n - 1)).Set(in[i])
		}
		in = append(append([]Value(nil), in[:n-1]...), rest)
	}
	args := make([]*byte, n+1)
	for i := range in {
		in[i].mustBeExported(op)
		want := typeIn(t, i)
		if !typeAssignable(in[i].typ, want) {
			panic("reflect: " + op + " using " + in[i].typ.String() + " as type " + want.String())
		}
		args[i] = in[i].assignTo("reflect.Value.Call", want).ptr
	}
	out := make([]Value, typeNumOut(t))
	results := make([]*byte, len(out)+1)
	for i := range out {
		o := typeOut(t, i)
		results[i] = newObject(o)
		out[i] = Value{typ: o, ptr: results[i]}
	}
	if v.flag&flagMethod != 0 {
		call := methodCaller(t)
		if call == nil {
			panic("reflect: no method of type " + t.String() + " exists in this program")
		}
		m := unboxMethod(v.ptr)
		call(m.code, m.receiver, &args[0], &results[0])
		return out
	}
	fn := loadPointer(v.ptr)
	if fn == nil {
		panic("reflect: call of nil function")
	}
	call := funcCaller(t)
	if call == nil {
		panic("reflect: no function of type " + t.String() + " exists in this program")
	}
	call(fn, &args[0], &results[0])
	return out
}

// MakeFunc returns a function of type typ that calls fn with its arguments and returns the results of fn.
func MakeFunc(typ Type, fn func(args []Value) (results []Value)) Value {
	if typ.Kind() != Func {
		panic("reflect: call of MakeFunc with non-Func type")
	}
	t := typ.common()
	handler := func(args, results **byte) {
		in := make([]Value, typeNumIn(t))
		for i := range in {
			in[i] = Value{typ: typeIn(t, i), ptr: nth(args, i)}
		}
		out := fn(in)
		if len(out) != typeNumOut(t) {
			panic("reflect: wrong return count from function created by MakeFunc")
		}
		for i, v := range out {
			want := typeOut(t, i)
			if v.typ == nil {
				panic("reflect: function created by MakeFunc using closure returned zero Value")
			}
			if v.flag&flagRO != 0 {
				panic("reflect: function created by MakeFunc using closure returned value obtained from unexported field")
			}
			v = v.assignTo("reflect.MakeFunc", want)
			move(want, nth(results, i), v.ptr)
		}
	}
	code := funcMaker(t, handler)
	if code == nil {
		panic("reflect: no function of type " + t.String() + " exists in this program")
	}
	v := Value{typ: t, ptr: newObject(t)}
	storePointer(v.ptr, code)
	return v
}

// nth returns the i'th address of a list.
func nth(list **byte, i int) *byte
