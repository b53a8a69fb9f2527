// run

package main

import (
	"fmt"
	"strings"
	"unicode"
)

func try(f func()) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Println("panic:", r)
		}
	}()
	f()
}

func main() {
	for _, s := range []string{"", "a,b,c", ",a,,b,", "abc", "日本語", "a\xffb"} {
		for _, sep := range []string{",", "", "b", ",,"} {
			for _, n := range []int{-1, 0, 1, 2, 3} {
				fmt.Printf("%q %q ", strings.SplitN(s, sep, n), strings.SplitAfterN(s, sep, n))
			}
			fmt.Printf("%q %q\n", strings.Split(s, sep), strings.SplitAfter(s, sep))
		}
	}
	for _, s := range []string{"", "  ", "a b", " \t a \n\v b\u2003c\u0085d ", "x", "日 本"} {
		f := strings.Fields(s)
		fmt.Printf("%q %d %v\n", f, len(f), f == nil)
		fmt.Printf("%q\n", strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) }))
	}
	fmt.Println(strings.Join(nil, ","), strings.Join([]string{"a"}, ","), strings.Join([]string{"a", "", "c"}, ", "))
	fmt.Printf("%q %q %q\n", strings.Repeat("ab", 3), strings.Repeat("x", 5), strings.Repeat("", 7))
	try(func() { strings.Repeat("x", -1) })
	try(func() { strings.Repeat("xx", 1<<62) })
}
