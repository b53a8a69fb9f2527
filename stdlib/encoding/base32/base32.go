// Package base32 implements the base32 encoding of RFC 4648.
package base32

import (
	"io"
	"strconv"
)

// An Encoding is a way of base32 encoding and decoding, defined by an alphabet of 32 characters.
type Encoding struct {
	alphabet string
	padChar  rune
}

const (
	// StdPadding is the standard padding character.
	StdPadding rune = '='
	// NoPadding means no padding.
	NoPadding rune = -1
)

// StdEncoding is the standard encoding.
var StdEncoding = &Encoding{"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", StdPadding}

// HexEncoding is the "extended hex alphabet", used in DNS.
var HexEncoding = &Encoding{"0123456789ABCDEFGHIJKLMNOPQRSTUV", StdPadding}

// NewEncoding returns a new padded Encoding with the given alphabet: 32 unique bytes without the padding character, CR and LF.
func NewEncoding(encoder string) *Encoding {
	if len(encoder) != 32 {
		panic("encoding alphabet is not 32-bytes long")
	}
	for i := 0; i < len(encoder); i++ {
		if encoder[i] == '\n' || encoder[i] == '\r' {
			panic("encoding alphabet contains newline character")
		}
		for j := 0; j < i; j++ {
			if encoder[i] == encoder[j] {
				panic("encoding alphabet includes duplicate symbols")
			}
		}
	}
	return &Encoding{encoder, StdPadding}
}

// WithPadding returns a copy of enc with another padding character, or NoPadding.
func (enc Encoding) WithPadding(padding rune) *Encoding {
	switch {
	case padding < NoPadding || padding == '\r' || padding == '\n' || padding > 0xff:
		panic("invalid padding")
	case padding != NoPadding:
		for i := 0; i < len(enc.alphabet); i++ {
			if rune(enc.alphabet[i]) == padding {
				panic("padding contained in alphabet")
			}
		}
	}
	enc.padChar = padding
	return &enc
}

func encode(dst, src []byte, alphabet string, pad rune)

// decode returns the number of bytes written to dst, and the offset of an error or -1. The text has no line breaks.
func decode(dst, src []byte, alphabet string, pad rune) (n, bad int)

// EncodedLen returns the length of the encoding of n bytes.
func (enc *Encoding) EncodedLen(n int) int {
	if enc.padChar == NoPadding {
		return n/5*8 + (n%5*8+4)/5
	}
	return (n + 4) / 5 * 8
}

// Encode writes the encoding of src, EncodedLen(len(src)) bytes, to dst.
func (enc *Encoding) Encode(dst, src []byte) {
	if len(src) == 0 {
		return
	}
	_ = dst[enc.EncodedLen(len(src))-1]
	encode(dst, src, enc.alphabet, enc.padChar)
}

// AppendEncode appends the encoding of src to dst.
func (enc *Encoding) AppendEncode(dst, src []byte) []byte {
	buf := make([]byte, enc.EncodedLen(len(src)))
	enc.Encode(buf, src)
	return append(dst, buf...)
}

// EncodeToString returns the encoding of src.
func (enc *Encoding) EncodeToString(src []byte) string {
	buf := make([]byte, enc.EncodedLen(len(src)))
	enc.Encode(buf, src)
	return string(buf)
}

// CorruptInputError is the offset of an error in the input.
type CorruptInputError int64

func (e CorruptInputError) Error() string {
	return "illegal base32 data at input byte " + strconv.FormatInt(int64(e), 10)
}

// DecodedLen returns the greatest number of bytes that n characters stand for.
func (enc *Encoding) DecodedLen(n int) int {
	if enc.padChar == NoPadding {
		return n/8*5 + n%8*5/8
	}
	return n / 8 * 5
}

func withoutNewlines(src []byte) []byte {
	kept := make([]byte, 0, len(src))
	for _, c := range src {
		if c != '\r' && c != '\n' {
			kept = append(kept, c)
		}
	}
	return kept
}

// Decode writes the bytes that src encodes, at most DecodedLen(len(src)), to dst and returns their number. It ignores CR and LF.
func (enc *Encoding) Decode(dst, src []byte) (n int, err error) {
	src = withoutNewlines(src)
	if len(src) == 0 {
		return 0, nil
	}
	buf := dst
	if need := (len(src) + 7) / 8 * 5; need > len(dst) {
		buf = make([]byte, need)
	}
	n, bad := decode(buf, src, enc.alphabet, enc.padChar)
	if len(buf) > len(dst) {
		if n > len(dst) {
			_ = dst[n-1] // panics
		}
		copy(dst, buf[:n])
	}
	if bad >= 0 {
		err = CorruptInputError(bad)
	}
	return n, err
}

// AppendDecode appends the bytes that src encodes to dst.
func (enc *Encoding) AppendDecode(dst, src []byte) ([]byte, error) {
	buf := make([]byte, enc.DecodedLen(len(src)))
	n, err := enc.Decode(buf, src)
	return append(dst, buf[:n]...), err
}

// DecodeString returns the bytes that s encodes.
func (enc *Encoding) DecodeString(s string) ([]byte, error) {
	buf := make([]byte, (len(s)+7)/8*5)
	n, err := enc.Decode(buf, []byte(s))
	return buf[:n], err
}

type encoder struct {
	err  error
	enc  *Encoding
	w    io.Writer
	buf  [5]byte // data that is not a full unit yet
	nbuf int
	out  [1024]byte
}

// NewEncoder returns a writer that writes the encoding of its data to w. Close writes what is left.
func NewEncoder(enc *Encoding, w io.Writer) io.WriteCloser { return &encoder{enc: enc, w: w} }

func (e *encoder) Write(p []byte) (n int, err error) {
	if e.err != nil {
		return 0, e.err
	}
	if e.nbuf > 0 {
		i := copy(e.buf[e.nbuf:], p)
		e.nbuf += i
		n += i
		p = p[i:]
		if e.nbuf < 5 {
			return n, nil
		}
		e.enc.Encode(e.out[:], e.buf[:])
		if _, e.err = e.w.Write(e.out[:8]); e.err != nil {
			return n, e.err
		}
		e.nbuf = 0
	}
	for len(p) >= 5 {
		nn := len(e.out) / 8 * 5
		if nn > len(p) {
			nn = len(p)
			nn -= nn % 5
		}
		e.enc.Encode(e.out[:], p[:nn])
		if _, e.err = e.w.Write(e.out[0 : nn/5*8]); e.err != nil {
			return n, e.err
		}
		n += nn
		p = p[nn:]
	}
	copy(e.buf[:], p)
	e.nbuf = len(p)
	return n + len(p), nil
}

func (e *encoder) Close() error {
	if e.err == nil && e.nbuf > 0 {
		e.enc.Encode(e.out[:], e.buf[:e.nbuf])
		n := e.enc.EncodedLen(e.nbuf)
		e.nbuf = 0
		_, e.err = e.w.Write(e.out[:n])
	}
	return e.err
}

type decoder struct {
	err error // of r or of the text; returned once out is read
	enc *Encoding
	r   io.Reader
	in  []byte // text without line breaks that is not decoded yet
	out []byte // output that is not read yet
	end bool   // the text had padding, behind which nothing may follow
}

// NewDecoder returns a reader of the bytes that the data of r encodes.
func NewDecoder(enc *Encoding, r io.Reader) io.Reader { return &decoder{enc: enc, r: r} }

func (d *decoder) Read(p []byte) (n int, err error) {
	if len(d.out) == 0 && d.err == nil {
		d.fill()
	}
	n = copy(p, d.out)
	d.out = d.out[n:]
	if len(d.out) > 0 {
		return n, nil
	}
	return n, d.err
}

// fill decodes at least one unit into out, unless an error comes first.
func (d *decoder) fill() {
	for len(d.in) < 8 && d.err == nil {
		var buf [1024]byte
		var m int
		m, d.err = d.r.Read(buf[:])
		d.in = append(d.in, withoutNewlines(buf[:m])...)
	}
	take := len(d.in) / 8 * 8
	if d.enc.padChar == NoPadding && d.err != nil {
		take = len(d.in)
	}
	if take == 0 {
		if len(d.in) > 0 && d.err == io.EOF {
			d.err = io.ErrUnexpectedEOF
		}
		return
	}
	if d.end {
		d.err = CorruptInputError(0)
		return
	}
	out := make([]byte, (take+7)/8*5)
	m, err := d.enc.Decode(out, d.in[:take])
	d.out = out[:m]
	d.end = d.enc.padChar != NoPadding && d.in[take-1] == byte(d.enc.padChar)
	d.in = d.in[take:]
	if err != nil && (d.err == nil || d.err == io.EOF) {
		d.err = err
	}
	if len(d.in) > 0 && d.err == io.EOF {
		d.err = io.ErrUnexpectedEOF
	}
}
