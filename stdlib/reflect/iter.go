package reflect

import "iter"

// overInteger returns the loop of a range over the integer v.
func overInteger(v Value) iter.Seq[Value] {
	t := v.typ
	return func(yield func(Value) bool) {
		if v.CanInt() {
			for i := range v.Int() {
				x := New(t).Elem()
				x.SetInt(i)
				if !yield(x.copied()) {
					return
				}
			}
			return
		}
		for i := range v.Uint() {
			x := New(t).Elem()
			x.SetUint(i)
			if !yield(x.copied()) {
				return
			}
		}
	}
}

// Seq returns the values of a range loop over v with one variable: indexes of arrays, slices and strings, keys of maps,
// what is received from channels, numbers up to an integer, what an iterator function yields.
func (v Value) Seq() iter.Seq[Value] {
	if v.typ == nil {
		panic(&ValueError{"reflect.Value.Type", Invalid})
	}
	if v.Kind() == Func && v.typ.CanSeq() {
		return func(yield func(Value) bool) {
			v.Call([]Value{MakeFunc(v.typ.In(0), func(in []Value) []Value { return []Value{ValueOf(yield(in[0]))} })})
		}
	}
	if v.CanInt() || v.CanUint() {
		return overInteger(v)
	}
	switch v.Kind() {
	case Pointer:
		if typeElem(v.typ).Kind() == Array {
			return overIndexes(typeLen(typeElem(v.typ)))
		}
	case Array, Slice:
		return overIndexes(v.Len())
	case String:
		return func(yield func(Value) bool) {
			for i := range v.String() {
				if !yield(ValueOf(i)) {
					return
				}
			}
		}
	case Map:
		return func(yield func(Value) bool) {
			for it := v.MapRange(); it.Next(); {
				if !yield(it.Key()) {
					return
				}
			}
		}
	case Chan:
		return func(yield func(Value) bool) {
			for x, ok := v.Recv(); ok; x, ok = v.Recv() {
				if !yield(x) {
					return
				}
			}
		}
	}
	panic("reflect: " + v.Type().String() + " cannot produce iter.Seq[Value]")
}

func overIndexes(n int) iter.Seq[Value] {
	return func(yield func(Value) bool) {
		for i := range n {
			if !yield(ValueOf(i)) {
				return
			}
		}
	}
}

// Seq2 returns the pairs of values of a range loop over v with two variables.
func (v Value) Seq2() iter.Seq2[Value, Value] {
	if v.typ == nil {
		panic(&ValueError{"reflect.Value.Type", Invalid})
	}
	if v.Kind() == Func && v.typ.CanSeq2() {
		return func(yield func(Value, Value) bool) {
			v.Call([]Value{MakeFunc(v.typ.In(0), func(in []Value) []Value { return []Value{ValueOf(yield(in[0], in[1]))} })})
		}
	}
	switch v.Kind() {
	case Pointer:
		if typeElem(v.typ).Kind() == Array {
			return overElements(v.Elem())
		}
	case Array, Slice:
		return overElements(v)
	case String:
		return func(yield func(Value, Value) bool) {
			for i, r := range v.String() {
				if !yield(ValueOf(i), ValueOf(r)) {
					return
				}
			}
		}
	case Map:
		return func(yield func(Value, Value) bool) {
			for it := v.MapRange(); it.Next(); {
				if !yield(it.Key(), it.Value()) {
					return
				}
			}
		}
	}
	panic("reflect: " + v.Type().String() + " cannot produce iter.Seq2[Value, Value]")
}

func overElements(v Value) iter.Seq2[Value, Value] {
	return func(yield func(Value, Value) bool) {
		for i := range v.Len() {
			if !yield(ValueOf(i), v.Index(i)) {
				return
			}
		}
	}
}
