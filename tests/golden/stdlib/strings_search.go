// run

package main

import (
	"fmt"
	"strings"
	"unicode"
)

func main() {
	texts := []string{"", "a", "abc", "abcabc", "héllo wörld", "日本語日本", "a\xffb\xfe", "\xe6\x97", "aaaa", "  x  "}
	pats := []string{"", "a", "bc", "ö", "本", "\xff", "aa", "zz", "\ufffd", "語日"}
	for _, s := range texts {
		for _, p := range pats {
			fmt.Println(strings.Index(s, p), strings.LastIndex(s, p), strings.Count(s, p), strings.Contains(s, p),
				strings.IndexAny(s, p), strings.LastIndexAny(s, p), strings.ContainsAny(s, p),
				strings.HasPrefix(s, p), strings.HasSuffix(s, p), strings.Compare(s, p), strings.EqualFold(s, p))
		}
		for _, r := range []rune{'a', 'ö', '本', 0xfffd, -1, 0xd800, 0x110000, 0} {
			fmt.Print(strings.IndexRune(s, r), strings.ContainsRune(s, r), " ")
		}
		fmt.Println(strings.IndexByte(s, 'b'), strings.LastIndexByte(s, 'b'), strings.LastIndexByte(s, 0xff))
		fmt.Println(strings.IndexFunc(s, unicode.IsSpace), strings.LastIndexFunc(s, unicode.IsLetter), strings.IndexFunc(s, func(r rune) bool { return r == 0xfffd }))
	}
	fold := [][2]string{{"Go", "GO"}, {"ß", "SS"}, {"Σίσυφος", "ΣΊΣΥΦΟΣ"}, {"K", "\u212a"}, {"k", "\u212a"}, {"ſ", "S"}, {"ǅ", "ǆ"}, {"İ", "i"}, {"\xff", "\ufffd"}, {"ab", "a"}}
	for _, f := range fold {
		fmt.Print(strings.EqualFold(f[0], f[1]), " ")
	}
	fmt.Println()
	before, after, ok := strings.Cut("key=value=x", "=")
	fmt.Printf("%q %q %v\n", before, after, ok)
	before, after, ok = strings.Cut("key", "=")
	fmt.Printf("%q %q %v\n", before, after, ok)
}
