// Package parse builds parse trees of templates for text/template. Programs that only use templates should use that
// package.
package parse

import (
	"bytes"
	"fmt"
	"runtime"
	"strconv"
	"strings"
)

// Tree is one parsed template.
type Tree struct {
	Name      string    // of the template
	ParseName string    // of the top-level template during parsing, for messages
	Root      *ListNode // the top-level list
	Mode      Mode

	text  string // which was parsed to make the template or its parent
	funcs []map[string]any
}

// A Mode is a set of flags for the parser.
type Mode uint

const (
	ParseComments Mode = 1 << iota // keep comments in the tree
	SkipFuncCheck                  // do not check that functions are defined
)

// New returns an empty tree with the name.
func New(name string, funcs ...map[string]any) *Tree { return &Tree{Name: name, funcs: funcs} }

// Copy returns a copy of the tree; what only parsing needs is not copied.
func (t *Tree) Copy() *Tree {
	if t == nil {
		return nil
	}
	return &Tree{Name: t.Name, ParseName: t.ParseName, Root: t.Root.CopyList(), text: t.text}
}

// Parse returns the templates of the text, by name. On an error the map may be incomplete. An empty delimiter stands
// for the usual one.
func Parse(name, text, leftDelim, rightDelim string, funcs ...map[string]any) (map[string]*Tree, error) {
	set := make(map[string]*Tree)
	t := New(name)
	t.text = text
	_, err := t.Parse(text, leftDelim, rightDelim, set, funcs...)
	return set, err
}

// Parse parses the text into t. Templates defined in it are added to treeSet.
func (t *Tree) Parse(text, leftDelim, rightDelim string, treeSet map[string]*Tree, funcs ...map[string]any) (tree *Tree, err error) {
	t.ParseName = t.Name
	t.text = text
	p := &parser{t: t, lex: newLexer(text, leftDelim, rightDelim), set: treeSet, funcs: funcs, vars: []string{"$"}}
	p.lex.comments = t.Mode&ParseComments != 0
	// The functions of New are those of a user who calls parse by hand and wants to use "break" as a name.
	p.lex.breaks = !hasFunction(t.funcs, "break")
	p.lex.continues = !hasFunction(t.funcs, "continue")
	defer func() {
		if e := recover(); e != nil {
			if _, ok := e.(runtime.Error); ok {
				panic(e)
			}
			tree, err = nil, e.(error)
		}
		t.funcs = nil
	}()
	p.template()
	p.add()
	return t, nil
}

// ErrorContext returns the place of a node, "name:line:column", and its text. The receiver counts only for nodes that do
// not know their tree.
func (t *Tree) ErrorContext(n Node) (location, context string) {
	if tree := n.tree(); tree != nil {
		t = tree
	}
	text := t.text[:n.Position()]
	line := 1 + strings.Count(text, "\n")
	column := len(text) - (strings.LastIndexByte(text, '\n') + 1)
	return fmt.Sprintf("%s:%d:%d", t.ParseName, line, column), n.String()
}

// IsEmptyTree reports whether the tree holds nothing but space and comments.
func IsEmptyTree(n Node) bool {
	switch n := n.(type) {
	case nil:
		return true
	case *CommentNode:
		return true
	case *TextNode:
		return len(bytes.TrimSpace(n.Text)) == 0
	case *ListNode:
		if n == nil {
			return true
		}
		for _, node := range n.Nodes {
			if !IsEmptyTree(node) {
				return false
			}
		}
		return true
	case *ActionNode, *IfNode, *RangeNode, *TemplateNode, *WithNode, *BreakNode, *ContinueNode:
		return false
	}
	panic("unknown node: " + n.String())
}

// maxDepth bounds how deep parentheses nest.
const maxDepth = 10000

// A parser reads one template, t. Those of define and block are read by parsers of their own on the same lexer; they
// begin and end where no token is pushed back. Errors are panics with an error that Tree.Parse recovers.
type parser struct {
	t          *Tree
	lex        *lexer
	set        map[string]*Tree
	funcs      []map[string]any
	ahead      []token // pushed back, the next one last
	line       int     // of the token last taken from the lexer
	vars       []string
	actionLine int // where the action being read began, 0 outside
	ranges     int // how many ranges are open
	depth      int // of parentheses
}

func hasFunction(funcs []map[string]any, name string) bool {
	for _, m := range funcs {
		if m[name] != nil {
			return true
		}
	}
	return false
}

// sub returns a parser for a template inside this one.
func (p *parser) sub(name string) *parser {
	t := New(name)
	t.text, t.Mode, t.ParseName = p.t.text, p.t.Mode, p.t.ParseName
	return &parser{t: t, lex: p.lex, set: p.set, funcs: p.funcs, vars: []string{"$"}}
}

func (p *parser) next() token {
	if n := len(p.ahead); n > 0 {
		t := p.ahead[n-1]
		p.ahead = p.ahead[:n-1]
		return t
	}
	t := p.lex.next()
	p.line = t.line
	return t
}

func (p *parser) push(t token) { p.ahead = append(p.ahead, t) }

func (p *parser) peek() token {
	t := p.next()
	p.push(t)
	return t
}

func (p *parser) nextNonSpace() token {
	for {
		if t := p.next(); t.kind != tokenSpace {
			return t
		}
	}
}

func (p *parser) peekNonSpace() token {
	t := p.nextNonSpace()
	p.push(t)
	return t
}

func (p *parser) errorf(format string, args ...any) {
	p.t.Root = nil
	panic(fmt.Errorf("template: %s:%d: %s", p.t.ParseName, p.line, fmt.Sprintf(format, args...)))
}

func (p *parser) check(err error) {
	if err != nil {
		p.errorf("%s", err)
	}
}

func (p *parser) expect(kind tokenKind, context string) token {
	t := p.nextNonSpace()
	if t.kind != kind {
		p.unexpected(t, context)
	}
	return t
}

func (p *parser) unexpected(t token, context string) {
	if t.kind != tokenError {
		p.errorf("unexpected %s in %s", t, context)
	}
	extra := ""
	if p.actionLine != 0 && p.actionLine != t.line {
		extra = fmt.Sprintf(" in action started at %s:%d", p.t.ParseName, p.actionLine)
		if strings.HasSuffix(t.val, " action") {
			extra = strings.TrimPrefix(extra, " in action")
		}
	}
	p.errorf("%s%s", t, extra)
}

// add puts the tree into the set. An empty template never replaces another one.
func (p *parser) add() {
	old := p.set[p.t.Name]
	if old == nil || IsEmptyTree(old.Root) {
		p.set[p.t.Name] = p.t
		return
	}
	if !IsEmptyTree(p.t.Root) {
		p.errorf("template: multiple definition of template %q", p.t.Name)
	}
}

func (p *parser) newList(pos Pos) *ListNode { return &ListNode{NodeType: NodeList, Pos: pos, tr: p.t} }

// template reads the whole text, with its definitions.
func (p *parser) template() {
	p.t.Root = p.newList(p.peek().pos)
	for p.peek().kind != tokenEOF {
		if p.peek().kind == tokenLeftDelim {
			delim := p.next()
			after := p.nextNonSpace()
			if after.kind == tokenDefine {
				p.sub("definition").definition()
				continue
			}
			p.push(after)
			p.push(delim)
		}
		n := p.textOrAction()
		if n.Type() == nodeEnd || n.Type() == nodeElse {
			p.errorf("unexpected %s", n)
		}
		p.t.Root.add(n)
	}
}

// definition reads a definition after its keyword.
func (p *parser) definition() {
	const context = "define clause"
	p.t.Name = p.quotedName(p.nextNonSpace(), context)
	p.expect(tokenRightDelim, context)
	list, end := p.list()
	p.t.Root = list
	if end.Type() != nodeEnd {
		p.errorf("unexpected %s in %s", end, context)
	}
	p.add()
}

func (p *parser) quotedName(t token, context string) string {
	if t.kind != tokenString && t.kind != tokenRawString {
		p.unexpected(t, context)
	}
	name, err := strconv.Unquote(t.val)
	p.check(err)
	return name
}

// list reads up to an end or else, which it returns too.
func (p *parser) list() (list *ListNode, end Node) {
	list = p.newList(p.peekNonSpace().pos)
	for p.peekNonSpace().kind != tokenEOF {
		n := p.textOrAction()
		if n.Type() == nodeEnd || n.Type() == nodeElse {
			return list, n
		}
		list.add(n)
	}
	p.errorf("unexpected EOF")
	return nil, nil
}

func (p *parser) textOrAction() Node {
	t := p.nextNonSpace()
	switch t.kind {
	case tokenText:
		return &TextNode{NodeType: NodeText, Pos: t.pos, tr: p.t, Text: []byte(t.val)}
	case tokenComment:
		return &CommentNode{NodeType: NodeComment, Pos: t.pos, tr: p.t, Text: t.val}
	case tokenLeftDelim:
		p.actionLine = t.line
		n := p.action()
		p.actionLine = 0
		return n
	}
	p.unexpected(t, "input")
	return nil
}

// action reads an action after its left delimiter.
func (p *parser) action() Node {
	t := p.nextNonSpace()
	switch t.kind {
	case tokenBlock:
		return p.block()
	case tokenBreak:
		p.leave("{{break}}")
		return &BreakNode{tr: p.t, NodeType: NodeBreak, Pos: t.pos, Line: t.line}
	case tokenContinue:
		p.leave("{{continue}}")
		return &ContinueNode{tr: p.t, NodeType: NodeContinue, Pos: t.pos, Line: t.line}
	case tokenElse:
		if next := p.peekNonSpace(); next.kind == tokenIf || next.kind == tokenWith {
			// "else if" reads as else followed by an if that shares its end; branch looks for it.
			return &elseNode{nodeElse, next.pos, p.t, next.line}
		}
		end := p.expect(tokenRightDelim, "else")
		return &elseNode{nodeElse, end.pos, p.t, end.line}
	case tokenEnd:
		return &endNode{nodeEnd, p.expect(tokenRightDelim, "end").pos, p.t}
	case tokenIf:
		return &IfNode{p.branch(NodeIf, "if")}
	case tokenRange:
		return &RangeNode{p.branch(NodeRange, "range")}
	case tokenTemplate:
		return p.call()
	case tokenWith:
		return &WithNode{p.branch(NodeWith, "with")}
	}
	p.push(t)
	// Variables declared here live until the end of the enclosing control structure.
	return &ActionNode{NodeType: NodeAction, Pos: t.pos, tr: p.t, Line: t.line, Pipe: p.pipeline("command", tokenRightDelim)}
}

// leave reads the end of a break or continue action.
func (p *parser) leave(action string) {
	p.expect(tokenRightDelim, action)
	if p.ranges == 0 {
		p.errorf("%s outside {{range}}", action)
	}
}

// branch reads an if, range or with after its keyword.
func (p *parser) branch(kind NodeType, context string) BranchNode {
	vars := len(p.vars)
	pipe := p.pipeline(context, tokenRightDelim)
	b := BranchNode{NodeType: kind, Pos: pipe.Pos, tr: p.t, Line: pipe.Line, Pipe: pipe}
	if kind == NodeRange {
		p.ranges++
	}
	var end Node
	b.List, end = p.list()
	if kind == NodeRange {
		p.ranges--
	}
	if end.Type() == nodeElse {
		switch next := p.peek().kind; {
		case kind == NodeIf && next == tokenIf:
			p.next()
			b.ElseList = p.newList(end.Position())
			b.ElseList.add(&IfNode{p.branch(NodeIf, "if")})
		case kind == NodeWith && next == tokenWith:
			p.next()
			b.ElseList = p.newList(end.Position())
			b.ElseList.add(&WithNode{p.branch(NodeWith, "with")})
		default:
			b.ElseList, end = p.list()
			if end.Type() != nodeEnd {
				p.errorf("expected end; found %s", end)
			}
		}
	}
	p.vars = p.vars[:vars]
	return b
}

// block reads a block after its keyword: a definition and its use.
func (p *parser) block() Node {
	const context = "block clause"
	t := p.nextNonSpace()
	name := p.quotedName(t, context)
	pipe := p.pipeline(context, tokenRightDelim)
	body := p.sub(name)
	list, end := body.list()
	body.t.Root = list
	if end.Type() != nodeEnd {
		p.errorf("unexpected %s in %s", end, context)
	}
	body.add()
	return &TemplateNode{NodeType: NodeTemplate, Pos: t.pos, tr: p.t, Line: t.line, Name: name, Pipe: pipe}
}

// call reads a template action after its keyword.
func (p *parser) call() Node {
	const context = "template clause"
	t := p.nextNonSpace()
	name := p.quotedName(t, context)
	var pipe *PipeNode
	if next := p.nextNonSpace(); next.kind != tokenRightDelim {
		p.push(next)
		pipe = p.pipeline(context, tokenRightDelim)
	}
	return &TemplateNode{NodeType: NodeTemplate, Pos: t.pos, tr: p.t, Line: t.line, Name: name, Pipe: pipe}
}

// pipeline reads declarations and commands up to the token end.
func (p *parser) pipeline(context string, end tokenKind) *PipeNode {
	first := p.peekNonSpace()
	pipe := &PipeNode{NodeType: NodePipe, Pos: first.pos, tr: p.t, Line: first.line}
	for p.declaration(pipe, context) {
	}
	for {
		switch t := p.nextNonSpace(); t.kind {
		case end:
			p.checkPipeline(pipe, context)
			return pipe
		case tokenBool, tokenCharConstant, tokenComplex, tokenDot, tokenField, tokenIdentifier, tokenNumber, tokenNil,
			tokenRawString, tokenString, tokenVariable, tokenLeftParen:
			p.push(t)
			pipe.Cmds = append(pipe.Cmds, p.command())
		default:
			p.unexpected(t, context)
		}
	}
}

// declaration reads a variable with the := or = after it, or, first of the two of a range, with a comma; then it
// returns true because another has to follow.
func (p *parser) declaration(pipe *PipeNode, context string) (more bool) {
	v := p.peekNonSpace()
	if v.kind != tokenVariable {
		return false
	}
	p.next()
	after := p.next()
	sign := after
	if sign.kind == tokenSpace {
		sign = p.nextNonSpace()
	}
	declare := func() {
		pipe.Decl = append(pipe.Decl, p.newVariable(v.pos, v.val))
		p.vars = append(p.vars, v.val)
	}
	switch {
	case sign.kind == tokenAssign, sign.kind == tokenDeclare:
		pipe.IsAssign = sign.kind == tokenAssign
		declare()
		return false
	case sign.kind == tokenChar && sign.val == ",":
		declare()
		if context == "range" && len(pipe.Decl) < 2 {
			switch p.peekNonSpace().kind {
			case tokenVariable, tokenRightDelim, tokenRightParen:
				return true
			}
			p.errorf("range can only initialize variables")
		}
		p.errorf("too many declarations in %s", context)
	}
	// It is an argument; the space after it, which separates it from the next one, counts.
	p.push(sign)
	if after.kind == tokenSpace {
		p.push(after)
	}
	p.push(v)
	return false
}

func (p *parser) checkPipeline(pipe *PipeNode, context string) {
	if len(pipe.Cmds) == 0 {
		p.errorf("missing value for %s", context)
	}
	for i, c := range pipe.Cmds[1:] {
		switch c.Args[0].Type() {
		case NodeBool, NodeDot, NodeNil, NodeNumber, NodeString:
			p.errorf("non executable command in pipeline stage %d", i+2)
		}
	}
}

// command reads operands separated by space, and the pipe character after them.
func (p *parser) command() *CommandNode {
	cmd := &CommandNode{NodeType: NodeCommand, Pos: p.peekNonSpace().pos, tr: p.t}
	for {
		p.peekNonSpace()
		if operand := p.operand(); operand != nil {
			cmd.Args = append(cmd.Args, operand)
		}
		t := p.next()
		if t.kind == tokenSpace {
			continue
		}
		switch t.kind {
		case tokenRightDelim, tokenRightParen:
			p.push(t)
		case tokenPipe:
		default:
			p.unexpected(t, "operand")
		}
		break
	}
	if len(cmd.Args) == 0 {
		p.errorf("empty command")
	}
	return cmd
}

// operand reads a term and the fields after it; nil if there is no term.
func (p *parser) operand() Node {
	node := p.term()
	if node == nil || p.peek().kind != tokenField {
		return node
	}
	chain := &ChainNode{NodeType: NodeChain, Pos: p.peek().pos, tr: p.t, Node: node}
	for p.peek().kind == tokenField {
		chain.Add(p.next().val)
	}
	switch node.Type() {
	case NodeField:
		return p.newField(chain.Pos, chain.String())
	case NodeVariable:
		return p.newVariable(chain.Pos, chain.String())
	case NodeBool, NodeString, NodeNumber, NodeNil, NodeDot:
		p.errorf("unexpected . after term %q", node.String())
	}
	return chain
}

func (p *parser) newField(pos Pos, text string) *FieldNode {
	return &FieldNode{NodeType: NodeField, Pos: pos, tr: p.t, Ident: strings.Split(text[1:], ".")}
}

func (p *parser) newVariable(pos Pos, text string) *VariableNode {
	return &VariableNode{NodeType: NodeVariable, Pos: pos, tr: p.t, Ident: strings.Split(text, ".")}
}

// term reads a constant, function, field, variable or pipeline in parentheses; nil if the next token is none.
func (p *parser) term() Node {
	t := p.nextNonSpace()
	switch t.kind {
	case tokenIdentifier:
		if p.t.Mode&SkipFuncCheck == 0 && !hasFunction(p.funcs, t.val) {
			p.errorf("function %q not defined", t.val)
		}
		return NewIdentifier(t.val).SetTree(p.t).SetPos(t.pos)
	case tokenDot:
		return &DotNode{NodeType: NodeDot, Pos: t.pos, tr: p.t}
	case tokenNil:
		return &NilNode{NodeType: NodeNil, Pos: t.pos, tr: p.t}
	case tokenVariable:
		return p.use(t)
	case tokenField:
		return p.newField(t.pos, t.val)
	case tokenBool:
		return &BoolNode{NodeType: NodeBool, Pos: t.pos, tr: p.t, True: t.val == "true"}
	case tokenCharConstant, tokenComplex, tokenNumber:
		n := &NumberNode{NodeType: NodeNumber, Pos: t.pos, tr: p.t, Text: t.val}
		p.check(n.set(t.kind))
		return n
	case tokenLeftParen:
		if p.depth >= maxDepth {
			p.errorf("max expression depth exceeded")
		}
		p.depth++
		pipe := p.pipeline("parenthesized pipeline", tokenRightParen)
		p.depth--
		return pipe
	case tokenString, tokenRawString:
		s, err := strconv.Unquote(t.val)
		p.check(err)
		return &StringNode{NodeType: NodeString, Pos: t.pos, tr: p.t, Quoted: t.val, Text: s}
	}
	p.push(t)
	return nil
}

// use returns the node of a variable, which has to be declared.
func (p *parser) use(t token) Node {
	v := p.newVariable(t.pos, t.val)
	for _, name := range p.vars {
		if name == v.Ident[0] {
			return v
		}
	}
	p.errorf("undefined variable %q", v.Ident[0])
	return nil
}
