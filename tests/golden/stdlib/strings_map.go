// run

package main

import (
	"fmt"
	"strings"
	"unicode"
)

func main() {
	for _, s := range []string{"", "hello", "Hello, World!", "straße ÀÉ ǆ ǅ", "a\xffb", "ﬁ Σς", "日本 İı", "don't stop-it under_score 1st"} {
		fmt.Printf("%q %q %q %q\n", strings.ToUpper(s), strings.ToLower(s), strings.ToTitle(s), strings.Title(s))
		fmt.Printf("%q %q\n", strings.ToValidUTF8(s, "?"), strings.ToValidUTF8(s, ""))
		fmt.Printf("%q\n", strings.ToUpperSpecial(unicode.TurkishCase, s))
		fmt.Printf("%q\n", strings.ToLowerSpecial(unicode.TurkishCase, s))
		fmt.Printf("%q\n", strings.Map(func(r rune) rune {
			switch {
			case r == 'l':
				return -1
			case r == 'o':
				return '0'
			case r == 'a':
				return '日'
			}
			return r
		}, s))
	}
	for _, c := range []struct {
		s, old, new string
		n           int
	}{{"hello", "l", "L", 0}, {"hello", "l", "L", 1}, {"hello", "l", "L", -1}, {"hello", "x", "X", -1}, {"", "x", "X", -1}, {"radar", "r", "<r>", -1}, {"", "", "<>", -1}, {"banana", "", "<>", -1}, {"banana", "", "<>", 1}, {"banana", "", "<>", 5}, {"banana", "a", "a", -1}, {"☺☻☹", "", "<>", -1}, {"aaa", "aa", "b", -1}} {
		fmt.Printf("%q ", strings.Replace(c.s, c.old, c.new, c.n))
	}
	fmt.Println()
	for _, s := range []string{"", "  abc  ", "xxabcxx", "\u2000\t日本\u3000", "\xffabc\xff", "   ", "ababa"} {
		fmt.Printf("%q %q %q %q %q %q %q\n", strings.TrimSpace(s), strings.Trim(s, " x"), strings.TrimLeft(s, "xa\u2000\t"), strings.TrimRight(s, "xb\u3000 "),
			strings.TrimFunc(s, unicode.IsSpace), strings.TrimPrefix(s, "xx"), strings.TrimSuffix(s, "xx"))
		fmt.Printf("%q %q %q\n", strings.Trim(s, ""), strings.Trim(s, "\xff"), strings.Trim(s, "ab\ufffd"))
	}
	r := strings.NewReplacer("<", "&lt;", ">", "&gt;", "a", "1", "aa", "2", "aaa", "3")
	fmt.Println(r.Replace("<aaa>"), r.Replace("nothing"))
	fmt.Println(strings.NewReplacer("aaa", "3", "aa", "2", "a", "1").Replace("aaaaaa aa a"))
	fmt.Println(strings.NewReplacer("", "X").Replace("abc"), strings.NewReplacer("", "X", "b", "-").Replace("abc"), strings.NewReplacer("b", "-", "", "X").Replace("abc"))
	fmt.Println(strings.NewReplacer("a", "b", "b", "a").Replace("abba"), strings.NewReplacer().Replace("x"))
	var sb strings.Builder
	n, err := strings.NewReplacer("hello", "bye").WriteString(&sb, "hello world hello")
	fmt.Println(n, err, sb.String())
	defer func() { fmt.Println(recover()) }()
	strings.NewReplacer("odd")
}
