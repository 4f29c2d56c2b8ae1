import { useState } from 'preact/hooks';
import type { FeedbackVerdict } from '../../../src/domain/knowledge.ts';
import { giveFeedback } from '../api/knowledge.ts';
import { feedbackToken } from '../lib/feedback-token.ts';
import type { Label } from '../lib/language.ts';
import { ofArgus, t } from '../lib/language.ts';

interface EntryFeedbackProps {
  entryId: string;
  batchId: string;
  /** Rule of the finding. */
  finding: string;
}

const words: Record<FeedbackVerdict, Label> = { helped: 'This helped', wrong: 'Wrong here' };
const verdicts: readonly FeedbackVerdict[] = ['helped', 'wrong'];

/** Later feedback replaces earlier feedback. */
export function EntryFeedback({ entryId, batchId, finding }: EntryFeedbackProps) {
  const [said, setSaid] = useState<FeedbackVerdict>();
  const [note, setNote] = useState('');

  async function say(verdict: FeedbackVerdict): Promise<void> {
    try {
      const counts = await giveFeedback(entryId, {
        batch_id: batchId,
        finding,
        verdict,
        token: feedbackToken(),
      });
      setSaid(verdict);
      setNote(t('Helped {helped}, wrong {wrong}.', { helped: counts.helped, wrong: counts.wrong }));
    } catch (error) {
      setNote(ofArgus(error instanceof Error ? error.message : String(error)));
    }
  }

  return (
    <span class="entry-feedback small">
      {verdicts.map((verdict) => (
        <button
          key={verdict}
          type="button"
          class="button-quiet"
          aria-pressed={said === verdict}
          onClick={() => void say(verdict)}
        >
          {t(words[verdict])}
        </button>
      ))}
      <span role="status" class="muted">
        {note}
      </span>
    </span>
  );
}
