// run

// Range loops over values by reflection; templates use them.
package main

import (
	"fmt"
	"iter"
	"os"
	"reflect"
	"slices"
	"text/template"
)

type count uint8

func pairs(yield func(string, int) bool) {
	_ = yield("a", 1) && yield("b", 2) && yield("c", 3)
}

func main() {
	ch := make(chan int, 3)
	ch <- 7
	ch <- 8
	close(ch)
	for _, x := range []any{3, count(2), "aé", []string{"x", "y"}, [2]bool{true}, &[2]int{5, 6}, map[string]int{"k": 1}, ch,
		slices.Values([]string{"p", "q"})} {
		for v := range reflect.ValueOf(x).Seq() {
			fmt.Print(v.Type(), " ", v, "; ")
		}
		fmt.Println()
	}
	for _, x := range []any{"aé", []string{"x", "y"}, [2]bool{true}, &[2]int{5, 6}, map[string]int{"k": 1}, pairs, iter.Seq2[string, int](pairs)} {
		for k, v := range reflect.ValueOf(x).Seq2() {
			fmt.Print(k, " ", v, "; ")
			if k.Kind() == reflect.String && k.String() == "b" {
				break
			}
		}
		fmt.Println()
	}
	for _, f := range []func(){func() { reflect.ValueOf(1.5).Seq() }, func() { reflect.ValueOf(1).Seq2() }} {
		func() {
			defer func() { fmt.Println(recover()) }()
			f()
		}()
	}
	t := template.Must(template.New("t").Parse(`{{range 3}}{{.}} {{end}}{{range $i := .N}}{{$i}}{{else}}none{{end}}
{{range .Seq}}{{.}}{{end}} {{range $v := .Seq}}{{$v}}{{end}} {{range .Pairs}}{{.}}{{end}} {{range $k := .Pairs}}{{$k}}{{end}}
{{range $k, $v := .Pairs}}{{$k}}={{$v}} {{if eq $v 2}}{{break}}{{end}}{{end}}
{{$x := 0}}{{range $x = .List}}{{end}}{{$x}} {{with .None}}{{else with .N2}}else with {{.}}{{else}}?{{end}}
`))
	data := map[string]any{"N": 0, "N2": 2, "None": nil, "Seq": slices.Values([]int{4, 5}), "Pairs": pairs, "List": []int{1, 9}}
	fmt.Println(t.Execute(os.Stdout, data))
	for _, text := range []string{`{{range $i, $v := 3}}{{end}}`, `{{range .F}}{{end}}`, `{{range $k, $v := .Seq}}{{end}}`} {
		data["F"] = func() {}
		err := template.Must(template.New("t").Parse(text)).Execute(os.Stdout, data)
		fmt.Println(len(err.Error()) > 0, err.Error()[:40])
	}
}
