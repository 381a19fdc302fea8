//go:build !unix

package main

import "os/exec"

// makePipe does nothing where no directory holds pipes.
func makePipe(string) error { return nil }

// peakMemory knows nothing here.
func peakMemory(*exec.Cmd) (int64, bool) { return 0, false }
