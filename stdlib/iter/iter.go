// Package iter has the types of iterators over sequences.
package iter

// Seq is an iterator over a sequence of values: it calls yield with each until there are no more or yield returns false.
type Seq[V any] func(yield func(V) bool)

// Seq2 is an iterator over a sequence of pairs of values.
type Seq2[K, V any] func(yield func(K, V) bool)
