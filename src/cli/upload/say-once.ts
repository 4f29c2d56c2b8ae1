import { type LeftOut, leftOutLines } from '../files-under.ts';
import type { UploadView } from './upload-view.ts';

/** Of a service that looks every few seconds. */
const mostRemembered = 10_000;

/** Names what is left out when it is first seen, or for another reason than before. */
export function createSayOnce(view: UploadView): (leftOut: readonly LeftOut[]) => void {
  const said = new Map<string, string>();
  return (leftOut) => {
    const news = leftOut.filter(({ path, reason }) => said.get(path) !== reason);
    if (said.size > mostRemembered) said.clear();
    for (const { path, reason } of news) said.set(path, reason);
    if (news.length > 0) view.note(leftOutLines(news).trimEnd());
  };
}
