import { useState } from 'preact/hooks';
import { draftOf } from '../../lib/policy-draft.ts';
import { PolicyForm } from './policy-form.tsx';
import type { PolicyInForce } from './policy-in-force.ts';
import { PolicyPreview } from './policy-preview.tsx';

interface PolicyEditorProps {
  policy: PolicyInForce;
  /** Called with what was done. */
  onSaved: (sentence: string) => void;
}

/** The rules, and what they would mean for files that vehicles still hold. */
export function PolicyEditor({ policy, onSaved }: PolicyEditorProps) {
  const [draft, setDraft] = useState(() => draftOf(policy));
  return (
    <>
      <PolicyForm policy={policy} draft={draft} onDraft={setDraft} onSaved={onSaved} />
      <PolicyPreview policy={policy} draft={draft} />
    </>
  );
}
