package library

import (
	"slices"
	"strings"
)

// maxAlike is how many names at the end of two paths are compared.
const maxAlike = 16

// pairUp gives each of the wanted paths one of those that are offered: the same path, else those that end in the most
// names that are the same, so that copies of a photo that lie in folders of like names are not confounded; at last any.
// Each is given once; -1: none was left. It takes time in proportion to the lengths of all paths.
func pairUp(wanted, offered []string) []int {
	pairs := slices.Repeat([]int{-1}, len(wanted))
	taken := make([]bool, len(offered))
	pair := func(key func(string) string) {
		free := map[string][]int{}
		for i, path := range offered {
			if !taken[i] {
				free[key(path)] = append(free[key(path)], i)
			}
		}
		for i, path := range wanted {
			if list := free[key(path)]; pairs[i] < 0 && len(list) > 0 {
				pairs[i], free[key(path)] = list[0], list[1:]
				taken[list[0]] = true
			}
		}
	}
	pair(func(path string) string { return path })
	for n := min(maxAlike, mostNames(offered)); n >= 0; n-- {
		if !slices.Contains(pairs, -1) || !slices.Contains(taken, false) {
			break
		}
		pair(func(path string) string { return lastNames(path, n) })
	}
	return pairs
}

// lastNames are the last n names of a path, with the sign of one system between them; a path with fewer names is itself.
func lastNames(path string, n int) string {
	at := len(path)
	for ; n > 0 && at > 0; n-- {
		at = strings.LastIndexAny(path[:at], `/\`)
	}
	return strings.ReplaceAll(path[max(at, 0):], `\`, "/")
}

func mostNames(paths []string) int {
	most := 0
	for _, path := range paths {
		most = max(most, strings.Count(path, "/")+strings.Count(path, `\`))
	}
	return most
}
