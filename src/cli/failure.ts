/** A failure that the user of the command can do something about; shown as one line, without a stack. */
export class CommandFailure extends Error {
  override name = 'CommandFailure';
  /** The exit code: 2 for a call that was written wrongly, 1 for everything else. */
  readonly exitCode: number;

  constructor(message: string, exitCode = 1, options?: ErrorOptions) {
    super(message, options);
    this.exitCode = exitCode;
  }
}
