// Package binary translates between numbers and byte sequences, and encodes varints.
//
// A fixed-size value is a boolean, a number of fixed size, or an array or struct of fixed-size values. The functions accept
// slices of them and pointers as well.
package binary

import (
	"errors"
	"io"
)

var errBufferTooSmall = errors.New("buffer too small")

// A ByteOrder says how to turn byte slices into unsigned integers. It is implemented by LittleEndian, BigEndian and NativeEndian.
type ByteOrder interface {
	Uint16([]byte) uint16
	Uint32([]byte) uint32
	Uint64([]byte) uint64
	PutUint16([]byte, uint16)
	PutUint32([]byte, uint32)
	PutUint64([]byte, uint64)
	String() string
}

// AppendByteOrder says how to append unsigned integers to a byte slice.
type AppendByteOrder interface {
	AppendUint16([]byte, uint16) []byte
	AppendUint32([]byte, uint32) []byte
	AppendUint64([]byte, uint64) []byte
	String() string
}

type littleEndian struct{}
type bigEndian struct{}
type nativeEndian struct {
	littleEndian
}

// LittleEndian is the order with the least significant byte first.
var LittleEndian littleEndian

// BigEndian is the order with the most significant byte first.
var BigEndian bigEndian

// NativeEndian is the order of the machine.
var NativeEndian nativeEndian

func (littleEndian) Uint16(b []byte) uint16 { return uint16(b[1])<<8 | uint16(b[0]) }

func (littleEndian) Uint32(b []byte) uint32 {
	return uint32(b[3])<<24 | uint32(b[2])<<16 | uint32(b[1])<<8 | uint32(b[0])
}

func (littleEndian) Uint64(b []byte) uint64 {
	return uint64(b[7])<<56 | uint64(b[6])<<48 | uint64(b[5])<<40 | uint64(b[4])<<32 |
		uint64(b[3])<<24 | uint64(b[2])<<16 | uint64(b[1])<<8 | uint64(b[0])
}

func (littleEndian) PutUint16(b []byte, v uint16) {
	_ = b[1]
	b[0] = byte(v)
	b[1] = byte(v >> 8)
}

func (littleEndian) PutUint32(b []byte, v uint32) {
	_ = b[3]
	b[0] = byte(v)
	b[1] = byte(v >> 8)
	b[2] = byte(v >> 16)
	b[3] = byte(v >> 24)
}

func (littleEndian) PutUint64(b []byte, v uint64) {
	_ = b[7]
	b[0] = byte(v)
	b[1] = byte(v >> 8)
	b[2] = byte(v >> 16)
	b[3] = byte(v >> 24)
	b[4] = byte(v >> 32)
	b[5] = byte(v >> 40)
	b[6] = byte(v >> 48)
	b[7] = byte(v >> 56)
}

func (littleEndian) AppendUint16(b []byte, v uint16) []byte { return append(b, byte(v), byte(v>>8)) }

func (littleEndian) AppendUint32(b []byte, v uint32) []byte {
	return append(b, byte(v), byte(v>>8), byte(v>>16), byte(v>>24))
}

func (littleEndian) AppendUint64(b []byte, v uint64) []byte {
	return append(b, byte(v), byte(v>>8), byte(v>>16), byte(v>>24), byte(v>>32), byte(v>>40), byte(v>>48), byte(v>>56))
}

func (littleEndian) String() string   { return "LittleEndian" }
func (littleEndian) GoString() string { return "binary.LittleEndian" }

func (bigEndian) Uint16(b []byte) uint16 { return uint16(b[1]) | uint16(b[0])<<8 }

func (bigEndian) Uint32(b []byte) uint32 {
	return uint32(b[3]) | uint32(b[2])<<8 | uint32(b[1])<<16 | uint32(b[0])<<24
}

func (bigEndian) Uint64(b []byte) uint64 {
	return uint64(b[7]) | uint64(b[6])<<8 | uint64(b[5])<<16 | uint64(b[4])<<24 |
		uint64(b[3])<<32 | uint64(b[2])<<40 | uint64(b[1])<<48 | uint64(b[0])<<56
}

func (bigEndian) PutUint16(b []byte, v uint16) {
	_ = b[1]
	b[0] = byte(v >> 8)
	b[1] = byte(v)
}

func (bigEndian) PutUint32(b []byte, v uint32) {
	_ = b[3]
	b[0] = byte(v >> 24)
	b[1] = byte(v >> 16)
	b[2] = byte(v >> 8)
	b[3] = byte(v)
}

func (bigEndian) PutUint64(b []byte, v uint64) {
	_ = b[7]
	b[0] = byte(v >> 56)
	b[1] = byte(v >> 48)
	b[2] = byte(v >> 40)
	b[3] = byte(v >> 32)
	b[4] = byte(v >> 24)
	b[5] = byte(v >> 16)
	b[6] = byte(v >> 8)
	b[7] = byte(v)
}

func (bigEndian) AppendUint16(b []byte, v uint16) []byte { return append(b, byte(v>>8), byte(v)) }

func (bigEndian) AppendUint32(b []byte, v uint32) []byte {
	return append(b, byte(v>>24), byte(v>>16), byte(v>>8), byte(v))
}

func (bigEndian) AppendUint64(b []byte, v uint64) []byte {
	return append(b, byte(v>>56), byte(v>>48), byte(v>>40), byte(v>>32), byte(v>>24), byte(v>>16), byte(v>>8), byte(v))
}

func (bigEndian) String() string   { return "BigEndian" }
func (bigEndian) GoString() string { return "binary.BigEndian" }

func (nativeEndian) String() string   { return "NativeEndian" }
func (nativeEndian) GoString() string { return "binary.NativeEndian" }

// size returns the size of the encoding of a value, of what it points to if it is a pointer, or of the elements of a slice; -1
// if that is not fixed.
func size(data any) int

// encode writes the encoding of data, whose size is not negative, to dst, which is long enough.
func encode(dst []byte, data any, big bool)

// decode sets what data points to, or the elements of the slice data, from src, which is long enough.
func decode(src []byte, data any, big bool)

// unsettable names the method of reflect.Value that Go would set the first unexported field in data with; "" without one.
func unsettable(data any) string

// set is decode; as in Go, unexported fields cannot be set.
func set(src []byte, data any, big bool) {
	if method := unsettable(data); method != "" {
		panic("reflect: reflect.Value." + method + " using value obtained using unexported field")
	}
	decode(src, data, big)
}

// isTarget reports whether decode can set data.
func isTarget(data any) bool

func typeString(data any) string

func isBig(order ByteOrder) bool { return order.Uint16([]byte{0, 1}) == 1 }

// Size returns the size of the encoding of v; -1 if that is not a fixed-size value, a slice of them, or a pointer to such.
func Size(v any) int { return size(v) }

// Read reads the encoding of data, a pointer to a fixed-size value or a slice of them, from r. It returns io.EOF if there was
// nothing to read, and io.ErrUnexpectedEOF if there was less than needed. Fields named _ are skipped.
func Read(r io.Reader, order ByteOrder, data any) error {
	n := size(data)
	if n < 0 || !isTarget(data) {
		return errors.New("binary.Read: invalid type " + typeString(data))
	}
	buf := make([]byte, n)
	if _, err := io.ReadFull(r, buf); err != nil {
		return err
	}
	set(buf, data, isBig(order))
	return nil
}

// Decode sets data, a pointer to a fixed-size value or a slice of them, from its encoding in buf, and returns how many bytes that
// took. It returns an error if buf is too short.
func Decode(buf []byte, order ByteOrder, data any) (int, error) {
	n := size(data)
	if n < 0 || !isTarget(data) {
		return 0, errors.New("binary.Decode: invalid type " + typeString(data))
	}
	if len(buf) < n {
		return 0, errBufferTooSmall
	}
	set(buf[:n], data, isBig(order))
	return n, nil
}

// Write writes the encoding of data, a fixed-size value, a slice of them, or a pointer to such, to w. Fields named _ are zero.
func Write(w io.Writer, order ByteOrder, data any) error {
	n := size(data)
	if n < 0 {
		return errors.New("binary.Write: some values are not fixed-sized in type " + typeString(data))
	}
	buf := make([]byte, n)
	encode(buf, data, isBig(order))
	_, err := w.Write(buf)
	return err
}

// Encode writes the encoding of data to buf and returns its size. It returns an error if buf is too short.
func Encode(buf []byte, order ByteOrder, data any) (int, error) {
	n := size(data)
	if n < 0 {
		return 0, errors.New("binary.Encode: some values are not fixed-sized in type " + typeString(data))
	}
	if len(buf) < n {
		return 0, errBufferTooSmall
	}
	encode(buf[:n], data, isBig(order))
	return n, nil
}

// Append appends the encoding of data to buf.
func Append(buf []byte, order ByteOrder, data any) ([]byte, error) {
	n := size(data)
	if n < 0 {
		return nil, errors.New("binary.Append: some values are not fixed-sized in type " + typeString(data))
	}
	b := make([]byte, n)
	encode(b, data, isBig(order))
	return append(buf, b...), nil
}
