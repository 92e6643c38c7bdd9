/** The frame around every page: login, session, language, theme, keys, lost pages, what the browser is told. */
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';

import {axe, closeBrowser, logIn, open, settled, sideways, soon, start} from './support.mjs';

let server;
before(async () => {
  server = await start();
});
after(async () => {
  await closeBrowser();
  await server.stop();
});

test('a wrong key is told at the field; a right one leads to the page that was asked for', async () => {
  const {page, browserErrors, close} = await open(server, {role: null, allow: /40[01] \(/});
  await page.goto(`${server.url}/help?from=mail`);
  await page.goto(`${server.url}/cases?phase=triage`);
  await soon(async () => assert.equal(await page.locator('html').getAttribute('lang'), 'nl'));
  await page.keyboard.press('Enter');
  await soon(async () => assert.match(await page.locator('.utrecht-form-field-error-message').innerText(), /Vul uw API-sleutel in/));
  await page.fill('input[type=password]', `wsl_00000000_${'A'.repeat(43)}`);
  await page.keyboard.press('Enter');
  await page.getByText('Deze sleutel is niet bekend').waitFor();
  await soon(async () => assert.equal(await page.locator('input[type=password]').getAttribute('aria-invalid'), 'true'));
  assert.deepEqual(await axe(page), []);
  await page.fill('input[type=password]', server.keys.coordinator);
  await page.keyboard.press('Enter');
  await page.waitForSelector('nav#menu');
  await soon(async () => assert.match(page.url(), /\/cases\?phase=triage/));
  // The key lies nowhere in the browser.
  const kept = await page.evaluate(() => JSON.stringify({...localStorage, ...sessionStorage}) + document.cookie);
  assert.ok(!kept.includes('wsl_'));
  assert.deepEqual(browserErrors, []);
  await close();
});

test('logging out ends the session for every window of the browser, and says so in words', async () => {
  const {page, context, close} = await open(server, {allow: /401 \(/});
  const second = await context.newPage();
  await second.goto(`${server.url}/help`);
  await settled(second);
  await page.getByRole('button', {name: 'Uitloggen'}).click();
  await page.getByRole('heading', {name: 'Inloggen'}).waitFor();
  await second.goto(`${server.url}/work`);
  await second.getByRole('heading', {name: 'Inloggen'}).waitFor();
  await close();
});

test('a session that ended keeps the page behind the login, and goes on afterwards', async () => {
  const {page, close} = await open(server, {allow: /401 \(/});
  await page.goto(`${server.url}/report`);
  await settled(page);
  // A restart of the server ends all sessions (docs/adr/0009).
  await server.restart();
  await page.getByRole('link', {name: 'Mijn werk', exact: true}).click();
  await page.getByText('Uw sessie is afgelopen. Log opnieuw in').waitFor();
  await page.fill('input[type=password]', server.keys.coordinator);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', {level: 1, name: 'Mijn werk'}).waitFor();
  await close();
});

test('what somebody read is not shown to whoever logs in after him', async () => {
  const {page, close} = await open(server, {role: 'administrator'});
  await page.goto(`${server.url}/admin`);
  await settled(page);
  await page.getByRole('button', {name: 'Uitloggen'}).click();
  await logIn(page, server, 'reporter');
  await soon(async () => assert.equal(await page.getByRole('link', {name: 'Beheer'}).count(), 0));
  await close();
});

test('the language and the theme are chosen once and kept', async () => {
  const {page, browserErrors, close} = await open(server, {});
  await page.goto(`${server.url}/help`);
  await settled(page);
  await page.getByRole('button', {name: 'Switch to English'}).click();
  await soon(async () => assert.equal(await page.locator('html').getAttribute('lang'), 'en'));
  await page.getByRole('link', {name: 'Bottlenecks', exact: true}).waitFor();
  await page.locator('.w-theme select').selectOption('dark');
  await page.reload();
  await settled(page);
  await soon(async () => assert.equal(await page.locator('html').getAttribute('lang'), 'en'));
  await soon(async () => assert.equal(await page.locator('html').getAttribute('data-theme'), 'dark'));
  assert.deepEqual(browserErrors, []);
  await close();
});

test('keys lead to pages, never while somebody types, and can be turned off', async () => {
  const {page, close} = await open(server, {});
  await page.keyboard.press('?');
  await page.getByRole('dialog').waitFor();
  assert.deepEqual(await axe(page), []);
  await page.keyboard.press('Escape');
  await page.keyboard.press('g');
  await page.keyboard.press('w');
  await page.waitForURL('**/work');
  await page.keyboard.press('n');
  await page.waitForURL('**/report');
  await settled(page);
  await page.keyboard.press('?');
  await page.getByRole('dialog').getByRole('checkbox').uncheck();
  await page.keyboard.press('Escape');
  await page.keyboard.press('g');
  await page.keyboard.press('w');
  await page.waitForTimeout(300);
  await soon(async () => assert.match(page.url(), /\/report/));
  await close();
});

test('a page that there is not says so, with status 404', async () => {
  const {page, close} = await open(server, {allow: /404 \(/});
  const answer = await page.goto(`${server.url}/nergens`);
  assert.equal(answer.status(), 404);
  await page.getByRole('heading', {name: 'Deze pagina bestaat niet'}).waitFor();
  assert.deepEqual(await axe(page), []);
  await close();
});

test('the focus goes to the new page, and the link to the content is the first stop', async () => {
  const {page, close} = await open(server, {});
  await page.reload();
  await settled(page);
  await page.keyboard.press('Tab');
  await soon(async () => assert.equal(await page.evaluate(() => document.activeElement.textContent), 'Naar de inhoud'));
  await page.getByRole('link', {name: 'Mijn werk', exact: true}).click();
  await settled(page);
  await soon(async () => assert.equal(await page.evaluate(() => document.activeElement.id), 'content'));
  await close();
});

test('without a network it says so, and goes on by itself when there is one again', async () => {
  const {page, context, close} = await open(server, {allow: /ERR_INTERNET_DISCONNECTED/});
  await page.goto(`${server.url}/help`);
  await settled(page);
  await context.setOffline(true);
  await page.getByText('U bent offline').waitFor();
  await context.setOffline(false);
  await page.getByText('U bent offline').waitFor({state: 'detached'});
  await close();
});

test('at 320 pixels the menu opens by a button and nothing scrolls sideways', async () => {
  const {page, close} = await open(server, {width: 320, height: 640});
  await page.goto(`${server.url}/help`);
  await settled(page);
  assert.equal(await sideways(page), 0);
  const button = page.getByRole('button', {name: 'Menu'});
  await button.click();
  await soon(async () => assert.equal(await button.getAttribute('aria-expanded'), 'true'));
  assert.equal(await sideways(page), 0);
  assert.deepEqual(await axe(page), []);
  await page.getByRole('link', {name: 'Mijn werk', exact: true}).click();
  await settled(page);
  await soon(async () => assert.equal(await page.locator('.w-nav-open').count(), 0));
  await close();
});
