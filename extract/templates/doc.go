// Package templates learns what the pages of a site have in common, and uses it as evidence about the blocks of a page.
//
// # Method
//
// What stands on many pages of a site is hardly ever the article (Bar-Yossef and Rajagopalan, "Template Detection via
// Data Mining and its Applications", WWW 2002). For each site a [Learner] counts the pages on which the folded text of
// a block stood, and for each place (the tags and classes from the body down; the first words of a line of plain text)
// its pages, its blocks, how likely content the model took them for, and whether they held the title, the author or the
// date; and for each title on how many pages it is stated, for two copies of one article have one. Sums only: the same
// pages give the same counts in any order, and the counts of two shards add up to those of both.
//
// That a text is repeated is no verdict: a wire sentence and a refrain are repeated too, and two copies of one article
// share all of it. It weighs against the probability that the model gave (see evidence.go); a block that the model is
// sure of stays unless its text stands on a good part of the site's pages. Where a site is unknown, or known by one page
// only, nothing changes.
//
// This package owns the file of templates (file.go), the counts and their weight; what a block is, and where it stands,
// its callers say.
package templates
