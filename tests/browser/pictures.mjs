/** Pictures of pages as files beside the tests, held against what the browser draws now. `PICTURES=renew` writes them anew. */
import assert from 'node:assert/strict';
import {existsSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';

import pixelmatch from 'pixelmatch';
import {PNG} from 'pngjs';

const kept = join(dirname(fileURLToPath(import.meta.url)), 'pictures');
/** Of all pixels; a newer Chromium or FreeType draws the edges of letters a little otherwise. */
const tolerance = 0.01;

/** The page as it is drawn now is the picture `name`, but for the tolerance. `mask`: what is another thing each time. */
export async function comparePicture(page, name, {mask = []} = {}) {
  const drawn = await page.screenshot({animations: 'disabled', caret: 'hide', mask, maskColor: '#888'});
  const file = join(kept, `${name}.png`);
  if (process.env.PICTURES === 'renew' || !existsSync(file)) {
    assert.ok(process.env.PICTURES === 'renew', `there is no picture ${name}; PICTURES=renew makes it`);
    mkdirSync(kept, {recursive: true});
    writeFileSync(file, drawn);
    return;
  }
  const before = PNG.sync.read(readFileSync(file));
  const now = PNG.sync.read(drawn);
  assert.deepEqual([now.width, now.height], [before.width, before.height]);
  const marked = new PNG({width: now.width, height: now.height});
  const differing = pixelmatch(before.data, now.data, marked.data, now.width, now.height, {threshold: 0.2});
  const share = differing / (now.width * now.height);
  if (share <= tolerance) return;
  const told = join(tmpdir(), `wissel-picture-${name}`);
  writeFileSync(`${told}.now.png`, drawn);
  writeFileSync(`${told}.marked.png`, PNG.sync.write(marked));
  assert.fail(`${name} looks other than its picture (${(share * 100).toFixed(1)} % of it): see ${told}.now.png and .marked.png; where that is meant, PICTURES=renew`);
}
