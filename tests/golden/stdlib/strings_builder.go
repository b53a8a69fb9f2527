// run

package main

import (
	"fmt"
	"io"
	"strings"
)

func main() {
	var b strings.Builder
	fmt.Println(b.Len(), b.String() == "")
	b.WriteByte('a')
	b.WriteString("bc")
	n, err := b.WriteRune('日')
	fmt.Println(n, err)
	n, err = b.WriteRune(-5)
	fmt.Println(n, err)
	b.Write([]byte{'x', 'y'})
	fmt.Fprintf(&b, "%d", 42)
	s := b.String()
	b.Grow(100)
	fmt.Println(b.Cap() >= 100+b.Len())
	b.WriteString("more")
	fmt.Printf("%q %q %d\n", s, b.String(), b.Len())
	b.Reset()
	fmt.Println(b.Len(), b.Cap())
	func() {
		defer func() { fmt.Println(recover()) }()
		b.Grow(-1)
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		b.WriteString("x")
		c := b
		c.WriteString("y")
	}()

	r := strings.NewReader("héllo")
	fmt.Println(r.Len(), r.Size())
	c, size, err := r.ReadRune()
	fmt.Println(c, size, err)
	c, size, err = r.ReadRune()
	fmt.Println(c, size, err, r.Len())
	fmt.Println(r.UnreadRune(), r.UnreadRune(), r.Len())
	bt, err := r.ReadByte()
	fmt.Println(bt, err, r.UnreadByte(), r.UnreadRune())
	buf := make([]byte, 4)
	n, err = r.Read(buf)
	fmt.Println(n, err, buf)
	n, err = r.Read(buf)
	fmt.Println(n, err)
	n, err = r.Read(buf)
	fmt.Println(n, err)
	n, err = r.ReadAt(buf, 3)
	fmt.Println(n, err)
	n, err = r.ReadAt(buf, -1)
	fmt.Println(n, err)
	n, err = r.ReadAt(buf, 100)
	fmt.Println(n, err)
	for _, c := range [][2]int{{2, 0}, {-1, 1}, {-2, 2}, {-10, 1}, {0, 7}, {100, 0}} {
		pos, err := r.Seek(int64(c[0]), c[1])
		fmt.Println(pos, err, r.Len())
	}
	r.Reset("abc")
	fmt.Println(r.UnreadByte(), r.UnreadRune())
	var out strings.Builder
	m, err := r.WriteTo(&out)
	fmt.Println(m, err, out.String())
	m, err = io.Copy(&out, strings.NewReader("def"))
	fmt.Println(m, err, out.String())
}
