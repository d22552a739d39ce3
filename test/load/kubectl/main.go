// Reads texts, one JSON string a line, and writes for each what kubectl reads: the objects as JSON, and whether the text is refused.
// @see https://github.com/kubernetes/cli-runtime/blob/master/pkg/resource/visitor.go (StreamVisitor)
package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os"

	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/util/yaml"
)

type verdict struct {
	Objects []json.RawMessage `json:"objects"`
	Error   string            `json:"error,omitempty"`
}

func read(text string) verdict {
	answer := verdict{Objects: []json.RawMessage{}}
	decoder := yaml.NewYAMLOrJSONDecoder(bytes.NewReader([]byte(text)), 4096)
	for {
		ext := runtime.RawExtension{}
		if err := decoder.Decode(&ext); err != nil {
			if !errors.Is(err, io.EOF) {
				answer.Error = err.Error()
			}
			return answer
		}
		ext.Raw = bytes.TrimSpace(ext.Raw)
		if len(ext.Raw) == 0 || bytes.Equal(ext.Raw, []byte("null")) {
			continue
		}
		answer.Objects = append(answer.Objects, append(json.RawMessage{}, ext.Raw...))
	}
}

func main() {
	in := bufio.NewReaderSize(os.Stdin, 1<<20)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	for {
		line, err := in.ReadBytes('\n')
		if len(bytes.TrimSpace(line)) > 0 {
			var text string
			if err := json.Unmarshal(line, &text); err != nil {
				panic(err)
			}
			encoded, err := json.Marshal(read(text))
			if err != nil {
				panic(err)
			}
			out.Write(append(encoded, '\n'))
		}
		if err != nil {
			return
		}
	}
}
