/** Administration: keys made, shown once and revoked; organisations, roles and the server. And help, which is open to all. */
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
  return opened;
}
const works = async (key) => (await fetch(`${server.url}/v1/me`, {headers: {authorization: `Bearer ${key}`}})).status;

test('an administrator makes a key by keyboard, sees it once, and revokes it', async () => {
  const {page, context, browserErrors, close} = await at('/admin', {role: 'administrator'});
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], {origin: server.url});
  await page.getByRole('button', {name: 'Nieuwe sleutel'}).press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', {name: 'Sleutel maken'}).press('Enter');
  await dialog.getByText('Kies een organisatie.').waitFor();
  await dialog.getByText('Kies ten minste één rol.').waitFor();
  await soon(async () => assert.equal(await page.evaluate(() => document.activeElement.id), 'key-organisation', 'the first fault has the focus'));
  assert.deepEqual(await axe(page), []);

  await dialog.getByLabel('Voor welke organisatie?').selectOption({label: 'Sociale Verzekeringsbank'});
  await dialog.getByLabel('Melder', {exact: true}).press('Space');
  await dialog.getByLabel('Waar is de sleutel voor?').fill('Koppeling van de toets');
  await page.keyboard.press('Enter');
  const field = dialog.getByLabel('De sleutel', {exact: true});
  await field.waitFor();
  const key = await field.inputValue();
  assert.match(key, /^wsl_[0-9a-z]{8}_/i);
  assert.equal(await works(key), 200);
  assert.deepEqual(await axe(page), []);

  // Closing without having copied it asks once more.
  await page.keyboard.press('Escape');
  await dialog.getByText('Hebt u de sleutel bewaard?').waitFor();
  await dialog.getByRole('button', {name: 'Terug naar de sleutel'}).click();
  await dialog.getByRole('button', {name: 'Kopiëren'}).click();
  await dialog.getByText('Gekopieerd.').waitFor();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), key);
  await dialog.getByRole('button', {name: 'Ik heb de sleutel bewaard'}).click();
  await soon(async () => assert.equal(await page.getByText(key).count(), 0, 'it is nowhere any more'));

  await page.getByLabel('Zoek op organisatie, rol of omschrijving').fill('koppeling toets');
  await soon(async () => assert.match(page.url(), /q=koppeling/));
  const row = page.locator('tbody tr');
  await row.filter({hasText: 'Koppeling van de toets'}).waitFor();
  await soon(async () => assert.equal(await row.count(), 1));
  await page.getByRole('button', {name: 'Intrekken: Koppeling van de toets'}).click();
  await dialog.getByRole('button', {name: 'Annuleren'}).click();
  assert.equal(await works(key), 200, 'nothing happens without saying yes');
  await page.getByRole('button', {name: 'Intrekken: Koppeling van de toets'}).click();
  await dialog.getByRole('button', {name: 'Ja, intrekken'}).click();
  await page.getByText('De sleutel “Koppeling van de toets” is ingetrokken.').waitFor();
  assert.equal(await works(key), 401);
  await page.getByText('Geen sleutels gevonden').waitFor();
  await page.getByLabel('Ook ingetrokken sleutels').check();
  await row.filter({hasText: 'ingetrokken'}).waitFor();
  await page.reload();
  await row.filter({hasText: 'Koppeling van de toets'}).waitFor();
  assert.deepEqual(browserErrors, []);
  await close();
});

test('who is no administrator sees the keys of the own organisation and cannot make any', async () => {
  const {page, close} = await at('/admin', {role: 'reporter', lang: 'en'});
  await soon(async () => assert.equal(await page.locator('tbody tr').count(), (await server.api('reporter', 'GET', '/v1/keys')).data.items.filter((key) => key.revokedAt === null).length));
  await page.getByText('Only an administrator can make and revoke keys').waitFor();
  await soon(async () => assert.equal(await page.getByRole('button', {name: /New key|Revoke/}).count(), 0));
  await soon(async () => assert.equal(await page.getByRole('link', {name: 'Administration'}).count(), 0, 'the menu does not offer it'));
  await close();
});

test('organisations stand with the file that says so, and are found by name and number', async () => {
  const {page, browserErrors, close} = await at('/admin?tab=organisations', {role: 'auditor'});
  const told = (await server.api('auditor', 'GET', '/v1/organisations')).data;
  await soon(async () => assert.equal(await page.locator('tbody tr').count(), told.items.length));
  await page.getByText(told.hash).waitFor();
  await page.getByLabel('Zoek een organisatie').fill(told.items[5].oin);
  await page.getByText(`1 van ${told.items.length} organisaties`).waitFor();
  await soon(async () => assert.match(await page.locator('tbody tr').innerText(), new RegExp(told.items[5].name.nl.slice(0, 12))));
  assert.deepEqual(browserErrors, []);
  await close();
});

test('roles tell who has them, the server how it does', async () => {
  const {page, browserErrors, close} = await at('/admin?tab=roles', {role: 'administrator'});
  const roles = (await server.api('administrator', 'GET', '/v1/vocabulary')).data.lists.find((list) => list.id === 'roles').items;
  await soon(async () => assert.equal(await page.locator('tbody tr').count(), roles.length));
  await soon(async () => assert.match(await page.locator('tbody tr').filter({hasText: 'Secretariaat CCG'}).innerText(), /Centrale Commissie Gegevensgebruik/));
  await page.getByRole('link', {name: 'Server', exact: true}).click();
  await page.getByText('De server werkt').waitFor();
  const me = (await server.api('administrator', 'GET', '/v1/me')).data;
  await page.getByText(me.server.version, {exact: true}).waitFor();
  assert.deepEqual(await axe(page), []);
  assert.deepEqual(browserErrors, []);
  await close();
});

test('a server that is gone is told so', async () => {
  const {page, context, close} = await at('/admin?tab=health', {role: 'administrator', allow: /ERR_|503/});
  await page.getByText('De server werkt').waitFor();
  await context.route('**/health/ready', (route) => route.fulfill({status: 503, contentType: 'application/problem+json', body: '{"type":"/problems/not-ready","title":"x","status":503}'}));
  // It looks again by itself.
  await page.getByText('De server neemt nu niets aan').waitFor({timeout: 20_000});
  await context.unroute('**/health/ready');
  await context.route('**/health/ready', (route) => route.abort());
  await page.reload();
  await page.getByText('De server is niet bereikbaar').first().waitFor();
  await close();
});

test('help and the accessibility statement open without a session, with the words once there is one', async () => {
  const {page, browserErrors, close} = await at('/help', {role: null});
  await page.getByRole('heading', {name: 'Een knelpunt melden'}).waitFor();
  await soon(async () => assert.equal(await page.getByRole('heading', {name: 'Rollen'}).count(), 0));
  await page.getByText('Log in om ook de woorden').waitFor();
  await page.getByRole('link', {name: 'Toegankelijkheid', exact: true}).click();
  await page.getByText('geen onafhankelijke partij heeft dat gedaan').waitFor();
  assert.deepEqual(await axe(page), []);
  assert.deepEqual(browserErrors, []);
  await close();

  const inside = await at('/help', {role: 'reporter', lang: 'en'});
  const lists = (await server.api('reporter', 'GET', '/v1/vocabulary')).data.lists;
  for (const thing of lists.find((list) => list.id === 'things').items) {
    await soon(async () => assert.ok(await inside.page.locator('#things').getByText(thing.title.en, {exact: true}).count() > 0, thing.code));
  }
  const mailbox = (await server.api('reporter', 'GET', '/v1/organisations')).data.items.flatMap((one) => one.roles).find((held) => held.role === 'coordinator').mailbox;
  await soon(async () => assert.equal(await inside.page.getByRole('link', {name: mailbox}).count(), 1));
  await inside.page.getByRole('link', {name: 'Where to ask'}).click();
  await soon(async () => assert.match(inside.page.url(), /#ask$/));
  assert.deepEqual(inside.browserErrors, []);
  await inside.close();
});
