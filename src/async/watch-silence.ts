/** Work that takes longer makes the watch ask whether the server is there: nothing usual takes so long. */
const patienceMs = 1_000;
/** A new session and one statement take milliseconds, tenths of a second under heavy load. */
const answerMs = 3_000;
/** While the server is silent: the pause between one question and the next. */
const againMs = 500;
/** A question whose time is over this much too late says that this process was busy, and nothing of the server. */
const busyMs = 500;

export interface SilenceWatch {
  /** Something waits for the server from now on, until the returned function is called. */
  begin(): () => void;
  isSilent(): boolean;
  stop(): void;
}

interface Watched {
  /** Whether the server answers within this time. A refusal is an answer: only silence is none. */
  ask(withinMs: number): Promise<boolean>;
  onSilent(): void;
  onBack(): void;
}

/**
 * Notices that a server which took connections has fallen silent: its process is stopped, its disk or the network hangs.
 * Nothing breaks then, and everybody would wait. Asks only while something waits for long, or the server is silent.
 */
export function watchSilence(
  { ask, onSilent, onBack }: Watched,
  { patience = patienceMs, answer = answerMs, again = againMs } = {},
): SilenceWatch {
  const waiting = new Map<symbol, number>();
  let silent = false;
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;

  async function look(): Promise<void> {
    const age = performance.now() - Math.min(...waiting.values());
    const long = age >= patience;
    if (silent || long) await askNow();
    timer = undefined;
    if (silent) plan(again);
    else if (waiting.size > 0) plan(long ? patience : patience - age);
  }

  async function askNow(): Promise<void> {
    const begun = performance.now();
    const answered = await ask(answer);
    const wasBusy = performance.now() - begun > answer + busyMs;
    if (stopped || (wasBusy && !answered) || answered === !silent) return;
    silent = !answered;
    if (silent) onSilent();
    else onBack();
  }

  function plan(ms: number): void {
    if (stopped || timer !== undefined) return;
    timer = setTimeout(look, ms);
    timer.unref();
  }

  return {
    begin() {
      const one = Symbol();
      waiting.set(one, performance.now());
      plan(patience);
      return () => waiting.delete(one);
    },
    isSilent: () => silent,
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
