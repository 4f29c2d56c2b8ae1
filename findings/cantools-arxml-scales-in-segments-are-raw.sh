#!/usr/bin/env bash
# cantools 45.1.0: a signal of an ARXML with several linear scales (COMPU-METHOD of category SCALE_LINEAR) is decoded without any of them, and
# without a word at the usual level of logging: the raw value becomes the figure, in the unit of the scales.
#
# Seen for 0.5 degC/bit up to 200 and 2 degC/bit above it, offset -40 and -340: 100 and 210 instead of 10 and 80.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check cantools==45.1.0
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import cantools


def named(kind, name, content):
    return f'<{kind}><SHORT-NAME>{name}</SHORT-NAME>{content}</{kind}>'


def scale(low, high, offset, factor):
    return (f'<COMPU-SCALE><LOWER-LIMIT>{low}</LOWER-LIMIT><UPPER-LIMIT>{high}</UPPER-LIMIT><COMPU-RATIONAL-COEFFS>'
            f'<COMPU-NUMERATOR><V>{offset}</V><V>{factor}</V></COMPU-NUMERATOR>'
            '<COMPU-DENOMINATOR><V>1</V></COMPU-DENOMINATOR></COMPU-RATIONAL-COEFFS></COMPU-SCALE>')


def props(content):
    return ('<SW-DATA-DEF-PROPS-VARIANTS><SW-DATA-DEF-PROPS-CONDITIONAL>' + content +
            '</SW-DATA-DEF-PROPS-CONDITIONAL></SW-DATA-DEF-PROPS-VARIANTS>')


def ref(kind, dest, path):
    return f'<{kind} DEST="{dest}">/P/{path}</{kind}>'


def file(category, scales):
    triggering = named('CAN-FRAME-TRIGGERING', 'FT', ref('FRAME-REF', 'CAN-FRAME', 'F') +
                       '<CAN-ADDRESSING-MODE>STANDARD</CAN-ADDRESSING-MODE><IDENTIFIER>100</IDENTIFIER>')
    channel = named('CAN-PHYSICAL-CHANNEL', 'CH', f'<FRAME-TRIGGERINGS>{triggering}</FRAME-TRIGGERINGS>')
    content = [
        named('CAN-CLUSTER', 'Car', '<CAN-CLUSTER-VARIANTS><CAN-CLUSTER-CONDITIONAL><PHYSICAL-CHANNELS>' + channel +
              '</PHYSICAL-CHANNELS></CAN-CLUSTER-CONDITIONAL></CAN-CLUSTER-VARIANTS>'),
        named('CAN-FRAME', 'F', '<FRAME-LENGTH>1</FRAME-LENGTH><PDU-TO-FRAME-MAPPINGS>' + named(
            'PDU-TO-FRAME-MAPPING', 'PF', '<PACKING-BYTE-ORDER>MOST-SIGNIFICANT-BYTE-LAST</PACKING-BYTE-ORDER>' +
            ref('PDU-REF', 'I-SIGNAL-I-PDU', 'Pdu') + '<START-POSITION>0</START-POSITION>') + '</PDU-TO-FRAME-MAPPINGS>'),
        named('I-SIGNAL-I-PDU', 'Pdu', '<LENGTH>1</LENGTH><I-SIGNAL-TO-PDU-MAPPINGS>' + named(
            'I-SIGNAL-TO-I-PDU-MAPPING', 'M', ref('I-SIGNAL-REF', 'I-SIGNAL', 'Temperature') +
            '<PACKING-BYTE-ORDER>MOST-SIGNIFICANT-BYTE-LAST</PACKING-BYTE-ORDER><START-POSITION>0</START-POSITION>') +
            '</I-SIGNAL-TO-PDU-MAPPINGS>'),
        named('I-SIGNAL', 'Temperature', '<LENGTH>8</LENGTH>' + ref('SYSTEM-SIGNAL-REF', 'SYSTEM-SIGNAL', 'System')),
        named('SYSTEM-SIGNAL', 'System', '<PHYSICAL-PROPS>' + props(
            ref('COMPU-METHOD-REF', 'COMPU-METHOD', 'Method')) + '</PHYSICAL-PROPS>'),
        named('COMPU-METHOD', 'Method', f'<CATEGORY>{category}</CATEGORY><COMPU-INTERNAL-TO-PHYS><COMPU-SCALES>' +
              scales + '</COMPU-SCALES></COMPU-INTERNAL-TO-PHYS>'),
    ]
    package = named('AR-PACKAGE', 'P', f'<ELEMENTS>{"".join(content)}</ELEMENTS>')
    return ('<AUTOSAR xmlns="http://autosar.org/schema/r4.0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
            'xsi:schemaLocation="http://autosar.org/schema/r4.0 AUTOSAR_4-2-1.xsd"><AR-PACKAGES>' + package + '</AR-PACKAGES></AUTOSAR>')


def decoded(text, raw):
    return cantools.database.load_string(text, 'arxml').decode_message(100, bytes([raw]))['Temperature']


lower, upper = scale(0, 200, -40, 0.5), scale(201, 255, -340, 2)
one = file('LINEAR', lower)
several = file('SCALE_LINEAR', lower + upper)
print(decoded(one, 100), decoded(several, 100), decoded(several, 210))
assert decoded(one, 100) == 10
assert (decoded(several, 100), decoded(several, 210)) == (100, 210)
PYTHON
