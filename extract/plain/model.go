package plain

import _ "embed"

// builtinModel is the model of lines that is part of the program.
//
//go:embed model.bin
var builtinModel []byte
