import type { Command } from '@commander-js/extra-typings';

/** Recordings on this machine as other files; no servers are needed. */
export function addRecordingCommands(program: Command): void {
  program
    .command('convert')
    .description('write recordings of any format as one MCAP that Foxglove and Lichtblick show')
    .argument('<path...>', 'files, or folders of them; symbolic links are followed')
    .requiredOption('-o, --output <file>', 'the MCAP to write; one of this name is replaced')
    .option(
      '-d, --dbc <file...>',
      'definitions of CAN frames (DBC, KCD, SYM, DBF, ARXML, LDF); those among the recordings are used as well',
    )
    .option('--json', 'print what was written, and what was left out')
    .action(async (paths, options) => (await import('../commands/convert.ts')).convert(paths, options));
  program
    .command('export')
    .description('write recordings of any format as Parquet files for DuckDB and pandas, one for each topic')
    .argument('<path...>', 'files, or folders of them; symbolic links are followed')
    .requiredOption(
      '-o, --output <folder>',
      'where each recording gets a folder; it must not have one of that name yet',
    )
    .option(
      '-d, --dbc <file...>',
      'definitions of CAN frames (DBC, KCD, SYM, DBF, ARXML, LDF); those among the recordings are used as well',
    )
    .option('--json', 'print what was written, and what was left out')
    .action(async (paths, options) => (await import('../commands/export.ts')).exportTables(paths, options));
  program
    .command('repair')
    .description(
      'write what can be read of a damaged MCAP, ROS bag (.bag, .db3), MDF 4 or ULog in its own format, whole and indexed',
    )
    .argument('<file>')
    .requiredOption('-o, --output <file>', 'the recording to write; one of this name is replaced')
    .option('--json', 'print what was written, and what was left out')
    .action(async (path, options) => (await import('../commands/repair.ts')).repair(path, options));
}
