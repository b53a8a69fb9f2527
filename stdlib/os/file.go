// Package os is the program's window on the operating system: files, arguments, environment, exit.
package os

import "io"

// File is an open file.
type File struct {
	fd   int
	name string
}

// The open files every program starts with.
var (
	Stdin  = &File{0, "/dev/stdin"}
	Stdout = &File{1, "/dev/stdout"}
	Stderr = &File{2, "/dev/stderr"}
)

// write and read do one system call and return the bytes moved and the error number, 0 for none.
func write(fd int, b []byte) (n, errno int)
func read(fd int, b []byte) (n, errno int)

// Name returns the name of the file as it was opened.
func (f *File) Name() string { return f.name }

// Fd returns the file descriptor.
func (f *File) Fd() uintptr { return uintptr(f.fd) }

// Write writes b to the file.
func (f *File) Write(b []byte) (n int, err error) {
	if f == nil {
		return 0, ErrInvalid
	}
	for n < len(b) {
		m, errno := write(f.fd, b[n:])
		if errno != 0 {
			return n, &PathError{Op: "write", Path: f.name, Err: Errno(errno)}
		}
		n += m
	}
	return n, nil
}

// WriteString is Write of a string.
func (f *File) WriteString(s string) (n int, err error) { return f.Write([]byte(s)) }

// Read reads up to len(b) bytes. At the end of the file it returns 0, io.EOF.
func (f *File) Read(b []byte) (n int, err error) {
	if f == nil {
		return 0, ErrInvalid
	}
	if len(b) == 0 {
		return 0, nil
	}
	n, errno := read(f.fd, b)
	if errno != 0 {
		return 0, &PathError{Op: "read", Path: f.name, Err: Errno(errno)}
	}
	if n == 0 {
		return 0, io.EOF
	}
	return n, nil
}
