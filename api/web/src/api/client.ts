/** The one way to the API: requests of this page's own origin, answers as data, failures as one kind of error. */

/** One fault in what was sent, as RFC 9457 problem details of this API list them. */
export interface Fault {
  pointer?: string;
  parameter?: string;
  code: string;
  message: string;
}

export interface ProblemDetails {
  type: string;
  status: number;
  title: string;
  detail?: string;
  requestId?: string;
  errors?: Fault[];
  /** With 412: what changed since the version that was named. */
  changes?: unknown[];
  [member: string]: unknown;
}

/** An answer that was no success. `status` 0: there was no answer at all (offline, or the server is gone). */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly problem: ProblemDetails | null,
    /** Seconds to wait before trying again, where the server said so. */
    readonly retryAfter: number | null = null,
  ) {
    super(problem?.detail ?? problem?.title ?? (status === 0 ? 'no answer' : `HTTP ${status}`));
  }

  get slug(): string {
    return this.problem?.type.replace(/^.*\//, '') ?? '';
  }

  get faults(): Fault[] {
    return this.problem?.errors ?? [];
  }
}

export interface Answer<T> {
  data: T;
  etag: string | null;
  headers: Headers;
}

export interface Asking {
  method?: 'GET' | 'POST' | 'DELETE';
  body?: unknown;
  /** The tag of the version that was seen; needed for what changes a case. */
  ifMatch?: string;
  /** The tag of the version that is known already; 304 (an ApiError here, see `askIfChanged`) where nothing changed. */
  ifNoneMatch?: string;
  /** Makes a retry harmless; see `newKey`. */
  idempotencyKey?: string;
  signal?: AbortSignal;
  accept?: string;
  language?: string;
}

/** Whoever wants to know that the session is gone; the shell shows the login then. */
type Listener = () => void;
const expiryListeners = new Set<Listener>();
export function onExpiry(listener: Listener): () => void {
  expiryListeners.add(listener);
  return () => expiryListeners.delete(listener);
}

/** For what asks past `send`, and was told that there is no session. */
export function tellExpiry(): void {
  expiryListeners.forEach((listener) => listener());
}

/** The language in which the server words its problems; set by the shell. */
let spoken = 'nl';
export function speak(language: string): void {
  spoken = language;
}

/** When this page last sent a request that counts as use (one that waits for changes does not), by this machine's clock. */
let used = Date.now();
export const lastUse = (): number => used;

/** For `Idempotency-Key`: make one when a form is opened, and keep it over retries of the same submission. */
export function newKey(): string {
  return crypto.randomUUID();
}

async function problemOf(response: Response): Promise<ProblemDetails | null> {
  const type = response.headers.get('content-type') ?? '';
  if (!type.includes('json')) return null;
  try {
    return (await response.json()) as ProblemDetails;
  } catch {
    return null;
  }
}

/** Sends one request. Throws ApiError for whatever is no success, and the signal's reason when it was ended. */
export async function send(path: string, asking: Asking = {}): Promise<Response> {
  const headers = new Headers({accept: asking.accept ?? 'application/json', 'accept-language': asking.language ?? spoken});
  if (asking.body !== undefined) headers.set('content-type', 'application/json');
  if (asking.ifMatch !== undefined) headers.set('if-match', asking.ifMatch);
  if (asking.ifNoneMatch !== undefined) headers.set('if-none-match', asking.ifNoneMatch);
  if (asking.idempotencyKey !== undefined) headers.set('idempotency-key', asking.idempotencyKey);
  let response: Response;
  if (!path.includes('wait=')) used = Date.now();
  try {
    response = await fetch(path, {
      method: asking.method ?? 'GET',
      headers,
      credentials: 'same-origin',
      cache: 'no-cache',
      ...(asking.body === undefined ? {} : {body: JSON.stringify(asking.body)}),
      ...(asking.signal ? {signal: asking.signal} : {}),
    });
  } catch (error) {
    if (asking.signal?.aborted) throw error;
    throw new ApiError(0, null);
  }
  if (response.ok) return response;
  const wait = Number(response.headers.get('retry-after'));
  const failure = new ApiError(response.status, await problemOf(response), Number.isFinite(wait) && wait > 0 ? wait : null);
  if (response.status === 401) tellExpiry();
  throw failure;
}

/** Sends one request and reads its JSON (`undefined` where the answer has no body). */
export async function ask<T>(path: string, asking: Asking = {}): Promise<Answer<T>> {
  const response = await send(path, asking);
  const text = await response.text();
  const data = (text === '' ? undefined : JSON.parse(text)) as T;
  return {data, etag: response.headers.get('etag'), headers: response.headers};
}

/** The document at `path` where it is another than the one with `etag`; `null`: it is not. Counts as use of the session. */
export async function askIfChanged<T>(path: string, etag: string, signal?: AbortSignal): Promise<Answer<T> | null> {
  let answer: Answer<T> | null = null;
  try {
    answer = await ask<T>(path, {ifNoneMatch: etag, ...(signal ? {signal} : {})});
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== 304) throw error;
  }
  return answer;
}

/** A path with its query; members that are empty or undefined are left out, lists are repeated. */
export function withQuery(path: string, query: Record<string, string | number | boolean | string[] | undefined>): string {
  const made = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (Array.isArray(value)) value.forEach((each) => made.append(name, each));
    else if (value !== undefined && value !== '') made.set(name, String(value));
  }
  const text = made.toString();
  return text === '' ? path : `${path}${path.includes('?') ? '&' : '?'}${text}`;
}
