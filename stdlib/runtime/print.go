package runtime

// What print and println are made of, one function per kind of operand. They write to standard error.

func printbool(v bool)
func printint(v int64)
func printuint(v uint64)
func printfloat(v float64)
func printcomplex(v complex128)
func printstring(v string)
func printpointer(v uintptr)
func printslice(len, cap int, data uintptr)
func printiface(typ, data uintptr)
func printsp()
func printnl()

// panicwrap panics because a method of a value type was called through a nil pointer.
func panicwrap(text string) {
	panic(plainError(text))
}

// The states of a loop over a function, as the compiler numbers them.
const (
	rangeDone         = 0 // the body returned false
	rangePanic        = 2 // the body is running, or it panicked
	rangeExhausted    = 3 // the iterator returned
	rangeMissingPanic = 4 // the body panicked, and the iterator went on as if it had not
)

// panicrangestate panics because an iterator misused the body of a loop.
func panicrangestate(state int) {
	switch state {
	case rangeDone:
		panic(errorString("range function continued iteration after function for loop body returned false"))
	case rangePanic:
		panic(errorString("range function continued iteration after loop body panic"))
	case rangeExhausted:
		panic(errorString("range function continued iteration after whole loop exit"))
	case rangeMissingPanic:
		panic(errorString("range function recovered a loop body panic and did not resume panicking"))
	}
	panic(errorString("unexpected state set by compiler: " + "range over func"))
}
