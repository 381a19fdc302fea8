package plain

import "testing"

// The scales divide by multiplying; a model was trained on the quotients.
func TestScales(t *testing.T) {
	for whole := int32(1); whole < 1100; whole++ {
		for part := int32(0); part <= whole+5; part++ {
			want := uint8(0)
			if part > 0 {
				want = uint8(min((part*100+whole-1)/whole, 100))
			}
			if got := ratio(part, whole); got != want {
				t.Fatalf("ratio(%d, %d) = %d, want %d", part, whole, got, want)
			}
		}
	}
	for _, c := range []struct {
		part, whole int32
		want        uint8
	}{{1 << 30, 1<<31 - 1, 51}, {1, 1<<31 - 1, 1}, {1<<31 - 1, 1, 100}, {-1, 5, 0}, {5, 0, 0}} {
		if got := ratio(c.part, c.whole); got != c.want {
			t.Errorf("ratio(%d, %d) = %d, want %d", c.part, c.whole, got, c.want)
		}
	}
}
