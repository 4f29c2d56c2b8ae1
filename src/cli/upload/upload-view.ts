import type { LocalFile } from '../../client/upload/local-file.ts';
import type { Trouble } from '../../client/upload/upload-files.ts';
import { createTotals, type Totals } from '../../client/upload-totals.ts';
import { phrase } from '../language.ts';
import { canRedraw } from '../terminal.ts';
import { linkTroubleText, troubleText } from '../trouble-text.ts';
import { createLiveLines } from './live-lines.ts';
import { barOf, nameCell, totalsText } from './upload-lines.ts';

/** What is shown of an upload: a bar for each file under way and one for all, or lines where nothing can be redrawn. */
export interface UploadView {
  /** They are to be sent. */
  add(files: readonly LocalFile[]): void;
  /** It is read, and sent then. */
  begin(file: LocalFile): void;
  resumed(file: LocalFile, bytes: number): void;
  sent(file: LocalFile, bytes: number): void;
  trouble(file: LocalFile, trouble: Trouble): void;
  stored(file: LocalFile): void;
  leftOut(file: LocalFile): void;
  /** The server does not answer. */
  pause(trouble: Trouble): void;
  /** A line that stays. */
  note(line: string): void;
  totals(): Totals;
  /** Nothing is under way any more. */
  end(): void;
}

/** Often enough to look live, rarely enough to cost nothing. */
const redrawMs = 100;
/** Where lines cannot be redrawn, and a journal may keep them. */
const lineMs = 10_000;

export function createUploadView(out: NodeJS.WriteStream): UploadView {
  const totals = createTotals();
  /** Files whose link is broken, or whose server does not answer. */
  const troubled = new Set<LocalFile>();
  /** What is said of each file under way. */
  const underWay = new Map<LocalFile, string>();
  const now = () => performance.now();
  const print = canRedraw(out)
    ? createRedrawn(out, lines)
    : createPrinted(out, () => totalsText(totals.now(now())));

  function lines(): string[] {
    const files = [...underWay].map(([file, note]) => {
      const bytes = totals.bytesOf(file);
      return `  ${nameCell(file.name)} ${barOf(bytes, file.size)}  ${note}`;
    });
    const all = totals.now(now());
    // Without a name, so that it fits into 80 columns.
    return [...files, `  ${barOf(all.bytes, all.totalBytes)}  ${totalsText(all)}`];
  }

  function say(file: LocalFile, note: string): void {
    underWay.set(file, note);
    print.changed();
  }

  /** Whoever read of the trouble reads that it is over; on a terminal the bar moves again. */
  function goesOn(file: LocalFile): void {
    if (troubled.delete(file) && !canRedraw(out))
      print.line(phrase('{file}: it goes on', { file: file.name }));
  }

  return {
    add: (files) => totals.add(files),
    begin(file) {
      say(file, phrase('reading'));
      print.begin();
    },
    resumed(file, bytes) {
      totals.resumed(file, bytes);
      say(file, '');
    },
    sent(file, bytes) {
      goesOn(file);
      totals.sent(file, bytes, now());
      say(file, '');
    },
    trouble(file, trouble) {
      const text = linkTroubleText(trouble);
      troubled.add(file);
      say(file, text);
      if (!canRedraw(out)) print.line(`${file.name}: ${text}`);
    },
    stored(file) {
      goesOn(file);
      totals.stored(file);
      underWay.delete(file);
      print.changed();
    },
    leftOut(file) {
      troubled.delete(file);
      totals.leftOut(file);
      underWay.delete(file);
      print.changed();
    },
    pause: (trouble) => print.line(troubleText(trouble)),
    note: (line) => print.line(line),
    totals: () => totals.now(now()),
    end: () => print.end(),
  };
}

interface Printer {
  /** Something is under way now. */
  begin(): void;
  changed(): void;
  line(text: string): void;
  end(): void;
}

function createRedrawn(out: NodeJS.WriteStream, lines: () => string[]): Printer {
  const live = createLiveLines(out);
  let drawnAt = Number.NEGATIVE_INFINITY;
  return {
    begin: () => undefined,
    changed() {
      if (performance.now() - drawnAt < redrawMs) return;
      drawnAt = performance.now();
      live.show(lines());
    },
    line: (text) => live.print(text),
    end: () => live.erase(),
  };
}

function createPrinted(out: NodeJS.WriteStream, text: () => string): Printer {
  let printedAt = Number.NEGATIVE_INFINITY;
  function say(): void {
    if (performance.now() - printedAt < lineMs) return;
    printedAt = performance.now();
    out.write(`${phrase('{stage}: {note}', { stage: phrase('upload'), note: text() })}\n`);
  }
  return {
    begin: say,
    changed: say,
    line: (line) => out.write(`${line}\n`),
    end: () => undefined,
  };
}
