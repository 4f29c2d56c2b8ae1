import { v7 as uuidv7 } from 'uuid';
import { ArgusError } from '../../domain/error.ts';
import {
  noPolicy,
  type PolicySource,
  type StoredUploadPolicy,
  type UploadPolicy,
} from '../../domain/upload-policy.ts';
import { type Db, inTransaction, type Tx } from './pool.ts';

const columns = `id, nullif(platform, '') AS platform, version, rules, default_upload AS default, note, changed_by, created_at`;

/** Versions of one platform; older ones go. */
const keptVersions = 100;

/** A version to be stored; null for the default of all platforms. */
export type NewUploadPolicy = Pick<
  StoredUploadPolicy,
  'platform' | 'rules' | 'default' | 'note' | 'changed_by'
> & {
  /** The version it was made from: another one meanwhile is a conflict. */
  basedOn?: number | undefined;
};

/** The policy that holds for a vehicle, and who set it. */
export interface PolicyInForce {
  platform: string | null;
  source: PolicySource;
  /** 0 where nobody has set any. */
  version: number;
  policy: UploadPolicy;
}

export function createUploadPolicyStore(db: Db) {
  async function newest(
    on: Pick<Db, 'query'>,
    platform: string | null,
  ): Promise<StoredUploadPolicy | undefined> {
    const { rows } = await on.query<StoredUploadPolicy>({
      name: 'newest-upload-policy',
      text: `SELECT ${columns} FROM upload_policies WHERE platform = $1 ORDER BY version DESC LIMIT 1`,
      values: [platform ?? ''],
    });
    return rows[0];
  }

  async function platformOf(vehicleId: string): Promise<string | null> {
    const { rows } = await db.query<{ platform: string | null }>({
      name: 'platform-of-vehicle',
      text: 'SELECT platform FROM vehicles WHERE vehicle_id = $1',
      values: [vehicleId],
    });
    return rows[0]?.platform ?? null;
  }

  return {
    newest: (platform: string | null) => newest(db, platform),

    /**
     * @param vehicleId whose platform is that of its newest batch
     * @param named the platform, where the caller knows it
     */
    async inForce(vehicleId: string | undefined, named: string | undefined): Promise<PolicyInForce> {
      const platform = named ?? (vehicleId === undefined ? null : await platformOf(vehicleId));
      const own = platform === null ? undefined : await newest(db, platform);
      if (own?.rules) return { platform, source: 'platform', version: own.version, policy: policyOf(own) };
      const general = await newest(db, null);
      if (general?.rules)
        return { platform, source: 'fleet', version: general.version, policy: policyOf(general) };
      return { platform, source: 'none', version: 0, policy: noPolicy };
    },

    /** Versions, newest first; `before` is the last id of the previous page. */
    async list(
      platform: string | undefined,
      before: string | undefined,
      limit: number,
    ): Promise<StoredUploadPolicy[]> {
      const { rows } = await db.query<StoredUploadPolicy>(
        `SELECT ${columns} FROM upload_policies
         WHERE ($1::text IS NULL OR platform = $1) AND ($2::uuid IS NULL OR id < $2) ORDER BY id DESC LIMIT $3`,
        [platform ?? null, before ?? null, limit],
      );
      return rows;
    },

    /** Stores another version, unless it says what the newest one says. @throws ArgusError `conflict`. */
    put: (policy: NewUploadPolicy): Promise<StoredUploadPolicy> =>
      inTransaction(db, async (tx) => {
        const { platform, basedOn } = policy;
        await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [
          `upload policy ${platform ?? ''}`,
        ]);
        const before = await newest(tx, platform);
        if (before && saysTheSame(before, policy)) return before;
        const version = before?.version ?? 0;
        if (basedOn !== undefined && basedOn !== version) {
          throw new ArgusError(
            'conflict',
            `The policy has version ${version} by now; read it, and change that one.`,
          );
        }
        return addVersion(tx, policy, version + 1);
      }),
  };
}

async function addVersion(tx: Tx, policy: NewUploadPolicy, version: number): Promise<StoredUploadPolicy> {
  const platform = policy.platform ?? '';
  const { rows } = await tx.query<StoredUploadPolicy>(
    `INSERT INTO upload_policies (id, platform, version, rules, default_upload, note, changed_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING ${columns}`,
    [
      uuidv7(),
      platform,
      version,
      policy.rules && JSON.stringify(policy.rules),
      policy.default,
      policy.note,
      policy.changed_by,
    ],
  );
  await tx.query('DELETE FROM upload_policies WHERE platform = $1 AND version <= $2', [
    platform,
    version - keptVersions,
  ]);
  return rows[0] as StoredUploadPolicy;
}

function policyOf({ rules, default: otherwise }: StoredUploadPolicy): UploadPolicy {
  return { rules: rules ?? noPolicy.rules, default: otherwise ?? noPolicy.default };
}

function saysTheSame(before: StoredUploadPolicy, after: NewUploadPolicy): boolean {
  const said = ({ rules, default: otherwise, note }: Pick<NewUploadPolicy, 'rules' | 'default' | 'note'>) =>
    JSON.stringify([rules?.map(({ pattern, upload }) => [pattern, upload]) ?? null, otherwise, note]);
  return said(before) === said(after);
}
