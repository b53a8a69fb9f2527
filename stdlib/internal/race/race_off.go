//go:build !race

// Package race is how the library tells race mode what it orders and what it accesses. Without race mode its functions are
// empty, and calls under `if race.Enabled` are removed when they are compiled.
package race

// Enabled reports whether this is race mode.
const Enabled = false

func Errors() int      { return 0 }
func Acquire(any)      {}
func Release(any)      {}
func ReleaseMerge(any) {}
func Disable()         {}
func Enable()          {}
func Read(any)         {}
func Write(any)        {}
func ReadRange(any)    {}
func WriteRange(any)   {}
func AtomicLoad(any)   {}
func AtomicStore(any)  {}
func AtomicUpdate(any) {}
func SharedWrite(any)  {}
