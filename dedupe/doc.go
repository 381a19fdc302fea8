// Package dedupe finds repeated content: paragraphs that a page says twice, articles that are the same, and articles
// that hold nothing that another one doesn't.
//
// # Method
//
// Every text is folded to a sequence of words (see FoldVersion), so that case, blanks, punctuation and Unicode form do
// not matter. Prepare does this, and all that can be done without other documents, in parallel; Claimer then looks at the
// documents one after the other, in input order, so that the outcome is the same for any number of workers.
//
//  1. Exact: the same folded text as a document before (128 bits of xxHash64); where no word is left, the same text.
//  2. Candidates: runs of three words (shingles) are sampled by their hash, so that two texts that share shingles share
//     samples too (Broder 1997, "On the resemblance and containment of documents"). An inverted index holds, for each
//     sample, the first eight documents that have it, kept or not: which pairs are looked at follows from the documents
//     and their order alone. Every pair that shares enough samples is looked at. This finds cut and heavily edited copies
//     that the bands of MinHash miss: a pair with a Jaccard similarity of .3 is proposed with a chance of .999.
//  3. Alignment: the candidate's words are laid over the new text's from shared runs of three words, over small gaps, in
//     any order of paragraphs. Pairs with too few words in common are spared this, and pairs that come out unrelated with
//     lines in another order are laid again, the lines in the kept text's order.
//  4. Containment: the new text is a duplicate when 90% of it is covered, short lines above and below set aside.
//  5. Facts: unless the gaps say that numbers and names differ where plain words agree. Two weather reports, results or
//     notices from one template are two articles.
//
// A document is dropped only for one that is kept. In a chain A, B, C, where each covers the next, but A doesn't cover
// C, A and C are kept.
//
// What is promised of a dropped document is that its text is contained in the kept one (or, when the first one of a
// group is kept and it was cut short, that half of it or more stands there: all that was not cut off); not that the two
// tell the same story.
//
// # Memory
//
// A kept document takes about 400 bytes of memory, mostly for its samples, and two bytes a word and its id in an arena
// that moves to a temporary file beyond Config.Memory.
package dedupe
