// Package internal lets package log/slog write through the standard logger of package log with a place of its own.
package internal

// DefaultOutput writes a line to the standard logger; pc is the place of the call. Package log sets it.
var DefaultOutput func(pc uintptr, data []byte) error
