package os

// Args are the command-line arguments, starting with the program's name.
var Args = args()

func args() []string

// Exit ends the program with the given status. Deferred functions do not run.
func Exit(code int)
