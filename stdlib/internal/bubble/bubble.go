// Package bubble tells the library whether bubbles of testing/synctest need its attention.
package bubble

// Active: there has been a bubble in this program.
var Active bool
