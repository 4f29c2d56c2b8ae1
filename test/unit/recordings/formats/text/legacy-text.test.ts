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
  ['мс', 'ecf1'],
  ['Уровень', 'd3f0eee2e5edfc'],
  ['Давление масла', 'c4e0e2ebe5ede8e520ece0f1ebe0'],
  ['Дата', 'c4e0f2e0'],
  ['Широта', 'd8e8f0eef2e0'],
  ['Высота', 'c2fbf1eef2e0'],
  ['Ток', 'd2eeea'],
  ['Угол поворота руля', 'd3e3eeeb20efeee2eef0eef2e020f0f3ebff'],
  ['Состояние', 'd1eef1f2eeffede8e5'],
  ['Расход топлива, л/ч', 'd0e0f1f5eee420f2eeefebe8e2e02c20eb2ff7'],
  ['Передача', 'cfe5f0e5e4e0f7e0'],
  ['Мощность', 'cceef9edeef1f2fc'],
  ['Крен', 'caf0e5ed'],
  ['Вес', 'c2e5f1'],
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
  ['Χρόνος', 'd7f1fcedeff2'],
  ['ΧΡΟΝΟΣ', 'd7d1cfcdcfd3'],
  ['Ταχύτητα (km/h)', 'd4e1f7fdf4e7f4e120286b6d2f6829'],
  ['Θερμοκρασία νερού', 'c8e5f1ecefeaf1e1f3dfe120ede5f1effd'],
  ['Κιβώτιο', 'cae9e2fef4e9ef'],
])('%s of Windows-1253 is read', (text, hex) => {
  expect(read(hex)).toBe(text);
});

test.each([
  ['זמן', 'e6eeef'],
  ['מהירות [km/h]', 'eee4e9f8e5fa205b6b6d2f685d'],
  ['מתח סוללה', 'eefae720f1e5ecece4'],
  ['תיבה', 'fae9e1e4'],
])('%s of Windows-1255 is read', (text, hex) => {
  expect(read(hex)).toBe(text);
});

test.each([
  ['Längengrad', '4ce46e67656e67726164'],
  ['à', 'e0'],
  ['çà', 'e7e0'],
  ['üç', 'fce7'],
  ['çà (m)', 'e7e020286d29'],
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
