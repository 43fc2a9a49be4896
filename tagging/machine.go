package tagging

import (
	"fmt"
	"runtime"

	"github.com/klauspost/cpuid/v2"
)

// Machine names this computer as far as the speed of models depends on it: the key of what was measured (see
// library.StoreMeasured), for a library may travel on a disk.
func Machine() string {
	brand := cpuid.CPU.BrandName
	if brand == "" {
		brand = runtime.GOARCH
	}
	return fmt.Sprintf("%s, %d cores, family %d.%d.%d", brand, runtime.GOMAXPROCS(0), cpuid.CPU.Family, cpuid.CPU.Model, cpuid.CPU.Stepping)
}
