// Package base64 implements the base64 encoding of RFC 4648.
package base64

import (
	"io"
	"strconv"
)

// An Encoding is a way of base64 encoding and decoding, defined by an alphabet of 64 characters.
type Encoding struct {
	alphabet string
	padChar  rune
	strict   bool
}

const (
	// StdPadding is the standard padding character.
	StdPadding rune = '='
	// NoPadding means no padding.
	NoPadding rune = -1
)

const (
	encodeStd = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
	encodeURL = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
)

// StdEncoding is the standard encoding.
var StdEncoding = &Encoding{encodeStd, StdPadding, false}

// URLEncoding is the alternate encoding for URLs and file names.
var URLEncoding = &Encoding{encodeURL, StdPadding, false}

// RawStdEncoding is the standard encoding without padding.
var RawStdEncoding = &Encoding{encodeStd, NoPadding, false}

// RawURLEncoding is the alternate encoding without padding.
var RawURLEncoding = &Encoding{encodeURL, NoPadding, false}

// NewEncoding returns a new padded Encoding with the given alphabet: 64 unique bytes without the padding character, CR and LF.
func NewEncoding(encoder string) *Encoding {
	if len(encoder) != 64 {
		panic("encoding alphabet is not 64-bytes long")
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
	return &Encoding{encoder, StdPadding, false}
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

// Strict returns a copy of enc that requires the bits behind the last byte to be zero.
func (enc Encoding) Strict() *Encoding {
	enc.strict = true
	return &enc
}

func encode(dst, src []byte, alphabet string, pad rune)

// decode returns the number of bytes written to dst, and the offset of an error or -1.
func decode(dst, src []byte, alphabet string, pad rune, strict bool) (n, bad int)

// EncodedLen returns the length of the encoding of n bytes.
func (enc *Encoding) EncodedLen(n int) int {
	if enc.padChar == NoPadding {
		return n/3*4 + (n%3*8+5)/6
	}
	return (n + 2) / 3 * 4
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
	return "illegal base64 data at input byte " + strconv.FormatInt(int64(e), 10)
}

// DecodedLen returns the greatest number of bytes that n characters stand for.
func (enc *Encoding) DecodedLen(n int) int {
	if enc.padChar == NoPadding {
		return n/4*3 + n%4*6/8
	}
	return n / 4 * 3
}

// Decode writes the bytes that src encodes, at most DecodedLen(len(src)), to dst and returns their number. It ignores CR and LF.
func (enc *Encoding) Decode(dst, src []byte) (n int, err error) {
	if len(src) == 0 {
		return 0, nil
	}
	if need := enc.DecodedLen(len(src)); need > len(dst) {
		// The native must not write behind dst, so it gets a buffer, and the copy panics as Go does if it does not fit.
		buf := make([]byte, need)
		n, err = enc.Decode(buf, src)
		if n > len(dst) {
			_ = dst[n-1]
		}
		copy(dst, buf[:n])
		return n, err
	}
	n, bad := decode(dst, src, enc.alphabet, enc.padChar, enc.strict)
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
	buf := make([]byte, enc.DecodedLen(len(s)))
	n, err := enc.Decode(buf, []byte(s))
	return buf[:n], err
}

type encoder struct {
	err  error
	enc  *Encoding
	w    io.Writer
	buf  [3]byte // data that is not a full unit yet
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
		if e.nbuf < 3 {
			return n, nil
		}
		e.enc.Encode(e.out[:], e.buf[:])
		if _, e.err = e.w.Write(e.out[:4]); e.err != nil {
			return n, e.err
		}
		e.nbuf = 0
	}
	for len(p) >= 3 {
		nn := len(e.out) / 4 * 3
		if nn > len(p) {
			nn = len(p)
			nn -= nn % 3
		}
		e.enc.Encode(e.out[:], p[:nn])
		if _, e.err = e.w.Write(e.out[0 : nn/3*4]); e.err != nil {
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
		_, e.err = e.w.Write(e.out[:e.enc.EncodedLen(e.nbuf)])
		e.nbuf = 0
	}
	return e.err
}

type decoder struct {
	err     error
	readErr error
	enc     *Encoding
	r       io.Reader
	buf     [1024]byte // input that is not decoded yet
	nbuf    int
	out     []byte // output that is not read yet
	outbuf  [1024 / 4 * 3]byte
}

// NewDecoder returns a reader of the bytes that the data of r encodes.
func NewDecoder(enc *Encoding, r io.Reader) io.Reader {
	return &decoder{enc: enc, r: &newlineFilter{r}}
}

func (d *decoder) Read(p []byte) (n int, err error) {
	if len(d.out) > 0 {
		n = copy(p, d.out)
		d.out = d.out[n:]
		return n, nil
	}
	if d.err != nil {
		return 0, d.err
	}
	for d.nbuf < 4 && d.readErr == nil {
		nn := len(p) / 3 * 4
		if nn < 4 {
			nn = 4
		}
		if nn > len(d.buf) {
			nn = len(d.buf)
		}
		nn, d.readErr = d.r.Read(d.buf[d.nbuf:nn])
		d.nbuf += nn
	}
	if d.nbuf < 4 {
		if d.enc.padChar == NoPadding && d.nbuf > 0 {
			// The last, short unit.
			var nw int
			nw, d.err = d.enc.Decode(d.outbuf[:], d.buf[:d.nbuf])
			d.nbuf = 0
			d.out = d.outbuf[:nw]
			n = copy(p, d.out)
			d.out = d.out[n:]
			if n > 0 || len(p) == 0 && len(d.out) > 0 {
				return n, nil
			}
			if d.err != nil {
				return 0, d.err
			}
		}
		d.err = d.readErr
		if d.err == io.EOF && d.nbuf > 0 {
			d.err = io.ErrUnexpectedEOF
		}
		return 0, d.err
	}
	nr := d.nbuf / 4 * 4
	nw := d.nbuf / 4 * 3
	if nw > len(p) {
		nw, d.err = d.enc.Decode(d.outbuf[:], d.buf[:nr])
		d.out = d.outbuf[:nw]
		n = copy(p, d.out)
		d.out = d.out[n:]
	} else {
		n, d.err = d.enc.Decode(p, d.buf[:nr])
	}
	d.nbuf -= nr
	copy(d.buf[:d.nbuf], d.buf[nr:])
	return n, d.err
}

// newlineFilter reads without CR and LF.
type newlineFilter struct {
	wrapped io.Reader
}

func (r *newlineFilter) Read(p []byte) (int, error) {
	n, err := r.wrapped.Read(p)
	for n > 0 {
		kept := 0
		for _, b := range p[:n] {
			if b != '\r' && b != '\n' {
				p[kept] = b
				kept++
			}
		}
		if kept > 0 || err != nil {
			return kept, err
		}
		n, err = r.wrapped.Read(p)
	}
	return n, err
}
