package os

import "errors"

// ErrInvalid says that an argument is invalid.
var ErrInvalid = errors.New("invalid argument")

// Errno is an error number of the operating system.
type Errno int

func (e Errno) Error() string { return errorText(int(e)) }

func errorText(errno int) string

// PathError is an error with the operation and path that caused it.
type PathError struct {
	Op   string
	Path string
	Err  error
}

func (e *PathError) Error() string { return e.Op + " " + e.Path + ": " + e.Err.Error() }

func (e *PathError) Unwrap() error { return e.Err }
