/** Every page, in both languages and themes, wide, at 320 pixels and in forced colours: what axe finds, and what the browser says. */
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';

import {places} from './places.mjs';
import {axe, closeBrowser, open, settled, sideways, soon, start} from './support.mjs';

let server;
before(async () => {
  server = await start();
});
after(async () => {
  await closeBrowser();
  await server.stop();
});

const looks = [
  {name: 'nl, light', lang: 'nl', theme: 'light'},
  {name: 'en, dark', lang: 'en', theme: 'dark'},
  {name: 'en, light, 320 pixels', lang: 'en', theme: 'light', width: 320, height: 800},
  {name: 'nl, dark, 320 pixels', lang: 'nl', theme: 'dark', width: 320, height: 800},
  {name: 'nl, forced colours', lang: 'nl', theme: 'light', forcedColors: 'active'},
];

for (const {name: look, ...settings} of looks) {
  test(`every page: ${look}`, async (t) => {
    const all = await places(server);
    for (const role of new Set(all.map((place) => place.role))) {
      const {page, browserErrors, close} = await open(server, {role, ...settings});
      for (const place of all.filter((one) => one.role === role)) {
        await t.test(`${place.name} (${role ?? 'nobody'})`, async () => {
          const answer = await page.goto(server.url + place.path);
          assert.equal(answer.status(), 200);
          await settled(page);
          await soon(async () => assert.equal(await page.locator('h1').filter({visible: true}).count(), 1, 'one heading of the page'));
          assert.match(await page.title(), /Wissel$/);
          await soon(async () => assert.equal(await page.locator('html').getAttribute('lang'), settings.lang));
          assert.deepEqual(await axe(page), []);
          assert.equal(await sideways(page), 0, 'nothing scrolls sideways');
          assert.deepEqual(browserErrors.splice(0), []);
        });
      }
      await close();
    }
  });
}
