import { CommandLines } from '../../components/command-lines.tsx';
import { Link } from '../../components/link.tsx';
import { rich, t } from '../../lib/language.ts';

/** What a newcomer sees: how to upload a first batch. */
export function FirstUpload() {
  const { origin } = location;
  return (
    <section class="panel first-upload" aria-labelledby="first-upload">
      <h2 id="first-upload">{t('No batches yet')}</h2>
      <p>
        {rich(
          'A batch is the recordings of one drive. Upload some (MCAP, MDF, BLF, ROS bags, ULog, CSV and others) and watch them become a report here: {link}, or',
          { link: <Link href="/upload">{t('in this browser')}</Link> },
        )}
      </p>
      <CommandLines
        label={t('With the command line tool')}
        lines={[
          `npx argus upload --server ${origin} \\`,
          '  --vehicle my-car --vin WVWZZZ1JZ3W386752 drive-1.mcap drive-2.mcap',
        ]}
      />
      <CommandLines
        label={t('Over HTTP, as a vehicle does')}
        lines={[
          `api=${origin}/api/v1`,
          "batch_id=$(curl -s $api/batches -H 'content-type: application/json' \\",
          `  -d '{"vehicle_id":"my-car","vin":"WVWZZZ1JZ3W386752"}' \\`,
          `  | grep -o '"batch_id":"[^"]*' | cut -d'"' -f4)`,
          'curl -s $api/batches/$batch_id/files -F file=@drive-1.mcap',
          'curl -s -X POST $api/batches/$batch_id/complete',
        ]}
      />
      <p class="muted small">
        {rich(
          'Everything the API takes can be tried out at {address}. This page shows the batch as soon as it is there.',
          { address: <a href="/docs">/docs</a> },
        )}
      </p>
    </section>
  );
}
