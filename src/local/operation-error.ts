/** The errors that operations throw; http/ turns them into answers. */

/** An operation was refused. */
export class OperationError extends Error {
  override name = 'OperationError';
  /** A code of the contract's error catalogue, or `LOCAL.501`. */
  readonly code: string;
  /** What the caller reads; undefined for the text of the catalogue. */
  readonly text: string | undefined;

  constructor(code: string, text?: string) {
    super(text ?? code);
    this.code = code;
    this.text = text;
  }
}

/** VOD.10053, which names the wrong field as the service's own example does; '' names no field. */
export function invalidField(field: string): OperationError {
  const text = `The request parameter is illegal, illegal field: {${field}}.`;
  return new OperationError('VOD.10053', field === '' ? undefined : text);
}

/** LOCAL.501, for what the real service has and the local one has not. */
export function notOffered(
  what: string,
  instead = 'It offers the operations of its contract, openapi.json.',
): OperationError {
  return new OperationError(
    'LOCAL.501',
    `The local VOD service does not offer ${what} yet. ${instead}`,
  );
}
