/** What somebody wrote themselves in a plain body: not what they quote or pass on, and not what stands below the signature's line. */

/** RFC 3676 §4.3; the blank is often lost. */
const SIGNATURE = /^-- ?$/;
/** Where programs that do not mark each line begin what they pass on. */
const PASSED_ON =
  /^(?:-{2,} ?(?:original message|forwarded message|message d['’]origine|message transféré) ?-{2,}|begin forwarded message:)/i;

export function ownWords(body: string): string {
  const lines = body.split(/\r\n?|\n/);
  const end = lines.findIndex((line) => SIGNATURE.test(line) || PASSED_ON.test(line));
  return lines
    .slice(0, end < 0 ? undefined : end)
    .filter((line) => !/^\s*>/.test(line))
    .join('\n');
}
