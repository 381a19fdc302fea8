package plain

// builtinModel is the model of lines that is part of the program.
var builtinModel []byte
