package atomic

// An Int32 is an atomic int32. The zero value is zero. It must not be copied after first use.
type Int32 struct {
	_ noCopy
	v int32
}

// Load returns the value.
func (x *Int32) Load() int32 { return LoadInt32(&x.v) }

// Store sets the value.
func (x *Int32) Store(val int32) { StoreInt32(&x.v, val) }

// Swap sets the value to new and returns what it was.
func (x *Int32) Swap(new int32) (old int32) { return SwapInt32(&x.v, new) }

// CompareAndSwap sets the value to new if it is old, and reports whether it did.
func (x *Int32) CompareAndSwap(old, new int32) (swapped bool) {
	return CompareAndSwapInt32(&x.v, old, new)
}

// Add adds delta and returns the sum.
func (x *Int32) Add(delta int32) (new int32) { return AddInt32(&x.v, delta) }

// And stores the value & mask and returns what it was.
func (x *Int32) And(mask int32) (old int32) { return AndInt32(&x.v, mask) }

// Or stores the value | mask and returns what it was.
func (x *Int32) Or(mask int32) (old int32) { return OrInt32(&x.v, mask) }

// An Int64 is an atomic int64. The zero value is zero. It must not be copied after first use.
type Int64 struct {
	_ noCopy
	_ align64
	v int64
}

// Load returns the value.
func (x *Int64) Load() int64 { return LoadInt64(&x.v) }

// Store sets the value.
func (x *Int64) Store(val int64) { StoreInt64(&x.v, val) }

// Swap sets the value to new and returns what it was.
func (x *Int64) Swap(new int64) (old int64) { return SwapInt64(&x.v, new) }

// CompareAndSwap sets the value to new if it is old, and reports whether it did.
func (x *Int64) CompareAndSwap(old, new int64) (swapped bool) {
	return CompareAndSwapInt64(&x.v, old, new)
}

// Add adds delta and returns the sum.
func (x *Int64) Add(delta int64) (new int64) { return AddInt64(&x.v, delta) }

// And stores the value & mask and returns what it was.
func (x *Int64) And(mask int64) (old int64) { return AndInt64(&x.v, mask) }

// Or stores the value | mask and returns what it was.
func (x *Int64) Or(mask int64) (old int64) { return OrInt64(&x.v, mask) }

// A Uint32 is an atomic uint32. The zero value is zero. It must not be copied after first use.
type Uint32 struct {
	_ noCopy
	v uint32
}

// Load returns the value.
func (x *Uint32) Load() uint32 { return LoadUint32(&x.v) }

// Store sets the value.
func (x *Uint32) Store(val uint32) { StoreUint32(&x.v, val) }

// Swap sets the value to new and returns what it was.
func (x *Uint32) Swap(new uint32) (old uint32) { return SwapUint32(&x.v, new) }

// CompareAndSwap sets the value to new if it is old, and reports whether it did.
func (x *Uint32) CompareAndSwap(old, new uint32) (swapped bool) {
	return CompareAndSwapUint32(&x.v, old, new)
}

// Add adds delta and returns the sum.
func (x *Uint32) Add(delta uint32) (new uint32) { return AddUint32(&x.v, delta) }

// And stores the value & mask and returns what it was.
func (x *Uint32) And(mask uint32) (old uint32) { return AndUint32(&x.v, mask) }

// Or stores the value | mask and returns what it was.
func (x *Uint32) Or(mask uint32) (old uint32) { return OrUint32(&x.v, mask) }

// A Uint64 is an atomic uint64. The zero value is zero. It must not be copied after first use.
type Uint64 struct {
	_ noCopy
	_ align64
	v uint64
}

// Load returns the value.
func (x *Uint64) Load() uint64 { return LoadUint64(&x.v) }

// Store sets the value.
func (x *Uint64) Store(val uint64) { StoreUint64(&x.v, val) }

// Swap sets the value to new and returns what it was.
func (x *Uint64) Swap(new uint64) (old uint64) { return SwapUint64(&x.v, new) }

// CompareAndSwap sets the value to new if it is old, and reports whether it did.
func (x *Uint64) CompareAndSwap(old, new uint64) (swapped bool) {
	return CompareAndSwapUint64(&x.v, old, new)
}

// Add adds delta and returns the sum.
func (x *Uint64) Add(delta uint64) (new uint64) { return AddUint64(&x.v, delta) }

// And stores the value & mask and returns what it was.
func (x *Uint64) And(mask uint64) (old uint64) { return AndUint64(&x.v, mask) }

// Or stores the value | mask and returns what it was.
func (x *Uint64) Or(mask uint64) (old uint64) { return OrUint64(&x.v, mask) }

// A Uintptr is an atomic uintptr. The zero value is zero. It must not be copied after first use.
type Uintptr struct {
	_ noCopy
	v uintptr
}

// Load returns the value.
func (x *Uintptr) Load() uintptr { return LoadUintptr(&x.v) }

// Store sets the value.
func (x *Uintptr) Store(val uintptr) { StoreUintptr(&x.v, val) }

// Swap sets the value to new and returns what it was.
func (x *Uintptr) Swap(new uintptr) (old uintptr) { return SwapUintptr(&x.v, new) }

// CompareAndSwap sets the value to new if it is old, and reports whether it did.
func (x *Uintptr) CompareAndSwap(old, new uintptr) (swapped bool) {
	return CompareAndSwapUintptr(&x.v, old, new)
}

// Add adds delta and returns the sum.
func (x *Uintptr) Add(delta uintptr) (new uintptr) { return AddUintptr(&x.v, delta) }

// And stores the value & mask and returns what it was.
func (x *Uintptr) And(mask uintptr) (old uintptr) { return AndUintptr(&x.v, mask) }

// Or stores the value | mask and returns what it was.
func (x *Uintptr) Or(mask uintptr) (old uintptr) { return OrUintptr(&x.v, mask) }

// A Bool is an atomic boolean. The zero value is false. It must not be copied after first use.
type Bool struct {
	_ noCopy
	v uint32
}

func word(b bool) uint32 {
	if b {
		return 1
	}
	return 0
}

// Load returns the value.
func (x *Bool) Load() bool { return load(&x.v) != 0 }

// Store sets the value.
func (x *Bool) Store(val bool) { store(&x.v, word(val)) }

// Swap sets the value to new and returns what it was.
func (x *Bool) Swap(new bool) (old bool) { return swap(&x.v, word(new)) != 0 }

// CompareAndSwap sets the value to new if it is old, and reports whether it did.
func (x *Bool) CompareAndSwap(old, new bool) (swapped bool) {
	return compareAndSwap(&x.v, word(old), word(new))
}

// A Pointer is an atomic pointer of type *T. The zero value is nil. It must not be copied after first use.
type Pointer[T any] struct {
	_ noCopy
	v *T
}

// Load returns the value.
func (x *Pointer[T]) Load() *T { return load(&x.v) }

// Store sets the value.
func (x *Pointer[T]) Store(val *T) { store(&x.v, val) }

// Swap sets the value to new and returns what it was.
func (x *Pointer[T]) Swap(new *T) (old *T) { return swap(&x.v, new) }

// CompareAndSwap sets the value to new if it is old, and reports whether it did.
func (x *Pointer[T]) CompareAndSwap(old, new *T) (swapped bool) {
	return compareAndSwap(&x.v, old, new)
}

// A Value holds a value of any one type. The zero value holds nil. It must not be copied after first use.
type Value struct {
	v any
}

// Load returns the value of the last Store, or nil.
func (v *Value) Load() (val any) { return load(&v.v) }

func (v *Value) check(operation string, val any) {
	if val == nil {
		panic("sync/atomic: " + operation + " of nil value into Value")
	}
	if v.v != nil && !sameType(v.v, val) {
		panic("sync/atomic: " + operation + " of inconsistently typed value into Value")
	}
}

// Store sets the value. All values stored in one Value have the same concrete type, and none is nil.
func (v *Value) Store(val any) {
	v.check("store", val)
	store(&v.v, val)
}

// Swap sets the value to new and returns what it was.
func (v *Value) Swap(new any) (old any) {
	v.check("swap", new)
	return swap(&v.v, new)
}

// CompareAndSwap sets the value to new if it is old, and reports whether it did. It panics if old is not comparable.
func (v *Value) CompareAndSwap(old, new any) (swapped bool) {
	if new == nil {
		panic("sync/atomic: compare and swap of nil value into Value")
	}
	if old != nil && !sameType(old, new) {
		panic("sync/atomic: compare and swap of inconsistently typed values")
	}
	if v.v != nil && !sameType(v.v, new) {
		panic("sync/atomic: compare and swap of inconsistently typed value into Value")
	}
	return compareAndSwap(&v.v, old, new)
}
