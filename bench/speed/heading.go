package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"os/exec"
	"regexp"
	"runtime"
	"strings"
	"time"
)

// versions are the places where the versions of the other tools are pinned.
var versions = []struct {
	file    string
	pattern *regexp.Regexp
}{
	{"peers/requirements.txt", regexp.MustCompile(`(?m)^(resiliparse|trafilatura)==(\S+)`)},
	{"peers/rust/Cargo.toml", regexp.MustCompile(`(?m)^(rs-trafilatura|dom_smoothie) = "=([^"]+)"`)},
	{"peers/go/go.mod", regexp.MustCompile(`(go-trafilatura|golang\.org/x/net|tdewolff/parse/v2) (v\S+)`)},
}

// heading writes when, on what machine and against which versions was measured.
func heading(to io.Writer) error {
	commit, err := exec.Command("git", "describe", "--always", "--dirty").Output()
	if err != nil {
		commit = []byte("unknown")
	}
	fmt.Fprintf(to, "\n## Speed, %s\n\n", time.Now().Format(time.DateOnly))
	fmt.Fprintf(to, "winnow %s, %s, %s, %d cores.", strings.TrimSpace(string(commit)), runtime.Version(), processor(), runtime.NumCPU())
	for _, v := range versions {
		text, err := os.ReadFile(v.file)
		if err != nil {
			return err
		}
		for _, m := range v.pattern.FindAllStringSubmatch(string(text), -1) {
			fmt.Fprintf(to, " %s %s,", m[1], m[2])
		}
	}
	_, err = fmt.Fprintln(to, "\nCPU time (user and system) of one thread, the median of turns, each the fastest of three rounds; rs-trafilatura, trafilatura and go-trafilatura once.")
	return err
}

func processor() string {
	file, err := os.Open("/proc/cpuinfo")
	if err != nil {
		return runtime.GOARCH
	}
	defer file.Close()
	for lines := bufio.NewScanner(file); lines.Scan(); {
		if name, ok := strings.CutPrefix(lines.Text(), "model name"); ok {
			return strings.Trim(name, "\t :")
		}
	}
	return runtime.GOARCH
}
