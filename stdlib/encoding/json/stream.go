package json

import (
	"bytes"
	"io"
	"reflect"
)

// A Decoder reads values from a stream.
type Decoder struct {
	r             io.Reader
	buf           []byte
	at            int   // what comes before has been read
	before        int64 // bytes that have left buf
	err           error
	useNumber     bool
	disallowOther bool
	state         tokenState
	states        []tokenState
}

// NewDecoder returns a decoder that reads from r, perhaps more than it needs.
func NewDecoder(r io.Reader) *Decoder { return &Decoder{r: r} }

// UseNumber makes numbers decode into an any as Number.
func (dec *Decoder) UseNumber() { dec.useNumber = true }

// DisallowUnknownFields makes it an error if an object has a key that the struct has no field for.
func (dec *Decoder) DisallowUnknownFields() { dec.disallowOther = true }

// Buffered returns a reader of what has been read from the stream but not decoded.
func (dec *Decoder) Buffered() io.Reader { return bytes.NewReader(dec.buf[dec.at:]) }

// InputOffset returns how many bytes of the stream come before the next token.
func (dec *Decoder) InputOffset() int64 { return dec.before + int64(dec.at) }

// fill reads more of the stream.
func (dec *Decoder) fill() error {
	if dec.at > 0 {
		dec.before += int64(dec.at)
		dec.buf = dec.buf[:copy(dec.buf, dec.buf[dec.at:])]
		dec.at = 0
	}
	if cap(dec.buf)-len(dec.buf) < 512 {
		grown := make([]byte, len(dec.buf), 2*cap(dec.buf)+512)
		copy(grown, dec.buf)
		dec.buf = grown
	}
	n, err := dec.r.Read(dec.buf[len(dec.buf):cap(dec.buf)])
	dec.buf = dec.buf[:len(dec.buf)+n]
	return err
}

// peek returns the next byte that is not space.
func (dec *Decoder) peek() (byte, error) {
	for {
		for ; dec.at < len(dec.buf); dec.at++ {
			if c := dec.buf[dec.at]; !isSpace(c) {
				return c, nil
			}
		}
		if err := dec.fill(); err != nil && dec.at == len(dec.buf) {
			return 0, err
		}
	}
}

// readValue returns the end of the value at dec.at.
func (dec *Decoder) readValue() (int, error) {
	for atEnd := false; ; {
		end, bad, context := scan(dec.buf, dec.at)
		if end == -2 {
			err := syntaxError(dec.buf, bad, context).(*SyntaxError)
			err.Offset += dec.before
			return 0, err
		}
		// A number may go on, unless something follows it.
		if end >= 0 && (end < len(dec.buf) || atEnd || dec.buf[end-1] < '0' || dec.buf[end-1] > '9') {
			return end, nil
		}
		if atEnd {
			for _, c := range dec.buf[dec.at:] {
				if !isSpace(c) {
					return 0, io.ErrUnexpectedEOF
				}
			}
			return 0, io.EOF
		}
		n := len(dec.buf) - dec.at
		if err := dec.fill(); err != nil {
			if err != io.EOF {
				return 0, err
			}
			atEnd = true
		} else if n == len(dec.buf)-dec.at {
			continue
		}
	}
}

// Decode reads the next value of the stream into what v points to.
func (dec *Decoder) Decode(v any) error {
	if dec.err != nil {
		return dec.err
	}
	if err := dec.beforeValue(); err != nil {
		return err
	}
	if !dec.valueMayCome() {
		return &SyntaxError{"not at beginning of value", dec.InputOffset()}
	}
	end, err := dec.readValue()
	if err != nil {
		dec.err = err
		return err
	}
	d := decoder{data: dec.buf[dec.at:end], useNumber: dec.useNumber, disallowOther: dec.disallowOther}
	dec.at = end
	err = d.decode(v)
	dec.afterValue()
	return err
}

// A Token is a Delim, bool, float64, Number, string, or nil for null.
type Token any

// A Delim is one of [ ] { }.
type Delim rune

func (d Delim) String() string { return string(d) }

// What may come next in a stream of tokens.
type tokenState int

const (
	topLevel tokenState = iota
	arrayStart
	arrayValue
	arrayComma
	objectStart
	objectKey
	objectColon
	objectValue
	objectComma
)

// beforeValue takes a comma or colon that comes before a value.
func (dec *Decoder) beforeValue() error {
	switch dec.state {
	case arrayComma:
		c, err := dec.peek()
		if err != nil {
			return err
		}
		if c != ',' {
			return &SyntaxError{"expected comma after array element", dec.InputOffset()}
		}
		dec.at++
		dec.state = arrayValue
	case objectColon:
		c, err := dec.peek()
		if err != nil {
			return err
		}
		if c != ':' {
			return &SyntaxError{"expected colon after object key", dec.InputOffset()}
		}
		dec.at++
		dec.state = objectValue
	}
	return nil
}

func (dec *Decoder) valueMayCome() bool {
	switch dec.state {
	case topLevel, arrayStart, arrayValue, objectValue:
		return true
	}
	return false
}

func (dec *Decoder) afterValue() {
	switch dec.state {
	case arrayStart, arrayValue:
		dec.state = arrayComma
	case objectValue:
		dec.state = objectComma
	}
}

func (dec *Decoder) open(inner tokenState, c byte) (Token, error) {
	dec.at++
	dec.states = append(dec.states, dec.state)
	dec.state = inner
	return Delim(c), nil
}

func (dec *Decoder) close(c byte) (Token, error) {
	dec.at++
	dec.state = dec.states[len(dec.states)-1]
	dec.states = dec.states[:len(dec.states)-1]
	dec.afterValue()
	return Delim(c), nil
}

// Token returns the next token of the stream; at its end nil and io.EOF. Commas and colons are taken in silence.
func (dec *Decoder) Token() (Token, error) {
	for {
		c, err := dec.peek()
		if err != nil {
			return nil, err
		}
		switch c {
		case '[':
			if dec.valueMayCome() {
				return dec.open(arrayStart, c)
			}
		case '{':
			if dec.valueMayCome() {
				return dec.open(objectStart, c)
			}
		case ']':
			if dec.state == arrayStart || dec.state == arrayComma {
				return dec.close(c)
			}
		case '}':
			if dec.state == objectStart || dec.state == objectComma {
				return dec.close(c)
			}
		case ':':
			if dec.state == objectColon {
				dec.at++
				dec.state = objectValue
				continue
			}
		case ',':
			if dec.state == arrayComma {
				dec.at++
				dec.state = arrayValue
				continue
			}
			if dec.state == objectComma {
				dec.at++
				dec.state = objectKey
				continue
			}
		case '"':
			if dec.state == objectStart || dec.state == objectKey {
				end, err := dec.readValue()
				if err != nil {
					return nil, err
				}
				key := unquote(dec.buf[dec.at:end])
				dec.at = end
				dec.state = objectColon
				return key, nil
			}
			fallthrough
		default:
			if dec.valueMayCome() {
				var v any
				if err := dec.Decode(&v); err != nil {
					return nil, err
				}
				return v, nil
			}
		}
		return nil, dec.tokenError(c)
	}
}

func (dec *Decoder) tokenError(c byte) error {
	context := ""
	switch dec.state {
	case topLevel, arrayStart, arrayValue, objectValue:
		context = "looking for beginning of value"
	case arrayComma:
		context = "after array element"
	case objectKey:
		context = "looking for beginning of object key string"
	case objectColon:
		context = "after object key"
	case objectStart, objectComma:
		context = "after object key:value pair"
	}
	return &SyntaxError{"invalid character " + quoteByte(c) + " " + context, dec.InputOffset()}
}

// More reports whether the array or object around has another element.
func (dec *Decoder) More() bool {
	c, err := dec.peek()
	return err == nil && c != ']' && c != '}'
}

// An Encoder writes values to a stream.
type Encoder struct {
	w          io.Writer
	err        error
	keepHTML   bool
	prefix     string
	indentStep string
}

// NewEncoder returns an encoder that writes to w.
func NewEncoder(w io.Writer) *Encoder { return &Encoder{w: w} }

// Encode writes the encoding of v and a newline.
func (enc *Encoder) Encode(v any) error {
	if enc.err != nil {
		return enc.err
	}
	e := encoder{html: !enc.keepHTML}
	if err := e.value(reflect.ValueOf(v), false); err != nil {
		return err
	}
	b := e.out
	if enc.prefix != "" || enc.indentStep != "" {
		b = indent(b, enc.prefix, enc.indentStep)
	}
	if _, err := enc.w.Write(append(b, '\n')); err != nil {
		enc.err = err
		return err
	}
	return nil
}

// SetIndent makes the encoder indent values as Indent does.
func (enc *Encoder) SetIndent(prefix, indent string) { enc.prefix, enc.indentStep = prefix, indent }

// SetEscapeHTML says whether <, > and & in strings are escaped; they are unless told otherwise.
func (enc *Encoder) SetEscapeHTML(on bool) { enc.keepHTML = !on }
