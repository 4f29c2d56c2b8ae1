#!/usr/bin/env bash
# Typst 0.15.2 draws the text of an SVG with other fonts where its own lacks a character, but not if the text also has letters that the first font joins (fi, ff, fl in Noto
# Sans): then the characters that it lacks are boxes, in the picture and in the text of the PDF, without a warning. Text outside of an SVG is drawn whole.
#
# Seen: "ሰ mix" whole, "ሰ fix" a box; with the same fonts without their ligatures both are whole. `font-variant-ligatures` and `letter-spacing` do not change it.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check typst==0.15.2 pypdf==7.1.1 fonttools==4.60.1
cd "$folder"
npm install --silent --no-audit --no-fund --prefix packages @expo-google-fonts/noto-sans@0.4.2 @expo-google-fonts/noto-sans-ethiopic@0.4.2
mkdir joined apart
packages=packages/node_modules/@expo-google-fonts
for features in joined:liga apart:kern; do
  "$folder/venv/bin/pyftsubset" $packages/noto-sans/400Regular/*.ttf --unicodes=20-7E --layout-features="${features#*:}" --output-file="${features%:*}/latin.ttf"
  # Of one script without Latin letters, as the slices are that pages on the web load.
  "$folder/venv/bin/pyftsubset" $packages/noto-sans-ethiopic/400Regular/*.ttf --unicodes=1200-137F --output-file="${features%:*}/ethiopic.ttf"
done
"$folder/venv/bin/python" - <<'PYTHON'
import io
import pypdf
import typst

def drawn(text, fonts, picture=True):
    with open('text.svg', 'w') as file:
        file.write('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 40">'
                   f'<text x="5" y="25" font-family="Noto Sans">{text}</text></svg>')
    with open('page.typ', 'w') as file:
        file.write('#image("text.svg")' if picture else f'#set text(font: "Noto Sans")\n{text}')
    pdf = typst.compile('page.typ', font_paths=[fonts], ignore_system_fonts=True)
    return pypdf.PdfReader(io.BytesIO(pdf)).pages[0].extract_text()

for fonts in ('joined', 'apart'):
    print(fonts, [ascii(drawn(text, fonts)) for text in ('ሰ mix', 'ሰ fix')])
assert 'ሰ' in drawn('ሰ mix', 'joined') and 'ሰ' not in drawn('ሰ fix', 'joined')
assert 'ሰ' in drawn('ሰ fix', 'apart') and 'ሰ' in drawn('ሰ fix', 'joined', picture=False)
PYTHON
