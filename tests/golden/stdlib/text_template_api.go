// run

// Template sets, options, delimiters, files, and package parse.
package main

import (
	"fmt"
	"os"
	"path/filepath"
	"text/template"
	"text/template/parse"
)

func main() {
	t := template.Must(template.New("x").Option("missingkey=zero").Parse("{{.a}} {{.b}}\n"))
	t.Execute(os.Stdout, map[string]int{"a": 1})
	t.Option("missingkey=error")
	fmt.Println(t.Execute(os.Stdout, map[string]int{"a": 1}))
	t.Option("missingkey=default")
	fmt.Println(t.Execute(os.Stdout, map[string]int{"a": 1}), t.Execute(os.Stdout, nil))
	d := template.Must(template.New("d").Delims("<<", ">>").Parse("<<.>> {{.}} <<- 3>>\n"))
	d.Execute(os.Stdout, 5)
	c, _ := t.Clone()
	template.Must(c.New("extra").Parse("e"))
	fmt.Println(t.Lookup("extra") == nil, c.Lookup("extra").Name(), len(c.Templates()), t.DefinedTemplates())
	fmt.Println(t.ExecuteTemplate(os.Stdout, "nope", nil))
	fmt.Println(template.New("empty").Execute(os.Stdout, nil))
	for _, f := range []func(){
		func() { t.Option("foo") }, func() { t.Funcs(template.FuncMap{"a b": 1}) }, func() { t.Funcs(template.FuncMap{"a": 1}) },
		func() { template.Must(template.New("").Parse("{{")) },
	} {
		func() {
			defer func() { fmt.Println(recover()) }()
			f()
		}()
	}
	trees, err := parse.Parse("p", "a{{if .X}}b{{else}}c{{end}}{{define \"q\"}}z{{end}}{{$a := 1}}{{$a = 2}}{{template \"q\" .Y}}", "", "", map[string]any{})
	fmt.Println(trees["p"].Root, trees["q"].Root, err, trees["p"].Root.Nodes[1].Type(), trees["p"].Copy().Root.String() == trees["p"].Root.String())
	fmt.Println(parse.IsEmptyTree(trees["p"].Root))
	tr := parse.New("cm")
	tr.Mode = parse.ParseComments
	tr, err = tr.Parse("x {{/* hi */}} y", "", "", map[string]*parse.Tree{})
	fmt.Println(tr.Root, err)
	fmt.Println(template.ParseFiles())
	fmt.Println(template.ParseGlob("/nonexistent/*"))
	dir, err := os.MkdirTemp("", "golite")
	fmt.Println(err)
	defer os.RemoveAll(dir)
	a, b := filepath.Join(dir, "a.tmpl"), filepath.Join(dir, "b.tmpl")
	os.WriteFile(a, []byte("A{{template \"b.tmpl\" .}}\n"), 0o644)
	os.WriteFile(b, []byte("B{{.}}"), 0o644)
	pt := template.Must(template.ParseFiles(a, b))
	pt.Execute(os.Stdout, 1)
	pt = template.Must(template.ParseFS(os.DirFS(dir), "*.tmpl"))
	pt.ExecuteTemplate(os.Stdout, "b.tmpl", 2)
}
