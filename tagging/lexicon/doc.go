// Package lexicon knows some 1,900 everyday words in English and seven other languages, and which
// English words have two senses. Models are shown English, whatever language a tag or a search is
// in.
//
// Everyday gives the built-in one. A word is found whatever its case, accents or number, with or
// without an article and a qualifier in brackets: English ("Katze", "chats", "猫" → cat), Name the
// other way round, Names for all that is said for the same thing. Nearest puts a misspelt word
// right. SensesOf gives the two readings of a word such as "crane".
//
// A Lexicon is immutable: any goroutine may use it, and nothing blocks. Everyday reads its tables
// at the first call, some 30 ms.
package lexicon
