package assets

import (
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// forms are the plural forms that a language needs for whole numbers (Unicode CLDR), and "other",
// which stands in for what is left.
var forms = map[string][]string{
	"en": {"one", "other"}, "de": {"one", "other"}, "es": {"one", "other"}, "fr": {"one", "other"}, "it": {"one", "other"},
	"uk": {"few", "many", "one", "other"}, "zh": {"other"}, "ja": {"other"},
}

var placeholder = regexp.MustCompile(`\{\{[^}]*\}\}`)

// catalogueOf reads a catalogue: of each key its forms, "" alone where it counts nothing.
func catalogueOf(t *testing.T, code string) map[string]map[string]string {
	t.Helper()
	var raw map[string]json.RawMessage
	if err := json.Unmarshal(Catalogue(code), &raw); err != nil {
		t.Fatalf("%s.json: %v", code, err)
	}
	texts := map[string]map[string]string{}
	for key, value := range raw {
		var text string
		if json.Unmarshal(value, &text) == nil {
			texts[key] = map[string]string{"": text}
			continue
		}
		byForm := map[string]string{}
		if err := json.Unmarshal(value, &byForm); err != nil {
			t.Errorf("%s.json: %s is neither a text nor its plural forms: %v", code, key, err)
		}
		texts[key] = byForm
	}
	return texts
}

// put are the placeholders of a text, each once, in order of their names.
func put(text string) []string {
	found := placeholder.FindAllString(text, -1)
	slices.Sort(found)
	return slices.Compact(found)
}

// TestCatalogues: each language has each text of the English one, no other, with the same data put
// in, and in the plural forms that its grammar needs. One that is not whole yet may lack texts.
func TestCatalogues(t *testing.T) {
	english := catalogueOf(t, "en")
	for _, l := range Languages() {
		t.Run(l.Code, func(t *testing.T) {
			texts := catalogueOf(t, l.Code)
			for key := range english {
				if texts[key] == nil && l.Whole {
					t.Errorf("%s is missing: %v", key, english[key])
				}
			}
			for key, byForm := range texts {
				if english[key] == nil {
					t.Errorf("%s is no text of the window", key)
					continue
				}
				checkForms(t, l.Code, key, byForm, english[key])
			}
		})
	}
}

func checkForms(t *testing.T, code, key string, byForm, english map[string]string) {
	t.Helper()
	want := forms[code]
	if _, plain := english[""]; plain {
		want = []string{""}
	}
	if have := slices.Sorted(maps.Keys(byForm)); !slices.Equal(have, want) {
		t.Errorf("%s has the forms %q, want %q", key, have, want)
		return
	}
	for form, text := range byForm {
		if strings.TrimSpace(text) == "" {
			t.Errorf("%s %s is empty", key, form)
		}
		checkPlaceholders(t, code, key, form, text, english)
	}
}

// checkPlaceholders: a form for one may leave the number out, as English does, where it stands for
// no other number.
func checkPlaceholders(t *testing.T, code, key, form, text string, english map[string]string) {
	t.Helper()
	as := form
	if _, has := english[form]; !has {
		as = "other"
	}
	alone := form == "one" && !slices.Contains([]string{"uk", "fr"}, code) // uk: 21 too, fr: 0 too
	fits := slices.Equal(put(text), put(english[as]))
	if form == "one" {
		fits = slices.Equal(put(text), put(english["other"])) || fits && alone
	}
	if !fits {
		t.Errorf("%s %s puts in %q, English %q: %q", key, form, put(text), put(english[as]), text)
	}
}

// TestLanguagesAreFound: what is offered can be loaded, and what is not there is nil.
func TestLanguagesAreFound(t *testing.T) {
	entries, err := catalogues.ReadDir("lang")
	if err != nil {
		t.Fatal(err)
	}
	var files, codes []string
	for _, e := range entries {
		files = append(files, strings.TrimSuffix(e.Name(), ".json"))
	}
	for _, l := range Languages() {
		codes = append(codes, l.Code)
	}
	slices.Sort(codes)
	if !slices.Equal(files, codes) {
		t.Errorf("files of %v, languages %v", files, codes)
	}
	if Catalogue("xx") != nil || Catalogue("../lexicon/lexicon.tsv") != nil {
		t.Error("a catalogue that is none")
	}
}

// otherTerms are words that a language must not use, because it has another for the same thing, or
// because they speak to the user in another way than the rest of it.
var otherTerms = map[string]map[string]string{ // of each language: a pattern, and the word that it has
	"en": {`(?i)\b(refuse[sd]? (it|one|and)|(and|or) refuse|suggestions? refused)\b`: "reject"}, // which agencies and systems do not
	"de": {
		`\bBegriff`: "Schlagwort", `\b[Gg]ewählt`: "ausgewählt", `\b(du|dich|dir|dein\w*)\b`: "Sie",
		`\bSchlüsselw`: "Stichwort", `\bEtikett`: "Schlagwort",
	},
	"fr": {
		`\b(autres?|chaque|les) programmes?\b`: "logiciel", `\b(étiquettes?|libellés?)\b`: "tag", `\bside-?cars?\b`: "fichier annexe",
		`\b(tu|toi|ton|tes)\b`: "vous", `\b(proposés?|proposées?)\b`: "suggéré", `exécution`: "passage",
	},
	"es": {
		`\blenguas?\b`: "idioma", `(?i)\bsidecars?\b`: "archivo XMP", `(?i)\b(mirando|mirado)\b`: "examinar", `(?:^|\P{L})(tú|tus?)(?:\P{L}|$)`: "usted",
		`conjuntos? de palabras(?: [^c]|[:.…]|$)`: "conjunto de palabras clave", `\bficheros?\b`: "archivo", `ejecuci`: "pasada",
	},
	"it": {
		`\blist[ae]\b`: "elenco", `\bsidecar\b`: "file collaterale", `\b(Suo|Sua|Vostr[oaie])\b`: "tu", `\bsottofondo\b`: "background",
		`(?i)\betichett[ae]\b`: "tag", `esecuzion`: "passata",
	},
	"uk": {
		`(?i)мітк`: "тег", `Catchlight закінчи`: "завершив роботу", `(?i)сайдкар`: "супровідний файл", `(?i)(?:^|\P{L})(ти|твій|твої)(?:\P{L}|$)`: "ви",
		`агенці`: "агентство",
	},
	"ja": {
		`リスト`: "一覧", `サイドカーファイル`: "サイドカー", `(別の|ほかの)プログラム`: "ほかのソフト", `：`: ": ", `; `: "。", `ラベル`: "タグ", `代理店`: "エージェンシー",
	},
	"zh": {
		`列表(?:中|移)`: "词表", `图片(?:[^社]|$)`: "图像", `叠放`: "堆叠", `关键词`: "关键字", `[;:] `: "；", `你`: "您", `代理商`: "图片社",
	},
}

// TestOneWordForOneThing: window and manual call a thing by one word, speak to the user in one way,
// and have the punctuation of their language.
func TestOneWordForOneThing(t *testing.T) {
	for code, terms := range otherTerms {
		texts := catalogueOf(t, code)
		maps.Copy(texts, manualOf(t, code))
		for pattern, want := range terms {
			other := regexp.MustCompile(pattern)
			for key, byForm := range texts {
				for _, text := range byForm {
					if found := other.FindString(placeholder.ReplaceAllString(text, "")); found != "" {
						t.Errorf("%s: %s has %q for %q: %q", code, key, found, want, text)
					}
				}
			}
		}
	}
}

// TestWhatWasStoppedIsSaidAlike: the user stops all jobs by one word, and reads the same one after it.
func TestWhatWasStoppedIsSaidAlike(t *testing.T) {
	english := catalogueOf(t, "en")
	for _, l := range Languages() {
		texts := catalogueOf(t, l.Code)
		for key, byForm := range english {
			says := strings.HasPrefix(byForm[""], english["grade.stopped"][""])
			if says && !strings.HasPrefix(texts[key][""], texts["grade.stopped"][""]) {
				t.Errorf("%s: %s begins otherwise than %q: %q", l.Code, key, texts["grade.stopped"][""], texts[key][""])
			}
		}
	}
}

var typed = regexp.MustCompile("`[^`]*`")

// manualOf are the lines of the manual in a language by their pages, without what is to be typed.
func manualOf(t *testing.T, code string) map[string]map[string]string {
	t.Helper()
	folder := code
	if code == "en" {
		folder = "."
	}
	pages, err := filepath.Glob(filepath.Join("..", "docs", "guide", folder, "*.md"))
	if err != nil || len(pages) == 0 {
		t.Fatalf("%d pages of the manual in %s: %v", len(pages), code, err)
	}
	texts := map[string]map[string]string{}
	for _, page := range pages {
		data, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		texts[page] = map[string]string{}
		for i, line := range strings.Split(typed.ReplaceAllString(string(data), ""), "\n") {
			texts[page][strconv.Itoa(i)] = line
		}
	}
	return texts
}
