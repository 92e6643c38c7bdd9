/** Workflows: the drawing with its counts, the way of a case, the same in words, states, scripts and checks. */
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
const status = async () => (await server.api('coordinator', 'GET', '/v1/status')).data;

test('the list has every workflow with how many run on it, and leads to those cases', async () => {
  const {page, browserErrors, close} = await at('/workflows');
  const all = (await server.api('coordinator', 'GET', '/v1/workflows')).data.items;
  for (const one of all) await soon(async () => assert.equal(await page.getByRole('link', {name: one.title.nl, exact: true}).count(), 1, one.id));
  const ccg = (await status()).routes.find((route) => route.code === 'ccg');
  const link = page.getByRole('link', {name: `${ccg.openLegs} trajecten lopen`}).first();
  await link.waitFor();
  const found = await server.api('coordinator', 'GET', `/v1/cases?count=true&leg=ccg/offered,ccg/running`);
  assert.equal(found.data.total, ccg.openLegs, 'each of them has one leg there');
  assert.deepEqual(browserErrors, []);
  await close();
});

test('the drawing shows what the status counts in each state, and each count leads to its cases', async () => {
  const {page, browserErrors, close} = await at('/workflows/ccg');
  const counted = (await status()).states.find((one) => one.workflow === 'ccg').states.filter((state) => state.machines > 0 && state.inForce !== false);
  const drawn = new Set(await page.locator('.w-drawing-image [data-state]').evaluateAll((groups) => groups.map((group) => group.getAttribute('data-state'))));
  await page.locator('.w-drawing-count').first().waitFor();
  const told = await page.locator('.w-drawing-count a').evaluateAll((links) =>
    links.map((link) => [new URL(link.href).searchParams.get('state'), Number(link.textContent)]));
  assert.deepEqual(told.sort(), counted.filter((state) => drawn.has(state.name)).map((state) => [`ccg/${state.name}`, state.machines]).sort());
  assert.ok(told.length > 2);
  // A count stands on the corner of its state.
  const [name] = told[0];
  const box = await page.locator(`.w-drawing-image [data-state="${name.slice(4)}"] > rect`).first().boundingBox();
  const spot = await page.locator(`.w-drawing-count a[href*="${encodeURIComponent(name)}"]`).first().boundingBox();
  assert.ok(Math.abs(spot.x + spot.width / 2 - (box.x + box.width)) < 20 && Math.abs(spot.y + spot.height / 2 - box.y) < 20);
  assert.deepEqual(browserErrors, []);
  await close();
});

test('the counts follow what happens, without loading the page anew', async () => {
  const {page, close} = await at('/workflows/lifecycle?tab=states');
  const here = page.locator('#state-triage\\.assessing dd a, #state-treatment\\.offered dd a').first();
  await here.waitFor();
  const cases = (await server.api('coordinator', 'GET', '/v1/cases?state=lifecycle/triage.assessing&count=true&limit=1')).data;
  const link = page.locator('#state-triage\\.assessing a[href*="triage.assessing"]');
  await page.waitForFunction(([count]) => document.querySelector('[id="state-triage.assessing"] a[href*="triage.assessing"]')?.textContent === String(count), [cases.total]);
  const one = await server.api('coordinator', 'GET', `/v1/cases/${cases.items[0].id}`);
  const moved = await server.api('coordinator', 'POST', `/v1/cases/${cases.items[0].id}/transitions`, {
    ifMatch: one.etag, body: {leg: null, event: 'outOfScope', data: {reason: 'Hoort hier niet.', whereTo: 'De helpdesk.'}},
  });
  assert.equal(moved.status, 200, JSON.stringify(moved.data));
  await page.waitForFunction(([count]) => document.querySelector('[id="state-triage.assessing"] a[href*="triage.assessing"]')?.textContent === String(count), [cases.total - 1], {timeout: 10_000});
  await soon(async () => assert.equal(await link.count(), 1));
  await close();
});

test('zoom works by buttons and by keyboard, and keeps what one looks at', async () => {
  const {page, close} = await at('/workflows/lifecycle');
  // After a key it is drawn anew, in a frame or two.
  const width = () =>
    page.waitForTimeout(300).then(() => page.locator('.w-drawing-sheet').evaluate((sheet) => sheet.getBoundingClientRect().width));
  const fit = await width();
  const box = page.locator('.w-drawing-box');
  assert.ok(fit <= (await box.evaluate((each) => each.clientWidth)), 'it fits at first');
  await page.getByRole('button', {name: 'Groter'}).click();
  const larger = await width();
  assert.ok(larger > fit * 1.2);
  await box.focus();
  await page.keyboard.press('+');
  assert.ok((await width()) > larger);
  await page.keyboard.press('0');
  assert.equal(Math.round(await width()), Math.round(fit));
  await page.keyboard.press('-');
  assert.ok((await width()) < fit);
  await page.keyboard.press('ArrowDown');
  await page.waitForFunction(() => document.querySelector('.w-drawing-box').scrollTop > 0);
  assert.deepEqual(await axe(page), []);
  await close();
});

test('it takes the colours of the screen, light, dark and forced', async () => {
  const colours = {};
  for (const [name, settings] of Object.entries({light: {theme: 'light'}, dark: {theme: 'dark'}, forced: {forcedColors: 'active'}})) {
    const {page, close} = await at('/workflows/referral', settings);
    colours[name] = await page.locator('.w-drawing-image [data-state="offered"]').evaluate((group) => ({
      box: getComputedStyle(group.querySelector('rect')).fill,
      text: getComputedStyle(group.querySelector('text')).fill,
      surface: getComputedStyle(document.querySelector('.w-drawing-box')).backgroundColor,
    }));
    await close();
  }
  assert.equal(colours.light.box, 'rgb(255, 255, 255)');
  assert.equal(colours.dark.box, colours.dark.surface);
  assert.notEqual(colours.dark.box, colours.light.box);
  assert.notEqual(colours.dark.text, colours.light.text);
  assert.notEqual(colours.forced.text, colours.forced.box);
});

test('the words beside it say all that the drawing shows, and the choice is remembered', async () => {
  const {page, browserErrors, close} = await at('/workflows/fast-lane');
  const drawn = await page.locator('.w-drawing-image [data-transition]').count();
  const titles = await page.locator('.w-drawing-image [data-kind="atomic"] > title').allTextContents();
  await page.getByRole('button', {name: 'Tekst', exact: true}).click();
  await soon(async () => assert.equal(await page.locator('.w-chart-moves > li').count(), drawn));
  const told = await page.locator('.w-chart-title strong').allInnerTexts();
  for (const title of titles) assert.ok(told.includes(title), title);
  await page.reload();
  await settled(page);
  await soon(async () => assert.equal(await page.locator('.w-chart').count(), 1));
  assert.deepEqual(await axe(page), []);
  assert.deepEqual(browserErrors, []);
  await close();
});

test('scripts are told by their titles, one of them step by step at an address of its own', async () => {
  const {page, browserErrors, close} = await at('/workflows/referral?tab=scripts&script=not-taken-up');
  const all = (await server.api('coordinator', 'GET', '/v1/workflows/referral/scripts')).data;
  await soon(async () => assert.equal(await page.locator('.w-workflows-choose li').count(), all.items.length));
  await page.getByRole('heading', {name: 'De ontvanger pakt het niet op'}).waitFor();
  const steps = all.items.find((one) => one.name === 'not-taken-up').steps;
  const rows = page.getByRole('region', {name: 'Stappen van De ontvanger pakt het niet op'}).locator('tbody tr');
  await soon(async () => assert.equal(await rows.count(), steps.length));
  await soon(async () => assert.match(await rows.nth(0).innerText(), /Begin\s+Doorgezonden\s+klopt/));
  await soon(async () => assert.match(await rows.last().innerText(), /Niet opgepakt\s+Niet opgepakt\s+klopt/));
  await page.getByRole('link', {name: 'De ontvanger pakt het op en rondt het af'}).click();
  await soon(async () => assert.match(page.url(), /script=taken-up/));
  await page.goBack();
  await page.getByRole('heading', {name: 'De ontvanger pakt het niet op'}).waitFor();
  assert.deepEqual(browserErrors, []);
  await close();
});

test('findings, what no script takes, and versions stand together', async () => {
  const {page, browserErrors, close} = await at('/workflows/advisory?tab=checks', {lang: 'en'});
  const versions = (await server.api('coordinator', 'GET', '/v1/workflows/advisory')).data.versions;
  await page.getByText('Nothing was found.').waitFor();
  await page.getByText('The scripts come everywhere.').waitFor();
  await soon(async () => assert.equal(await page.locator('tbody tr').count(), versions.length));
  assert.deepEqual(await axe(page), []);
  assert.deepEqual(browserErrors, []);
  await close();
});

test('a workflow that there is not is told as such', async () => {
  const {page, close} = await at('/workflows/nothing', {allow: /404/});
  await page.getByText('Niet gevonden').waitFor();
  await close();
});
