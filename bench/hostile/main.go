// Command hostile makes a set of files that attack whatever reads pages, runs winnow over it, and says what it cost.
//
//	go -C bench run ./hostile [-n 2000] [-winnow PROGRAM] DIR
//
// DIR must not exist. The files are made from a seed: the same flags give the same set. Each kind of attack (kinds.go)
// comes in many sizes, between honest pages. After the set as a whole, each kind's largest file is run alone: its time
// and peak memory are what a page costs at most, less the start of the program, whose cost is given beside it.
//
// It fails when the program ends by a signal or a panic, when a file is neither in the output nor among the rejected, when
// an honest page is missing, or when a page costs more than -seconds or -megabytes.
package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"text/tabwriter"
	"time"
)

type options struct {
	files     int
	program   string
	jobs      int
	seconds   float64
	megabytes int64
	make      bool
}

func main() {
	var o options
	flag.IntVar(&o.files, "n", 2000, "how many `files`")
	flag.StringVar(&o.program, "winnow", "winnow", "the `program`")
	flag.IntVar(&o.jobs, "j", 2, "pages at a time")
	flag.Float64Var(&o.seconds, "seconds", 2, "what a page may cost in CPU `seconds`")
	flag.Int64Var(&o.megabytes, "megabytes", 300, "what a page may cost in `MB` of memory")
	flag.BoolVar(&o.make, "make", false, "only make the files")
	flag.Parse()
	if flag.NArg() != 1 {
		fmt.Fprintln(os.Stderr, "usage: hostile [flags] DIR")
		flag.PrintDefaults()
		os.Exit(2)
	}
	if err := run(o, flag.Arg(0)); err != nil {
		fmt.Fprintln(os.Stderr, "hostile:", err)
		os.Exit(1)
	}
}

func run(o options, dir string) error {
	if o.make {
		return makeSet(dir, o.files)
	}
	// In a process of its own: Linux counts for a new process the peak memory of the one that started it.
	self, err := os.Executable()
	if err != nil {
		return err
	}
	if out, err := exec.Command(self, "-make", "-n", fmt.Sprint(o.files), dir).CombinedOutput(); err != nil {
		return fmt.Errorf("%w: %s", err, out)
	}
	set, err := readSet(dir)
	if err != nil {
		return err
	}
	whole, err := winnow(o, dir)
	if err != nil {
		return err
	}
	fmt.Printf("%d files, %d MB: %d articles, %d rejected, %d failed; %.1f s of CPU, %d MB at the peak\n",
		len(set.files), set.bytes>>20, whole.articles, whole.rejected, whole.failed, whole.cpu.Seconds(), whole.memory>>20)
	problems := account(set, whole)

	empty := filepath.Join(dir, ".empty")
	if err := os.Mkdir(empty, 0o755); err != nil {
		return err
	}
	start, err := winnow(o, empty)
	if err != nil {
		return err
	}
	table := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintf(table, "largest of a kind\tMB\ts of CPU\tMB at the peak\tends as\t\n(start of the program)\t\t%.2f\t%d\t\t\n", start.cpu.Seconds(), start.memory>>20)
	for _, kind := range kinds {
		file := set.largest[kind.name]
		alone, err := winnow(o, filepath.Join(dir, file.name))
		if err != nil {
			return err
		}
		cpu := max(0, (alone.cpu - start.cpu).Seconds())
		fmt.Fprintf(table, "%s\t%.1f\t%.2f\t%d\t%s\t\n", kind.name, float64(file.size)/1e6, cpu, alone.memory>>20, alone.ends())
		if cpu > o.seconds {
			problems = append(problems, fmt.Sprintf("%s: %.2f s of CPU", file.name, cpu))
		}
		if alone.memory>>20 > o.megabytes {
			problems = append(problems, fmt.Sprintf("%s: %d MB of memory", file.name, alone.memory>>20))
		}
	}
	if err := table.Flush(); err != nil {
		return err
	}
	if len(problems) > 0 {
		return fmt.Errorf("%d problems:\n  %s", len(problems), strings.Join(problems, "\n  "))
	}
	return nil
}

// outcome is what a run said and cost.
type outcome struct {
	articles, rejected, failed int
	endings                    map[string]string // by file: "article", or the first reason
	cpu                        time.Duration
	memory                     int64 // bytes resident at the peak
}

// ends says how the pages of a run over one file ended.
func (o *outcome) ends() string {
	var all []string
	for _, end := range o.endings {
		all = append(all, end)
	}
	slices.Sort(all)
	return strings.Join(slices.Compact(all), ", ")
}

// winnow runs the program over an input.
func winnow(o options, input string) (*outcome, error) {
	temp, err := os.MkdirTemp("", "hostile-*")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(temp)
	out, dropped := filepath.Join(temp, "out.jsonl"), filepath.Join(temp, "rejected.jsonl")
	cmd := exec.Command(o.program, "-q", "-j", fmt.Sprint(o.jobs), "-o", out, "--rejected", dropped, input)
	var stderr strings.Builder
	cmd.Stderr = &stderr
	err = cmd.Run()
	var exit *exec.ExitError
	if err != nil && !(errors.As(err, &exit) && exit.ExitCode() == 1) || strings.Contains(stderr.String(), "panic") {
		return nil, fmt.Errorf("%s: %w: %s", input, err, stderr.String())
	}
	result := &outcome{endings: map[string]string{}, cpu: cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()}
	if usage, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage); ok {
		result.memory = usage.Maxrss
		if runtime.GOOS == "linux" {
			result.memory <<= 10
		}
	}
	for _, name := range []string{out, dropped} {
		if err := result.read(name, input); err != nil {
			return nil, err
		}
	}
	return result, nil
}

// read counts the lines of the output or of the rejected file.
func (o *outcome) read(name, input string) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	lines := bufio.NewReaderSize(f, 1<<20)
	decoder := json.NewDecoder(lines)
	for decoder.More() {
		var line struct{ Source, Verdict, Reason string }
		if err := decoder.Decode(&line); err != nil {
			return err
		}
		end := line.Reason
		switch line.Verdict {
		case "":
			end = "article"
			o.articles++
		case "failed":
			o.failed++
		default:
			o.rejected++
		}
		// The file, be the page a record or a member of it.
		base, _, _ := strings.Cut(strings.TrimPrefix(strings.TrimPrefix(line.Source, input), "/"), "/")
		if cut := strings.LastIndexByte(base, ':'); cut > 0 {
			base = base[:cut]
		}
		if o.endings[base] != "article" {
			o.endings[base] = end
		}
	}
	return nil
}

// account says which files nobody accounts for, and which honest pages are lost.
func account(set *set, o *outcome) (problems []string) {
	for _, file := range set.files {
		end := o.endings[file.name]
		switch {
		case file.skipped && end != "":
			problems = append(problems, file.name+": was read: "+end)
		case !file.skipped && end == "":
			problems = append(problems, file.name+": neither in the output nor among the rejected")
		case file.honest && end != "article" && end != "exact" && end != "near":
			problems = append(problems, file.name+": an honest page ended as "+end)
		}
	}
	return problems
}
