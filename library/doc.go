// Package library keeps what is known of the user's photos: one bbolt file, and an image of it in memory.
package library
