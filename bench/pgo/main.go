// Command pgo takes the paths of one machine out of a CPU profile, so that it can be committed: of the files that the
// profiled program was loaded from and of the sources outside of the module only their base names stay. run.sh uses it.
//
//	go run ./pgo PROFILE CLEAN
package main

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"strings"
)

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: pgo PROFILE CLEAN")
		os.Exit(2)
	}
	if err := run(os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, "pgo:", err)
		os.Exit(1)
	}
}

func run(from, to string) error {
	packed, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	zr, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return fmt.Errorf("%s: %w", from, err)
	}
	profile, err := io.ReadAll(zr)
	if err != nil {
		return fmt.Errorf("%s: %w", from, err)
	}
	clean, err := rewrite(profile)
	if err != nil {
		return fmt.Errorf("%s: %w", from, err)
	}
	var out bytes.Buffer
	zw := gzip.NewWriter(&out)
	if _, err := zw.Write(clean); err != nil {
		return err
	}
	if err := zw.Close(); err != nil {
		return err
	}
	return os.WriteFile(to, out.Bytes(), 0o644)
}

// stringTable is the number of the field of profile.proto (github.com/google/pprof) that holds all strings, one an
// occurrence; the other fields refer to them by position.
const stringTable = 6

var errProfile = errors.New("not a profile")

// rewrite copies the fields of a profile, the paths among its strings cut to their last element.
func rewrite(profile []byte) (out []byte, err error) {
	for len(profile) > 0 {
		tag, n := binary.Uvarint(profile)
		if n <= 0 {
			return nil, errProfile
		}
		out = append(out, profile[:n]...)
		profile = profile[n:]
		value, n := binary.Uvarint(profile)
		if n <= 0 {
			return nil, errProfile
		}
		switch tag & 7 { // the wire type
		case 0:
			out = append(out, profile[:n]...)
		case 2:
			if value > uint64(len(profile)-n) {
				return nil, errProfile
			}
			body := profile[n : n+int(value)]
			if tag>>3 == stringTable && strings.HasPrefix(string(body), "/") {
				body = []byte(path.Base(string(body)))
			}
			out = append(binary.AppendUvarint(out, uint64(len(body))), body...)
			n += int(value)
		default:
			return nil, errProfile
		}
		profile = profile[n:]
	}
	return out, nil
}
