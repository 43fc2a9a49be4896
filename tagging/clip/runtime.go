package clip

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"

	ort "github.com/yalue/onnxruntime_go"
)

const (
	runtimeVersion  = "1.24.3"
	runtimeVariable = "CATCHLIGHT_ONNXRUNTIME"
)

// environment counts the users of ONNX Runtime's environment. It is a variable of the package
// because the environment is one for the whole process; nothing else in the program is.
var environment struct {
	sync.Mutex
	users int
}

// acquire starts the environment for its first user. Each success needs one release.
func acquire(path string) error {
	environment.Lock()
	defer environment.Unlock()
	if environment.users == 0 {
		if err := start(path); err != nil {
			return err
		}
	}
	environment.users++
	return nil
}

// release ends the environment with its last user.
func release() error {
	environment.Lock()
	defer environment.Unlock()
	environment.users--
	if environment.users > 0 {
		return nil
	}
	return ort.DestroyEnvironment()
}

func start(path string) error {
	found, err := findRuntime(path)
	if err != nil {
		return err
	}
	tameMalloc()
	ort.SetSharedLibraryPath(found)
	// What goes wrong comes back as an error; the runtime need not print it, too.
	if err := ort.InitializeEnvironment(ort.WithLogLevelFatal()); err != nil {
		return fmt.Errorf("%w: %s cannot be loaded (%w): run `make build` to fetch version %s for this computer",
			ErrNoRuntime, found, err, runtimeVersion)
	}
	return nil
}

// findRuntime gives the absolute path of the library: the one asked for, else the first that exists
// of the usual ones.
func findRuntime(asked string) (string, error) {
	if asked == "" {
		asked = os.Getenv(runtimeVariable)
	}
	places := runtimePlaces()
	if asked != "" {
		places = []string{asked, filepath.Join(asked, runtimeFile(runtime.GOOS))}
	}
	for _, place := range places {
		if info, err := os.Stat(place); err == nil && info.Mode().IsRegular() {
			return filepath.Abs(place)
		}
	}
	return "", fmt.Errorf("%w: looked for %s; run `make build` to fetch it, or name the file in $%s",
		ErrNoRuntime, strings.Join(places, ", "), runtimeVariable)
}

// runtimePlaces are where the set-up and the bundles put the library.
func runtimePlaces() []string {
	var places []string
	name := runtimeFile(runtime.GOOS)
	if exe, err := executable(); err == nil {
		places = append(places, filepath.Join(filepath.Dir(exe), name))
		if runtime.GOOS == "darwin" {
			places = append(places, filepath.Join(filepath.Dir(exe), "..", "Frameworks", name))
		}
	}
	if cache, err := os.UserCacheDir(); err == nil {
		places = append(places, filepath.Join(cache, "catchlight", "onnxruntime-"+runtimeVersion, name))
	}
	return places
}

// executable follows links: the program may be started by a link from a folder in the PATH.
func executable() (string, error) {
	exe, err := os.Executable()
	if err != nil {
		return "", err
	}
	return filepath.EvalSymlinks(exe)
}

func runtimeFile(system string) string {
	switch system {
	case "windows":
		return "onnxruntime.dll"
	case "darwin":
		return "libonnxruntime." + runtimeVersion + ".dylib"
	default:
		return "libonnxruntime.so.1"
	}
}
