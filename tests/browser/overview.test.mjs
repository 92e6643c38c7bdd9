/**
 * The overview: its numbers are those of the API, its links lead to what was counted, it is live, and says so when it
 * is not.
 */
import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {after, before, test} from 'node:test';

import {axe, closeBrowser, open, root, settled, sideways, soon, start} from './support.mjs';

let server;
before(async () => {
  server = await start();
});
after(async () => {
  await closeBrowser();
  await server.stop();
});

const status = async (role = 'coordinator', path = '') => (await server.api(role, 'GET', `/v1/status${path}`)).data;
const total = async (href, role = 'coordinator') => {
  const answer = await server.api(role, 'GET', `/v1${href}${href.includes('?') ? '&' : '?'}limit=1&count=true`);
  assert.equal(answer.status, 200, `${href}: ${JSON.stringify(answer.data)}`);
  return answer.data.total;
};
const show = async (page, path) => {
  await page.goto(server.url + path);
  await settled(page);
  await page.locator('.w-overview-tile').first().waitFor();
};
const tile = (page, name) =>
  page
    .locator('a.w-overview-tile')
    .filter({has: page.locator('.w-overview-tile-label').getByText(name, {exact: true})});
const countOf = async (locator) =>
  Number((await locator.locator('.w-overview-tile-count').innerText()).replace('.', ''));
const ministry = 'https://identifier.overheid.nl/tooi/id/ministerie/mnre1058';
const svb = '00000099900000320000';

test('the four numbers are those of the status, and their links find as many cases', async () => {
  const {page, browserErrors, close} = await open(server, {});
  await show(page, '/');
  const {totals, weeks} = await status();
  assert.equal(await countOf(tile(page, 'Nieuw deze week')), weeks.items.at(-1).reported);
  for (const [name, count] of [
    ['Nieuw deze week', weeks.items.at(-1).reported],
    ['Open', totals.open],
    ['Over de streeftermijn', totals.overdueCases],
    ['Vastgelopen', totals.stuck],
  ]) {
    assert.equal(await countOf(tile(page, name)), count, name);
    await soon(async () => assert.equal(await total(await tile(page, name).getAttribute('href')), count, name));
  }
  assert.deepEqual(browserErrors, []);
  await close();
});

test('every band of the flow, every phase and every barrier leads to as many cases as it says', async () => {
  // Of one case nobody but who sees all may know; the numbers leave it out, and so must what they lead to.
  const closedOff = (await server.api('coordinator', 'GET', '/v1/cases?phase=treatment&barrier=legal&limit=1')).data.items[0];
  const chosen = {visibility: 'confidential', ground: 'privateLife', reviewOn: new Date(Date.now() + 90 * 86_400_000).toISOString().slice(0, 10), reason: 'A test.'};
  const done = await server.api('coordinator', 'POST', `/v1/cases/${closedOff.id}/visibility`, {body: chosen, ifMatch: `"${closedOff.version}"`});
  assert.equal(done.status, 200, JSON.stringify(done.data));
  const {page, close} = await open(server, {});
  await show(page, '/');
  const bands = page.locator('#flow a.w-chart-band-link');
  await bands.first().waitFor();
  const {flow, phases, barriers, ages, terms, outcomes} = await status();
  const filled = flow.filter((row) => row.cases > 0);
  assert.ok(filled.some((row) => row.route === null), 'some have no route yet');
  assert.equal(
    await bands.count(),
    filled.length + filled.flatMap((row) => row.endings.filter((one) => one.cases > 0)).length,
  );
  await bandsLead(bands);
  await rowsLead(page, '#phases', 1, phases, 'cases');
  await rowsLead(page, '#barriers', 2, barriers, 'cases');
  await rowsLead(page, '#ages', 1, ages, 'cases');
  await rowsLead(page, '#terms', 1, terms, 'cases');
  await rowsLead(page, '#outcomes', 1, outcomes, 'cases');
  await cellsLead(page, true);
  await close();
});

/** Each band of the flow finds as many cases as it says. */
async function bandsLead(bands, role = 'coordinator') {
  for (const band of await bands.all()) {
    const label = await band.getAttribute('aria-label');
    await soon(async () => assert.equal(await total(await band.getAttribute('href'), role), Number(/: (\d+) knelpunt/.exec(label)[1]), label));
  }
}

/** Each row of bars that counts anything leads to its cases; where legs are counted to some, and to no more than those. */
async function rowsLead(page, part, cell, rows, what, role = 'coordinator') {
  const links = page.locator(`${part} tbody tr`, {has: page.locator('th a')});
  await soon(async () => assert.equal(await links.count(), rows.filter((row) => row[what] > 0).length, part));
  for (const row of await links.all()) {
    const counted = Number(await row.locator('td').nth(cell - 1).innerText());
    const href = await row.locator('th a').getAttribute('href');
    await soon(async () => led(await total(href, role), counted, what === 'cases', `${part} ${await row.innerText()}`));
  }
}

/** So does each number that is a link itself. */
async function cellsLead(page, exactly, role = 'coordinator') {
  const cells = page.locator('main td a[href^="/cases?"], .w-overview-legend a');
  assert.ok((await cells.count()) > 3);
  for (const cell of await cells.all()) {
    const counted = Number(/(\d[\d.]*)$/.exec((await cell.innerText()).trim())[1].replace('.', ''));
    const name = await cell.getAttribute('aria-label');
    const href = await cell.getAttribute('href');
    // Machines, legs and reports are no cases: of these there may be more.
    const ofCases = exactly && !/state=|leg|owner=/i.test(href) && !/Meldingen$/.test(name ?? '');
    await soon(async () => led(await total(href, role), counted, ofCases, `${name ?? ''} ${href}`));
  }
}

function led(found, counted, exactly, message) {
  if (exactly) return assert.equal(found, counted, message);
  assert.ok(found > 0 === counted > 0 && found <= counted, `${found} of ${counted}: ${message}`);
}

test('the numbers of a route lead to the cases of its legs, by age, term, outcome, owner, state and week', async () => {
  const {page, browserErrors, close} = await open(server, {});
  for (const route of ['ccg', 'fast-lane']) {
    await show(page, `/?route=${route}`);
    const {totals, ages, terms, outcomes, weeks} = await status('coordinator', `/routes/${route}`);
    for (const [name, count] of [
      ['Deze week begonnen', weeks.items.at(-1).began],
      ['Open trajecten', totals.openLegs],
      ['Streeftermijnen voorbij', totals.overdueTerms],
      ['Vastgelopen', totals.stuck],
    ]) {
      assert.equal(await countOf(tile(page, name)), count, name);
      const found = await total(await tile(page, name).getAttribute('href'));
      assert.ok(found <= count && found > 0 === count > 0, `${name}: ${found} of ${count}`);
    }
    await rowsLead(page, '#ages', 1, ages, 'legs');
    await rowsLead(page, '#terms', 1, terms, 'terms');
    await rowsLead(page, '#outcomes', 1, outcomes, 'legs');
    if (route === 'fast-lane') await cellsLead(page, false);
    for (const row of await page.locator('#owners tbody tr').all()) {
      const counted = Number(await row.locator('td').first().innerText());
      led(await total(await row.locator('th a').getAttribute('href')), counted, false, await row.innerText());
    }
  }
  assert.deepEqual(browserErrors, []);
  await close();
});

test('a period is chosen by name or day by day, and each number leads to the cases of it', async () => {
  const {page, browserErrors, close} = await open(server, {});
  await show(page, '/');
  const choice = page.getByLabel('Wanneer gemeld');
  await choice.selectOption({label: 'Eigen periode'});
  const all = await status();
  // A month that has something and is not all.
  const month = all.weeks.items.filter((week) => week.reported > 0)[1].starts.slice(0, 7);
  const days = {from: `${month}-01`, to: `${month}-28`};
  await page.getByLabel('Gemeld vanaf').fill(days.from);
  await page.getByLabel('Gemeld tot en met').fill(days.to);
  await page.waitForURL(`**/?reportedFrom=${days.from}&reportedTo=${days.to}`);
  await page.getByText('zoals het nu is').waitFor();
  const asked = await status('coordinator', `?reportedFrom=${days.from}&reportedTo=${days.to}`);
  assert.ok(asked.totals.cases > 0 && asked.totals.cases < all.totals.cases);
  const inPeriod = tile(page, 'Gemeld in deze periode');
  await inPeriod.waitFor();
  assert.equal(await countOf(inPeriod), asked.totals.cases);
  await page.reload();
  await settled(page);
  await inPeriod.waitFor();
  for (const [name, count] of [
    ['Gemeld in deze periode', asked.totals.cases],
    ['Open', asked.totals.open],
    ['Over de streeftermijn', asked.totals.overdueCases],
    ['Vastgelopen', asked.totals.stuck],
  ]) {
    assert.equal(await countOf(tile(page, name)), count, name);
    await soon(async () => assert.equal(await total(await tile(page, name).getAttribute('href')), count, name));
  }
  const bands = page.locator('#flow a.w-chart-band-link');
  await bands.first().waitFor();
  await bandsLead(bands);
  await rowsLead(page, '#barriers', 2, asked.barriers, 'cases');
  await rowsLead(page, '#ages', 1, asked.ages, 'cases');
  await cellsLead(page, true);
  // Days the wrong way round are told, and nothing changes until they are right.
  await page.getByLabel('Gemeld vanaf').fill('2031-03-01');
  await page.getByText('De laatste dag ligt voor de eerste.').waitFor();
  assert.deepEqual(await axe(page), []);
  assert.ok(page.url().endsWith(`/?reportedFrom=${days.from}&reportedTo=${days.to}`));
  await page.getByLabel('Gemeld tot en met').fill('2031-12-31');
  await page.getByText('In deze periode is niets gemeld').waitFor();
  assert.deepEqual(await axe(page), []);
  await page.goto(`${server.url}/?route=ccg&reportedFrom=2031-03-01`);
  await page.getByText('In deze periode is niets gemeld').waitFor();
  await page.getByRole('button', {name: 'Alles bekijken'}).click();
  await tile(page, 'Deze week begonnen').waitFor();
  assert.equal(await choice.inputValue(), 'ever');
  assert.equal(await choice.evaluate((element) => element === document.activeElement), true, 'the focus stays at the choice');
  await show(page, '/');
  await choice.selectOption({label: 'Dit jaar'});
  await page.getByLabel('Cijfers van').selectOption({label: 'Fast lane'});
  await page.waitForURL('**/?period=thisYear&route=fast-lane');
  const year = all.day.slice(0, 4);
  const lane = await status('coordinator', `/routes/fast-lane?reportedFrom=${year}-01-01&reportedTo=${year}-12-31`);
  await page.getByRole('heading', {level: 1, name: 'Overzicht: Fast lane'}).waitFor();
  await soon(async () => assert.equal(await countOf(tile(page, 'Open trajecten')), lane.totals.openLegs));
  await page.goBack();
  await page.goBack();
  await soon(async () => assert.equal(await choice.inputValue(), 'ever'));
  // What comes in while a period is shown is counted in it.
  await choice.selectOption({label: 'Deze maand'});
  await inPeriod.waitFor();
  await page.getByText('Live', {exact: true}).waitFor();
  const before = await countOf(inPeriod);
  const body = JSON.parse(readFileSync(join(root, 'config/demo/example-report.json'), 'utf8'));
  assert.equal((await server.api('reporter', 'POST', '/v1/cases', {body})).status, 201);
  await soon(async () => assert.equal(await countOf(inPeriod), before + 1));
  assert.deepEqual(browserErrors, []);
  await close();
});

test('a day is typed digit by digit without harm to the other, and without a step back for each', async () => {
  const {page, close} = await open(server, {});
  await show(page, '/');
  await page.goto(`${server.url}/?reportedFrom=2026-03-01&reportedTo=2026-06-30`);
  await settled(page);
  const last = page.getByLabel('Gemeld tot en met');
  const first = await page.evaluate(() => history.length);
  await last.focus();
  // The year comes last, in either order of day and month.
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.type('2027', {delay: 80});
  await page.waitForURL('**/?reportedFrom=2026-03-01&reportedTo=2027-06-30');
  assert.equal(await page.getByLabel('Gemeld vanaf').inputValue(), '2026-03-01');
  assert.equal(await page.evaluate(() => history.length), first);
  await close();
});

test('who does not see all cases gets the numbers of a period of what is open to all, and finds just these', async () => {
  const {page, browserErrors, close} = await open(server, {role: 'reporter'});
  await show(page, '/?reportedFrom=2020-01-01');
  await page.getByText('U ziet de cijfers van wat alle deelnemende organisaties mogen zien.').waitFor();
  const asked = await status('reporter', '?reportedFrom=2020-01-01');
  const all = await status('coordinator', '?reportedFrom=2020-01-01');
  assert.ok(asked.totals.cases > 0 && asked.totals.cases < all.totals.cases);
  assert.equal(await countOf(tile(page, 'Gemeld in deze periode')), asked.totals.cases);
  assert.equal(await total(await tile(page, 'Gemeld in deze periode').getAttribute('href'), 'reporter'), asked.totals.cases);
  await rowsLead(page, '#barriers', 2, asked.barriers, 'cases', 'reporter');
  await rowsLead(page, '#phases', 1, asked.phases, 'cases', 'reporter');
  assert.deepEqual(browserErrors, []);
  await close();
});

test('the flow and the running totals have the same numbers as tables, and the address keeps which is shown', async () => {
  const {page, close} = await open(server, {});
  await show(page, '/');
  await page.getByRole('button', {name: 'Als tabel: Van melding naar uitkomst'}).click();
  await page.getByRole('button', {name: 'Als tabel: Gemeld en afgesloten'}).click();
  await page.selectOption('#time select', '12');
  await page.reload();
  await settled(page);
  const {flow, totals, weeks} = await status();
  const rows = page.locator('#flow tbody tr');
  await soon(async () => assert.equal(await rows.count(), flow.filter((row) => row.cases > 0).length));
  const sum = (await rows.locator('td:nth-of-type(2)').allInnerTexts()).reduce((all, text) => all + Number(text), 0);
  assert.equal(sum, totals.cases);
  const times = page.locator('#time tbody tr');
  await soon(async () => assert.equal(await times.count(), 13));
  assert.deepEqual(
    await times.first().locator('td').allInnerTexts(),
    [totals.cases, totals.closed, totals.open].map(String),
  );
  const inPeriod = weeks.items.slice(-12).reduce((all, week) => all + week.reported, 0);
  await soon(async () => assert.equal(await times.last().locator('td').first().innerText(), String(totals.cases - inPeriod)));
  await page.getByRole('button', {name: 'Als grafiek: Gemeld en afgesloten'}).click();
  await page.locator('#time svg[role=img] .w-chart-between').waitFor();
  await soon(async () => assert.equal(await page.locator('#flow table').count(), 1));
  await close();
});

test('a report that comes in is counted without anybody asking', async () => {
  const {page, close} = await open(server, {});
  await show(page, '/');
  await page.getByText('Live', {exact: true}).waitFor();
  const before = await countOf(tile(page, 'Open'));
  const body = JSON.parse(readFileSync(join(root, 'config/demo/example-report.json'), 'utf8'));
  assert.equal((await server.api('reporter', 'POST', '/v1/cases', {body})).status, 201);
  await page.waitForFunction(
    (text) => [...document.querySelectorAll('.w-overview-tile-count')][1]?.textContent === text,
    String(before + 1),
    {timeout: 5_000},
  );
  await page.getByText('Laatste wijziging:').waitFor();
  await close();
});

test('what the numbers are of stands in the address: chosen, reloaded, and gone back from', async () => {
  const {page, close} = await open(server, {});
  await show(page, '/');
  const choice = page.getByLabel('Cijfers van');
  await choice.focus();
  await choice.selectOption({label: 'Fast lane'});
  await page.getByRole('heading', {level: 1, name: 'Overzicht: Fast lane'}).waitFor();
  await soon(async () => assert.match(page.url(), /\?route=fast-lane$/));
  assert.equal(
    await choice.evaluate((element) => element === document.activeElement),
    true,
    'the choice keeps the focus',
  );
  await page.reload();
  await settled(page);
  const lane = await status('coordinator', '/routes/fast-lane');
  assert.equal(await countOf(tile(page, 'Open trajecten')), lane.totals.openLegs);
  assert.equal(await countOf(tile(page, 'Streeftermijnen voorbij')), lane.totals.overdueTerms);
  // What the register does not count by route is not there, and that is said.
  await soon(async () => assert.equal(await page.locator('#flow, #barriers, #phases').count(), 0));
  await page.getByText('Per route telt het register geen fasen').waitFor();
  await page.goBack();
  await page.getByRole('heading', {level: 1, name: 'Overzicht', exact: true}).waitFor();
  await page.locator('#flow').waitFor();
  await choice.selectOption(`ministry ${ministry}`);
  await page.getByRole('heading', {level: 1, name: 'Overzicht: Ministerie van Justitie en Veiligheid'}).waitFor();
  await page.locator('#legs').waitFor();
  const counted = lane.ministries.find((one) => one.code === ministry);
  assert.equal(await countOf(tile(page, 'Open trajecten')), counted.open);
  await close();
});

test('a reporter sees how many, which of those are open, its own organisation’s, and of another nothing', async () => {
  const {page, browserErrors, close} = await open(server, {role: 'reporter', allow: /403 \(/});
  await show(page, '/');
  await page.getByText('U ziet daar alleen wat u mag zien').waitFor();
  // Of the cases of all, those are named that are open to all (docs/visibility.md).
  const all = await status('reporter', '');
  assert.deepEqual(
    await page.locator('#stuck a[href^="/cases/"]').evaluateAll((links) => links.map((link) => link.getAttribute('href'))),
    all.stuck.items.slice(0, 5).map((item) => `/cases/${item.case}`),
  );
  await page.goto(`${server.url}/?organisation=${svb}`);
  await page.getByRole('heading', {level: 1, name: 'Overzicht: Sociale Verzekeringsbank'}).waitFor();
  await settled(page);
  const own = await status('reporter', `/organisations/${svb}`);
  const items = page.locator('#stuck a[href^="/cases/"]');
  await items.first().waitFor();
  assert.deepEqual(
    await items.evaluateAll((links) => links.map((link) => link.getAttribute('href'))),
    own.stuck.items.slice(0, 5).map((item) => `/cases/${item.case}`),
  );
  // It finds its own cases by these numbers, and none that is only open to all.
  await rowsLead(page, '#phases', 1, own.phases, 'cases', 'reporter');
  await rowsLead(page, '#outcomes', 1, own.outcomes, 'cases', 'reporter');
  await page.goto(`${server.url}/?organisation=00000099900000310000`);
  await page.getByText('Deze cijfers mag u niet zien').waitFor();
  assert.deepEqual(browserErrors, []);
  await close();
});

test('the numbers of an organisation lead to the cases that it takes part in', async () => {
  const {page, browserErrors, close} = await open(server, {});
  await show(page, `/?organisation=${svb}`);
  const own = await status('coordinator', `/organisations/${svb}`);
  for (const [name, count] of [
    ['Nieuw deze week', own.weeks.items.at(-1).reported],
    ['Open', own.totals.open],
    ['Over de streeftermijn', own.totals.overdueCases],
    ['Vastgelopen', own.totals.stuck],
  ]) {
    assert.equal(await countOf(tile(page, name)), count, name);
    assert.equal(await total(await tile(page, name).getAttribute('href')), count, name);
  }
  const bands = page.locator('#flow a.w-chart-band-link');
  await bands.first().waitFor();
  await bandsLead(bands);
  await rowsLead(page, '#phases', 1, own.phases, 'cases');
  await rowsLead(page, '#barriers', 2, own.barriers, 'cases');
  await rowsLead(page, '#ages', 1, own.ages, 'cases');
  await rowsLead(page, '#terms', 1, own.terms, 'cases');
  await rowsLead(page, '#outcomes', 1, own.outcomes, 'cases');
  await cellsLead(page, true);
  // The list tells in words what it is narrowed to.
  await tile(page, 'Open').click();
  await page.getByRole('button', {name: 'Verwijder het filter Betrokken organisatie: Sociale Verzekeringsbank'}).waitFor();
  assert.deepEqual(browserErrors, []);
  await close();
});

test('a band of the flow is reached and opened by keyboard, and each number is explained', async () => {
  const {page, close} = await open(server, {});
  await show(page, '/');
  const band = page.locator('#flow a.w-chart-band-link').first();
  await band.waitFor();
  await page.getByRole('button', {name: 'Uitleg bij Van melding naar uitkomst'}).focus();
  await page.keyboard.press('Enter');
  await page.locator('#flow').getByText('Elk knelpunt telt één keer').waitFor();
  await page.keyboard.press('Tab');
  await soon(async () => assert.equal(await band.evaluate((element) => element === document.activeElement), true));
  const href = await band.getAttribute('href');
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => url.pathname + url.search === href);
  await close();
});

test('when the server is gone it says so, with the numbers of before; a new session goes on', async () => {
  const {page, close} = await open(server, {allow: /401 \(|Failed to load|ERR_/});
  await show(page, '/');
  await page.context().setOffline(true);
  const body = JSON.parse(readFileSync(join(root, 'config/demo/example-report.json'), 'utf8'));
  await server.restart();
  await page.getByText('Niet live').waitFor({timeout: 40_000});
  await page.getByText('De server antwoordt niet').waitFor();
  assert.ok((await countOf(tile(page, 'Open'))) > 0);
  await page.context().setOffline(false);
  // A restart ended the session (docs/adr/0009).
  await page.getByText('Uw sessie is afgelopen').waitFor({timeout: 40_000});
  await page.fill('input[type=password]', server.keys.coordinator);
  await page.keyboard.press('Enter');
  await page.getByText('Live', {exact: true}).waitFor();
  const before = await countOf(tile(page, 'Open'));
  await server.api('reporter', 'POST', '/v1/cases', {body});
  await page.waitForFunction(
    (text) => [...document.querySelectorAll('.w-overview-tile-count')][1]?.textContent === text,
    String(before + 1),
    {timeout: 5_000},
  );
  await close();
});

test('an empty register has words for that, and a way to begin', async () => {
  const empty = await start({demo: false});
  const {page, browserErrors, close} = await open(empty, {role: 'reporter'});
  await page.getByText('Er zijn nog geen knelpunten').waitFor();
  await soon(async () => assert.equal(await page.locator('main').getByRole('link', {name: 'Knelpunt melden'}).getAttribute('href'), '/report'));
  assert.deepEqual(await axe(page), []);
  assert.deepEqual(browserErrors, []);
  await close();
  await empty.stop();
});

for (const [name, path] of [
  ['all', '/'],
  ['as tables, with states', '/?view=flow-table&view=time-table&states=ccg'],
  ['a route', '/?route=fast-lane'],
  ['a ministry', `/?ministry=${ministry}`],
  ['an organisation', `/?organisation=${svb}`],
]) {
  test(`no barrier, nothing sideways, nothing that jumps: ${name}`, async () => {
    for (const more of [
      {lang: 'nl', theme: 'light', width: 1280},
      {lang: 'en', theme: 'dark', width: 320},
    ]) {
      const {page, browserErrors, close} = await open(server, more);
      await page.addInitScript(() => {
        globalThis.shift = 0;
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) if (!entry.hadRecentInput) globalThis.shift += entry.value;
        }).observe({type: 'layout-shift', buffered: true});
      });
      await show(page, path);
      await page.waitForTimeout(400);
      assert.deepEqual(await axe(page), [], JSON.stringify(more));
      assert.equal(await sideways(page), 0, JSON.stringify(more));
      const shift = await page.evaluate(() => globalThis.shift);
      assert.ok(shift < 0.05, `layout shift ${shift} with ${JSON.stringify(more)}`);
      assert.deepEqual(browserErrors, []);
      await close();
    }
  });
}
