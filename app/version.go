package main

// version is what --version and Help › About show; the build sets it with -ldflags "-X main.version=…".
var version = "development"
