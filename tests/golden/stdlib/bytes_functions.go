// run

package main

import (
	"bytes"
	"fmt"
	"unicode"
)

func main() {
	texts := []string{"", "a", "abcabc", "héllo wörld", "日本語日本", "a\xffb\xfe", "aaaa", "  x  "}
	pats := []string{"", "a", "bc", "ö", "本", "\xff", "aa", "\ufffd"}
	for _, t := range texts {
		s := []byte(t)
		for _, p := range pats {
			q := []byte(p)
			fmt.Println(bytes.Index(s, q), bytes.LastIndex(s, q), bytes.Count(s, q), bytes.Contains(s, q), bytes.IndexAny(s, p),
				bytes.LastIndexAny(s, p), bytes.HasPrefix(s, q), bytes.HasSuffix(s, q), bytes.Compare(s, q), bytes.Equal(s, q), bytes.EqualFold(s, q))
			fmt.Printf("%q %q %q %q\n", bytes.Split(s, q), bytes.SplitN(s, q, 2), bytes.SplitAfter(s, q), bytes.SplitAfterN(s, q, 2))
			fmt.Printf("%q %q\n", bytes.Replace(s, q, []byte("<>"), 2), bytes.ReplaceAll(s, q, []byte("+")))
		}
		fmt.Println(bytes.IndexByte(s, 'b'), bytes.LastIndexByte(s, 'b'), bytes.IndexRune(s, '本'), bytes.ContainsRune(s, 'x'),
			bytes.IndexFunc(s, unicode.IsSpace), bytes.LastIndexFunc(s, unicode.IsLetter))
		fmt.Printf("%q %q %q %q %q\n", bytes.ToUpper(s), bytes.ToLower(s), bytes.ToTitle(s), bytes.Title(s), bytes.ToValidUTF8(s, []byte("?")))
		fmt.Printf("%q %q %q %q %q %q\n", bytes.TrimSpace(s), bytes.Trim(s, "a "), bytes.TrimLeft(s, "a"), bytes.TrimRight(s, "a"), bytes.TrimPrefix(s, []byte("a")), bytes.TrimSuffix(s, []byte("a")))
		fmt.Printf("%q %q %q\n", bytes.TrimFunc(s, unicode.IsSpace), bytes.Fields(s), bytes.FieldsFunc(s, unicode.IsSpace))
		fmt.Println(bytes.Runes(s), bytes.Map(func(r rune) rune {
			if r == 'a' {
				return -1
			}
			return r + 1
		}, s))
	}
	fmt.Printf("%q %q\n", bytes.Join([][]byte{[]byte("a"), nil, []byte("c")}, []byte("--")), bytes.Repeat([]byte("ab"), 3))
	b, a, ok := bytes.Cut([]byte("k=v"), []byte("="))
	fmt.Printf("%q %q %v\n", b, a, ok)
	fmt.Println(bytes.Equal(nil, []byte{}), bytes.TrimSpace([]byte("  ")) == nil, bytes.Trim([]byte("aa"), "a") == nil)
	x := []byte("abc")
	y := bytes.ToUpper(x)
	y[0] = 'Z'
	fmt.Println(string(x), string(y))
	part := bytes.Split(x, []byte("b"))[0]
	fmt.Println(len(part), cap(part))
}
