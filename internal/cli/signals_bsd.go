//go:build darwin || dragonfly || freebsd || netbsd || openbsd

package cli

import (
	"os"
	"syscall"
)

// progressSignals ask a run how far it is: kill -USR1 PID, or Ctrl-T on the terminal.
var progressSignals = []os.Signal{syscall.SIGUSR1, syscall.SIGINFO}
