/** As `trouble-codes.ts` orders them. */
const lamps: readonly (readonly [english: string, chinese: string])[] = [
  ['red stop lamp', '红色停车灯'],
  ['malfunction indicator lamp', '故障指示灯'],
  ['amber warning lamp', '琥珀色警告灯'],
  ['protect lamp', '保护灯'],
];

/** Every row of different ones, in any order: as they were lit. */
function rows(rest: typeof lamps): [english: string, chinese: string][] {
  return rest.flatMap(([english, chinese]) => [
    [english, chinese],
    ...rows(rest.filter(([other]) => other !== english)).map(([e, c]): [string, string] => [
      `${english}, ${e}`,
      `${chinese}、${c}`,
    ]),
  ]);
}

/** Lamps that trouble codes ask for, as titles name them. */
export const lampNames: Readonly<Record<string, string>> = Object.fromEntries(rows(lamps));
