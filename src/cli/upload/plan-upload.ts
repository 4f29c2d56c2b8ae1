import type { LocalFile } from '../../client/upload/local-file.ts';
import type { HoldingReason } from '../../domain/vehicle-holdings.ts';
import type { LeftOut } from '../files-under.ts';
import type { StoredFile } from './batch-journal.ts';
import type { HeldFile } from './holdings-report.ts';

export interface UploadPlan {
  send: LocalFile[];
  /** In the batch already, as they are on the disk. */
  stored: LocalFile[];
  /** In the batch, from before the file of that name changed; they have to go. */
  outdated: StoredFile[];
  /** Safe already, so that they are not sent again. */
  delivered: LeftOut[];
  /** Not wanted now. */
  held: HeldFile[];
}

export interface PlanRules extends LinkRules {
  /** Why it is not to be sent now. */
  whyHeld(file: LocalFile): HoldingReason | undefined;
}

interface LinkRules {
  /** What the batch has, by name. */
  stored: ReadonlyMap<string, StoredFile>;
  /** The batch of which a receipt names the file as it is. */
  deliveredIn(file: LocalFile): string | undefined;
}

/**
 * As `planUpload`, for the link that there is now.
 * @param rules `whyHeld` says why a file is not to be sent over a link that is metered, or over one that is not
 * @param isMetered asked only when it decides about a file: asking starts a program
 */
export async function planForLink(
  found: readonly LocalFile[],
  {
    whyHeld,
    ...rules
  }: LinkRules & { whyHeld(file: LocalFile, isMetered: boolean): HoldingReason | undefined },
  isMetered: () => Promise<boolean>,
): Promise<UploadPlan> {
  const planOn = (metered: boolean) =>
    planUpload(found, { ...rules, whyHeld: (file) => whyHeld(file, metered) });
  const free = planOn(false);
  const asks = free.send.some((file) => whyHeld(file, true) !== undefined);
  return asks && (await isMetered()) ? planOn(true) : free;
}

/** What becomes of each file that was found: it is sent, or it is in exactly one of the lists that say why not. */
export function planUpload(
  found: readonly LocalFile[],
  { stored, deliveredIn, whyHeld }: PlanRules,
): UploadPlan {
  const plan: UploadPlan = { send: [], stored: [], outdated: [], delivered: [], held: [] };
  for (const file of found) {
    const earlier = stored.get(file.name);
    if (earlier && isSame(earlier, file)) {
      plan.stored.push(file);
      continue;
    }
    const { path } = file;
    const batch = deliveredIn(file);
    const why = whyHeld(file);
    if (batch !== undefined) plan.delivered.push({ path, reason: `safe already, in batch ${batch}` });
    // What the batch has of it stays, since nothing newer comes.
    else if (why !== undefined) plan.held.push({ file, why });
    else {
      plan.send.push(file);
      if (earlier) plan.outdated.push(earlier);
    }
  }
  return plan;
}

function isSame(one: LocalFile, other: LocalFile): boolean {
  return one.path === other.path && one.size === other.size && one.mtime === other.mtime;
}
