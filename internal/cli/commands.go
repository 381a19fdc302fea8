package cli

import (
	"slices"

	urfave "github.com/urfave/cli/v2"
)

// runCommand is the command of a line that names none.
const runCommand = "run"

const description = `Reads scraped pages (HTML, or text that somebody extracted before), takes away what is not the article,
drops what a page says twice and what an earlier page said already, and writes one line of JSON an article.

INPUT is a file, a directory with all that is below it, or - for standard input. Flags may stand before or
behind the inputs; -- ends them. Nothing is ever fetched from a network.

Exit status: 0 all well, 1 some pages could not be read (each one is named), 2 wrong usage.`

func commands() []*urfave.Command {
	return []*urfave.Command{
		{
			Name: runCommand, Usage: "pages in, articles out, each said once (what winnow does without a command)",
			ArgsUsage:   "INPUT...",
			Description: description,
			Flags:       join(inputFlags(), pageFlags(), extractFlags(), dedupeFlags(), outputFlags(), progressFlags(), workFlags()),
			Action:      profiled(runPages),
			CustomHelpTemplate: helpWith(
				"winnow -o articles.jsonl --rejected rejected.jsonl testdata/pages",
				"find testdata/pages -name '*.html' -print0 | winnow --files-from - -0 --fields id,title"),
		},
		{
			Name: "extract", Usage: "pages in, one article a page; nothing is compared across pages",
			ArgsUsage: "INPUT...",
			Flags:     join(inputFlags(), pageFlags(), extractFlags(), outputFlags(), oneToOneFlags(), progressFlags(), workFlags()),
			Action:    profiled(runExtract),
			CustomHelpTemplate: helpWith(
				"winnow extract --fields title,date,text testdata/pages/vi/cau-cang.html",
				"winnow extract --format text - < testdata/pages/vi/hoi-den-long.txt"),
		},
		{
			Name: "dedupe", Usage: "articles in (JSON lines with a text), those that say something new out",
			ArgsUsage: "INPUT...",
			Description: "Each line that is kept comes out as it came in, whoever wrote it: no field is lost. A Parquet file\n" +
				"has a column for those of an article, and all others as JSON under meta. With -, or without an\n" +
				"input, the lines are read from standard input. Nothing is looked up by id: two lines of one id\n" +
				"are two articles, and a duplicate of either is named after it. A text without words, such as ***, is a\n" +
				"duplicate of the same one only; one without anything is rejected as empty.",
			Flags:  join(inputFlags(), dedupeFlags(), dryRunFlags(), outputFlags(), progressFlags(), workFlags()),
			Action: profiled(runDedupe),
			CustomHelpTemplate: helpWith(
				"winnow extract testdata/pages | winnow dedupe --rejected duplicates.jsonl -o unique.jsonl -",
				"winnow dedupe testdata/articles.jsonl"),
		},
		{
			Name: "explain", Usage: "show each block of a page: kept or dropped, and why",
			ArgsUsage: "PAGE...",
			Flags:     join(inputFlags(), pageFlags(), extractFlags(), explainFlags(), workFlags()),
			Action:    profiled(runExplain),
			CustomHelpTemplate: helpWith(
				"winnow explain testdata/pages/vi/hoi-den-long.txt",
				"winnow explain --html -o explain.html testdata/pages"),
		},
		{
			Name: "report", Usage: "make a page of HTML that shows what a run did, from what it wrote with --summary",
			ArgsUsage: "SUMMARY|DIR",
			Description: "SUMMARY is the file that --summary of run, extract or dedupe named, or what stats --json writes; DIR is a directory\n" +
				"with a summary.json; - is standard input. The page needs nothing but itself: no network, no other file.",
			Flags:  reportFlags(),
			Action: runReport,
			CustomHelpTemplate: helpWith(
				"winnow -q -o articles.jsonl --summary summary.json testdata/pages && winnow report -o report.html summary.json",
				"winnow stats --json testdata/articles.jsonl | winnow report -o report.html -"),
		},
		{
			Name: "stats", Usage: "figures of articles (JSON lines with a text): how many, how long, of which languages, sites and dates",
			ArgsUsage: "INPUT...",
			Flags:     join(inputFlags(), statsFlags(), progressFlags(), workFlags()),
			Action:    profiled(runStats),
			CustomHelpTemplate: helpWith(
				"winnow stats testdata/articles.jsonl",
				"winnow extract -q testdata/pages | winnow stats -"),
		},
		{
			Name: "index", Usage: "look after an index of earlier runs",
			ArgsUsage: "info|compact|export DIR",
			Description: "info prints what is in it, compact makes its files smaller, export writes its entries as JSON lines. An index is\n" +
				"made and added to by --index of run and dedupe.",
			Action: runIndex,
			CustomHelpTemplate: helpWith(
				"winnow -o articles.jsonl --index articles.index testdata/pages && winnow index info articles.index",
				"winnow dedupe -q --index texts.index testdata/articles.jsonl > new.jsonl && winnow index export texts.index"),
		},
		learnCommand(),
		templatesCommand(),
		keysCommand(),
		verifyCommand(),
		{
			Name: "completion", Usage: "print the completion script of a shell",
			ArgsUsage:   "bash|zsh|fish",
			Description: "Put the script where your shell looks for it, or evaluate it when the shell starts.",
			Action:      printCompletion,
			CustomHelpTemplate: helpWith(
				"winnow completion bash > winnow.bash",
				"winnow completion fish > winnow.fish"),
		},
	}
}

func join(groups ...[]urfave.Flag) []urfave.Flag { return slices.Concat(groups...) }
