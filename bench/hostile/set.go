package main

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"syscall"
)

// set is what was made.
type set struct {
	files   []file
	bytes   int64
	largest map[string]file // by kind
}

type file struct {
	name    string
	size    int64
	honest  bool
	skipped bool // is nothing to be read
}

const (
	honestEnding = "-honest.html"
	pipe         = "pipe.html"
)

// makeSet makes n files in a new directory, and beside them a pipe and a link that leads back.
func makeSet(dir string, n int) error {
	if err := os.Mkdir(dir, 0o755); err != nil {
		return err
	}
	random := rand.New(rand.NewPCG(3, 5))
	rounds := max(1, n/(len(kinds)+1))
	for round := range rounds {
		size := 1 + round*999/max(1, rounds-1) // from 1 to 1000
		for _, k := range kinds {
			if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("%04d-%s", round, k.name)), k.content(size, random), 0o644); err != nil {
				return err
			}
		}
		honest := strings.NewReplacer("heron", fmt.Sprintf("stork of %d", 1900+round), "mouse", fmt.Sprintf("vole of %d", round)).Replace(article)
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("%04d%s", round, honestEnding)), page(honest), 0o644); err != nil {
			return err
		}
	}
	if err := os.Symlink(".", filepath.Join(dir, "loop")); err != nil {
		return err
	}
	return syscall.Mkfifo(filepath.Join(dir, pipe), 0o644)
}

// readSet lists what makeSet made.
func readSet(dir string) (*set, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	s := &set{largest: map[string]file{}}
	for _, e := range entries {
		info, err := e.Info()
		if err != nil {
			return nil, err
		}
		f := file{
			name: e.Name(), size: info.Size(),
			honest: strings.HasSuffix(e.Name(), honestEnding), skipped: !info.Mode().IsRegular(),
		}
		s.files = append(s.files, f)
		if f.skipped {
			continue
		}
		s.bytes += f.size
		if _, kind, _ := strings.Cut(f.name, "-"); f.size >= s.largest[kind].size {
			s.largest[kind] = f
		}
	}
	return s, nil
}
