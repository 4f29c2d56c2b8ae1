import { useState } from 'preact/hooks';
import type { PolicyInForceBody } from '../../../../src/api/vehicle/policy-schema.ts';
import { draftOf } from '../../lib/policy-draft.ts';
import { PolicyForm } from './policy-form.tsx';
import { PolicyPreview } from './policy-preview.tsx';

export interface PolicyInForce extends PolicyInForceBody {
  /** The platform that was asked for; undefined for all others. */
  asked: string | undefined;
  /** The newest version, that a change is based on. */
  basedOn: number;
}

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
