package dedupe_test

import (
	"fmt"

	"winnow/dedupe"
	"winnow/document"
)

func Example() {
	const story = `The ferry company of Vardholm said on Friday that it had ordered two new ships from a yard in Rostock.
They will carry 400 cars each and are to start in May 2027, Chief Executive Anna Holm told reporters at the quay.`
	docs := []*document.Document{
		{ID: "a", Text: story},
		{ID: "b", Text: "Harbour Mercury – News – Region\n" + story + "\n17 comments. Log in to join in."},
		{ID: "c", Text: "Something else happened in Lomsund."},
		{ID: "d", Text: "SOMETHING ELSE HAPPENED, in Lomsund!"},
	}
	prepare := dedupe.Prepare(dedupe.Config{})
	claimer, err := dedupe.NewClaimer(dedupe.Config{})
	if err != nil {
		panic(err)
	}
	for _, d := range docs {
		prepare(d)       // by any number of goroutines
		claimer.Claim(d) // in order
		if d.Keep() {
			fmt.Println(d.ID, "is kept")
		} else {
			fmt.Println(d.ID, "is the", d.Verdict.Reason, "duplicate of", d.Verdict.Of)
		}
	}
	if err := claimer.Close(); err != nil {
		panic(err)
	}
	// Output:
	// a is kept
	// b is the near duplicate of a
	// c is kept
	// d is the exact duplicate of c
}

func ExampleWithinPage() {
	d := &document.Document{Blocks: []document.Block{
		{Text: "The ferry company of Vardholm said that it had ordered two new ships."},
		{Text: "“Why?” asked the mayor."},
		{Text: "THE FERRY COMPANY of Vardholm said, that it had ordered two new ships."},
	}}
	dedupe.WithinPage(dedupe.Config{})(d)
	for _, b := range d.Blocks {
		fmt.Println(b.Text)
	}
	// Output:
	// The ferry company of Vardholm said that it had ordered two new ships.
	// “Why?” asked the mayor.
}
