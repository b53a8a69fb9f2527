// run

package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
)

type Celsius float64
type ID uint16
type Name string
type Raw []byte
type Flag bool

type point struct{ x, y int }

func (p *point) Scan(s fmt.ScanState, verb rune) error {
	_, err := fmt.Fscanf(s, "(%d,%d)", &p.x, &p.y)
	return err
}

type word string

func (w *word) Scan(s fmt.ScanState, verb rune) error {
	tok, err := s.Token(true, func(r rune) bool { return r >= 'a' && r <= 'z' })
	width, given := s.Width()
	fmt.Println("scan", string(verb), width, given)
	*w = word(tok)
	return err
}

func main() {
	var i int
	var i8 int8
	var u8 uint8
	var u uint
	var f float64
	var f32 float32
	var b bool
	var s, t string
	var r rune
	var c complex128
	var by []byte
	var cel Celsius
	var id ID
	var name Name
	var raw Raw
	var flag Flag

	n, err := fmt.Sscan("12 -7 200 99 1.5e3 0x1p-2 true héllo wörld", &i, &i8, &u8, &u, &f, &f32, &b, &s, &t)
	fmt.Println(n, err, i, i8, u8, u, f, f32, b, s, t)
	n, err = fmt.Sscan("1 2\n\n 3", &i, &u, &i8)
	fmt.Println(n, err, i, u, i8)
	n, err = fmt.Sscan("36.6 7 bob abc T (1+2i)", &cel, &id, &name, &raw, &flag, &c)
	fmt.Println(n, err, cel, id, name, string(raw), flag, c)
	n, err = fmt.Sscan("raw", &by)
	fmt.Println(n, err, string(by))
	n, err = fmt.Sscan("0x1F 0b101 0o17 017 1_000", &i, &u, &i8, &id, &f)
	fmt.Println(n, err, i, u, i8, id, f)

	for _, in := range []string{"", " ", "x", "300", "-300", "12", "99999999999999999999", "1.5", "\n5"} {
		n, err = fmt.Sscan(in, &i8)
		fmt.Printf("Sscan %q: %d %v\n", in, n, err)
		n, err = fmt.Sscanln(in, &i8)
		fmt.Printf("Sscanln %q: %d %v\n", in, n, err)
		n, err = fmt.Sscanf(in, "%d", &i8)
		fmt.Printf("Sscanf %q: %d %v\n", in, n, err)
	}
	for _, in := range []string{"1 2", "1\n2", "1", "1 2 3", "1 2\n3", "", "1 2 \n"} {
		n, err = fmt.Sscanln(in, &i, &u)
		fmt.Printf("Sscanln %q: %d %v\n", in, n, err)
	}
	_, err = fmt.Sscan("99999999999999999999", &i)
	fmt.Println(errors.Is(err, strconv.ErrRange))
	_, err = fmt.Sscan("", &i)
	fmt.Println(err == io.EOF, err == io.ErrUnexpectedEOF)

	scanf := func(in, format string, args ...any) {
		n, err := fmt.Sscanf(in, format, args...)
		fmt.Printf("%q %q: %d %v\n", in, format, n, err)
	}
	scanf("5-7", "%d-%d", &i, &u)
	fmt.Println(i, u)
	scanf("age: 42 years", "age: %d years", &i)
	scanf("age: 42 days", "age: %d years", &i)
	scanf("age 42", "age: %d", &i)
	scanf("12345", "%3d%d", &i, &u)
	fmt.Println(i, u)
	scanf("ff 1010 17 U+00e9", "%x %b %o %U", &i, &u, &i8, &r)
	fmt.Println(i, u, i8, r)
	scanf("xyz", "%c%c", &r, &i)
	fmt.Println(r, i)
	scanf(`"a\tb" 68656c6c6f`, "%q %x", &s, &t)
	fmt.Printf("%q %q\n", s, t)
	scanf("`raw`", "%q", &s)
	fmt.Println(s)
	scanf("50%", "%d%%", &i)
	scanf("50", "%d%%", &i)
	scanf("1 2", "%d", &i)
	scanf("1", "%d %d", &i, &u)
	scanf("1", "%d", &i, &u)
	scanf("1 2", "%d %d", &i)
	scanf("1", "%z", &i)
	scanf("1", "%s", &i)
	scanf("1", "%d", &s)
	scanf("a\nb", "%s\n%s", &s, &t)
	scanf("a b", "%s\n%s", &s, &t)
	scanf("a\nb", "%s %s", &s, &t)
	scanf("a b", "%s%s", &s, &t)
	scanf("true", "%t", &b)
	scanf("tru", "%t", &b)
	scanf("3.25e2 nan +Inf", "%g %f %e", &f, &cel, &f32)
	fmt.Println(f, cel, f32)
	scanf("1.5p3", "%v", &f)
	fmt.Println(f)
	scanf("(1-2i)", "%v", &c)
	scanf("1-2", "%v", &c)
	scanf("5", "%d", i)
	scanf("5", "%v", &struct{}{})
	scanf("5", "%", &i)
	scanf("hello", "%5c", &r)
	scanf("hello", "%2s%s", &s, &t)
	fmt.Println(s, t)

	var p point
	n, err = fmt.Sscan("(3,4) 5", &p, &i)
	fmt.Println(n, err, p, i)
	var w word
	n, err = fmt.Sscanf("abc123", "%5v%d", &w, &i)
	fmt.Println(n, err, w, i)

	rd := bufio.NewReader(strings.NewReader("3\n10 20 30\nlast line\n"))
	fmt.Fscan(rd, &n)
	sum := 0
	for j := 0; j < n; j++ {
		var x int
		fmt.Fscan(rd, &x)
		sum += x
	}
	fmt.Println(n, sum)
	rd.ReadString('\n')
	line, err := rd.ReadString('\n')
	fmt.Printf("%q %v\n", line, err)
	n, err = fmt.Fscan(rd, &i)
	fmt.Println(n, err)
	n, err = fmt.Fscanln(io.MultiReader(strings.NewReader("é ü"), strings.NewReader(" z\n")), &s, &t, &name)
	fmt.Println(n, err, s, t, name)
}
