package parse

import (
	"fmt"
	"strconv"
	"strings"
)

// A Node is an element of the parse tree.
type Node interface {
	Type() NodeType
	String() string
	Copy() Node    // a deep copy; the copy belongs to the same tree
	Position() Pos // byte offset of its start in the text
	tree() *Tree
	writeTo(*strings.Builder)
}

// NodeType identifies the type of a node.
type NodeType int

// Type returns itself and so implements part of Node for types that embed a NodeType.
func (t NodeType) Type() NodeType { return t }

// Pos is a byte position in the text of a template.
type Pos int

// Position returns itself and so implements part of Node for types that embed a Pos.
func (p Pos) Position() Pos { return p }

// The types of nodes.
const (
	NodeText NodeType = iota
	NodeAction
	NodeBool
	NodeChain
	NodeCommand
	NodeDot
	nodeElse
	nodeEnd
	NodeField
	NodeIdentifier
	NodeIf
	NodeList
	NodeNil
	NodeNumber
	NodePipe
	NodeRange
	NodeString
	NodeTemplate
	NodeVariable
	NodeWith
	NodeComment
	NodeBreak
	NodeContinue
)

func nodeString(n interface{ writeTo(*strings.Builder) }) string {
	var b strings.Builder
	n.writeTo(&b)
	return b.String()
}

// ListNode holds a sequence of nodes.
type ListNode struct {
	NodeType
	Pos
	tr    *Tree
	Nodes []Node
}

func (l *ListNode) add(n Node)     { l.Nodes = append(l.Nodes, n) }
func (l *ListNode) tree() *Tree    { return l.tr }
func (l *ListNode) String() string { return nodeString(l) }
func (l *ListNode) Copy() Node     { return l.CopyList() }

func (l *ListNode) writeTo(b *strings.Builder) {
	for _, n := range l.Nodes {
		n.writeTo(b)
	}
}

// CopyList is Copy with the type of the list.
func (l *ListNode) CopyList() *ListNode {
	if l == nil {
		return l
	}
	c := &ListNode{NodeType: NodeList, Pos: l.Pos, tr: l.tr}
	for _, n := range l.Nodes {
		c.add(n.Copy())
	}
	return c
}

// TextNode holds plain text.
type TextNode struct {
	NodeType
	Pos
	tr   *Tree
	Text []byte
}

func (t *TextNode) tree() *Tree                { return t.tr }
func (t *TextNode) String() string             { return string(t.Text) }
func (t *TextNode) writeTo(b *strings.Builder) { b.Write(t.Text) }
func (t *TextNode) Copy() Node {
	c := *t
	c.Text = append([]byte{}, t.Text...)
	return &c
}

// CommentNode holds a comment.
type CommentNode struct {
	NodeType
	Pos
	tr   *Tree
	Text string
}

func (c *CommentNode) tree() *Tree                { return c.tr }
func (c *CommentNode) String() string             { return nodeString(c) }
func (c *CommentNode) writeTo(b *strings.Builder) { b.WriteString("{{" + c.Text + "}}") }
func (c *CommentNode) Copy() Node {
	copied := *c
	return &copied
}

// PipeNode holds a pipeline with its optional declarations.
type PipeNode struct {
	NodeType
	Pos
	tr       *Tree
	Line     int             // kept for users of the past
	IsAssign bool            // the variables are assigned, not declared
	Decl     []*VariableNode // in order of appearance
	Cmds     []*CommandNode  // in order of execution
}

func (p *PipeNode) tree() *Tree    { return p.tr }
func (p *PipeNode) String() string { return nodeString(p) }
func (p *PipeNode) Copy() Node     { return p.CopyPipe() }

func (p *PipeNode) writeTo(b *strings.Builder) {
	for i, v := range p.Decl {
		if i > 0 {
			b.WriteString(", ")
		}
		v.writeTo(b)
	}
	if len(p.Decl) > 0 {
		if p.IsAssign {
			b.WriteString(" = ")
		} else {
			b.WriteString(" := ")
		}
	}
	for i, c := range p.Cmds {
		if i > 0 {
			b.WriteString(" | ")
		}
		c.writeTo(b)
	}
}

// CopyPipe is Copy with the type of the pipeline.
func (p *PipeNode) CopyPipe() *PipeNode {
	if p == nil {
		return p
	}
	c := &PipeNode{NodeType: NodePipe, Pos: p.Pos, tr: p.tr, Line: p.Line, IsAssign: p.IsAssign}
	for _, v := range p.Decl {
		c.Decl = append(c.Decl, v.Copy().(*VariableNode))
	}
	for _, cmd := range p.Cmds {
		c.Cmds = append(c.Cmds, cmd.Copy().(*CommandNode))
	}
	return c
}

// ActionNode holds an action that is no control structure, such as a field evaluation.
type ActionNode struct {
	NodeType
	Pos
	tr   *Tree
	Line int
	Pipe *PipeNode
}

func (a *ActionNode) tree() *Tree    { return a.tr }
func (a *ActionNode) String() string { return nodeString(a) }
func (a *ActionNode) writeTo(b *strings.Builder) {
	b.WriteString("{{")
	a.Pipe.writeTo(b)
	b.WriteString("}}")
}
func (a *ActionNode) Copy() Node {
	c := *a
	c.Pipe = a.Pipe.CopyPipe()
	return &c
}

// CommandNode holds a command: a function, method or value with arguments.
type CommandNode struct {
	NodeType
	Pos
	tr   *Tree
	Args []Node // identifier, field or constant first
}

func (c *CommandNode) tree() *Tree    { return c.tr }
func (c *CommandNode) String() string { return nodeString(c) }

func (c *CommandNode) writeTo(b *strings.Builder) {
	for i, arg := range c.Args {
		if i > 0 {
			b.WriteByte(' ')
		}
		writeOperand(b, arg)
	}
}

// writeOperand puts a pipeline into parentheses.
func writeOperand(b *strings.Builder, n Node) {
	if pipe, ok := n.(*PipeNode); ok {
		b.WriteByte('(')
		pipe.writeTo(b)
		b.WriteByte(')')
		return
	}
	n.writeTo(b)
}

func (c *CommandNode) Copy() Node {
	if c == nil {
		return c
	}
	copied := &CommandNode{NodeType: NodeCommand, Pos: c.Pos, tr: c.tr}
	for _, arg := range c.Args {
		copied.Args = append(copied.Args, arg.Copy())
	}
	return copied
}

// IdentifierNode holds the name of a function.
type IdentifierNode struct {
	NodeType
	Pos
	tr    *Tree
	Ident string
}

// NewIdentifier returns an IdentifierNode with the name.
func NewIdentifier(ident string) *IdentifierNode {
	return &IdentifierNode{NodeType: NodeIdentifier, Ident: ident}
}

// SetPos sets the position and returns the node.
func (i *IdentifierNode) SetPos(pos Pos) *IdentifierNode {
	i.Pos = pos
	return i
}

// SetTree sets the tree of the node and returns the node.
func (i *IdentifierNode) SetTree(t *Tree) *IdentifierNode {
	i.tr = t
	return i
}

func (i *IdentifierNode) tree() *Tree                { return i.tr }
func (i *IdentifierNode) String() string             { return i.Ident }
func (i *IdentifierNode) writeTo(b *strings.Builder) { b.WriteString(i.Ident) }
func (i *IdentifierNode) Copy() Node {
	c := *i
	return &c
}

// VariableNode holds a variable and the fields selected from it; the first name has the dollar sign.
type VariableNode struct {
	NodeType
	Pos
	tr    *Tree
	Ident []string
}

func (v *VariableNode) tree() *Tree                { return v.tr }
func (v *VariableNode) String() string             { return strings.Join(v.Ident, ".") }
func (v *VariableNode) writeTo(b *strings.Builder) { b.WriteString(v.String()) }
func (v *VariableNode) Copy() Node {
	c := *v
	c.Ident = append([]string{}, v.Ident...)
	return &c
}

// DotNode holds the cursor, '.'.
type DotNode struct {
	NodeType
	Pos
	tr *Tree
}

func (d *DotNode) Type() NodeType             { return NodeDot }
func (d *DotNode) tree() *Tree                { return d.tr }
func (d *DotNode) String() string             { return "." }
func (d *DotNode) writeTo(b *strings.Builder) { b.WriteByte('.') }
func (d *DotNode) Copy() Node {
	c := *d
	return &c
}

// NilNode holds the constant nil.
type NilNode struct {
	NodeType
	Pos
	tr *Tree
}

func (n *NilNode) Type() NodeType             { return NodeNil }
func (n *NilNode) tree() *Tree                { return n.tr }
func (n *NilNode) String() string             { return "nil" }
func (n *NilNode) writeTo(b *strings.Builder) { b.WriteString("nil") }
func (n *NilNode) Copy() Node {
	c := *n
	return &c
}

// FieldNode holds a chain of fields of the cursor, such as .X.Y; the names have no dots.
type FieldNode struct {
	NodeType
	Pos
	tr    *Tree
	Ident []string
}

func (f *FieldNode) tree() *Tree                { return f.tr }
func (f *FieldNode) String() string             { return nodeString(f) }
func (f *FieldNode) writeTo(b *strings.Builder) { writeFields(b, f.Ident) }
func (f *FieldNode) Copy() Node {
	c := *f
	c.Ident = append([]string{}, f.Ident...)
	return &c
}

func writeFields(b *strings.Builder, names []string) {
	for _, name := range names {
		b.WriteByte('.')
		b.WriteString(name)
	}
}

// ChainNode holds a term followed by a chain of fields; the names have no dots.
type ChainNode struct {
	NodeType
	Pos
	tr    *Tree
	Node  Node
	Field []string
}

// Add adds a field, written with its dot, to the end of the chain.
func (c *ChainNode) Add(field string) {
	if len(field) == 0 || field[0] != '.' {
		panic("no dot in field")
	}
	field = field[1:]
	if field == "" {
		panic("empty field")
	}
	c.Field = append(c.Field, field)
}

func (c *ChainNode) tree() *Tree    { return c.tr }
func (c *ChainNode) String() string { return nodeString(c) }
func (c *ChainNode) writeTo(b *strings.Builder) {
	writeOperand(b, c.Node)
	writeFields(b, c.Field)
}
func (c *ChainNode) Copy() Node {
	copied := *c
	copied.Field = append([]string{}, c.Field...)
	return &copied
}

// BoolNode holds a boolean constant.
type BoolNode struct {
	NodeType
	Pos
	tr   *Tree
	True bool
}

func (n *BoolNode) tree() *Tree                { return n.tr }
func (n *BoolNode) String() string             { return strconv.FormatBool(n.True) }
func (n *BoolNode) writeTo(b *strings.Builder) { b.WriteString(n.String()) }
func (n *BoolNode) Copy() Node {
	c := *n
	return &c
}

// NumberNode holds a number in every type that can represent it.
type NumberNode struct {
	NodeType
	Pos
	tr         *Tree
	IsInt      bool
	IsUint     bool
	IsFloat    bool
	IsComplex  bool
	Int64      int64
	Uint64     uint64
	Float64    float64
	Complex128 complex128
	Text       string // as written
}

func (n *NumberNode) tree() *Tree                { return n.tr }
func (n *NumberNode) String() string             { return n.Text }
func (n *NumberNode) writeTo(b *strings.Builder) { b.WriteString(n.Text) }
func (n *NumberNode) Copy() Node {
	c := *n
	return &c
}

// set reads the number's text.
func (n *NumberNode) set(kind tokenKind) error {
	text := n.Text
	switch {
	case kind == tokenCharConstant:
		r, _, tail, err := strconv.UnquoteChar(text[1:], text[0])
		if err != nil {
			return err
		}
		if tail != "'" {
			return fmt.Errorf("malformed character constant: %s", text)
		}
		n.Int64, n.Uint64, n.Float64 = int64(r), uint64(r), float64(r)
		n.IsInt, n.IsUint, n.IsFloat = true, true, true
		return nil
	case kind == tokenComplex:
		if _, err := fmt.Sscan(text, &n.Complex128); err != nil {
			return err
		}
		n.IsComplex = true
		n.simplifyComplex()
		return nil
	case strings.HasSuffix(text, "i"):
		if f, err := strconv.ParseFloat(text[:len(text)-1], 64); err == nil {
			n.Complex128 = complex(0, f)
			n.IsComplex = true
			n.simplifyComplex()
			return nil
		}
	}
	if u, err := strconv.ParseUint(text, 0, 64); err == nil {
		n.IsUint, n.Uint64 = true, u
	}
	if i, err := strconv.ParseInt(text, 0, 64); err == nil {
		n.IsInt, n.Int64 = true, i
		if i == 0 {
			n.IsUint, n.Uint64 = true, 0 // -0
		}
	}
	if n.IsInt {
		n.IsFloat, n.Float64 = true, float64(n.Int64)
	} else if n.IsUint {
		n.IsFloat, n.Float64 = true, float64(n.Uint64)
	} else if f, err := strconv.ParseFloat(text, 64); err == nil {
		if !strings.ContainsAny(text, ".eEpP") {
			return fmt.Errorf("integer overflow: %q", text)
		}
		n.setFloat(f)
	}
	if !n.IsInt && !n.IsUint && !n.IsFloat {
		return fmt.Errorf("illegal number syntax: %q", text)
	}
	return nil
}

// setFloat sets the float and the integers equal to it.
func (n *NumberNode) setFloat(f float64) {
	n.IsFloat, n.Float64 = true, f
	if !n.IsInt && float64(int64(f)) == f {
		n.IsInt, n.Int64 = true, int64(f)
	}
	if !n.IsUint && float64(uint64(f)) == f {
		n.IsUint, n.Uint64 = true, uint64(f)
	}
}

// simplifyComplex sets the other types too if the imaginary part is zero.
func (n *NumberNode) simplifyComplex() {
	if imag(n.Complex128) == 0 {
		n.setFloat(real(n.Complex128))
	}
}

// StringNode holds a string constant.
type StringNode struct {
	NodeType
	Pos
	tr     *Tree
	Quoted string // as written
	Text   string
}

func (s *StringNode) tree() *Tree                { return s.tr }
func (s *StringNode) String() string             { return s.Quoted }
func (s *StringNode) writeTo(b *strings.Builder) { b.WriteString(s.Quoted) }
func (s *StringNode) Copy() Node {
	c := *s
	return &c
}

// endNode is an {{end}} action; the parser drops it.
type endNode struct {
	NodeType
	Pos
	tr *Tree
}

func (e *endNode) tree() *Tree                { return e.tr }
func (e *endNode) String() string             { return "{{end}}" }
func (e *endNode) writeTo(b *strings.Builder) { b.WriteString("{{end}}") }
func (e *endNode) Copy() Node {
	c := *e
	return &c
}

// elseNode is an {{else}} action; the parser drops it.
type elseNode struct {
	NodeType
	Pos
	tr   *Tree
	Line int
}

func (e *elseNode) tree() *Tree                { return e.tr }
func (e *elseNode) String() string             { return "{{else}}" }
func (e *elseNode) writeTo(b *strings.Builder) { b.WriteString("{{else}}") }
func (e *elseNode) Copy() Node {
	c := *e
	return &c
}

// BranchNode is what if, range and with have in common.
type BranchNode struct {
	NodeType
	Pos
	tr       *Tree
	Line     int
	Pipe     *PipeNode
	List     *ListNode // when the value is not empty
	ElseList *ListNode // when it is empty; may be nil
}

func (b *BranchNode) tree() *Tree    { return b.tr }
func (b *BranchNode) String() string { return nodeString(b) }

func (b *BranchNode) writeTo(to *strings.Builder) {
	name := ""
	switch b.NodeType {
	case NodeIf:
		name = "if"
	case NodeRange:
		name = "range"
	case NodeWith:
		name = "with"
	default:
		panic("unknown branch type")
	}
	to.WriteString("{{" + name + " ")
	b.Pipe.writeTo(to)
	to.WriteString("}}")
	b.List.writeTo(to)
	if b.ElseList != nil {
		to.WriteString("{{else}}")
		b.ElseList.writeTo(to)
	}
	to.WriteString("{{end}}")
}

func (b *BranchNode) copied() BranchNode {
	c := *b
	c.Pipe, c.List, c.ElseList = b.Pipe.CopyPipe(), b.List.CopyList(), b.ElseList.CopyList()
	return c
}

func (b *BranchNode) Copy() Node {
	switch b.NodeType {
	case NodeIf:
		return &IfNode{b.copied()}
	case NodeRange:
		return &RangeNode{b.copied()}
	case NodeWith:
		return &WithNode{b.copied()}
	}
	panic("unknown branch type")
}

// IfNode is an {{if}} action.
type IfNode struct {
	BranchNode
}

func (i *IfNode) Copy() Node { return &IfNode{i.copied()} }

// RangeNode is a {{range}} action.
type RangeNode struct {
	BranchNode
}

func (r *RangeNode) Copy() Node { return &RangeNode{r.copied()} }

// WithNode is a {{with}} action.
type WithNode struct {
	BranchNode
}

func (w *WithNode) Copy() Node { return &WithNode{w.copied()} }

// BreakNode is a {{break}} action.
type BreakNode struct {
	tr *Tree
	NodeType
	Pos
	Line int
}

func (n *BreakNode) tree() *Tree                { return n.tr }
func (n *BreakNode) String() string             { return "{{break}}" }
func (n *BreakNode) writeTo(b *strings.Builder) { b.WriteString("{{break}}") }
func (n *BreakNode) Copy() Node {
	c := *n
	return &c
}

// ContinueNode is a {{continue}} action.
type ContinueNode struct {
	tr *Tree
	NodeType
	Pos
	Line int
}

func (n *ContinueNode) tree() *Tree                { return n.tr }
func (n *ContinueNode) String() string             { return "{{continue}}" }
func (n *ContinueNode) writeTo(b *strings.Builder) { b.WriteString("{{continue}}") }
func (n *ContinueNode) Copy() Node {
	c := *n
	return &c
}

// TemplateNode is a {{template}} action.
type TemplateNode struct {
	NodeType
	Pos
	tr   *Tree
	Line int
	Name string    // unquoted
	Pipe *PipeNode // what becomes dot; may be nil
}

func (t *TemplateNode) tree() *Tree    { return t.tr }
func (t *TemplateNode) String() string { return nodeString(t) }

func (t *TemplateNode) writeTo(b *strings.Builder) {
	b.WriteString("{{template " + strconv.Quote(t.Name))
	if t.Pipe != nil {
		b.WriteByte(' ')
		t.Pipe.writeTo(b)
	}
	b.WriteString("}}")
}

func (t *TemplateNode) Copy() Node {
	c := *t
	c.Pipe = t.Pipe.CopyPipe()
	return &c
}
