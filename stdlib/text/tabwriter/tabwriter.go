// Package tabwriter implements a writer that aligns tabbed columns in its input (elastic tabstops).
package tabwriter

import (
	"io"
	"unicode/utf8"
)

// A cell is a piece of text: one column of one line.
type cell struct {
	size   int  // bytes
	width  int  // runes
	tabbed bool // ended by a tab ('\t'), not by '\v'
}

// A Writer is a filter that aligns columns: cells ended by tabs, in lines ended by newlines or formfeeds. A column is a run of
// adjacent lines with a cell of that number. The text is assumed to be UTF-8, each rune of the same width.
type Writer struct {
	output   io.Writer
	minwidth int
	tabwidth int
	padding  int
	padbytes [8]byte
	flags    uint

	buf     []byte // the text of all lines, without tabs and line breaks
	pos     int    // the text up to here is counted in the width of the cell
	cell    cell   // the current, incomplete one
	endChar byte   // what ends the escaped text that is being read, or 0
	lines   [][]cell
	widths  []int // of the columns to the left
}

// How a Writer treats its text.
const (
	// FilterHTML treats HTML tags as text of no width and entities as one character.
	FilterHTML uint = 1 << iota
	// StripEscape drops Escape characters instead of passing them through.
	StripEscape
	// AlignRight puts the padding to the left of the text.
	AlignRight
	// DiscardEmptyColumns treats empty columns ended by vertical tabs as if they were not there.
	DiscardEmptyColumns
	// TabIndent uses tabs for indentation columns, even if the padding is not a tab.
	TabIndent
	// Debug prints a vertical bar between columns.
	Debug
)

// Escape brackets text that is passed through as it is.
const Escape = '\xff'

// NewWriter returns a new Writer with the parameters of Init.
func NewWriter(output io.Writer, minwidth, tabwidth, padding int, padchar byte, flags uint) *Writer {
	return new(Writer).Init(output, minwidth, tabwidth, padding, padchar, flags)
}

// Init initialises a Writer: the least width of a cell with padding, the width of tabs, the padding to add to each cell, the
// character of the padding (if that is '\t', cells are aligned left and have multiples of tabwidth), and flags.
func (b *Writer) Init(output io.Writer, minwidth, tabwidth, padding int, padchar byte, flags uint) *Writer {
	if minwidth < 0 || tabwidth < 0 || padding < 0 {
		panic("negative minwidth, tabwidth, or padding")
	}
	b.output = output
	b.minwidth = minwidth
	b.tabwidth = tabwidth
	b.padding = padding
	for i := range b.padbytes {
		b.padbytes[i] = padchar
	}
	if padchar == '\t' {
		// Tab padding only works for cells aligned left.
		flags &^= AlignRight
	}
	b.flags = flags
	b.reset()
	return b
}

func (b *Writer) addLine(flushed bool) {
	b.lines = append(b.lines, nil)
	if !flushed {
		// The next line has probably as many cells as this one.
		if n := len(b.lines); n >= 2 {
			b.lines[n-1] = make([]cell, 0, len(b.lines[n-2]))
		}
	}
}

func (b *Writer) reset() {
	b.buf = b.buf[:0]
	b.pos = 0
	b.cell = cell{}
	b.endChar = 0
	b.lines = b.lines[0:0]
	b.widths = b.widths[0:0]
	b.addLine(true)
}

// writeError carries an error of the output out of the recursion.
type writeError struct {
	err error
}

func (b *Writer) write0(buf []byte) {
	n, err := b.output.Write(buf)
	if n != len(buf) && err == nil {
		err = io.ErrShortWrite
	}
	if err != nil {
		panic(writeError{err})
	}
}

func (b *Writer) writeN(src []byte, n int) {
	for n > len(src) {
		b.write0(src)
		n -= len(src)
	}
	b.write0(src[0:n])
}

var (
	newline = []byte{'\n'}
	tabs    = []byte("\t\t\t\t\t\t\t\t")
	bar     = []byte{'|'}
	hbar    = []byte("---\n")
)

func (b *Writer) writePadding(textWidth, cellWidth int, useTabs bool) {
	if b.padbytes[0] == '\t' || useTabs {
		if b.tabwidth == 0 {
			return
		}
		cellWidth = (cellWidth + b.tabwidth - 1) / b.tabwidth * b.tabwidth
		n := cellWidth - textWidth
		if n < 0 {
			panic("internal error")
		}
		b.writeN(tabs, (n+b.tabwidth-1)/b.tabwidth)
		return
	}
	b.writeN(b.padbytes[0:], cellWidth-textWidth)
}

// writeLines writes the lines [line0, line1), whose text begins at pos0, and returns where the text after them begins.
func (b *Writer) writeLines(pos0 int, line0, line1 int) (pos int) {
	pos = pos0
	for i := line0; i < line1; i++ {
		line := b.lines[i]
		useTabs := b.flags&TabIndent != 0
		for j, c := range line {
			if j > 0 && b.flags&Debug != 0 {
				b.write0(bar)
			}
			if c.size == 0 {
				if j < len(b.widths) {
					b.writePadding(c.width, b.widths[j], useTabs)
				}
				continue
			}
			useTabs = false
			if b.flags&AlignRight == 0 {
				b.write0(b.buf[pos : pos+c.size])
				pos += c.size
				if j < len(b.widths) {
					b.writePadding(c.width, b.widths[j], false)
				}
			} else {
				if j < len(b.widths) {
					b.writePadding(c.width, b.widths[j], false)
				}
				b.write0(b.buf[pos : pos+c.size])
				pos += c.size
			}
		}
		if i+1 == len(b.lines) {
			// The last line has no newline: what is buffered for its last cell is its text.
			b.write0(b.buf[pos : pos+b.cell.size])
			pos += b.cell.size
		} else {
			b.write0(newline)
		}
	}
	return pos
}

// format writes the lines [line0, line1), whose text begins at pos0: each run of lines that have a cell in the next column with
// the width of that column, recursively.
func (b *Writer) format(pos0 int, line0, line1 int) (pos int) {
	pos = pos0
	column := len(b.widths)
	for this := line0; this < line1; this++ {
		line := b.lines[this]
		if column >= len(line)-1 {
			continue
		}
		// A cell in this column begins a new block. First the lines before it.
		pos = b.writeLines(pos, line0, this)
		line0 = this

		width := b.minwidth
		discardable := true // all cells of the column are empty and ended by '\v'
		for ; this < line1; this++ {
			line = b.lines[this]
			if column >= len(line)-1 {
				break
			}
			c := line[column]
			if w := c.width + b.padding; w > width {
				width = w
			}
			if c.width > 0 || c.tabbed {
				discardable = false
			}
		}
		if discardable && b.flags&DiscardEmptyColumns != 0 {
			width = 0
		}
		b.widths = append(b.widths, width)
		pos = b.format(pos, line0, this)
		b.widths = b.widths[0 : len(b.widths)-1]
		line0 = this
		this--
	}
	return b.writeLines(pos, line0, line1)
}

func (b *Writer) append(text []byte) {
	b.buf = append(b.buf, text...)
	b.cell.size += len(text)
}

func (b *Writer) updateWidth() {
	b.cell.width += utf8.RuneCount(b.buf[b.pos:])
	b.pos = len(b.buf)
}

func (b *Writer) startEscape(ch byte) {
	switch ch {
	case Escape:
		b.endChar = Escape
	case '<':
		b.endChar = '>'
	case '&':
		b.endChar = ';'
	}
}

func (b *Writer) endEscape() {
	switch b.endChar {
	case Escape:
		b.updateWidth()
		if b.flags&StripEscape == 0 {
			b.cell.width -= 2 // the Escape characters
		}
	case '>': // a tag has no width
	case ';':
		b.cell.width++
	}
	b.pos = len(b.buf)
	b.endChar = 0
}

// terminateCell adds the current cell to the last line and returns how many cells that has.
func (b *Writer) terminateCell(tabbed bool) int {
	b.cell.tabbed = tabbed
	line := &b.lines[len(b.lines)-1]
	*line = append(*line, b.cell)
	b.cell = cell{}
	return len(*line)
}

func (b *Writer) handlePanic(err *error, op string) {
	if e := recover(); e != nil {
		if op == "Flush" {
			b.reset()
		}
		if we, ok := e.(writeError); ok {
			*err = we.err
			return
		}
		panic("tabwriter: panic during " + op)
	}
}

// Flush writes all that is buffered. It should be called after the last Write. Incomplete escapes count as complete.
func (b *Writer) Flush() error { return b.flush() }

func (b *Writer) flush() (err error) {
	defer b.handlePanic(&err, "Flush")
	b.flushNoDefers()
	return nil
}

func (b *Writer) flushNoDefers() {
	if b.cell.size > 0 {
		if b.endChar != 0 {
			b.endEscape()
		}
		b.terminateCell(false)
	}
	b.format(0, 0, len(b.lines))
	b.reset()
}

// Write adds text. Its only errors are those of the output.
func (b *Writer) Write(buf []byte) (n int, err error) {
	defer b.handlePanic(&err, "Write")

	n = 0 // the text up to here is in the buffer
	for i, ch := range buf {
		if b.endChar != 0 {
			if ch == b.endChar {
				j := i + 1
				if ch == Escape && b.flags&StripEscape != 0 {
					j = i
				}
				b.append(buf[n:j])
				n = i + 1
				b.endEscape()
			}
			continue
		}
		switch ch {
		case '\t', '\v', '\n', '\f':
			b.append(buf[n:i])
			b.updateWidth()
			n = i + 1
			cells := b.terminateCell(ch == '\t')
			if ch == '\n' || ch == '\f' {
				b.addLine(ch == '\f')
				if ch == '\f' || cells == 1 {
					// A line with one cell has no column in common with what follows, so all before it can be written.
					b.flushNoDefers()
					if ch == '\f' && b.flags&Debug != 0 {
						b.write0(hbar)
					}
				}
			}
		case Escape:
			b.append(buf[n:i])
			b.updateWidth()
			n = i
			if b.flags&StripEscape != 0 {
				n++
			}
			b.startEscape(Escape)
		case '<', '&':
			if b.flags&FilterHTML != 0 {
				b.append(buf[n:i])
				b.updateWidth()
				n = i
				b.startEscape(ch)
			}
		}
	}
	b.append(buf[n:])
	return len(buf), nil
}
