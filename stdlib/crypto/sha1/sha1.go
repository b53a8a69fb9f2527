// Package sha1 implements the SHA-1 hash of RFC 3174.
//
// It is broken: do not use it where security matters.
package sha1

import (
	"crypto/internal/digest"
	"hash"
)

// BlockSize is the size in bytes of a block.
const BlockSize = 64

// Size is the size in bytes of a checksum.
const Size = 20

var kind = digest.Kind{
	Package: "crypto/sha1", Magic: "sha\x01",
	Algorithm: digest.SHA1, BlockSize: BlockSize, Words: 5, WordSize: 4, Size: Size,
	Initial: [8]uint64{0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0},
}

// New returns a hash.
func New() hash.Hash { return kind.New() }

// Sum returns the checksum of the data.
func Sum(data []byte) (sum [Size]byte) {
	kind.Sum(sum[:], data)
	return sum
}
