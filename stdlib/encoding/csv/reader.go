// Package csv reads and writes comma-separated values as RFC 4180 describes.
package csv

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"strconv"
	"unicode"
	"unicode/utf8"
)

// A ParseError says where parsing failed. Lines and columns count from 1; columns in bytes.
type ParseError struct {
	StartLine int   // where the record starts
	Line      int   // where the error occurred
	Column    int   // where the error occurred
	Err       error // the error
}

func (e *ParseError) Error() string {
	if e.Err == ErrFieldCount {
		return "record on line " + strconv.Itoa(e.Line) + ": " + e.Err.Error()
	}
	place := "parse error on line " + strconv.Itoa(e.Line) + ", column " + strconv.Itoa(e.Column) + ": " + e.Err.Error()
	if e.StartLine != e.Line {
		return "record on line " + strconv.Itoa(e.StartLine) + "; " + place
	}
	return place
}

func (e *ParseError) Unwrap() error { return e.Err }

// The errors in a ParseError.
var (
	ErrBareQuote  = errors.New("bare \" in non-quoted-field")
	ErrQuote      = errors.New("extraneous or missing \" in quoted-field")
	ErrFieldCount = errors.New("wrong number of fields")

	// Deprecated: it is not used any more.
	ErrTrailingComma = errors.New("extra delimiter at end of line")
)

var errInvalidDelim = errors.New("csv: invalid field or comment delimiter")

func validDelim(r rune) bool {
	return r != 0 && r != '"' && r != '\r' && r != '\n' && utf8.ValidRune(r) && r != utf8.RuneError
}

// A Reader reads records from a CSV file. Its exported fields may be set before the first Read.
type Reader struct {
	// Comma is the delimiter of fields; NewReader sets it to ','.
	Comma rune

	// Comment, if not 0, begins lines that are skipped.
	Comment rune

	// FieldsPerRecord is the number of fields that each record must have: if 0, that of the first record; if negative, any.
	FieldsPerRecord int

	// LazyQuotes allows quotes in fields that are not quoted, and single ones in fields that are.
	LazyQuotes bool

	// TrimLeadingSpace ignores white space at the start of fields.
	TrimLeadingSpace bool

	// ReuseRecord allows Read to return the slice of the call before.
	ReuseRecord bool

	// Deprecated: it is not used any more.
	TrailingComma bool

	r         *bufio.Reader
	numLine   int
	offset    int64
	rawBuffer []byte

	record       []byte // the fields of the record, without anything between them
	fieldIndexes []int  // the ends of the fields in record
	positions    []position
	lastRecord   []string
}

type position struct {
	line, col int
}

// NewReader returns a Reader of r.
func NewReader(r io.Reader) *Reader { return &Reader{Comma: ',', r: bufio.NewReader(r)} }

// Read reads one record. If that has the wrong number of fields, it returns it and ErrFieldCount; if there is no more, io.EOF.
func (r *Reader) Read() (record []string, err error) {
	if r.ReuseRecord {
		record, err = r.readRecord(r.lastRecord)
		r.lastRecord = record
		return record, err
	}
	return r.readRecord(nil)
}

// FieldPos returns the line and column where the given field of the last record begins. It panics if there is no such field.
func (r *Reader) FieldPos(field int) (line, column int) {
	if field < 0 || field >= len(r.positions) {
		panic("out of range index passed to FieldPos")
	}
	p := &r.positions[field]
	return p.line, p.col
}

// InputOffset returns the offset of the end of the last record, where the next one begins.
func (r *Reader) InputOffset() int64 { return r.offset }

// ReadAll reads all records up to io.EOF, which it does not report.
func (r *Reader) ReadAll() (records [][]string, err error) {
	for {
		record, err := r.readRecord(nil)
		if err == io.EOF {
			return records, nil
		}
		if err != nil {
			return nil, err
		}
		records = append(records, record)
	}
}

// readLine reads a line with its end, which it turns from CRLF into LF. The error is io.EOF only if there is nothing.
func (r *Reader) readLine() ([]byte, error) {
	line, err := r.r.ReadSlice('\n')
	if err == bufio.ErrBufferFull {
		r.rawBuffer = append(r.rawBuffer[:0], line...)
		for err == bufio.ErrBufferFull {
			line, err = r.r.ReadSlice('\n')
			r.rawBuffer = append(r.rawBuffer, line...)
		}
		line = r.rawBuffer
	}
	size := len(line)
	if size > 0 && err == io.EOF {
		err = nil
		if line[size-1] == '\r' {
			line = line[:size-1]
		}
	}
	r.numLine++
	r.offset += int64(size)
	if n := len(line); n >= 2 && line[n-2] == '\r' && line[n-1] == '\n' {
		line[n-2] = '\n'
		line = line[:n-1]
	}
	return line, err
}

// lengthNL is the length of the newline at the end of b.
func lengthNL(b []byte) int {
	if len(b) > 0 && b[len(b)-1] == '\n' {
		return 1
	}
	return 0
}

func nextRune(b []byte) rune {
	r, _ := utf8.DecodeRune(b)
	return r
}

func (r *Reader) readRecord(dst []string) ([]string, error) {
	if r.Comma == r.Comment || !validDelim(r.Comma) || r.Comment != 0 && !validDelim(r.Comment) {
		return nil, errInvalidDelim
	}

	// Find a line that is neither empty nor a comment.
	var line []byte
	var errRead error
	for errRead == nil {
		line, errRead = r.readLine()
		if r.Comment != 0 && nextRune(line) == r.Comment {
			line = nil
			continue
		}
		if errRead == nil && len(line) == lengthNL(line) {
			line = nil
			continue
		}
		break
	}
	if errRead == io.EOF {
		return nil, errRead
	}

	var err error
	const quoteLen = len(`"`)
	commaLen := utf8.RuneLen(r.Comma)
	recLine := r.numLine
	r.record = r.record[:0]
	r.fieldIndexes = r.fieldIndexes[:0]
	r.positions = r.positions[:0]
	pos := position{line: r.numLine, col: 1}
Fields:
	for {
		if r.TrimLeadingSpace {
			i := bytes.IndexFunc(line, func(r rune) bool { return !unicode.IsSpace(r) })
			if i < 0 {
				i = len(line)
				pos.col -= lengthNL(line)
			}
			line = line[i:]
			pos.col += i
		}
		if len(line) == 0 || line[0] != '"' {
			i := bytes.IndexRune(line, r.Comma)
			field := line
			if i >= 0 {
				field = field[:i]
			} else {
				field = field[:len(field)-lengthNL(field)]
			}
			if !r.LazyQuotes {
				if j := bytes.IndexByte(field, '"'); j >= 0 {
					err = &ParseError{recLine, r.numLine, pos.col + j, ErrBareQuote}
					break Fields
				}
			}
			r.endField(field, pos)
			if i < 0 {
				break Fields
			}
			line = line[i+commaLen:]
			pos.col += i + commaLen
			continue
		}

		start := pos
		line = line[quoteLen:]
		pos.col += quoteLen
		for {
			i := bytes.IndexByte(line, '"')
			if i >= 0 {
				r.record = append(r.record, line[:i]...)
				line = line[i+quoteLen:]
				pos.col += i + quoteLen
				switch rn := nextRune(line); {
				case rn == '"':
					r.record = append(r.record, '"')
					line = line[quoteLen:]
					pos.col += quoteLen
				case rn == r.Comma:
					line = line[commaLen:]
					pos.col += commaLen
					r.endField(nil, start)
					continue Fields
				case lengthNL(line) == len(line):
					r.endField(nil, start)
					break Fields
				case r.LazyQuotes:
					r.record = append(r.record, '"')
				default:
					err = &ParseError{recLine, r.numLine, pos.col - quoteLen, ErrQuote}
					break Fields
				}
			} else if len(line) > 0 {
				// The field goes on in the next line.
				r.record = append(r.record, line...)
				if errRead != nil {
					break Fields
				}
				pos.col += len(line)
				line, errRead = r.readLine()
				if len(line) > 0 {
					pos.line++
					pos.col = 1
				}
				if errRead == io.EOF {
					errRead = nil
				}
			} else {
				// The file ended abruptly.
				if !r.LazyQuotes && errRead == nil {
					err = &ParseError{recLine, pos.line, pos.col, ErrQuote}
					break Fields
				}
				r.endField(nil, start)
				break Fields
			}
		}
	}
	if err == nil {
		err = errRead
	}

	// One string holds the text of all fields.
	str := string(r.record)
	dst = dst[:0]
	if cap(dst) < len(r.fieldIndexes) {
		dst = make([]string, 0, len(r.fieldIndexes))
	}
	from := 0
	for _, end := range r.fieldIndexes {
		dst = append(dst, str[from:end])
		from = end
	}

	if r.FieldsPerRecord > 0 {
		if len(dst) != r.FieldsPerRecord && err == nil {
			err = &ParseError{recLine, recLine, 1, ErrFieldCount}
		}
	} else if r.FieldsPerRecord == 0 {
		r.FieldsPerRecord = len(dst)
	}
	return dst, err
}

// endField adds a field, which begins at pos and ends with the given text.
func (r *Reader) endField(text []byte, pos position) {
	r.record = append(r.record, text...)
	r.fieldIndexes = append(r.fieldIndexes, len(r.record))
	r.positions = append(r.positions, pos)
}
