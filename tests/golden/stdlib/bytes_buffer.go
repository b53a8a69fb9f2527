// run

package main

import (
	"bytes"
	"fmt"
	"io"
	"strings"
)

func main() {
	var b bytes.Buffer
	fmt.Println(b.Len(), b.String())
	b.WriteString("hello ")
	b.Write([]byte("world"))
	b.WriteByte('!')
	n, err := b.WriteRune('日')
	fmt.Println(n, err, b.Len(), b.String())
	p := make([]byte, 5)
	n, err = b.Read(p)
	fmt.Println(n, err, string(p))
	fmt.Println(b.UnreadByte(), b.UnreadByte(), b.String())
	c, err := b.ReadByte()
	fmt.Println(c, err)
	fmt.Printf("%q\n", b.Next(3))
	line, err := b.ReadString('l')
	fmt.Printf("%q %v\n", line, err)
	bs, err := b.ReadBytes('?')
	fmt.Printf("%q %v\n", bs, err)
	_, err = b.ReadByte()
	fmt.Println(err)
	n, err = b.Read(p)
	fmt.Println(n, err)
	n, err = b.Read(nil)
	fmt.Println(n, err)

	b.WriteString("日本")
	r, size, err := b.ReadRune()
	fmt.Println(r, size, err, b.UnreadRune(), b.UnreadRune(), b.Len())
	b.Truncate(3)
	fmt.Println(b.String())
	b.Truncate(0)
	func() {
		defer func() { fmt.Println(recover()) }()
		b.Truncate(1)
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		b.Grow(-1)
	}()
	m, err := b.ReadFrom(strings.NewReader(strings.Repeat("x", 3000)))
	fmt.Println(m, err, b.Len())
	m, err = b.WriteTo(io.Discard)
	fmt.Println(m, err, b.Len())
	var np *bytes.Buffer
	fmt.Println(np.String())
	nb := bytes.NewBufferString("abc")
	nb.WriteString("def")
	fmt.Println(nb.String(), bytes.NewBuffer([]byte("xyz")).Len())
	for i := 0; i < 1000; i++ {
		fmt.Fprintf(nb, "%d,", i)
		if i%3 == 0 {
			nb.Next(2)
		}
	}
	fmt.Println(nb.Len())

	rd := bytes.NewReader([]byte("0123456789"))
	rd.Seek(-3, io.SeekEnd)
	rest, _ := io.ReadAll(rd)
	fmt.Println(string(rest), rd.Len(), rd.Size())
	fmt.Println(rd.UnreadByte(), rd.Len())
	_, err = rd.Seek(-1, io.SeekStart)
	fmt.Println(err)
	_, err = rd.ReadAt(p, -1)
	fmt.Println(err)
}
