//go:build !unix

package cli

import "os"

// progressSignals are those that ask a run how far it is; this system has none.
var progressSignals []os.Signal
