// run

// Texts that are longer than the pieces they are made of.
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"html"
	"strconv"
	"strings"
)

func sum(s string) string { h := fnv.New64a(); h.Write([]byte(s)); return fmt.Sprint(len(s), " ", h.Sum64()) }

func main() {
	long := strings.Repeat("häßlich <&> \"x\" \n\xff", 20000)
	fmt.Println("quote", sum(strconv.Quote(long)))
	fmt.Println("%q", sum(fmt.Sprintf("%q|%+q|%#q", long, long, long)))
	fmt.Println("%q wide", sum(fmt.Sprintf("%1000000q|%-1000000q", long, long)))
	fmt.Println("%s wide", sum(fmt.Sprintf("%500000s|%-500000s|%.70000s", long, long, long)))
	fmt.Println("%x", sum(fmt.Sprintf("%x|% X|%#x|%# x|%900000x", long, long, long, long, long)))
	fmt.Println("upper", sum(strings.ToUpper(long)), sum(strings.ToLower(long)), sum(strings.Title(long)), sum(strings.ToValidUTF8(long, "?!")))
	fmt.Println("same", strings.ToLower("ä") == "ä", sum(strings.Title(strings.ToUpper(long))))
	fmt.Println("html", sum(html.EscapeString(long)), html.UnescapeString(html.EscapeString(long)) == long)
	b, err := json.Marshal(map[string]string{"k": long})
	fmt.Println("json", sum(string(b)), err)
	var v map[string]string
	fmt.Println(json.Unmarshal(b, &v), sum(v["k"]))
	var out bytes.Buffer
	arr := []byte("[" + strings.Repeat(`{"a": [1, "x\"y<"], "b": {}},`, 10000) + `"` + strings.Repeat("long\\\\", 50000) + `"]  `)
	fmt.Println(json.Indent(&out, arr, "> ", "\t"), sum(out.String()))
	out.Reset()
	fmt.Println(json.Compact(&out, arr), sum(out.String()))
	out.Reset()
	json.HTMLEscape(&out, arr)
	fmt.Println(sum(out.String()))
	fmt.Println(sum(fmt.Sprint(make([]int, 100000))), sum(fmt.Sprintf("%0500000d|%-400000d|", 7, 8)))
	m := map[string]int{}
	a, c := strings.Repeat("k", 100000), strings.Repeat("k", 100000)+"l"
	m[a]++
	m[c]++
	m[strings.Repeat("k", 100000)]++
	delete(m, c)
	fmt.Println(m[a], m[c], len(m), a == c, a < c, a == strings.Repeat("k", 100000), a <= a[:99999])
}
