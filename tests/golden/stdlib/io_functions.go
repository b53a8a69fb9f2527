// run

package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
)

type onlyReader struct{ io.Reader }

type chunks struct {
	data []string
	err  error
}

func (c *chunks) Read(p []byte) (int, error) {
	if len(c.data) == 0 {
		if c.err != nil {
			return 0, c.err
		}
		return 0, io.EOF
	}
	n := copy(p, c.data[0])
	c.data[0] = c.data[0][n:]
	if c.data[0] == "" {
		c.data = c.data[1:]
	}
	return n, nil
}

type at struct{ b []byte }

func (a *at) WriteAt(p []byte, off int64) (int, error) {
	return copy(a.b[off:], p), nil
}

func main() {
	buf := make([]byte, 4)
	for _, s := range []string{"", "ab", "abcd", "abcdef"} {
		n, err := io.ReadFull(strings.NewReader(s), buf)
		n2, err2 := io.ReadAtLeast(&chunks{data: []string{s}}, buf, 3)
		fmt.Println(n, err, n2, err2)
	}
	_, err := io.ReadAtLeast(strings.NewReader("x"), buf, 5)
	fmt.Println(err)
	var out bytes.Buffer
	n, err := io.CopyN(&out, strings.NewReader("abcdef"), 3)
	fmt.Println(n, err, out.String())
	n, err = io.CopyN(&out, strings.NewReader("ab"), 3)
	fmt.Println(n, err, out.String())
	n, err = io.Copy(struct{ io.Writer }{&out}, onlyReader{strings.NewReader("zz")})
	fmt.Println(n, err, out.String())
	n, err = io.CopyBuffer(struct{ io.Writer }{&out}, onlyReader{strings.NewReader("1234567")}, make([]byte, 2))
	fmt.Println(n, err, out.String())
	n, err = io.Copy(&out, &chunks{[]string{"ok"}, errors.New("broken")})
	fmt.Println(n, err)
	func() {
		defer func() { fmt.Println(recover()) }()
		io.CopyBuffer(&out, strings.NewReader("x"), []byte{})
	}()
	lr := io.LimitReader(strings.NewReader("abcdef"), 4)
	all, err := io.ReadAll(lr)
	fmt.Println(string(all), err, lr.(*io.LimitedReader).N)
	all, err = io.ReadAll(&chunks{[]string{"x", strings.Repeat("y", 2000)}, io.ErrNoProgress})
	fmt.Println(len(all), err)

	sr := io.NewSectionReader(strings.NewReader("0123456789"), 2, 5)
	all, _ = io.ReadAll(sr)
	fmt.Println(string(all), sr.Size())
	pos, err := sr.Seek(-2, io.SeekEnd)
	fmt.Println(pos, err)
	m, err := sr.Read(buf)
	fmt.Println(m, err, string(buf[:m]))
	m, err = sr.ReadAt(buf, 3)
	fmt.Println(m, err, string(buf[:m]))
	m, err = sr.ReadAt(buf, 9)
	fmt.Println(m, err)
	_, err = sr.Seek(-9, io.SeekCurrent)
	fmt.Println(err)
	_, err = sr.Seek(0, 9)
	fmt.Println(err)

	out.Reset()
	tr := io.TeeReader(strings.NewReader("tee"), &out)
	io.ReadAll(tr)
	fmt.Println(out.String())
	mr := io.MultiReader(strings.NewReader("a"), io.MultiReader(strings.NewReader("b"), strings.NewReader("")), strings.NewReader("c"))
	all, err = io.ReadAll(mr)
	fmt.Println(string(all), err)
	out.Reset()
	n, err = io.Copy(&out, io.MultiReader(strings.NewReader("x"), strings.NewReader("y")))
	fmt.Println(n, err, out.String())
	var o2 strings.Builder
	mw := io.MultiWriter(&out, &o2, io.MultiWriter(io.Discard))
	fmt.Fprint(mw, "both")
	io.WriteString(mw, "!")
	fmt.Println(out.String(), o2.String())
	rc := io.NopCloser(strings.NewReader("nop"))
	_, isWT := rc.(io.WriterTo)
	fmt.Println(rc.Close(), isWT)
	n, err = io.Copy(io.Discard, onlyReader{strings.NewReader(strings.Repeat("d", 10000))})
	fmt.Println(n, err)
	fmt.Println(io.EOF, io.ErrUnexpectedEOF, io.ErrShortWrite, io.ErrShortBuffer, io.ErrNoProgress, io.ErrClosedPipe)
}
