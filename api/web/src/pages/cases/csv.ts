/** The list as one CSV file, read in the pages that the API gives. */
import {send} from '../../api/client';

export interface Download {
  name: string;
  parts: string[];
  rows: number;
}

/** So that a spreadsheet takes the text for UTF-8; the API itself gives none. */
const byteOrderMark = '\uFEFF';

/** The address of the next page, from a `Link`; null: there is none. One of another place is none either. */
export function nextOf(link: string | null): string | null {
  const found = /<([^>]*)>\s*;\s*rel="?next"?/.exec(link ?? '')?.[1];
  return found?.startsWith('/v1/cases?') ? found : null;
}

/** A page without its header row. */
export function body(csv: string): string {
  const end = csv.indexOf('\n');
  return end < 0 ? '' : csv.slice(end + 1);
}

/** How many records there are; a line end within quotes ends none. */
export function records(csv: string): number {
  let quoted = false;
  let count = 0;
  for (let at = 0; at < csv.length; at += 1) {
    const sign = csv[at];
    if (sign === '"') quoted = !quoted;
    else if (sign === '\n' && !quoted) count += 1;
  }
  return csv === '' || csv.endsWith('\n') ? count : count + 1;
}

/** Reads all pages of the list at `path`. `tell` hears after each how many rows there are. Throws what `send` throws. */
export async function download(path: string, tell: (rows: number) => void, signal: AbortSignal): Promise<Download> {
  const made: Download = {name: 'wissel.csv', parts: [byteOrderMark], rows: 0};
  for (let next: string | null = path; next !== null;) {
    const response = await send(next, {accept: 'text/csv', signal});
    const text = await response.text();
    if (made.parts.length === 1) {
      made.name = /filename="?([\w.-]+)"?/.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? made.name;
      made.parts.push(text);
    } else {
      made.parts.push(body(text));
    }
    made.rows += records(body(text));
    tell(made.rows);
    next = nextOf(response.headers.get('link'));
  }
  return made;
}

/** Hands the file to the browser, which asks where to put it. */
export function hand({name, parts}: Download): void {
  const address = URL.createObjectURL(new Blob(parts, {type: 'text/csv;charset=utf-8'}));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // Some browsers read it only after this turn.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
