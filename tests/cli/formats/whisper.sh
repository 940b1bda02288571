#!/bin/sh -eu
# JSON of Whisper and its relatives: the same name gets the same code in the whole text,
# in each segment and in each word; what is not known is emptied.
cat >people.csv <<'X'
person;given;family;role;team
p1;Kari;Nordhaug;SW;4
p2;Ola;Vikse;T;4
X
cat >openai.json <<'X'
{"text": " Jeg snakket med Ola Vikse i g\u00e5r. Kari var der.", "segments": [
{"id": 0, "seek": 0, "start": 0.0, "end": 2.5, "text": " Jeg snakket med Ola", "tokens": [50364, 1, 2], "temperature": 0.0, "avg_logprob": -0.25, "compression_ratio": 1.5, "no_speech_prob": 0.01, "words": [{"word": " Jeg", "start": 0.0, "end": 0.5, "probability": 0.9}, {"word": " snakket", "start": 0.5, "end": 1.0, "probability": 0.9}, {"word": " med", "start": 1.0, "end": 1.2, "probability": 0.9}, {"word": " Ola", "start": 1.2, "end": 1.5, "probability": 0.9}]},
{"id": 1, "seek": 0, "start": 2.5, "end": 4.0, "text": " Vikse i g\u00e5r. Kari var der.", "tokens": [3], "words": [{"word": " Vikse"}, {"word": " i"}, {"word": " g\u00e5r."}, {"word": " Kari"}, {"word": " var"}, {"word": " der."}]}], "language": "no"}
X
cat >whisperx.json <<'X'
{"segments": [{"start": 0.1, "end": 2.0, "text": "Er Ola Vikse her?", "words": [{"word": "Er", "start": 0.1, "end": 0.2, "score": 0.9, "speaker": "SPEAKER_00"}, {"word": "Ola"}, {"word": "Vikse"}, {"word": "her?"}], "speaker": "SPEAKER_00"}, {"start": 2.0, "end": 3.0, "text": "Ja.", "words": [{"word": "Ja.", "speaker": "Kari Nordhaug"}], "speaker": "Kari Nordhaug"}], "word_segments": [{"word": "Er"}, {"word": "Ola"}, {"word": "Vikse"}, {"word": "her?"}, {"word": "Ja."}], "language": "no"}
X
cat >cpp.json <<'X'
{
	"systeminfo": "AVX = 1 | Qvixelmyr = 0",
	"model": {"type": "base", "multilingual": true, "audio": {"ctx": 1500}, "text": {"ctx": 448}},
	"params": {"model": "models/Zorbaldine.bin", "language": "no", "translate": false},
	"result": {"language": "Wrumpfeldt"},
	"transcription": [
		{
			"timestamps": {"from": "00:00:00,000", "to": "00:00:01,500"},
			"offsets": {"from": 0, "to": 1500},
			"text": " Ola Vikse kom.",
			"tokens": [{"text": " O", "id": 440, "p": 0.5}, {"text": "la"}, {"text": " Vik"}, {"text": "se"}, {"text": " kom"}, {"text": "."}],
			"speaker_turn_next": false
		}
	],
	"Jaspernikka": {"tlf": 91827364, "navn": "Ysmeralda", "liste": ["Hjorvardsen", 12]},
	"audio_path": "C:\\opptak\\Knarkelia.m4a", "start": "Fnuggeline", "segments": ["Trastevik"]
}
X
cat >plain.json <<'X'
[{"start": 0.5, "end": 1.25, "text": " Jeg liker \"epler\" & b\u00e6r,", "speaker": "SPEAKER_00"},
 {"start": 1.25, "end": 2, "text": " sa hun.", "speaker": "SPEAKER_00"}]
X
{ printf '\377\376'; sed 's/$/\r/' plain.json | iconv -f utf-8 -t utf-16le; } >utf-16.json
printf 'start\tend\ttext\n0\t1000\tJeg snakket med Ola\n1000\t2000\tVikse.\n2000\t3000\tKari: Ja.\n' >a.tsv
printf 'start\tend\ttext\r\n0\t1000\tJeg liker epler.\r\n' >plain.tsv
taus scrub --quiet --roster people.csv --team 4 --output out ./*.json ./*.tsv
for f in openai.json whisperx.json cpp.json a.tsv; do
	cat out/$f
	taus scrub --quiet --roster people.csv --team 4 "out/$f" | cmp - "out/$f"
done
for f in openai whisperx cpp; do jq -c . out/$f.json >/dev/null; done
for f in plain.json utf-16.json plain.tsv; do cmp $f out/$f; done
grep -E 'Qvixelmyr|Zorbaldine|Wrumpfeldt|Jaspernikka|Ysmeralda|Hjorvardsen|Knarkelia|Fnuggeline|Trastevik|91827364' \
	out/cpp.json || :
taus scrub --strict --roster people.csv cpp.json || echo $?
for bad in '{"text":"Kari"' '{"text":"Kari",}' '{"text":"Ka\qri"}' '{"text":NaN}' '{"text":1,"text":2}'; do
	printf '%s\n' "$bad" >bad.json
	taus scrub --roster people.csv --output copy bad.json || echo $?
	[ ! -e copy ]
done
{ printf '{"text":'; head -c 5000 /dev/zero | tr '\0' '['; } >deep.json
taus scrub --roster people.csv --output copy deep.json || echo $?
printf 'start\tend\ttext\nKari\tOla\tJa\n' >bad.tsv
taus scrub --roster people.csv --output copy bad.tsv || echo $?
printf '{"navn": "Kari"}' >other.json
taus scrub --roster people.csv --output copy other.json || echo $?
[ ! -e copy ]
