package phrase

import (
	"fmt"
	"strings"
	"time"

	"fyne.io/fyne/v2/lang"
)

// Moment writes a day with its time, in the zone of t: 2 Jan 2006, 15:04.
func Moment(t time.Time) string {
	return lang.X("date.moment", "{{.date}}, {{.hour}}:{{.minute}}", map[string]any{
		"date": Day(t), "hour": fmt.Sprintf("%02d", t.Hour()), "minute": fmt.Sprintf("%02d", t.Minute()),
	})
}

// Day writes a day, in the zone of t: 2 Jan 2006.
func Day(t time.Time) string {
	year, month, day := t.Date()
	return lang.X("date.day", "{{.day}} {{.month}} {{.year}}", map[string]any{"day": day, "month": Month(month), "year": year})
}

// MonthOf writes a month of a year: Jan 2006.
func MonthOf(month, year string) string {
	return lang.X("date.month", "{{.month}} {{.year}}", map[string]any{"month": month, "year": year})
}

// Month is the short name of a month.
func Month(m time.Month) string {
	names := strings.Fields(lang.X("date.months", "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"))
	if len(names) != 12 || m < time.January || m > time.December {
		return m.String()
	}
	return names[m-1]
}
