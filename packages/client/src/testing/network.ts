/**
 * Everything on its way between engines and the model server, as hops that wait in channels until the test delivers them: within
 * a channel in order, between channels in any. A cut drops what is on a connection's channels.
 */
export class Network {
  #channels = new Map<string, (() => void)[]>();

  post(channel: string, hop: () => void): void {
    const waiting = this.#channels.get(channel);
    if (waiting === undefined) this.#channels.set(channel, [hop]);
    else waiting.push(hop);
  }

  get isEmpty(): boolean {
    return this.#channels.size === 0;
  }

  channels(): string[] {
    return [...this.#channels.keys()];
  }

  /** Delivers the oldest hop of a channel. */
  deliver(channel: string): void {
    const hop = this.#take(channel);
    hop?.();
  }

  /** Loses the oldest hop of a channel. */
  lose(channel: string): void {
    this.#take(channel);
  }

  /** Loses everything on channels whose name begins so. */
  cut(prefix: string): void {
    for (const channel of this.channels()) if (channel.startsWith(prefix)) this.#channels.delete(channel);
  }

  #take(channel: string): (() => void) | undefined {
    const waiting = this.#channels.get(channel);
    const hop = waiting?.shift();
    if (waiting?.length === 0) this.#channels.delete(channel);
    return hop;
  }
}
