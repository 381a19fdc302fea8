package cli

import (
	"errors"
	"fmt"
	"os"
	"runtime"
	"runtime/pprof"
	"runtime/trace"

	urfave "github.com/urfave/cli/v2"
)

// profiled wraps the action of a command: profiles are written as the flags ask for them.
func profiled(action urfave.ActionFunc) urfave.ActionFunc {
	return func(ctx *urfave.Context) (err error) {
		if name := ctx.String("cpuprofile"); name != "" {
			file, createErr := os.Create(name)
			if createErr != nil {
				return usageError{fmt.Errorf("--cpuprofile: %w", createErr)}
			}
			if err := pprof.StartCPUProfile(file); err != nil {
				return err
			}
			defer func() {
				pprof.StopCPUProfile()
				err = errors.Join(err, file.Close())
			}()
		}
		if name := ctx.String("memprofile"); name != "" {
			defer func() { err = errors.Join(err, writeHeapProfile(name)) }()
		}
		if name := ctx.String("trace"); name != "" {
			file, createErr := os.Create(name)
			if createErr != nil {
				return usageError{fmt.Errorf("--trace: %w", createErr)}
			}
			if err := trace.Start(file); err != nil {
				return err
			}
			defer func() {
				trace.Stop()
				err = errors.Join(err, file.Close())
			}()
		}
		return action(ctx)
	}
}

func writeHeapProfile(name string) error {
	file, err := os.Create(name)
	if err != nil {
		return fmt.Errorf("--memprofile: %w", err)
	}
	runtime.GC()
	return errors.Join(pprof.Lookup("allocs").WriteTo(file, 0), file.Close())
}
