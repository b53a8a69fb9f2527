// Package sha256 implements the SHA224 and SHA256 hashes of FIPS 180-4.
package sha256

import (
	"crypto/internal/digest"
	"hash"
)

// BlockSize is the size in bytes of a block.
const BlockSize = 64

// The sizes in bytes of the checksums.
const (
	Size224 = 28
	Size    = 32
)

func kind(magic string, size int, initial [8]uint64) *digest.Kind {
	return &digest.Kind{
		Package: "crypto/sha256", Magic: magic,
		Algorithm: digest.SHA256, BlockSize: BlockSize, Words: 8, WordSize: 4, Size: size, Initial: initial,
	}
}

var (
	kind224 = kind("sha\x02", Size224, [8]uint64{
		0xc1059ed8, 0x367cd507, 0x3070dd17, 0xf70e5939,
		0xffc00b31, 0x68581511, 0x64f98fa7, 0xbefa4fa4,
	})
	kind256 = kind("sha\x03", Size, [8]uint64{
		0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
		0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
	})
)

// New224 returns a hash with checksums of 28 bytes.
func New224() hash.Hash { return kind224.New() }

// Sum224 returns the SHA224 checksum of the data.
func Sum224(data []byte) (sum [Size224]byte) {
	kind224.Sum(sum[:], data)
	return sum
}

// New returns a hash with checksums of 32 bytes.
func New() hash.Hash { return kind256.New() }

// Sum256 returns the SHA256 checksum of the data.
func Sum256(data []byte) (sum [Size]byte) {
	kind256.Sum(sum[:], data)
	return sum
}
