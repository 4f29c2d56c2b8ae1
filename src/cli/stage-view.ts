import { styleText } from 'node:util';
import type { ProgressBody } from '../api/batches/progress-schema.ts';
import type { Trouble, UploadProgress } from '../client/upload/upload-files.ts';
import { type BatchStatus, hasReached } from '../domain/batch-status.ts';
import { padTo } from '../text/display-width.ts';
import { type PlainPhrase, phrase } from './language.ts';
import { canRedraw } from './terminal.ts';
import { linkTroubleText, troubleText } from './trouble-text.ts';

/** One line per stage of a batch, redrawn in place on a terminal; elsewhere printed on change. */
export interface StageView {
  upload(progress: UploadProgress): void;
  batch(view: ProgressBody): void;
  /** The server does not answer: a line that stays. */
  pause(trouble: Trouble): void;
  /** A line that stays. */
  note(line: string): void;
  /** Keeps the last state on the screen. */
  end(): void;
}

interface Stage {
  title: string;
  /** 0 to 1. */
  share: number;
  note: string;
}

const barWidth = 28;
/** Often enough to look live, rarely enough to cost nothing. */
const redrawMs = 100;
/** Where lines cannot be redrawn. */
const lineMs = 2_000;

/** What the stages after the scatter are doing, by the status of the batch. */
const notes: Record<BatchStatus, { gather: PlainPhrase | ''; diagnose: PlainPhrase | '' }> = {
  pending: { gather: '', diagnose: '' },
  uploaded: { gather: '', diagnose: '' },
  scattering: { gather: '', diagnose: '' },
  scattered: { gather: '', diagnose: '' },
  gathering: { gather: 'merging', diagnose: '' },
  gathered: { gather: 'merged', diagnose: '' },
  diagnosing: { gather: 'merged', diagnose: 'judging' },
  completed: { gather: 'merged', diagnose: 'report written' },
  failed: { gather: '', diagnose: '' },
};

export function createStageView(out: NodeJS.WriteStream): StageView {
  const stages = {
    upload: { title: phrase('upload'), share: 0, note: '' },
    scatter: { title: phrase('scatter'), share: 0, note: '' },
    gather: { title: phrase('gather'), share: 0, note: '' },
    diagnose: { title: phrase('diagnose'), share: 0, note: '' },
  };
  /** Whether it was said how to start Argus. */
  let told = false;
  const noteOf = (note: PlainPhrase | '') => (note === '' ? '' : phrase(note));
  const print = canRedraw(out)
    ? redrawing(out, Object.values(stages))
    : lineByLine(out, Object.values(stages));

  return {
    upload(progress) {
      stages.upload.share = progress.totalBytes === 0 ? 1 : progress.bytes / progress.totalBytes;
      stages.upload.note =
        (progress.trouble && troubleText(progress.trouble)) ??
        phrase('{done}/{files} files, {bytes} of {all} MB', {
          done: String(progress.files),
          files: String(progress.totalFiles),
          bytes: megabytes(progress.bytes),
          all: megabytes(progress.totalBytes),
        });
      print.stages();
    },
    batch(view) {
      const reached = (stage: BatchStatus) => hasReached(view.status, stage);
      if (reached('uploaded')) stages.upload.share = 1;
      stages.scatter.share = view.total_files === 0 ? 0 : view.processed_files / view.total_files;
      if (reached('scattering')) {
        const { failed_files: failed, total_files: files } = view;
        // Counted as in reports: a failed file was not read.
        const done = view.processed_files - failed;
        stages.scatter.note =
          failed > 0
            ? phrase('{done}/{files} files read, {failed} failed', { done, files, failed })
            : phrase('{done}/{files} files read', { done, files });
      }
      Object.assign(stages.gather, {
        share: reached('gathered') ? 1 : 0,
        note: noteOf(notes[view.status].gather),
      });
      Object.assign(stages.diagnose, {
        share: reached('completed') ? 1 : 0,
        note: noteOf(notes[view.status].diagnose),
      });
      print.stages(reached('completed') || view.status === 'failed');
    },
    pause(trouble) {
      print.line(told ? linkTroubleText(trouble) : troubleText(trouble));
      told = true;
    },
    note: (line) => print.line(line),
    end: () => print.stages(true),
  };
}

interface Printer {
  /** `now`: even if they were printed a moment ago. */
  stages(now?: boolean): void;
  line(text: string): void;
}

function redrawing(out: NodeJS.WriteStream, stages: Stage[]): Printer {
  let drawn = false;
  let drawnAt = 0;
  function draw() {
    drawnAt = Date.now();
    drawn = true;
    for (const stage of stages) {
      out.clearLine(0);
      out.write(`${lineOf(stage).slice(0, Math.max(40, out.columns ?? 80) + 20)}\n`);
    }
  }
  return {
    stages(now = false) {
      if (!now && Date.now() - drawnAt < redrawMs) return;
      if (drawn) out.moveCursor(0, -stages.length);
      draw();
    },
    line(text) {
      if (drawn) {
        out.moveCursor(0, -stages.length);
        out.clearScreenDown();
      }
      out.write(`${text}\n`);
      if (drawn) draw();
    },
  };
}

function lineByLine(out: NodeJS.WriteStream, stages: Stage[]): Printer {
  const printed = new Map<Stage, { text: string; at: number }>();
  return {
    stages(now = false) {
      for (const stage of stages) {
        const text = phrase('{stage}: {note}', { stage: stage.title, note: stage.note });
        const last = printed.get(stage);
        const due = now || stage.share >= 1 || !last || Date.now() - last.at >= lineMs;
        if (stage.note === '' || text === last?.text || !due) continue;
        printed.set(stage, { text, at: Date.now() });
        out.write(`${text}\n`);
      }
    },
    line: (text) => out.write(`${text}\n`),
  };
}

function lineOf({ title, share, note }: Stage): string {
  const full = Math.round(Math.min(1, Math.max(0, share)) * barWidth);
  const bar =
    styleText(share >= 1 ? 'green' : 'cyan', '━'.repeat(full)) +
    styleText('dim', '─'.repeat(barWidth - full));
  return `  ${padTo(title, 9)} ${bar} ${note}`;
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}
