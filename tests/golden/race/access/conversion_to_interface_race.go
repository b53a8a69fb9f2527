// race

// Access: conversion to an interface reads the value.
package main

type pair struct{ a, b int }

func main() {
	var p pair
	done := make(chan bool)
	go func() {
		p.a = 1
		done <- true
	}()
	var i any = p
	use(i)
	<-done
}

func use(...any) {}
