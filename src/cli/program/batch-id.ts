import { InvalidArgumentError } from '@commander-js/extra-typings';

/** The value of an option that names a batch: wrong at once, and not as what each of its files is refused for. */
export function batchId(text: string): string {
  if (/^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text)) return text;
  throw new InvalidArgumentError('Give the id of a batch; `argus batches` lists the newest ones.');
}
