// run

// The state of a CRC names its table by the IEEE checksum of that.
package main

import (
	"encoding"
	"fmt"
	"hash/crc32"
)

func main() {
	for _, poly := range []uint32{crc32.IEEE, crc32.Castagnoli, crc32.Koopman} {
		h := crc32.New(crc32.MakeTable(poly))
		h.Write([]byte("abc"))
		fmt.Println(h.(encoding.BinaryMarshaler).MarshalBinary())
	}
}
