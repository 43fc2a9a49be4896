package library

import (
	"encoding/json"
	"fmt"

	bolt "go.etcd.io/bbolt"
)

// Measured fills value with what StoreMeasured kept under the key, and reports whether there was anything that fits it. It
// blocks briefly on the disk.
func (l *Library) Measured(key string, value any) bool {
	known := false
	_ = l.store.view(func(tx *bolt.Tx) error { // what cannot be read is measured again
		data := tx.Bucket(measuredBucket).Get([]byte(key))
		known = data != nil && json.Unmarshal(data, value) == nil
		return nil
	})
	return known
}

// StoreMeasured keeps, as JSON, what was measured: how fast a model runs on a machine and how well. The key names both, and
// what it is; the library knows neither. It blocks until it is safe on the disk.
func (l *Library) StoreMeasured(key string, value any) error {
	data, err := json.Marshal(value)
	if err != nil {
		return fmt.Errorf("keep the measurement %s: %w", key, err)
	}
	return l.store.update(func(tx *bolt.Tx) error { return tx.Bucket(measuredBucket).Put([]byte(key), data) })
}
