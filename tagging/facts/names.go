package facts

import (
	"strings"

	"catchlight/library/keywords"
	"catchlight/tagging/lexicon"
)

// name is what a word is called; vague where that is a word for other things, too.
type name struct {
	text  string
	vague bool
}

// ownNames are names of words that the lexicon does not have, or has in another sense: English,
// German, French, Spanish, Italian, Japanese, Chinese, Ukrainian. A question mark stands before
// names that mean other things, too.
var ownNames = map[string]string{
	"flash":      "flash photography;flash photo;Blitz;Blitzlicht;con flash;フラッシュ;ストロボ;闪光灯;спалах;зі спалахом",
	"telephoto":  "telephoto lens;tele;Teleobjektiv;téléobjectif;teleobjetivo;teleobiettivo;望遠;望遠レンズ;长焦;远摄;телеоб'єктив",
	"wide angle": "wide-angle;wideangle;wide angle lens;Weitwinkel;grand angle;grand-angle;gran angular;grandangolo;grandangolare;広角;広角レンズ;广角;ширококутний",
	"HDR":        "high dynamic range;HDR-Foto;ハイダイナミックレンジ;高动态范围",
	"drone":      "drone photo;drone photography;UAV;Drohne;Drohnenfoto;Drohnenaufnahme;photo de drone;dron;foto de dron;foto con drone;ドローン;ドローン撮影;无人机;无人机航拍;дрон;зйомка з дрона",
	"screenshot": "screen shot;screen capture;Bildschirmfoto;capture d'écran;captura de pantalla;schermata;スクリーンショット;スクショ;截图;屏幕截图;截屏;знімок екрана;скріншот",
	"burst":      "burst mode;continuous shooting;Serienbild;Serienbilder;Serienaufnahme;rafale;ráfaga;raffica;連写;连拍;серійна зйомка",
	"orange":     "?orange;?Orange;?naranja;?arancione;オレンジ色;橙色;помаранчевий;оранжевий",
	"turquoise":  "teal;cyan;türkis;turquesa;turchese;ターコイズ;青緑;青绿色;бірюзовий",
	"purple":     "?violet;?lila;violett;morado;púrpura;?violeta;?viola;紫色;фіолетовий",
	"pink":       "?pink;?rosa;?rose;ピンク;桃色;粉色;粉红色;рожевий",
	"brown":      "braun;?marron;brun;?marrón;?marrone;茶色;棕色;褐色;коричневий",
}

// namesOf are the names of a word, itself first.
func namesOf(word string) []name {
	own, hasOwn := ownNames[word]
	all := []name{{text: word, vague: strings.Contains(";"+own+";", ";?"+word+";")}}
	add := func(text string) {
		text, vague := strings.CutPrefix(text, "?")
		if text != "" && !sharedNames[keywords.Fold(text)] {
			all = append(all, name{text, vague})
		}
	}
	for text := range strings.SplitSeq(own, ";") {
		add(text)
	}
	if !hasOwn {
		for _, text := range lexicon.Everyday().Names(word) {
			add(text)
		}
	}
	return all
}

// sharedNames stand for two of the words, and so for none: the magic hour of Japanese is golden or
// blue, a headshot a portrait or a close one.
var sharedNames = map[string]bool{"マジックアワー": true, "headshot": true, "night sky": true, "夜景": true}
