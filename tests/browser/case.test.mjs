/** One case in a real browser: read, changed, changed under one's hands by others, and never at the cost of what was typed. */
import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {after, before, test} from 'node:test';

import {axe, closeBrowser, logIn, open, root, settled, sideways, soon, start} from './support.mjs';

let server;
before(async () => {
  server = await start();
});
after(async () => {
  await closeBrowser();
  await server.stop();
});

const report = JSON.parse(readFileSync(join(root, 'config/demo/example-report.json'), 'utf8'));
/** What the browser itself says of an answer that was no success; the tests mean to cause these. */
const refused = /Failed to load resource/;
let count = 0;

/** A new case that the fast lane of SZW was offered; `accepted`: and took. */
async function newCase({accepted = true} = {}) {
  count += 1;
  const made = await server.api('reporter', 'POST', '/v1/cases', {body: {...report, title: `Proef ${count}`, ownReference: `PROEF-${count}`}});
  assert.equal(made.status, 201);
  const one = {id: made.data.id, leg: made.data.legs[0].id, path: `/cases/${made.data.id}`, api: `/v1/cases/${made.data.id}`};
  if (accepted) await move(one, 'fastLane.contact', one.leg, 'accept', {department: 'Directie Uitvoering', mailbox: 'fastlane@szw.example'});
  return one;
}
async function move(one, role, leg, event, data) {
  const {etag} = await server.api('coordinator', 'GET', one.api);
  const moved = await server.api(role, 'POST', `${one.api}/transitions`, {ifMatch: etag, body: {leg, event, data}});
  assert.equal(moved.status, 200, JSON.stringify(moved.data));
  return moved;
}
const inDays = (days) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const form = (page) => page.locator('.w-case-form');
const toast = (page, text) => page.locator('.w-toast', {hasText: text}).waitFor();
const go = async (page, one, more = '') => {
  await page.goto(server.url + one.path + more);
  await settled(page);
};
const seen = (page, text) => page.getByText(text, {exact: false}).first().waitFor();

test('a ministry accepts what it was offered, by a link to the form, and first hears what is missing', async () => {
  const one = await newCase({accepted: false});
  const {page, browserErrors, close} = await open(server, {role: 'fastLane.contact'});
  await go(page, one, `?do=accept&leg=${one.leg}`);
  await soon(async () => assert.match(await form(page).locator('h2').first().innerText(), /Aannemen/));
  await form(page).getByRole('button', {name: 'Aannemen'}).click();
  const summary = page.locator('.w-fault-summary');
  await summary.waitFor();
  await soon(async () => assert.equal(await summary.locator('li').count(), 2));
  await summary.locator('a').first().click();
  await soon(async () => assert.equal(await page.evaluate(() => document.activeElement.id), 'field-department'));
  assert.deepEqual(await axe(page), []);
  await page.fill('#field-department', 'Directie Uitvoering');
  await page.fill('#field-mailbox', 'fastlane@szw.example');
  await form(page).getByRole('button', {name: 'Aannemen'}).click();
  await toast(page, 'Vastgelegd: Aannemen');
  await form(page).waitFor({state: 'detached'});
  await seen(page.locator('.w-case-side'), 'Verkenning');
  await seen(page.locator('#history'), 'Aannemen – Fast lane');
  await soon(async () => assert.equal(new URL(page.url()).search, ''));
  const {data} = await server.api('fastLane.contact', 'GET', one.api);
  assert.deepEqual(data.legs[0].states.map((state) => state.name), ['exploring']);
  assert.deepEqual(browserErrors, []);
  await close();
});

test('suspending can be undone at once, and the history tells both', async () => {
  const one = await newCase();
  const {page, close} = await open(server, {role: 'fastLane.contact', lang: 'en'});
  await go(page, one, `?do=suspend&leg=${one.leg}`);
  await form(page).locator('select').selectOption('information').catch(() => form(page).getByLabel('Information').check());
  await page.fill('#field-waitingOn', 'SVB');
  await page.fill('#field-expected', '2099-01-01');
  await page.fill('#field-reason', 'For how many people?');
  await form(page).getByRole('button', {name: 'Suspend'}).click();
  await toast(page, 'Recorded');
  await seen(page.locator('.w-case-side'), 'SVB (');
  await page.locator('.w-toast').getByRole('button', {name: 'Undo'}).click();
  await toast(page, 'Taken back.');
  const {data} = await server.api('fastLane.contact', 'GET', one.api);
  assert.equal(data.legs[0].suspended, undefined);
  await seen(page.locator('#history'), 'For how many people?');
  await close();
});

test('who is overtaken sees what changed beside what he saw, keeps his text, and sends again', async () => {
  const one = await newCase();
  const {page, close} = await open(server, {role: 'fastLane.contact', allow: refused});
  await go(page, one, `?do=bridge&leg=${one.leg}`);
  await page.fill('#field-measure', 'Voorlopig per brief');
  await page.fill('#field-from', '2099-01-01');
  await page.fill('#field-until', '2099-12-31');
  await move(one, 'fastLane.contact', one.leg, 'suspend', {kind: 'advice', waitingOn: 'AP', expected: '2099-02-01', reason: 'Advies gevraagd'});
  await form(page).getByRole('button', {name: 'Overbrugging vastleggen'}).click();
  await seen(form(page), 'Dit knelpunt is gewijzigd terwijl u typte');
  await form(page).locator('table').waitFor();
  const row = form(page).locator('tr', {hasText: 'Stand van Fast lane'});
  await soon(async () => assert.deepEqual(await row.locator('td').allInnerTexts(), ['Verkenning', 'Aangehouden']));
  await seen(form(page), 'Aanhouden – Fast lane');
  await soon(async () => assert.equal(await page.inputValue('#field-measure'), 'Voorlopig per brief'));
  assert.deepEqual(await axe(page), []);
  await form(page).getByRole('button', {name: 'Verder met de nieuwe stand'}).click();
  await soon(async () => assert.equal(await page.inputValue('#field-measure'), 'Voorlopig per brief'));
  await form(page).getByRole('button', {name: 'Overbrugging vastleggen'}).click();
  await toast(page, 'Vastgelegd: Overbrugging vastleggen');
  const {data} = await server.api('coordinator', 'GET', one.api);
  assert.equal(data.bridges.length, 1);
  await close();
});

test('an action that went away meanwhile says so, and leaves the text to copy', async () => {
  const one = await newCase();
  const {page, close} = await open(server, {role: 'fastLane.contact', allow: refused});
  await go(page, one, `?do=regular&leg=${one.leg}`);
  await page.fill('#field-route', 'Gewone wetgeving');
  await page.fill('#field-who', 'Directie Wetgeving');
  await move(one, 'fastLane.contact', one.leg, 'chooseInstrument',
    {instrument: 'workingAgreement', department: 'Directie Uitvoering', planning: 'Dit kwartaal', necessity: 'Beide willen het.'});
  await form(page).getByRole('button', {name: 'Naar de reguliere route'}).click();
  await page.getByRole('button', {name: 'Ja, vastleggen'}).click();
  await form(page).getByRole('button', {name: 'Verder met de nieuwe stand'}).click();
  await seen(form(page), 'Deze actie kan nu niet');
  await soon(async () => assert.match(await form(page).locator('textarea').inputValue(), /Directie Wetgeving/));
  await form(page).getByRole('button', {name: 'Formulier sluiten'}).click();
  await form(page).waitFor({state: 'detached'});
  await close();
});

test('what is typed outlives a reload and a session that ended', async () => {
  const one = await newCase();
  const {page, context, close} = await open(server, {role: 'fastLane.contact', allow: refused});
  await go(page, one, `?do=handBack&leg=${one.leg}`);
  await page.fill('#field-reason', 'Hoort bij een ander');
  await page.reload();
  await settled(page);
  await soon(async () => assert.equal(await page.inputValue('#field-reason'), 'Hoort bij een ander'));
  await context.clearCookies();
  await form(page).getByRole('button', {name: 'Teruggeven'}).click();
  await page.getByRole('button', {name: 'Ja, vastleggen'}).click();
  await page.locator('input[type=password]').waitFor();
  await page.fill('input[type=password]', server.keys['fastLane.contact']);
  await page.keyboard.press('Enter');
  await form(page).waitFor();
  await soon(async () => assert.equal(await page.inputValue('#field-reason'), 'Hoort bij een ander'));
  await form(page).getByRole('button', {name: 'Teruggeven'}).click();
  await page.getByRole('button', {name: 'Ja, vastleggen'}).click();
  await toast(page, 'Vastgelegd: Teruggeven');
  const {data} = await server.api('coordinator', 'GET', one.api);
  assert.equal(data.legs[0].status, 'handedBack');
  assert.equal(data.phase, 'treatment');
  await close();
});

test('a lost answer leads to no second deed', async () => {
  const one = await newCase();
  const {page, close} = await open(server, {role: 'fastLane.contact', allow: refused});
  await go(page, one, `?do=bridge&leg=${one.leg}`);
  await page.fill('#field-measure', 'Voorlopig per brief');
  await page.fill('#field-from', '2099-01-01');
  await page.fill('#field-until', '2099-12-31');
  let lost = 0;
  await page.route('**/transitions', async (route) => {
    if (route.request().method() !== 'POST' || lost > 0) return route.continue();
    lost += 1;
    await route.fetch();
    return route.abort();
  });
  await form(page).getByRole('button', {name: 'Overbrugging vastleggen'}).click();
  await seen(form(page), 'De server is niet bereikbaar');
  await form(page).getByRole('button', {name: 'Overbrugging vastleggen'}).click();
  await toast(page, 'Vastgelegd: Overbrugging vastleggen');
  const {data} = await server.api('coordinator', 'GET', one.api);
  assert.equal(data.bridges.length, 1);
  await close();
});

test('a hand-over is offered, taken back by its toast, offered again and refused with a reason', async () => {
  const one = await newCase();
  const holder = await open(server, {role: 'coordinator'});
  await go(holder.page, one, '?do=owner.offer');
  await holder.page.locator('#field-to').selectOption({label: 'Programma Werk aan Uitvoering – Programmaleiding'});
  await form(holder.page).getByRole('button', {name: 'Overdragen aan een ander'}).click();
  await holder.page.locator('.w-toast').getByRole('button', {name: 'Ongedaan maken'}).click();
  await toast(holder.page, 'Teruggenomen.');
  assert.equal((await server.api('coordinator', 'GET', one.api)).data.offer, undefined);

  await go(holder.page, one, '?do=owner.offer');
  await holder.page.locator('#field-to').selectOption({label: 'Programma Werk aan Uitvoering – Programmaleiding'});
  await form(holder.page).getByRole('button', {name: 'Overdragen aan een ander'}).click();
  await seen(holder.page.locator('.w-case-side'), 'Aangeboden aan');

  const receiver = await open(server, {role: 'programme.lead'});
  await go(receiver.page, one, '?do=owner.refuse');
  await form(receiver.page).getByLabel('Geen capaciteit').check();
  await receiver.page.fill('#field-reason', 'Volgende maand pas weer');
  await form(receiver.page).getByRole('button', {name: 'Overdracht weigeren'}).click();
  await toast(receiver.page, 'Vastgelegd: Overdracht weigeren');
  await seen(receiver.page.locator('#history'), 'Geen capaciteit');
  assert.deepEqual(holder.browserErrors.concat(receiver.browserErrors), []);
  await holder.close();
  await receiver.close();
});

test('a term explains itself, and is extended with a reason', async () => {
  const one = await newCase();
  const {page, browserErrors, close} = await open(server, {role: 'fastLane.contact'});
  await go(page, one, `?do=term.extend&leg=${one.leg}#terms`);
  await page.fill('#field-amount', '5');
  await page.fill('#field-reason', 'De jurist is er volgende week weer');
  await form(page).getByRole('button', {name: 'Streeftermijn verlengen'}).click();
  await toast(page, 'Vastgelegd: Streeftermijn verlengen');
  const terms = page.locator('#terms');
  await seen(terms, 'De jurist is er volgende week weer');
  await terms.getByText('Dag voor dag').first().click();
  await soon(async () => assert.ok((await terms.locator('.w-case-account li').count()) > 3));
  assert.deepEqual(browserErrors, []);
  await close();
});

test('a comment and a holder’s position appear at once, and others hear of them when they come back', async () => {
  const one = await newCase();
  const reader = await open(server, {role: 'coordinator'});
  await go(reader.page, one);
  await reader.page.fill('#say-comments', 'Ik typ nog');
  const holder = await open(server, {role: 'holder'});
  await go(holder.page, one, '#talk');
  await holder.page.fill('#say-positions', 'Wij mogen dit niet leveren.');
  await holder.page.getByRole('button', {name: 'Reactie geven'}).click();
  await toast(holder.page, 'Reactie vastgelegd.');
  await seen(holder.page.locator('#talk'), 'Wij mogen dit niet leveren.');

  await reader.page.waitForTimeout(2_100);
  await reader.page.evaluate(() => dispatchEvent(new Event('focus')));
  await seen(reader.page.locator('.w-case-news'), 'Gewijzigd door Uitvoeringsinstituut');
  await seen(reader.page.locator('#talk'), 'Wij mogen dit niet leveren.');
  await soon(async () => assert.equal(await reader.page.inputValue('#say-comments'), 'Ik typ nog'));
  await reader.page.getByRole('button', {name: 'Gezien'}).click();
  await soon(async () => assert.equal(await reader.page.locator('.w-case-news').innerText(), ''));
  await reader.page.getByRole('button', {name: 'Opmerking plaatsen'}).click();
  await toast(reader.page, 'Opmerking geplaatst.');
  assert.deepEqual(reader.browserErrors.concat(holder.browserErrors), []);
  await reader.close();
  await holder.close();
});

test('a number that looks like a BSN is asked about, and goes on when it is confirmed to be none', async () => {
  const one = await newCase();
  const {page, close} = await open(server, {role: 'fastLane.contact', allow: refused});
  await go(page, one, `?do=handBack&leg=${one.leg}`);
  await page.fill('#field-reason', 'Zie kenmerk 111222333');
  await form(page).getByRole('button', {name: 'Teruggeven'}).click();
  await page.getByRole('button', {name: 'Ja, vastleggen'}).click();
  await form(page).getByLabel('Dit is geen burgerservicenummer').check();
  await form(page).getByRole('button', {name: 'Teruggeven'}).click();
  await page.getByRole('button', {name: 'Ja, vastleggen'}).click();
  await toast(page, 'Vastgelegd: Teruggeven');
  await close();
});

test('another route starts where the table’s is confirmed or overruled, and the reasons stand there', async () => {
  const found = await server.api('coordinator', 'GET', '/v1/cases?phase=triage&limit=1');
  const one = {id: found.data.items[0].id, path: `/cases/${found.data.items[0].id}`};
  const {page, browserErrors, close} = await open(server, {role: 'coordinator'});
  await go(page, one, '?do=overrule#routing');
  await form(page).getByLabel('Fast lane').check();
  await form(page).getByRole('combobox').selectOption({label: 'Ministerie van Sociale Zaken en Werkgelegenheid'});
  await page.fill('#field-reason', 'Dit ministerie kan het zelf regelen');
  await form(page).getByRole('button', {name: 'Andere route kiezen'}).click();
  await toast(page, 'Vastgelegd: Andere route kiezen');
  await seen(page.locator('#routing'), 'Andere route gekozen');
  await seen(page.locator('#history'), 'Dit ministerie kan het zelf regelen');
  await page.locator('#routing').getByText('Regels die niet pasten').click();
  await seen(page.locator('#routing'), 'R13');
  // The way back asks for a reason, so the toast leads to its form.
  await page.locator('.w-toast').getByRole('button', {name: 'Terugnemen'}).click();
  await seen(form(page), 'Aanbod intrekken');
  assert.deepEqual(browserErrors, []);
  await close();
});

test('who may not see a case is told so, and who may only read gets no forms', async () => {
  const one = await newCase();
  const stranger = await open(server, {role: 'avd.desk', allow: refused});
  await stranger.page.goto(server.url + one.path);
  await seen(stranger.page, 'of u mag het niet zien');
  await stranger.close();
  const auditor = await open(server, {role: 'auditor'});
  await go(auditor.page, one);
  await seen(auditor.page.locator('.w-case-side'), 'niets te doen');
  await soon(async () => assert.equal(await auditor.page.locator('#say-comments').count(), 0));
  assert.deepEqual(auditor.browserErrors, []);
  await auditor.close();
});

test('a form fits 320 pixels in both languages, and nothing needs a mouse', async () => {
  const one = await newCase();
  for (const [lang, theme] of [['nl', 'light'], ['en', 'dark']]) {
    const {page, browserErrors, close} = await open(server, {role: 'fastLane.contact', lang, theme, width: 320, height: 720});
    await go(page, one, `?do=suspend&leg=${one.leg}`);
    assert.equal(await sideways(page), 0);
    assert.deepEqual(await axe(page), []);
    await page.keyboard.press('Tab');
    await soon(async () => assert.ok(await page.evaluate(() => document.activeElement.closest('.w-case-form') !== null), 'the focus goes on into the form'));
    assert.deepEqual(browserErrors, []);
    await close();
  }
});

test('on paper everything is open and nothing can be pressed', async () => {
  const one = await newCase();
  const {page, close} = await open(server, {role: 'fastLane.contact'});
  await go(page, one);
  await page.emulateMedia({media: 'print'});
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  await soon(async () => assert.equal(await page.locator('.w-case details:not([open])').count(), 0));
  await soon(async () => assert.equal(await page.locator('.w-case button').filter({visible: true}).count(), 0));
  await soon(async () => assert.equal(await page.locator('.w-case textarea').filter({visible: true}).count(), 0));
  await page.evaluate(() => dispatchEvent(new Event('afterprint')));
  await soon(async () => assert.ok((await page.locator('.w-case details:not([open])').count()) > 0));
  await close();
});

test('a coordinator closes a case off on a ground and with a day to look again, and opens it', async () => {
  const one = await newCase();
  const {page, browserErrors, close} = await open(server, {role: 'coordinator'});
  await go(page, one, '?do=visibility.set');
  await form(page).getByRole('radio', {name: 'Vertrouwelijk'}).check();
  await form(page).getByLabel('Waarom?').fill('Gaat over een lopend onderzoek.');
  await form(page).getByRole('button', {name: 'Zichtbaarheid wijzigen'}).click();
  // Closed off asks for a ground and a day; open asks for neither.
  await soon(async () => assert.equal(await page.locator('.w-fault-summary li').count(), 2));
  assert.deepEqual(await axe(page), []);
  await page.locator('#field-ground').selectOption('privateLife');
  await page.locator('#field-reviewOn').fill(inDays(90));
  await form(page).getByRole('button', {name: 'Zichtbaarheid wijzigen'}).click();
  await soon(async () => assert.match(await page.locator('main').innerText(), /Opnieuw bekijken op/));
  assert.equal((await server.api('coordinator', 'GET', one.api)).data.visibility.now, 'confidential');
  assert.equal((await server.api('holder', 'GET', one.api)).status, 404, 'it is not there for who may not see it');
  await go(page, one, '?do=visibility.set');
  await form(page).getByRole('radio', {name: 'Alle deelnemende organisaties'}).check();
  await form(page).getByLabel('Waarom?').fill('Het onderzoek is klaar.');
  await form(page).getByRole('button', {name: 'Zichtbaarheid wijzigen'}).click();
  await soon(async () => assert.doesNotMatch(await page.locator('main').innerText(), /Opnieuw bekijken op/));
  assert.equal((await server.api('coordinator', 'GET', one.api)).data.visibility.chosen, 'open');
  // The form is for who may choose; to another the address tells that it is not.
  const other = await open(server, {role: 'reporter'});
  await go(other.page, one, '?do=visibility.set');
  await form(other.page).waitFor();
  assert.equal(await form(other.page).getByRole('radio').count(), 0);
  assert.deepEqual(browserErrors, []);
  await other.close();
  await close();
});

test('a session that was logged out shows nothing of the case', async () => {
  const one = await newCase();
  const {page, context, close} = await open(server, {role: 'fastLane.contact', allow: refused});
  await go(page, one);
  await page.getByRole('button', {name: 'Uitloggen'}).click();
  await page.locator('input[type=password]').waitFor();
  await soon(async () => assert.equal(await page.getByText('Proef', {exact: false}).count(), 0));
  await context.clearCookies();
  await logIn(page, server, 'avd.desk');
  await page.goto(server.url + one.path);
  await seen(page, 'of u mag het niet zien');
  await close();
});
