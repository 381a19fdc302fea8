package extract

import (
	_ "embed"

	"winnow/extract/forest"
)

// builtinModel is the model that train/ makes from labelled pages; train/README.md tells how, and how good it is.
//
//go:embed model.bin
var builtinModel []byte

// builtinPages is the model of a page's type, made by train/ as well.
//
//go:embed pages.bin
var builtinPages []byte

// Models describes the models of web pages that x works with: of blocks, and of a page's type.
func (x *Extractor) Models() []forest.Info { return []forest.Info{x.model.Info, x.pages.Info} }
