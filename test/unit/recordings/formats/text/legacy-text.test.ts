import { expect, test } from 'vitest';
import { textOfBytes } from '../../../../../src/recordings/formats/text/ascii.ts';

const read = (hex: string) => textOfBytes(Buffer.from(hex, 'hex'));

test.each([
  ['Время', 'c2f0e5ecff'],
  ['Обороты двигателя (об/мин)', 'cee1eef0eef2fb20e4e2e8e3e0f2e5ebff2028eee12fece8ed29'],
  ['км/ч', 'eaec2ff7'],
  ['Скорость [km/h]', 'd1eaeef0eef1f2fc205b6b6d2f685d'],
  ['Температура ОЖ', 'd2e5ecefe5f0e0f2f3f0e020cec6'],
  ['Напряжение АКБ, В', 'cde0eff0ffe6e5ede8e520c0cac12c20c2'],
  ['№ пакета', 'b920efe0eae5f2e0'],
  ['Ёмкость', 'a8eceaeef1f2fc'],
])('%s of Windows-1251 is read', (text, hex) => {
  expect(read(hex)).toBe(text);
});

test.each([
  ['时间', 'cab1bce4'],
  ['发动机转速(rpm)', 'b7a2b6afbbfad7aacbd92872706d29'],
  ['车速', 'b3b5cbd9'],
  ['冷却液温度(℃)', 'c0e4c8b4d2bacec2b6c828a1e629'],
  ['油门位置%', 'd3cdc3c5cebbd6c325'],
])('%s of GB 2312 is read', (text, hex) => {
  expect(read(hex)).toBe(text);
});

test.each([
  ['엔진 회전수(rpm)', 'bfa3c1f820c8b8c0fcbcf62872706d29'],
  ['시간', 'bdc3b0a3'],
  ['차량 속도', 'c2f7b7ae20bcd3b5b5'],
  ['2023년 11월 14일', '32303233b3e2203131bff9203134c0cf'],
])('%s of EUC-KR is read', (text, hex) => {
  expect(read(hex)).toBe(text);
});

test('a date of GB 2312 is read', () => {
  expect(read('32303233c4ea3131d4c23134c8d5')).toBe('2023年11月14日');
});

test.each([
  ['Längengrad', '4ce46e67656e67726164'],
  ['à', 'e0'],
  ['Kühlmitteltemperatur(°C)', '4bfc686c6d697474656c74656d7065726174757228b04329'],
  ['Régime moteur', '52e967696d65206d6f74657572'],
  ['été', 'e974e9'],
  ['Größe', '4772f6df65'],
  ['ÄÖÜ', 'c4d6dc'],
  ['ÉÉÉ', 'c9c9c9'],
  ['²³', 'b2b3'],
  ['é è', 'e920e8'],
  ['±±±', 'b1b1b1'],
  ['žš', '9e9a'],
  // Pairs of GB 2312, behind which a byte is left.
  ['ÊÙ¶È x Ê', 'cad9b6c8207820ca'],
])('%s of Windows-1252 stays Western', (text, hex) => {
  expect(read(hex)).toBe(text);
});

test.each([
  ['Korean that is not known', 'c2f7c1f8'],
  ['Japanese', '834783938357839389f1935d90942872706d29'],
])('%s is not taken for Chinese', (_, hex) => {
  expect(read(hex)).not.toMatch(/\p{Script=Han}/u);
});
