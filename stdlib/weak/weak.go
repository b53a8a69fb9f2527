// Package weak provides pointers that do not keep what they point to from being collected.
package weak

// A handle holds the address for the weak pointers to one place; the collector clears it when the object dies.
type handle struct {
	address uintptr
}

// handleFor returns the handle of the pointer ptr, always the same while the object lives.
func handleFor(ptr any) *handle

// pointer returns the address in h as a value of the type of like.
func pointer(h *handle, like any) any

// Pointer is a weak pointer to a value of type T. Pointers made from the same pointer are equal, also after the value is
// gone. The zero Pointer is like one made from nil.
type Pointer[T any] struct {
	_ [0]*T
	h *handle
}

// Make creates a weak pointer from a pointer.
func Make[T any](ptr *T) Pointer[T] {
	if ptr == nil {
		return Pointer[T]{}
	}
	return Pointer[T]{h: handleFor(ptr)}
}

// Value returns the original pointer, or nil once the value has been collected.
func (p Pointer[T]) Value() *T {
	if p.h == nil {
		return nil
	}
	return pointer(p.h, (*T)(nil)).(*T)
}
