//go:build !purego

package dedupe

import "testing"

// Machines without AVX-512 find the same ones.
func TestShinglesBelow4(t *testing.T) { testShinglesBelow(t, shinglesBelow4) }
