interface Family {
  first: number;
  last: number;
  name(index: number): string;
}

const bank = (what: string, first: number): Family => ({
  first,
  last: first + 3,
  name: (index) => `${what} bank ${index + 1}`,
});
const sensor = (what: string, first: number): Family => ({
  first,
  last: first + 15,
  name: (index) => `${what} bank ${(index >> 2) + 1} sensor ${(index & 3) + 1}`,
});
const single = (id: number, what: string): Family => ({ first: id, last: id, name: () => what });

/** SAE J1979-DA, on-board diagnostic monitor identifiers. */
const families: Family[] = [
  sensor('oxygen sensor', 0x01),
  bank('catalyst', 0x21),
  bank('exhaust gas recirculation', 0x31),
  bank('variable valve timing', 0x35),
  single(0x39, 'evaporative system (cap off)'),
  single(0x3a, 'evaporative system (0.090 inch)'),
  single(0x3b, 'evaporative system (0.040 inch)'),
  single(0x3c, 'evaporative system (0.020 inch)'),
  single(0x3d, 'purge flow'),
  sensor('oxygen sensor heater', 0x41),
  bank('heated catalyst', 0x61),
  bank('secondary air', 0x71),
  bank('fuel system', 0x81),
  { first: 0x85, last: 0x86, name: (index) => `boost pressure bank ${index + 1}` },
  { first: 0x90, last: 0x91, name: (index) => `NOx adsorber bank ${index + 1}` },
  { first: 0x98, last: 0x99, name: (index) => `NOx catalyst bank ${index + 1}` },
  single(0xa1, 'misfire'),
  { first: 0xa2, last: 0xad, name: (index) => `misfire cylinder ${index + 1}` },
  { first: 0xb0, last: 0xb1, name: (index) => `particulate filter bank ${index + 1}` },
];

export function monitorName(id: number): string {
  const family = families.find(({ first, last }) => id >= first && id <= last);
  return family ? family.name(id - family.first) : 'a monitor of the manufacturer';
}
