// Package stdio lets package fmt reach the standard files without loading package os: most programs print, few do more
// with files. Where a program has package os, that puts os.Stdin and os.Stdout in the place of the plain files here, so
// programs that assign to them are obeyed.
package stdio

import (
	"errors"
	"io"
)

// Write and Read move what can be moved at once and return the bytes moved and the error number, 0 for none. They park
// the goroutine while nothing can be moved.
func Write(fd int, b []byte) (n, errno int)
func Read(fd int, b []byte) (n, errno int)

// errorText returns the system's text for an error number.
func errorText(errno int) string

type file struct {
	fd   int
	name string
}

func (f file) Write(b []byte) (n int, err error) {
	for n < len(b) {
		m, errno := Write(f.fd, b[n:])
		if errno != 0 {
			return n, errors.New("write " + f.name + ": " + errorText(errno))
		}
		n += m
	}
	return n, nil
}

func (f file) Read(b []byte) (n int, err error) {
	if len(b) == 0 {
		return 0, nil
	}
	n, errno := Read(f.fd, b)
	if errno != 0 {
		return 0, errors.New("read " + f.name + ": " + errorText(errno))
	}
	if n == 0 {
		return 0, io.EOF
	}
	return n, nil
}

// Stdout and Stdin return the standard files.
var (
	Stdout = func() io.Writer { return file{1, "/dev/stdout"} }
	Stdin  = func() io.Reader { return file{0, "/dev/stdin"} }
)
