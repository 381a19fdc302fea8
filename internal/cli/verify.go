package cli

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"

	urfave "github.com/urfave/cli/v2"

	"winnow/dedupe"
	"winnow/document"
	"winnow/sink"
	"winnow/source"
)

func verifyCommand() *urfave.Command {
	return &urfave.Command{
		Name: "verify", Usage: "pairs of articles in, what one is to the other out (see spark/README.md)",
		ArgsUsage: "[FILE]",
		Description: "Reads a pair a line, {\"new\":{…},\"kept\":{…}}, each side with a \"sketch\" of winnow keys, a \"text\"\n" +
			"(and \"title\"), or an \"article\", a JSON object,\n" +
			"and writes a line for each one: whether the new text is a duplicate of the kept one, how much of it that\n" +
			"covers, and, where the new text is there, the facts that differ. Of several, {\"new\":{…},\"among\":[{…},…]}, it\n" +
			"lists those that the new text is a duplicate of.",
		Flags: join(articleFlags(), groupFlags(), engineFlags(), []urfave.Flag{
			&urfave.BoolFlag{DisableDefaultText: true, Category: forEngine, Name: "as-rejected",
				Usage: "the pairs are duplicates, with their \"reason\" and \"covered\": write their lines of the rejected file"},
		}, workFlags()),
		Action: profiled(runVerify),
		CustomHelpTemplate: helpWith(
			`echo '{"new":{"id":"b","text":"A notice."},"kept":{"id":"a","text":"A notice."}}' | winnow verify`,
			`echo '{"new":{"id":"b","text":"A notice."},"among":[{"id":"a","text":"A notice."},{"id":"c","text":"No."}]}' | winnow verify`,
			`echo '{"new":{"id":"b","source":"b.txt"},"kept":{"id":"a"},"reason":"exact","covered":1}' | winnow verify --as-rejected`),
	}
}

// side is one text of a pair.
type side struct {
	ID     string `json:"id"`
	URL    string `json:"url"`
	Source string `json:"source"`
	Title  string `json:"title"`
	Text   string `json:"text"`
	Exact  string `json:"exact"`
	Sketch string `json:"sketch"`

	Article json.RawMessage `json:"article"` // in place of what it holds
}

// pair is a line that winnow verify reads.
type pair struct {
	New, Kept side
	Among     []side          `json:"among"` // in place of Kept
	Reason    document.Reason `json:"reason"`
	Covered   float64         `json:"covered"`
}

// pairVerifier answers lines.
type pairVerifier struct {
	hash     string
	rejected bool
	prepare  document.Stage
	cfg      dedupe.Config
	source   source.Config
	verifier *dedupe.Verifier
}

// runVerify answers pairs, line by line.
func runVerify(ctx *urfave.Context) (err error) {
	hash, err := configureEngine(ctx)
	if err != nil {
		return err
	}
	v := pairVerifier{hash: hash, rejected: ctx.Bool("as-rejected")}
	if err := v.configure(ctx); err != nil {
		return err
	}
	in := ctx.App.Reader
	switch name := ctx.Args().First(); {
	case ctx.Args().Len() > 1:
		return usageError{errors.New("verify reads one file")}
	case name == "" && isTerminal(in):
		return urfave.ShowSubcommandHelp(ctx)
	case name != "" && name != "-":
		f, openErr := os.Open(name)
		if openErr != nil {
			return openErr
		}
		defer func() { err = errors.Join(err, f.Close()) }()
		in = f
	}
	return v.run(ctx.Context, in, ctx.App.Writer)
}

func (v *pairVerifier) configure(ctx *urfave.Context) (err error) {
	j := job{}
	if err = j.configureDedupe(ctx); err != nil {
		return err
	}
	v.cfg = j.dedupe
	v.source = source.Config{TextField: ctx.String("text-field"), IDField: ctx.String("id-field"), URLField: ctx.String("url-field")}
	v.prepare = dedupe.Prepare(v.cfg)
	if v.cfg.Method == dedupe.MethodNear {
		v.verifier, err = dedupe.NewVerifier(v.cfg)
	} else if !v.rejected {
		err = fmt.Errorf("--method %s compares no pairs", v.cfg.Method)
	}
	if err != nil {
		return usageError{err}
	}
	return nil
}

func (v *pairVerifier) run(ctx context.Context, in io.Reader, to io.Writer) error {
	lines := bufio.NewReaderSize(in, 1<<20)
	out := lineWriter{to: to}
	for number := 1; ; number++ {
		line, readErr := lines.ReadBytes('\n')
		if readErr != nil && readErr != io.EOF {
			return readErr
		}
		if len(bytes.TrimSpace(line)) > 0 {
			var p pair
			err := json.Unmarshal(line, &p)
			if err == nil {
				err = v.openAll(&p)
			}
			if err == nil {
				out.lines, err = v.answer(out.lines, &p)
			}
			if err != nil {
				return fmt.Errorf("line %d: %w", number, errors.Join(err, out.flush()))
			}
		}
		if len(out.lines) >= linesAt {
			if err := out.flush(); err != nil {
				return err
			}
		}
		if readErr == io.EOF {
			return out.flush()
		}
		if err := ctx.Err(); err != nil {
			return err
		}
	}
}

// openAll fills the sides that are given as articles.
func (v *pairVerifier) openAll(p *pair) error {
	err := errors.Join(v.open(&p.New), v.open(&p.Kept))
	for i := range p.Among {
		err = errors.Join(err, v.open(&p.Among[i]))
	}
	return err
}

// open fills a side from its article, if it has one.
func (v *pairVerifier) open(s *side) error {
	if s.Article == nil {
		return nil
	}
	d := source.Article(s.Article, v.source)
	if d.Verdict.Dropped() {
		return fmt.Errorf("article: %s %s", d.Verdict.Reason, d.Verdict.Detail)
	}
	s.Title, s.Text, s.URL, s.ID = d.Title, d.Text, cmp.Or(s.URL, d.URL), cmp.Or(s.ID, d.ID)
	return nil
}

// answer appends the answer to one line.
func (v *pairVerifier) answer(dst []byte, p *pair) ([]byte, error) {
	if v.rejected {
		kept, err := v.sketch(&p.Kept)
		if err != nil {
			return dst, fmt.Errorf("kept: %w", err)
		}
		return v.appendRejected(dst, p, kept), nil
	}
	fresh, err := v.need(&p.New)
	if err != nil {
		return dst, fmt.Errorf("new: %w", err)
	}
	dst = append(dst, '{')
	if v.hash != "" {
		dst = append(sink.AppendString(append(dst, `"config":`...), v.hash), ',')
	}
	dst = sink.AppendString(append(dst, `"new":`...), p.New.ID)
	if p.Among != nil {
		return v.appendAmong(dst, p, fresh)
	}
	kept, err := v.need(&p.Kept)
	if err != nil {
		return dst, fmt.Errorf("kept: %w", err)
	}
	relation, covered := v.compare(p, fresh, &p.Kept, kept)
	dst = sink.AppendString(append(dst, `,"kept":`...), p.Kept.ID)
	dst = sink.AppendString(append(dst, `,"relation":`...), string(relation))
	dst = strconv.AppendBool(append(dst, `,"duplicate":`...), relation.Duplicate())
	dst = appendCovered(dst, covered)
	if p.New.Text != "" && relation != dedupe.Same {
		dst = append(dst, `,"facts":[`...)
		for i, fact := range v.verifier.Facts(p.New.Text, kept) {
			if i > 0 {
				dst = append(dst, ',')
			}
			dst = sink.AppendString(dst, fact)
		}
		dst = append(dst, ']')
	}
	return append(dst, '}', '\n'), nil
}

// appendAmong ends the answer to a line with several sides: which ones the new text is a duplicate of.
func (v *pairVerifier) appendAmong(dst []byte, p *pair, fresh dedupe.Sketch) ([]byte, error) {
	dst = append(dst, `,"duplicates":[`...)
	found := 0
	for i := range p.Among {
		s := &p.Among[i]
		kept, err := v.need(s)
		if err != nil {
			return dst, fmt.Errorf("among: %w", err)
		}
		relation, covered := v.compare(p, fresh, s, kept)
		if !relation.Duplicate() {
			continue
		}
		if found++; found > 1 {
			dst = append(dst, ',')
		}
		dst = sink.AppendString(append(dst, `{"kept":`...), s.ID)
		dst = append(appendCovered(dst, covered), '}')
	}
	return append(dst, ']', '}', '\n'), nil
}

func appendCovered(dst []byte, covered float64) []byte {
	return strconv.AppendFloat(append(dst, `,"covered":`...), covered, 'f', 3, 64)
}

// compare says what a kept side is to the new one of a pair.
func (v *pairVerifier) compare(p *pair, fresh dedupe.Sketch, s *side, kept dedupe.Sketch) (dedupe.Relation, float64) {
	if p.New.Exact != "" && p.New.Exact == s.Exact {
		return dedupe.Same, 1
	}
	return v.verifier.Verify(fresh, kept)
}

// appendRejected appends the line of the rejected file for a duplicate.
func (v *pairVerifier) appendRejected(dst []byte, p *pair, kept dedupe.Sketch) []byte {
	d := document.Document{ID: p.New.ID, URL: p.New.URL, Origin: document.Origin{File: p.New.Source}}
	d.Verdict = document.Verdict{Kind: document.Duplicate, Reason: p.Reason, Of: p.Kept.ID, Covered: p.Covered}
	if p.Reason == document.ReasonNear && kept != nil && v.verifier != nil {
		d.Verdict.Facts = v.verifier.Facts(p.New.Text, kept)
	}
	return sink.AppendOneToOne(dst, &sink.Config{}, v.hash, &d)
}

// need returns the sketch of a side that must have one, or a text.
func (v *pairVerifier) need(s *side) (dedupe.Sketch, error) {
	sketch, err := v.sketch(s)
	if err == nil && sketch == nil {
		err = errors.New("neither a sketch nor a text")
	}
	return sketch, err
}

// sketch returns the sketch of a side, nil when it has neither one nor a text, of which it notes the exact key.
func (v *pairVerifier) sketch(s *side) (dedupe.Sketch, error) {
	if s.Sketch != "" {
		return dedupe.ParseSketch(s.Sketch)
	}
	if s.Text == "" {
		return nil, nil
	}
	d := document.Document{Title: s.Title, Text: s.Text}
	v.prepare(&d)
	k, _ := dedupe.KeysOf(v.cfg, &d)
	s.Exact = k.Exact
	return k.Sketch, nil
}
