// run

// A byte that is not UTF-8 is a rune of its own, U+FFFD.
package main

import (
	"fmt"
	"regexp"
	"strings"
)

func main() {
	for _, p := range []string{`.`, `\B`, `[^a]+`, `a.c`, `\x{FFFD}`, `x*`, `(?s)(.)(\b)`} {
		re := regexp.MustCompile(p)
		for _, s := range []string{"a\xffc", "\xe6\x97", "日\xc3a\xed\xa0\x80b", "aéa", "\ufffd\xff"} {
			fmt.Printf("%s %q: %t %v %v\n", p, s, re.MatchString(s), re.FindAllStringSubmatchIndex(s, -1), re.FindReaderIndex(strings.NewReader(s)))
			fmt.Printf("  %q %q %q %q\n", re.ReplaceAllString(s, "<$0>"), re.Split(s, -1), re.Split(s, 2), re.FindAll([]byte(s), 2))
		}
	}
	long := strings.Repeat("é\xff", 40000)
	all := regexp.MustCompile(`é.`).FindAllStringIndex(long, -1)
	fmt.Println(len(all), all[39999], regexp.MustCompile(`\xff|ÿ`).MatchString(long), regexp.MustCompile(`^(?:é.)*$`).MatchString(long))
}
