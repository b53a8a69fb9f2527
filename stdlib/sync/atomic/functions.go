// Package atomic provides atomic memory operations.
//
// A goroutine gives way only at calls and back edges, so each function is atomic as it stands; in race mode the hooks
// say what it acquires and releases.
package atomic

// sameType reports whether two interface values have the same dynamic type.
func sameType(a, b any) bool

// A noCopy must not be copied after first use; vet looks for its Lock.
type noCopy struct{}

func (*noCopy) Lock()   {}
func (*noCopy) Unlock() {}

// LoadInt32 returns *addr.
func LoadInt32(addr *int32) (val int32) {
	if raceEnabled {
		raceLoad(addr)
	}
	return *addr
}

// StoreInt32 sets *addr to val.
func StoreInt32(addr *int32, val int32) {
	if raceEnabled {
		raceStore(addr)
	}
	*addr = val
}

// SwapInt32 sets *addr to new and returns what it was.
func SwapInt32(addr *int32, new int32) (old int32) {
	if raceEnabled {
		raceUpdate(addr)
	}
	old = *addr
	*addr = new
	return old
}

// CompareAndSwapInt32 sets *addr to new if it is old, and reports whether it did.
func CompareAndSwapInt32(addr *int32, old, new int32) (swapped bool) {
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

// AddInt32 adds delta to *addr and returns the sum.
func AddInt32(addr *int32, delta int32) (new int32) {
	if raceEnabled {
		raceUpdate(addr)
	}
	*addr += delta
	return *addr
}

// AndInt32 sets *addr to *addr & mask and returns what it was.
func AndInt32(addr *int32, mask int32) (old int32) {
	if raceEnabled {
		raceUpdate(addr)
	}
	old = *addr
	*addr = old & mask
	return old
}

// OrInt32 sets *addr to *addr | mask and returns what it was.
func OrInt32(addr *int32, mask int32) (old int32) {
	if raceEnabled {
		raceUpdate(addr)
	}
	old = *addr
	*addr = old | mask
	return old
}

// LoadInt64 returns *addr.
func LoadInt64(addr *int64) (val int64) {
	if raceEnabled {
		raceLoad(addr)
	}
	return *addr
}

// StoreInt64 sets *addr to val.
func StoreInt64(addr *int64, val int64) {
	if raceEnabled {
		raceStore(addr)
	}
	*addr = val
}

// SwapInt64 sets *addr to new and returns what it was.
func SwapInt64(addr *int64, new int64) (old int64) {
	if raceEnabled {
		raceUpdate(addr)
	}
	old = *addr
	*addr = new
	return old
}

// CompareAndSwapInt64 sets *addr to new if it is old, and reports whether it did.
func CompareAndSwapInt64(addr *int64, old, new int64) (swapped bool) {
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

// AddInt64 adds delta to *addr and returns the sum.
func AddInt64(addr *int64, delta int64) (new int64) {
	if raceEnabled {
		raceUpdate(addr)
	}
	*addr += delta
	return *addr
}

// AndInt64 sets *addr to *addr & mask and returns what it was.
func AndInt64(addr *int64, mask int64) (old int64) {
	if raceEnabled {
		raceUpdate(addr)
	}
	old = *addr
	*addr = old & mask
	return old
}

// OrInt64 sets *addr to *addr | mask and returns what it was.
func OrInt64(addr *int64, mask int64) (old int64) {
	if raceEnabled {
		raceUpdate(addr)
	}
	old = *addr
	*addr = old | mask
	return old
}

// LoadUint32 returns *addr.
func LoadUint32(addr *uint32) (val uint32) {
	if raceEnabled {
		raceLoad(addr)
	}
	return *addr
}

// StoreUint32 sets *addr to val.
func StoreUint32(addr *uint32, val uint32) {
	if raceEnabled {
		raceStore(addr)
	}
	*addr = val
}

// SwapUint32 sets *addr to new and returns what it was.
func SwapUint32(addr *uint32, new uint32) (old uint32) {
	if raceEnabled {
		raceUpdate(addr)
	}
	old = *addr
	*addr = new
	return old
}

// CompareAndSwapUint32 sets *addr to new if it is old, and reports whether it did.
func CompareAndSwapUint32(addr *uint32, old, new uint32) (swapped bool) {
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

// AddUint32 adds delta to *addr and returns the sum.
func AddUint32(addr *uint32, delta uint32) (new uint32) {
	if raceEnabled {
		raceUpdate(addr)
	}
	*addr += delta
	return *addr
}

// AndUint32 sets *addr to *addr & mask and returns what it was.
func AndUint32(addr *uint32, mask uint32) (old uint32) {
	if raceEnabled {
		raceUpdate(addr)
	}
	old = *addr
	*addr = old & mask
	return old
}

// OrUint32 sets *addr to *addr | mask and returns what it was.
func OrUint32(addr *uint32, mask uint32) (old uint32) {
	if raceEnabled {
		raceUpdate(addr)
	}
	old = *addr
	*addr = old | mask
	return old
}

// LoadUint64 returns *addr.
func LoadUint64(addr *uint64) (val uint64) {
	if raceEnabled {
		raceLoad(addr)
	}
	return *addr
}

// StoreUint64 sets *addr to val.
func StoreUint64(addr *uint64, val uint64) {
	if raceEnabled {
		raceStore(addr)
	}
	*addr = val
}

// SwapUint64 sets *addr to new and returns what it was.
func SwapUint64(addr *uint64, new uint64) (old uint64) {
	if raceEnabled {
		raceUpdate(addr)
	}
	old = *addr
	*addr = new
	return old
}

// CompareAndSwapUint64 sets *addr to new if it is old, and reports whether it did.
func CompareAndSwapUint64(addr *uint64, old, new uint64) (swapped bool) {
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

// AddUint64 adds delta to *addr and returns the sum.
func AddUint64(addr *uint64, delta uint64) (new uint64) {
	if raceEnabled {
		raceUpdate(addr)
	}
	*addr += delta
	return *addr
}

// AndUint64 sets *addr to *addr & mask and returns what it was.
func AndUint64(addr *uint64, mask uint64) (old uint64) {
	if raceEnabled {
		raceUpdate(addr)
	}
	old = *addr
	*addr = old & mask
	return old
}

// OrUint64 sets *addr to *addr | mask and returns what it was.
func OrUint64(addr *uint64, mask uint64) (old uint64) {
	if raceEnabled {
		raceUpdate(addr)
	}
	old = *addr
	*addr = old | mask
	return old
}

// LoadUintptr returns *addr.
func LoadUintptr(addr *uintptr) (val uintptr) {
	if raceEnabled {
		raceLoad(addr)
	}
	return *addr
}

// StoreUintptr sets *addr to val.
func StoreUintptr(addr *uintptr, val uintptr) {
	if raceEnabled {
		raceStore(addr)
	}
	*addr = val
}

// SwapUintptr sets *addr to new and returns what it was.
func SwapUintptr(addr *uintptr, new uintptr) (old uintptr) {
	if raceEnabled {
		raceUpdate(addr)
	}
	old = *addr
	*addr = new
	return old
}

// CompareAndSwapUintptr sets *addr to new if it is old, and reports whether it did.
func CompareAndSwapUintptr(addr *uintptr, old, new uintptr) (swapped bool) {
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

// AddUintptr adds delta to *addr and returns the sum.
func AddUintptr(addr *uintptr, delta uintptr) (new uintptr) {
	if raceEnabled {
		raceUpdate(addr)
	}
	*addr += delta
	return *addr
}

// AndUintptr sets *addr to *addr & mask and returns what it was.
func AndUintptr(addr *uintptr, mask uintptr) (old uintptr) {
	if raceEnabled {
		raceUpdate(addr)
	}
	old = *addr
	*addr = old & mask
	return old
}

// OrUintptr sets *addr to *addr | mask and returns what it was.
func OrUintptr(addr *uintptr, mask uintptr) (old uintptr) {
	if raceEnabled {
		raceUpdate(addr)
	}
	old = *addr
	*addr = old | mask
	return old
}
