/** The routing table in words, and a report that is tried against it. */
import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {after, before, test} from 'node:test';

import {axe, closeBrowser, open, root, settled, sideways, soon, start} from './support.mjs';

const table = JSON.parse(readFileSync(join(root, 'workflows/routing.json'), 'utf8'));

let server;
before(async () => {
  server = await start();
});
after(async () => {
  await closeBrowser();
  await server.stop();
});

const total = async () => (await server.api('coordinator', 'GET', '/v1/cases?limit=1&count=true')).data.total;

for (const [lang, theme, width] of [['nl', 'light', 1280], ['en', 'dark', 320], ['nl', 'dark', 320], ['en', 'light', 1280]]) {
  test(`the table and a trial are accessible and fit: ${lang}, ${theme}, ${width} px`, async () => {
    const {page, browserErrors, close} = await open(server, {role: 'reporter', lang, theme, width});
    await page.goto(`${server.url}/routing`);
    await settled(page);
    const told = await page.locator('main').innerText();
    for (const rule of [...table.rules, ...table.urgency.rules]) assert.ok(told.includes(rule.id), rule.id);
    for (const condition of Object.values(table.conditions)) assert.ok(told.includes(condition.title[lang]));
    // Nothing of the table is shown as code, and no code where there are words.
    await soon(async () => assert.equal(await page.locator('main code:not(.w-routing-hash)').count(), 0));
    assert.doesNotMatch(told, /report\.|legalBasis|fast-lane|chainProgramme|\{/);
    assert.deepEqual(await axe(page), []);
    assert.equal(await sideways(page), 0);
    await page.goto(`${server.url}/routing?try=`);
    await page.locator('.w-routing-decides').waitFor();
    await settled(page);
    assert.deepEqual(await axe(page), []);
    assert.equal(await sideways(page), 0);
    assert.deepEqual(browserErrors, []);
    await close();
  });
}

test('a trial shows which rule matches, why those before it did not, and what would change that', async () => {
  const {page, browserErrors, close} = await open(server, {role: 'reporter'});
  const before = await total();
  await page.goto(`${server.url}/routing`);
  await page.getByRole('link', {name: 'Probeer een melding'}).click();
  const decides = page.locator('.w-routing-decides');
  const result = page.locator('#result');
  await decides.getByText('R19').waitFor();
  await page.getByRole('radio', {name: /^Grondslag ontbreekt/}).check();
  await page.locator('#field-leadMinistry').getByRole('radio', {name: /^Ja, één ministerie/}).check();
  await page.locator('#field-harm-severity').getByRole('radio', {name: /^Acuut/}).check();
  await decides.getByText('R13').waitFor();
  await soon(async () => assert.match(await result.innerText(), /Fast lane/));
  await soon(async () => assert.match(await result.innerText(), /Spoed: 4 punten voor spoed/));
  await soon(async () => assert.match(await page.locator('#rule-R04').innerText(), /Past niet, want dit klopt niet: een bestaande uitwisseling is gestopt of stopt binnen twaalf maanden\s+“Stopt iets dat nu loopt\? › Datum”: niet ingevuld/));
  await soon(async () => assert.doesNotMatch(await page.locator('#rule-R14').innerText(), /Past niet/));
  await soon(async () => assert.match(await page.locator('#rule-R19').innerText(), /Zou ook passen/));

  // The address leads back to the same trial.
  await page.reload();
  await decides.getByText('R13').waitFor();

  // Each of the nearest changes can be applied and undone.
  await result.locator('li', {hasText: 'Botsen hier publieke waarden?'}).getByRole('button').click();
  await decides.getByText('R08').waitFor();
  assert.equal(await page.locator('#field-valuesCollide').getByRole('radio', {name: 'Ja'}).isChecked(), true);
  await page.getByRole('button', {name: 'Terugzetten'}).click();
  await decides.getByText('R13').waitFor();

  // A group that lacks what a rule reads does not count, and says so.
  await page.locator('#field-exchangeEnds-cause').getByRole('radio', {name: /^Uitspraak/}).check();
  await page.locator('#field-exchangeEnds').getByText('Tot die tijd telt dit antwoord niet mee.').waitFor();
  await decides.getByText('R13').waitFor();
  await page.locator('#field-exchangeEnds-date').fill('2026-12-31');
  await decides.getByText('R04').waitFor();
  await soon(async () => assert.match(await result.innerText(), /31 december 2026/));

  await page.getByRole('button', {name: 'Opnieuw beginnen'}).click();
  await decides.getByText('R19').waitFor();
  assert.equal(await total(), before, 'a trial stores nothing');
  assert.deepEqual(browserErrors, []);
  await close();
});

test('a trial can begin with a draft of one’s own, without its texts in the address', async () => {
  const {page, close} = await open(server, {role: 'reporter'});
  await page.goto(`${server.url}/report`);
  await page.getByRole('button', {name: 'Begin een melding'}).click();
  await page.getByLabel('Waar loopt u tegenaan?').fill('Geheim onderwerp');
  await page.goto(`${server.url}/report`);
  await page.getByRole('link', {name: /Verder schrijven/}).click();
  await page.locator('.w-report-progress').getByRole('link', {name: /Wat houdt het tegen/}).click();
  await page.getByRole('radio', {name: /^Uitleg verschilt/}).check();
  await page.goto(`${server.url}/routing?try=`);
  await page.getByLabel('Begin met een van uw concepten').selectOption({label: 'Geheim onderwerp'});
  await page.locator('.w-routing-decides').getByText('R15').waitFor();
  await soon(async () => assert.doesNotMatch(decodeURIComponent(page.url()), /Geheim/));
  await close();
});

test('who may not report reads the table and is told why nothing can be tried', async () => {
  const {page, browserErrors, close} = await open(server, {role: 'auditor'});
  await page.goto(`${server.url}/routing`);
  await settled(page);
  await soon(async () => assert.equal(await page.getByRole('link', {name: 'Probeer een melding'}).count(), 0));
  await page.goto(`${server.url}/routing?try=`);
  await page.getByText('Met deze sleutel kunt u geen melding proberen.').waitFor();
  assert.deepEqual(browserErrors, []);
  await close();
});

test('a version that is in use can be read by its address; one that never was is told in words', async () => {
  const {page, close} = await open(server, {role: 'auditor', allow: /404 \(/});
  await page.goto(`${server.url}/routing?version=${table.version}`);
  await settled(page);
  await page.getByText('Nu in gebruik').waitFor();
  await page.goto(`${server.url}/routing?version=9.9.9`);
  await page.getByText('Niet gevonden').waitFor();
  await close();
});

test('the reason in a preview leads to its rule', async () => {
  const {page, close} = await open(server, {role: 'reporter'});
  await page.goto(`${server.url}/routing#rule-R17`);
  await settled(page);
  await page.waitForFunction(() => {
    const box = document.getElementById('rule-R17')?.getBoundingClientRect();
    return box !== undefined && box.top > 0 && box.bottom < innerHeight;
  });
  await close();
});
