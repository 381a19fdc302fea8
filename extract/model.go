package extract

import (
	_ "embed"
	"fmt"

	"github.com/cespare/xxhash/v2"

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

// TemplatesModel names the models whose probabilities Observe leaves, so that counts of different ones don't mix.
func (x *Extractor) TemplatesModel() string {
	hash := xxhash.New()
	for _, info := range [...]forest.Info{x.model.Info, x.lines.Model()} {
		_, _ = hash.WriteString(info.Rows + info.Training)
	}
	return fmt.Sprintf("%016x", hash.Sum64())
}

// Models describes the models of web pages that x works with: of blocks, and of a page's type.
func (x *Extractor) Models() []forest.Info { return []forest.Info{x.model.Info, x.pages.Info} }
