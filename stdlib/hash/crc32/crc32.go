// Package crc32 implements the 32-bit cyclic redundancy check.
package crc32

import (
	"errors"
	"hash"
)

// Size is the size of a checksum in bytes.
const Size = 4

// Polynomials, with the bits reversed.
const (
	IEEE       = 0xedb88320
	Castagnoli = 0x82f63b78
	Koopman    = 0xeb31d82e
)

// Table is a table of 256 words for efficient processing of a polynomial.
type Table [256]uint32

// IEEETable is the table of IEEE.
var IEEETable = newTable(IEEE)

func fill(t *Table, poly uint32)

// update returns crc after the data p.
func update(crc uint32, tab *Table, p []byte) uint32

func newTable(poly uint32) *Table {
	t := new(Table)
	fill(t, poly)
	return t
}

// MakeTable returns the table of a polynomial. It must not be changed.
func MakeTable(poly uint32) *Table {
	if poly == IEEE {
		return IEEETable
	}
	return newTable(poly)
}

type digest struct {
	crc uint32
	tab *Table
}

// New returns a hash with the polynomial of tab.
func New(tab *Table) hash.Hash32 { return &digest{0, tab} }

// NewIEEE returns a hash with the polynomial IEEE.
func NewIEEE() hash.Hash32 { return New(IEEETable) }

func (d *digest) Size() int      { return Size }
func (d *digest) BlockSize() int { return 1 }
func (d *digest) Reset()         { d.crc = 0 }
func (d *digest) Sum32() uint32  { return d.crc }

func (d *digest) Write(p []byte) (n int, err error) {
	d.crc = Update(d.crc, d.tab, p)
	return len(p), nil
}

func (d *digest) Sum(in []byte) []byte {
	s := d.crc
	return append(in, byte(s>>24), byte(s>>16), byte(s>>8), byte(s))
}

func (d *digest) Clone() (hash.Cloner, error) {
	c := *d
	return &c, nil
}

const magic = "crc\x01"

func (d *digest) AppendBinary(b []byte) ([]byte, error) {
	b = append(b, magic...)
	t := ChecksumIEEE(d.tableBytes())
	b = append(b, byte(t>>24), byte(t>>16), byte(t>>8), byte(t))
	return d.Sum(b), nil
}

func (d *digest) tableBytes() []byte {
	b := make([]byte, 0, 4*len(d.tab))
	for _, v := range d.tab {
		b = append(b, byte(v>>24), byte(v>>16), byte(v>>8), byte(v))
	}
	return b
}

func (d *digest) MarshalBinary() ([]byte, error) { return d.AppendBinary(nil) }

func (d *digest) UnmarshalBinary(b []byte) error {
	if len(b) < len(magic) || string(b[:len(magic)]) != magic {
		return errors.New("hash/crc32: invalid hash state identifier")
	}
	if len(b) != len(magic)+8 {
		return errors.New("hash/crc32: invalid hash state size")
	}
	own, _ := d.AppendBinary(nil)
	if string(own[4:8]) != string(b[4:8]) {
		return errors.New("hash/crc32: tables do not match")
	}
	d.crc = uint32(b[8])<<24 | uint32(b[9])<<16 | uint32(b[10])<<8 | uint32(b[11])
	return nil
}

// Update returns the result of adding the bytes in p to crc.
func Update(crc uint32, tab *Table, p []byte) uint32 { return ^update(^crc, tab, p) }

// Checksum returns the checksum of data with the polynomial of tab.
func Checksum(data []byte, tab *Table) uint32 { return Update(0, tab, data) }

// ChecksumIEEE returns the checksum of data with the polynomial IEEE.
func ChecksumIEEE(data []byte) uint32 { return Update(0, IEEETable, data) }
