package cli

import (
	"fmt"
	"strings"

	urfave "github.com/urfave/cli/v2"
)

// commandHelp is urfave's template without the indentation of the flags' categories, which tables don't need.
const commandHelp = `{{.HelpName}} - {{.Usage}}

USAGE:
   {{.HelpName}}{{if .VisibleFlags}} [flags]{{end}} {{.ArgsUsage}}
{{if .Description}}
{{.Description}}
{{end}}` + flagHelp

const flagHelp = `{{range .VisibleFlagCategories}}
{{if .Name}}{{.Name}}{{else}}Help{{end}}:
{{range .Flags}}   {{.}}
{{end}}{{end}}`

// helpWith returns the help template of a command that ends with these examples.
func helpWith(examples ...string) string { return commandHelp + exampleHelp(examples) }

func exampleHelp(examples []string) string {
	return fmt.Sprintf("\nEXAMPLES:\n   %s\n", strings.Join(examples, "\n   "))
}

// appHelp is the help of the program: its commands, and the flags and examples of the one that runs without a name.
func appHelp(run *urfave.Command) string {
	_, examples, _ := strings.Cut(run.CustomHelpTemplate, "\nEXAMPLES:")
	return `{{.Name}} - {{.Usage}}

USAGE:
   {{.UsageText}}

{{.Description}}

COMMANDS (winnow COMMAND --help shows more):
{{range .VisibleCommands}}   {{.Name}}{{"\t"}}{{.Usage}}
{{end}}` + flagHelp + "\nEXAMPLES:" + examples
}
