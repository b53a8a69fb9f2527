//go:build race

// Package race is how the library tells race mode what it orders and what it accesses. Without race mode its functions are
// empty, and calls under `if race.Enabled` are removed when they are compiled.
package race

// Enabled reports whether this is race mode.
const Enabled = true

// Errors returns the number of races reported so far.
func Errors() int

// Acquire orders what was released to the object that p points to before what the caller does from now on.
func Acquire(p any)

// Release hands on what the caller did so far through the object at p, in place of what the object held.
func Release(p any)

// ReleaseMerge adds what the caller did so far to what the object at p holds.
func ReleaseMerge(p any)

// Disable makes the calling goroutine's accesses and synchronization count for nothing until Enable. The two nest.
func Disable()
func Enable()

// Read and Write are accesses to what p points to.
func Read(p any)
func Write(p any)

// ReadRange and WriteRange are accesses to the elements of a slice, or ReadRange to the bytes of a string.
func ReadRange(s any)
func WriteRange(s any)

// AtomicLoad, AtomicStore and AtomicUpdate are atomic operations on what p points to: a load acquires, a store replaces
// what the place held, an update acquires and adds.
func AtomicLoad(p any)
func AtomicStore(p any)
func AtomicUpdate(p any)

// SharedWrite is a write to what p points to that conflicts with plain accesses and not with other shared writes; it
// orders nothing.
func SharedWrite(p any)
