import {ApiError, type Fault} from '../../api/client';
import {Failure, Notice} from '../../parts/notice';
import {words} from './words';

/** A filter that the server does not take: it says itself which, and what it would take. */
export function Refused({error, again}: {error: Error; again: () => void}) {
  const own = words.value;
  if (error instanceof ApiError && error.slug === 'search-not-ready') {
    return <Notice kind="warning" title={own.indexing.title} live><p>{own.indexing.text}</p></Notice>;
  }
  if (error instanceof ApiError && error.status === 403) {
    return (
      <Notice kind="warning" title={own.refused.forbidden} live>
        <p>{error.problem?.detail}</p>
        <p>{own.refused.text}</p>
      </Notice>
    );
  }
  if (!(error instanceof ApiError) || error.status !== 400) return <Failure error={error} retry={again} />;
  return (
    <Notice kind="error" title={own.refused.title} live>
      <ul>{error.faults.map((fault) => <li key={`${fault.parameter} ${fault.message}`}>{labelOf(fault.parameter)}: {wordsFor(fault)}</li>)}</ul>
      <p>{own.refused.text}</p>
    </Notice>
  );
}

const labelOf = (parameter = ''): string => (parameter === 'q' ? words.value.search.name : (words.value.name[parameter] ?? parameter));

/** What the server says of a code names other codes, which is for whoever programs. */
function wordsFor({code, message}: Fault): string {
  const own = words.value.refused;
  return code === 'unknownParameter' ? own.parameter : code === 'unknownCode' ? own.value : message;
}
