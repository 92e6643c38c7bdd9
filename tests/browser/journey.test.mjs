/**
 * One bottleneck from report to closed, each step on the screen of whose turn it is: by the button of the case, reloaded in the
 * middle of the form, left and come back to. And what a slow or failing network does on the way.
 */
import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {after, before, test} from 'node:test';

import {axe, closeBrowser, open, root, settled, soon, start} from './support.mjs';

let server;
before(async () => {
  server = await start({demo: false});
});
after(async () => {
  await closeBrowser();
  await server.stop();
});

const report = JSON.parse(readFileSync(join(root, 'config/demo/example-report.json'), 'utf8'));
const form = (page) => page.locator('.w-case-form');
const card = (page, title) => page.locator('.w-card', {has: page.getByRole('heading', {name: title, exact: true})});
const inDays = (days) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/** Answers the questions of a form; `given`: the name of a field, or of a choice as it reads, to what is answered. */
async function answer(page, given) {
  for (const [name, value] of Object.entries(given)) {
    if (value === true) await form(page).getByLabel(name, {exact: true}).first().check();
    else {
      const field = page.locator(`#field-${name}`);
      if ((await field.evaluate((element) => element.tagName)) === 'SELECT') await field.selectOption(value);
      else await field.fill(value);
    }
  }
}
const answered = (page, given) =>
  soon(async () => {
    for (const [name, value] of Object.entries(given)) {
      if (value === true) assert.equal(await form(page).getByLabel(name, {exact: true}).first().isChecked(), true, name);
      else assert.equal(await page.locator(`#field-${name}`).inputValue(), value, name);
    }
  });

/** `role` finds the case in its work, does `event` there, and sees that it is done. */
async function step(windows, one, role, leg, event, given, {byWork = false} = {}) {
  windows[role] ??= await open(server, {role});
  const {page} = windows[role];
  if (byWork) {
    await page.goto(`${server.url}/work`);
    await page.getByRole('link', {name: report.title}).first().click();
    await page.waitForURL((url) => url.pathname === one.path);
  } else await page.goto(server.url + one.path);
  await settled(page);
  const offered = (await server.api(role, 'GET', `${one.api}/transitions`)).data.items.find((each) => each.event === event && each.leg === leg);
  assert.ok(offered, `${role} may ${event}`);
  const folded = card(page, 'Wat u kunt doen').locator('details:not([open]) > summary');
  while ((await folded.count()) > 0) await folded.first().click();
  await card(page, 'Wat u kunt doen').getByRole('button', {name: offered.title.nl, exact: true}).first().click();
  await form(page).waitFor();
  await answer(page, given);
  if (Object.keys(given).length > 0) {
    // Reloaded, and gone elsewhere and back: what was typed is there.
    await page.reload();
    await settled(page);
    await answered(page, given);
    await page.getByRole('link', {name: 'Mijn werk', exact: true}).click();
    await page.waitForURL(/\/work$/);
    await page.goBack();
    await settled(page);
    await answered(page, given);
  }
  const before = (await server.api('coordinator', 'GET', one.api)).etag;
  await form(page).locator('button[type=submit]').click();
  const sure = page.getByRole('button', {name: 'Ja, vastleggen'});
  await soon(async () => {
    if (await sure.isVisible()) await sure.click();
    if ((await server.api('coordinator', 'GET', one.api)).etag === before) assert.fail(`${event}: ${await form(page).innerText({timeout: 1_000}).catch(() => 'no form')}`);
  });
  await soon(async () => assert.equal(await form(page).count(), 0, 'the form is gone'));
  await settled(page);
  // The screen says what the register says, without a reload.
  const now = (await server.api(role, 'GET', one.api)).data;
  for (const words of told(now)) await soon(async () => assert.ok((await card(page, 'Nu').innerText()).includes(words), words));
}
/** What has to stand under "now". */
function told(one) {
  if (one.phase === 'closed') return ['Niemand: dit knelpunt is afgesloten.'];
  const running = one.legs.filter((leg) => leg.endedAt === null);
  return (running.length > 0 ? running : [one.lifecycle]).flatMap((each) => each.states.map((state) => state.title.nl));
}

test('from report to closed, each step by whose turn it is', async () => {
  const made = await server.api('reporter', 'POST', '/v1/cases', {body: report});
  assert.equal(made.status, 201);
  const one = {path: `/cases/${made.data.id}`, api: `/v1/cases/${made.data.id}`};
  const leg = made.data.legs[0].id;
  const windows = {};
  await step(windows, one, 'fastLane.contact', leg, 'accept', {department: 'Directie Uitvoering', mailbox: 'fastlane@szw.example'}, {byWork: true});
  await step(windows, one, 'fastLane.contact', leg, 'suspend', {
    kind: 'information', waitingOn: 'SVB', expected: inDays(30), reason: 'Om hoeveel mensen gaat het?',
  }, {byWork: true});
  // The reporter answers in the conversation.
  windows.reporter = await open(server, {role: 'reporter'});
  const {page} = windows.reporter;
  await page.goto(server.url + one.path);
  await settled(page);
  await page.fill('#say-comments', 'Om 1.200 mensen, sinds 2024.');
  await page.getByRole('button', {name: 'Opmerking plaatsen'}).click();
  await windows['fastLane.contact'].page.getByText('Om 1.200 mensen, sinds 2024.').first().waitFor();
  await step(windows, one, 'fastLane.contact', leg, 'resume', {});
  await step(windows, one, 'fastLane.contact', leg, 'chooseInstrument', {
    instrument: 'workingAgreement', department: 'Directie Uitvoering', planning: 'Dit kwartaal', necessity: 'Het moet vastliggen.',
  });
  await step(windows, one, 'fastLane.contact', leg, 'agreed', {text: 'Werkafspraak 1.0', from: inDays(30), 'Partijen verbonden': true});
  await step(windows, one, 'coordinator', null, 'recordOutcome', {code: 'partiesConnected', text: 'Zij delen het.', forWhom: 'SVB en UWV'});
  await step(windows, one, 'coordinator', null, 'nothingToDo', {reason: 'Het werkt meteen.'});
  await step(windows, one, 'reporter', null, 'confirm', {}, {byWork: true});
  assert.equal((await server.api('reporter', 'GET', one.api)).data.phase, 'closed');
  for (const {browserErrors, close} of Object.values(windows)) {
    assert.deepEqual(browserErrors, []);
    await close();
  }
});

for (const path of ['/', '/work', '/cases', '/cases?view=board', '/workflows', '/workflows/fast-lane', '/routing', '/admin', '/report']) {
  test(`a slow server, and one that does not answer: ${path}`, async () => {
    const {page, context, browserErrors, close} = await open(server, {role: 'administrator', allow: /Failed to load resource/});
    // Slow: the page says that it loads, and is accessible meanwhile.
    let hold = () => {};
    const held = new Promise((resolve) => (hold = resolve));
    const documents = /\/v1\/(?!me$|session|vocabulary|organisations$)/;
    await context.route(documents, async (route) => {
      await held;
      await route.continue();
    });
    await page.goto(server.url + path);
    const waiting = page.locator('.w-loading').first();
    if (path !== '/report') await waiting.waitFor();
    assert.deepEqual(await axe(page), []);
    hold();
    await settled(page);
    await soon(async () => assert.equal(await page.locator('.w-loading').count(), 0));
    // Failing: it says so, with what to do; once the network is back, doing it helps.
    await context.unroute(documents);
    if (path !== '/report') {
      await context.route(documents, (route) => route.abort('connectionreset'));
      await page.goto(server.url + path);
      const again = page.locator('main').getByRole('button', {name: /Opnieuw/}).first();
      await again.waitFor();
      assert.deepEqual(await axe(page), []);
      await context.unroute(documents);
      await again.click();
      await settled(page);
      await soon(async () => assert.equal(await page.locator('main').getByRole('button', {name: /Opnieuw proberen/}).count(), 0));
    }
    assert.deepEqual(browserErrors, []);
    await close();
  });
}
