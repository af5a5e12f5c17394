/** Where the engine tells of trouble it has survived. */
export interface Logger {
  warn(message: string, error: unknown): void;
}

export const silentLogger: Logger = { warn: () => {} };
