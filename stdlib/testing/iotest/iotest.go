// Package iotest has Readers and Writers that misbehave in ways that are useful in tests.
package iotest

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"log"
)

// ErrTimeout is the error of a TimeoutReader.
var ErrTimeout = errors.New("timeout")

type errReader struct{ err error }

func (r errReader) Read(p []byte) (int, error) { return 0, r.err }

// ErrReader returns a Reader whose Read returns 0, err.
func ErrReader(err error) io.Reader { return errReader{err} }

type oneByteReader struct{ r io.Reader }

func (r oneByteReader) Read(p []byte) (int, error) {
	if len(p) == 0 {
		return 0, nil
	}
	return r.r.Read(p[:1])
}

// OneByteReader returns a Reader that reads one byte at a time from r.
func OneByteReader(r io.Reader) io.Reader { return oneByteReader{r} }

type halfReader struct{ r io.Reader }

func (r halfReader) Read(p []byte) (int, error) { return r.r.Read(p[:(len(p)+1)/2]) }

// HalfReader returns a Reader that reads half as much as it is asked for.
func HalfReader(r io.Reader) io.Reader { return halfReader{r} }

type dataErrReader struct {
	r      io.Reader
	unread []byte
	data   []byte
}

// DataErrReader returns a Reader that gives the final error of r together with the last data, not after it.
func DataErrReader(r io.Reader) io.Reader { return &dataErrReader{r: r, data: make([]byte, 1024)} }

func (r *dataErrReader) Read(p []byte) (n int, err error) {
	// The first call reads once ahead, and once more unless that failed.
	for {
		if len(r.unread) == 0 {
			var m int
			m, err = r.r.Read(r.data)
			r.unread = r.data[:m]
		}
		if n > 0 || err != nil {
			return n, err
		}
		n = copy(p, r.unread)
		r.unread = r.unread[n:]
	}
}

type timeoutReader struct {
	r     io.Reader
	count int
}

// TimeoutReader returns a Reader whose second Read gives ErrTimeout; later ones succeed.
func TimeoutReader(r io.Reader) io.Reader { return &timeoutReader{r: r} }

func (r *timeoutReader) Read(p []byte) (int, error) {
	r.count++
	if r.count == 2 {
		return 0, ErrTimeout
	}
	return r.r.Read(p)
}

type truncateWriter struct {
	w io.Writer
	n int64
}

// TruncateWriter returns a Writer that writes to w and stops in silence after n bytes.
func TruncateWriter(w io.Writer, n int64) io.Writer { return &truncateWriter{w, n} }

func (t *truncateWriter) Write(p []byte) (n int, err error) {
	if t.n <= 0 {
		return len(p), nil
	}
	n = len(p)
	if int64(n) > t.n {
		n = int(t.n)
	}
	n, err = t.w.Write(p[:n])
	t.n -= int64(n)
	if err == nil {
		n = len(p)
	}
	return n, err
}

type writeLogger struct {
	prefix string
	w      io.Writer
}

func (l *writeLogger) Write(p []byte) (n int, err error) {
	n, err = l.w.Write(p)
	if err != nil {
		log.Printf("%s %x: %v", l.prefix, p[:n], err)
	} else {
		log.Printf("%s %x", l.prefix, p[:n])
	}
	return n, err
}

// NewWriteLogger returns a Writer like w that logs each write, in hexadecimal behind prefix.
func NewWriteLogger(prefix string, w io.Writer) io.Writer { return &writeLogger{prefix, w} }

type readLogger struct {
	prefix string
	r      io.Reader
}

func (l *readLogger) Read(p []byte) (n int, err error) {
	n, err = l.r.Read(p)
	if err != nil {
		log.Printf("%s %x: %v", l.prefix, p[:n], err)
	} else {
		log.Printf("%s %x", l.prefix, p[:n])
	}
	return n, err
}

// NewReadLogger returns a Reader like r that logs each read, in hexadecimal behind prefix.
func NewReadLogger(prefix string, r io.Reader) io.Reader { return &readLogger{prefix, r} }

// smallReader reads a few bytes at a time, a different number each time.
type smallReader struct {
	r   io.Reader
	off int
	n   int
}

func (r *smallReader) Read(p []byte) (int, error) {
	if len(p) == 0 {
		return 0, nil
	}
	r.n = r.n%3 + 1
	n := r.n
	if n > len(p) {
		n = len(p)
	}
	n, err := r.r.Read(p[:n])
	if err != nil && err != io.EOF {
		err = fmt.Errorf("Read(%d bytes at offset %d): %v", n, r.off, err)
	}
	r.off += n
	return n, err
}

// TestReader tests that reading from r gives content and then io.EOF, with reads of several sizes; and, where r has them,
// ReadAt and Seek. It returns an error that says what is wrong.
func TestReader(r io.Reader, content []byte) error {
	if len(content) > 0 {
		n, err := r.Read(nil)
		if n != 0 || err != nil {
			return fmt.Errorf("Read(0) = %d, %v, want 0, nil", n, err)
		}
	}
	data, err := io.ReadAll(&smallReader{r: r})
	if err != nil {
		return err
	}
	if !bytes.Equal(data, content) {
		return fmt.Errorf("ReadAll(small amounts) = %q\n\twant %q", data, content)
	}
	n, err := r.Read(make([]byte, 10))
	if n != 0 || err != io.EOF {
		return fmt.Errorf("Read(10) at EOF = %v, %v, want 0, EOF", n, err)
	}
	if r, ok := r.(io.ReadSeeker); ok {
		if err := testSeeker(r, content); err != nil {
			return err
		}
	}
	if r, ok := r.(io.ReaderAt); ok {
		return testReaderAt(r, content)
	}
	return nil
}

func testSeeker(r io.ReadSeeker, content []byte) error {
	seek := func(offset int64, whence int, want int64) error {
		off, err := r.Seek(offset, whence)
		if off != want || err != nil {
			return fmt.Errorf("Seek(%d, %d) from EOF = %d, %v, want %d, nil", offset, whence, off, err, want)
		}
		return nil
	}
	size := int64(len(content))
	if err := seek(0, 1, size); err != nil {
		return err
	}
	middle := size - size/3
	if err := seek(middle-size, 1, middle); err != nil {
		return err
	}
	rest := func(what string, from int64, r io.Reader) error {
		data, err := io.ReadAll(r)
		if err != nil {
			return fmt.Errorf("ReadAll from offset %d: %v", from, err)
		}
		if !bytes.Equal(data, content[from:]) {
			return fmt.Errorf("ReadAll from %s = %q\n\twant %q", what, data, content[from:])
		}
		return nil
	}
	if err := rest("offset middle", middle, r); err != nil {
		return err
	}
	middle = size / 2
	if err := seek(middle-size, 2, middle); err != nil {
		return err
	}
	if err := rest("offset middle from end", middle, &smallReader{r: r}); err != nil {
		return err
	}
	if err := seek(0, 0, 0); err != nil {
		return err
	}
	return rest("start", 0, &smallReader{r: r})
}

func testReaderAt(r io.ReaderAt, content []byte) error {
	size := len(content)
	data := make([]byte, size, size+1)
	for i := range data {
		data[i] = 0xfe
	}
	n, err := r.ReadAt(data, 0)
	if n != size || err != nil && err != io.EOF {
		return fmt.Errorf("ReadAt(%d, 0) = %v, %v, want %d, nil or EOF", size, n, err, size)
	}
	if !bytes.Equal(data, content) {
		return fmt.Errorf("ReadAt(%d, 0) = %q\n\twant %q", size, data, content)
	}
	if n, err = r.ReadAt(data[:1], int64(size)); n != 0 || err != io.EOF {
		return fmt.Errorf("ReadAt(1, %d) = %v, %v, want 0, EOF", size, n, err)
	}
	data = data[:size+1]
	if n, err = r.ReadAt(data, 0); n != size || err != io.EOF {
		return fmt.Errorf("ReadAt(%d, 0) = %v, %v, want %d, EOF", size+1, n, err, size)
	}
	if !bytes.Equal(data[:size], content) {
		return fmt.Errorf("ReadAt(%d, 0) = %q\n\twant %q", size, data[:size], content)
	}
	for i := 0; i < size; i++ {
		n, err := r.ReadAt(data[:1], int64(i))
		if n != 1 || err != nil && (i != size-1 || err != io.EOF) {
			return fmt.Errorf("ReadAt(1, %d) = %v, %v, want 1, nil", i, n, err)
		}
		if data[0] != content[i] {
			return fmt.Errorf("ReadAt(1, %d) = %q, want %q", i, data[:1], content[i:i+1])
		}
	}
	return nil
}
