/** Sends a report so that a lost answer never makes a second one. Pure but for the `post` that is passed. */
import {ApiError, type Answer} from '../../api/client';
import type {CaseDocument} from '../../api/types';

export interface Delivery {
  answer: Answer<CaseDocument>;
  /** What had arrived was an earlier attempt, with other answers than these. */
  earlier: boolean;
}

interface Sending {
  /** Sends one body under the draft's `Idempotency-Key`. */
  post(body: unknown): Promise<Answer<CaseDocument>>;
  /** Keeps what is under way without an answer, before it is sent and after it was refused. */
  keep(unanswered: string[]): void;
}

/** Whether nobody can tell if the request was carried out. */
const isOpen = (error: unknown) => !(error instanceof ApiError) || error.status === 0 || error.status >= 500;

/**
 * The server keeps one answer for each key: the same body gets the same answer again, another body is refused as long as an
 * earlier one had arrived. So a refusal for that reason tells that one of the attempts without an answer got through, and
 * sending that one again fetches its answer.
 */
export async function deliver(body: unknown, unanswered: string[], sending: Sending): Promise<Delivery> {
  const text = JSON.stringify(body);
  const before = unanswered.filter((each) => each !== text);
  sending.keep([...before, text]);
  try {
    return {answer: await sending.post(body), earlier: false};
  } catch (error) {
    if (isOpen(error)) throw error;
    sending.keep(before);
    if (!(error instanceof ApiError) || error.slug !== 'idempotency-key-reused') throw error;
    for (const each of [...before].reverse()) {
      try {
        return {answer: await sending.post(JSON.parse(each)), earlier: true};
      } catch (other) {
        if (isOpen(other)) throw other;
      }
    }
    throw error;
  }
}
