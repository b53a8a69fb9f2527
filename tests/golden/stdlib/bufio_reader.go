// run

package main

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"strings"
)

type onlyReader struct{ io.Reader }
type onlyWriter struct{ io.Writer }

type failing struct{ left int }

func (f *failing) Write(p []byte) (int, error) {
	if len(p) > f.left {
		n := f.left
		f.left = 0
		return n, io.ErrClosedPipe
	}
	f.left -= len(p)
	return len(p), nil
}

func main() {
	r := bufio.NewReaderSize(onlyReader{strings.NewReader("hello 日本 world\nsecond line that is long\r\nthird")}, 16)
	fmt.Println(r.Size(), r.Buffered())
	p, err := r.Peek(5)
	fmt.Printf("%q %v\n", p, err)
	p, err = r.Peek(17)
	fmt.Printf("%q %v\n", p, err)
	_, err = r.Peek(-1)
	fmt.Println(err)
	b, err := r.ReadByte()
	fmt.Println(b, err, r.UnreadByte(), r.UnreadByte())
	n, err := r.Discard(6)
	fmt.Println(n, err)
	c, size, err := r.ReadRune()
	fmt.Println(c, size, err, r.UnreadRune(), r.UnreadRune())
	c, size, err = r.ReadRune()
	fmt.Println(c, size, err)
	line, err := r.ReadSlice('\n')
	fmt.Printf("%q %v\n", line, err)
	line, prefix, err := r.ReadLine()
	fmt.Printf("%q %v %v\n", line, prefix, err)
	line, prefix, err = r.ReadLine()
	fmt.Printf("%q %v %v\n", line, prefix, err)
	s, err := r.ReadString('\n')
	fmt.Printf("%q %v\n", s, err)
	s, err = r.ReadString('\n')
	fmt.Printf("%q %v\n", s, err)
	_, err = r.ReadByte()
	fmt.Println(err)
	r.Reset(strings.NewReader(strings.Repeat("x", 40) + ";tail"))
	bs, err := r.ReadBytes(';')
	fmt.Println(len(bs), err)
	buf := make([]byte, 100)
	n, err = r.Read(buf)
	fmt.Println(n, err)
	n, err = r.Read(buf)
	fmt.Println(n, err)
	n, err = r.Discard(3)
	fmt.Println(n, err)
	fmt.Println(bufio.NewReaderSize(r, 10) == r)
	var out bytes.Buffer
	m, err := bufio.NewReader(onlyReader{strings.NewReader("copy me")}).WriteTo(onlyWriter{&out})
	fmt.Println(m, err, out.String())

	out.Reset()
	w := bufio.NewWriterSize(&out, 8)
	fmt.Println(w.Size(), w.Available(), w.Buffered())
	w.WriteString("abc")
	w.WriteByte('d')
	w.WriteRune('日')
	w.WriteRune('x')
	fmt.Println(w.Available(), w.Buffered(), out.String())
	w.WriteString("a long string that does not fit")
	w.Write([]byte("!!"))
	fmt.Println(out.String(), w.Flush(), out.String())
	fmt.Fprintf(w, "%d-%s", 42, "fmt")
	fmt.Println(len(w.AvailableBuffer()), cap(w.AvailableBuffer()), w.Flush())
	m, err = w.ReadFrom(onlyReader{strings.NewReader("read from reader")})
	fmt.Println(m, err, w.Flush(), out.String())
	f := bufio.NewWriterSize(&failing{5}, 4)
	n, err = f.WriteString("123456789")
	fmt.Println(n, err)
	fmt.Println(f.WriteByte('x'), f.Flush())
	f.Reset(&out)
	fmt.Println(f.WriteByte('x'), f.Flush())
	rw := bufio.NewReadWriter(bufio.NewReader(strings.NewReader("in")), bufio.NewWriter(&out))
	rw.WriteString("out")
	s, err = rw.ReadString(0)
	fmt.Println(s, err, rw.Flush(), out.Len())
}
