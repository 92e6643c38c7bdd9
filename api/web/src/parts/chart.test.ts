import {readFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {describe, expect, it} from 'vitest';

import {marksOf, readChart, statesOf, type ChartState, type WorkflowText} from './chart';

const folder = join(dirname(fileURLToPath(import.meta.url)), '../../../../workflows');
const read = (id: string) => JSON.parse(readFileSync(join(folder, `${id}.json`), 'utf8')) as WorkflowText;
const named = (root: ChartState, name: string): ChartState => {
  const found = statesOf(root).find((state) => state.name === name);
  if (!found) throw new Error(`no ${name}`);
  return found;
};
const shipped = ['lifecycle', 'fast-lane', 'ccg', 'advisory', 'referral', 'intervention'];

describe('a workflow read as a chart', () => {
  it.each(shipped)('finds every target of %s', (id) => {
    const text = read(id);
    let wanted = 0;
    const count = (node: unknown): void => {
      if (Array.isArray(node)) node.forEach(count);
      else if (node !== null && typeof node === 'object') {
        for (const [name, member] of Object.entries(node)) {
          if (name === 'form' || name === 'guards' || name === 'params' || name === 'guard') continue;
          if (name === 'target') wanted += Array.isArray(member) ? member.length : 1;
          else count(member);
        }
      }
    };
    count(text);
    // Transitions may also be told as their target alone.
    const made = statesOf(readChart(text)).flatMap((state) => state.transitions).flatMap((each) => each.targets).length;
    expect(wanted).toBeGreaterThan(3);
    expect(made).toBeGreaterThanOrEqual(wanted - statesOf(readChart(text)).filter((state) => state.kind === 'history').length);
    expect(new Set(statesOf(readChart(text)).map((state) => state.name)).size).toBe(statesOf(readChart(text)).length);
  });

  it('names states and transitions as the drawing does', () => {
    const root = readChart(read('lifecycle'));
    expect(named(root, 'triage.assessing').transitions.map((each) => each.pointer)).toContain('/states/open/states/triage/states/assessing/on/confirmRoute');
    expect(named(root, 'evaluation.asking').transitions.map((each) => each.pointer)).toContain('/states/open/states/evaluation/states/asking/on/confirm/0');
    expect(named(root, 'closed.solved').title.nl).not.toBe('');
  });

  it('knows whose turn it is within a state, where it begins, and what goes by itself', () => {
    const root = readChart(read('lifecycle'));
    expect(named(root, 'triage.assessing').owner).toBe('case.lead');
    expect(named(root, 'submitted').first).toBe(true);
    expect(named(root, 'triage.awaitingReporter').first).toBe(false);
    const routed = named(root, 'submitted').transitions[0];
    expect(routed?.allow).toEqual([]);
    expect(routed?.targets.map((state) => state.name)).toEqual(['treatment.offered']);
    const late = named(readChart(read('referral')), 'offered').transitions.find((each) => each.cause === 'after');
    expect(late?.delay).toMatchObject({within: 'P10D', calendar: 'nl-working-days'});
    expect(late?.targets).toEqual([]);
  });

  it('reads every kind of target', () => {
    const root = readChart({
      id: 'm', version: '1', initial: {target: 'a.b'},
      states: {
        a: {states: {b: {on: {go: {target: ['#deep', 'c']}, out: {target: '#m'}, lost: 'nowhere'}}, c: {}}, on: {in: '.c', beside: 'z.y'}},
        z: {type: 'parallel', states: {y: {id: 'deep'}, x: {type: 'final'}}, after: {1500: 'a'}},
      },
    });
    const to = (name: string, event: string) => named(root, name).transitions.find((each) => each.event === event)?.targets.map((each) => each.name);
    expect(to('a.b', 'go')).toEqual(['deep', 'a.c']);
    expect(to('a.b', 'out')).toEqual(['m']);
    expect(to('a.b', 'lost')).toEqual([]);
    expect(to('a', 'in')).toEqual(['a.c']);
    expect(to('a', 'beside')).toEqual(['deep']);
    expect(to('z', '1500')).toEqual(['a']);
    expect(named(root, 'z').transitions[0]?.delay?.within).toBe('PT1.5S');
    expect(named(root, 'a.b').first).toBe(true);
    expect(named(root, 'a').first).toBe(false);
    expect(statesOf(root).map((each) => each.kind)).toEqual(['compound', 'compound', 'atomic', 'atomic', 'parallel', 'atomic', 'final']);
  });
});

describe('the marks of a drawing', () => {
  it('are read from its attributes', () => {
    const svg = new DOMParser().parseFromString(
      '<svg xmlns="http://www.w3.org/2000/svg"><g data-state="a" data-mark="passed"><g data-transition="/a/on/x" data-mark="taken open"/><g data-transition="/a/on/y"/></g><g data-state="b" data-mark="here"/><g data-from="a" data-to="b" data-mark="taken"/></svg>',
      'image/svg+xml',
    ).documentElement;
    const marks = marksOf(svg);
    expect([...marks.state]).toEqual([['a', 'passed'], ['b', 'here']]);
    expect([...marks.transition]).toEqual([['/a/on/x', {taken: true, open: true}]]);
  });
});
