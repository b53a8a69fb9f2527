package runtime

// The types in this file whose names are lower case, TypeAssertionError and PanicNilError are made by the C++ runtime
// (runtime/panic.cc), which writes one string: the message.

// An Error is a run-time error, such as an index out of range.
type Error interface {
	error

	// RuntimeError marks run-time errors: a type is one if it has this method.
	RuntimeError()
}

// A TypeAssertionError explains a failed type assertion.
type TypeAssertionError struct {
	text string
}

func (*TypeAssertionError) RuntimeError() {}

func (e *TypeAssertionError) Error() string { return e.text }

// A PanicNilError is what recover returns after panic(nil).
type PanicNilError struct {
	text string
}

func (*PanicNilError) RuntimeError() {}

func (e *PanicNilError) Error() string { return e.text }

// An errorString is a run-time error that says so.
type errorString string

func (errorString) RuntimeError() {}

func (e errorString) Error() string { return "runtime error: " + string(e) }

// A plainError is a run-time error without that prefix.
type plainError string

func (plainError) RuntimeError() {}

func (e plainError) Error() string { return string(e) }

// A boundsError is an index or slice expression out of range.
type boundsError string

func (boundsError) RuntimeError() {}

func (e boundsError) Error() string { return "runtime error: " + string(e) }
