package extract

import _ "embed"

// builtinModel is the model that train/ makes from labelled pages; train/README.md tells how, and how good it is.
//
//go:embed model.bin
var builtinModel []byte

// builtinPages is the model of a page's type, made by train/ as well.
//
//go:embed pages.bin
var builtinPages []byte
