package extract

type featureScratch struct{}
