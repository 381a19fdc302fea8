package cli

import (
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	urfave "github.com/urfave/cli/v2"
	"golang.org/x/text/language"

	"winnow/dedupe"
	"winnow/document"
	"winnow/extract"
	"winnow/extract/dom"
	"winnow/extract/plain"
	"winnow/sink"
	"winnow/source"
)

func (j *job) configureSource(ctx *urfave.Context) (err error) {
	j.source.Stdin = ctx.App.Reader
	j.source.Read = &j.read
	j.source.Workers = j.workers
	j.source.HTMLField, j.source.TextField = ctx.String("html-field"), ctx.String("text-field")
	j.source.IDField, j.source.URLField = ctx.String("id-field"), ctx.String("url-field")
	j.source.SiteField = ctx.String("site-field")
	if j.source.Limits.PageBytes, err = parseSize(ctx.String("max-page")); err != nil {
		return usageError{fmt.Errorf("--max-page: %w", err)}
	}
	// Articles keep the fields of their writers: where a line can't be written as it was read, under meta.
	fields := ctx.String("fields")
	j.source.Meta = ctx.Bool("meta") || !has(ctx, "format") && writesRows(ctx) &&
		(fields == "" || slices.Contains(strings.Split(fields, ","), document.MetaName))
	for _, limit := range ctx.StringSlice("limit") {
		if err := j.setLimit(limit); err != nil {
			return usageError{fmt.Errorf("--limit: %w", err)}
		}
	}
	for _, flag := range []string{"output", "rejected", "clusters", "summary", "output-dir", "text-dir"} {
		if name := ctx.String(flag); name != "" && name != "-" {
			if err := j.notAnInput(flag, name); err != nil {
				return err
			}
			j.source.Exclude = append(j.source.Exclude, name)
		}
	}
	if !has(ctx, "format") {
		j.source.Format = document.FormatArticle
		return nil
	}
	j.source.Format, err = oneOf(ctx, "format", map[string]document.Format{
		"auto": document.FormatUnknown, "html": document.FormatHTML, "text": document.FormatText, "article": document.FormatArticle,
	})
	return err
}

// setLimit reads a limit such as record=64M.
func (j *job) setLimit(limit string) error {
	limits := &j.source.Limits
	name, value, _ := strings.Cut(limit, "=")
	if name == "long-pages" {
		if value != "cut" && value != "reject" {
			return fmt.Errorf("long-pages=%s: pages that are too large are cut or rejected", value)
		}
		limits.Cut = value == "cut"
		return nil
	}
	n, err := parseSize(value)
	if err != nil {
		return fmt.Errorf("%s: %w", limit, err)
	}
	switch name {
	case "record":
		limits.RecordBytes = n
	case "header":
		limits.HeaderBytes = int(min(n, 1<<30))
	case "ratio":
		limits.Ratio = n
	case "depth":
		limits.Depth = int(min(n, 100))
	case "records":
		limits.Records = n
	case "nodes":
		j.extract.Tree.Nodes = int(min(n, 1<<24))
	case "nesting":
		j.extract.Tree.Depth = int(min(n, dom.MaxDepth))
	default:
		return fmt.Errorf("%q is none of record, header, ratio, depth, records, nodes, nesting, long-pages", name)
	}
	return nil
}

// pageTypes are the values of a record's type.
var pageTypes = []string{"article", "forum", "product", "collection", "listing", "documentation", "service",
	extract.TypeHome, extract.TypeLogin, extract.TypeConsent, extract.TypeError}

// notAnInput refuses an output that would take the place of a file that the user asked to be read. Within directories,
// the outputs of an earlier run are passed over instead.
func (j *job) notAnInput(flag, output string) error {
	old, err := os.Stat(output)
	if err != nil || !old.Mode().IsRegular() {
		return nil
	}
	for _, input := range j.inputs {
		if info, err := os.Stat(input); err == nil && os.SameFile(old, info) {
			return usageError{fmt.Errorf("--%s: %s is also an input; write to another file", flag, output)}
		}
	}
	return nil
}

func (j *job) configureExtract(ctx *urfave.Context) (err error) {
	if !has(ctx, "lang") {
		return nil
	}
	j.extract.Encoding = ctx.String("encoding")
	if j.extract.Lang, err = languageCode(ctx.String("lang")); err != nil {
		return err
	}
	j.extract.Comments = ctx.Bool("comments")
	if err := notEmpty(ctx, "only"); err != nil {
		return err
	}
	if only := ctx.String("only"); only != "" {
		j.types = strings.Split(only, ",")
		for _, name := range j.types {
			if !slices.Contains(pageTypes, name) {
				return usageError{fmt.Errorf("--only: %q is no type of page: %s", name, strings.Join(pageTypes, ", "))}
			}
		}
	}
	if err := j.configureTemplates(ctx); err != nil {
		return err
	}
	j.extract.KeepSelectors = ctx.StringSlice("keep-selector")
	j.extract.DropSelectors = ctx.StringSlice("drop-selector")
	if j.extract.Favor, err = oneOf(ctx, "favor", map[string]extract.Favor{
		"balanced": extract.Balanced, "precision": extract.Precision, "recall": extract.Recall,
	}); err != nil {
		return err
	}
	if j.extract.Format, err = oneOf(ctx, "output-format", map[string]extract.Format{
		"text": extract.Text, "markdown": extract.Markdown, "html": extract.HTML,
	}); err != nil {
		return err
	}
	if j.extract.Lines.Rules, err = oneOf(ctx, "text-rules", map[string]plain.Rules{
		"learned": plain.Learned, "c4": plain.C4, "refinedweb": plain.RefinedWeb, "fineweb": plain.FineWeb, "none": plain.NoRules,
	}); err != nil {
		return err
	}
	if j.extract.Model, err = modelFile(ctx, "model"); err != nil {
		return err
	}
	j.extract.Lines.Model, err = modelFile(ctx, "text-model")
	return err
}

// languageCode returns the shortest ISO 639 code of a language; "" for none.
func languageCode(code string) (string, error) {
	if code == "" {
		return "", nil
	}
	base, err := language.ParseBase(strings.ToLower(code))
	if err != nil {
		return "", usageError{fmt.Errorf("--lang: %q is no ISO 639 code of a language, such as vi or deu", code)}
	}
	return base.String(), nil
}

// modelFile reads the model that a flag names; nil for the built-in one.
func modelFile(ctx *urfave.Context, flag string) ([]byte, error) {
	name := ctx.String(flag)
	if name == "" {
		return nil, nil
	}
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, usageError{fmt.Errorf("--%s: %w", flag, err)}
	}
	return data, nil
}

func (j *job) configureDedupe(ctx *urfave.Context) (err error) {
	if !has(ctx, "method") {
		return nil
	}
	if j.dedupe.Method, err = oneOf(ctx, "method", map[string]dedupe.Method{
		"near": dedupe.MethodNear, "exact": dedupe.MethodExact, "minhash": dedupe.MethodMinHash, "off": dedupe.MethodOff,
	}); err != nil {
		return err
	}
	if j.dedupe.Strictness, err = oneOf(ctx, "strictness", map[string]dedupe.Strictness{
		"normal": dedupe.Normal, "strict": dedupe.Strict, "loose": dedupe.Loose,
	}); err != nil {
		return err
	}
	if j.dedupe.Prefer, err = oneOf(ctx, "prefer", map[string]dedupe.Preference{
		"first": dedupe.PreferFirst, "longest": dedupe.PreferLongest, "earliest": dedupe.PreferEarliest,
	}); err != nil {
		return err
	}
	if !has(ctx, "preset") { // the flags of a command that compares nothing itself
		if j.dedupe.Method == dedupe.MethodMinHash {
			return usageError{errors.New("--method minhash is for winnow run and dedupe")}
		}
		return nil
	}
	if j.dedupe.Method == dedupe.MethodMinHash {
		if j.dedupe.Preset, err = oneOf(ctx, "preset", map[string]string{
			"": "fineweb", "fineweb": "fineweb", "refinedweb": "refinedweb", "redpajama": "redpajama",
		}); err != nil {
			return err
		}
	} else if ctx.IsSet("preset") {
		return usageError{errors.New("--preset is for --method minhash")}
	}
	if j.dedupe.IndexDir = ctx.String("index"); j.dedupe.IndexDir != "" {
		j.dedupe.RunID, j.dedupe.DryRun = j.runID(ctx), j.dryRun
	}
	j.dedupe.Evidence = ctx.String("rejected") != "" || ctx.Bool("dry-run")
	j.dedupe.TempDir = ctx.String("temp-dir")
	if j.paragraphs.Mode, err = oneOf(ctx, "paragraphs", map[string]dedupe.ParagraphMode{
		"keep": "", "drop": dedupe.DropParagraphs, "mark": dedupe.MarkParagraphs,
	}); err != nil {
		return err
	}
	for _, bound := range [...]struct {
		flag, of    string
		given       bool
		least, most int
	}{
		{"paragraph-words", "--paragraphs drop or mark", j.paragraphs.Mode != "", 1, math.MaxInt},
		{"paragraph-documents", "--paragraphs drop or mark", j.paragraphs.Mode != "", 1, dedupe.MostParagraphDocuments},
		{"substring-words", "--substrings", ctx.Bool("substrings"), dedupe.LeastSubstring, dedupe.MostSubstring},
	} {
		if ctx.IsSet(bound.flag) && !bound.given {
			return usageError{fmt.Errorf("--%s is for %s", bound.flag, bound.of)}
		}
		if n := ctx.Int(bound.flag); n < bound.least || n > bound.most {
			most := fmt.Sprintf("to %d", bound.most)
			if bound.most == math.MaxInt {
				most = "or more"
			}
			return usageError{fmt.Errorf("--%s: want %d %s, not %d", bound.flag, bound.least, most, n)}
		}
	}
	j.paragraphs.Words, j.paragraphs.Documents = ctx.Int("paragraph-words"), ctx.Int("paragraph-documents")
	if n, known := source.Size(j.inputs, j.source); known && j.paragraphs.Mode != "" {
		j.paragraphs.InputBytes = n
	}
	if ctx.Bool("substrings") {
		j.substrings = &dedupe.SubstringConfig{Words: ctx.Int("substring-words"), TempDir: j.dedupe.TempDir}
	}
	return j.configureMemory(ctx)
}

func (j *job) configureSink(ctx *urfave.Context) (err error) {
	j.sink = sink.Config{Output: ctx.String("output"), Stdout: ctx.App.Writer, Rejected: ctx.String("rejected")}
	j.sink.Clusters, j.sink.TextDir = ctx.String("clusters"), ctx.String("text-dir")
	for _, flag := range []string{"output", "rejected", "clusters"} {
		switch ending := filepath.Ext(ctx.String(flag)); ending {
		case ".bz2", ".xz", ".zip", ".br", ".lz4", ".7z", ".lzma":
			return usageError{fmt.Errorf("--%s: %s files are not written; take .gz or .zst", flag, ending)}
		}
		if flag != "output" && ctx.String(flag) == "-" {
			return usageError{fmt.Errorf("--%s needs a file: standard output carries articles only", flag)}
		}
	}
	if err := distinctOutputs(ctx); err != nil {
		return err
	}
	if err := notEmpty(ctx, "fields"); err != nil {
		return err
	}
	// A record that is passed through has the fields that its writer gave it.
	anyName := !has(ctx, "format")
	if j.sink.Fields, err = sink.ParseFields(ctx.String("fields"), anyName); err != nil {
		return usageError{fmt.Errorf("--fields: %w", err)}
	}
	if writesRows(ctx) {
		if _, err := sink.ParseFields(ctx.String("fields"), false); err != nil {
			return usageError{fmt.Errorf("--fields: a Parquet file has other fields under meta, where all are written: %w", err)}
		}
	}
	return nil
}

// writesRows reports whether articles go to a Parquet file.
func writesRows(ctx *urfave.Context) bool { return strings.HasSuffix(ctx.String("output"), ".parquet") }

// notEmpty refuses a list that was given and names nothing: a variable of the shell that is not set must not mean all.
func notEmpty(ctx *urfave.Context, flag string) error {
	if ctx.IsSet(flag) && strings.Trim(ctx.String(flag), ", ") == "" {
		return usageError{fmt.Errorf("--%s: the list is empty; leave the flag out for all", flag)}
	}
	return nil
}

// parseSize reads a number of bytes: 20971520, 500k, 20M, 1.5G. Units are powers of 1024, as with other tools.
func parseSize(s string) (int64, error) {
	number, shift := s, 0
	if s != "" {
		if unit := strings.IndexByte("KMGT", s[len(s)-1]&^0x20); unit >= 0 {
			number, shift = s[:len(s)-1], 10*(unit+1)
		}
	}
	n, err := strconv.ParseFloat(number, 64) // which reads NaN, too
	if err != nil || !(n*float64(int64(1)<<shift) >= 1) || n*float64(int64(1)<<shift) >= math.MaxInt64 {
		return 0, fmt.Errorf("%q is no size such as 500k, 20M or 1G", s)
	}
	return int64(n * float64(int64(1)<<shift)), nil
}

// has reports whether a command has a flag.
func has(ctx *urfave.Context, name string) bool {
	for _, flag := range ctx.Command.Flags {
		if flag.Names()[0] == name {
			return true
		}
	}
	return false
}
