/** Errors as HTTP answers them: their statuses and texts. */
import type { OperationId } from '../../../generated/contract.js';
import { OperationError } from '../operation-error.js';
import { errorCatalogue } from './contract.js';

/** An error that says its HTTP status itself: some codes have several. */
export class HttpError extends OperationError {
  override name = 'HttpError';
  readonly status: number;

  constructor(status: number, code: string, text?: string) {
    super(code, text);
    this.status = status;
  }
}

/** Where the service's pages show 403 with a code that comes with 400 elsewhere. */
const codesWith403: Partial<Record<OperationId, string>> = {
  confirmAssetUpload: 'VOD.10062',
  deleteAssets: 'VOD.10062',
  showAssetTempAuthority: 'VOD.10053',
};

/** The HTTP status of an error. */
export function statusOf(error: OperationError, operationId: OperationId | undefined): number {
  if (error instanceof HttpError) return error.status;
  if (error.code === 'LOCAL.501') return 501;
  if (operationId && codesWith403[operationId] === error.code) return 403;
  return errorCatalogue[error.code]?.statuses[0] ?? 500;
}

/** What the caller reads of an error: its own text, or that of the contract's error catalogue. */
export function textOf({ code, text }: OperationError): string {
  const entry = errorCatalogue[code];
  return text ?? entry?.message ?? entry?.meaning ?? code;
}
