// @ts-check
/** What the host tells about a service; without time: 0 to 3, with time: 4 to 7. */
export const ServiceStatus = Object.freeze({
  unknown: -1, localNoTime: 0, remoteNoTime: 1, bridgeNoTime: 2, oscNoTime: 3, local: 4, remote: 5, bridge: 6, osc: 7, tap: 8,
});

/** How copies go to a tapper: as the original did, reliably, or best effort. */
export const TapMode = Object.freeze({ keep: 0, reliable: 1, bestEffort: 2 });
