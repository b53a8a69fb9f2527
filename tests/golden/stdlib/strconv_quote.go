// run

package main

import (
	"fmt"
	"strconv"
)

func main() {
	for _, s := range []string{"", "abc", "a\"b'c`d", "\a\b\f\n\r\t\v\\", "\x00\x1f\x7f\x80\xff", "日本語", "\u00a0\u2028\ufeff\ufffd", "\U0001f600\U0010ffff", "é\u0301", "\u3000"} {
		fmt.Println(strconv.Quote(s), strconv.QuoteToASCII(s), strconv.QuoteToGraphic(s), strconv.CanBackquote(s))
		u, err := strconv.Unquote(strconv.Quote(s))
		fmt.Println(u == s, err)
		u, err = strconv.Unquote(strconv.QuoteToASCII(s))
		fmt.Println(u == s, err)
	}
	for _, r := range []rune{'a', '\'', '"', '\n', 0x7f, 0x80, '日', 0xd800, -1, 0x110000, 0x1f600, 0xa0} {
		fmt.Println(strconv.QuoteRune(r), strconv.QuoteRuneToASCII(r), strconv.QuoteRuneToGraphic(r), strconv.IsPrint(r), strconv.IsGraphic(r))
	}
	fmt.Println(string(strconv.AppendQuote([]byte("x"), "y")), string(strconv.AppendQuoteRune(nil, 'z')), string(strconv.AppendQuoteToASCII(nil, "é")), string(strconv.AppendQuoteRuneToASCII(nil, 'é')))
	for _, s := range []string{`""`, `"abc"`, "`raw\\n`", "`a\rb`", `'a'`, `'\''`, `'"'`, `"\""`, `"'"`, `'ab'`, `''`, `"`, `"abc`, `abc`, `"\x41\101\u0041\U00000041"`, `"\x4"`, `"\400"`, `"\ud800"`, `"\U00110000"`, `"\q"`, `"a` + "\n" + `b"`, `"\'"`, `'\"'`, `'日'`, "'\xff'", "\"\xff\"", `"a"b`, "``", "`a`b`", `"\0"`, `'\n'`} {
		u, err := strconv.Unquote(s)
		fmt.Printf("%q %v\n", u, err)
		p, err := strconv.QuotedPrefix(s + " tail")
		fmt.Printf("%q %v\n", p, err)
	}
	s := `a\x62\u65e5\n"'rest`
	for s != "" {
		r, mb, tail, err := strconv.UnquoteChar(s, '"')
		fmt.Println(r, mb, len(tail), err)
		if err != nil {
			break
		}
		s = tail
	}
	_, _, _, err := strconv.UnquoteChar(`\'`, '"')
	fmt.Println(err)
	r, _, _, err := strconv.UnquoteChar(`"`, 0)
	fmt.Println(r, err)
}
