// Package hex encodes and decodes hexadecimal text.
package hex

import (
	"errors"
	"io"
	"strconv"
)

// ErrLength says that text of odd length was to be decoded.
var ErrLength = errors.New("encoding/hex: odd length hex string")

// InvalidByteError is the byte that is not a hexadecimal digit.
type InvalidByteError byte

func (e InvalidByteError) Error() string {
	digits := strconv.FormatUint(uint64(e), 16)
	if len(digits) < 2 {
		digits = "0" + digits
	}
	upper := []byte("encoding/hex: invalid byte: U+00")
	for i := 0; i < len(digits); i++ {
		c := digits[i]
		if c >= 'a' {
			c -= 'a' - 'A'
		}
		upper = append(upper, c)
	}
	if strconv.IsPrint(rune(e)) {
		upper = append(upper, " '"...)
		upper = append(upper, string(rune(e))...)
		upper = append(upper, '\'')
	}
	return string(upper)
}

// encode writes the text of src to dst, which is long enough.
func encode(dst, src []byte)

// decode writes the bytes of the text src to dst. It returns their number, which is less than half the length of src only at an
// invalid byte.
func decode(dst, src []byte) int

// EncodedLen returns the length of the text of n bytes.
func EncodedLen(n int) int { return n * 2 }

// Encode writes the text of src to dst and returns its length.
func Encode(dst, src []byte) int {
	if len(src) > 0 {
		_ = dst[len(src)*2-1]
		encode(dst, src)
	}
	return len(src) * 2
}

// AppendEncode appends the text of src to dst.
func AppendEncode(dst, src []byte) []byte { return append(dst, EncodeToString(src)...) }

// EncodeToString returns the text of src.
func EncodeToString(src []byte) string {
	dst := make([]byte, len(src)*2)
	encode(dst, src)
	return string(dst)
}

// DecodedLen returns the number of bytes that x characters of text stand for.
func DecodedLen(x int) int { return x / 2 }

func valid(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
}

// Decode writes the bytes of the text src to dst and returns their number. If src is malformed, it decodes what precedes.
func Decode(dst, src []byte) (int, error) {
	if n := len(src) / 2; n > 0 && len(dst) < n {
		_ = dst[n-1]
	}
	n := decode(dst, src)
	if 2*n+1 < len(src) {
		if c := src[2*n]; !valid(c) {
			return n, InvalidByteError(c)
		}
		return n, InvalidByteError(src[2*n+1])
	}
	if len(src)%2 == 1 {
		if c := src[2*n]; !valid(c) {
			return n, InvalidByteError(c)
		}
		return n, ErrLength
	}
	return n, nil
}

// AppendDecode appends the bytes of the text src to dst.
func AppendDecode(dst, src []byte) ([]byte, error) {
	b := make([]byte, len(src)/2)
	n, err := Decode(b, src)
	return append(dst, b[:n]...), err
}

// DecodeString returns the bytes of the text s. If s is malformed, it returns those of what precedes.
func DecodeString(s string) ([]byte, error) {
	dst := make([]byte, len(s)/2)
	n, err := Decode(dst, []byte(s))
	return dst[:n], err
}

const bufferSize = 1024

type encoder struct {
	w   io.Writer
	err error
	out [bufferSize]byte
}

// NewEncoder returns a Writer that writes text to w.
func NewEncoder(w io.Writer) io.Writer { return &encoder{w: w} }

func (e *encoder) Write(p []byte) (n int, err error) {
	for len(p) > 0 && e.err == nil {
		chunk := p
		if len(chunk) > bufferSize/2 {
			chunk = p[:bufferSize/2]
		}
		var written int
		encoded := Encode(e.out[:], chunk)
		written, e.err = e.w.Write(e.out[:encoded])
		n += written / 2
		p = p[len(chunk):]
	}
	return n, e.err
}

type decoder struct {
	r   io.Reader
	err error
	in  []byte // text read but not decoded
	arr [bufferSize]byte
}

// NewDecoder returns a Reader that decodes text from r, which has an even number of digits.
func NewDecoder(r io.Reader) io.Reader { return &decoder{r: r} }

func (d *decoder) Read(p []byte) (n int, err error) {
	if len(d.in) < 2 && d.err == nil {
		kept := copy(d.arr[:], d.in)
		var numRead int
		numRead, d.err = d.r.Read(d.arr[kept:])
		d.in = d.arr[:kept+numRead]
		if d.err == io.EOF && len(d.in)%2 != 0 {
			d.err = io.ErrUnexpectedEOF
			if c := d.in[len(d.in)-1]; !valid(c) {
				d.err = InvalidByteError(c)
			}
		}
	}
	if avail := len(d.in) / 2; len(p) > avail {
		p = p[:avail]
	}
	numDec, err := Decode(p, d.in[:len(p)*2])
	d.in = d.in[2*numDec:]
	if err != nil {
		d.in, d.err = nil, err
	}
	if len(d.in) < 2 {
		return numDec, d.err
	}
	return numDec, nil
}

// Dump returns a dump of data in the format of hexdump -C.
func Dump(data []byte) string {
	if len(data) == 0 {
		return ""
	}
	var b buffer
	d := Dumper(&b)
	d.Write(data)
	d.Close()
	return string(b)
}

type buffer []byte

func (b *buffer) Write(p []byte) (int, error) {
	*b = append(*b, p...)
	return len(p), nil
}

// Dumper returns a WriteCloser that writes a dump, in the format of hexdump -C, to w.
func Dumper(w io.Writer) io.WriteCloser { return &dumper{w: w} }

type dumper struct {
	w      io.Writer
	line   []byte // of the dump, so far
	right  [16]byte
	used   int // of right
	n      uint
	closed bool
}

func (h *dumper) Write(data []byte) (n int, err error) {
	if h.closed {
		return 0, errors.New("encoding/hex: dumper closed")
	}
	for _, c := range data {
		if h.used == 0 {
			h.line = h.line[:0]
			for shift := 28; shift >= 0; shift -= 4 {
				h.line = append(h.line, "0123456789abcdef"[h.n>>uint(shift)&15])
			}
			h.line = append(h.line, "  "...)
		}
		h.line = append(h.line, "0123456789abcdef"[c>>4], "0123456789abcdef"[c&15], ' ')
		if h.used == 7 || h.used == 15 {
			h.line = append(h.line, ' ')
		}
		h.right[h.used] = c
		if c < 32 || c > 126 {
			h.right[h.used] = '.'
		}
		h.used++
		h.n++
		n++
		if h.used == 16 {
			if err = h.flush(); err != nil {
				return n, err
			}
		}
	}
	return n, nil
}

func (h *dumper) flush() error {
	h.line = append(h.line, '|')
	h.line = append(h.line, h.right[:h.used]...)
	h.line = append(h.line, "|\n"...)
	h.used = 0
	_, err := h.w.Write(h.line)
	return err
}

func (h *dumper) Close() error {
	if h.closed {
		return nil
	}
	h.closed = true
	if h.used == 0 {
		return nil
	}
	for i := h.used; i < 16; i++ {
		h.line = append(h.line, "   "...)
		if i == 7 || i == 15 {
			h.line = append(h.line, ' ')
		}
	}
	return h.flush()
}
