package cli

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"

	urfave "github.com/urfave/cli/v2"
)

// maxNames bounds a list of inputs by its bytes: 256 MiB are some three million paths.
const maxNames = 256 << 20

// inputs returns the inputs of a command line: its arguments, then those of the list in --files-from.
func inputs(ctx *urfave.Context) ([]string, error) {
	given, err := listed(ctx)
	if first := slices.Index(given, "-"); err == nil && first >= 0 && slices.Contains(given[first+1:], "-") {
		err = usageError{errors.New("standard input, -, is named twice: it can be read once")}
	}
	return given, err
}

// listed returns the arguments of a command line and the names in --files-from.
func listed(ctx *urfave.Context) ([]string, error) {
	given := ctx.Args().Slice()
	list := ctx.String("files-from")
	if list == "" {
		if ctx.Bool("null") {
			return nil, usageError{errors.New("--null says how --files-from is written, which is not given")}
		}
		return given, nil
	}
	from := ctx.App.Reader
	if list != "-" {
		f, err := os.Open(list)
		if err != nil {
			return nil, usageError{fmt.Errorf("--files-from: %w", err)}
		}
		defer func() { _ = f.Close() }()
		from = f
	} else if slices.Contains(given, "-") {
		return nil, usageError{errors.New("standard input can't be both an input and the list of inputs")}
	}
	names, err := readNames(from, ctx.Bool("null"))
	if err != nil {
		return nil, fmt.Errorf("--files-from: %w", err)
	}
	if len(given)+len(names) == 0 {
		return nil, usageError{fmt.Errorf("--files-from: %s names no input", list)}
	}
	return append(given, names...), nil
}

// readNames reads names that end with a line feed (or a line feed behind a carriage return), or with a NUL. Empty ones
// are left out.
func readNames(r io.Reader, null bool) (names []string, err error) {
	end := byte('\n')
	if null {
		end = 0
	}
	limited := &io.LimitedReader{R: r, N: maxNames + 1}
	reader := bufio.NewReaderSize(limited, 64<<10)
	for {
		name, err := reader.ReadBytes(end)
		name = bytes.TrimSuffix(name, []byte{end})
		if !null {
			name = bytes.TrimSuffix(name, []byte{'\r'})
		}
		if len(name) > 0 {
			names = append(names, string(name))
		}
		if limited.N == 0 {
			return nil, fmt.Errorf("more than %d bytes of names", maxNames)
		}
		if errors.Is(err, io.EOF) {
			return names, nil
		}
		if err != nil {
			return nil, err
		}
	}
}
