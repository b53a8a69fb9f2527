// run

package main

import (
	"fmt"
	"regexp"
	"strings"
)

func main() {
	re := regexp.MustCompile(`(?P<key>\w+)=(?P<value>\w*)`)
	s := "a=1, bc=, d=é e=22"
	b := []byte(s)
	fmt.Println(re, re.NumSubexp(), re.SubexpNames(), re.SubexpIndex("value"), re.SubexpIndex("none"))
	fmt.Println(re.MatchString(s), re.Match([]byte("none")), re.MatchReader(strings.NewReader(s)))
	fmt.Printf("%q %v %q %v\n", re.Find(b), re.FindIndex(b), re.FindString(s), re.FindStringIndex(s))
	fmt.Printf("%q %v\n", re.FindSubmatch(b), re.FindSubmatchIndex(b))
	fmt.Printf("%q %v\n", re.FindStringSubmatch(s), re.FindStringSubmatchIndex(s))
	fmt.Println(re.FindReaderIndex(strings.NewReader(s)), re.FindReaderSubmatchIndex(strings.NewReader(s)))
	fmt.Printf("%q %v\n", re.FindAll(b, -1), re.FindAllIndex(b, 2))
	fmt.Printf("%q %v\n", re.FindAllString(s, -1), re.FindAllStringIndex(s, -1))
	fmt.Printf("%q %v\n", re.FindAllSubmatch(b, 2), re.FindAllSubmatchIndex(b, -1))
	fmt.Printf("%q %v\n", re.FindAllStringSubmatch(s, -1), re.FindAllStringSubmatchIndex(s, 1))
	fmt.Println(re.FindString("") == "", re.FindStringIndex("x") == nil, re.FindAllString(s, 0) == nil, re.FindStringSubmatch("x") == nil)

	for _, p := range []string{"a*", "", "b|", "^", "$", `\b`, "x*y?"} {
		re := regexp.MustCompile(p)
		for _, s := range []string{"", "a", "baaab", "a b", "éaé"} {
			fmt.Printf("%q %q: %v %q %q\n", p, s, re.FindAllStringIndex(s, -1), re.ReplaceAllString(s, "-"), re.Split(s, -1))
		}
	}
	fmt.Println(re.ReplaceAllString(s, "$value=${key}x$$ $1x $2"))
	fmt.Println(re.ReplaceAllLiteralString(s, "$1"))
	fmt.Println(re.ReplaceAllStringFunc(s, strings.ToUpper))
	fmt.Printf("%s %s %s\n", re.ReplaceAll(b, []byte("<$0>")), re.ReplaceAllLiteral(b, []byte("$0")),
		re.ReplaceAllFunc(b, func(m []byte) []byte { return m[:1] }))
	fmt.Println(string(re.ExpandString(nil, "$key is ${value}; ${ $ $nope.", s, re.FindStringSubmatchIndex(s))))
	for _, n := range []int{-1, 0, 1, 2, 3} {
		fmt.Printf("%d %q %q\n", n, regexp.MustCompile(",").Split("a,b,c,", n), regexp.MustCompile("a*").Split("abaabaccadaaae", n))
	}
	fmt.Println(regexp.QuoteMeta("a.b*[c]$"), regexp.QuoteMeta("plain"))
	fmt.Println(regexp.MatchString(`^\d{3}-\d{4}$`, "555-1234"))
	fmt.Println(regexp.Match(`(?i)HELLO`, []byte("say hello")))
	fmt.Println(regexp.MustCompile(`(?s)a.b`).MatchString("a\nb"), regexp.MustCompile(`a.b`).MatchString("a\nb"),
		regexp.MustCompile(`(?m)^b$`).MatchString("a\nb\nc"), regexp.MustCompile(`^\p{Greek}+$`).MatchString("αβγ"))
	l := regexp.MustCompile("a+|a+b")
	fmt.Print(l.FindString("aab"), " ")
	l.Longest()
	fmt.Println(l.FindString("aab"), regexp.MustCompilePOSIX("a+|a+b").FindString("aab"))
	fmt.Println(regexp.MustCompile("abc+d").LiteralPrefix())
	fmt.Println(regexp.MustCompile("abc").LiteralPrefix())
	for _, p := range []string{"(", ")", "[a", "a**", "*", "a{2,1}", `\`, `\y`, "(?P<n>a", "[z-a]", "(?=a)", "a{1001}", "(?i)(?z)", `[[:word:]`, `\pX`, "x{2}{3}", "(?P<n!>x)", "(?P<n>x)(?P<n>y)"} {
		_, err := regexp.Compile(p)
		fmt.Println(p, err)
	}
	defer func() { fmt.Println(recover()) }()
	regexp.MustCompile("a(b")
}
