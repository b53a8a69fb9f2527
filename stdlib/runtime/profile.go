package runtime

// A StackRecord describes a stack.
type StackRecord struct {
	Stack0 [32]uintptr // ends at the first 0
}

// Stack returns the frames of the record.
func (r *StackRecord) Stack() []uintptr { return stackOf(r.Stack0[:]) }

func stackOf(pcs []uintptr) []uintptr {
	for i, pc := range pcs {
		if pc == 0 {
			return pcs[:i]
		}
	}
	return pcs
}

// A MemProfileRecord describes what one call sequence allocated.
type MemProfileRecord struct {
	AllocBytes, FreeBytes     int64
	AllocObjects, FreeObjects int64
	Stack0                    [32]uintptr // ends at the first 0
}

// InUseBytes returns the bytes in use.
func (r *MemProfileRecord) InUseBytes() int64 { return r.AllocBytes - r.FreeBytes }

// InUseObjects returns the number of objects in use.
func (r *MemProfileRecord) InUseObjects() int64 { return r.AllocObjects - r.FreeObjects }

// Stack returns the frames of the record.
func (r *MemProfileRecord) Stack() []uintptr { return stackOf(r.Stack0[:]) }

// A BlockProfileRecord describes where goroutines waited.
type BlockProfileRecord struct {
	Count  int64
	Cycles int64
	StackRecord
}

// MemProfile returns no records: Golite keeps no profile.
func MemProfile(p []MemProfileRecord, inuseZero bool) (n int, ok bool) { return 0, true }

// BlockProfile returns no records: Golite keeps no profile.
func BlockProfile(p []BlockProfileRecord) (n int, ok bool) { return 0, true }

// MutexProfile returns no records: Golite keeps no profile.
func MutexProfile(p []BlockProfileRecord) (n int, ok bool) { return 0, true }

// ThreadCreateProfile returns no records: Golite makes no threads.
func ThreadCreateProfile(p []StackRecord) (n int, ok bool) { return 0, true }

// GoroutineProfile returns the number of goroutines, and if p has room for them, the stack of the calling one first; the
// records of the others are empty.
func GoroutineProfile(p []StackRecord) (n int, ok bool) {
	n = NumGoroutine()
	if n > len(p) {
		return n, false
	}
	clear(p[:n])
	Callers(1, p[0].Stack0[:])
	return n, true
}

// A Pinner keeps objects in their place, where they are anyway in Golite, and alive.
type Pinner struct {
	pinned []any
}

// Pin pins what the pointer points to.
func (p *Pinner) Pin(pointer any) { p.pinned = append(p.pinned, pointer) }

// Unpin unpins everything.
func (p *Pinner) Unpin() { p.pinned = nil }
