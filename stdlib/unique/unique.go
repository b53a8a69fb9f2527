// Package unique makes comparable values canonical ("interning").
package unique

import (
	"runtime"
	"weak"
)

// Handle identifies a value of type T: two handles are equal if and only if the values they were made from are.
type Handle[T comparable] struct {
	value *T
}

// Value returns a copy of the value the handle was made from.
func (h Handle[T]) Value() T { return *h.value }

// A key is a value together with its static type, for T may be an interface type.
type key struct {
	pointer any // a nil *T
	value   any
}

// Values in use, as a weak.Pointer[T] each. An entry goes when its value is collected.
var values = map[key]any{}

// Make returns the handle of value.
func Make[T comparable](value T) Handle[T] {
	k := key{(*T)(nil), value}
	if w, ok := values[k]; ok {
		if p := w.(weak.Pointer[T]).Value(); p != nil {
			return Handle[T]{p}
		}
	}
	p := new(T)
	*p = value
	w := weak.Make(p)
	values[k] = w
	runtime.AddCleanup(p, func(k key) {
		if values[k] == any(w) {
			delete(values, k)
		}
	}, k)
	return Handle[T]{p}
}
