package cli

import (
	"fmt"
	"maps"
	"runtime"
	"slices"
	"strings"

	urfave "github.com/urfave/cli/v2"

	"winnow/dedupe"
	"winnow/sink"
)

// Headings of the help.
const (
	forInput  = "Input"
	forPages  = "Extraction"
	forDedupe = "Duplicates"
	forOutput = "Output"
	forEngine = "Engines"
	forWork   = "Work"
)

// inputFlags are those of every command that reads.
func inputFlags() []urfave.Flag {
	return []urfave.Flag{
		&urfave.StringFlag{Category: forInput, Name: "files-from", Usage: "read the names of inputs from `FILE` (- for standard input), one a line"},
		&urfave.BoolFlag{DisableDefaultText: true, Category: forInput, Name: "null", Aliases: []string{"0"}, Usage: "the names in --files-from end with a NUL byte"},
		&urfave.StringFlag{Category: forInput, Name: "text-field", Usage: "the `FIELD` of JSON lines that holds the text (default: the usual names are tried)"},
		&urfave.StringFlag{Category: forInput, Name: "id-field", Usage: "the `FIELD` that holds the id"},
		&urfave.StringFlag{Category: forInput, Name: "url-field", Usage: "the `FIELD` that holds the address"},
		&urfave.StringFlag{Category: forInput, Name: "max-page", Value: "20M", Usage: "reject pages of more than `SIZE` bytes (see --limit long-pages)"},
		&urfave.StringSliceFlag{Category: forInput, Name: "limit", Usage: "bound what files may cost, as `NAME=N`: record=64M, header=256k, ratio=500 (of compression), depth=3 (of archives), records=N (a file), nodes=1M and nesting=512 (of a page's elements), long-pages=cut (not rejected); may be repeated"},
		&urfave.IntFlag{Category: forWork, Name: "jobs", Aliases: []string{"j"}, Value: runtime.GOMAXPROCS(0), DefaultText: "number of cores",
			Usage: "work on `N` pages at once; the output is the same for any N"},
	}
}

// pageFlags are those of commands that read pages, not articles.
func pageFlags() []urfave.Flag {
	return []urfave.Flag{
		&urfave.StringFlag{Category: forInput, Name: "format", Value: "auto", Usage: "what the inputs hold: auto (by content), html, text, or article (JSON lines whose texts are clean already)"},
		&urfave.StringFlag{Category: forInput, Name: "encoding", Usage: "what encoding pages are in, whatever they say, e.g. windows-1258; nothing that was decoded wrongly before is mended then"},
		&urfave.BoolFlag{DisableDefaultText: true, Category: forInput, Name: "meta", Usage: "keep the other fields of JSON lines and Parquet rows that hold pages, under meta"},
		&urfave.StringFlag{Category: forInput, Name: "site-field", Usage: "the `FIELD` of JSON lines that names a page's site, for templates (default: the host of its address, else its directory)"},
		&urfave.StringFlag{Category: forInput, Name: "html-field", Usage: "the `FIELD` of JSON lines that holds a page's HTML"},
	}
}

func extractFlags() []urfave.Flag {
	return []urfave.Flag{
		&urfave.StringFlag{Category: forPages, Name: "lang", Usage: "the pages' language as an ISO 639 `CODE`, e.g. vi, when you know it"},
		&urfave.StringFlag{Category: forPages, Name: "favor", Value: "balanced", Usage: "when unsure: balanced, precision (rather lose a paragraph) or recall (rather keep boilerplate)"},
		&urfave.StringFlag{Category: forPages, Name: "output-format", Value: "text", Usage: "how the text of articles is written: text, markdown or html"},
		&urfave.StringSliceFlag{Category: forPages, Name: "keep-selector", Usage: "where elements match `CSS`, the text is what they hold, whatever the model says; may be repeated"},
		&urfave.StringSliceFlag{Category: forPages, Name: "drop-selector", Usage: "what elements that match `CSS` hold is never text; may be repeated"},
		&urfave.BoolFlag{DisableDefaultText: true, Category: forPages, Name: "comments", Usage: "keep readers' comments, in a field of their own"},
		&urfave.StringFlag{Category: forPages, Name: "only", Usage: "reject pages that are of none of the `TYPES` article, forum, product, collection, listing, documentation, service, home, login, consent, error"},
		&urfave.StringFlag{Category: forPages, Name: "text-rules", Value: "learned", Usage: "how lines of plain text are judged: learned, or by the rules of c4, refinedweb or fineweb, or none"},
		&urfave.PathFlag{Category: forPages, Name: "templates", Usage: "weigh how often a text stands on the pages of its site, as winnow learn wrote it to `FILE`"},
		&urfave.BoolFlag{DisableDefaultText: true, Category: forPages, Name: "learn", Usage: "learn templates from the inputs first, which are read twice"},
		&urfave.PathFlag{Category: forPages, Name: "rules", Usage: "CSS selectors per host, in `FILE` of YAML: what to keep and to drop, where title, author and date stand"},
		&urfave.PathFlag{Category: forPages, Name: "model", Usage: "use the model in `FILE` in place of the built-in one for web pages"},
		&urfave.PathFlag{Category: forPages, Name: "text-model", Usage: "use the model in `FILE` in place of the built-in one for plain text"},
	}
}

func dedupeFlags() []urfave.Flag {
	return []urfave.Flag{
		&urfave.StringFlag{Category: forDedupe, Name: "method", Value: "near", Usage: "what counts as a duplicate: near (copies, cut and edited ones too), exact (the same text only), minhash (as papers have it), or nothing: off"},
		&urfave.StringFlag{Category: forDedupe, Name: "preset", Usage: "whose MinHash: fineweb (when not given), refinedweb or redpajama"},
		&urfave.StringFlag{Category: forDedupe, Name: "strictness", Value: "normal", Usage: "how much near duplicates may differ: strict, normal or loose"},
		&urfave.StringFlag{Category: forDedupe, Name: "prefer", Value: "first", Usage: "which article of a group to keep: first, longest or earliest (by date)"},
		&urfave.StringFlag{Category: forDedupe, Name: "paragraphs", Value: "keep", Usage: "what to do with paragraphs that stood in earlier articles of this run: keep, drop or mark"},
		&urfave.IntFlag{Category: forDedupe, Name: "paragraph-words", Value: 10, Usage: "look at paragraphs of `N` words or more"},
		&urfave.IntFlag{Category: forDedupe, Name: "paragraph-documents", Value: 1, Usage: fmt.Sprintf("a paragraph goes when it stood in `N` articles before, 1 to %d", dedupe.MostParagraphDocuments)},
		&urfave.BoolFlag{DisableDefaultText: true, Category: forDedupe, Name: "substrings", Usage: "drop runs of words that stood in earlier articles of this run, in whole sentences"},
		&urfave.IntFlag{Category: forDedupe, Name: "substring-words", Value: 50, Usage: fmt.Sprintf("look at runs of `N` words or more, %d to %d", dedupe.LeastSubstring, dedupe.MostSubstring)},
		&urfave.PathFlag{Category: forDedupe, Name: "index", Usage: "compare with the articles of earlier runs, kept in `DIR`, and add those of this one: whole articles, --paragraphs and --substrings know this run only"},
		&urfave.PathFlag{Category: forDedupe, Name: "clusters", Usage: "write a line to `FILE` for each article that has duplicates: its id and theirs"},
		&urfave.StringFlag{Category: forDedupe, Name: "memory", Value: "1G", Usage: "let the run take `SIZE` of memory: what does not fit of the words of kept articles moves to a temporary file (-v tells what to expect)"},
		&urfave.PathFlag{Category: forDedupe, Name: "temp-dir", Usage: "make temporary files in `DIR`"},
	}
}

func dryRunFlags() []urfave.Flag {
	return []urfave.Flag{
		&urfave.BoolFlag{DisableDefaultText: true, Category: forDedupe, Name: "dry-run", Usage: "say what would go, by reason, with five examples each, in place of the articles: no file of --output, --text-dir, --rejected or --clusters is written, and --index stays as it is"},
	}
}

func outputFlags() []urfave.Flag {
	return []urfave.Flag{
		&urfave.StringFlag{Category: forOutput, Name: "output", Aliases: []string{"o"},
			Usage: "write articles to `FILE`, which appears whole or not at all; .gz and .zst compress"},
		&urfave.StringFlag{Category: forOutput, Name: "rejected", Usage: "write a line to `FILE` for each page that is not in the output: id, reason, of which kept id"},
		&urfave.PathFlag{Category: forOutput, Name: "summary", Usage: "write what the run did to `FILE`, as JSON; winnow report makes a page of it"},
		&urfave.PathFlag{Category: forOutput, Name: "output-dir", Usage: "write articles to parts in `DIR`, with a manifest; a run that is stopped can be resumed"},
		&urfave.PathFlag{Category: forOutput, Name: "text-dir", Usage: "write the text of each article to a file in `DIR`, named by its id; without --output nothing else is written"},
		&urfave.StringFlag{Category: forOutput, Name: "shard-size", Value: "512M", Usage: "begin a new part when one has `SIZE` bytes, as stored"},
		&urfave.StringFlag{Category: forOutput, Name: "compress", Value: "zst", Usage: "how parts are compressed: zst, gz or none"},
		&urfave.BoolFlag{DisableDefaultText: true, Category: forOutput, Name: "resume", Usage: "go on with the run in --output-dir, if there is one"},
		&urfave.StringFlag{Category: forOutput, Name: "fields", Usage: "write only the fields in `LIST`, e.g. id,title,text, of " + strings.Join(sink.Selectable, ", ") + " (the last two where --paragraphs mark and --meta ask for them); dedupe takes the names that its lines have"},
	}
}

func workFlags() []urfave.Flag {
	return []urfave.Flag{
		&urfave.BoolFlag{DisableDefaultText: true, Category: forWork, Name: "quiet", Aliases: []string{"q"}, Usage: "say nothing on standard error but what went wrong"},
		&urfave.StringFlag{Category: forWork, Name: "log-format", Value: "text", Usage: "how lines on standard error are written: text, or json (one object a line)"},
		&urfave.BoolFlag{DisableDefaultText: true, Category: forWork, Name: "verbose", Aliases: []string{"v"}, Usage: "say how duplicates are found before starting"},
		&urfave.PathFlag{Category: forWork, Name: "cpuprofile", Usage: "write a CPU profile to `FILE`"},
		&urfave.PathFlag{Category: forWork, Name: "memprofile", Usage: "write a profile of allocations to `FILE`"},
		&urfave.PathFlag{Category: forWork, Name: "trace", Usage: "write a trace of the execution to `FILE`, for go tool trace"},
		&urfave.BoolFlag{DisableDefaultText: true, Category: forWork, Name: "timings", Usage: "say at the end how long each stage took, over all workers"},
	}
}

// oneOf reads a flag that has a few possible values.
func oneOf[T any](ctx *urfave.Context, flag string, values map[string]T) (T, error) {
	given := ctx.String(flag)
	value, ok := values[given]
	if !ok {
		return value, usageError{fmt.Errorf("--%s: %q is none of %s", flag, given, strings.Join(slices.Sorted(maps.Keys(values)), ", "))}
	}
	return value, nil
}
