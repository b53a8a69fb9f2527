// run

package main

import (
	"fmt"
	"strings"
	"unicode"
)

func main() {
	after, ok := strings.CutPrefix("prefix-rest", "prefix-")
	fmt.Println(after, ok)
	after, ok = strings.CutPrefix("rest", "prefix-")
	fmt.Println(after, ok)
	before, ok := strings.CutSuffix("a.go", ".go")
	fmt.Println(before, ok)
	before, ok = strings.CutSuffix("a.go", ".c")
	fmt.Println(before, ok)
	fmt.Println(strings.ContainsFunc("ab1", unicode.IsDigit), strings.ContainsFunc("ab", unicode.IsDigit))
	for line := range strings.Lines("one\ntwo\n\nlast") {
		fmt.Printf("%q ", line)
	}
	fmt.Println()
	for s := range strings.SplitSeq("a,b,,c", ",") {
		fmt.Printf("%q ", s)
		if s == "" {
			break
		}
	}
	fmt.Println()
	for s := range strings.SplitSeq("héy", "") {
		fmt.Printf("%q ", s)
	}
	for s := range strings.SplitAfterSeq("a,b,,c", ",") {
		fmt.Printf("%q ", s)
	}
	fmt.Println()
	for s := range strings.FieldsSeq("  the quick\tbrown \n fox ") {
		fmt.Printf("%q ", s)
	}
	for s := range strings.FieldsFuncSeq("1a22b333", unicode.IsLetter) {
		fmt.Printf("%q ", s)
	}
	fmt.Println()
}
