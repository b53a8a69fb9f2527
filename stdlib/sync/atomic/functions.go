// Package atomic provides atomic memory operations.
//
// A goroutine gives way only at calls and back edges, so each function is atomic as it stands; in race mode the hooks
// say what it acquires and releases.
package atomic

import "unsafe"

// sameType reports whether two interface values have the same dynamic type.
func sameType(a, b any) bool

// A noCopy must not be copied after first use; vet looks for its Lock.
type noCopy struct{}

func (*noCopy) Lock()   {}
func (*noCopy) Unlock() {}

// An align64 marks the types that other machines have to align.
type align64 struct{}

// The functions and methods of all types come down to these.

type integer interface {
	int32 | int64 | uint32 | uint64 | uintptr
}

func load[T any](addr *T) (val T) {
	if raceEnabled {
		raceLoad(addr)
	}
	return *addr
}

func store[T any](addr *T, val T) {
	if raceEnabled {
		raceStore(addr)
	}
	*addr = val
}

func swap[T any](addr *T, new T) (old T) {
	if raceEnabled {
		raceUpdate(addr)
	}
	old = *addr
	*addr = new
	return old
}

func compareAndSwap[T comparable](addr *T, old, new T) (swapped bool) {
	if *addr != old {
		if raceEnabled {
			raceLoad(addr)
		}
		return false
	}
	if raceEnabled {
		raceUpdate(addr)
	}
	*addr = new
	return true
}

func add[T integer](addr *T, delta T) (new T) {
	if raceEnabled {
		raceUpdate(addr)
	}
	*addr += delta
	return *addr
}

func and[T integer](addr *T, mask T) (old T) {
	if raceEnabled {
		raceUpdate(addr)
	}
	old = *addr
	*addr = old & mask
	return old
}

func or[T integer](addr *T, mask T) (old T) {
	if raceEnabled {
		raceUpdate(addr)
	}
	old = *addr
	*addr = old | mask
	return old
}

// LoadInt32 returns *addr.
func LoadInt32(addr *int32) (val int32) { return load(addr) }

// StoreInt32 sets *addr to val.
func StoreInt32(addr *int32, val int32) { store(addr, val) }

// SwapInt32 sets *addr to new and returns what it was.
func SwapInt32(addr *int32, new int32) (old int32) { return swap(addr, new) }

// CompareAndSwapInt32 sets *addr to new if it is old, and reports whether it did.
func CompareAndSwapInt32(addr *int32, old, new int32) (swapped bool) {
	return compareAndSwap(addr, old, new)
}

// AddInt32 adds delta to *addr and returns the sum.
func AddInt32(addr *int32, delta int32) (new int32) { return add(addr, delta) }

// AndInt32 sets *addr to *addr & mask and returns what it was.
func AndInt32(addr *int32, mask int32) (old int32) { return and(addr, mask) }

// OrInt32 sets *addr to *addr | mask and returns what it was.
func OrInt32(addr *int32, mask int32) (old int32) { return or(addr, mask) }

// LoadInt64 returns *addr.
func LoadInt64(addr *int64) (val int64) { return load(addr) }

// StoreInt64 sets *addr to val.
func StoreInt64(addr *int64, val int64) { store(addr, val) }

// SwapInt64 sets *addr to new and returns what it was.
func SwapInt64(addr *int64, new int64) (old int64) { return swap(addr, new) }

// CompareAndSwapInt64 sets *addr to new if it is old, and reports whether it did.
func CompareAndSwapInt64(addr *int64, old, new int64) (swapped bool) {
	return compareAndSwap(addr, old, new)
}

// AddInt64 adds delta to *addr and returns the sum.
func AddInt64(addr *int64, delta int64) (new int64) { return add(addr, delta) }

// AndInt64 sets *addr to *addr & mask and returns what it was.
func AndInt64(addr *int64, mask int64) (old int64) { return and(addr, mask) }

// OrInt64 sets *addr to *addr | mask and returns what it was.
func OrInt64(addr *int64, mask int64) (old int64) { return or(addr, mask) }

// LoadUint32 returns *addr.
func LoadUint32(addr *uint32) (val uint32) { return load(addr) }

// StoreUint32 sets *addr to val.
func StoreUint32(addr *uint32, val uint32) { store(addr, val) }

// SwapUint32 sets *addr to new and returns what it was.
func SwapUint32(addr *uint32, new uint32) (old uint32) { return swap(addr, new) }

// CompareAndSwapUint32 sets *addr to new if it is old, and reports whether it did.
func CompareAndSwapUint32(addr *uint32, old, new uint32) (swapped bool) {
	return compareAndSwap(addr, old, new)
}

// AddUint32 adds delta to *addr and returns the sum.
func AddUint32(addr *uint32, delta uint32) (new uint32) { return add(addr, delta) }

// AndUint32 sets *addr to *addr & mask and returns what it was.
func AndUint32(addr *uint32, mask uint32) (old uint32) { return and(addr, mask) }

// OrUint32 sets *addr to *addr | mask and returns what it was.
func OrUint32(addr *uint32, mask uint32) (old uint32) { return or(addr, mask) }

// LoadUint64 returns *addr.
func LoadUint64(addr *uint64) (val uint64) { return load(addr) }

// StoreUint64 sets *addr to val.
func StoreUint64(addr *uint64, val uint64) { store(addr, val) }

// SwapUint64 sets *addr to new and returns what it was.
func SwapUint64(addr *uint64, new uint64) (old uint64) { return swap(addr, new) }

// CompareAndSwapUint64 sets *addr to new if it is old, and reports whether it did.
func CompareAndSwapUint64(addr *uint64, old, new uint64) (swapped bool) {
	return compareAndSwap(addr, old, new)
}

// AddUint64 adds delta to *addr and returns the sum.
func AddUint64(addr *uint64, delta uint64) (new uint64) { return add(addr, delta) }

// AndUint64 sets *addr to *addr & mask and returns what it was.
func AndUint64(addr *uint64, mask uint64) (old uint64) { return and(addr, mask) }

// OrUint64 sets *addr to *addr | mask and returns what it was.
func OrUint64(addr *uint64, mask uint64) (old uint64) { return or(addr, mask) }

// LoadUintptr returns *addr.
func LoadUintptr(addr *uintptr) (val uintptr) { return load(addr) }

// StoreUintptr sets *addr to val.
func StoreUintptr(addr *uintptr, val uintptr) { store(addr, val) }

// SwapUintptr sets *addr to new and returns what it was.
func SwapUintptr(addr *uintptr, new uintptr) (old uintptr) { return swap(addr, new) }

// CompareAndSwapUintptr sets *addr to new if it is old, and reports whether it did.
func CompareAndSwapUintptr(addr *uintptr, old, new uintptr) (swapped bool) {
	return compareAndSwap(addr, old, new)
}

// AddUintptr adds delta to *addr and returns the sum.
func AddUintptr(addr *uintptr, delta uintptr) (new uintptr) { return add(addr, delta) }

// AndUintptr sets *addr to *addr & mask and returns what it was.
func AndUintptr(addr *uintptr, mask uintptr) (old uintptr) { return and(addr, mask) }

// OrUintptr sets *addr to *addr | mask and returns what it was.
func OrUintptr(addr *uintptr, mask uintptr) (old uintptr) { return or(addr, mask) }

// LoadPointer returns *addr.
func LoadPointer(addr *unsafe.Pointer) (val unsafe.Pointer) { return load(addr) }

// StorePointer sets *addr to val.
func StorePointer(addr *unsafe.Pointer, val unsafe.Pointer) { store(addr, val) }

// SwapPointer sets *addr to new and returns what it was.
func SwapPointer(addr *unsafe.Pointer, new unsafe.Pointer) (old unsafe.Pointer) {
	return swap(addr, new)
}

// CompareAndSwapPointer sets *addr to new if it is old, and reports whether it did.
func CompareAndSwapPointer(addr *unsafe.Pointer, old, new unsafe.Pointer) (swapped bool) {
	return compareAndSwap(addr, old, new)
}
