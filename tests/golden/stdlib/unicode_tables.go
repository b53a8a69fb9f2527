// run

package main

import (
	"fmt"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

func main() {
	for _, r := range []rune{-1, 0, 'a', 'Z', '5', ' ', '\t', '_', '$', 0x7f, 0x80, 0x85, 0xa0, 0xaa, 0xb5, 0xdf, 0xd7, 0x1c5, 0x2c6, 0x300, 0x3c3, 0x660, 0x2028, 0x2160, 0x3000, '日', 0xd800, 0xe000, 0xfffd, 0x1f600, 0x10ffff, 0x110000} {
		fmt.Println(r, unicode.IsControl(r), unicode.IsDigit(r), unicode.IsGraphic(r), unicode.IsLetter(r), unicode.IsLower(r), unicode.IsMark(r),
			unicode.IsNumber(r), unicode.IsPrint(r), unicode.IsPunct(r), unicode.IsSpace(r), unicode.IsSymbol(r), unicode.IsTitle(r), unicode.IsUpper(r),
			unicode.ToUpper(r), unicode.ToLower(r), unicode.ToTitle(r), unicode.SimpleFold(r))
		fmt.Println(unicode.Is(unicode.Han, r), unicode.Is(unicode.Latin, r), unicode.In(r, unicode.Greek, unicode.Cyrillic), unicode.Is(unicode.White_Space, r), unicode.Is(unicode.Hex_Digit, r), unicode.Is(unicode.Lu, r), unicode.IsOneOf(unicode.PrintRanges, r))
	}
	for _, r := range []rune{'A', 'k', 's', 0x1c4, 0x3b8, 0x13a0, '1', 0x1e9e} {
		fmt.Print(string(r))
		for x := unicode.SimpleFold(r); x != r; x = unicode.SimpleFold(x) {
			fmt.Print(" ", string(x))
		}
		fmt.Println()
	}
	fmt.Println(unicode.To(unicode.UpperCase, 'a'), unicode.To(unicode.LowerCase, 'A'), unicode.To(unicode.TitleCase, 0x1c6), unicode.To(9, 'a'))
	fmt.Println(unicode.TurkishCase.ToUpper('i'), unicode.TurkishCase.ToLower('I'), unicode.TurkishCase.ToTitle('i'), unicode.AzeriCase.ToUpper('x'))
	fmt.Println(unicode.MaxRune, unicode.ReplacementChar, unicode.MaxASCII, unicode.MaxLatin1, unicode.UpperLower)
	custom := &unicode.RangeTable{R16: []unicode.Range16{{Lo: 10, Hi: 20, Stride: 2}}, R32: []unicode.Range32{{Lo: 0x10000, Hi: 0x10010, Stride: 4}}}
	for _, r := range []rune{10, 11, 12, 20, 21, 0x10000, 0x10001, 0x10004, 0x10010} {
		fmt.Print(unicode.Is(custom, r), " ")
	}
	fmt.Println(unicode.Scripts["Han"] == unicode.Han, unicode.Categories["Lu"] == unicode.Upper, unicode.Properties["Dash"] == unicode.Dash, unicode.Letter == unicode.L)
	fmt.Println(len(unicode.FoldCategory), len(unicode.FoldScript), unicode.Is(unicode.FoldCategory["Lu"], 'a'), unicode.Is(unicode.FoldScript["Greek"], 0xb5))

	for _, s := range []string{"", "a", "é", "日", "\U0001f600", "\xff", "\xe6\x97", "\xed\xa0\x80", "\xc0\x80", "\xf4\x90\x80\x80", "a日\xffb"} {
		b := []byte(s)
		r, n := utf8.DecodeRune(b)
		r2, n2 := utf8.DecodeLastRuneInString(s)
		r3, n3 := utf8.DecodeLastRune(b)
		r4, n4 := utf8.DecodeRuneInString(s)
		fmt.Println(r, n, r2, n2, r3, n3, r4, n4, utf8.FullRune(b), utf8.FullRuneInString(s), utf8.RuneCount(b), utf8.RuneCountInString(s), utf8.Valid(b), utf8.ValidString(s))
	}
	for _, r := range []rune{0, 'a', 0x7f, 0x80, 0x7ff, 0x800, 0xd7ff, 0xd800, 0xdfff, 0xe000, 0xffff, 0x10000, 0x10ffff, 0x110000, -1} {
		p := make([]byte, 4)
		n := utf8.EncodeRune(p, r)
		fmt.Println(r, utf8.RuneLen(r), n, p, utf8.ValidRune(r), utf8.AppendRune([]byte("x"), r), utf16.IsSurrogate(r))
		r1, r2 := utf16.EncodeRune(r)
		fmt.Println(r1, r2, utf16.DecodeRune(r1, r2), utf16.Encode([]rune{r}))
	}
	fmt.Println(utf16.Decode([]uint16{'a', 0xd83d, 0xde00, 0xd800, 'b', 0xdc00, 0xd800}), utf8.RuneStart('a'), utf8.RuneStart(0x80))
	func() {
		defer func() { fmt.Println(recover() != nil) }()
		utf8.EncodeRune(make([]byte, 2), '日')
	}()
}
