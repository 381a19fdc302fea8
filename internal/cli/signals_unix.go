//go:build unix && !(darwin || dragonfly || freebsd || netbsd || openbsd)

package cli

import (
	"os"
	"syscall"
)

// progressSignals ask a run how far it is: kill -USR1 PID.
var progressSignals = []os.Signal{syscall.SIGUSR1}
