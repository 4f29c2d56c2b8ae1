/** Loads the page again; false without a server, where that would leave the browser's own page of an error. */
export async function reloadIfAnswered(): Promise<boolean> {
  const answers = await fetch(location.pathname, { method: 'HEAD', cache: 'no-store' }).then(
    () => true,
    () => false,
  );
  if (answers) location.reload();
  return answers;
}
