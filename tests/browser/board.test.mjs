/** The board: its columns, and a card that is moved by mouse, by keyboard and by its actions, with the version that was seen. */
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

async function at(path, settings = {}) {
  const opened = await open(server, settings);
  await opened.page.goto(server.url + path);
  await settled(opened.page);
  // A column reads its cards once it is near.
  await opened.page.locator('.w-board-card').first().waitFor();
  return opened;
}
const column = (page, title) => page.locator('.w-board-column').filter({has: page.getByRole('heading', {name: title, exact: true})});
const total = async (query) => (await server.api('coordinator', 'GET', `/v1/cases?limit=1&count=true&${query}`)).data.total;
/** Cases in triage of which a route is proposed: the coordinator may confirm it without filling anything in. */
const proposed = async () =>
  (await server.api('coordinator', 'GET', '/v1/cases?phase=triage&limit=200')).data.items.filter((item) => item.routing?.status === 'proposed' && item.routing.route);
const told = (page) => page.locator('.w-board-told').innerText();

test('the columns are the phases, or the states of a route, and count what the API counts', async () => {
  const {page, browserErrors, close} = await at('/cases?view=board&barrier=legal');
  const titles = () => page.locator('.w-board-column h2').allInnerTexts();
  assert.deepEqual(await titles(), ['Ingediend', 'In triage', 'In behandeling', 'Uitkomst bekend', 'In uitvoering', 'Navraag bij melders', 'Afgesloten']);
  await column(page, 'In behandeling').locator('.w-board-head').getByText(`${await total('phase=treatment&barrier=legal')} knelpunten`, {exact: true}).waitFor();
  await page.getByLabel('Kolommen').selectOption('referral');
  await page.waitForURL(/board=referral/);
  await page.getByRole('heading', {name: 'Volgen'}).waitFor();
  assert.deepEqual(await titles(), ['Doorgezonden', 'Volgen', 'Aangehouden']);
  await page.getByLabel('Ook wat is afgelopen').check();
  await page.getByRole('heading', {name: 'Terug naar indiener'}).waitFor();
  assert.deepEqual(await axe(page), []);
  assert.deepEqual(browserErrors, []);
  await close();
});

test('the actions of a card are what one may do; one that needs a form leads to it, another is done after asking', async () => {
  const [first] = await proposed();
  const {page, browserErrors, close} = await at('/cases?view=board');
  const press = () => page.getByRole('button', {name: `Acties: ${first.reference}`}).click();
  await press();
  const form = page.locator('dialog').getByRole('link', {name: /Aanvulling vragen/});
  await soon(async () => assert.equal(await form.getAttribute('href'), `/cases/${first.id}?do=askInformation`));
  await page.locator('dialog').getByRole('button', {name: /Route bevestigen/}).click();
  await page.getByRole('heading', {name: `“Route bevestigen” voor ${first.reference}?`}).waitFor();
  assert.deepEqual(await axe(page), []);
  await page.locator('dialog').getByRole('button', {name: 'Terug'}).click();
  await page.keyboard.press('Escape');
  await soon(async () => assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('aria-label')), `Acties: ${first.reference}`));
  assert.equal((await server.api('coordinator', 'GET', `/v1/cases/${first.id}`)).data.phase, 'triage', 'nothing happened yet');
  await press();
  await page.locator('dialog').getByRole('button', {name: /Route bevestigen/}).click();
  await page.locator('dialog').getByRole('button', {name: 'Route bevestigen'}).click();
  await page.getByText(`“Route bevestigen” is gedaan voor ${first.reference}.`).waitFor();
  assert.equal((await server.api('coordinator', 'GET', `/v1/cases/${first.id}`)).data.phase, 'treatment');
  await column(page, 'In behandeling').getByText(first.reference).waitFor();
  assert.deepEqual(browserErrors, []);
  await close();
});

test('what somebody else changed in between is told, and nothing is done', async () => {
  const [first] = await proposed();
  const {page, close} = await at('/cases?view=board', {allow: /412 \(/});
  await page.getByRole('button', {name: `Acties: ${first.reference}`}).click();
  await page.locator('dialog').getByRole('button', {name: /Route bevestigen/}).click();
  const talk = await server.api('coordinator', 'POST', `/v1/cases/${first.id}/comments`, {body: {text: 'Eerst even bellen.'}});
  assert.equal(talk.status, 201);
  await page.locator('dialog').getByRole('button', {name: 'Route bevestigen'}).click();
  await page.getByText('Intussen is dit knelpunt gewijzigd').waitFor();
  await page.locator('dialog').getByText('Opmerking').waitFor();
  assert.deepEqual(await axe(page), []);
  assert.equal((await server.api('coordinator', 'GET', `/v1/cases/${first.id}`)).data.phase, 'triage');
  await page.getByRole('button', {name: 'Opnieuw bekijken'}).click();
  await page.locator('dialog').getByRole('button', {name: /Route bevestigen/}).waitFor();
  await close();
});

test('a card is dragged to a column, and what leads there is offered', async () => {
  const [first] = await proposed();
  const {page, browserErrors, close} = await at('/cases?view=board');
  const card = page.locator('.w-board-card', {hasText: first.reference});
  await card.dragTo(column(page, 'In behandeling'), {sourcePosition: {x: 8, y: 8}, targetPosition: {x: 100, y: 30}});
  await page.getByRole('heading', {name: `${first.reference} naar “In behandeling”`}).waitFor();
  const offered = await page.locator('dialog .w-board-action strong').allInnerTexts();
  assert.deepEqual(offered, ['Route bevestigen', 'Andere route kiezen']);
  await page.keyboard.press('Escape');
  assert.deepEqual(browserErrors, []);
  await close();
});

test('a card is moved by keyboard, and each step is told', async () => {
  const [first] = await proposed();
  const {page, browserErrors, close} = await at('/cases?view=board');
  await page.getByRole('button', {name: `Verplaatsen: ${first.reference}`}).focus();
  await page.keyboard.press('Enter');
  assert.match(await told(page), new RegExp(`${first.reference} opgepakt uit “In triage”`));
  await page.keyboard.press('ArrowRight');
  assert.equal(await told(page), 'Kolom “In behandeling”, 3 van 7.');
  await page.keyboard.press('Escape');
  assert.match(await told(page), /blijft waar het stond/);
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Space');
  // Nothing leads back to where reports come in, and the screen says so rather than offer what would fail.
  await page.getByText('U kunt dit knelpunt nu niet naar “Ingediend” brengen.').waitFor();
  await page.getByText('leidt geen enkele stap rechtstreeks daarheen').waitFor();
  assert.deepEqual(await axe(page), []);
  assert.deepEqual(browserErrors, []);
  await close();
});

test('who may not move a card hears who can', async () => {
  const {page, close} = await at('/cases?view=board&board=ccg', {role: 'coordinator'});
  const card = column(page, 'Geagendeerd').locator('.w-board-card').first();
  await card.scrollIntoViewIfNeeded();
  await card.getByRole('button', {name: /^Verplaatsen/}).focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await page.getByText('U kunt dit knelpunt nu niet naar “Advies vastgesteld” brengen.').waitFor();
  await page.locator('dialog').getByText('Dat is aan: Voorzitter CCG', {exact: false}).waitFor();
  await close();
});
