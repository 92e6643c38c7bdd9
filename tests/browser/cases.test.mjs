/** The list of cases: the address bar, filters, search, saved views, columns, the table for a spreadsheet, the timeline. */
import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {after, before, test} from 'node:test';

import {axe, closeBrowser, open, settled, sideways, soon, start} from './support.mjs';

let server;
before(async () => {
  server = await start();
});
after(async () => {
  await closeBrowser();
  await server.stop();
});

const references = (page) => page.locator('.w-cases-table tbody .w-cases-under .w-number').allInnerTexts();
/** Rows are drawn in steps, so that no task is long: until two looks see the same. */
async function shown(page) {
  let before = await references(page);
  for (let looks = 0; looks < 40; ++looks) {
    await page.waitForTimeout(250);
    const now = await references(page);
    if (now.length === before.length && now.length > 0) return now;
    before = now;
  }
  return before;
}
const found = async (query) => (await server.api('coordinator', 'GET', `/v1/cases?limit=200&${query}`)).data.items.map((item) => item.reference);

async function at(path, settings = {}) {
  const opened = await open(server, settings);
  await opened.page.goto(server.url + path);
  await settled(opened.page);
  return opened;
}

test('an address in the words of the API shows what the API finds, and each filter can be taken away', async () => {
  const {page, browserErrors, close} = await at('/cases?phase=triage,treatment&overdue=true&sort=due');
  assert.deepEqual(await shown(page), await found('phase=triage,treatment&overdue=true&sort=due'));
  await page.getByRole('button', {name: 'Verwijder het filter Fase: In behandeling'}).click();
  await page.waitForURL(/phase=triage&overdue=true&sort=due$/);
  await settled(page);
  const inTriage = await found('phase=triage&overdue=true&sort=due');
  assert.ok(inTriage.length > 0);
  assert.deepEqual(await shown(page), inTriage);
  // The focus went to the next one, not to the beginning of the page.
  await soon(async () => assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('aria-label')), 'Verwijder het filter Streeftermijn voorbij: Ja'));
  await page.goBack();
  await page.getByRole('button', {name: 'Verwijder het filter Fase: In behandeling'}).waitFor();
  assert.deepEqual(browserErrors, []);
  await close();
});

test('every filter of the panel goes into the address, in words on the screen', async () => {
  const {page, close} = await at('/cases');
  await page.getByRole('button', {name: 'Filters'}).click();
  await page.getByRole('checkbox', {name: 'Uitkomst bekend'}).check();
  await page.waitForURL(/phase=outcome/);
  await page.getByRole('checkbox', {name: 'Uitkomst bekend'}).uncheck();
  await page.getByLabel('Status', {exact: true}).selectOption({label: 'Voorbereiding – Opties – Nog open'});
  await page.waitForURL(/state=ccg\/preparing\.options\.open/);
  await page.getByRole('button', {name: 'Verwijder het filter Status: CCG: Voorbereiding – Opties – Nog open'}).waitFor();
  await page.getByLabel('Status', {exact: true}).selectOption('');
  await page.getByLabel('Hoe een traject ervoor staat').selectOption('intervention/running');
  await page.getByRole('button', {name: /Verwijder het filter Hoe een traject ervoor staat: Interventie.*: Loopt/}).waitFor();
  await settled(page);
  assert.deepEqual(await shown(page), await found('leg=intervention/running'));
  await page.getByLabel('Hoe een traject ervoor staat', {exact: true}).selectOption('');
  // What the overview leads to: age, term, days, outcome; each as the API understands it.
  await page.getByLabel('Leeftijd', {exact: true}).selectOption({index: 3});
  await page.waitForURL(/age=/);
  const age = new URL(page.url()).searchParams.get('age');
  await settled(page);
  assert.deepEqual(await shown(page), await found(`age=${age}`));
  await page.getByLabel('Leeftijd', {exact: true}).selectOption('');
  for (const [label, name, value] of [
    ['Leeftijd van een traject', 'legAge', 'ccg/quarter'],
    ['Streeftermijn van een traject', 'legTerm', 'ccg/none'],
    ['Uitkomst van een traject', 'legOutcome', 'advisory/legalClarity'],
    ['Betrokken organisatie', 'party', '00000099900000320000'],
  ]) {
    await page.getByLabel(label, {exact: true}).selectOption(value);
    await page.waitForURL(new RegExp(`${name}=${value}$`));
    await settled(page);
    const those = await found(`${name}=${value}`);
    assert.ok(those.length > 0 && those.length < 48, `${name}: ${those.length}`);
    await soon(async () => assert.deepEqual(await references(page), those));
    await page.getByLabel(label, {exact: true}).selectOption('');
  }
  await page.getByRole('checkbox', {name: 'Nog geen route'}).check();
  await page.getByRole('button', {name: 'Verwijder het filter Route: Nog geen route'}).waitFor();
  await soon(async () => assert.deepEqual(await references(page), await found('route=none')));
  await page.getByRole('checkbox', {name: 'Nog geen route'}).uncheck();
  const day = new Date(Date.now() - 90 * 86_400_000).toISOString().slice(0, 10);
  await page.getByLabel('Gemeld vanaf', {exact: true}).fill(day);
  await page.waitForURL(new RegExp(`reportedFrom=${day}$`));
  await settled(page);
  const late = await found(`reportedFrom=${day}`);
  assert.ok(late.length > 0 && late.length < 48);
  assert.deepEqual(await shown(page), late);
  assert.deepEqual(await axe(page), []);
  await close();
});

test('what a link of the overview narrows to is told in words, and what others take part in is not offered to a reporter', async () => {
  const ministry = 'https://identifier.overheid.nl/tooi/id/ministerie/mnre1058';
  const path = `/cases?legMinistry=${ministry}/running&legBegan=ccg/2026-W40&legEnded=ccg/2026-W41&legOwner=ccg/00000099900000320000`;
  const {page, browserErrors, close} = await at(path, {role: 'reporter', allow: /403 \(/});
  for (const words of [
    'Traject bij een ministerie: Ministerie van Justitie en Veiligheid: Loopt',
    'Traject begonnen: CCG: week 40 van 2026',
    'Traject geëindigd: CCG: week 41 van 2026',
    'Aan zet bij een traject: CCG: Sociale Verzekeringsbank',
  ])
    await page.getByRole('button', {name: `Verwijder het filter ${words}`}).waitFor();
  await page.getByRole('button', {name: /^Filters/}).click();
  const choices = page.getByLabel('Betrokken organisatie', {exact: true}).locator('option');
  await soon(async () => assert.deepEqual(await choices.allInnerTexts(), ['Alle', 'Sociale Verzekeringsbank']));
  await page.goto(`${server.url}/cases?party=00000099900000310000`);
  await page.getByText('Dit filter is niet voor u').waitFor();
  await page.getByText('Waar een organisatie bij betrokken is').waitFor();
  assert.deepEqual(browserErrors, []);
  await close();
});

test('a filter that the server does not know is told as such, and nothing is shown in its place', async () => {
  const {page, close} = await at('/cases?unheardOf=1&phase=never', {allow: /400 \(/});
  await page.getByText('Dit filter klopt niet').waitFor();
  await page.getByText('unheardOf: dit filter is er niet.').waitFor();
  await soon(async () => assert.equal(await page.locator('.w-cases-table').count(), 0));
  await page.getByRole('button', {name: 'Verwijder het filter unheardOf: 1'}).click();
  await page.getByText('Fase: deze keuze is er niet.').waitFor();
  await page.goBack();
  await page.getByRole('button', {name: 'Alle filters wissen'}).click();
  await page.locator('.w-cases-table').waitFor();
  await close();
});

test('words are searched for; the key for it leads to the field', async () => {
  const {page, browserErrors, close} = await at('/help');
  await page.keyboard.press('/');
  await page.waitForURL(/\/cases$/);
  const field = page.getByRole('textbox', {name: 'Zoeken in knelpunten'});
  await page.waitForFunction(() => document.activeElement?.id === 'cases-q');
  await field.fill('handelsregister');
  await page.keyboard.press('Enter');
  await page.waitForURL(/q=handelsregister/);
  await settled(page);
  const expected = await found('q=handelsregister');
  assert.ok(expected.length > 0 && expected.length < 48);
  assert.deepEqual(await shown(page), expected);
  await field.fill('zzzzzz');
  await page.keyboard.press('Enter');
  await page.getByText('Geen knelpunt voldoet hieraan').waitFor();
  await page.getByRole('button', {name: 'Zoekwoorden wissen'}).click();
  await page.locator('.w-cases-table').waitFor();
  assert.deepEqual(browserErrors, []);
  await close();
});

test('a view is saved under a name in this browser, and its removal can be undone', async () => {
  const {page, close} = await at('/cases?phase=triage&view=timeline');
  await page.getByRole('button', {name: 'Bewaard'}).click();
  await page.getByText('Alleen in deze browser bewaard', {exact: false}).waitFor();
  await page.getByRole('button', {name: 'Bewaren'}).click();
  await page.getByText('Geef een naam.').waitFor();
  await page.getByLabel('Naam voor wat u nu ziet').fill('Triage op tijd');
  await page.keyboard.press('Enter');
  await page.getByText('“Triage op tijd” is bewaard.').waitFor();
  await page.goto(`${server.url}/cases`);
  await settled(page);
  await page.getByRole('button', {name: 'Bewaard'}).click();
  await page.getByRole('button', {name: 'Verwijder “Triage op tijd”'}).click();
  await page.getByText('U hebt nog niets bewaard.').waitFor();
  await page.getByRole('button', {name: 'Terugzetten'}).click();
  await page.getByRole('button', {name: 'Bewaard'}).click();
  assert.deepEqual(await axe(page), []);
  await page.getByRole('link', {name: 'Triage op tijd'}).click();
  await page.waitForURL(/view=timeline&phase=triage/);
  await close();
});

test('the columns are chosen once and kept', async () => {
  const {page, close} = await at('/cases');
  const heads = () => page.locator('.w-cases-table thead th').allInnerTexts();
  assert.deepEqual(await heads(), ['Knelpunt', 'Status', 'Route', 'Aan zet', 'Streeftermijn', 'Gemeld']);
  await page.getByRole('button', {name: 'Kolommen'}).click();
  await page.getByRole('checkbox', {name: 'Regiehouder'}).check();
  await page.getByRole('checkbox', {name: 'Route'}).uncheck();
  await page.keyboard.press('Escape');
  await soon(async () => assert.equal(await page.evaluate(() => document.activeElement?.textContent), 'Kolommen'));
  await page.reload();
  await settled(page);
  assert.deepEqual(await heads(), ['Knelpunt', 'Status', 'Aan zet', 'Streeftermijn', 'Gemeld', 'Regiehouder']);
  await close();
});

test('the same filter comes as CSV, all of it', async () => {
  const {page, browserErrors, close} = await at('/cases?phase=treatment');
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', {name: 'Downloaden als CSV'}).click()]);
  const text = readFileSync(await file.path(), 'utf8');
  assert.ok(text.startsWith('\uFEFFid,'), 'with a mark that a spreadsheet takes for UTF-8, and one header row');
  const expected = await found('phase=treatment');
  for (const reference of expected) assert.equal(text.split(reference).length, 2, reference);
  await page.getByText(`CSV met ${expected.length} knelpunten is klaar.`).waitFor();
  assert.deepEqual(browserErrors, []);
  await close();
});

test('the timeline has a line for each, with its days in words', async () => {
  const {page, browserErrors, close} = await at('/cases?view=timeline&phase=closed&weeks=0');
  const lines = page.locator('.w-timeline-line');
  const expected = await found('phase=closed');
  await soon(async () => assert.equal(await lines.count(), expected.length));
  await soon(async () => assert.match(await lines.first().innerText(), /gemeld \d+ \S+ \d{4} · afgesloten \d+ \S+ \d{4}/));
  for (let each = 0; each < expected.length; each += 1) await soon(async () => assert.equal(await lines.nth(each).locator('.w-timeline-closed').count(), 1));
  await page.getByLabel('Periode').selectOption('13');
  await page.waitForURL(/weeks=13/);
  assert.deepEqual(browserErrors, []);
  await close();
});

test('on a narrow screen the list is cards, and all of the page fits', async () => {
  for (const path of ['/cases', '/cases?view=timeline', '/cases?view=board']) {
    const {page, browserErrors, close} = await at(path, {width: 320, height: 700, lang: 'en'});
    if (path === '/cases') await soon(async () => assert.equal(await page.locator('.w-cases-card').count(), 48));
    assert.equal(await sideways(page), 0, path);
    for (const name of ['Filters', 'Saved']) {
      await page.getByRole('button', {name, exact: true}).click();
      assert.equal(await sideways(page), 0, `${path}: ${name}`);
    }
    assert.deepEqual(await axe(page), [], path);
    assert.deepEqual(browserErrors, []);
    await close();
  }
});
