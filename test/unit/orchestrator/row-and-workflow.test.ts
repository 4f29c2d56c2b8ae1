import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isTerminal } from '../../../src/domain/batch-status.ts';
import { World } from './model-world.ts';

/** What can happen to a batch, in any order; the acting process may die before any of its steps. */
class Happening implements fc.AsyncCommand<object, World> {
  private readonly name: string;
  private readonly happen: (world: World) => unknown;
  private readonly steps: number;

  constructor(name: string, steps: number, happen: (world: World) => unknown) {
    this.name = name;
    this.steps = steps;
    this.happen = happen;
  }

  check = () => true;

  run = (_model: object, world: World) => world.living(this.steps, async () => this.happen(world));

  toString = () => `${this.name}${this.steps < lives ? `, dies after ${this.steps}` : ''}`;
}

/** More steps than any action takes. */
const lives = 9;
const steps = fc.oneof(fc.constant(lives), fc.nat(3));
const id = 'the batch';

const happening = (name: string, happen: (world: World) => unknown) =>
  steps.map((count) => new Happening(name, count, happen));

const complete = (world: World) => world.actions.complete(id);
const worker = happening('the worker works', (world) => {
  world.work();
});
const pass = happening('the reconciler passes', (world) => world.reconciler.pass());

const anything = [
  happening('complete', complete),
  happening('cancel', (world) => world.actions.cancel(id)),
  happening('retry', (world) => world.actions.beginRun(id, ['failed'])),
  happening('reprocess', (world) => world.actions.beginRun(id, ['completed'])),
  worker,
  worker,
  worker,
  pass,
  happening('the abandon timer fires', (world) => world.abandon()),
  happening('an operator terminates', (world) => world.close('terminated')),
  happening('the execution times out', (world) => world.close('timed_out')),
  happening("Temporal's database is lost", (world) => world.temporal.loseDatabase()),
  happening('Temporal goes away', (world) => {
    world.temporal.away = true;
  }),
  happening('Temporal comes back', (world) => {
    world.temporal.away = false;
  }),
  happening('the list catches up', (world) => world.temporal.catchUp()),
  happening('PostgreSQL is backed up', (world) => world.saveRow()),
  happening('PostgreSQL is restored', (world) => world.restoreRow()),
];

/** All servers are back and nothing more happens: passes until the last one finds nothing, at most three. */
async function settle(world: World): Promise<void> {
  world.temporal.away = false;
  for (let passes = 1; ; passes += 1) {
    while (world.work());
    world.temporal.catchUp();
    const { repaired } = await world.reconciler.pass();
    if (repaired === 0) return;
    expect(passes).toBeLessThan(3);
  }
}

test('whatever happens, each batch ends once all servers are back, with one report per run', async () => {
  await fc.assert(
    fc.asyncProperty(fc.commands(anything, { maxCommands: 40 }), async (commands) => {
      const world = new World();
      await fc.asyncModelRun(() => ({ model: {}, real: world }), commands);
      await settle(world);
      // It may wait for the vehicle, but then its workflow waits too.
      if (world.row.status === 'pending') {
        expect(world.temporal.view()).toMatchObject({ state: 'open', run: world.row.run, stage: 'pending' });
        await complete(world);
        await settle(world);
      }
      expect(isTerminal(world.row.status)).toBe(true);
      expect(world.temporal.view().state).not.toBe('open');
      expect(new Set(world.reports).size).toBe(world.reports.length);
      if (world.row.status === 'completed') expect(world.reports).toContain(world.row.run);
    }),
    { numRuns: 1_000 },
  );
});

test('promises are kept: a complete that is not cancelled ends in a report', async () => {
  const harmless = [
    worker,
    pass,
    happening('complete', complete),
    happening('the list catches up', (world) => world.temporal.catchUp()),
  ];
  const losses = [
    happening("Temporal's database is lost", (world) => world.temporal.loseDatabase()),
    happening('Temporal goes away', (world) => {
      world.temporal.away = true;
    }),
    happening('Temporal comes back', (world) => {
      world.temporal.away = false;
    }),
  ];
  await fc.assert(
    fc.asyncProperty(fc.commands([...harmless, ...losses], { maxCommands: 30 }), async (commands) => {
      const world = new World();
      await complete(world);
      await fc.asyncModelRun(() => ({ model: {}, real: world }), commands);
      await settle(world);
      expect(world.row).toMatchObject({ status: 'completed', run: 1 });
      expect(world.reports).toEqual([1]);
    }),
    { numRuns: 500 },
  );
});
