// run

// Errors of parsing and of execution, with their positions.
package main

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"text/template"
)

type U struct {
	V string
}
type I interface{ Method0() string }
type S struct {
	Name string
	Age  int
	Tags []string
	M    map[string]int
	MI   map[int]string
	P    *U
	NilP *U
	E    error
	F    func(int) string
	Any  any
	priv int
	U
	Ch  chan int
	Fl  float64
	C   complex128
	B   bool
	Bs  []byte
	Arr [3]int
}

func (s *S) PtrMethod(a int, b string) string { return fmt.Sprint("pm:", a, b) }
func (s S) ValMethod() string                 { return "vm:" + s.Name }
func (s S) Err() (string, error)              { return "", errors.New("boom") }
func (s S) Var(x ...int) int {
	t := 0
	for _, v := range x {
		t += v
	}
	return t
}
func (s S) Panic() string   { panic("oops") }
func (s S) Two() (int, int) { return 1, 2 }

type str int

func (s str) String() string { return fmt.Sprintf("<%d>", int(s)) }

func main() {
	s := &S{Name: "Bob <b>", Age: 42, Tags: []string{"a", "b", "c"}, M: map[string]int{"z": 26, "a": 1, "m": 13},
		MI: map[int]string{3: "three", 1: "one"}, P: &U{"v!"}, E: errors.New("an error"), F: func(i int) string { return fmt.Sprint("f", i) },
		Any: 7, U: U{"emb"}, Fl: 2.5, C: 1 + 2i, B: true, Bs: []byte("hi"), Arr: [3]int{1, 2, 3}}
	funcs := template.FuncMap{"upper": strings.ToUpper, "add": func(a, b int) int { return a + b }, "join": strings.Join,
		"fail": func() (int, error) { return 0, errors.New("failed") }, "str": func(i int) str { return str(i) }, "nilf": func() any { return nil },
		"dup": func(s string, n ...int) string { return fmt.Sprint(s, n) }}
	texts := []string{
		`{{range .NilP}}x{{else}}none{{end}}`, `{{.Err}}`, `{{.Panic}}`, `{{.Two}}`, `{{.F 3}}`, `{{.Nope}}`,
		`{{.priv}}`, `{{.NilP.V}}`, `{{fail}}`, `{{.Name.Foo}}`, `{{nil}}`, `{{template "none"}}`,
		`{{.Tags | join ","}}`, `{{add 1}}`, `{{add 1 2 3}}`, `{{add "a" 2}}`, `{{add .Name 2}}`, `{{add 1.5 2}}`,
		`{{eq .Tags .Tags}}`, `{{eq .M .NilP}}`, `{{eq "a" 1}}`, `{{lt true false}}`, `{{index .Tags 10}}`,
		`{{index .Tags "a"}}`, `{{index 1 2}}`, `{{index nil 2}}`, `{{slice 3 1}}`, `{{len 3}}`, `{{len nil}}`,
		`{{call 3}}`, `{{call nil}}`, `{{call .F}}`, `{{call .F "a"}}`, `{{range 3.5}}{{end}}`, `{{1 2}}`,
		`{{.Age 3}}`, `{{3 | .Age}}`, `{{"x" | 3}}`, `{{if}}{{end}}`, `{{`, `{{end}}`, `{{else}}`, `{{if .B}}`,
		`{{range .Tags}}`, "line1\n{{if .B}}\n{{.Nope\n", `{{.}`, `{{foo}}`, `{{"abc}}`, "{{`abc}}", `{{'a}}`,
		`{{$x}}`, `{{$x := 1}}{{$y}}`, `{{1 | 2}}`, `{{|}}`, `{{.A | }}`, `{{(}}`, `{{)}}`, `{{(1}}`, `{{.Name}`,
		`{{define}}`, `{{define "x"}}`, `{{define "x"}}{{end}}{{define "x"}}a{{end}}{{define "x"}}b{{end}}`,
		`{{template}}`, `{{template "a" 1 2}}`, `{{block "x"}}`, `{{break}}`, `{{continue}}`,
		`{{range .Tags}}{{else}}{{break}}{{end}}`, `{{range $a, $b, $c := .Tags}}{{end}}`,
		`{{with $a, $b := .Tags}}{{end}}`, `{{/* x }}`, `{{/* x */ }}`, `{{3a}}`, `{{08}}`, `{{99999999999999999999}}`,
		`{{18446744073709551615}}`, `{{1.e}}`, `{{#}}`, "{{\x01}}", `{{.A:=1}}`, `{{$x : 1}}`, `{{nil.X}}`, `{{1.X}}`,
		`{{"a".X}}`, `{{true.X}}`, `{{..X}}`, `{{.X.}}`, `{{$.X.Y}}`, `{{if .B}}{{else}}{{else}}{{end}}`, `{{ - 3}}`,
		`{{eq 1 1.0}}`, `{{.MI.x}}`, `{{.Any.Foo}}`, `{{.F}}`, `{{.Ch}}`, `{{or}}`, `{{and}}`, `{{eq 1}}`, `{{not}}`,
		`{{and 1 (fail)}}`, `{{or 0 .Nope}}`,
	}
	for i, text := range texts {
		t, err := template.New(fmt.Sprintf("t%d", i)).Funcs(funcs).Parse(text)
		if err != nil {
			fmt.Printf("%q parse: %v\n", text, err)
			continue
		}
		var b bytes.Buffer
		err = t.Execute(&b, s)
		fmt.Printf("%q -> %q", text, b.String())
		if err != nil {
			fmt.Printf(" error: %v", err)
		}
		fmt.Printf("\n\t%s\n", t.Root)
	}
}
