/** Loaded before a server whose memory is measured: collects its garbage whenever it gets SIGUSR2. Needs --expose-gc. */
process.on("SIGUSR2", () => {
  globalThis.gc?.();
  globalThis.gc?.();
});
