/** A failure that the user of the command can mend. It is shown as one line, without a stack. */
export class CommandFailure extends Error {
  override name = 'CommandFailure';
  /** 2 if the command was called wrongly, else 1. */
  readonly exitCode: number;

  constructor(message: string, exitCode = 1, options?: ErrorOptions) {
    super(message, options);
    this.exitCode = exitCode;
  }
}
