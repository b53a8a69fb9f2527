// run

// PrintDefaults asks the zero value of a flag's type what not to show, and reports what panics.
package main

import (
	"flag"
	"fmt"
	"os"
	"strings"
)

type list []string

func (l *list) String() string     { return fmt.Sprint([]string(*l)) }
func (l *list) Set(s string) error { *l = append(*l, s); return nil }

type level int

func (l *level) String() string     { return [...]string{"low", "high"}[*l] }
func (l *level) Set(s string) error { return nil }

type bad struct{ p *int }

func (b bad) String() string     { return fmt.Sprint(*b.p) }
func (b bad) Set(s string) error { return nil }

func main() {
	f := flag.NewFlagSet("test", flag.ContinueOnError)
	var l list
	f.Var(&l, "list", "empty")
	low, high := level(0), level(1)
	f.Var(&low, "low", "level")
	f.Var(&high, "high", "level")
	one := 1
	f.Var(bad{&one}, "bad", "value")
	f.String("s", "x", "text")
	f.Duration("d", 0, "time")
	var out strings.Builder
	f.SetOutput(&out)
	f.PrintDefaults()
	fmt.Print(out.String())

	os.Args = []string{"app"}
	flag.CommandLine.SetOutput(os.Stdout)
	flag.Usage()
}
