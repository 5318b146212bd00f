/** The closed list of what can go wrong for a caller: code, status, and the title of its problem document. */
export const problems = {
  unknown_parameter: { status: 400, title: 'Unknown parameter' },
  invalid_parameter: { status: 400, title: 'Invalid parameter' },
  unknown_reference: { status: 400, title: 'Unknown reference' },
  invalid_cursor: { status: 400, title: 'Invalid cursor' },
  invalid_body: { status: 400, title: 'Invalid body' },
  moved: { status: 308, title: 'Merged into another record' },
  unauthorised: { status: 401, title: 'Key required' },
  forbidden: { status: 403, title: 'Not allowed' },
  not_found: { status: 404, title: 'Not found' },
  method_not_allowed: { status: 405, title: 'Method not allowed' },
  not_acceptable: { status: 406, title: 'Not acceptable' },
  conflict: { status: 409, title: 'Conflict' },
  gone: { status: 410, title: 'Gone' },
  version_mismatch: { status: 412, title: 'Version mismatch' },
  too_large: { status: 413, title: 'Content too large' },
  uri_too_long: { status: 414, title: 'URI too long' },
  unsupported_media_type: { status: 415, title: 'Unsupported media type' },
  invalid_record: { status: 422, title: 'Invalid record' },
  key_reused: { status: 422, title: 'Idempotency key reused' },
  version_required: { status: 428, title: 'Version required' },
  too_many_requests: { status: 429, title: 'Too many requests' },
  internal: { status: 500, title: 'Internal error' },
  unavailable: { status: 503, title: 'Service unavailable' },
  too_slow: { status: 503, title: 'Question too slow' },
} as const;

export type ProblemCode = keyof typeof problems;

/** One fault inside a request: of a query parameter, or of a place in the body (JSON pointer). */
export interface Fault {
  parameter?: string;
  pointer?: string;
  code: string;
  detail: string;
  /** Where in the parameter, in code points from 0. */
  position?: number;
}

/** What a request is refused with; `detail` is a sentence that its sender can act on. */
export class AppError extends Error {
  readonly code: ProblemCode;
  readonly faults: Fault[];
  readonly location: string | undefined;

  constructor(code: ProblemCode, detail: string, faults: Fault[] = [], location?: string) {
    super(detail);
    this.name = 'AppError';
    this.code = code;
    this.faults = faults;
    this.location = location;
  }
}
