// Package crc64 implements the 64-bit cyclic redundancy check.
package crc64

import (
	"errors"
	"hash"
)

// Size is the size of a checksum in bytes.
const Size = 8

// Polynomials, with the bits reversed.
const (
	ISO  = 0xD800000000000000
	ECMA = 0xC96C5795D7870F42
)

// Table is a table of 256 words for efficient processing of a polynomial.
type Table [256]uint64

func fill(t *Table, poly uint64)

// update returns crc after the data p.
func update(crc uint64, tab *Table, p []byte) uint64

// MakeTable returns the table of a polynomial. It must not be changed.
func MakeTable(poly uint64) *Table {
	t := new(Table)
	fill(t, poly)
	return t
}

type digest struct {
	crc uint64
	tab *Table
}

// New returns a hash with the polynomial of tab.
func New(tab *Table) hash.Hash64 { return &digest{0, tab} }

func (d *digest) Size() int      { return Size }
func (d *digest) BlockSize() int { return 1 }
func (d *digest) Reset()         { d.crc = 0 }
func (d *digest) Sum64() uint64  { return d.crc }

func (d *digest) Write(p []byte) (n int, err error) {
	d.crc = Update(d.crc, d.tab, p)
	return len(p), nil
}

func appendUint64(b []byte, s uint64) []byte {
	return append(b, byte(s>>56), byte(s>>48), byte(s>>40), byte(s>>32), byte(s>>24), byte(s>>16), byte(s>>8), byte(s))
}

func (d *digest) Sum(in []byte) []byte { return appendUint64(in, d.crc) }

func (d *digest) Clone() (hash.Cloner, error) {
	c := *d
	return &c, nil
}

const magic = "crc\x02"

func (d *digest) tableSum() uint64 {
	b := make([]byte, 0, 8*len(d.tab))
	for _, v := range d.tab {
		b = appendUint64(b, v)
	}
	return Checksum(b, MakeTable(ISO))
}

func (d *digest) AppendBinary(b []byte) ([]byte, error) {
	b = append(b, magic...)
	b = appendUint64(b, d.tableSum())
	return appendUint64(b, d.crc), nil
}

func (d *digest) MarshalBinary() ([]byte, error) { return d.AppendBinary(nil) }

func (d *digest) UnmarshalBinary(b []byte) error {
	if len(b) < len(magic) || string(b[:len(magic)]) != magic {
		return errors.New("hash/crc64: invalid hash state identifier")
	}
	if len(b) != len(magic)+16 {
		return errors.New("hash/crc64: invalid hash state size")
	}
	if string(appendUint64(nil, d.tableSum())) != string(b[4:12]) {
		return errors.New("hash/crc64: tables do not match")
	}
	d.crc = 0
	for _, c := range b[12:] {
		d.crc = d.crc<<8 | uint64(c)
	}
	return nil
}

// Update returns the result of adding the bytes in p to crc.
func Update(crc uint64, tab *Table, p []byte) uint64 { return ^update(^crc, tab, p) }

// Checksum returns the checksum of data with the polynomial of tab.
func Checksum(data []byte, tab *Table) uint64 { return Update(0, tab, data) }
