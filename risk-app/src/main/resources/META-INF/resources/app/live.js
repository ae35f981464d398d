// The live stream. The browser reconnects by itself; whoever listens is told, so that it can ask for what it missed.

const EVENTS = ['bar', 'forecast', 'score', 'alert', 'model', 'pulse'];
const RETRY_MILLIS = 3000;

/**
 * Opens the stream of an instrument.
 *
 * @param on functions by event name, and `connected(again)` and `lost()`
 * @returns a function that closes it
 */
export function follow(instrument, on) {
  let source;
  let opened = 0;
  let retry;
  let closed = false;

  const open = () => {
    source = new EventSource(`/api/v1/stream?instrument=${encodeURIComponent(instrument)}`);
    source.onopen = () => on.connected(opened++ > 0);
    source.onerror = () => {
      on.lost();
      // A refusal (as 503) ends an EventSource for good; a broken line does not.
      if (source.readyState === EventSource.CLOSED && !closed) retry = setTimeout(open, RETRY_MILLIS);
    };
    for (const name of EVENTS) {
      source.addEventListener(name, event => on[name]?.(JSON.parse(event.data)));
    }
  };
  open();
  return () => {
    closed = true;
    clearTimeout(retry);
    source.close();
  };
}
