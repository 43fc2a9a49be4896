package main

import (
	"fmt"
	"html/template"
	"os"

	"catchlight/tagging"
)

// reportPage is the report of eval as one file without anything from elsewhere.
var reportPage = template.Must(template.New("report").Parse(`<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Catchlight: accuracy on {{.Dir}}</title>
<style>
body { font: 15px/1.5 sans-serif; max-width: 46em; margin: 2em auto; padding: 0 1em; color: #1e1e1e; background: #f2f2f2 }
td, th { padding: .2em 1.2em .2em 0; text-align: left } td.n { text-align: right }
</style>
<h1>Accuracy on {{.Dir}}</h1>
<p>Model {{.Model}}, vocabulary {{.Vocabulary}}: {{.Photos}} photos, {{.Tags}} tags.</p>
<table>
<tr><td>best tag is right (top-1)<td class="n">{{printf "%.3f" .Top1}}
<tr><td>one of the five best is right (top-5)<td class="n">{{printf "%.3f" .Top5}}
<tr><td>mean average precision<td class="n">{{printf "%.3f" .MAP}}
<tr><td>suggestions: precision<td class="n">{{printf "%.3f" .Precision}}
<tr><td>suggestions: recall<td class="n">{{printf "%.3f" .Recall}}
<tr><td>suggestions: F1<td class="n">{{printf "%.3f" .F1}}
<tr><td>suggestions a photo<td class="n">{{printf "%.2f" .SuggestedPerPhoto}}
</table>
{{with .Confusions}}<h2>What was taken for what</h2>
<table><tr><th>label<th>best tag<th>photos
{{range .}}<tr><td>{{.Label}}<td>{{.Best}}<td class="n">{{.Count}}
{{end}}</table>{{end}}
{{with .Failed}}<h2>Not measured</h2>
<ul>{{range .}}<li>{{.Path}}: {{.Err}}
{{end}}</ul>{{end}}
`))

// reportFile is what the page shows.
type reportFile struct {
	Dir, Model, Vocabulary string
	tagging.Report
}

// write makes or replaces the file at path.
func (r reportFile) write(path string) error {
	f, err := os.Create(path)
	if err != nil {
		return fmt.Errorf("write the report: %w", err)
	}
	err = reportPage.Execute(f, r)
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err != nil {
		return fmt.Errorf("write the report %s: %w", path, err)
	}
	return nil
}
