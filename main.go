// Winnow turns scraped web pages into clean, duplicate-free articles as JSON lines.
package main

import (
	"os"

	"winnow/internal/cli"
)

func main() {
	os.Exit(cli.Main(os.Args, os.Stdin, os.Stdout, os.Stderr))
}
