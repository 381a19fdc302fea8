package cli

import (
	"slices"
	"strings"

	urfave "github.com/urfave/cli/v2"
)

// arrange puts the words of a command line into the one order that the flag parser takes: the command, its flags,
// "--", the inputs. So flags may stand before the command, before the inputs or behind them; a "--" ends them; a
// one-letter flag may hold its value (-j8), several may stand together (-qj 8); and a line that names no command is one of the command run.
func arrange(app *urfave.App, args []string) []string {
	if len(args) == 0 || args[len(args)-1] == "--generate-bash-completion" {
		return args // the parser completes what stands there, in the order in which it stands
	}
	takesValue := valueFlags(app)
	var flags, words []string
	rest := args[1:]
	named := 0 // words before a "--", among which the command may be
	for len(rest) > 0 {
		word := rest[0]
		rest = rest[1:]
		if word == "--" {
			named = len(words)
			words = append(words, rest...)
			break
		}
		if len(word) < 2 || word[0] != '-' {
			words = append(words, word)
			named = len(words)
			continue
		}
		name, _, hasValue := strings.Cut(strings.TrimLeft(word, "-"), "=")
		if switches := leadingSwitches(word, takesValue); switches > 0 { // -qj8 is -q -j8
			for _, letter := range word[1 : 1+switches] {
				flags = append(flags, "-"+string(letter))
			}
			rest = append([]string{"-" + word[1+switches:]}, rest...)
			continue
		}
		switch _, known := takesValue[name]; {
		case hasValue, known && !takesValue[name]:
			flags = append(flags, word)
		case known:
			flags = append(flags, word)
			if len(rest) > 0 {
				flags, rest = append(flags, rest[0]), rest[1:]
			}
		case word[1] != '-' && takesValue[word[1:2]]:
			flags = append(flags, word[:2], word[2:])
		default:
			flags = append(flags, word)
		}
	}
	line := []string{args[0]}
	if named > 0 && app.Command(words[0]) != nil {
		line, words = append(line, words[0]), words[1:]
	} else if len(words) > 0 || !rootOnly(flags) {
		line = append(line, runCommand)
	}
	line = append(line, flags...)
	if len(words) > 0 && !asksHelp(flags) { // help is for the command, whatever else stands there
		line = append(append(line, "--"), words...)
	}
	return line
}

// leadingSwitches counts the one-letter flags without a value at the start of a word in which others follow.
func leadingSwitches(word string, takesValue map[string]bool) int {
	if _, whole := takesValue[word[1:]]; whole || word[1] == '-' {
		return 0
	}
	n := 0
	for n+2 < len(word) {
		if takes, known := takesValue[word[1+n:2+n]]; !known || takes {
			break
		}
		n++
	}
	if n+1 < len(word) {
		if _, known := takesValue[word[1+n:2+n]]; !known {
			return 0
		}
	}
	return n
}

func asksHelp(flags []string) bool {
	return slices.ContainsFunc(flags, func(f string) bool { return f == "--help" || f == "-help" || f == "-h" })
}

// rootOnly reports whether the flags ask for nothing but the program's own help or version.
func rootOnly(flags []string) bool {
	return asksHelp(flags) || slices.Contains(flags, "--version") || slices.Contains(flags, "-version")
}

// valueFlags tells for the name of each flag of any command whether it takes a value.
func valueFlags(app *urfave.App) map[string]bool {
	takes := map[string]bool{"help": false, "h": false, "version": false}
	for _, command := range app.Commands {
		for _, flag := range command.Flags {
			if doc, ok := flag.(urfave.DocGenerationFlag); ok {
				for _, name := range flag.Names() {
					takes[name] = doc.TakesValue()
				}
			}
		}
	}
	return takes
}
