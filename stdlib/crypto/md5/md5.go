// Package md5 implements the MD5 hash of RFC 1321.
//
// It is broken: do not use it where security matters.
package md5

import (
	"crypto/internal/digest"
	"hash"
)

// BlockSize is the size in bytes of a block.
const BlockSize = 64

// Size is the size in bytes of a checksum.
const Size = 16

var kind = digest.Kind{
	Package: "crypto/md5", Magic: "md5\x01",
	Algorithm: digest.MD5, BlockSize: BlockSize, Words: 4, WordSize: 4, Size: Size,
	Initial: [8]uint64{0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476},
}

// New returns a hash.
func New() hash.Hash { return kind.New() }

// Sum returns the checksum of the data.
func Sum(data []byte) (sum [Size]byte) {
	kind.Sum(sum[:], data)
	return sum
}
