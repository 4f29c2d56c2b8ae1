/** The sets of which what each rule found is kept in the program, in the order of their labelling. */
export const sets = {
  ground: {
    lists: ['road', 'robots'],
    about: 'cars, trucks, boats, benches and ground robots',
  },
  flights: { lists: ['drones'], about: 'drones, rovers and boats' },
  third: { lists: ['third'], about: 'drones, robots, cars and boats, with the rules that they improved' },
  fourth: { lists: ['fourth'], about: 'robots and cars, with the rules that they improved' },
  fifth: { lists: ['fifth'], about: 'robots, cars and mowers, with the rules that they improved' },
  sixth: {
    lists: ['sixth'],
    about: 'cars, trucks, machines, robots and flights, with the rules that they improved',
  },
  seventh: {
    lists: ['seventh'],
    about: 'cars, trucks, robots and flights, with the rules that they improved',
  },
  eighth: {
    lists: ['eighth'],
    about: 'racing and other cars, tables, receivers and flights, with the rules that they improved',
  },
  ninth: {
    lists: ['ninth'],
    about: 'cars, electric vehicles, robots and flights, with the rules that they improved',
  },
  tenth: {
    lists: ['tenth'],
    about: 'flights, cars, robots, benches and boats, with the rules that they improved',
  },
} as const satisfies Record<string, { lists: readonly string[]; about: string }>;

export type SetName = keyof typeof sets;
