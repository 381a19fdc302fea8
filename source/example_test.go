package source_test

import (
	"context"
	"fmt"
	"strings"

	"winnow/source"
)

func ExampleOpen() {
	lines := strings.NewReader(`{"id": "a1", "text": "Chợ mở từ ba giờ sáng."}
{"id": "a2", "html": "<p>Một trang.</p>"}
{"id": "a3", "text":
`)
	for d, err := range source.Open(context.Background(), []string{"-"}, source.Config{Stdin: lines}) {
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Printf("%s: %s%s%s\n", d.ID, d.Text, d.Raw, d.Verdict.Reason)
	}
	// Output:
	// a1: Chợ mở từ ba giờ sáng.
	// a2: <p>Một trang.</p>
	// stdin#3: corrupt
}
