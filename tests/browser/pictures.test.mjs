/**
 * Each page looks as it did: nl wide, en at 320 pixels, nl wide and dark. The server's clock and the browser's stand at one
 * moment, so that "three days ago" stays that.
 */
import {after, before, test} from 'node:test';

import {comparePicture} from './pictures.mjs';
import {places} from './places.mjs';
import {closeBrowser, open, settled, start} from './support.mjs';

const at = '2026-11-28 10:00:00';
// libfaketime has to come before the runtime of a sanitizer, and that does not let it.
const skip = process.env.SANITIZE ? 'skipped: a sanitizer does not let libfaketime in' : false;
let server;
before(async () => {
  if (!skip) server = await start({at});
});
after(async () => {
  await closeBrowser();
  await server?.stop();
});

const looks = [
  {name: 'nl-wide', lang: 'nl', theme: 'light'},
  {name: 'en-320', lang: 'en', theme: 'light', width: 320, height: 900},
  {name: 'nl-dark', lang: 'nl', theme: 'dark'},
];

for (const {name: look, ...settings} of looks) {
  test(`pictures: ${look}`, {skip}, async (t) => {
    const all = await places(server);
    for (const role of new Set(all.map((place) => place.role))) {
      const {page, close} = await open(server, {role, ...settings});
      await page.clock.setFixedTime(new Date(`${at.replace(' ', 'T')}Z`));
      for (const place of all.filter((one) => one.role === role)) {
        await t.test(`${place.name}, ${look}`, async () => {
          await page.goto(server.url + place.path);
          await settled(page);
          // The pointer and what hangs on it are no part of the picture.
          await page.mouse.move(0, 0);
          await page.waitForTimeout(300);
          await comparePicture(page, `${place.name}-${look}`, {mask: [page.locator('[data-changing]')]});
        });
      }
      await close();
    }
  });
}
