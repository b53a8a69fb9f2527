// Package encoding has the interfaces of values that convert themselves to and from bytes and text.
package encoding

// BinaryMarshaler is implemented by values that can turn themselves into a binary form.
type BinaryMarshaler interface {
	MarshalBinary() (data []byte, err error)
}

// BinaryUnmarshaler is implemented by values that can be made from the binary form of BinaryMarshaler. The data must be copied if
// it is kept.
type BinaryUnmarshaler interface {
	UnmarshalBinary(data []byte) error
}

// BinaryAppender is implemented by values that can append their binary form to a slice.
type BinaryAppender interface {
	AppendBinary(b []byte) ([]byte, error)
}

// TextMarshaler is implemented by values that can turn themselves into UTF-8 text.
type TextMarshaler interface {
	MarshalText() (text []byte, err error)
}

// TextUnmarshaler is implemented by values that can be made from the text of TextMarshaler. The text must be copied if it is kept.
type TextUnmarshaler interface {
	UnmarshalText(text []byte) error
}

// TextAppender is implemented by values that can append their text to a slice.
type TextAppender interface {
	AppendText(b []byte) ([]byte, error)
}
