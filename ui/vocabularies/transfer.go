package vocabularies

// Import and Export come with the preview page.

// Import asks for a list of another program.
func (e *Editor) Import() {}

// Export asks where to write the list to.
func (e *Editor) Export() {}
