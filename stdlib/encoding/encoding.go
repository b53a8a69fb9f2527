// Package encoding defines the interfaces of values that convert to and from bytes or text.
package encoding

// BinaryMarshaler is implemented by values with a binary form.
type BinaryMarshaler interface {
	MarshalBinary() (data []byte, err error)
}

// BinaryUnmarshaler is implemented by values that read what MarshalBinary writes; data must be copied to be kept.
type BinaryUnmarshaler interface {
	UnmarshalBinary(data []byte) error
}

// BinaryAppender is implemented by values that append their binary form.
type BinaryAppender interface {
	AppendBinary(b []byte) ([]byte, error)
}

// TextMarshaler is implemented by values with a textual form.
type TextMarshaler interface {
	MarshalText() (text []byte, err error)
}

// TextUnmarshaler is implemented by values that read what MarshalText writes; text must be copied to be kept.
type TextUnmarshaler interface {
	UnmarshalText(text []byte) error
}

// TextAppender is implemented by values that append their textual form.
type TextAppender interface {
	AppendText(b []byte) ([]byte, error)
}
