package template

import (
	"fmt"
	"io"
	"reflect"
	"strings"
	"text/template/parse"
)

// maxDepth bounds how deep templates invoke templates: an error comes before the stack overflows.
const maxDepth = 100000

// ExecError is the error of Execute when evaluation fails; errors of the writer come as they are.
type ExecError struct {
	Name string // of the template
	Err  error  // complete with position
}

func (e ExecError) Error() string { return e.Err.Error() }
func (e ExecError) Unwrap() error { return e.Err }

// writeError is the panic with which an error of the writer leaves the evaluation.
type writeError struct{ err error }

// A flow says how a node left: at its end or with a break or continue.
type flow int

const (
	flowNext flow = iota
	flowBreak
	flowContinue
)

type variable struct {
	name  string
	value reflect.Value
}

// A state is the execution of one template. Errors are panics that Execute recovers.
type state struct {
	tmpl  *Template
	w     io.Writer
	node  parse.Node // where it is, for messages
	vars  []variable
	depth int
}

type missingValue struct{}

// noValue is the final argument of a command that has nothing before it in its pipeline.
var noValue = reflect.ValueOf(missingValue{})

func isNoValue(v reflect.Value) bool { return v.IsValid() && v.Type() == noValue.Type() }

// ExecuteTemplate executes the associated template with the name.
func (t *Template) ExecuteTemplate(wr io.Writer, name string, data any) error {
	tmpl := t.Lookup(name)
	if tmpl == nil {
		return fmt.Errorf("template: no template %q associated with template %q", name, t.name)
	}
	return tmpl.Execute(wr, data)
}

// Execute writes the template for data, which may be a reflect.Value, to wr. It stops at the first error; there may be
// output by then.
func (t *Template) Execute(wr io.Writer, data any) (err error) {
	defer func() {
		switch e := recover().(type) {
		case nil:
		case writeError:
			err = e.err
		case ExecError:
			err = e
		default:
			panic(e)
		}
	}()
	dot, ok := data.(reflect.Value)
	if !ok {
		dot = reflect.ValueOf(data)
	}
	s := &state{tmpl: t, w: wr, vars: []variable{{"$", dot}}}
	if t.Tree == nil || t.Root == nil {
		s.errorf("%q is an incomplete or empty template", t.Name())
	}
	s.walk(dot, t.Root)
	return nil
}

// DefinedTemplates lists the names of the defined templates for a message: "; defined templates are: "..."".
func (t *Template) DefinedTemplates() string {
	if t.common == nil {
		return ""
	}
	t.mu.RLock()
	defer t.mu.RUnlock()
	var names []string
	for name, tmpl := range t.tmpl {
		if tmpl.Tree != nil && tmpl.Root != nil {
			names = append(names, fmt.Sprintf("%q", name))
		}
	}
	if len(names) == 0 {
		return ""
	}
	return "; defined templates are: " + strings.Join(names, ", ")
}

// errorf ends the execution; an error among args may be wrapped with %w.
func (s *state) errorf(format string, args ...any) {
	where := s.tmpl.Name()
	if s.node != nil {
		location, context := s.tmpl.ErrorContext(s.node)
		where = fmt.Sprintf("%s: executing %q at <%s>", location, where, context)
	}
	args = append([]any{where}, args...)
	panic(ExecError{s.tmpl.Name(), fmt.Errorf("template: %s: "+format, args...)})
}

// walk executes a node with the cursor at dot.
func (s *state) walk(dot reflect.Value, node parse.Node) flow {
	s.node = node
	switch node := node.(type) {
	case *parse.ActionNode:
		value := s.pipeline(dot, node.Pipe)
		if len(node.Pipe.Decl) == 0 {
			s.print(node, value)
		}
	case *parse.BreakNode:
		return flowBreak
	case *parse.CommentNode:
	case *parse.ContinueNode:
		return flowContinue
	case *parse.IfNode:
		return s.walkBranch(dot, &node.BranchNode)
	case *parse.ListNode:
		for _, n := range node.Nodes {
			if f := s.walk(dot, n); f != flowNext {
				return f
			}
		}
	case *parse.RangeNode:
		return s.walkRange(dot, node)
	case *parse.TemplateNode:
		s.walkTemplate(dot, node)
	case *parse.TextNode:
		if _, err := s.w.Write(node.Text); err != nil {
			panic(writeError{err})
		}
	case *parse.WithNode:
		return s.walkBranch(dot, &node.BranchNode)
	default:
		s.errorf("unknown node: %s", node)
	}
	return flowNext
}

// walkBranch executes an if or a with, which differ in the cursor of their first list.
func (s *state) walkBranch(dot reflect.Value, b *parse.BranchNode) (f flow) {
	vars := len(s.vars)
	value := s.pipeline(dot, b.Pipe)
	truth, ok := isTrue(inner(value))
	if !ok {
		s.errorf("if/with can't use %v", value)
	}
	switch {
	case truth && b.NodeType == parse.NodeWith:
		f = s.walk(value, b.List)
	case truth:
		f = s.walk(dot, b.List)
	case b.ElseList != nil:
		f = s.walk(dot, b.ElseList)
	}
	s.vars = s.vars[:vars]
	return f
}

// IsTrue reports whether val is true as if and with understand it, not the zero of its type, and whether it has such a
// truth value at all.
func IsTrue(val any) (truth, ok bool) { return isTrue(reflect.ValueOf(val)) }

func isTrue(v reflect.Value) (truth, ok bool) {
	switch v.Kind() {
	case reflect.Invalid:
		return false, true
	case reflect.Array, reflect.Map, reflect.Slice, reflect.String:
		return v.Len() > 0, true
	case reflect.Chan, reflect.Func, reflect.Pointer, reflect.Interface, reflect.UnsafePointer:
		return !v.IsNil(), true
	case reflect.Struct:
		return true, true
	case reflect.Float32, reflect.Float64:
		return v.Float() != 0, true // a negative zero is false
	case reflect.Complex64, reflect.Complex128:
		return v.Complex() != 0, true
	}
	return !v.IsZero(), true
}

// walkRange executes a range; each value of the list may break or continue.
func (s *state) walkRange(dot reflect.Value, r *parse.RangeNode) flow {
	vars := len(s.vars)
	value, _ := indirect(s.pipeline(dot, r.Pipe))
	inBody := len(s.vars)
	iterated := false
	// step executes the list once and reports whether to go on.
	step := func(index, elem reflect.Value) bool {
		iterated = true
		s.setRangeVars(r.Pipe, index, elem)
		f := s.walk(elem, r.List)
		s.vars = s.vars[:inBody]
		return f != flowBreak
	}
	s.iterate(r, value, step)
	f := flowNext
	if !iterated && r.ElseList != nil {
		f = s.walk(dot, r.ElseList)
	}
	s.vars = s.vars[:vars]
	return f
}

// setRangeVars sets the variables of a range: the element, or index and element.
func (s *state) setRangeVars(pipe *parse.PipeNode, index, elem reflect.Value) {
	values := []reflect.Value{index, elem}
	values = values[2-min(len(pipe.Decl), 2):]
	for i, decl := range pipe.Decl {
		if pipe.IsAssign {
			s.assign(decl.Ident[0], values[i])
		} else {
			s.vars[len(s.vars)-len(pipe.Decl)+i].value = values[i]
		}
	}
}

// iterate calls step for the elements of v until it returns false.
func (s *state) iterate(r *parse.RangeNode, v reflect.Value, step func(index, elem reflect.Value) bool) {
	two := len(r.Pipe.Decl) > 1
	switch v.Kind() {
	case reflect.Array, reflect.Slice:
		for i := 0; i < v.Len(); i++ {
			if !step(reflect.ValueOf(i), v.Index(i)) {
				return
			}
		}
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64,
		reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		if two {
			s.errorf("can't use %v to iterate over more than one variable", v)
		}
		for elem := range v.Seq() {
			if !step(reflect.Value{}, elem) {
				return
			}
		}
	case reflect.Map:
		for _, e := range sortedEntries(v) {
			if !step(e.key, e.elem) {
				return
			}
		}
	case reflect.Chan:
		if v.IsNil() {
			return
		}
		if v.Type().ChanDir() == reflect.SendDir {
			s.errorf("range over send-only channel %v", v)
		}
		for i := 0; ; i++ {
			elem, ok := v.Recv()
			if !ok || !step(reflect.ValueOf(i), elem) {
				return
			}
		}
	case reflect.Invalid: // such as a nil map in an interface
	case reflect.Func:
		switch {
		case v.Type().CanSeq():
			if two {
				s.errorf("can't use %v iterate over more than one variable", v)
			}
			for elem := range v.Seq() {
				if !step(reflect.Value{}, elem) {
					return
				}
			}
		case v.Type().CanSeq2():
			for index, elem := range v.Seq2() {
				if !two {
					index, elem = reflect.Value{}, index
				}
				if !step(index, elem) {
					return
				}
			}
		default:
			s.errorf("range can't iterate over %v", v)
		}
	default:
		s.errorf("range can't iterate over %v", v)
	}
}

func (s *state) walkTemplate(dot reflect.Value, t *parse.TemplateNode) {
	tmpl := s.tmpl.Lookup(t.Name)
	if tmpl == nil {
		s.errorf("template %q not defined", t.Name)
	}
	if s.depth == maxDepth {
		s.errorf("exceeded maximum template depth (%v)", maxDepth)
	}
	dot = s.pipeline(dot, t.Pipe)
	// It sees no variables of its caller.
	inner := &state{tmpl: tmpl, w: s.w, node: s.node, vars: []variable{{"$", dot}}, depth: s.depth + 1}
	inner.walk(dot, tmpl.Root)
}

// print writes a value.
func (s *state) print(n parse.Node, v reflect.Value) {
	s.node = n
	x, ok := printable(v)
	if !ok {
		s.errorf("can't print %s of type %s", n, v.Type())
	}
	if _, err := fmt.Fprint(s.w, x); err != nil {
		panic(writeError{err})
	}
}

// printable returns what to print for v: what pointers point to, unless the pointer has a String or Error method.
func printable(v reflect.Value) (any, bool) {
	if v.Kind() == reflect.Pointer {
		v, _ = indirect(v)
	}
	if !v.IsValid() {
		return "<no value>", true
	}
	if t := v.Type(); !prints(t) {
		if v.CanAddr() && prints(reflect.PointerTo(t)) {
			v = v.Addr()
		} else if v.Kind() == reflect.Chan || v.Kind() == reflect.Func {
			return nil, false
		}
	}
	return v.Interface(), true
}

func prints(t reflect.Type) bool { return t.Implements(errorType) || t.Implements(stringerType) }

// variable returns the value of the variable declared last with that name.
func (s *state) variable(name string) *reflect.Value {
	for i := len(s.vars) - 1; i >= 0; i-- {
		if s.vars[i].name == name {
			return &s.vars[i].value
		}
	}
	s.errorf("undefined variable: %s", name)
	return nil
}

func (s *state) assign(name string, value reflect.Value) { *s.variable(name) = value }

