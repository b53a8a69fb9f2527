// run

package main

import (
	"fmt"
	"io"
)

type at struct{ b []byte }

func (a *at) WriteAt(p []byte, off int64) (int, error) { return copy(a.b[off:], p), nil }
func (a *at) ReadAt(p []byte, off int64) (int, error)  { return copy(p, a.b[off:]), nil }

func main() {
	a := &at{[]byte("..........")}
	w := io.NewOffsetWriter(a, 2)
	fmt.Fprint(w, "ab")
	fmt.Fprint(w, "c")
	w.WriteAt([]byte("X"), 5)
	pos, err := w.Seek(-1, io.SeekCurrent)
	fmt.Println(pos, err)
	w.Write([]byte("Y"))
	_, err = w.WriteAt(nil, -1)
	fmt.Println(string(a.b), err)
	_, err = w.Seek(0, io.SeekEnd)
	fmt.Println(err)
	r, off, n := io.NewSectionReader(a, 1, 4).Outer()
	fmt.Println(r == io.ReaderAt(a), off, n)
}
