// run

package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strings"
)

type slow struct {
	s string
	n int
}

func (s *slow) Read(p []byte) (int, error) {
	if s.s == "" {
		return 0, io.EOF
	}
	n := s.n
	if n > len(s.s) {
		n = len(s.s)
	}
	n = copy(p, s.s[:n])
	s.s = s.s[n:]
	return n, nil
}

func all(r io.Reader, split bufio.SplitFunc, max int) {
	sc := bufio.NewScanner(r)
	if split != nil {
		sc.Split(split)
	}
	if max > 0 {
		sc.Buffer(make([]byte, 0, 4), max)
	}
	for sc.Scan() {
		fmt.Printf("%q ", sc.Text())
	}
	fmt.Println(sc.Err(), len(sc.Bytes()))
}

func main() {
	for _, text := range []string{"", "\n", "one\ntwo\r\n\nlast", "a b  c\n d\u2003e ", "日本\xff語", "word", "\r", "x\r\r\n"} {
		for _, n := range []int{1, 2, 1000} {
			all(&slow{text, n}, nil, 0)
			all(&slow{text, n}, bufio.ScanWords, 0)
			all(&slow{text, n}, bufio.ScanRunes, 0)
			all(&slow{text, n}, bufio.ScanBytes, 0)
		}
	}
	all(strings.NewReader("short\nmuch too long for the buffer\nx"), nil, 10)
	all(strings.NewReader(strings.Repeat("x", 70000)), nil, 0)
	all(strings.NewReader("1,2,STOP,3"), func(data []byte, atEOF bool) (int, []byte, error) {
		i := strings.IndexByte(string(data), ',')
		if i < 0 {
			if atEOF && len(data) > 0 {
				return len(data), data, nil
			}
			return 0, nil, nil
		}
		if string(data[:i]) == "STOP" {
			return i + 1, []byte("last"), bufio.ErrFinalToken
		}
		return i + 1, data[:i], nil
	}, 0)
	all(strings.NewReader("abc"), func(data []byte, atEOF bool) (int, []byte, error) { return -1, nil, nil }, 0)
	all(strings.NewReader("abc"), func(data []byte, atEOF bool) (int, []byte, error) { return 10, nil, nil }, 0)
	all(strings.NewReader("abc"), func(data []byte, atEOF bool) (int, []byte, error) { return 1, data[:1], errors.New("bad") }, 0)
	func() {
		defer func() { fmt.Println(recover()) }()
		sc := bufio.NewScanner(strings.NewReader("abc"))
		sc.Split(func(data []byte, atEOF bool) (int, []byte, error) {
			if !atEOF {
				return 0, nil, nil
			}
			return 0, []byte{}, nil
		})
		n := 0
		for sc.Scan() {
			n++
		}
		fmt.Println(n)
	}()
	sc := bufio.NewScanner(strings.NewReader("a"))
	sc.Scan()
	func() {
		defer func() { fmt.Println(recover()) }()
		sc.Buffer(nil, 0)
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		sc.Split(bufio.ScanWords)
	}()
}
