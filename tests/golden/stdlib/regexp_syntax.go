// run

package main

import (
	"errors"
	"fmt"
	"regexp"
	"regexp/syntax"
)

func main() {
	for _, p := range []string{`\C`, `a\Qb\C\E\C`, `[^\C]`, `(?P<n`, `(?P<n{2}\C)`, `a**`, `[[:foo:]]`, "\xff", `[]a`, `(?z)`} {
		_, err := regexp.Compile(p)
		var wrong *syntax.Error
		fmt.Printf("%q %v %t", p, err, errors.As(err, &wrong))
		fmt.Printf(" %q %q\n", wrong.Code, wrong.Expr)
	}
	fmt.Println(syntax.ErrMissingParen, syntax.IsWordChar('_'), syntax.IsWordChar('é'))

	posix := regexp.MustCompilePOSIX(`[^a]+`)
	fmt.Printf("%q %q\n", posix.FindAllString("b\nca", -1), regexp.MustCompile(`[^a]+`).FindAllString("b\nca", -1))
	for _, p := range []string{"", "abc", "(ab)(c)d", `a\.b\x41\n`, `\Qa.b\E+`, "[a]bc?", "ab|abc", "(?i)12a", "(?i:a)b", "a{3}b{2,}c", "^abc$", "^abc", "日本*", "(?:)*x", `a\b`, "a(b|c)", `\101`, "[^a]"} {
		prefix, complete := regexp.MustCompile(p).LiteralPrefix()
		fmt.Printf("%s %q %t\n", p, prefix, complete)
	}
	text := []byte("abcb")
	fmt.Printf("%s %s\n", regexp.MustCompile("b").ReplaceAllFunc(text, func(b []byte) []byte { b[0] = 'X'; return []byte("-") }), text)
}
