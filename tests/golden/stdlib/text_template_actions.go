// run

// What the actions of templates do, and how their trees print.
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
		`hello`, `{{.Name}} {{.Age}}`, `{{.Name | html}} {{html .Name}} {{.Name | js}} {{.Name | urlquery}}`,
		`{{range .Tags}}[{{.}}]{{end}}`, `{{range $i, $e := .Tags}}{{$i}}={{$e}},{{end}}`, `{{range .M}}{{.}} {{end}}`,
		`{{range $k, $v := .M}}{{$k}}:{{$v}} {{end}}`, `{{range .MI}}{{.}}{{end}}`, `{{if .B}}yes{{else}}no{{end}}`,
		`{{if eq .Age 1}}1{{else if eq .Age 42}}42{{else}}?{{end}}`, `{{with .P}}{{.V}}{{end}}`,
		`{{with .NilP}}{{.V}}{{else}}nil{{end}}`, `{{with $x := .Age}}{{$x}}{{end}}`,
		`{{define "T"}}T({{.}}){{end}}{{template "T" .Name}}{{template "T"}}`, `{{block "B" .Age}}B[{{.}}]{{end}}`,
		`{{$x := 1}}{{$x = add $x 2}}{{$x}}`,
		`{{range $i, $_ := .Tags}}{{if eq $i 1}}{{continue}}{{end}}{{$i}}{{end}}`,
		`{{range .Tags}}{{if eq . "b"}}{{break}}{{end}}{{.}}{{end}}`, `{{- " a " -}}  x  {{- 3 -}}  `,
		"a {{/* comment */}} b", "a {{- /* c */ -}} b", `{{printf "%d %q %v" .Age .Name .Tags}}`,
		`{{print 1 2 "x" "y" 3}}`, `{{println .Age}}`, `{{len .Tags}} {{len .Name}} {{len .M}}`,
		`{{index .Tags 1}} {{index .M "z"}} {{index .MI 3}} {{index .M "none"}}`,
		`{{slice .Tags 1}} {{slice .Name 0 3}} {{slice .Tags 1 2}}`,
		`{{and 1 0 2}} {{or 0 "" "x"}} {{not 1}} {{and true .B}}`,
		`{{eq 1 1}} {{ne 1 2}} {{lt 1 2}} {{le 2 2}} {{gt 1 2}} {{ge "b" "a"}} {{eq 1 2 3 1}}`,
		`{{.PtrMethod 3 "x"}} {{.ValMethod}} {{3 | .Var 1 2}}`, `{{call .F 3}}`, `{{.P.V}} {{.U.V}} {{.V}}`,
		`{{str 3}}`, `{{nilf}}`, `{{.E}}`, `{{.Any}} {{.C}} {{.Fl}} {{.Bs}} {{.Arr}}`,
		`{{1.5}} {{0x10}} {{'a'}} {{1e3}} {{1+2i}} {{true}} {{"q\n"}} ` + "{{`raw`}}", `{{-3}}`,
		`{{.M.z}} {{.M.none}}`, `{{(index .Tags 0) | upper}}`, `{{(.PtrMethod 1 "a") | printf "%s-%s" "z"}}`,
		`{{join .Tags ","}}`, `{{dup "a"}} {{dup "a" 1 2}} {{5 | dup "x"}}`, `{{eq .P .P}} {{eq .NilP nil}}`,
		`{{(1)}}`, `{{/* x */ -}}`, `{{1_000}}`, `{{ .Name -}}   x`, `x   {{- .Age }}`,
		`{{range $i := .Tags}}{{$i}}{{end}}`, `{{.Arr}}{{range .Arr}}{{.}}{{end}}`, `{{eq .Age 42 | not}}`,
		`{{html "<a>" 1 .P}}`, `{{js "it's \"q\" <b> = \t é  "}}`, `{{urlquery "a b&c=d/é"}}`,
		`{{range .Ch}}{{else}}e{{end}}`, `{{.U}}`, `{{.P}}`, `{{.NilP}}`,
		`{{if .Arr}}a{{end}}{{if .U}}u{{end}}{{if .NilP}}n{{end}}{{if .C}}c{{end}}{{if .F}}f{{end}}`,
		`{{ println "a" "b" | printf "%q" }}`, `{{define "r"}}{{.}}{{template "r" .}}{{end}}`, `{{or 1 (fail)}}`,
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
