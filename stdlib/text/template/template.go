// Package template implements data-driven templates for textual output.
//
// A template is text with actions in double braces: {{.Name}} prints a field, {{range .Items}}...{{else}}...{{end}},
// {{if}}, {{with}}, {{template "name" .}}, {{define "name"}}, {{block "name" .}}, {{break}} and {{continue}} control
// the output, and pipelines such as {{.Name | printf "%q"}} call functions and methods.
package template

import (
	"reflect"
	"strings"
	"sync"
	"text/template/parse"
)

// Template is a parsed template. Its Tree is for other packages that implement templates.
type Template struct {
	name string
	*parse.Tree
	*common
	leftDelim, rightDelim string
}

// common is what associated templates share.
type common struct {
	mu         sync.RWMutex // guards the maps
	tmpl       map[string]*Template
	parseFuncs FuncMap
	execFuncs  map[string]reflect.Value
	missing    missingKey
}

// missingKey says what the value of a key that a map does not have is.
type missingKey int

const (
	missingInvalid missingKey = iota
	missingZero
	missingError
)

// New returns a new, undefined template with the name.
func New(name string) *Template {
	t := &Template{name: name}
	t.init()
	return t
}

// Must returns t and panics if err is not nil.
func Must(t *Template, err error) *Template {
	if err != nil {
		panic(err)
	}
	return t
}

// Name returns the name of the template.
func (t *Template) Name() string { return t.name }

func (t *Template) init() {
	if t.common == nil {
		t.common = &common{
			tmpl:       make(map[string]*Template),
			parseFuncs: make(FuncMap),
			execFuncs:  make(map[string]reflect.Value),
		}
	}
}

// New returns a new, undefined template associated with t and with the same delimiters.
func (t *Template) New(name string) *Template {
	t.init()
	return &Template{name: name, common: t.common, leftDelim: t.leftDelim, rightDelim: t.rightDelim}
}

// Clone returns a copy of the template and all associated ones; templates added to the copy are not added to t.
func (t *Template) Clone() (*Template, error) {
	c := *t
	c.common = nil
	c.init()
	if t.common == nil {
		return &c, nil
	}
	t.mu.RLock()
	defer t.mu.RUnlock()
	for name, old := range t.tmpl {
		if name == t.name {
			c.tmpl[name] = &c
			continue
		}
		associated := *old
		associated.common = c.common
		c.tmpl[name] = &associated
	}
	for name, f := range t.parseFuncs {
		c.parseFuncs[name] = f
	}
	for name, f := range t.execFuncs {
		c.execFuncs[name] = f
	}
	return &c, nil
}

// AddParseTree gives the name to a parse tree: t itself gets it if that is its name, otherwise a new template.
func (t *Template) AddParseTree(name string, tree *parse.Tree) (*Template, error) {
	t.init()
	t.mu.Lock()
	defer t.mu.Unlock()
	named := t
	if name != t.name {
		named = t.New(name)
	}
	old := t.tmpl[name]
	// An empty template does not replace one that is defined.
	replace := old == nil || old.Tree == nil || !parse.IsEmptyTree(tree.Root)
	if replace {
		t.tmpl[name] = named
	}
	if replace || named.Tree == nil {
		named.Tree = tree
	}
	return named, nil
}

// Templates returns the templates associated with t, itself included if it is defined.
func (t *Template) Templates() []*Template {
	if t.common == nil {
		return nil
	}
	t.mu.RLock()
	defer t.mu.RUnlock()
	list := make([]*Template, 0, len(t.tmpl))
	for _, tmpl := range t.tmpl {
		list = append(list, tmpl)
	}
	return list
}

// Delims sets the delimiters of actions for what is parsed later. An empty one stands for the usual {{ or }}.
func (t *Template) Delims(left, right string) *Template {
	t.init()
	t.leftDelim, t.rightDelim = left, right
	return t
}

// Funcs adds functions for the templates parsed later. It panics if a value is not a function with one result, or two of
// which the second is an error, or a name is not an identifier.
func (t *Template) Funcs(funcMap FuncMap) *Template {
	t.init()
	t.mu.Lock()
	defer t.mu.Unlock()
	addValueFuncs(t.execFuncs, funcMap)
	for name, f := range funcMap {
		t.parseFuncs[name] = f
	}
	return t
}

// Lookup returns the associated template with the name, nil if there is none.
func (t *Template) Lookup(name string) *Template {
	if t.common == nil {
		return nil
	}
	t.mu.RLock()
	defer t.mu.RUnlock()
	return t.tmpl[name]
}

// Parse makes text the body of t. The templates that the text defines become associated with t.
func (t *Template) Parse(text string) (*Template, error) {
	t.init()
	t.mu.RLock()
	trees, err := parse.Parse(t.name, text, t.leftDelim, t.rightDelim, t.parseFuncs, builtins())
	t.mu.RUnlock()
	if err != nil {
		return nil, err
	}
	for name, tree := range trees {
		if _, err := t.AddParseTree(name, tree); err != nil {
			return nil, err
		}
	}
	return t, nil
}

// Option sets options: "missingkey=default" or "missingkey=invalid" (a missing map key prints as "<no value>"),
// "missingkey=zero" (it has the zero value), "missingkey=error" (execution stops). It panics for others.
func (t *Template) Option(opt ...string) *Template {
	t.init()
	for _, s := range opt {
		t.setOption(s)
	}
	return t
}

func (t *Template) setOption(opt string) {
	if opt == "" {
		panic("empty option string")
	}
	if key, value, ok := strings.Cut(opt, "="); ok && key == "missingkey" {
		switch value {
		case "invalid", "default":
			t.missing = missingInvalid
			return
		case "zero":
			t.missing = missingZero
			return
		case "error":
			t.missing = missingError
			return
		}
	}
	panic("unrecognized option: " + opt)
}
