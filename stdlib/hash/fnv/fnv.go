// Package fnv implements the FNV-1 and FNV-1a hashes of Fowler, Noll and Vo.
package fnv

import (
	"errors"
	"hash"
)

type (
	sum32   uint32
	sum32a  uint32
	sum64   uint64
	sum64a  uint64
	sum128  [2]uint64
	sum128a [2]uint64
)

const (
	offset32        = 2166136261
	offset64        = 14695981039346656037
	offset128Lower  = 0x62b821756295c58d
	offset128Higher = 0x6c62272e07bb0142
	magic32         = "fnv\x01"
	magic32a        = "fnv\x02"
	magic64         = "fnv\x03"
	magic64a        = "fnv\x04"
	magic128        = "fnv\x05"
	magic128a       = "fnv\x06"
)

// Each returns the hash after the data p; a says which of the two variants.
func update32(h uint32, p []byte, a bool) uint32
func update64(h uint64, p []byte, a bool) uint64
func update128(high, low uint64, p []byte, a bool) (uint64, uint64)

// New32 returns a new 32-bit FNV-1 hash.
func New32() hash.Hash32 {
	var s sum32 = offset32
	return &s
}

// New32a returns a new 32-bit FNV-1a hash.
func New32a() hash.Hash32 {
	var s sum32a = offset32
	return &s
}

// New64 returns a new 64-bit FNV-1 hash.
func New64() hash.Hash64 {
	var s sum64 = offset64
	return &s
}

// New64a returns a new 64-bit FNV-1a hash.
func New64a() hash.Hash64 {
	var s sum64a = offset64
	return &s
}

// New128 returns a new 128-bit FNV-1 hash.
func New128() hash.Hash { return &sum128{offset128Higher, offset128Lower} }

// New128a returns a new 128-bit FNV-1a hash.
func New128a() hash.Hash { return &sum128a{offset128Higher, offset128Lower} }

func (s *sum32) Reset()   { *s = offset32 }
func (s *sum32a) Reset()  { *s = offset32 }
func (s *sum64) Reset()   { *s = offset64 }
func (s *sum64a) Reset()  { *s = offset64 }
func (s *sum128) Reset()  { *s = sum128{offset128Higher, offset128Lower} }
func (s *sum128a) Reset() { *s = sum128a{offset128Higher, offset128Lower} }

func (s *sum32) Sum32() uint32  { return uint32(*s) }
func (s *sum32a) Sum32() uint32 { return uint32(*s) }
func (s *sum64) Sum64() uint64  { return uint64(*s) }
func (s *sum64a) Sum64() uint64 { return uint64(*s) }

func (s *sum32) Write(data []byte) (int, error) {
	*s = sum32(update32(uint32(*s), data, false))
	return len(data), nil
}

func (s *sum32a) Write(data []byte) (int, error) {
	*s = sum32a(update32(uint32(*s), data, true))
	return len(data), nil
}

func (s *sum64) Write(data []byte) (int, error) {
	*s = sum64(update64(uint64(*s), data, false))
	return len(data), nil
}

func (s *sum64a) Write(data []byte) (int, error) {
	*s = sum64a(update64(uint64(*s), data, true))
	return len(data), nil
}

func (s *sum128) Write(data []byte) (int, error) {
	s[0], s[1] = update128(s[0], s[1], data, false)
	return len(data), nil
}

func (s *sum128a) Write(data []byte) (int, error) {
	s[0], s[1] = update128(s[0], s[1], data, true)
	return len(data), nil
}

func (s *sum32) Size() int   { return 4 }
func (s *sum32a) Size() int  { return 4 }
func (s *sum64) Size() int   { return 8 }
func (s *sum64a) Size() int  { return 8 }
func (s *sum128) Size() int  { return 16 }
func (s *sum128a) Size() int { return 16 }

func (s *sum32) BlockSize() int   { return 1 }
func (s *sum32a) BlockSize() int  { return 1 }
func (s *sum64) BlockSize() int   { return 1 }
func (s *sum64a) BlockSize() int  { return 1 }
func (s *sum128) BlockSize() int  { return 1 }
func (s *sum128a) BlockSize() int { return 1 }

func append32(b []byte, v uint32) []byte {
	return append(b, byte(v>>24), byte(v>>16), byte(v>>8), byte(v))
}

func append64(b []byte, v uint64) []byte {
	return append(b, byte(v>>56), byte(v>>48), byte(v>>40), byte(v>>32), byte(v>>24), byte(v>>16), byte(v>>8), byte(v))
}

func (s *sum32) Sum(in []byte) []byte   { return append32(in, uint32(*s)) }
func (s *sum32a) Sum(in []byte) []byte  { return append32(in, uint32(*s)) }
func (s *sum64) Sum(in []byte) []byte   { return append64(in, uint64(*s)) }
func (s *sum64a) Sum(in []byte) []byte  { return append64(in, uint64(*s)) }
func (s *sum128) Sum(in []byte) []byte  { return append64(append64(in, s[0]), s[1]) }
func (s *sum128a) Sum(in []byte) []byte { return append64(append64(in, s[0]), s[1]) }

func (s *sum32) AppendBinary(b []byte) ([]byte, error)   { return s.Sum(append(b, magic32...)), nil }
func (s *sum32a) AppendBinary(b []byte) ([]byte, error)  { return s.Sum(append(b, magic32a...)), nil }
func (s *sum64) AppendBinary(b []byte) ([]byte, error)   { return s.Sum(append(b, magic64...)), nil }
func (s *sum64a) AppendBinary(b []byte) ([]byte, error)  { return s.Sum(append(b, magic64a...)), nil }
func (s *sum128) AppendBinary(b []byte) ([]byte, error)  { return s.Sum(append(b, magic128...)), nil }
func (s *sum128a) AppendBinary(b []byte) ([]byte, error) { return s.Sum(append(b, magic128a...)), nil }

func (s *sum32) MarshalBinary() ([]byte, error)   { return s.AppendBinary(nil) }
func (s *sum32a) MarshalBinary() ([]byte, error)  { return s.AppendBinary(nil) }
func (s *sum64) MarshalBinary() ([]byte, error)   { return s.AppendBinary(nil) }
func (s *sum64a) MarshalBinary() ([]byte, error)  { return s.AppendBinary(nil) }
func (s *sum128) MarshalBinary() ([]byte, error)  { return s.AppendBinary(nil) }
func (s *sum128a) MarshalBinary() ([]byte, error) { return s.AppendBinary(nil) }

// state checks a marshaled state and returns its two words; the first is 0 for up to 8 bytes.
func state(b []byte, magic string, size int) (high, low uint64, err error) {
	if len(b) < len(magic) || string(b[:len(magic)]) != magic {
		return 0, 0, errors.New("hash/fnv: invalid hash state identifier")
	}
	if len(b) != len(magic)+size {
		return 0, 0, errors.New("hash/fnv: invalid hash state size")
	}
	for _, c := range b[len(magic):] {
		high = high<<8 | low>>56
		low = low<<8 | uint64(c)
	}
	return high, low, nil
}

func (s *sum32) UnmarshalBinary(b []byte) error {
	_, v, err := state(b, magic32, 4)
	if err == nil {
		*s = sum32(v)
	}
	return err
}

func (s *sum32a) UnmarshalBinary(b []byte) error {
	_, v, err := state(b, magic32a, 4)
	if err == nil {
		*s = sum32a(v)
	}
	return err
}

func (s *sum64) UnmarshalBinary(b []byte) error {
	_, v, err := state(b, magic64, 8)
	if err == nil {
		*s = sum64(v)
	}
	return err
}

func (s *sum64a) UnmarshalBinary(b []byte) error {
	_, v, err := state(b, magic64a, 8)
	if err == nil {
		*s = sum64a(v)
	}
	return err
}

func (s *sum128) UnmarshalBinary(b []byte) error {
	high, low, err := state(b, magic128, 16)
	if err == nil {
		*s = sum128{high, low}
	}
	return err
}

func (s *sum128a) UnmarshalBinary(b []byte) error {
	high, low, err := state(b, magic128a, 16)
	if err == nil {
		*s = sum128a{high, low}
	}
	return err
}

func (s *sum32) Clone() (hash.Cloner, error) {
	c := *s
	return &c, nil
}

func (s *sum32a) Clone() (hash.Cloner, error) {
	c := *s
	return &c, nil
}

func (s *sum64) Clone() (hash.Cloner, error) {
	c := *s
	return &c, nil
}

func (s *sum64a) Clone() (hash.Cloner, error) {
	c := *s
	return &c, nil
}

func (s *sum128) Clone() (hash.Cloner, error) {
	c := *s
	return &c, nil
}

func (s *sum128a) Clone() (hash.Cloner, error) {
	c := *s
	return &c, nil
}
