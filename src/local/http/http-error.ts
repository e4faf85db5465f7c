/** The HTTP status and the text with which an error is answered. */
import type { OperationId } from '../../../generated/contract.js';
import { OperationError } from '../operation-error.js';
import { errorCatalogue } from './contract.js';

/** An error with its own HTTP status, because the service answers some error codes with more than one status. */
export class HttpError extends OperationError {
  override name = 'HttpError';
  readonly status: number;

  constructor(status: number, code: string, text?: string) {
    super(code, text);
    this.status = status;
  }
}

/**
 * Operations and an error code of each. The service's documentation shows 403 for the code at this operation, and 400
 * for the same code elsewhere.
 */
const codesWith403: Partial<Record<OperationId, string>> = {
  confirmAssetUpload: 'VOD.10062',
  deleteAssets: 'VOD.10062',
  showAssetTempAuthority: 'VOD.10053',
};

/** The HTTP status of an error; 500 if its code is unknown. */
export function statusOf(error: OperationError, operationId: OperationId | undefined): number {
  if (error instanceof HttpError) return error.status;
  if (error.code === 'LOCAL.501') return 501;
  if (operationId && codesWith403[operationId] === error.code) return 403;
  return errorCatalogue[error.code]?.statuses[0] ?? 500;
}

/** The text of an error for the caller: its own text, or else the text in the contract's error catalogue. */
export function textOf({ code, text }: OperationError): string {
  const entry = errorCatalogue[code];
  return text ?? entry?.message ?? entry?.meaning ?? code;
}
