package cli

import (
	"strconv"

	urfave "github.com/urfave/cli/v2"

	"winnow/dedupe"
	"winnow/document"
	"winnow/pipeline"
	"winnow/sink"
	"winnow/source"
)

func keysCommand() *urfave.Command {
	return &urfave.Command{
		Name: "keys", Usage: "articles in, what an engine groups them by out (see spark/README.md)",
		ArgsUsage: "INPUT...",
		Description: "Reads articles as JSON lines and writes a line for each one: its id, a key that is the same for texts that say the\n" +
			"same, samples of its shingles, and a sketch for winnow verify.",
		Flags:  join(inputFlags(), groupFlags(), engineFlags(), partFlags(), workFlags()),
		Action: profiled(runKeys),
		CustomHelpTemplate: helpWith(
			"winnow keys testdata/articles.jsonl",
			"winnow extract testdata/pages | winnow keys --strictness strict -"),
	}
}

// runKeys writes the keys of articles.
func runKeys(ctx *urfave.Context) error {
	j, hash, err := newPart(ctx)
	if err != nil || j == nil {
		return err
	}
	j.source.Lines = true
	docs := source.Open(ctx.Context, j.inputs, j.source)
	docs = j.console.report(pipeline.Parallel(ctx.Context, j.workers, docs, dedupe.Prepare(j.dedupe)))
	return writeEach(ctx.Context, ctx.App.Writer, docs, func(dst []byte, d *document.Document) []byte {
		if k, ok := dedupe.KeysOf(j.dedupe, d); ok {
			return appendKeys(dst, hash, d, &k)
		}
		return sink.AppendOneToOne(dst, &j.sink, hash, d)
	})
}

// appendKeys appends the keys of a document as a line.
func appendKeys(dst []byte, config string, d *document.Document, k *dedupe.Keys) []byte {
	dst = append(dst, '{')
	if config != "" {
		dst = append(sink.AppendString(append(dst, `"config":`...), config), ',')
	}
	dst = sink.AppendString(append(dst, `"id":`...), d.ID)
	if d.URL != "" {
		dst = sink.AppendString(append(dst, `,"url":`...), d.URL)
	}
	dst = sink.AppendString(append(dst, `,"exact":`...), k.Exact)
	dst = strconv.AppendInt(append(dst, `,"rank":`...), k.Rank, 10)
	if k.Latest {
		dst = append(dst, `,"latest":true`...)
	}
	dst = strconv.AppendInt(append(dst, `,"words":`...), int64(k.Words), 10)
	dst = strconv.AppendInt(append(dst, `,"votes":`...), int64(k.Votes), 10)
	dst = appendNumbers(append(dst, `,"samples":`...), k.Samples)
	if len(k.Repeats) > 0 {
		dst = appendNumbers(append(dst, `,"repeats":`...), k.Repeats)
	}
	dst = sink.AppendString(append(dst, `,"sketch":`...), k.Sketch.String())
	return append(dst, '}', '\n')
}

func appendNumbers(dst []byte, numbers []uint32) []byte {
	dst = append(dst, '[')
	for i, n := range numbers {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = strconv.AppendUint(dst, uint64(n), 10)
	}
	return append(dst, ']')
}
