package template

import (
	"reflect"
	"strings"
	"text/template/parse"
)

// pipeline evaluates a pipeline and declares or assigns its variables.
func (s *state) pipeline(dot reflect.Value, pipe *parse.PipeNode) (value reflect.Value) {
	if pipe == nil {
		return
	}
	s.node = pipe
	value = noValue
	for _, cmd := range pipe.Cmds {
		value = s.command(dot, cmd, value)
		if value.Kind() == reflect.Interface && value.Type().NumMethod() == 0 {
			value = value.Elem()
		}
	}
	for _, v := range pipe.Decl {
		if pipe.IsAssign {
			s.assign(v.Ident[0], value)
		} else {
			s.vars = append(s.vars, variable{v.Ident[0], value})
		}
	}
	return value
}

// command evaluates a command; final is the value of the one before, noValue if it is the first.
func (s *state) command(dot reflect.Value, cmd *parse.CommandNode, final reflect.Value) reflect.Value {
	first := cmd.Args[0]
	switch n := first.(type) {
	case *parse.FieldNode:
		return s.field(dot, n, cmd.Args, final)
	case *parse.ChainNode:
		return s.chain(dot, n, cmd.Args, final)
	case *parse.IdentifierNode:
		return s.function(dot, n, cmd, cmd.Args, final)
	case *parse.VariableNode:
		return s.variableChain(dot, n, cmd.Args, final)
	case *parse.PipeNode:
		s.noArguments(cmd.Args, final)
		return s.pipeline(dot, n)
	}
	s.node = first
	s.noArguments(cmd.Args, final)
	switch n := first.(type) {
	case *parse.BoolNode:
		return reflect.ValueOf(n.True)
	case *parse.DotNode:
		return dot
	case *parse.NilNode:
		s.errorf("nil is not a command")
	case *parse.NumberNode:
		return s.number(n)
	case *parse.StringNode:
		return reflect.ValueOf(n.Text)
	}
	s.errorf("can't evaluate command %q", first)
	panic("unreachable")
}

func (s *state) noArguments(args []parse.Node, final reflect.Value) {
	if len(args) > 1 || !isNoValue(final) {
		s.errorf("can't give argument to non-function %s", args[0])
	}
}

// number returns the value of a number where no type is wanted: its syntax gives the type.
func (s *state) number(n *parse.NumberNode) reflect.Value {
	s.node = n
	text := n.Text
	switch {
	case n.IsComplex:
		return reflect.ValueOf(n.Complex128)
	case n.IsFloat && text[0] != '\'' && looksLikeFloat(text):
		return reflect.ValueOf(n.Float64)
	case n.IsInt:
		return reflect.ValueOf(int(n.Int64))
	case n.IsUint:
		s.errorf("%s overflows int", text)
	}
	return reflect.Value{}
}

func looksLikeFloat(text string) bool {
	if len(text) > 2 && text[0] == '0' && (text[1] == 'x' || text[1] == 'X') {
		return strings.ContainsAny(text, "pP") // an e is a digit
	}
	return strings.ContainsAny(text, ".eEpP")
}

func (s *state) field(dot reflect.Value, n *parse.FieldNode, args []parse.Node, final reflect.Value) reflect.Value {
	s.node = n
	return s.selectors(dot, dot, n, n.Ident, args, final)
}

func (s *state) chain(dot reflect.Value, n *parse.ChainNode, args []parse.Node, final reflect.Value) reflect.Value {
	s.node = n
	if len(n.Field) == 0 {
		s.errorf("internal error: no fields in evalChainNode")
	}
	if n.Node.Type() == parse.NodeNil {
		s.errorf("indirection through explicit nil in %s", n)
	}
	// (pipe).Field: the pipeline has its own arguments.
	receiver := s.argument(dot, nil, n.Node)
	return s.selectors(dot, receiver, n, n.Field, args, final)
}

func (s *state) variableChain(dot reflect.Value, n *parse.VariableNode, args []parse.Node, final reflect.Value) reflect.Value {
	s.node = n
	value := *s.variable(n.Ident[0])
	if len(n.Ident) == 1 {
		s.noArguments(append([]parse.Node{n}, tail(args)...), final)
		return value
	}
	return s.selectors(dot, value, n, n.Ident[1:], args, final)
}

func tail(args []parse.Node) []parse.Node {
	if len(args) == 0 {
		return nil
	}
	return args[1:]
}

// selectors evaluates .X.Y.Z of the receiver; the last gets the arguments if it is a method.
func (s *state) selectors(dot, receiver reflect.Value, n parse.Node, names []string, args []parse.Node, final reflect.Value) reflect.Value {
	last := len(names) - 1
	for _, name := range names[:last] {
		receiver = s.selector(dot, name, n, nil, noValue, receiver)
	}
	return s.selector(dot, names[last], n, args, final, receiver)
}

// selector evaluates a method, field or map element of the receiver.
func (s *state) selector(dot reflect.Value, name string, n parse.Node, args []parse.Node, final, receiver reflect.Value) reflect.Value {
	if !receiver.IsValid() {
		if s.tmpl.missing == missingError {
			s.errorf("nil data; no entry for key %q", name)
		}
		return reflect.Value{}
	}
	t := receiver.Type()
	receiver, isNil := indirect(receiver)
	if receiver.Kind() == reflect.Interface && isNil {
		s.errorf("nil pointer evaluating %s.%s", t, name)
	}
	// The methods of a pointer include those of what it points to.
	ptr := receiver
	if ptr.Kind() != reflect.Interface && ptr.Kind() != reflect.Pointer && ptr.CanAddr() {
		ptr = ptr.Addr()
	}
	if method := ptr.MethodByName(name); method.IsValid() {
		return s.call(dot, method, false, n, name, args, final)
	}
	hasArgs := len(args) > 1 || !isNoValue(final)
	switch receiver.Kind() {
	case reflect.Struct:
		if f, ok := receiver.Type().FieldByName(name); ok {
			value, err := receiver.FieldByIndexErr(f.Index)
			if !f.IsExported() {
				s.errorf("%s is an unexported field of struct type %s", name, t)
			}
			if err != nil {
				s.errorf("%v", err)
			}
			if hasArgs {
				s.errorf("%s has arguments but cannot be invoked as function", name)
			}
			return value
		}
	case reflect.Map:
		if key := reflect.ValueOf(name); key.Type().AssignableTo(receiver.Type().Key()) {
			if hasArgs {
				s.errorf("%s is not a method but has arguments", name)
			}
			return s.mapElem(receiver, key)
		}
	case reflect.Pointer:
		if elem := receiver.Type().Elem(); elem.Kind() == reflect.Struct {
			if _, ok := elem.FieldByName(name); !ok {
				break // that there is no such field is the better message
			}
		}
		if isNil {
			s.errorf("nil pointer evaluating %s.%s", t, name)
		}
	}
	s.errorf("can't evaluate field %s in type %s", name, t)
	panic("unreachable")
}

func (s *state) mapElem(m, key reflect.Value) reflect.Value {
	elem := m.MapIndex(key)
	if elem.IsValid() {
		return elem
	}
	switch s.tmpl.missing {
	case missingZero:
		return reflect.Zero(m.Type().Elem())
	case missingError:
		s.errorf("map has no entry for key %q", key.String())
	}
	return elem
}

func (s *state) function(dot reflect.Value, n *parse.IdentifierNode, cmd parse.Node, args []parse.Node, final reflect.Value) reflect.Value {
	s.node = n
	fn, builtin, ok := findFunction(n.Ident, s.tmpl)
	if !ok {
		s.errorf("%q is not a defined function", n.Ident)
	}
	return s.call(dot, fn, builtin, cmd, n.Ident, args, final)
}

// unwrap returns the Value that a result of type reflect.Value holds.
func unwrap(v reflect.Value) reflect.Value {
	if v.IsValid() && v.Type() == valueType {
		return v.Interface().(reflect.Value)
	}
	return v
}

// call calls a function or bound method. args[0], if there is one, is the function itself.
func (s *state) call(dot, fn reflect.Value, builtin bool, n parse.Node, name string, args []parse.Node, final reflect.Value) reflect.Value {
	args = tail(args)
	t := fn.Type()
	count := len(args)
	if !isNoValue(final) {
		count++
	}
	if t.IsVariadic() {
		if fixed := t.NumIn() - 1; count < fixed {
			s.errorf("wrong number of args for %s: want at least %d got %d", name, fixed, len(args))
		}
	} else if count != t.NumIn() {
		s.errorf("wrong number of args for %s: want %d got %d", name, t.NumIn(), count)
	}
	if err := goodFunc(name, t); err != nil {
		s.errorf("%v", err)
	}
	if builtin && (name == "and" || name == "or") {
		return s.logic(dot, name == "or", args, final)
	}
	argv := make([]reflect.Value, 0, count+1)
	for i, arg := range args {
		argv = append(argv, s.argument(dot, paramType(t, i), arg))
	}
	if !isNoValue(final) {
		argv = append(argv, s.validate(final, paramType(t, count-1)))
	}
	if builtin && name == "call" {
		callee := ""
		if len(args) == 0 {
			callee = final.String()
		} else {
			callee = args[0].String()
		}
		argv = append([]reflect.Value{reflect.ValueOf(callee)}, argv...)
		fn = reflect.ValueOf(call)
	}
	result, err := safeCall(fn, argv)
	if err != nil {
		s.node = n
		s.errorf("error calling %s: %w", name, err)
	}
	return unwrap(result)
}

// logic evaluates and and or: the first argument that decides, or the last one, is the value.
func (s *state) logic(dot reflect.Value, or bool, args []parse.Node, final reflect.Value) (v reflect.Value) {
	for _, arg := range args {
		v = s.argument(dot, valueType, arg).Interface().(reflect.Value)
		if isTruthy(v) == or {
			return v
		}
	}
	if !isNoValue(final) {
		v = unwrap(s.validate(final, valueType))
	}
	return v
}

// validate makes value assignable to t, by one indirection if need be; t is nil where any type will do.
func (s *state) validate(value reflect.Value, t reflect.Type) reflect.Value {
	if !value.IsValid() {
		if t == nil {
			return value
		}
		if canBeNil(t) {
			return reflect.Zero(t)
		}
		s.errorf("invalid value; expected %s", t)
	}
	if t == valueType && value.Type() != t {
		return reflect.ValueOf(value)
	}
	if t == nil || value.Type().AssignableTo(t) {
		return value
	}
	if value.Kind() == reflect.Interface && !value.IsNil() {
		value = value.Elem()
		if value.Type().AssignableTo(t) {
			return value
		}
	}
	switch {
	case value.Kind() == reflect.Pointer && value.Type().Elem().AssignableTo(t):
		value = value.Elem()
		if !value.IsValid() {
			s.errorf("dereference of nil pointer of type %s", t)
		}
	case reflect.PointerTo(value.Type()).AssignableTo(t) && value.CanAddr():
		value = value.Addr()
	default:
		s.errorf("wrong type for value; expected %s; got %s", t, value.Type())
	}
	return value
}

// argument evaluates a node as an argument for a parameter of type t, nil where any type will do.
func (s *state) argument(dot reflect.Value, t reflect.Type, n parse.Node) reflect.Value {
	s.node = n
	switch arg := n.(type) {
	case *parse.DotNode:
		return s.validate(dot, t)
	case *parse.NilNode:
		if canBeNil(t) {
			return reflect.Zero(t)
		}
		s.errorf("cannot assign nil to %s", t)
	case *parse.FieldNode:
		return s.validate(s.field(dot, arg, []parse.Node{n}, noValue), t)
	case *parse.VariableNode:
		return s.validate(s.variableChain(dot, arg, nil, noValue), t)
	case *parse.PipeNode:
		return s.validate(s.pipeline(dot, arg), t)
	case *parse.IdentifierNode:
		return s.validate(s.function(dot, arg, arg, nil, noValue), t)
	case *parse.ChainNode:
		return s.validate(s.chain(dot, arg, nil, noValue), t)
	}
	if t == nil || t == valueType || t.Kind() == reflect.Interface && t.NumMethod() == 0 {
		v := s.constant(n)
		if t == valueType {
			return reflect.ValueOf(v)
		}
		return v
	}
	v := reflect.New(t).Elem()
	number, isNumber := n.(*parse.NumberNode)
	switch {
	case v.Kind() == reflect.Bool:
		b, ok := n.(*parse.BoolNode)
		if !ok {
			s.errorf("expected bool; found %s", n)
		}
		v.SetBool(b.True)
	case v.Kind() == reflect.String:
		str, ok := n.(*parse.StringNode)
		if !ok {
			s.errorf("expected string; found %s", n)
		}
		v.SetString(str.Text)
	case v.CanInt():
		if !isNumber || !number.IsInt {
			s.errorf("expected integer; found %s", n)
		}
		v.SetInt(number.Int64)
	case v.CanUint():
		if !isNumber || !number.IsUint {
			s.errorf("expected unsigned integer; found %s", n)
		}
		v.SetUint(number.Uint64)
	case v.CanFloat():
		if !isNumber || !number.IsFloat {
			s.errorf("expected float; found %s", n)
		}
		v.SetFloat(number.Float64)
	case v.CanComplex():
		if !isNumber || !number.IsComplex {
			s.errorf("expected complex; found %s", n)
		}
		v.SetComplex(number.Complex128)
	default:
		s.errorf("can't handle %s for arg of type %s", n, t)
	}
	return v
}

// constant returns the value of a constant where no type is wanted.
func (s *state) constant(n parse.Node) reflect.Value {
	switch n := n.(type) {
	case *parse.BoolNode:
		return reflect.ValueOf(n.True)
	case *parse.NumberNode:
		return s.number(n)
	case *parse.StringNode:
		return reflect.ValueOf(n.Text)
	}
	s.errorf("can't handle assignment of %s to empty interface argument", n)
	panic("unreachable")
}
