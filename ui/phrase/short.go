package phrase

import (
	"math"

	"golang.org/x/text/number"
)

// Short writes a number with as many digits as a reader can use: whole from ten on, else with two
// places behind the point at most.
func Short(x float64) string {
	if math.Abs(x) >= 10 {
		return Number(int(math.Round(x)))
	}
	return numbers().Sprint(number.Decimal(x, number.MaxFractionDigits(2)))
}
