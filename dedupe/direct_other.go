//go:build !amd64 || purego

package dedupe

const hasDirect = false

func directWords(*directWalk) { panic("not on this machine") }
