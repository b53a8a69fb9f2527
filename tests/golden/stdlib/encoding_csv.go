// run

package main

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"
)

func main() {
	for _, s := range []string{"", "a,b,c\n", "a,b\r\nc,d", "\"a\",\"b,c\",\"d\"\"e\"\n", "x,\"multi\nline\",y\n", "a,b\nc\n", "\n\na\n", "# comment\na,b\n", "a\"b,c\n", "\"a\"b\n", "\"unterminated\n", " a, \"b\"\n", "a,,\n", "日本,語\n", "\"\"\n", "a,b,\"c\nd\" ,e\n", "a;b\n", "\"a\r\nb\"\r\n", ",\n", "a\r"} {
		r := csv.NewReader(strings.NewReader(s))
		all, err := r.ReadAll()
		fmt.Printf("%q %v %d\n", all, err, r.InputOffset())
		r = csv.NewReader(strings.NewReader(s))
		r.LazyQuotes = true
		r.TrimLeadingSpace = true
		r.FieldsPerRecord = -1
		r.Comment = '#'
		r.ReuseRecord = true
		for {
			rec, err := r.Read()
			if err != nil {
				fmt.Println(err)
				break
			}
			fmt.Printf("%q ", rec)
			for i := range rec {
				l, c := r.FieldPos(i)
				fmt.Print(l, ":", c, " ")
			}
		}
	}
	r := csv.NewReader(strings.NewReader("a;b;c\n"))
	r.Comma = ';'
	r.FieldsPerRecord = 2
	rec, err := r.Read()
	var pe *csv.ParseError
	fmt.Println(rec, err, errors.As(err, &pe), errors.Is(err, csv.ErrFieldCount))
	r = csv.NewReader(strings.NewReader("x"))
	r.Comma = '\n'
	_, err = r.Read()
	fmt.Println(err)
	_, err = csv.NewReader(strings.NewReader("")).Read()
	fmt.Println(err == io.EOF)

	var out bytes.Buffer
	w := csv.NewWriter(&out)
	w.Write([]string{"a", "b c", "d,e", "f\"g", "h\ni", " lead", "", `\.`, "日", "x\ry"})
	w.Write([]string{""})
	w.Write(nil)
	w.Flush()
	fmt.Printf("%q %v\n", out.String(), w.Error())
	out.Reset()
	w = csv.NewWriter(&out)
	w.UseCRLF = true
	w.Comma = ';'
	fmt.Println(w.WriteAll([][]string{{"a;b", "c\nd", "e\r\nf"}, {"1", "2"}}))
	fmt.Printf("%q\n", out.String())
	w.Comma = '"'
	fmt.Println(w.Write([]string{"x"}))
}
