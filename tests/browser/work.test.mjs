/** "My work": who one is, what waits, the way to each action, and what is done for several cases at once. */
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';

import {axe, closeBrowser, open, settled, soon, start} from './support.mjs';

let server;
before(async () => {
  server = await start();
});
after(async () => {
  await closeBrowser();
  await server.stop();
});

async function at(role, settings = {}) {
  const opened = await open(server, {role, ...settings});
  await opened.page.goto(`${server.url}/work`);
  await settled(opened.page);
  return opened;
}
const shown = (page) => page.locator('.w-work-item .w-work-under .w-number').allInnerTexts();
const worklist = async (role) => (await server.api(role, 'GET', '/v1/worklist?limit=200')).data.items;

test('it says who one is, and shows what waits in the order of the API with the way to each action', async () => {
  const {page, browserErrors, close} = await at('ccg.secretariat');
  const items = await worklist('ccg.secretariat');
  assert.ok(items.length > 1);
  await page.getByText('U werkt voor Centrale Commissie Gegevensgebruik als Secretariaat CCG en Voorzitter CCG.').waitFor();
  assert.deepEqual(await shown(page), items.map((item) => item.case.reference));
  const first = items[0];
  const card = page.locator('.w-work-item').first();
  const more = card.getByRole('button', {name: 'Meer acties'});
  if (await more.count()) await more.click();
  for (const {event, leg} of first.transitions) {
    const query = new URLSearchParams(leg === null ? {do: event} : {do: event, leg});
    await soon(async () => assert.equal(await card.locator(`a[href="/cases/${first.case.id}?${query}"]`).count(), 1, event));
  }
  assert.deepEqual(await axe(page), []);
  assert.deepEqual(browserErrors, []);
  await close();
});

test('where nothing waits it says so', async () => {
  assert.deepEqual(await worklist('auditor'), []);
  const {page, browserErrors, close} = await at('auditor');
  await page.getByText('Er wacht niets op u').waitFor();
  await soon(async () => assert.equal(await page.getByRole('link', {name: 'Bekijk alle knelpunten'}).getAttribute('href'), '/cases'));
  assert.deepEqual(browserErrors, []);
  await close();
});

test('what was not reached is told as that', async () => {
  const {page, context, close} = await at('coordinator', {allow: /ERR_INTERNET_DISCONNECTED/});
  const item = page.locator('.w-work-item').filter({has: page.getByRole('button', {name: 'Route bevestigen'})}).first();
  await item.getByRole('button', {name: 'Route bevestigen'}).click();
  await context.setOffline(true);
  await page.locator('dialog').getByRole('button', {name: 'Route bevestigen'}).click();
  await page.getByText('De server was niet bereikbaar', {exact: false}).waitFor();
  await context.setOffline(false);
  await close();
});

test('proposed routes are confirmed together, by keyboard; what was changed meanwhile is left alone, with the reason', async () => {
  const proposals = (await worklist('coordinator')).filter((item) => item.transitions.some((each) => each.event === 'confirmRoute'));
  assert.ok(proposals.length >= 2);
  const {page, browserErrors, close} = await at('coordinator');
  const boxes = page.locator('.w-work-check input');
  await soon(async () => assert.equal(await boxes.count(), proposals.length));
  await page.getByLabel('Kies alle voorstellen die hier staan').focus();
  await page.keyboard.press('Space');
  await page.getByText(`${proposals.length} gekozen`).waitFor();
  const changed = proposals.at(-1).case;
  const talk = await server.api('coordinator', 'POST', `/v1/cases/${changed.id}/comments`, {body: {text: 'Eerst even bellen.'}});
  assert.equal(talk.status, 201);
  await page.getByRole('button', {name: `${proposals.length} routes bevestigen`}).click();
  assert.equal((await server.api('coordinator', 'GET', `/v1/cases/${proposals[0].case.id}`)).data.phase, 'triage', 'it asks first');
  await page.locator('dialog').getByRole('button', {name: `${proposals.length} routes bevestigen`}).click();
  await page.getByText(`${proposals.length - 1} van ${proposals.length} gedaan.`, {exact: false}).waitFor();
  const line = page.locator('dialog li', {hasText: changed.reference});
  await soon(async () => assert.match(await line.innerText(), /gewijzigd sinds u het zag/));
  await soon(async () => assert.equal(await page.locator('dialog li', {hasText: 'Gedaan'}).count(), proposals.length - 1));
  assert.deepEqual(await axe(page), []);
  for (const {case: {id, reference}} of proposals) {
    const now = (await server.api('coordinator', 'GET', `/v1/cases/${id}`)).data;
    assert.equal(now.phase, id === changed.id ? 'triage' : 'treatment', reference);
    if (id !== changed.id) assert.equal(now.routing.status, 'confirmed', reference);
  }
  await page.locator('dialog').getByRole('button', {name: 'Sluiten'}).last().click();
  // What was not done stays chosen, and can be tried again as it is now.
  await page.getByText('1 gekozen').waitFor();
  await page.locator('.w-work-bar').getByRole('button', {name: 'Route bevestigen'}).click();
  await page.locator('dialog').getByRole('button', {name: 'Route bevestigen'}).click();
  await page.getByText('Het is gedaan.').waitFor();
  assert.deepEqual(browserErrors, []);
  await close();
});

test('a hand-over that is offered is accepted', async () => {
  const path = '/v1/cases?state=ccg/scheduled&limit=1';
  const row = (await server.api('coordinator', 'GET', path)).data.items[0];
  const leg = row.legs.find((one) => one.route === 'ccg');
  const seen = await server.api('coordinator', 'GET', `/v1/cases/${row.id}`);
  const to = seen.data.owner.organisation.oin;
  const offer = await server.api('coordinator', 'POST', `/v1/cases/${row.id}/owner`, {
    body: {leg: leg.id, action: 'offer', to: {organisation: to, role: 'programme.lead'}}, ifMatch: seen.etag,
  });
  assert.equal(offer.status, 200, JSON.stringify(offer.data));
  const {page, browserErrors, close} = await at('programme.lead');
  const item = page.locator('.w-work-item', {hasText: row.reference});
  await item.getByText('Aan u aangeboden').waitFor();
  await item.getByRole('button', {name: 'Aanvaarden'}).click();
  await page.locator('dialog').getByRole('button', {name: 'Aanvaarden', exact: true}).click();
  await page.getByText('Het is gedaan.').waitFor();
  const now = (await server.api('coordinator', 'GET', `/v1/cases/${row.id}`)).data.legs.find((one) => one.id === leg.id);
  assert.equal(now.owner.role, 'programme.lead');
  assert.equal(now.offer, undefined);
  assert.deepEqual(browserErrors, []);
  await close();
});
